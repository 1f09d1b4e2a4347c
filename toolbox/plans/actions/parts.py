"""Putting measures in a plan, and letting one run longer."""

import datetime as dt
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ...catalogue.shelf import measure_for
from ...catalogue.vocabulary import Party
from ...legal_test.models import LegalTest
from ..models import Indicator, PartExtension, Plan, PlanPart
from ..screening import screen, screen_needed
from .locking import taken_open, taken_running
from .plans import refuse_backward

DAY = dt.timedelta(days=1)
LONG_AGO = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class PartDraft:
    """What somebody typed about one measure in a plan."""

    measure_code: str
    owner: str
    owner_role: str
    starts_on: dt.date
    last_day: dt.date
    partners: list[str] = field(default_factory=list)
    budget: int = 0
    indicator: Indicator | None = None
    note: str = ""
    legal_test: LegalTest | None = None

    def facts(self) -> dict[str, Any]:
        """By field of the model."""
        aside = ("indicator", "legal_test")
        plain = asdict(replace(self, indicator=None, legal_test=None))
        return plain | {name: getattr(self, name) for name in aside}


def check_part(plan: Plan, draft: PartDraft, *, on: dt.date) -> PartDraft:
    """The draft as it may be kept in this plan. Refuses an unknown measure or party, and days the wrong way round."""
    refuse_backward(draft.starts_on, draft.last_day, field="last_day")
    if measure_for(draft.measure_code, on=on) is None:
        raise Refusal("unknown_measure", _("Deze maatregel staat niet in de catalogus."), field="measure_code")
    for name, codes in (("owner", [draft.owner]), ("partners", draft.partners)):
        if set(codes) - set(Party.values):
            raise Refusal("unknown_party", _("Deze partij kennen we niet."), field=name)
    if draft.indicator and draft.indicator.plan_id != plan.pk:
        raise Refusal("unknown_indicator", _("Deze cijfers horen niet bij dit plan."), field="indicator")
    if draft.legal_test and draft.legal_test not in ready_tests(plan, draft.measure_code, until=draft.last_day):
        sentence = _("Deze toets is niet klaar, gaat over een andere maatregel, of over een kortere tijd.")
        raise Refusal("test_does_not_fit", sentence, field="legal_test")
    return replace(draft, owner_role=screen_needed(draft.owner_role, "owner_role"), note=screen(draft.note, "note"))


def ready_tests(
    plan: Plan, measure_code: str, *, since: dt.date = LONG_AGO, until: dt.date = LONG_AGO
) -> list[LegalTest]:
    """The tests of the area that say that this measure can be done, at least up to that day; the latest first."""
    tests = LegalTest.objects.ready_for(plan.area, measure_code, since=since).order_by("-closed_at")
    return [test for test in tests if test.ends_on is None or test.ends_on >= until]


@transaction.atomic
def add_part(plan: Plan, *, draft: PartDraft, by: User, at: dt.datetime) -> PlanPart:
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=plan.area, on=on)
    plan = taken_open(plan)
    part = PlanPart.objects.create(area=plan.area, plan=plan, **check_part(plan, draft, on=on).facts())
    record("plan.part_added", subject=f"plan:{plan.pk}", by=by, area=plan.area, measure=part.measure_code)
    return part


@transaction.atomic
def change_part(part: PlanPart, *, draft: PartDraft, by: User, at: dt.datetime) -> PlanPart:
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=part.area, on=on)
    plan = taken_open(part.plan)
    if not plan.parts.filter(pk=part.pk).exists():
        raise Refusal("part_is_gone", _("Dit onderdeel is intussen uit het plan gehaald."))
    for name, value in check_part(plan, draft, on=on).facts().items():
        setattr(part, name, value)
    part.save()
    record("plan.part_changed", subject=f"plan:{plan.pk}", by=by, area=plan.area, measure=part.measure_code)
    return part


@transaction.atomic
def drop_part(part: PlanPart, *, by: User, at: dt.datetime) -> None:
    """Take a measure out of a draft."""
    require(by, Permission.MAKE_PLANS, area=part.area, on=dutch_date(at))
    plan = taken_open(part.plan)
    part.delete()
    record("plan.part_dropped", subject=f"plan:{plan.pk}", by=by, area=plan.area, measure=part.measure_code)


@transaction.atomic
def extend(part: PlanPart, *, last_day: dt.date, reason: str, by: User, at: dt.datetime) -> PartExtension:
    """Let a measure that runs go on, and the plan with it if need be.

    A measure that coerces somebody asks for a test of the law that was closed after the measure began and that no
    other extension rests on. For the rest the reason is enough.
    """
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=part.area, on=on)
    part = taken_running(part)
    if part.written_evaluation or not part.starts_on <= on <= part.last_day:
        raise Refusal("part_does_not_run", _("Alleen een maatregel die nu loopt kan langer duren."))
    refuse_backward(part.starts_on, last_day, field="last_day")
    if last_day <= part.last_day:
        raise Refusal("not_longer", _("Kies een dag na de laatste dag van nu."), field="last_day")
    test = fresh_test(part, until=last_day)
    if test is None and needs_test(part, on=on):
        raise Refusal("test_needed", _("Doe eerst een nieuwe juridische toets. Die moet zeggen dat het nog kan."))
    extension = PartExtension.objects.create(
        area=part.area,
        part=part,
        earlier_last_day=part.last_day,
        last_day=last_day,
        reason=screen_needed(reason, "reason"),
        legal_test=test,
        extended_by=by,
        extended_at=at,
    )
    part.last_day = last_day
    part.save(update_fields=["last_day"])
    if part.plan.ends_on < last_day:
        part.plan.ends_on = last_day
        part.plan.save(update_fields=["ends_on"])
    facts = {"measure": part.measure_code, "last_day": last_day.isoformat()}
    record("plan.part_extended", subject=f"plan:{part.plan_id}", by=by, area=part.area, **facts)
    return extension


@transaction.atomic
def stop(part: PlanPart, *, reason: str, by: User, at: dt.datetime) -> PlanPart:
    """End a measure before its last day: today is that day now. What came of it can be written at once."""
    on = dutch_date(at)
    require(by, Permission.MAKE_PLANS, area=part.area, on=on)
    part = taken_running(part)
    if part.written_evaluation or on > part.last_day:
        raise Refusal("part_does_not_run", _("Deze maatregel is al afgelopen."))
    planned = part.last_day
    part.starts_on, part.last_day = min(part.starts_on, on), on
    part.stopped_by, part.stopped_at, part.stop_reason = by, at, screen_needed(reason, "reason")
    part.save(update_fields=["starts_on", "last_day", "stopped_by", "stopped_at", "stop_reason"])
    facts = {"measure": part.measure_code, "planned": planned.isoformat()}
    record("plan.part_stopped", subject=f"plan:{part.plan_id}", by=by, area=part.area, **facts)
    return part


def needs_test(part: PlanPart, *, on: dt.date) -> bool:
    """Whether the measure coerces anybody; one that left the catalogue is taken to."""
    measure = measure_for(part.measure_code, on=on)
    return measure is None or measure.severity >= 1


def fresh_test(part: PlanPart, *, until: dt.date) -> LegalTest | None:
    """The latest ready test that reaches that day, was closed after the part began, and on which nothing rests yet."""
    used = {part.legal_test_id, *PartExtension.objects.filter(area=part.area).values_list("legal_test", flat=True)}
    tests = ready_tests(part.plan, part.measure_code, since=part.starts_on + DAY, until=until)
    return next((test for test in tests if test.pk not in used), None)
