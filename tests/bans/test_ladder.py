"""The ladder as pure calculation: what is offered, and what never can be."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bans.conduct import CONDUCT, ConductClass
from bans.rules.ladder import Audience, Case, Earlier, Kind, Scope, Step, propose
from bans.rules.terms import last_day
from participants.clock import DUTCH_TIME
from participants.protocol import DEFAULTS

NOON = dt.datetime(2026, 3, 16, 12, 0, tzinfo=DUTCH_TIME)
SHOP, OTHER = 1, 2


def case(code: str, **changes: Any) -> Case:
    return replace(Case(CONDUCT[code], NOON, NOON.date(), SHOP, age=30), **changes)


def earlier(kind: Kind, scope: Scope, *, days: int = 30, months: int = 12, **changes: Any) -> Earlier:
    served = NOON - dt.timedelta(days=days)
    usual = Earlier(
        "2026-1", kind, scope, SHOP, ConductClass.OFFENCE, served, served.date(), last_day(served.date(), months)
    )
    return replace(usual, **changes)


WARNED = earlier(Kind.WARNING, Scope.AREA)


def offered(steps: tuple[Step, ...]) -> set[tuple[str, str, int, str]]:
    return {(s.kind.value, s.scope.value, s.max_months, s.rule) for s in steps}


def collective_ban(steps: tuple[Step, ...]) -> Step:
    return next(s for s in steps if (s.kind, s.scope) == (Kind.BAN, Scope.AREA))


def test_r11_first_nuisance_gives_at_most_an_individual_ban() -> None:
    steps = propose(case("insulting"), [], DEFAULTS)
    assert offered(steps) == {("ban", "shop", 12, "R11"), ("warning", "shop", 12, "R11")}


def test_r12_first_offence_gives_an_individual_ban_and_a_collective_warning() -> None:
    steps = propose(case("theft"), [], DEFAULTS)
    assert offered(steps) == {("warning", "area", 12, "R12"), ("ban", "shop", 12, "R12")}


@pytest.mark.parametrize("code", ["theft", "breach"])
@pytest.mark.parametrize("shop", [SHOP, OTHER])
def test_r13_new_offence_during_the_warning_gives_a_collective_ban(code: str, shop: int) -> None:
    step = collective_ban(propose(case(code, shop_id=shop), [WARNED], DEFAULTS))
    assert (step.max_months, step.rule, step.builds_on) == (12, "R13", "2026-1")
    assert step.audience is Audience.SHOP and not step.needs_reason


def test_r14_nuisance_during_the_warning_is_for_the_coordinator_with_a_reason() -> None:
    step = collective_ban(propose(case("insulting"), [WARNED], DEFAULTS))
    assert (step.rule, step.needs_reason, step.audience) == ("R14", True, Audience.COORDINATOR)


def test_r15_serious_conduct_gives_a_collective_ban_at_once() -> None:
    step = collective_ban(propose(case("robbery"), [], DEFAULTS))
    assert (step.months, step.max_months, step.reason_over, step.rule) == (12, 24, 12, "R15")


def test_r16_second_nuisance_is_for_the_coordinator_alone() -> None:
    before = earlier(Kind.BAN, Scope.SHOP, conduct_class=ConductClass.NUISANCE, shop_id=OTHER)
    steps = propose(case("insulting"), [before], DEFAULTS)
    collective = [s for s in steps if s.scope is Scope.AREA]
    assert [(s.kind, s.rule, s.audience) for s in collective] == [(Kind.WARNING, "R16", Audience.COORDINATOR)]
    assert offered(tuple(s for s in steps if s.audience is Audience.SHOP)) == offered(
        propose(case("insulting"), [], DEFAULTS)
    )


def test_r17_conduct_before_service_does_not_count() -> None:
    late = replace(WARNED, served_at=NOON + dt.timedelta(minutes=1))
    assert propose(case("theft"), [late], DEFAULTS) == propose(case("theft"), [], DEFAULTS)


@pytest.mark.parametrize("days_after, counts", [(0, True), (1, False)])
def test_r17_r57_the_last_day_counts_and_the_next_does_not(days_after: int, counts: bool) -> None:
    warned = replace(WARNED, last_day=NOON.date() - dt.timedelta(days=days_after))
    steps = propose(case("theft"), [warned], DEFAULTS)
    assert any((s.kind, s.scope) == (Kind.BAN, Scope.AREA) for s in steps) is counts


def test_r21_no_second_collective_ban_beside_a_running_one() -> None:
    running = earlier(Kind.BAN, Scope.AREA)
    for code in ("insulting", "theft", "robbery"):
        assert all(s.scope is Scope.SHOP for s in propose(case(code), [running, WARNED], DEFAULTS))


def test_r21_r40_only_a_breach_gives_a_new_one() -> None:
    running = earlier(Kind.BAN, Scope.AREA, reference="2026-9")
    (step,) = propose(case("breach"), [running], DEFAULTS)
    assert (step.kind, step.scope, step.max_months, step.rule, step.builds_on) == (
        Kind.BAN,
        Scope.AREA,
        12,
        "R40",
        "2026-9",
    )


def test_r22_nothing_is_offered_below_the_minimum_age() -> None:
    assert propose(case("robbery", age=11), [], DEFAULTS) == ()


def test_r23_below_sixteen_a_warning_takes_the_place_of_a_ban() -> None:
    steps = propose(case("theft", age=15), [WARNED], DEFAULTS)
    assert steps and all(s.kind is Kind.WARNING for s in steps)
    assert {s.scope for s in steps} == {Scope.AREA, Scope.SHOP}


def test_r23_below_sixteen_violence_allows_a_ban_of_six_months() -> None:
    step = collective_ban(propose(case("robbery", age=15), [], DEFAULTS))
    assert (step.months, step.max_months) == (6, 6)


def test_r24_below_eighteen_at_most_twelve_months() -> None:
    assert collective_ban(propose(case("robbery", age=17), [], DEFAULTS)).max_months == 12
    looks = case("robbery", age=None, apparently_minor=True)
    assert collective_ban(propose(looks, [], DEFAULTS)).max_months == 12


HISTORY = st.lists(
    st.builds(
        earlier,
        st.sampled_from(Kind),
        st.sampled_from(Scope),
        days=st.integers(-5, 800),
        months=st.integers(1, 24),
        shop_id=st.sampled_from([SHOP, OTHER]),
        conduct_class=st.sampled_from(ConductClass),
    ),
    max_size=5,
)
CASES = st.builds(
    case,
    st.sampled_from(sorted(CONDUCT)),
    age=st.none() | st.integers(0, 99),
    apparently_minor=st.booleans(),
    shop_id=st.sampled_from([SHOP, OTHER]),
)
PARAMETERS = st.builds(
    replace,
    st.just(DEFAULTS),
    ind_ban_m=st.integers(1, 12),
    col_ban_m=st.integers(1, 12),
    col_ban_serious_m=st.integers(1, 24),
    max_ban_m=st.integers(1, 24),
    u16_max_m=st.integers(1, 6),
    minor_max_m=st.integers(1, 12),
    min_age=st.integers(12, 18),
)


@given(CASES, HISTORY, PARAMETERS)
def test_r18_r22_r23_r24_no_step_above_its_maximum(given_case: Case, history: list[Earlier], p: Any) -> None:
    for step in propose(given_case, history, p):
        assert 1 <= step.months <= step.max_months <= min(p.max_ban_m, 24)
        if given_case.age is None:
            continue
        assert given_case.age >= p.min_age
        if given_case.age < 18:
            assert step.max_months <= p.minor_max_m
        if given_case.age < 16 and step.kind is Kind.BAN:
            assert given_case.conduct.violent and step.max_months <= p.u16_max_m


def _was_closed_to(given_case: Case, e: Earlier) -> bool:
    """Whoever misbehaves in the very shop that he may not enter broke that ban (protocol 3.4)."""
    return e.kind is Kind.BAN and (e.scope is Scope.AREA or e.shop_id == given_case.shop_id)


@given(CASES, HISTORY)
def test_r12_r13_r15_r21_no_collective_ban_without_its_ground(given_case: Case, history: list[Earlier]) -> None:
    counted = [e for e in history if e.served_at <= NOON and NOON.date() <= e.last_day]
    running = {(e.kind, e.scope) for e in counted}
    steps = propose(given_case, history, DEFAULTS)
    assert len({(s.kind, s.scope) for s in steps}) == len(steps)
    for step in steps:
        if (step.kind, step.scope) != (Kind.BAN, Scope.AREA):
            continue
        kind = given_case.conduct.conduct_class
        assert (
            kind is ConductClass.SERIOUS
            or (Kind.WARNING, Scope.AREA) in running
            or any(_was_closed_to(given_case, e) for e in counted)
        )
        if (Kind.BAN, Scope.AREA) in running:
            assert step.rule == "R40" and kind is ConductClass.BREACH


@given(CASES, HISTORY)
def test_r10_equal_cases_give_equal_proposals(given_case: Case, history: list[Earlier]) -> None:
    """Nothing but conduct, history, age and protocol decides: two equal cases are treated alike."""
    twin = replace(given_case)
    assert propose(given_case, history, DEFAULTS) == propose(twin, list(history), DEFAULTS)
    older = [e for e in history if not (e.served_at <= NOON and NOON.date() <= e.last_day)]
    rest = [e for e in history if e not in older]
    assert propose(given_case, rest, DEFAULTS) == propose(given_case, history, DEFAULTS)
