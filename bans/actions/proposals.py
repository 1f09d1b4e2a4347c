"""From an incident to a proposal: what the ladder offers, and who chose it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import has_permission, organisations_of, require
from participants.clock import dutch_date
from participants.models import Protocol, Shop, User
from participants.references import new_token
from participants.refusals import Refusal
from participants.roles import Permission

from ..free_text import check_free_text
from ..models import Incident, Sanction
from ..rules import approval, ladder, status
from ..rules.ladder import Audience, Kind, Scope, Step

APPROVAL = approval.Approval


def steps_for(incident: Incident, *, on: dt.date, by: User) -> tuple[Step, ...]:
    """What the ladder offers after this incident, as far as this user may know (R16, R20, R46)."""
    area = incident.area
    steps = _all_steps(incident, on)
    if area.permit_on(on) is None or not incident.shop.in_permit(on):
        # R1, R2: without a permit nothing collective can be proposed.
        steps = tuple(step for step in steps if step.scope is Scope.SHOP)
    if has_permission(by, Permission.SEE_WHOLE_REGISTER, area=area, on=on):
        return steps
    return tuple(step for step in steps if step.audience is Audience.SHOP)


def _all_steps(incident: Incident, on: dt.date) -> tuple[Step, ...]:
    happened_on = dutch_date(incident.happened_at)
    case = ladder.Case(
        conduct=incident.conduct,
        happened_at=incident.happened_at,
        happened_on=happened_on,
        shop_id=incident.shop_id,
        age=incident.person.age_on(happened_on),
        apparently_minor=incident.person.apparently_minor,
    )
    counted = incident.person.sanctions.counted_by_ladder(on).select_related("incident")
    history = _history(counted.order_by("served_at"))
    return ladder.propose(case, history, incident.area.protocol_on(on).parameters)


def _history(sanctions: Iterable[Sanction]) -> list[ladder.Earlier]:
    return [
        ladder.Earlier(
            reference=sanction.reference,
            kind=Kind(sanction.kind),
            scope=Scope(sanction.scope),
            shop_id=sanction.shop_id,
            conduct_class=sanction.incident.conduct.conduct_class,
            served_at=sanction.served_at,
            starts_on=sanction.starts_on,
            last_day=sanction.last_day,
        )
        for sanction in sanctions
        if sanction.served_at and sanction.starts_on and sanction.last_day
    ]


def explain(step: Step) -> str:
    """Why the ladder offers this step, in a sentence for the person who decides."""
    sentences = {
        "R11": _("Overlast, en er loopt nog niets. Meer dan een individuele maatregel past niet."),
        "R12": _("Een strafbaar feit, en er loopt nog geen waarschuwing in dit gebied."),
        "R13": _("Er loopt een collectieve waarschuwing, en nu is er een nieuw feit."),
        "R14": _("Er loopt een collectieve waarschuwing. Na overlast kan een verbod alleen met uitleg."),
        "R15": _("Een zwaar feit. Een collectief verbod kan meteen."),
        "R16": _("Tweede maatregel voor overlast binnen de termijn. Alleen de coördinator ziet dit."),
        "R23": _("Jonger dan 16 en geen geweld: een verbod mag niet, een waarschuwing wel."),
        "R40": _("Een verbod is overtreden. Een nieuw verbod kan, het oude loopt niet vanzelf door."),
    }
    return sentences[step.rule]


@transaction.atomic
def impose(
    incident: Incident,
    *,
    kind: str,
    scope: str,
    months: int,
    by: User,
    at: dt.datetime,
    reason: str = "",
    door_override_reason: str = "",
) -> Sanction:
    """Propose one of the ladder's steps. A named person does; nothing is in force by this (R20, R31).

    Refuses a step that the ladder does not offer, a term above the maximum (R18), a missing reason
    (R14, R15), a shop without sticker or house rules (R7), and a second of the same kind (R21).
    """
    on = dutch_date(at)
    shop, area = incident.shop, incident.area
    require(by, Permission.PROPOSE, area=area, on=on, shop=shop)
    if not shop.takes_part(on):
        raise Refusal("not_a_participant", _("Deze winkel doet niet mee."), rule="R9", field="shop")
    step = _chosen(incident, Kind(kind), Scope(scope), on=on, by=by)
    _check_term(step, months, reason)
    _check_door(shop, door_override_reason, on=on, by=by)
    try:
        with transaction.atomic():
            sanction = Sanction.objects.create(
                months=months,
                reason=check_free_text(reason.strip(), "reason"),
                door_override_reason=check_free_text(door_override_reason.strip(), "door_override_reason"),
                **_facts(incident, step, on=on, by=by, at=at),
            )
    except IntegrityError:
        raise Refusal("already_proposed", _("Deze maatregel is al voorgesteld."), rule="R21") from None
    record(
        "sanction.proposed",
        subject=f"sanction:{sanction.reference}",
        by=by,
        area=area,
        kind=kind,
        scope=scope,
        months=months,
        rule=step.rule,
    )
    return sanction


def _facts(incident: Incident, step: Step, *, on: dt.date, by: User, at: dt.datetime) -> dict[str, Any]:
    """What a proposal takes from the incident, the step and the day."""
    area = incident.area
    protocol = area.protocol_on(on)
    minor = incident.person.is_minor(dutch_date(incident.happened_at))
    needed = approval.approval_needed(step.kind, step.scope, minor=minor)
    earlier = incident.person.sanctions.filter(reference=step.builds_on).first() if step.builds_on else None
    return {
        "area": area,
        "person": incident.person,
        "incident": incident,
        "shop": incident.shop,
        "reference": new_reference(on),
        "kind": step.kind,
        "scope": step.scope,
        "rule": step.rule,
        "protocol": protocol,
        "builds_on": earlier,
        "builds_on_reference": earlier.reference if earlier else "",
        "builds_on_date": earlier.starts_on if earlier else None,
        "for_coordinator": step.audience is Audience.COORDINATOR,
        "needs_approval": needed,
        "proposed_at": at,
        "proposed_by": by,
        "proposed_for": sorted(organisations_of(by, area, on=on)),
        "serve_before": _serve_before(on, protocol),
        # The shop decides alone on what holds for itself alone.
        **({"approved_at": at, "approved_by": by} if needed is APPROVAL.NONE else {}),
    }


def _chosen(incident: Incident, kind: Kind, scope: Scope, *, on: dt.date, by: User) -> Step:
    active = incident.person.sanctions.in_force(on).filter(kind=Kind.BAN, scope=Scope.AREA)
    steps = steps_for(incident, on=on, by=by)
    for step in steps:
        if (step.kind, step.scope) == (kind, scope):
            return step
    if (kind, scope) == (Kind.BAN, Scope.AREA) and active.exists():
        raise Refusal("second_collective_ban", _("Er loopt al een collectief winkelverbod."), rule="R21")
    if scope is Scope.AREA and incident.area.permit_on(on) is None:
        raise Refusal("no_permit", _("Zonder geldige vergunning kan er geen collectieve maatregel zijn."), rule="R1")
    if scope is Scope.AREA and not incident.shop.in_permit(on):
        raise Refusal("not_in_permit", _("Deze onderneming staat niet in de vergunning."), rule="R2")
    raise Refusal(
        "not_offered",
        _("Deze maatregel past niet bij wat er gebeurde en wat er loopt."),
        rule="R23" if kind is Kind.BAN and any(s.rule == "R23" for s in steps) else "R20",
        field="kind",
    )


def _check_term(step: Step, months: int, reason: str) -> None:
    if not 1 <= months <= step.max_months:
        raise Refusal(
            "above_maximum",
            _("De termijn is ten minste 1 en ten hoogste %s maanden.") % step.max_months,
            rule="R18",
            field="months",
        )
    too_long = step.reason_over is not None and months > step.reason_over
    if (step.needs_reason or too_long) and not reason.strip():
        raise Refusal(
            "reason_missing",
            _("Leg uit waarom deze maatregel en deze termijn nodig zijn."),
            rule="R14" if step.needs_reason else "R15",
            field="reason",
        )


def _check_door(shop: Shop, override: str, *, on: dt.date, by: User) -> None:
    """R7: what a customer must be able to read at the entrance. Only the coordinator may override."""
    if not shop.missing_at_the_door:
        return
    may_override = has_permission(by, Permission.MANAGE_AREA, area=shop.area, on=on)
    if not (may_override and override.strip()):
        raise Refusal(
            "door_not_ready",
            _("Dit ontbreekt bij de ingang: %s. De coördinator kan met een reden toch doorgaan.")
            % ", ".join(shop.missing_at_the_door),
            rule="R7",
            field="door_override_reason",
        )


def _serve_before(on: dt.date, protocol: Protocol) -> dt.date:
    facts = status.Facts(proposed_on=on, serve_timeout_d=protocol.parameters.serve_timeout_d)
    return status.serve_before(facts)


def new_reference(on: dt.date) -> str:
    """A number that says the year and nothing else: not the area, not how many there are."""
    return f"{on.year}-{new_token()[:8].upper()}"
