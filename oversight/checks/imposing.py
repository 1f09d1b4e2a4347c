"""Was this measure imposed by the rules? Permit, shop, conduct, ladder, age, approval (R1-R30)."""

from django.utils.translation import gettext_lazy as _

from bans.conduct import CONDUCT, ConductClass
from bans.rules import approval, minors, terms
from bans.rules.approval import Approval, Decider
from bans.rules.ladder import Kind, Scope
from participants.clock import dutch_date
from participants.roles import ROLE_PERMISSIONS, Permission, Role

from .facts import MeasureFacts
from .on_record import lines_are_there
from .verdict import About, Result, check, failed, holds, missing, not_applicable, passed

MEASURE = About.MEASURE
# Which kinds and reaches a rule of the ladder may give.
GIVEN_BY = {
    "R11": {(Kind.BAN, Scope.SHOP), (Kind.WARNING, Scope.SHOP)},
    "R12": {(Kind.BAN, Scope.SHOP), (Kind.WARNING, Scope.SHOP), (Kind.WARNING, Scope.AREA)},
    "R13": {(Kind.BAN, Scope.AREA)},
    "R14": {(Kind.BAN, Scope.AREA)},
    "R15": {(Kind.BAN, Scope.AREA)},
    "R16": {(Kind.WARNING, Scope.AREA)},
    "R23": {(Kind.WARNING, Scope.SHOP), (Kind.WARNING, Scope.AREA)},
    "R40": {(Kind.BAN, Scope.AREA)},
}
ON_A_WARNING = {"R13", "R14"}
CLASSES = {
    "R11": {ConductClass.NUISANCE},
    "R12": set(ConductClass) - {ConductClass.NUISANCE},
    "R13": {ConductClass.OFFENCE, ConductClass.BREACH},
    "R14": {ConductClass.NUISANCE},
    "R15": {ConductClass.SERIOUS},
    "R16": {ConductClass.NUISANCE},
    "R40": {ConductClass.BREACH},
}


@check("R1", about=MEASURE, says=_("een collectieve maatregel begint alleen onder een vergunning"))
def permit_at_the_beginning(measure: MeasureFacts) -> Result:
    row = measure.row
    if not row.is_collective:
        return not_applicable()
    day = row.starts_on or measure.proposed_on
    return holds(bool(measure.area.permits_on(day)), day=day)


@check("R2", about=MEASURE, says=_("de vergunning noemt de onderneming die de collectieve maatregel voorstelt"))
def business_in_the_permit(measure: MeasureFacts) -> Result:
    row, shop = measure.row, measure.shop
    if not row.is_collective:
        return not_applicable()
    if shop is None:
        return missing(shop=row.shop_id)
    day = row.starts_on or measure.proposed_on
    return holds(measure.area.named_on(shop.business_id, day), day=day, shop=shop.pk)


@check("R3", "R5", about=MEASURE, says=_("de winkel deed mee op de dag van het voorstel"))
def shop_took_part(measure: MeasureFacts) -> Result:
    shop = measure.shop
    if measure.row.imported:
        return not_applicable(imported=True)
    if shop is None:
        return missing(shop=measure.row.shop_id)
    day = measure.proposed_on
    took_part = measure.area.took_part(shop, day)
    if took_part is None:
        # It left and came back: the row knows its last time alone.
        return missing(day=day, joined_on=shop.joined_on)
    return holds(took_part, day=day, joined_on=shop.joined_on, left_on=shop.left_on)


@check("R7", about=MEASURE, says=_("sticker en huisregels waren gezien, of de coördinator gaf een reden"))
def door_was_ready(measure: MeasureFacts) -> Result:
    shop, row = measure.shop, measure.row
    if row.imported:
        return not_applicable(imported=True)
    if shop is None:
        return missing(shop=row.shop_id)
    seen = [shop.sticker_seen_on, shop.house_rules_seen_on]
    ready = all(day is not None and day <= measure.proposed_on for day in seen)
    if ready or _has(row, "door_override_reason"):
        return passed(sticker=seen[0], house_rules=seen[1], with_reason=not ready)
    return failed(sticker=seen[0], house_rules=seen[1], day=measure.proposed_on)


