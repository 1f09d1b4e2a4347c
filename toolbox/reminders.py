"""What the toolbox tells the one timetable (notices/reminders/timetable.py): a function for each of its lines."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse

from notices.reminders.due import tells
from notices.reminders.facts_of_files import Fact
from notices.reminders.reader import Reader
from notices.reminders.stages import DAY
from notices.reminders.timetable import KINDS
from participants.access import running_roles
from participants.clock import dutch_date

from .plans.models import Plan, PlanPart
from .trainings.models import Certificate


@tells
def plan_decision(reader: Reader) -> Iterable[Fact]:
    """Not for who put it forward: another person decides."""
    for plan in Plan.objects.filter(area=reader.area).waiting().exclude(put_forward_by=reader.user).order_by("pk"):
        if plan.put_forward_at:
            address = reverse("toolbox:plan-decide", args=[reader.area.slug, plan.pk])
            yield Fact(f"plan-{plan.pk}", dutch_date(plan.put_forward_at), address, name=plan.title)


@tells
def plan_part_ends(reader: Reader) -> Iterable[Fact]:
    return _parts(reader, Q(last_day__gte=reader.on), "toolbox:part-extend")


@tells
def plan_evaluation(reader: Reader) -> Iterable[Fact]:
    return _parts(reader, Q(last_day__lt=reader.on), "toolbox:part-evaluate")


def _parts(reader: Reader, when: Q, page: str) -> Iterator[Fact]:
    """Parts of plans that run, as long as nobody wrote what came of them."""
    parts = PlanPart.objects.filter(when, area=reader.area, evaluation=None, plan__closed_at=None)
    for part in parts.exclude(plan__approved_at=None).select_related("plan").order_by("last_day", "pk"):
        address = reverse(page, args=[reader.area.slug, part.plan_id, part.pk])
        yield Fact(f"part-{part.pk}", part.last_day, address, name=part.plan.title)


@tells
def training_renewal(reader: Reader) -> Iterable[Fact]:
    """The last certificate of who still works here. Later ones of the same training, and closed ones, are quiet."""
    working = running_roles(on=reader.on).filter(area=reader.area).values("user")
    ending = Certificate.objects.of_area(reader.area).open().newest()
    soon = reader.on - min(KINDS["training_renewal"].speaks) * DAY
    for row in ending.filter(valid_until__lte=soon, participant__user__in=working):
        yield Fact(str(row.pk), row.valid_until, row.get_absolute_url(), name=f"{row.holder.name}, {row.training}")


@tells
def meeting_action(reader: Reader) -> Iterable[Fact]:
    """What a partner would do and has not done; what is done or dropped falls silent."""
    for action in reader.area.meeting_actions.open().select_related("area", "meeting"):
        yield Fact(
            str(action.pk), action.due_on, action.get_absolute_url(), began=action.meeting.held_on, name=action.what
        )
