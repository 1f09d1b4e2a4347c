"""The counter's verdict, its budgets, its signs, and what it remembers (R44, R47; G17, G29)."""

import datetime as dt
from typing import Any

import pytest

from audit.models import Event
from bans import budgets, finding, keyring
from bans.actions import checks, shift_brief, signals
from bans.models import CounterCheck, LookAlike, Photo, Sanction, Signal
from bans.models.counter_check import Outcome
from bans.models.signal import SignalKind
from bans.names import Likeness
from bans.rules.counter import Hit, verdict
from participants.actions import devices
from participants.models import Budget, Membership, Protocol
from participants.models.device import DeviceKind
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import DAY, JPEG, instruct, make_sanction

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def hit(likeness: Likeness = Likeness.LIKELY, score: float = 0.95, **values: Any) -> Hit:
    defaults = {"token": "a", "reasons": ("same_family", "given_sounds_alike"), "banned": True, "has_photo": True}
    return Hit(likeness=likeness, score=score, **{**defaults, **values})


@pytest.mark.parametrize(
    ("hits", "word", "points_at_somebody"),
    [
        ([], "welcome", False),
        ([hit()], "banned", True),
        ([hit(banned=False)], "warned", True),
        ([hit(Likeness.POSSIBLE, 0.8)], "unknown", True),
        # Like names and no photo to tell them apart; the very same name may be compared with the description.
        ([hit(has_photo=False)], "unknown", True),
        ([hit(has_photo=False, reasons=("same_family", "same_given"))], "banned", True),
        # Namesakes; and one that is clearly better than the other.
        ([hit(), hit(token="b")], "unknown", False),
        ([hit(score=1.0), hit(token="b", score=0.88)], "banned", True),
        ([hit(score=0.92), hit(Likeness.POSSIBLE, 0.88, token="b")], "banned", True),
        ([hit(Likeness.POSSIBLE, 0.8), hit(Likeness.POSSIBLE, 0.79, token="b")], "unknown", False),
    ],
)
def test_r47_verdict(hits: list[Hit], word: str, points_at_somebody: bool) -> None:
    told = verdict(hits, unread=False)
    assert (told.outcome, told.hit is not None) == (word, points_at_somebody)


def test_r47_unread_name_is_unknown_and_never_banned() -> None:
    assert verdict([], unread=True).outcome == "unknown"


def ask(cast: Cast, *, after: dt.timedelta = dt.timedelta(), **question: Any) -> checks.Answer:
    known = {"family_name": "Niemand", "given_name": "Nergens"}
    who = {} if "device" in question else {"by": cast.counter_b}
    return checks.check(shop=cast.shop_b, at=cast.at + after, **{**known, **who, **question})


def code_of(deed: Any) -> str:
    with pytest.raises(Refusal) as refused:
        deed()
    return refused.value.code


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    ban = make_sanction(cast, at=cast.at - DAY, birth_date=dt.date(1987, 3, 9))
    Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    return ban


VRIES = {"family_name": "de Vries", "given_name": "Kees"}


def test_r47_pause_between_two_questions(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "BETWEEN", dt.timedelta(seconds=1.5))
    ask(cast)
    assert code_of(lambda: ask(cast, after=SECOND)) == "too_fast"
    assert ask(cast, after=2 * SECOND).outcome == Outcome.WELCOME


def test_r47_minute_hour_and_day(cast: Cast) -> None:
    """Ten a minute, thirty an hour, sixty a day; what was refused was not counted."""
    at = dt.timedelta()
    for count in range(60):
        if count and count % 10 == 0:
            assert code_of(lambda at=at: ask(cast, after=at)) == "wait"
            at += 61 * SECOND
        if count == 30:
            assert code_of(lambda at=at: ask(cast, after=at)) == "wait"
            at += 3600 * SECOND
        ask(cast, after=at)
    at += 7200 * SECOND
    assert code_of(lambda: ask(cast, after=at)) == "budget_spent"
    assert CounterCheck.objects.count() == 60
    assert Signal.objects.get(kind=SignalKind.SPENT_BY_USER).user == cast.counter_b
    assert ask(cast, after=DAY).outcome == Outcome.WELCOME