@check("R8", about=MEASURE, says=_("persoon, voorval, winkel en protocol zijn van hetzelfde gebied"))
def one_area(measure: MeasureFacts) -> Result:
    row = measure.row
    areas = {row.person.area_id, row.incident.area_id, row.protocol.area_id, row.area_id}
    if measure.shop is None:
        return failed(shop=row.shop_id)
    same_person = row.incident.person_id == row.person_id
    return holds(len(areas) == 1 and same_person, areas=len(areas), same_person=same_person)


@check("R9", about=MEASURE, says=_("het voorval heeft een code, een tijd, een plaats en wie het zag"))
def incident_is_complete(measure: MeasureFacts) -> Result:
    incident = measure.row.incident
    there = {name: _has(incident, name) for name in ("place", "observed_by", "narrative")}
    facts = {**there, "code": incident.conduct_code, "happened_at": incident.happened_at}
    if measure.row.imported:
        return not_applicable(imported=True)
    return holds(all(there.values()) and incident.happened_at <= measure.row.proposed_at, **facts)


@check("R10", about=MEASURE, says=_("de reden is een gedraging van de gesloten lijst"))
def conduct_is_listed(measure: MeasureFacts) -> Result:
    code = measure.row.incident.conduct_code
    return holds(code in CONDUCT, code=code)


@check("R11", "R12", "R13", "R14", "R15", "R16", "R23", "R40", about=MEASURE,
       says=_("de trede past bij het soort gedraging"))  # fmt: skip
