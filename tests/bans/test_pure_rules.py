"""The pure rules: terms, ladder, minors, approval. Properties over random cases stand beside the vectors."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bans.conduct import CONDUCT, REPORTABLE, ConductClass
from bans.rules import ladder, minors, terms
from bans.rules.approval import Approval, Decider, approval_needed, may_approve
from bans.rules.ladder import Audience, Case, Earlier, Kind, Scope
from participants.protocol import DEFAULTS, LIMITS, Parameters, read_parameters
from participants.refusals import Refusal
from tests.size import size

NOON = dt.time(12, tzinfo=dt.UTC)
DAY = dt.date(2026, 6, 1)
SHOP, OTHER = 1, 2


def case(code: str, *, on: dt.date = DAY, shop: int = SHOP, age: int | None = None, minor: bool = False) -> Case:
    return Case(CONDUCT[code], dt.datetime.combine(on, NOON), on, shop, age, minor)


def earlier(
    kind: Kind, scope: Scope, *, starts: dt.date = dt.date(2026, 3, 1), months: int = 12, shop: int = SHOP,
    conduct: ConductClass = ConductClass.OFFENCE,
) -> Earlier:  # fmt: skip
    served = dt.datetime.combine(starts, NOON)
    return Earlier("2026-AB", kind, scope, shop, conduct, served, starts, terms.last_day(starts, months))


def offered(the_case: Case, *history: Earlier, parameters: Parameters = DEFAULTS) -> list[tuple]:
    steps = ladder.propose(the_case, history, parameters)
    return [(s.kind, s.scope, s.months, s.rule) for s in steps]


WARNED = earlier(Kind.WARNING, Scope.AREA)
BANNED = earlier(Kind.BAN, Scope.AREA)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (dt.date(2025, 3, 15), 12, dt.date(2026, 3, 14)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 27)),
        (dt.date(2025, 8, 31), 6, dt.date(2026, 2, 27)),
    ],
)
def test_last_day_vectors(start: dt.date, months: int, last: dt.date) -> None:
    """The vectors of the protocol, section 6."""
    assert terms.last_day(start, months) == last


@settings(max_examples=size(500, 2000), deadline=None)
@given(st.dates(dt.date(2024, 1, 1), dt.date(2040, 12, 31)), st.integers(1, 24))
def test_last_day_against_an_independent_oracle(start: dt.date, months: int) -> None:
    """Counted by hand: the month moves on, the day is clamped to the month's end, one day off."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    length = (following - dt.date(year, month + 1, 1)).days
    assert terms.last_day(start, months) == dt.date(year, month + 1, min(start.day, length)) - dt.timedelta(days=1)


def test_r11_first_nuisance_goes_no_further_than_an_individual_ban() -> None:
    """The strongest offer is a ban of one business; the lighter one a warning."""
    assert offered(case("insulting")) == [(Kind.BAN, Scope.SHOP, 12, "R11"), (Kind.WARNING, Scope.SHOP, 12, "R11")]


def test_r12_first_offence_gives_two_steps() -> None:
    """A collective warning and an individual ban, as two records."""
    assert offered(case("theft")) == [(Kind.WARNING, Scope.AREA, 12, "R12"), (Kind.BAN, Scope.SHOP, 12, "R12")]


@pytest.mark.parametrize("code", ["theft", "breach"])
def test_r13_offence_during_a_warning_leads_to_a_collective_ban(code: str) -> None:
    """At whatever shop it was."""
    step = ladder.propose(case(code, shop=OTHER), [WARNED], DEFAULTS)[0]
    assert (step.kind, step.scope, step.months, step.rule, step.builds_on) == (
        Kind.BAN, Scope.AREA, 12, "R13", "2026-AB",
    )  # fmt: skip


def test_r14_nuisance_during_a_warning_asks_for_a_reason_of_the_coordinator() -> None:
    """The shop does not get this offer."""
    step = ladder.propose(case("insulting"), [WARNED], DEFAULTS)[0]
    assert (step.rule, step.needs_reason, step.audience) == ("R14", True, Audience.COORDINATOR)


