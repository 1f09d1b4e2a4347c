"""Recording that a dossier was sent to the authority, and taking that back where it was a mistake."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal

from ..facts import last_filing
from ..models import Dossier, Filing
from .asking import checked_case_number


@transaction.atomic
def file_dossier(dossier: Dossier, *, filed_on: dt.date, case_number: str, by: User, at: dt.datetime) -> Filing:
    """Record the day on which it was filed. The next dossier tells what changed since.

    Refuses one that is not made, one that was filed, one that tells the changes since another filing than the last
    that stands, a day to come, a day before it was made, and a second filing on one day.
    """
    area = ShoppingArea.objects.select_for_update().get(pk=dossier.area_id)
    case_number = checked_case_number(case_number, purpose=dossier.purpose)
    if not dossier.made_at:
        raise Refusal("not_made", _("Dit dossier is nog niet gemaakt."))
    if Filing.objects.standing().filter(dossier=dossier).exists():
        raise Refusal("filed", _("Van dit dossier is al vastgelegd dat het is ingediend."))
    last = last_filing(area)
    if outdated(dossier, last):
        # So no day before the last filing is left to refuse: this dossier was asked for after that one.
        raise Refusal(
            "outdated",
            _("Dit dossier zegt niet wat er is veranderd sinds de laatste indiening. Maak een nieuw dossier."),
        )
    if filed_on > dutch_date(at):
        raise Refusal("future_date", _("De datum ligt in de toekomst."), field="filed_on")
    if filed_on < dossier.asked_on:
        raise Refusal("before_made", _("Op die dag bestond dit dossier nog niet."), field="filed_on")
    if last and filed_on == last.filed_on:
        raise Refusal("second_today", _("Op die dag is al een indiening vastgelegd."), field="filed_on")
    filing = Filing.objects.create(
        area=area, dossier=dossier, filed_on=filed_on, case_number=case_number, recorded_at=at, filed_by=by
    )
    record(
        "dossier.filed",
        subject=f"dossier:{dossier.token}",
        by=by,
        area=area,
        on=filed_on.isoformat(),
        sha256=dossier.sha256,
    )
    return filing


def outdated(dossier: Dossier, last: Filing | None) -> bool:
    """Whether it tells the changes since another filing than the last that stands."""
    return dossier.follows_id != (last.pk if last else None)


@transaction.atomic
def withdraw_filing(dossier: Dossier, *, by: User, at: dt.datetime) -> Filing:
    """Take back that this dossier was filed. Refuses what was not filed, and all but the last filing."""
    ShoppingArea.objects.select_for_update().get(pk=dossier.area_id)
    last = last_filing(dossier.area)
    if last is None or last.dossier_id != dossier.pk:
        raise Refusal("not_last", _("Alleen de laatste indiening kan worden teruggenomen."))
    last.withdrawn_at, last.withdrawn_by = at, by
    last.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("dossier.filing_withdrawn", subject=f"dossier:{dossier.token}", by=by, area=dossier.area)
    return last