def test_r47_budget_is_of_each_and_of_the_shop_together(cast: Cast) -> None:
    cast.area.protocols.update(values={"checks_shop_day_n": 20})
    for count in range(20):
        ask(cast, by=(cast.counter_b, cast.manager_b)[count % 2], after=count * 70 * SECOND)
    assert code_of(lambda: ask(cast, by=cast.manager_b, after=3600 * SECOND)) == "budget_spent"
    signal = Signal.objects.get(kind=SignalKind.SPENT_BY_SHOP)
    assert (signal.shop, signal.user) == (cast.shop_b, None)


def people(cast: Cast, count: int) -> list[str]:
    """So many people on the list whose names are unlike; their surnames."""
    surnames = ["Aalbers", "Bolsward", "Couperus", "Dijkgraaf", "Evertsen", "Fokkema", "Groenhof", "Hullegie"]
    surnames += ["Iepema", "Jorritsma", "Kuipers", "Loohuis", "Mulderij", "Nieuwpoort"]
    for surname in surnames[:count]:
        ban = make_sanction(cast, at=cast.at - DAY, family_name=surname, given_name="Tobias")
        Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    return surnames[:count]


def test_g17_nobody_learns_of_more_than_five_a_day(cast: Cast) -> None:
    surnames = people(cast, 6)
    for count, surname in enumerate(surnames[:5]):
        # Twice the same person is one person; after the fifth nothing is asked any more.
        for again in (0, 10) if count < 4 else (0,):
            answer = ask(cast, family_name=surname, given_name="Tobias", after=(count * 60 + again) * SECOND)
            assert answer.outcome == Outcome.BANNED
    late = 3600 * SECOND
    # Now nothing is told any more, of whoever it is: the refusal does not say who is on the list.
    sixth, nobody = (
        code_of(lambda name=name: ask(cast, family_name=name, given_name="Tobias", after=late))
        for name in (surnames[5], "Niemand")
    )
    assert sixth == nobody == "budget_spent"
    assert Signal.objects.filter(kind=SignalKind.SPENT_BY_USER, user=cast.counter_b).count() == 1
    # A colleague of the same shop goes on.
    assert ask(cast, by=cast.manager_b, after=late).outcome == Outcome.WELCOME


def test_g17_coordinator_releases_and_nobody_else(cast: Cast) -> None:
    for surname in people(cast, 5):
        ask(cast, family_name=surname, given_name="Tobias")
    signal = Signal.objects.get()
    assert code_of(lambda: signals.settle(signal, by=cast.manager_b, at=cast.at)) == "not_allowed"
    signals.settle(signal, by=cast.coordinator, at=cast.at)
    assert ask(cast, after=SECOND).outcome == Outcome.WELCOME
    assert code_of(lambda: signals.settle(signal, by=cast.coordinator, at=cast.at)) == "already_settled"
    assert Event.objects.filter(action="counter.released", area=cast.area.slug).count() == 1


def test_g17_coordinator_is_mailed_within_the_minute(cast: Cast, mailoutbox: list) -> None:
    for surname in people(cast, 5):
        ask(cast, family_name=surname, given_name="Tobias")
    assert signals.mail_signals(cast.area, at=cast.at) == 1
    assert signals.mail_signals(cast.area, at=cast.at) == 0
    (mail,) = mailoutbox
    assert mail.to == [cast.coordinator.email]
    assert not [word for word in ("Aalbers", "Tobias", cast.counter_b.name) if word in mail.body + mail.subject]


def test_r47_many_misses_and_late_hours_are_signs(cast: Cast, ban: Sanction) -> None:
    for count in range(budgets.MISSES_IN_A_ROW):
        ask(cast, after=count * 130 * SECOND)
    assert Signal.objects.get().kind == SignalKind.MANY_MISSES
    ask(cast, after=dt.timedelta(hours=14))
    ask(cast, after=dt.timedelta(hours=14, minutes=1))
    assert sorted(Signal.objects.values_list("kind", flat=True)) == ["many_misses", "outside_hours"]


def test_r47_a_hit_ends_the_row_of_misses(cast: Cast, ban: Sanction) -> None:
    for count in range(budgets.MISSES_IN_A_ROW + 3):
        ask(cast, after=count * 130 * SECOND, **(VRIES if count == 5 else {}))
    assert not Signal.objects.exists()


