"""The counter stays closed for who has no valid instruction (R51): the rule, the term, the area, the log."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from bans.actions import checks, shift_brief
from bans.actions.breaches import report_breach
from participants import area_lock
from participants.actions.instruction import confirm_instruction
from participants.actions.people import invite
from participants.clock import DUTCH_TIME
from participants.instruction.content import (
    EDITIONS,
    QUESTIONS,
    Edition,
    current_edition,
    edition_on,
    oldest_accepted,
    right_answers,
    wrong_in,
)
from participants.instruction.gate import require_instruction, standing_of, standings_in
from participants.models import Instruction
from participants.protocol import read_parameters
from participants.roles import Role
from tests.cast import BEGAN, Cast
from tests.factories import instruct, make_protocol, make_sanction, make_shop
from tests.refused import refused

pytestmark = pytest.mark.django_db
CLOSED = ("instruction_missing", "R51")


@pytest.fixture(autouse=True)
def every_area(db: None):
    """These tests walk through two areas; what one area may see of another is tested elsewhere."""
    with area_lock.all_areas():
        yield


def noon(year: int, month: int, day: int) -> dt.datetime:
    return dt.datetime(year, month, day, 12, tzinfo=DUTCH_TIME)


def begin_anew(cast: Cast) -> None:
    Instruction.objects.all().delete()


def test_r51_without_instruction_every_look_is_refused(cast: Cast) -> None:
    """The question, the details, the faces, and the details behind a face; a breach may be reported."""
    ban = make_sanction(cast)
    by, at, shop = cast.counter_b, cast.at, cast.shop_b
    asked = checks.check(shop=shop, family_name="de Vries", given_name="Kees", by=by, at=at).check
    begin_anew(cast)
    before = Event.objects.count()
    with refused(*CLOSED):
        checks.check(shop=shop, family_name="de Vries", given_name="Kees", by=by, at=at)
    with refused(*CLOSED):
        checks.open_details(asked, reason="at_the_door", by=by, at=at)
    with refused(*CLOSED):
        shift_brief.brief(shop, by=by, at=at)
    with refused(*CLOSED):
        shift_brief.open_face(ban, shop=shop, reason="at_the_door", by=by, at=at)
    assert Event.objects.count() == before
    seen = {"place": "bij de kassa", "observed_by": "M. de Wit", "observer_function": "verkoper"}
    assert report_breach(ban, shop=shop, happened_at=at, **seen, by=by, at=at).pk


@pytest.mark.parametrize(
    ("done_on", "months", "last_day"),
    [
        ((2026, 3, 16), 12, (2027, 3, 15)),
        ((2028, 2, 29), 12, (2029, 2, 27)),
        ((2025, 8, 31), 6, (2026, 2, 27)),
        ((2025, 12, 31), 1, (2026, 1, 30)),
    ],
)
def test_r51_ends_on_the_exact_dutch_day(cast: Cast, done_on, months: int, last_day) -> None:
    """Months first, clamped to a short month, then one day back; the day turns over on a Dutch clock."""
    make_protocol(cast.area, by=cast.coordinator, at=BEGAN, instruction_m=months)
    begin_anew(cast)
    # Half past midnight in the Netherlands is the day before in UTC.
    done_at = dt.datetime(*done_on, 0, 30, tzinfo=DUTCH_TIME)
    instruct(cast.area, cast.counter_a, at=done_at)
    last = dt.date(*last_day)
    require_instruction(cast.counter_a, cast.area, on=last)
    require_instruction(cast.counter_a, cast.area, on=dt.date(*done_on))
    with refused(*CLOSED):
        require_instruction(cast.counter_a, cast.area, on=last + dt.timedelta(days=1))
    with refused(*CLOSED):
        require_instruction(cast.counter_a, cast.area, on=dt.date(*done_on) - dt.timedelta(days=1))
    late = dt.datetime.combine(last, dt.time(23, 59), tzinfo=DUTCH_TIME)
    asked = {"family_name": "Niemand", "given_name": "Kees", "by": cast.counter_a}
    assert checks.check(shop=cast.shop_a, **asked, at=late)
    with refused(*CLOSED):
        checks.check(shop=cast.shop_a, **asked, at=late + dt.timedelta(minutes=1))


def test_r51_reminder_begins_thirty_days_before_the_end(cast: Cast) -> None:
    begin_anew(cast)
    instruct(cast.area, cast.counter_a, at=noon(2026, 3, 16))
    last = dt.date(2027, 3, 15)
    soon = [standing_of(cast.counter_a, cast.area, on=last - dt.timedelta(days=n)).soon_over for n in (31, 30, 0, -1)]
    assert soon == [False, True, True, False]


def test_r51_number_of_months_has_limits() -> None:
    assert read_parameters({}).instruction_m == 12
    for value in (0, 13, "6", True, None):
        with refused("above_ceiling", "R18"):
            read_parameters({"instruction_m": value})


def test_r51_holds_for_one_area(cast: Cast) -> None:
    """Somebody who works in two areas does the instruction in both, each with its own number of months."""
    make_protocol(cast.elsewhere, by=cast.stranger, at=BEGAN, instruction_m=1)
    there = make_shop(cast.elsewhere, "Elders", by=cast.stranger, at=BEGAN)
    give = {"role": Role.COUNTER, "shop": there, "by": cast.stranger, "at": BEGAN}
    invite(cast.elsewhere, email=cast.counter_a.email, name="x", **give)
    with refused(*CLOSED):
        require_instruction(cast.counter_a, cast.elsewhere, on=cast.today)
    instruct(cast.elsewhere, cast.counter_a, at=cast.at)
    after = cast.today + dt.timedelta(days=31)
    require_instruction(cast.counter_a, cast.area, on=after)
    with refused(*CLOSED):
        require_instruction(cast.counter_a, cast.elsewhere, on=after)
    assert set(standings_in(cast.elsewhere, on=after)) == {cast.counter_a.pk}


def test_r51_area_without_protocol_has_the_default(cast: Cast) -> None:
    cast.area.protocols.all().delete()
    assert standing_of(cast.counter_a, cast.area, on=cast.today).valid


def test_r51_any_wrong_answer_confirms_nothing(cast: Cast) -> None:
    begin_anew(cast)
    right = right_answers()
    before = Event.objects.count()
    for question in QUESTIONS:
        wrong = str((question.right + 1) % 3)
        for answers in ({**right, question.code: wrong}, {k: v for k, v in right.items() if k != question.code}):
            assert wrong_in(answers) == [question]
            with refused("wrong_answers", "R51"):
                confirm_instruction(cast.area, answers=answers, by=cast.counter_a, at=cast.at)
    for rubbish in ({}, {"x": 1}, dict.fromkeys(right, "\x00"), {key: [0] for key in right}, dict.fromkeys(right)):
        with refused("wrong_answers"):
            confirm_instruction(cast.area, answers=rubbish, by=cast.counter_a, at=cast.at)
    assert not Instruction.objects.exists() and Event.objects.count() == before


def test_r51_twice_on_a_day_is_once(cast: Cast) -> None:
    """One row and one line in the log; the next day it is done anew, on the same row."""
    begin_anew(cast)
    before = Event.objects.count()
    for minutes in (0, 5):
        at = cast.at + dt.timedelta(minutes=minutes)
        confirm_instruction(cast.area, answers=right_answers(), by=cast.counter_a, at=at)
    assert Event.objects.count() == before + 1
    assert Instruction.objects.get().confirmed_at == cast.at
    tomorrow = cast.at + dt.timedelta(days=1)
    confirm_instruction(cast.area, answers=right_answers(), by=cast.counter_a, at=tomorrow)
    assert Event.objects.count() == before + 2
    assert Instruction.objects.get().confirmed_at == tomorrow
    with pytest.raises(IntegrityError), transaction.atomic():
        Instruction.objects.create(user=cast.counter_a, area=cast.area, confirmed_at=cast.at, edition=1)


def test_r51_log_holds_no_answers(cast: Cast) -> None:
    begin_anew(cast)
    instruct(cast.area, cast.counter_a, at=cast.at)
    line = Event.objects.order_by("pk").last()
    assert (line.action, line.subject, line.purpose) == (
        "instruction.done",
        f"user:{cast.counter_a.pk}",
        "organisation",
    )
    assert line.facts == {"edition": current_edition()}


@pytest.mark.parametrize("who", ["coordinator", "approver", "municipality", "stranger"])
def test_r51_is_for_who_works_at_a_counter(cast: Cast, who: str) -> None:
    with refused("not_allowed"):
        instruct(cast.area, getattr(cast, who), at=cast.at)


def test_r51_deactivated_user_confirms_nothing_and_sees_nothing(cast: Cast) -> None:
    cast.counter_a.is_active = False
    cast.counter_a.save(update_fields=["is_active"])
    with refused("not_allowed"):
        instruct(cast.area, cast.counter_a, at=cast.at)
    with refused("not_allowed"):
        shift_brief.brief(cast.shop_a, by=cast.counter_a, at=cast.at)


def test_r51_new_edition_closes_the_counter_only_when_it_must(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    day = EDITIONS[-1].since
    calm = (*EDITIONS, Edition(2, day))
    strict = (*calm, Edition(3, day, must_repeat=True), Edition(4, day))
    assert [oldest_accepted(e) for e in (EDITIONS, calm, strict)] == [1, 1, 3]
    assert [current_edition(e) for e in (EDITIONS, calm, strict)] == [1, 2, 4]
    Instruction.objects.update(edition=0)
    with refused(*CLOSED):
        require_instruction(cast.counter_a, cast.area, on=cast.today)


def test_r51_text_is_short_and_every_question_has_one_right_answer() -> None:
    """Read on a phone within three minutes: some five hundred words."""
    from participants.instruction.content import CARDS

    read = [line for card in CARDS for line in (card.title, *card.lines)]
    asked = [text for question in QUESTIONS for text in (question.text, *question.options)]
    assert sum(len(str(text).split()) for text in (*read, *asked)) < 520
    assert 5 <= len(CARDS) <= 6 and 5 <= len(QUESTIONS) <= 6
    for question in QUESTIONS:
        assert question.right in range(3) and len(set(map(str, question.options))) == 3 and str(question.explanation)
    assert len({question.right for question in QUESTIONS}) == 3


def test_r51_each_day_has_the_edition_that_held_then() -> None:
    """From its first day on; before there was any, the first counts."""
    first = EDITIONS[0].since
    editions = (*EDITIONS, Edition(2, first + dt.timedelta(days=10)))
    days = {-400: 1, 0: 1, 9: 1, 10: 2, 400: 2}
    assert {after: edition_on(first + dt.timedelta(days=after), editions) for after in days} == days
