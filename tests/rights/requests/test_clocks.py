"""By when a request is answered, and what is in time: to the second on a Dutch clock."""

import datetime as dt
import random

import pytest
from django.apps import apps
from django.db import transaction

from bans.models import Sanction
from notices.models.notice import LetterKind
from notices.reminders.due import everything
from notices.requests import Outcome, Right
from participants.protocol import Parameters
from participants.refusals import Refusal
from rights.requests import clocks
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.forms import AnswerForm, ReasonsForm, RegisterForm
from rights.requests.models import Cause, Channel, Request, Side
from tests.cast import Cast
from tests.factories import DAY, make_protocol, make_sanction
from tests.refused import refused

from . import oracle

DEFAULT = Parameters()


def clock(received: dt.date, right: Right = Right.ACCESS, *, extended: bool = False, **parameters: int) -> clocks.Clock:
    return clocks.clock_of(right, received, extended=extended, parameters=Parameters(**parameters))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("received", "aim", "limit", "extended"),
    [
        ("2026-03-16", "2026-04-13", "2026-04-16", "2026-06-16"),
        # A month that is too short ends on its last day, also in a leap year.
        ("2026-01-31", "2026-02-28", "2026-02-28", "2026-04-30"),
        ("2028-01-30", "2028-02-27", "2028-02-29", "2028-04-30"),
        ("2028-02-29", "2028-03-28", "2028-03-29", "2028-05-29"),
        # Over the change of the clocks, Easter and the turn of the year a date is a date.
        ("2026-03-01", "2026-03-29", "2026-04-01", "2026-06-01"),
        ("2026-09-25", "2026-10-23", "2026-10-25", "2026-12-25"),
        ("2026-12-01", "2026-12-29", "2027-01-01", "2027-03-01"),
        ("2026-11-30", "2026-12-28", "2026-12-30", "2027-02-28"),
    ],
)
def test_r58_r59_aim_of_28_days_limit_of_a_month_three_months_in_all(
    received: str, aim: str, limit: str, extended: str
) -> None:
    day = dt.date.fromisoformat(received)
    plain, longer = clock(day), clock(day, extended=True)
    assert (str(plain.aim), str(plain.limit), str(longer.limit)) == (aim, limit, extended)


def test_r58_r59_every_day_of_some_years_equals_the_oracle() -> None:
    day, chance = dt.date(2026, 1, 1), random.Random(58)
    while day < dt.date(2029, 3, 1):
        assert clock(day).limit == oracle.limit(day)
        assert clock(day, extended=True).limit == oracle.limit(day, extended=True)
        assert clocks.set_aside_by(day, DEFAULT) == oracle.working_days(day, 3)
        for percent in clocks.STAGES:
            it = clock(day, extended=chance.random() < 0.5)
            assert it.day_of(percent) == oracle.first_day_of(percent, day, it.limit)
        day += DAY


def test_r58_stages_begin_on_their_day_and_a_late_one_is_late_the_day_after_its_limit() -> None:
    it = clock(dt.date(2026, 3, 16))
    stages = {day: it.stage(it.received_on + day * DAY) for day in (0, 15, 16, 23, 24, 28, 29, 31, 32)}
    assert stages == {0: None, 15: None, 16: 50, 23: 50, 24: 75, 28: 75, 29: 90, 31: 90, 32: 100}
    assert it.days_left(it.limit) == 1 and not it.is_late(it.limit) and it.is_late(it.limit + DAY)


def test_r62_working_days_run_over_a_weekend_and_not_over_easter_alone() -> None:
    """Monday to Friday count, a feast on a Monday too: that is sooner, in favour of the person."""
    thursday, good_friday = dt.date(2026, 3, 19), dt.date(2026, 4, 3)
    assert clocks.set_aside_by(thursday, DEFAULT) == dt.date(2026, 3, 24)
    assert clocks.set_aside_by(good_friday, DEFAULT) == dt.date(2026, 4, 8)


def test_committee_has_its_own_term_and_never_keeps_the_answer() -> None:
    day, weeks = dt.date(2026, 3, 16), 6
    complaint = clock(day, Right.COMPLAINT, committee_weeks_n=weeks)
    assert complaint.limit == day + 42 * DAY
    assert clock(day, Right.OBJECTION, committee_weeks_n=weeks).limit == dt.date(2026, 4, 16)
    asked_late = clocks.advice_by(day + 10 * DAY, complaint, Parameters(committee_weeks_n=weeks))
    assert asked_late == complaint.limit - 3 * DAY


def erasure(cast: Cast, ban: Sanction, at: dt.datetime) -> Request:
    return receiving.receive_by_code(ban, Asking(Right.ERASURE, words="Weg."), at=at)


