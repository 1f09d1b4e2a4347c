"""Reporting that somebody came in despite a ban (R39-R43)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import Shop, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..models import Incident, Sanction
from .incidents import report_incident


@transaction.atomic
def report_breach(
    sanction: Sanction,
    *,
    shop: Shop,
    happened_at: dt.datetime,
    place: str,
    observed_by: str,
    observer_function: str,
    by: User,
    at: dt.datetime,
    narrative: str = "",
    submission_key: str | None = None,
) -> Incident:
    """Write down the breach of a running ban; its last day does not change (R40).

    Refuses a warning (R42), an unserved or ended ban (R31), another business's individual ban (R43),
    and a shop that is not on the list that the person was given, or no longer takes part (R36, R41).
    """
    require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=dutch_date(at), shop=shop)
    check_may_be_breached(sanction, shop=shop, at=happened_at)
    incident = report_incident(
        shop=shop,
        person=sanction.person,
        conduct_code="breach",
        happened_at=happened_at,
        place=place,
        observed_by=observed_by,
        observer_function=observer_function,
        narrative=narrative.strip() or _("Kwam binnen terwijl het winkelverbod liep."),
        submission_key=submission_key,
        breached_sanction_id=sanction.pk,
        by=by,
        at=at,
    )
    record(
        "breach.reported",
        subject=f"sanction:{sanction.reference}",
        by=by,
        area=sanction.area,
        incident=incident.reference,
    )
    return incident


def check_may_be_breached(sanction: Sanction, *, shop: Shop, at: dt.datetime) -> None:
    """Refuses a breach report that cannot rest on this sanction at this shop, and says why."""
    on = dutch_date(at)
    if not sanction.is_ban:
        raise Refusal("only_a_warning", _("Dit is een waarschuwing: deze persoon mag naar binnen."), rule="R42")
    served = sanction.served_at is not None and sanction.served_at <= at
    if not served or sanction.last_day is None or on > sanction.last_day:
        raise Refusal("not_in_force", _("Dit verbod gold op dat moment niet."), rule="R31")
    if sanction.lifted_at or sanction.annulled_at or sanction.review_since or sanction.in_dispute_on(on):
        raise Refusal("not_in_force", _("Dit verbod gold op dat moment niet."), rule="R31")
    if any(row.allows_at(at) for row in sanction.entry_exceptions.filter(shop=shop)):  # type: ignore[attr-defined]
        raise Refusal(
            "excepted", _("Op dat moment mocht deze persoon hier naar binnen. Er is een uitzondering."), rule="R39"
        )
    if not sanction.is_collective:
        if shop.business_id != sanction.shop.business_id:
            raise Refusal(
                "other_business",
                _("Alleen de onderneming die dit verbod gaf kan een overtreding melden."),
                rule="R43",
            )
        return
    if not shop.takes_part(on):
        raise Refusal("not_a_participant", _("Deze winkel deed op die dag niet mee."), rule="R41")
    if not shop.in_permit(on):
        raise Refusal("no_permit", _("Er is geen vergunning die deze winkel noemt."), rule="R1")
    if not sanction.told_of(shop, at=at):
        raise Refusal(
            "not_on_list",
            _("Deze winkel staat niet op de lijst bij de brief. De melding kan hier niet op rusten."),
            rule="R41",
        )