def test_r47_asking_for_the_same_person_again_and_again_is_a_sign(cast: Cast, ban: Sanction) -> None:
    for day in range(checks.SAME_PERSON_TIMES):
        assert not Signal.objects.exists()
        ask(cast, after=day * DAY, **VRIES)
    assert Signal.objects.get().kind == SignalKind.SAME_PERSON


def test_g29_a_miss_keeps_no_name_and_no_digest(cast: Cast, ban: Sanction) -> None:
    answer = ask(cast, family_name="Zwanenburg", given_name="Fenna")
    row = CounterCheck.objects.values().get(token=answer.check.token)
    assert (row["match"], row["person_token"], row["outcome"]) == ({}, "", "welcome")
    kept = (
        str(list(Event.objects.values()))
        + str(list(CounterCheck.objects.values()))
        + str(list(Budget.objects.values()))
    )
    assert "wanenburg" not in kept.lower() and "fenna" not in kept.lower()


def test_r47_receipt_is_on_record(cast: Cast, ban: Sanction) -> None:
    answer = ask(cast, **VRIES)
    assert answer.check.receipt.replace("-", "") == answer.check.token
    event = Event.objects.get(action="counter.asked")
    assert (event.subject, event.facts["outcome"]) == (f"person:{ban.person.token}", "banned")


def test_r47_why_in_words_and_only_for_who_opened(cast: Cast, ban: Sanction) -> None:
    answer = ask(cast, family_name="Vries", given_name="Cees")
    found = CounterCheck.objects.get(token=answer.check.token)
    assert "achternaam" in checks.why(found).lower()


def test_r47_somebody_else_lowers_this_pairing(cast: Cast, ban: Sanction) -> None:
    """One tap: remembered with the person, under that person's key; another name counts as before."""
    first = ask(cast, **VRIES)
    row = checks.say_other_person(first.check, by=cast.counter_b, at=cast.at)
    assert row is not None and row.times == 1
    assert checks.say_other_person(first.check, by=cast.counter_b, at=cast.at) is None
    assert finding.penalty_for(ban.person.token, _question(**VRIES)) > 0
    assert finding.penalty_for(ban.person.token, _question("Vries", "Kees")) == 0
    again = ask(cast, after=60 * SECOND, **VRIES)
    assert again.outcome == Outcome.UNKNOWN and again.hit and again.hit.likeness is Likeness.POSSIBLE
    assert ask(cast, after=120 * SECOND, family_name="Vries", given_name="Kees").outcome == Outcome.BANNED
    stored = LookAlike.objects.values("digest").get()["digest"]
    assert finding.digest_of(_question(**VRIES)).encode() not in stored.data


def _question(family_name: str, given_name: str) -> Any:
    return checks.names.Question(family_name, given_name, None)


def test_r47_verdict_of_somebody_else_is_for_who_asked_and_soon(cast: Cast, ban: Sanction) -> None:
    answer = ask(cast, **VRIES)
    for by, at in ((cast.manager_b, cast.at), (cast.counter_b, cast.at + DAY)):
        assert code_of(lambda by=by, at=at: checks.say_other_person(answer.check, by=by, at=at)) == "nothing_to_open"


def test_r44_brief_holds_eight_and_counts_in_the_shops_budget(cast: Cast) -> None:
    people(cast, 10)
    shown = shift_brief.brief(cast.shop_b, by=cast.counter_b, at=cast.at)
    assert len(shown) == shift_brief.FACES and {face.why for face in shown} == {shift_brief.Why.NEW}
    # The same faces for a colleague are no new ones.
    shift_brief.brief(cast.shop_b, by=cast.manager_b, at=cast.at)
    assert not Signal.objects.exists()
    seen = {face.sanction.person.family_name for face in shown}
    others = [name for name in people_names(cast) if name not in seen]
    for count, surname in enumerate(others):
        ask(cast, family_name=surname, given_name="Tobias", after=count * 60 * SECOND)
    assert not Signal.objects.exists()


def people_names(cast: Cast) -> list[str]:
    return [row.person.family_name for row in Sanction.objects.filter(area=cast.area).select_related("person")]