def extended(request: Request, cast: Cast, at: dt.datetime, reasons: str = "Wij wachten op beelden.") -> None:
    handling.extend(request, reasons=reasons, by=cast.coordinator, at=at)


# Received on the first day, and the last second in which an extension is in time: around both changes of the clocks.
LAST_SECONDS = [
    ("2026-03-28", oracle.dutch_moment(2026, 4, 28, 23, 59, 59)),
    ("2026-03-29", oracle.dutch_moment(2026, 4, 29, 23, 59, 59)),
    ("2026-09-25", oracle.dutch_moment(2026, 10, 25, 23, 59, 59)),
    ("2026-01-31", oracle.dutch_moment(2026, 2, 28, 23, 59, 59)),
]


@pytest.mark.parametrize(("received", "last"), LAST_SECONDS)
def test_r59_extension_on_the_last_day_yes_a_second_later_no(cast: Cast, received: str, last: dt.datetime) -> None:
    day = dt.date.fromisoformat(received)
    made = [
        receiving.register(
            cast.area, Asking(Right.ACCESS), channel=Channel.EMAIL, received_on=day, by=cast.coordinator, at=last
        )
        for _n in range(2)
    ]
    with refused("too_late_to_extend", rule="R59"):
        extended(made[0], cast, last + dt.timedelta(seconds=1))
    extended(made[1], cast, last)
    assert Request.objects.get(pk=made[0].pk).clock.limit == oracle.limit(day)
    assert Request.objects.get(pk=made[1].pk).clock.limit == oracle.limit(day, extended=True)


def test_r59_extension_needs_reasons_comes_once_and_is_told(cast: Cast, ban: Sanction) -> None:
    request = erasure(cast, ban, cast.at)
    for nothing in ("", "  \n "):
        with refused("reason_missing", rule="R59"):
            extended(request, cast, cast.at, nothing)
    assert not ban.notices.filter(kind=LetterKind.REQUEST_EXTENDED).exists()
    extended(request, cast, cast.at + 10 * DAY)
    letter = ban.notices.get(kind=LetterKind.REQUEST_EXTENDED)
    assert "16 juni 2026" in letter.html and "Wij wachten op beelden." in letter.html
    assert request.statements.get(side=Side.EXTENSION).words == "Wij wachten op beelden."
    with refused("already_extended", rule="R59"):
        extended(request, cast, cast.at + 11 * DAY)
    assert ban.notices.filter(kind=LetterKind.REQUEST_EXTENDED).count() == 1


def test_r59_an_extension_moves_the_day_on_which_it_is_hidden_by_itself(cast: Cast, ban: Sanction) -> None:
    request = erasure(cast, ban, cast.at)
    assert Sanction.objects.get(pk=ban.pk).hidden_from == dt.date(2026, 4, 17)
    extended(request, cast, cast.at)
    assert Sanction.objects.get(pk=ban.pk).hidden_from == dt.date(2026, 6, 17)


@pytest.mark.parametrize(("second", "late"), [(0, False), (1, True)])
def test_r58_answer_is_late_a_second_after_the_last_day_and_says_so(
    cast: Cast, ban: Sanction, second: int, late: bool
) -> None:
    request = erasure(cast, ban, cast.at)
    at = oracle.dutch_moment(2026, 4, 16, 23, 59, 59) + dt.timedelta(seconds=second)
    notice = answering.decide(
        request, outcome=Outcome.REFUSED, cause=Cause.NONE, reasons="Nog nodig.", by=cast.coordinator, at=at
    )
    assert notice is not None and ("later dan mocht" in notice.html) == late


@pytest.mark.parametrize("reasons", ["", "  ", "zie 111222333"])
def test_r60_no_answer_without_reasons(cast: Cast, ban: Sanction, reasons: str) -> None:
    request = erasure(cast, ban, cast.at)
    for outcome in Outcome:
        with pytest.raises(Refusal):
            answering.decide(
                request, outcome=outcome, cause=Cause.NONE, reasons=reasons, by=cast.coordinator, at=cast.at
            )
    assert (
        not Request.objects.exclude(decided_at=None).exists()
        and not ban.notices.filter(kind=LetterKind.REQUEST_DECIDED).exists()
    )


def test_r61_there_is_no_place_for_money_anywhere(cast: Cast, ban: Sanction) -> None:
    """No field, no form, and the letters say that it costs nothing."""
    fields = [field.name for model in apps.get_app_config("rights").get_models() for field in model._meta.get_fields()]
    request = erasure(cast, ban, cast.at)
    for form in (RegisterForm(), ReasonsForm(), AnswerForm(asked=request)):
        fields += form.fields
    for word in ("fee", "cost", "price", "amount", "money", "payment", "paid", "euro", "kosten", "bedrag"):
        assert not [name for name in fields if word in name.split("_")], word


