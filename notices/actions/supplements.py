"""The newer list to everybody concerned, as one deed: a letter for each, behind a progress bar (R36)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from bans.models import Sanction
from bans.rules.ladder import Scope
from participants.access import require
from participants.actions import batches
from participants.actions.lists import publish_list
from participants.clock import dutch_date
from participants.jobs.asking import ask_for
from participants.models import Batch, ParticipantList, ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..facts import new_premises
from ..models import Notice
from ..models.notice import LetterKind
from .letters import Drawn, draw, explained_before

KIND = "notices.supplement"


def concerned(area: ShoppingArea, newer: ParticipantList, *, on: dt.date) -> list[Sanction]:
    """Running collective sanctions of which the person does not know every shop of that list yet, oldest first."""
    running = Sanction.objects.in_force(on).filter(area=area, scope=Scope.AREA).order_by("starts_on", "pk")
    rows = running.select_related("participant_list").prefetch_related("list_updates__participant_list")
    return [row for row in rows if new_premises(row, newer)]


def without_letter(rows: list[Sanction], newer: ParticipantList) -> list[Sanction]:
    """Of these, for whom no letter with that list was made yet."""
    made = Notice.objects.filter(kind=LetterKind.SUPPLEMENTARY, participant_list=newer, sanction__in=rows)
    having = set(made.values_list("sanction", flat=True))
    return [row for row in rows if row.pk not in having]


@transaction.atomic
def begin_round(area: ShoppingArea, *, by: User, at: dt.datetime) -> Batch:
    """Ask for the letter with the newer list for everybody who does not have one yet.

    Refuses when nobody is concerned, and while a round runs.
    """
    on = dutch_date(at)
    require(by, Permission.SEE_WHOLE_REGISTER, area=area, on=on)
    newer = publish_list(area, at=at)
    rows = without_letter(concerned(area, newer, on=on), newer)
    if not rows:
        raise Refusal(
            "nobody_concerned", _("Iedereen heeft de nieuwste lijst al, of de brief is al gemaakt."), rule="R36"
        )
    batch = batches.begin(area, kind=KIND, by=by, at=at)
    for row in rows:
        ask_for(
            KIND,
            key=f"{row.reference}:{newer.pk}",
            area=area,
            payload={"sanction": row.pk, "list": newer.pk, "about": row.reference},
            batch=batch,
            by=by,
            at=at,
        )
    return batch


def draw_supplement(sanction: Sanction, newer: ParticipantList, *, by: User, at: dt.datetime) -> Drawn:
    """The letter with that list. Refuses when the person has it already, and for what is not collective (R36)."""
    require(by, Permission.SERVE, area=sanction.area, on=dutch_date(at), shop=sanction.shop)
    known = sanction.list_updates.filter(participant_list=newer).exists() or sanction.participant_list == newer
    if sanction.served_at is None or not sanction.is_collective or known:
        raise Refusal("no_newer_list", _("Er is geen nieuwere lijst voor deze maatregel."), rule="R36")
    explained = explained_before(sanction)
    return draw(sanction, LetterKind.SUPPLEMENTARY, participant_list=newer, by=by, at=at, explained=explained)


def print_supplement(sanction: Sanction, *, by: User, at: dt.datetime) -> Notice:
    """The letter for one person, drawn and kept at once."""
    drawn = draw_supplement(sanction, publish_list(sanction.area, at=at), by=by, at=at)
    with transaction.atomic():
        return drawn.keep()
