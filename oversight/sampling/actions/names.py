"""The name of one file, when it is really needed: asked with a ground, granted by the association, shown for a day."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal

from ..doors import require_association, require_auditor
from ..models import Ground, Kind, NameRequest, SampleItem
from .judging import checked_words, require_open


@transaction.atomic
def request_name(item: SampleItem, *, ground: Ground, words: str, by: User, at: dt.datetime) -> NameRequest:
    """Ask for the name in this file, on a ground of the list and with the reason in words."""
    require_auditor(by, item.area, on=dutch_date(at))
    if item.kind != Kind.REGISTRATION:
        raise Refusal("no_name", _("Bij een vraag aan een balie hoort geen dossier met een naam."))
    require_open(item, at)
    require_running(item, at)
    # Whoever asks at the same moment waits, and then finds this request.
    SampleItem.objects.select_for_update().get(pk=item.pk)
    rows = NameRequest.objects.filter(item=item).select_related("item__sample")
    if any(row.granted is None or row.shows(at) for row in rows):
        raise Refusal("already_asked", _("Om deze naam is al gevraagd."))
    words = checked_words(item, words, by=by, at=at)
    asked = NameRequest.objects.create(
        area=item.area, item=item, ground=Ground(ground), words=words, asked_at=at, asked_by=by
    )
    _log("name.requested", item, by=by, ground=str(ground))
    return asked


@transaction.atomic
def grant_name(asked: NameRequest, *, by: User, at: dt.datetime) -> NameRequest:
    """Show the name to who asked, for a day. Not of what has ended, and not of a sample that was closed."""
    require_open(asked.item, at)
    require_running(asked.item, at)
    _decide(asked, by=by, at=at, granted=True)
    _log("name.granted", asked.item, by=by, ground=asked.ground)
    return asked


@transaction.atomic
def refuse_name(asked: NameRequest, *, reason: str, by: User, at: dt.datetime) -> NameRequest:
    """Do not show it, and say why."""
    reason = checked_words(asked.item, reason, by=by, at=at, field="reason")
    _decide(asked, by=by, at=at, granted=False, reason=reason)
    _log("name.refused", asked.item, by=by, ground=asked.ground)
    return asked


@transaction.atomic
def view_name(item: SampleItem, *, by: User, at: dt.datetime) -> str | None:
    """The name in this file, for who asked, while it is shown; None otherwise.

    No look without its line about the person, so that it stands in what the person is told (art. 15 AVG).
    """
    rows = item.name_requests.filter(asked_by=by).select_related("item__sample")
    if item.sanction is None or not any(row.shows(at) for row in rows):
        return None
    require_auditor(by, item.area, on=dutch_date(at))
    person = item.sanction.person
    record("name.viewed", subject=f"person:{person.token}", by=by, area=item.area, sample=item.sample.token)
    return person.name


def require_running(item: SampleItem, at: dt.datetime) -> None:
    """Refuse what concerns a name that nobody may read any more."""
    if item.has_ended(dutch_date(at)):
        raise Refusal("ended", _("Deze maatregel is voorbij. De naam wordt aan niemand meer getoond."), rule="R52")


def _decide(asked: NameRequest, *, by: User, at: dt.datetime, granted: bool, reason: str = "") -> None:
    require_association(by, asked.area, on=dutch_date(at))
    changes = {"granted": granted, "reason": reason, "decided_at": at, "decided_by": by}
    if not NameRequest.objects.filter(pk=asked.pk, granted=None).exclude(asked_by=by).update(**changes):
        raise Refusal("already_decided", _("Over dit verzoek is al beslist."))
    asked.refresh_from_db()


def _log(action: str, item: SampleItem, *, by: User, **facts: str) -> None:
    record(action, subject=f"sample:{item.sample.token}", by=by, area=item.area, number=item.number, **facts)