def test_r62_decision_to_set_aside_hides_or_not_and_is_kept_with_its_reason(cast: Cast) -> None:
    for set_aside in (True, False):
        ban = make_sanction(cast)
        request = receiving.receive_by_code(ban, Asking(Right.OBJECTION, words="Nee."), at=cast.at)
        with refused("reason_missing"), transaction.atomic():
            handling.decide_set_aside(request, set_aside=set_aside, reason=" ", by=cast.coordinator, at=cast.at)
        # The measure holds until somebody decides (R62).
        assert Sanction.objects.visible_at_counter_of(cast.shop_b, cast.today).filter(pk=ban.pk).exists()
        request = Request.objects.get(pk=request.pk)
        handling.decide_set_aside(request, set_aside=set_aside, reason="Daarom.", by=cast.coordinator, at=cast.at)
        seen = Sanction.objects.visible_at_counter_of(cast.shop_b, cast.today).filter(pk=ban.pk).exists()
        assert seen is not set_aside
        assert request.statements.get(side=Side.SET_ASIDE).words == "Daarom."
        assert request.set_aside_decided_by == cast.coordinator


def told(cast: Cast, kind: str, on: dt.date) -> list[str]:
    found = everything(cast.area, user=cast.coordinator, on=on)
    return [reminder.stage.name for reminder in found if reminder.kind.code == kind]


def test_r58_reminders_at_half_three_quarters_and_nine_tenths_the_last_day_and_each_day_after(
    cast: Cast, ban: Sanction
) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.ACCESS), at=cast.at)
    days = {n: told(cast, "request_answer", cast.today + n * DAY) for n in (0, 15, 16, 24, 29, 31, 32, 33, 34, 90)}
    assert days == {
        0: ["begin"], 15: ["begin"], 16: ["50-percent"], 24: ["75-percent"], 29: ["90-percent"], 31: ["0"],
        32: ["+1"], 33: ["+2"], 34: ["+3"], 90: ["+59"],
    }  # fmt: skip
    answering.decide(
        request, outcome=Outcome.REFUSED, cause=Cause.NONE, reasons="Zo is het.", by=cast.coordinator, at=cast.at
    )
    assert told(cast, "request_answer", cast.today + 40 * DAY) == []


def test_r62_reminder_to_decide_on_setting_aside_every_day_until_somebody_does(cast: Cast, ban: Sanction) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.OBJECTION, words="Nee."), at=cast.at)
    stages = [told(cast, "request_set_aside", cast.today + n * DAY) for n in (0, 3, 4, 5, 9)]
    assert stages == [["begin"], ["0"], ["+1"], ["+2"], ["+6"]]
    handling.decide_set_aside(request, set_aside=False, reason="Daarom.", by=cast.coordinator, at=cast.at)
    assert told(cast, "request_set_aside", cast.today + 9 * DAY) == []


def test_r62_nobody_is_reminded_of_what_has_ended(cast: Cast) -> None:
    ban = make_sanction(cast, lifted=True)
    request = receiving.receive_by_code(ban, Asking(Right.OBJECTION, words="Nee."), at=cast.at)
    assert told(cast, "request_set_aside", cast.today + 9 * DAY) == []
    with pytest.raises(Refusal):
        handling.decide_set_aside(request, set_aside=True, reason="Daarom.", by=cast.coordinator, at=cast.at)


def test_reminder_of_advice_until_it_is_written_down(cast: Cast, ban: Sanction) -> None:
    make_protocol(cast.area, by=cast.coordinator, at=cast.at, committee_weeks_n=2)
    request = receiving.receive_by_code(ban, Asking(Right.OBJECTION, words="Nee."), at=cast.at)
    handling.ask_committee(request, by=cast.coordinator, at=cast.at)
    stages = [told(cast, "request_advice", cast.today + n * DAY) for n in (6, 7, 14, 15, 22)]
    assert stages == [[], ["-7"], ["0"], ["+1"], ["+8"]]
    handling.record_advice(request, advice=Outcome.REFUSED, words="Terecht.", by=cast.coordinator, at=cast.at)
    assert told(cast, "request_advice", cast.today + 15 * DAY) == []


def test_who_hears_is_reminded_of_the_own_case_alone(cast: Cast, ban: Sanction) -> None:
    warning = make_sanction(cast, "warning", "area")
    mine = receiving.receive_by_code(warning, Asking(Right.OBJECTION, words="Nee."), at=cast.at)
    receiving.receive_by_code(ban, Asking(Right.OBJECTION, words="Nee."), at=cast.at)
    handling.name_hearer(mine, cast.approver, by=cast.coordinator, at=cast.at)
    found = everything(cast.area, user=cast.approver, on=cast.today)
    assert [row.fact.subject for row in found if row.kind.code == "request_answer"] == [mine.number]
