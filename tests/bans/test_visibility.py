"""Who sees what: counters, shops, the coordinator, strangers."""

import datetime as dt

import pytest

from bans import finding
from bans.actions import checks
from bans.actions.proposals import impose
from bans.models import CounterCheck, Sanction
from bans.models.counter_check import Outcome
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import make_incident, make_permit, make_sanction
from tests.refused import refused

DAY = dt.timedelta(days=1)


def test_r2_r4_without_permit_a_collective_measure_is_nowhere(cast: Cast) -> None:
    make_sanction(cast)
    own = make_sanction(cast, "ban", "shop", family_name="Jansen")
    cast.area.permits.all().delete()
    make_permit(
        cast.area,
        businesses=[cast.shop_a.business],
        by=cast.coordinator,
        at=cast.at - DAY,
        valid_until=cast.today,
    )
    assert Sanction.objects.visible_at_counter_of(cast.shop_a, cast.today).count() == 2
    assert Sanction.objects.visible_at_counter_of(cast.shop_a, cast.today + DAY).get() == own
    assert not Sanction.objects.visible_at_counter_of(cast.shop_b, cast.today).exists()
    assert Sanction.objects.visible_to(cast.coordinator, cast.area, cast.today + DAY).get() == own


def test_r2_a_manager_outside_the_permit_sees_individual_measures_only(cast: Cast) -> None:
    make_sanction(cast)
    own = make_sanction(cast, "ban", "shop", family_name="Jansen")
    cast.area.permits.get().businesses.remove(cast.shop_a.business)
    assert Sanction.objects.visible_to(cast.manager_a, cast.area, cast.today).get() == own


@pytest.mark.parametrize("who", ["stranger", "municipality", "counter_a", "manager_b", "counter_b"])
def test_r8_r46_whoever_has_no_file_gets_none(cast: Cast, who: str) -> None:
    make_sanction(cast)
    make_sanction(cast, "ban", "shop", family_name="Jansen")
    assert not Sanction.objects.visible_to(getattr(cast, who), cast.area, cast.today).exists()


def test_r46_an_individual_ban_is_found_by_its_own_shop_alone(cast: Cast) -> None:
    make_sanction(cast, "ban", "shop")
    found = {}
    for shop, by in ((cast.shop_a, cast.counter_a), (cast.shop_b, cast.counter_b)):
        answer = checks.check(shop=shop, family_name="Vries", given_name="Kees", by=by, at=cast.at)
        found[shop.name] = answer.outcome, bool(answer.check.person_token), answer.hit is not None
    assert found == {"Bakkerij": (Outcome.BANNED, True, 1), "Speelgoed": (Outcome.WELCOME, False, 0)}
    people = finding.known_people(
        shop=cast.shop_b, family_name="Vries", given_name="Kees", birth_year=None, on=cast.today
    )
    assert people == []


@pytest.mark.parametrize("kind, scope, word", [("ban", "area", Outcome.BANNED), ("warning", "area", Outcome.WARNED)])
def test_r38_r44_a_shared_measure_has_its_own_word(cast: Cast, kind: str, scope: str, word: Outcome) -> None:
    make_sanction(cast, kind, scope)
    ask = {"shop": cast.shop_b, "family_name": "de Vries", "given_name": "Kees", "by": cast.counter_b}
    assert checks.check(**ask, at=cast.at).outcome == word


@pytest.mark.parametrize("name, given", [("", "Kees"), ("Vries", ""), ("*", "Kees"), ("%", "Kees")])
def test_r47_a_question_needs_a_surname_and_more(cast: Cast, name: str, given: str) -> None:
    make_sanction(cast)
    with pytest.raises(Refusal):
        checks.check(shop=cast.shop_b, family_name=name, given_name=given, by=cast.counter_b, at=cast.at)
    assert not CounterCheck.objects.exists()


def test_r47_part_of_a_name_finds_nobody(cast: Cast) -> None:
    make_sanction(cast, family_name="Vriesendorp")
    ask = {"shop": cast.shop_b, "given_name": "Kees", "by": cast.counter_b, "at": cast.at}
    assert checks.check(**ask, family_name="Vries").outcome == Outcome.WELCOME


def test_r47_details_open_for_who_asked_and_soon(cast: Cast) -> None:
    ban = make_sanction(cast)
    ask = {"shop": cast.shop_b, "family_name": "Vries", "given_name": "Kees", "by": cast.counter_b}
    check = checks.check(**ask, at=cast.at).check
    with refused("reason_missing", "R47"):
        checks.open_details(check, reason="", by=cast.counter_b, at=cast.at)
    with refused("nothing_to_open", "R47"):
        checks.open_details(check, reason="at_the_door", by=cast.manager_b, at=cast.at)
    with refused("nothing_to_open", "R47"):
        checks.open_details(check, reason="at_the_door", by=cast.counter_b, at=cast.at + DAY / 24)
    assert checks.open_details(check, reason="at_the_door", by=cast.counter_b, at=cast.at) == [ban]


@pytest.mark.parametrize("days, seen", [(364, True), (365, False)])
def test_r52_after_the_last_day_no_counter_and_no_file(cast: Cast, days: int, seen: bool) -> None:
    make_sanction(cast)
    on = cast.today + days * DAY
    assert Sanction.objects.visible_at_counter_of(cast.shop_b, on).exists() is seen
    assert Sanction.objects.visible_to(cast.coordinator, cast.area, on).exists() is seen


def test_r16_the_shop_does_not_see_the_coordinators_proposal(cast: Cast) -> None:
    before = cast.at - 9 * DAY
    first = make_sanction(cast, "ban", "shop", incident=make_incident(cast, "insulting", at=before), at=before)
    incident = make_incident(cast, "insulting", shop=cast.shop_b, person=first.person)
    hidden = impose(incident, kind="warning", scope="area", months=12, by=cast.coordinator, at=cast.at)
    assert hidden.rule == "R16"
    for user in (cast.manager_a, cast.manager_b):
        assert not Sanction.objects.visible_to(user, cast.area, cast.today).filter(pk=hidden.pk).exists()
