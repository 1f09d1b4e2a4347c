"""Service: the moment from which a sanction has effect. Called when the letter was handed over."""

import datetime as dt
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import ParticipantList, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..models import ListUpdate, Person, Sanction
from ..rules import minors, status, terms
from ..rules.approval import Approval
from ..rules.ladder import Kind, Scope

# What an app above does (rights) at the moment from which counters would see a measure: hides what is in dispute.
at_service: list[Callable[[Sanction, dt.datetime], None]] = []


@transaction.atomic
def mark_served(
    sanction: Sanction,
    *,
    served_at: dt.datetime,
    participant_list: ParticipantList,
    by: User,
    at: dt.datetime,
) -> Sanction:
    """Let the sanction begin on the Dutch date of service (R31, R33). Freezes list and protocol (R35, R75).

    Refuses what is not approved yet, has lapsed (R34), lies in the future or before the incident, or
    would be a second running collective ban (R21). Where it is in dispute who the person is, it begins hidden (R63).
    """
    on, starts_on = dutch_date(at), dutch_date(served_at)
    require(by, Permission.SERVE, area=sanction.area, on=on, shop=sanction.shop)
    # Two letters for one person at once: the second one waits, and then finds the first (R21).
    Person.objects.select_for_update().get(pk=sanction.person_id)
    check_may_be_served(sanction, on=starts_on)
    if participant_list.area_id != sanction.area_id:
        raise Refusal("other_area", _("Deze lijst hoort bij een ander gebied."), rule="R8", field="participant_list")
    if served_at > at:
        raise Refusal("future_date", _("De uitreiking ligt in de toekomst."), rule="R32", field="served_at")
    if served_at < sanction.proposed_at - dt.timedelta(hours=12) or served_at < sanction.incident.happened_at:
        raise Refusal("before_decision", _("De uitreiking ligt voor het besluit."), rule="R31", field="served_at")
    decided_at = sanction.approved_at.replace(second=0, microsecond=0) if sanction.approved_at else None
    if sanction.needs_approval == Approval.APPROVE and decided_at and served_at < decided_at:
        raise Refusal("before_decision", _("De uitreiking ligt voor het besluit."), rule="R31", field="served_at")
    protocol = sanction.area.protocol_on(starts_on)
    served = Sanction.objects.filter(
        pk=sanction.pk, served_at=None, rejected_at=None, lifted_at=None, annulled_at=None
    ).update(
        served_at=served_at,
        starts_on=starts_on,
        last_day=planned_last_day(sanction, starts_on),
        participant_list=participant_list,
        protocol=protocol,
    )
    if not served:
        raise Refusal("already_served", _("Deze maatregel is al uitgereikt."), rule="R31")
    sanction.refresh_from_db()
    record(
        "sanction.served",
        subject=f"sanction:{sanction.reference}",
        by=by,
        area=sanction.area,
        list=participant_list.number,
        protocol=protocol.number,
    )
    for do in at_service:
        do(sanction, at)
    sanction.refresh_from_db()
    return sanction


def check_may_be_served(sanction: Sanction, *, on: dt.date) -> None:
    """Refuses service of what may not be served on that day (R1, R18, R21, R28, R31, R34)."""
    state = sanction.status(on)
    if sanction.served_at:
        raise Refusal("already_served", _("Deze maatregel is al uitgereikt."), rule="R31")
    if state is status.Status.LAPSED:
        raise Refusal("lapsed", _("De termijn voor uitreiking is voorbij."), rule="R34")
    if state in status.ENDED:
        raise Refusal("ended", _("Deze maatregel is beëindigd."), rule="R31")
    if state is status.Status.PROPOSED and sanction.needs_approval != Approval.CHECK:
        raise Refusal("not_approved", _("Deze maatregel is nog niet goedgekeurd."), rule="R31")
    if sanction.review_since:
        raise Refusal("in_review", _("De coördinator moet deze maatregel eerst bekijken."), rule="R19")
    if sanction.is_collective and not (sanction.area.permit_on(on) and sanction.shop.in_permit(on)):
        raise Refusal("no_permit", _("Er is geen vergunning die deze winkel noemt."), rule="R1")
    _check_maximum(sanction, on)
    _check_second_ban(sanction, on)


def _check_maximum(sanction: Sanction, on: dt.date) -> None:
    """R18, R75: the protocol of the day of service sets the ceiling."""
    parameters = sanction.area.protocol_on(on).parameters
    happened_on = dutch_date(sanction.incident.happened_at)
    band = minors.age_band(
        sanction.person.age_on(happened_on), parameters, apparently_minor=sanction.person.apparently_minor
    )
    limits = minors.limits(band, parameters, violent=sanction.incident.conduct.violent)
    if sanction.months > min(parameters.max_ban_m, limits.max_months or parameters.max_ban_m):
        raise Refusal("above_maximum", _("De termijn is langer dan het protocol toelaat."), rule="R18")


def _check_second_ban(sanction: Sanction, on: dt.date) -> None:
    """R21: one running collective ban, unless the new one follows a breach of it (R40)."""
    if (sanction.kind, sanction.scope) != (Kind.BAN, Scope.AREA) or sanction.rule == "R40":
        return
    running = sanction.person.sanctions.in_force(on).filter(kind=Kind.BAN, scope=Scope.AREA)
    if running.exists():
        raise Refusal("second_collective_ban", _("Er loopt al een collectief winkelverbod."), rule="R21")


def planned_last_day(sanction: Sanction, starts_on: dt.date) -> dt.date:
    """The last day that the sanction would have if it were served on that day (R18, R40)."""
    if sanction.rule == "R40":
        return terms.breach_ban_last_day(
            starts_on,
            sanction.months,
            breached_on=dutch_date(sanction.incident.happened_at),
            max_months=sanction.area.protocol_on(starts_on).parameters.max_ban_m,
        )
    return terms.last_day(starts_on, sanction.months)


@transaction.atomic
def update_list(
    sanction: Sanction,
    *,
    participant_list: ParticipantList,
    served_at: dt.datetime,
    by: User,
    at: dt.datetime,
) -> ListUpdate:
    """Record that the person got the newer list; from then on the ban holds for those shops too (R36)."""
    require(by, Permission.SERVE, area=sanction.area, on=dutch_date(at), shop=sanction.shop)
    if sanction.status(dutch_date(at)) is not status.Status.IN_FORCE or not sanction.is_collective:
        raise Refusal("not_in_force", _("Deze maatregel loopt niet."), rule="R36")
    if served_at > at or (sanction.served_at and served_at < sanction.served_at):
        raise Refusal("bad_date", _("De datum van uitreiking klopt niet."), rule="R36", field="served_at")
    try:
        with transaction.atomic():
            update = ListUpdate.objects.create(
                area=sanction.area,
                sanction=sanction,
                participant_list=participant_list,
                served_at=served_at,
                served_by=by,
            )
    except IntegrityError:
        raise Refusal("already_served", _("Deze lijst is al uitgereikt."), rule="R36") from None
    record(
        "sanction.list_updated",
        subject=f"sanction:{sanction.reference}",
        by=by,
        area=sanction.area,
        list=participant_list.number,
    )
    return update