def test_r15_serious_conduct_leads_to_a_collective_ban_at_once() -> None:
    """Up to 24 months; above the usual 12 a reason is needed."""
    step = ladder.propose(case("robbery"), [], DEFAULTS)[0]
    assert (step.kind, step.scope, step.months, step.max_months, step.reason_over) == (
        Kind.BAN, Scope.AREA, 12, 24, 12,
    )  # fmt: skip


def test_r16_second_nuisance_anywhere_is_for_the_coordinator_only() -> None:
    """The shops do not learn of each other."""
    first = earlier(Kind.BAN, Scope.SHOP, shop=OTHER, conduct=ConductClass.NUISANCE)
    steps = ladder.propose(case("insulting"), [first], DEFAULTS)
    assert [(s.kind, s.scope) for s in steps if s.audience is Audience.COORDINATOR] == [(Kind.WARNING, Scope.AREA)]
    assert all(s.scope is Scope.SHOP for s in steps if s.audience is Audience.SHOP)


@pytest.mark.parametrize("day", [dt.date(2027, 3, 1), dt.date(2026, 2, 28)])
def test_r17_r57_conduct_outside_a_warning_does_not_count(day: dt.date) -> None:
    """After its last day, or before its service, the ladder starts anew."""
    assert offered(case("theft", on=day), WARNED)[0][3] == "R12"
    assert offered(case("theft", on=dt.date(2027, 2, 28)), WARNED)[0][3] == "R13"


def test_r21_beside_a_collective_ban_no_second_one_but_after_a_breach() -> None:
    """Only a breach offers a new one (R40)."""
    assert not [s for s in offered(case("robbery"), BANNED) if s[1] is Scope.AREA]
    assert offered(case("breach"), BANNED) == [(Kind.BAN, Scope.AREA, 12, "R40")]


def test_r22_nothing_is_offered_below_twelve() -> None:
    assert offered(case("robbery", age=11)) == []


def test_r23_below_sixteen_a_ban_only_after_violence() -> None:
    """Without violence a warning in its place; with it six months at most."""
    assert {s[0] for s in offered(case("theft", age=14))} == {Kind.WARNING}
    bans = [s for s in ladder.propose(case("robbery", age=15), [], DEFAULTS) if s.kind is Kind.BAN]
    assert bans and all(s.max_months <= 6 for s in bans)


def test_r24_sixteen_and_seventeen_at_most_twelve_months() -> None:
    assert max(s.max_months for s in ladder.propose(case("robbery", age=17), [], DEFAULTS)) == 12
    assert max(s.max_months for s in ladder.propose(case("robbery", minor=True), [], DEFAULTS)) == 12


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        (dt.date(2010, 6, 2), DAY, 15),
        (dt.date(2010, 6, 1), DAY, 16),
        (dt.date(2008, 2, 29), dt.date(2026, 2, 28), 17),
        (dt.date(2008, 2, 29), dt.date(2026, 3, 1), 18),
    ],
)
def test_age_in_whole_years(birth: dt.date, on: dt.date, age: int) -> None:
    assert terms.age_on(birth, on) == age


@pytest.mark.parametrize(
    ("kind", "scope", "minor", "needed"),
    [
        (Kind.BAN, Scope.AREA, False, Approval.APPROVE),
        (Kind.BAN, Scope.AREA, True, Approval.APPROVE),
        (Kind.WARNING, Scope.AREA, False, Approval.CHECK),
        (Kind.WARNING, Scope.AREA, True, Approval.APPROVE),
        (Kind.BAN, Scope.SHOP, True, Approval.NONE),
        (Kind.WARNING, Scope.SHOP, False, Approval.NONE),
    ],
)
def test_r25_what_needs_a_second_person(kind: Kind, scope: Scope, minor: bool, needed: Approval) -> None:
    assert approval_needed(kind, scope, minor=minor) is needed


