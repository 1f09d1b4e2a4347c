"""Chance alone raises a question in at most one area of twenty; a shop that is planted as unfair is found."""

import random

from oversight.evenhanded.comparing import By, Case, Measure, compare

AREAS = 1000
# Three standard errors of a share of 5 % over a thousand areas.
TOLERANCE = 0.021


def area(dice: random.Random, *, shops: int = 6, cases: int = 140, bias: float = 0.0, longer: int = 0) -> list[Case]:
    """An area in which every shop does the same; shop 1 differs by the given bias."""
    found = []
    for _number in range(cases):
        shop = dice.randrange(1, shops + 1)
        odd = shop == 1
        ban = dice.random() < 0.4 + (bias if odd else 0)
        months = dice.choice((3, 6, 6, 12)) + (longer if odd else 0)
        found.append(
            Case(
                shop=shop,
                reporter=f"{shop}-{dice.randrange(2)}",
                ban=ban,
                overturned=dice.random() < 0.08,
                months=months,
                step="ban" if ban else "warning",
                nameless=dice.random() < 0.25,
                evening=dice.random() < 0.3,
            )
        )
    return found


def test_chance_alone_seldom_raises_a_question() -> None:
    dice = random.Random(2026)
    raised = sum(any(one.question for one in compare(area(dice))) for _area in range(AREAS))
    assert raised / AREAS <= 0.05 + TOLERANCE, raised


def test_shop_that_bans_more_is_found() -> None:
    """80 % bans against 40 %: of a hundred such areas at least eighty (87 when this was written)."""
    dice = random.Random(7)
    found = 0
    for _area in range(100):
        asked = [one for one in compare(area(dice, cases=240, bias=0.4)) if one.question]
        found += any((one.by, one.who, one.measure) == (By.SHOP, 1, Measure.BANS) for one in asked)
    assert found >= 80, found


def test_shop_that_asks_longer_terms_for_the_same_is_found() -> None:
    dice = random.Random(8)
    found = 0
    for _area in range(100):
        asked = [one for one in compare(area(dice, cases=240, longer=4)) if one.question]
        found += any((one.by, one.who, one.measure) == (By.SHOP, 1, Measure.TERM) for one in asked)
    assert found >= 90, found


def test_longer_terms_that_come_of_another_step_raise_nothing() -> None:
    """A shop with heavier conduct has longer terms, and treats nobody otherwise."""
    heavy = [Case(shop=1, reporter="a", months=12, step="R16") for _ in range(30)]
    light = [Case(shop=2, reporter="b", months=3, step="R13") for _ in range(30)]
    both = [Case(shop=shop, reporter=str(shop), months=12, step="R16") for shop in (1, 2) for _ in range(10)]
    assert not any(one.question for one in compare(heavy + light + both))


def test_four_on_a_side_are_too_few_to_test() -> None:
    cases = [Case(shop=1, reporter="a", ban=True) for _ in range(4)]
    cases += [Case(shop=2, reporter="b", ban=False) for _ in range(50)]
    assert not any(one.tested for one in compare(cases))
    more = compare([*cases, Case(shop=1, reporter="a", ban=True)])
    assert {(one.by, one.who) for one in more if one.question} == {
        (By.SHOP, 1), (By.SHOP, 2), (By.REPORTER, "a"), (By.REPORTER, "b"),
    }  # fmt: skip


def test_what_is_not_known_is_not_counted() -> None:
    cases = [Case(shop=None, reporter="", ban=True), Case(shop=1, reporter="a")]
    assert [one.who for one in compare(cases) if one.tested] == []


def test_no_cases_is_nothing_to_say() -> None:
    assert compare([]) == []
