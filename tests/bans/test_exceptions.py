"""Letting somebody into a shop although a ban holds there: who may, for how long, and what a counter then says."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from bans import excepted, reach
from bans.actions import breaches, checks, endings, exceptions, shift_brief
from bans.actions.erasing import erase_ended
from bans.models import EntryException, Erasure, Photo, Sanction
from participants.models import Protocol
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_incident, make_sanction, make_shop
from tests.refused import refused

pytestmark = pytest.mark.django_db
WORKDAYS = (0, 1, 2, 3, 4)
KEES = {"family_name": "de Vries", "given_name": "Kees"}
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    """It began the day before; the cast plays on a Monday, at ten in the morning."""
    ban = make_sanction(cast, at=cast.at - DAY, birth_date=dt.date(1987, 3, 9))
    Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    return ban


def grant(cast: Cast, ban: Sanction, **changes: Any) -> EntryException:
    known: dict[str, Any] = {
        "shop": cast.shop_b, "for_what": "goods", "weekdays": WORKDAYS, "starts_at": dt.time(9), "ends_at": dt.time(12),
        "last_day": dt.date(2026, 5, 3), "by": cast.coordinator, "at": cast.at - DAY,
    }  # fmt: skip
    return exceptions.grant(ban, **{**known, **changes})


def ask(cast: Cast, *, at: dt.datetime | None = None, **question: Any) -> checks.Answer:
    return checks.check(shop=cast.shop_b, at=at or cast.at, by=cast.counter_b, **{**KEES, **question})


SENTENCE = (
    "Uitzondering: mag hier naar binnen voor boodschappen, maandag tot en met vrijdag van 9 tot 12 uur, "
    "tot en met 3 mei 2026."
)


def test_counter_lets_in_who_may_come_in_now(cast: Cast, ban: Sanction) -> None:
    grant(cast, ban)
    answer = ask(cast)
    assert (answer.outcome, answer.check.outcome, answer.check.person_token) == ("warned", "warned", ban.person.token)
    assert answer.entry == excepted.Entry(True, (SENTENCE,)) and answer.entry.sentence == SENTENCE


def test_outside_those_times_the_ban_holds_and_the_counter_says_when(cast: Cast, ban: Sanction) -> None:
    """The cast plays on a Monday at ten: twelve sharp is too late, nine sharp is not too early, Saturday is no day."""
    grant(cast, ban)
    told = [
        (ask(cast, at=cast.at + later).outcome.value)
        for later in (dt.timedelta(hours=2), dt.timedelta(days=1, hours=-1), dt.timedelta(days=5), dt.timedelta(days=1))
    ]
    assert told == ["banned", "warned", "banned", "warned"]
    late = ask(cast, at=cast.at + dt.timedelta(hours=3))
    assert late.entry and late.entry.sentence == f"Nu niet naar binnen. {SENTENCE}"


def test_times_are_those_of_the_dutch_clock_on_both_sides_of_a_clock_change(cast: Cast, ban: Sanction) -> None:
    """In the night to 29 March 2026 the clock goes on an hour."""
    row = grant(cast, ban, weekdays=())
    for day, utc_hour in ((28, 8), (29, 7)):
        nine = dt.datetime(2026, 3, day, utc_hour, tzinfo=dt.UTC)
        assert [row.allows_at(nine - MINUTE), row.allows_at(nine)] == [False, True]


def test_exception_is_of_one_shop(cast: Cast, ban: Sanction) -> None:
    grant(cast, ban, shop=cast.shop_a)
    answer = ask(cast)
    assert (answer.outcome, answer.entry) == ("banned", None)


def test_every_ban_that_holds_there_must_be_excepted(cast: Cast, ban: Sanction) -> None:
    second = make_second_ban(cast, ban)
    grant(cast, ban, weekdays=())
    assert ask(cast).outcome == "banned"
    grant(cast, second, weekdays=(0,), starts_at=None, ends_at=None)
    both = ask(cast, at=cast.at + 5 * MINUTE)
    assert both.outcome == "warned" and both.entry and len(both.entry.sentences) == 2
    # On Tuesday the second one does not let in any more.
    assert ask(cast, at=cast.at + DAY).outcome == "banned"


def make_second_ban(cast: Cast, ban: Sanction) -> Sanction:
    """An individual ban of shop B for the same person."""
    incident = make_incident(cast, "theft", shop=cast.shop_b, person=ban.person, at=cast.at - DAY)
    return make_sanction(cast, "ban", "shop", incident=incident, at=cast.at - DAY)


def test_unknown_stays_unknown(cast: Cast, ban: Sanction) -> None:
    grant(cast, ban)
    answer = ask(cast, given_name="", birth_year=1987)
    assert (answer.outcome, answer.entry) == ("unknown", None)


def test_question_that_finds_nobody_asks_the_database_no_more(cast: Cast, ban: Sanction) -> None:
    """The extra question is for a hit alone, so that the speed of a miss stays what it is."""
    nobody = {"family_name": "Niemand", "given_name": "Nergens"}
    ask(cast, **nobody)
    before = queries_of(cast, 1, **nobody)
    grant(cast, ban)
    assert queries_of(cast, 2, **nobody) == before
    assert queries_of(cast, 3) > before


def queries_of(cast: Cast, minutes: int, **question: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask(cast, at=cast.at + minutes * MINUTE, **question)
    assert len([row for row in asked if "entryexception" in row["sql"]]) == (0 if question else 1)
    return len(asked)


def test_r39_breach_is_not_reported_during_an_exception(cast: Cast, ban: Sanction) -> None:
    exception = grant(cast, ban)
    facts: dict[str, Any] = {
        "shop": cast.shop_b, "place": "ingang", "observed_by": "R.", "observer_function": "verkoper",
        "by": cast.counter_b, "at": cast.at + 6 * dt.timedelta(hours=1),
    }  # fmt: skip
    with refused("excepted", "R39"):
        breaches.report_breach(ban, happened_at=cast.at, **facts)
    # Ending it does not make a breach of what was allowed then.
    exceptions.end(exception, by=cast.coordinator, at=cast.at + dt.timedelta(hours=1))
    with refused("excepted", "R39"):
        breaches.report_breach(ban, happened_at=cast.at, **facts)
    assert breaches.report_breach(ban, happened_at=cast.at + dt.timedelta(minutes=90), **facts).breached == ban


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"last_day": dt.date(2027, 3, 15)}, "after_the_ban"),
        ({"last_day": dt.date(2026, 3, 14)}, "bad_last_day"),
        ({"starts_at": None}, "half_times"),
        ({"ends_at": dt.time(9)}, "bad_times"),
        ({"weekdays": (7,)}, "bad_days"),
        ({"weekdays": (4,), "last_day": dt.date(2026, 3, 17)}, "no_such_day"),
        ({"for_what": "illness"}, "bad_purpose"),
    ],
)
def test_what_an_exception_may_be(cast: Cast, ban: Sanction, changes: dict[str, Any], code: str) -> None:
    with refused(code):
        grant(cast, ban, **changes)
    assert not EntryException.objects.exists()


def test_last_day_of_the_ban_is_the_last_possible_one(cast: Cast, ban: Sanction) -> None:
    assert ban.last_day == dt.date(2027, 3, 14)
    assert grant(cast, ban, last_day=ban.last_day).last_day == ban.last_day


def test_all_days_of_the_week_are_every_day(cast: Cast, ban: Sanction) -> None:
    row = grant(cast, ban, weekdays=range(7), starts_at=None, ends_at=None)
    assert row.weekdays == [] and excepted.when_in_words(row) == "elke dag"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([0, 1, 2, 3, 4], "maandag tot en met vrijdag"),
        ([5, 6], "zaterdag en zondag"),
        ([0, 2], "maandag en woensdag"),
        ([0, 1, 2, 5], "maandag tot en met woensdag en zaterdag"),
        ([0, 2, 4], "maandag, woensdag en vrijdag"),
        ([6], "zondag"),
    ],
)
def test_days_in_words(days: list[int], words: str) -> None:
    row = EntryException(for_what="work", weekdays=days, last_day=dt.date(2026, 5, 3))
    assert excepted.when_in_words(row) == words
    row.starts_at, row.ends_at = dt.time(9, 30), dt.time(12)
    assert excepted.when_in_words(row) == f"{words} van 9:30 tot 12 uur"


def test_only_the_coordinator_grants_and_ends(cast: Cast, ban: Sanction) -> None:
    with refused("not_allowed"):
        grant(cast, ban, by=cast.manager_b)
    exception = grant(cast, ban)
    with refused("not_allowed"):
        exceptions.end(exception, by=cast.manager_b, at=cast.at)


def test_only_for_a_ban_that_runs(cast: Cast, ban: Sanction) -> None:
    for other in (make_sanction(cast, "warning", "area"), make_sanction(cast, served=False)):
        with refused("not_running"):
            grant(cast, other, at=cast.at)
    endings.lift(ban, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    with refused("not_running"):
        grant(cast, ban, at=cast.at)


def test_r36_only_for_a_shop_where_it_holds(cast: Cast, ban: Sanction) -> None:
    newcomer = make_shop(cast.area, "Boeken", by=cast.coordinator, at=cast.at - DAY / 2)
    with refused("other_shop", "R36"):
        grant(cast, ban, shop=newcomer, at=cast.at)
    own = make_sanction(cast, "ban", "shop", family_name="Jansen")
    with refused("other_shop", "R36"):
        grant(cast, own, at=cast.at)
    assert exceptions.shops_where_it_holds(own, at=cast.at) == [cast.shop_a]


def test_second_one_for_the_same_shop_is_refused_until_the_first_has_ended(cast: Cast, ban: Sanction) -> None:
    first = grant(cast, ban)
    with refused("already_excepted"):
        grant(cast, ban, weekdays=(5,))
    grant(cast, ban, shop=cast.shop_a)
    exceptions.end(first, by=cast.coordinator, at=cast.at)
    with refused("ended"):
        exceptions.end(first, by=cast.coordinator, at=cast.at)
    grant(cast, ban, at=cast.at)
    told = Event.objects.filter(action__startswith="exception.").order_by("pk").values_list("action", "subject")
    about = f"sanction:{ban.reference}"
    granted, ended = ("exception.granted", about), ("exception.ended", about)
    assert list(told) == [granted, granted, ended, granted]


def test_ended_or_past_exception_lets_nobody_in(cast: Cast, ban: Sanction) -> None:
    exception = grant(cast, ban, last_day=cast.today)
    assert ask(cast).outcome == "warned"
    assert ask(cast, at=cast.at + DAY).outcome == "banned"
    exceptions.end(exception, by=cast.coordinator, at=cast.at)
    assert ask(cast, at=cast.at + MINUTE).outcome == "banned"


def test_brief_says_it_too_and_opens_as_no_ban(cast: Cast, ban: Sanction) -> None:
    grant(cast, ban)
    Protocol.objects.update(values={"photo_brief": "brief"})
    (face,) = shift_brief.brief(cast.shop_b, by=cast.counter_b, at=cast.at)
    assert face.entry and face.entry.allowed
    opened = shift_brief.open_face(ban, shop=cast.shop_b, reason="at_the_door", by=cast.counter_b, at=cast.at)
    assert opened.outcome == "warned"
    late = cast.at + dt.timedelta(hours=4)
    assert shift_brief.open_face(
        ban, shop=cast.shop_b, reason="at_the_door", by=cast.counter_b, at=late
    ).outcome == "banned"  # fmt: skip


def test_open_screen_notices_an_exception_its_hours_and_its_end(cast: Cast, ban: Sanction) -> None:
    before = reach.counter_state(cast.shop_b, cast.at)
    exception = grant(cast, ban)
    during = reach.counter_state(cast.shop_b, cast.at)
    assert len({before, during, reach.counter_state(cast.shop_b, cast.at + dt.timedelta(hours=2))}) == 3
    exceptions.end(exception, by=cast.coordinator, at=cast.at)
    assert reach.counter_state(cast.shop_b, cast.at + MINUTE) == before


def test_r53_it_goes_with_the_ban_and_stands_in_the_certificate(cast: Cast, ban: Sanction) -> None:
    grant(cast, ban)
    erase_ended(on=ban.last_day + DAY, at=cast.at + 400 * DAY)
    assert not EntryException.objects.exists()
    assert ("uitzondering", 1) in [(str(name), count) for name, count in Erasure.objects.get().contents]


def test_register_holds_one_exception_at_a_time_for_a_shop_and_a_ban(cast: Cast, ban: Sanction) -> None:
    first = grant(cast, ban)
    about = {name: getattr(first, name) for name in ("area", "sanction", "shop", "for_what", "last_day", "granted_by")}
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryException.objects.create(**about, granted_at=cast.at)
    # One that passed makes room for the next by itself.
    second = grant(cast, ban, at=cast.at + 60 * DAY, last_day=dt.date(2026, 8, 3))
    assert list(EntryException.objects.filter(ended_at=None)) == [second]
    first.refresh_from_db()
    assert first.allows_at(cast.at)
