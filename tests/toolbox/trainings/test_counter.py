"""What a training does for the counter's instruction: the gate stays as it was (R51)."""

import datetime as dt

import pytest

from audit.models import Event
from participants.actions.instruction import confirm_by_training, take_back_training
from participants.clock import DUTCH_TIME
from participants.instruction import content
from participants.instruction.content import Edition, current_edition
from participants.instruction.gate import require_instruction, standing_of
from participants.models import Instruction
from tests.cast import BEGAN, Cast
from tests.factories import instruct, make_protocol
from tests.refused import refused
from toolbox.trainings import attendance

from .conftest import add, certify, plan

CLOSED = ("instruction_missing", "R51")


@pytest.fixture
def nobody(cast: Cast) -> Cast:
    """Nobody did the instruction yet."""
    Instruction.objects.all().delete()
    return cast


def last_day(cast: Cast, user) -> dt.date | None:
    return standing_of(user, cast.area, on=cast.today).last_day


def test_r51_training_that_counts_opens_the_counter_from_its_own_day(nobody: Cast) -> None:
    """The term runs from the training, and not from when somebody wrote it down."""
    cast = nobody
    row = plan(cast, add(cast, opens_counter=True), days=-10)
    certify(cast, row, cast.counter_a)
    assert last_day(cast, cast.counter_a) == dt.date(2027, 3, 5)
    require_instruction(cast.counter_a, cast.area, on=dt.date(2027, 3, 5))
    with refused(*CLOSED):
        require_instruction(cast.counter_a, cast.area, on=dt.date(2027, 3, 6))
    line = Event.objects.get(action="instruction.by_training")
    assert (line.subject, line.actor) == (f"user:{cast.counter_a.pk}", f"user:{cast.coordinator.pk}")
    assert line.facts == {"day": "2026-03-06", "edition": current_edition()}


def test_r51_other_trainings_and_absent_people_open_nothing(nobody: Cast) -> None:
    cast = nobody
    certify(cast, plan(cast, add(cast)), cast.counter_a)
    counts = plan(cast, add(cast, title="Telt wel", opens_counter=True))
    attendance.sign_up(counts, people=[cast.counter_b], by=cast.coordinator, at=cast.at)
    attendance.mark_presence(counts, present=[], by=cast.coordinator, at=cast.at)
    for user in (cast.counter_a, cast.counter_b):
        with refused(*CLOSED):
            require_instruction(user, cast.area, on=cast.today)


def test_r51_who_has_no_role_at_the_counter_is_left_alone(nobody: Cast) -> None:
    cast = nobody
    certify(cast, plan(cast, add(cast, opens_counter=True)), cast.approver)
    assert not Instruction.objects.exists()


def test_r51_training_never_shortens_what_holds(cast: Cast) -> None:
    """Who did the instruction later keeps that day; who did it earlier gets the later one."""
    instruct(cast.area, cast.counter_a, at=cast.at - dt.timedelta(days=3))
    row = plan(cast, add(cast, opens_counter=True), days=-5)
    certify(cast, row, cast.counter_a, cast.counter_b)
    assert last_day(cast, cast.counter_a) == dt.date(2027, 3, 12)
    assert last_day(cast, cast.counter_b) == dt.date(2027, 3, 10)


@pytest.mark.parametrize(("day", "opens"), [(dt.date(2025, 9, 17), True), (dt.date(2025, 9, 16), False)])
def test_r51_training_too_long_ago_opens_nothing(nobody: Cast, day: dt.date, opens: bool) -> None:
    """No longer ago than the area's own number of months, to the day."""
    cast = nobody
    make_protocol(cast.area, by=cast.coordinator, at=BEGAN, instruction_m=6)
    row = plan(cast, add(cast, opens_counter=True), held_on=day)
    certify(cast, row, cast.counter_a)
    assert Instruction.objects.filter(user=cast.counter_a).exists() is opens


def test_r51_nobody_opens_the_counter_for_oneself(nobody: Cast) -> None:
    """Neither a manager, nor a coordinator who works at a counter as well and marks the own presence."""
    cast = nobody
    told = {"training_on": cast.today, "at": cast.at}
    with refused("not_allowed"):
        confirm_by_training(cast.area, cast.manager_a, **told, by=cast.manager_a)
    cast.coordinator.memberships.create(area=cast.area, role="counter", shop=cast.shop_a)
    assert confirm_by_training(cast.area, cast.coordinator, **told, by=cast.coordinator) is None
    assert not Instruction.objects.exists()


def test_r51_training_to_come_is_refused(nobody: Cast) -> None:
    cast = nobody
    told = {"training_on": cast.today + dt.timedelta(days=1), "by": cast.coordinator, "at": cast.at}
    with refused("future_date", "R51"):
        confirm_by_training(cast.area, cast.counter_a, **told)


def test_r51_closing_the_certificate_closes_what_it_opened(nobody: Cast) -> None:
    cast = nobody
    row = plan(cast, add(cast, opens_counter=True))
    made, other = certify(cast, row, cast.counter_a, cast.counter_b)
    attendance.close_certificate(made, reason="Was er niet.", by=cast.coordinator, at=cast.at)
    with refused(*CLOSED):
        require_instruction(cast.counter_a, cast.area, on=cast.today)
    require_instruction(other.holder, cast.area, on=cast.today)
    assert Event.objects.filter(action="instruction.taken_back").count() == 1


def test_r51_who_answered_the_questions_keeps_that(nobody: Cast) -> None:
    """Also on the very day of a training that turns out not to count."""
    cast = nobody
    instruct(cast.area, cast.counter_a, at=dt.datetime(2026, 3, 16, 9, tzinfo=DUTCH_TIME))
    told = {"training_on": cast.today, "by": cast.coordinator, "at": cast.at}
    assert take_back_training(cast.area, cast.counter_a, **told) is False
    require_instruction(cast.counter_a, cast.area, on=cast.today)


def test_r51_training_confirms_the_edition_that_held_on_its_day(nobody: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever was trained before the text changed was trained in the older one."""
    cast = nobody
    later = Edition(2, cast.today - dt.timedelta(days=5))
    monkeypatch.setattr(content.edition_on, "__defaults__", ((*content.EDITIONS, later),))
    training = add(cast, opens_counter=True)
    certify(cast, plan(cast, training, days=-10), cast.counter_a)
    certify(cast, plan(cast, training, days=-5), cast.counter_b)
    found = dict(Instruction.objects.values_list("user__name", "edition"))
    assert found == {"counter_a": 1, "counter_b": 2}