@given(
    st.integers(1, 3), st.integers(1, 3), st.frozensets(st.sampled_from("ABC")), st.frozensets(st.sampled_from("ABC"))
)
def test_r27_nobody_approves_for_the_own_side(one: int, two: int, left: frozenset, right: frozenset) -> None:
    """Never the proposer, never somebody with a business in common."""
    allowed = may_approve(Decider(one, left), Decider(two, right))
    assert allowed == (one != two and not left & right)


def test_r40_new_ban_after_a_breach_ends_at_most_24_months_after_it() -> None:
    breached = dt.date(2026, 1, 10)
    late = terms.breach_ban_last_day(dt.date(2027, 6, 1), 12, breached_on=breached, max_months=24)
    assert late == dt.date(2028, 1, 9)
    soon = terms.breach_ban_last_day(dt.date(2026, 1, 12), 12, breached_on=breached, max_months=24)
    assert soon == dt.date(2027, 1, 11)


def test_r28_working_days_pass_over_the_weekend() -> None:
    assert terms.working_days_later(dt.date(2026, 11, 20), 5) == dt.date(2026, 11, 27)


@pytest.mark.parametrize("name", [n for n in LIMITS if n.endswith("_m")])
def test_r18_protocol_cannot_go_above_its_ceiling(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_parameters({name: LIMITS[name][1] + 1})
    assert refused.value.rule == "R18"


# Random histories -----------------------------------------------------------------------------

parameters = st.builds(
    lambda values: Parameters(**values),
    st.fixed_dictionaries({n: st.integers(*LIMITS[n]) for n in LIMITS if n.endswith("_m")}),
)
histories = st.lists(
    st.builds(
        earlier,
        st.sampled_from(Kind),
        st.sampled_from(Scope),
        starts=st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)),
        months=st.integers(1, 24),
        shop=st.integers(1, 3),
        conduct=st.sampled_from(ConductClass),
    ),
    max_size=6,
)
cases = st.builds(
    case,
    st.sampled_from([c.code for c in CONDUCT.values()]),
    on=st.dates(dt.date(2024, 6, 1), dt.date(2027, 6, 1)),
    shop=st.integers(1, 3),
    age=st.none() | st.integers(5, 90),
    minor=st.booleans(),
)


@settings(max_examples=size(200, 600), deadline=None)
@given(cases, histories, parameters)
def test_no_path_leads_above_the_maximum_or_to_what_age_forbids(
    the_case: Case, history: list[Earlier], protocol: Parameters
) -> None:
    """R18, R22-R24 hold for every history and every protocol within its limits."""
    band = minors.age_band(the_case.age, protocol, apparently_minor=the_case.apparently_minor)
    limits = minors.limits(band, protocol, violent=the_case.conduct.violent)
    for step in ladder.propose(the_case, history, protocol):
        assert limits.recordable
        assert 1 <= step.months <= step.max_months <= min(24, protocol.max_ban_m, limits.max_months or 24)
        assert limits.ban_allowed or step.kind is Kind.WARNING


@settings(max_examples=size(200, 600), deadline=None)
@given(cases, histories)
def test_nothing_collective_for_first_nuisance(the_case: Case, history: list[Earlier]) -> None:
    """R11: without a running measure, nuisance leads to nothing that others may see."""
    running = [e for e in history if e.served_at <= the_case.happened_at and the_case.happened_on <= e.last_day]
    if the_case.conduct.conduct_class is ConductClass.NUISANCE and not running:
        assert all(s.scope is Scope.SHOP for s in ladder.propose(the_case, history, DEFAULTS))


def test_g34_only_conduct_history_and_age_decide() -> None:
    """The case has no other field that could weigh in."""
    assert set(Case.__dataclass_fields__) == {
        "conduct", "happened_at", "happened_on", "shop_id", "age", "apparently_minor",
    }  # fmt: skip
    assert ConductClass.BREACH not in {c.conduct_class for c in REPORTABLE}