def step_fits_the_conduct(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.incident.conduct_code not in CONDUCT:
        return missing(code=row.incident.conduct_code)
    if row.imported and row.rule not in GIVEN_BY:
        return not_applicable(imported=True)
    step, found = (Kind(row.kind), Scope(row.scope)), row.incident.conduct.conduct_class
    fits = step in GIVEN_BY.get(row.rule, set()) and found in CLASSES.get(row.rule, set(ConductClass))
    if row.rule == "R12" and row.is_collective:
        fits &= found is ConductClass.OFFENCE
    return holds(fits, rule=row.rule, kind=row.kind, scope=row.scope, conduct_class=found)


@check("R13", "R14", "R17", "R57", about=MEASURE, says=_("het gedrag viel binnen de waarschuwing waarop het rust"))
def inside_the_warning(measure: MeasureFacts) -> Result:
    row, earlier = measure.row, measure.row.builds_on
    if row.rule not in ON_A_WARNING:
        return not_applicable(rule=row.rule)
    if earlier is None:
        # Erased at its end, as it must be; its number and day are what the row still knows.
        return missing(builds_on=row.builds_on_reference, day=row.builds_on_date)
    if earlier.served_at is None or earlier.last_day is None:
        return failed(builds_on=earlier.reference, served=False)
    good = (earlier.kind, earlier.scope) == (Kind.WARNING, Scope.AREA)
    good &= earlier.served_at <= row.incident.happened_at and measure.happened_on <= earlier.last_day
    return holds(
        good, happened_on=measure.happened_on, from_day=earlier.starts_on, to_day=earlier.last_day, kind=earlier.kind
    )


@check("R14", "R15", about=MEASURE, says=_("waar uitleg nodig is, is zij gegeven"))
def explained(measure: MeasureFacts) -> Result:
    row = measure.row
    over = row.rule == "R15" and row.months > measure.parameters.col_ban_m
    if row.rule != "R14" and not over:
        return not_applicable(rule=row.rule)
    return holds(_has(row, "reason"), rule=row.rule, months=row.months)


@check("R16", about=MEASURE, says=_("een voorstel na overlast bij meer winkels ziet alleen de coördinator"))
def repeated_nuisance_is_for_the_coordinator(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.rule not in ("R14", "R16"):
        return not_applicable(rule=row.rule)
    return holds(row.for_coordinator, rule=row.rule)


@check("R18", "R75", about=MEASURE, says=_("de termijn is niet langer dan het protocol van die dag toelaat"))
def within_the_maximum(measure: MeasureFacts) -> Result:
    row, most = measure.row, measure.parameters
    usual = {
        (Kind.WARNING, Scope.SHOP): most.ind_warn_m,
        (Kind.BAN, Scope.SHOP): most.ind_ban_m,
        (Kind.WARNING, Scope.AREA): most.col_warn_m,
        (Kind.BAN, Scope.AREA): most.col_ban_serious_m if row.rule == "R15" else most.col_ban_m,
    }[Kind(row.kind), Scope(row.scope)]
    if row.rule == "R40":
        usual = most.breach_new_m
    longest = min(usual, most.max_ban_m)
    return holds(row.months <= longest, months=row.months, longest=longest, protocol=row.protocol.number)


@check("R19", about=MEASURE, says=_("wat op een vernietigde waarschuwing rust, is opnieuw bekeken of verborgen"))
def looked_at_again(measure: MeasureFacts) -> Result:
    row, earlier = measure.row, measure.row.builds_on
    if not row.builds_on_reference:
        return not_applicable()
    # The row of what was annulled goes the night after; the log tells of it as long as it has that line.
    annulled_at = earlier.annulled_at if earlier else measure.annulled_below
    if annulled_at is None:
        told = earlier is not None or measure.area.log_holds(row.proposed_at)
        return not_applicable() if told else missing(builds_on=row.builds_on_reference)
    ended = bool(row.lifted_at or row.annulled_at or row.rejected_at)
    kept = measure.event("sanction.kept_after_review") is not None
    if not (row.review_since or ended or kept) and not measure.area.log_holds(annulled_at):
        return missing(builds_on=row.builds_on_reference, annulled_at=annulled_at)
    return holds(bool(row.review_since) or ended or kept, builds_on=row.builds_on_reference, annulled_at=annulled_at)


@check("R20", "R27", "R28", "R36", about=MEASURE, says=_("een ander dan wie voorstelde besloot, van een andere kant"))
def decided_by_another(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.needs_approval == Approval.NONE or row.approved_at is None or row.imported:
        return not_applicable(needs=row.needs_approval, approved=row.approved_at is not None)
    decided = measure.event("sanction.approved")
    proposer = Decider(row.proposed_by_id, frozenset(row.proposed_for))
    if decided is None:
        # Of which side they were, the log alone knows.
        another = row.approved_by_id != row.proposed_by_id
        return missing(line=False) if another else failed(line=False)
    sides = frozenset(decided.organisation.split())
    return holds(approval.may_approve(proposer, Decider(row.approved_by_id or 0, sides)), sides=sorted(sides))


@check("R30", about=MEASURE, says=_("geen gemeente en geen politie stelde voor, besloot of reikte uit"))
def decided_by_those_who_may(measure: MeasureFacts) -> Result:
    deeds = {
        "sanction.proposed": Permission.PROPOSE,
        "sanction.approved": Permission.APPROVE,
        "sanction.rejected": Permission.APPROVE,
        "sanction.served": Permission.SERVE,
    }
    lines = [event for event in measure.events if event.action in deeds]
    if not lines:
        return missing(lines=0)
    wrong = [event.action for event in lines if not _may(event.roles.split(), deeds[event.action])]
    if not wrong and not measure.area.log_holds(measure.row.proposed_at):
        return missing(deeds=[event.action for event in lines])
    return holds(not wrong, deeds=[event.action for event in lines], wrong=wrong)


@check("R20", "R72", about=MEASURE, says=_("van voorstel, besluit en uitreiking staat een regel in het logboek"))
def every_deed_has_its_line(measure: MeasureFacts) -> Result:
    row = measure.row
    by_somebody = row.needs_approval != Approval.NONE and not row.imported
    done = {
        "sanction.taken_over" if row.imported else "sanction.proposed": row.proposed_at,
        "sanction.approved": row.approved_at if by_somebody else None,
        "sanction.rejected": row.rejected_at,
        "sanction.served": None if row.imported else row.served_at,
        "sanction.lifted": row.lifted_at,
        "sanction.annulled": row.annulled_at,
    }
    return lines_are_there(measure.area, done, measure.events)


@check("R21", about=MEASURE, says=_("er loopt geen tweede collectief verbod, behalve na een overtreding"))
def one_collective_ban(measure: MeasureFacts) -> Result:
    row = measure.row
    if not (row.is_ban and row.is_collective and row.starts_on and row.last_day) or row.rule == "R40":
        return not_applicable()
    if row.annulled_at or row.lifted_at:
        return not_applicable(ended=True)
    beside = [
        other.reference
        for other in measure.siblings
        if other.is_ban and other.is_collective and other.starts_on and other.last_day and other.rule != "R40"
        if not (other.annulled_at or other.lifted_at)
        and other.starts_on <= row.last_day and row.starts_on <= other.last_day
    ]  # fmt: skip
    return holds(not beside, beside=beside)


@check("R22", "R23", "R24", about=MEASURE, says=_("de maatregel past bij de leeftijd op de dag van het voorval"))
def fits_the_age(measure: MeasureFacts) -> Result:
    row, person = measure.row, measure.row.person
    if measure.age is None and not person.apparently_minor:
        return not_applicable(age="unknown")
    band = minors.age_band(measure.age, measure.parameters, apparently_minor=person.apparently_minor)
    violent = row.incident.conduct_code in CONDUCT and row.incident.conduct.violent
    limits = minors.limits(band, measure.parameters, violent=violent)
    good = limits.recordable and (limits.ban_allowed or not row.is_ban)
    good &= limits.max_months is None or row.months <= limits.max_months
    return holds(good, band=band, kind=row.kind, months=row.months)


@check("R25", about=MEASURE, says=_("bij een minderjarige keek een tweede mee, en schreef men de ouder of voogd"))
def minor_is_protected(measure: MeasureFacts) -> Result:
    row = measure.row
    minor = row.person.apparently_minor if measure.age is None else measure.age < 18
    if not minor or row.imported:
        return not_applicable(minor=minor)
    second = row.needs_approval == Approval.APPROVE or not row.is_collective
    written = measure.representative is not None or row.served_at is None
    return holds(second and written, second=second, written=written)


@check("R26", "R52", "R75", about=MEASURE, says=_("de laatste dag is die van de regel, en is nooit verschoven"))
def last_day_is_the_rules(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.starts_on is None or row.last_day is None:
        return not_applicable(served=False)
    if row.imported:
        return holds(row.last_day <= terms.last_day(row.starts_on, 24), imported=True, last_day=row.last_day)
    expected = terms.last_day(row.starts_on, row.months)
    if row.rule == "R40":
        expected = terms.breach_ban_last_day(
            row.starts_on, row.months, breached_on=measure.happened_on, max_months=measure.parameters.max_ban_m
        )
    return holds(row.last_day == expected, starts_on=row.starts_on, last_day=row.last_day, expected=expected)


@check("R28", about=MEASURE, says=_("een uitgereikte collectieve waarschuwing is op tijd gecontroleerd"))
def checked_in_time(measure: MeasureFacts) -> Result:
    row = measure.row
    if row.needs_approval != Approval.CHECK or row.served_at is None or row.imported:
        return not_applicable(needs=row.needs_approval)
    limit = terms.working_days_later(dutch_date(row.served_at), measure.parameters.check_alert_wd)
    decided = row.approved_at or row.rejected_at or row.lifted_at or row.annulled_at
    day = dutch_date(decided) if decided else measure.on
    return holds(day <= limit, limit=limit, checked=decided is not None, day=day)


def _has(row: object, name: str) -> bool:
    """Whether a sealed column holds anything, without opening it."""
    value = row.__dict__.get(name)
    return value not in (None, "", b"", {})


def _may(roles: list[str], permission: Permission) -> bool:
    allowed = {role for role, held in ROLE_PERMISSIONS.items() if permission in held}
    if permission is Permission.APPROVE:
        allowed |= {role for role, held in ROLE_PERMISSIONS.items() if Permission.CHECK_WARNING in held}
    return bool(set(roles) & allowed) and Role.MUNICIPALITY not in set(roles) - allowed
