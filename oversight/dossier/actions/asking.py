"""Asking for a dossier, and making it: facts of the moment of asking, the archive of these alone, all or nothing."""

import datetime as dt
import hashlib
import re

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.actions.lists import publish_list
from participants.clock import dutch_date
from participants.jobs.asking import ask_for
from participants.jobs.work import Work
from participants.models import Job, ShoppingArea, User
from participants.refusals import Refusal

from ..bundle import archive_of
from ..facts import facts_of, last_filing
from ..models import LONGEST_CASE_NUMBER, Dossier, Purpose
from ..papers import Sources

KIND = "permit_dossier"
CASE_NUMBER = re.compile(r"[\w .,:/()+-]*")


@transaction.atomic
def ask_dossier(
    area: ShoppingArea, *, purpose: str, case_number: str, by: User | None, at: dt.datetime, queued: bool = True
) -> Dossier:
    """Take the facts of this moment and ask for the dossier. Refuses while another of the area is being made, and what
    cannot be a dossier.

    With `queued` the work is done later; without it the caller makes it. `by` is None for a command.
    """
    case_number = checked_case_number(case_number, purpose=purpose)
    ShoppingArea.objects.select_for_update().get(pk=area.pk)
    if Job.objects.open().filter(area=area, kind=KIND).exists():
        raise Refusal("already_running", _("Er wordt al een dossier gemaakt. Wacht tot het klaar is."))
    on, follows = dutch_date(at), last_filing(area)
    published = publish_list(area, at=at)
    dossier = Dossier.objects.create(
        area=area,
        purpose=purpose,
        case_number=case_number,
        asked_on=on,
        asked_at=at,
        asked_by=by,
        follows=follows,
        facts=facts_of(area, published, purpose=purpose, case_number=case_number, follows=follows, on=on),
    )
    record("dossier.asked", subject=f"dossier:{dossier.token}", by=by or KIND, area=area, purpose=purpose)
    if queued:
        ask_for(KIND, key=dossier.token, area=area, at=at, by=by, payload={"dossier": dossier.pk})
    return dossier


def checked_case_number(text: str, *, purpose: str) -> str:
    """The number without what stands around it. Refuses what is none, and none where a permit must be found by it."""
    text = text.strip()
    if len(text) > LONGEST_CASE_NUMBER or not CASE_NUMBER.fullmatch(text):
        raise Refusal(
            "bad_case_number", _("Schrijf het zaaknummer zoals het in de brief van de AP staat."), field="case_number"
        )
    if not text and purpose != Purpose.NEW:
        raise Refusal(
            "case_number_missing", _("Schrijf het zaaknummer op. De AP zoekt de vergunning daarmee."),
            field="case_number",
        )  # fmt: skip
    return text


def sources_of(dossier: Dossier) -> Sources:
    return Sources(dossier.facts, dossier.follows.dossier.facts if dossier.follows else None, dossier.token)


def make_dossier(work: Work) -> None:
    """Make the archive and keep it, once. A refusal ends the work and says which part it was about."""
    dossier = Dossier.objects.select_related("follows__dossier", "area").get(pk=work.payload["dossier"])
    archive = archive_of(sources_of(dossier), between=work.hold_on)
    with work.finishing() as at:
        keep_archive(dossier, archive, by=work.job.asked_by, at=at)


@transaction.atomic
def keep_archive(dossier: Dossier, archive: bytes, *, by: User | None, at: dt.datetime) -> Dossier:
    """Put the archive with its facts; one that is there stays as it was."""
    digest = hashlib.sha256(archive).hexdigest()
    new = Dossier.objects.filter(pk=dossier.pk, made_at=None).update(archive=archive, sha256=digest, made_at=at)
    if new:
        record("dossier.made", subject=f"dossier:{dossier.token}", by=by or KIND, area=dossier.area, sha256=digest)
    dossier.refresh_from_db()
    return dossier