def test_r44_brief_shows_why_and_no_old_ones(cast: Cast, ban: Sanction) -> None:
    """New this week; then only when a counter had that person in front of it, or when it ends this week."""
    later = cast.at + 30 * DAY
    assert shift_brief.brief(cast.shop_b, by=cast.counter_b, at=later) == []
    answer = ask(cast, after=30 * DAY, **VRIES)
    checks.open_details(answer.check, reason="at_the_door", by=cast.counter_b, at=later)
    assert [face.why for face in shift_brief.brief(cast.shop_b, by=cast.counter_b, at=later)] == [shift_brief.Why.SEEN]
    checks.say_other_person(CounterCheck.objects.get(token=answer.check.token), by=cast.counter_b, at=later)
    assert shift_brief.brief(cast.shop_b, by=cast.counter_b, at=later) == []
    assert ban.last_day is not None
    last = cast.at + (ban.last_day - cast.today)
    instruct(cast.area, cast.counter_b, at=last)
    assert [face.why for face in shift_brief.brief(cast.shop_b, by=cast.counter_b, at=last)] == [shift_brief.Why.ENDING]
    # R52: a face is never shown after the last day; only that somebody is welcome again.
    assert shift_brief.brief(cast.shop_b, by=cast.counter_b, at=last + DAY) == []
    assert shift_brief.ended_this_week(cast.shop_b, at=last + DAY) == 1


@pytest.mark.parametrize(("mode", "who", "allowed"), [
    ("full", "manager_b", True), ("full", "counter_b", False), ("brief", "manager_b", False),
])  # fmt: skip
def test_r44_gallery_is_for_who_leads_a_shop_where_the_protocol_allows_it(
    cast: Cast, ban: Sanction, mode: str, who: str, allowed: bool
) -> None:
    Protocol.objects.update(values={"photo_brief": mode})
    later = cast.at + 30 * DAY
    if allowed:
        assert len(shift_brief.brief(cast.shop_b, by=getattr(cast, who), at=later, gallery=True)) == 1
        return
    assert (
        code_of(lambda: shift_brief.brief(cast.shop_b, by=getattr(cast, who), at=later, gallery=True)) == "no_gallery"
    )


def test_r44_guard_sees_the_gallery_too(cast: Cast, ban: Sanction) -> None:
    Protocol.objects.update(values={"photo_brief": "full"})
    Membership.objects.filter(user=cast.counter_b, area=cast.area).update(role="guard")
    assert len(shift_brief.brief(cast.shop_b, by=cast.counter_b, at=cast.at, gallery=True)) == 1


def test_r47_device_asks_for_its_shop_and_has_its_own_budget(cast: Cast, ban: Sanction) -> None:
    device, _token = devices.enrol(cast.shop_b, name="deur", by=cast.manager_b, at=cast.at, kind=DeviceKind.SYSTEM)
    for count in range(10):
        assert ask(cast, device=device, after=count * SECOND, **VRIES).outcome == Outcome.BANNED
    assert code_of(lambda: ask(cast, device=device, after=11 * SECOND)) == "wait"
    assert ask(cast, after=12 * SECOND).outcome == Outcome.WELCOME
    row = CounterCheck.objects.filter(device=device).first()
    assert row is not None and row.asked_by is None
    # Nobody stands behind a device, so nobody opens the details through it.
    assert code_of(
        lambda: checks.open_details(row, reason="at_the_door", by=cast.counter_b, at=cast.at)
    ) == "nothing_to_open"  # fmt: skip


def test_name_folded_before_is_gone_with_the_key(cast: Cast, ban: Sanction) -> None:
    """What lies in memory from the last question answers nothing any more once the person's key is destroyed."""
    assert ask(cast, **VRIES).outcome == Outcome.BANNED
    keyring.destroy([ban.person.token], at=cast.at)
    assert ask(cast, after=SECOND, **VRIES).outcome == Outcome.WELCOME


def test_name_in_memory_stays_no_longer_than_a_minute(
    cast: Cast, ban: Sanction, monkeypatch: pytest.MonkeyPatch
) -> None:
    def folded() -> Any:
        ask(cast)
        with keyring.steadily() as kept:
            (known,) = (value for key, value in kept.items() if key != finding.SINCE)
        return known

    assert folded() is (first := folded())
    monkeypatch.setattr(finding, "KEPT_SECONDS", -1)
    assert folded() is not first
