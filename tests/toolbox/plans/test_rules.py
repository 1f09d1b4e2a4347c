"""What a plan is warned of, from plain values."""

import datetime as dt

import pytest

from toolbox.catalogue.taxonomy import taxonomy
from toolbox.plans.rules import Frame, Known, Part, cautions

START = dt.date(2026, 1, 1)
FRAME = Frame(START, dt.date(2026, 12, 31), 1000)
BOOKS = {
    "shop-house-rules": Known("Huisregels"),
    "individual-shop-ban": Known("Winkelverbod", severity=2),
    "collective-warning": Known("Waarschuwing", severity=2),
    "collective-shop-ban": Known("Collectief verbod", severity=3),
    "local-shopping-area-partnership": Known("Samenwerking"),
    "area-ban-mayor": Known("Gebiedsverbod", severity=4),
    "conduct-order-prosecutor": Known("Gedragsaanwijzing", severity=4),
    "shuttle-bus": Known("Pendelbus", by_procedure=True),
    "coa-ebtl": Known("Ebtl", ended=True),
    "business-liaison": Known("Contactpersoon", awaits_review=True),
}


def part(code: str, first: int = 0, last: int = 30, budget: int = 0, tested: bool = True) -> Part:
    return Part(code, START + dt.timedelta(days=first), START + dt.timedelta(days=last), budget, tested)


def kinds(*parts: Part, frame: Frame = FRAME, beside: tuple[Part, ...] = ()) -> list[str]:
    found = cautions(frame, parts, BOOKS, taxonomy(), beside=beside)
    return sorted(caution.key.rpartition("-")[0] for caution in found)


def test_plan_without_anything_heavy_is_warned_of_nothing() -> None:
    """What needs no reason asks for none."""
    assert kinds(part("shop-house-rules"), part("local-shopping-area-partnership", budget=1000)) == []


def test_step_of_a_ladder_asks_for_the_lower_ones_earlier() -> None:
    """A lighter step on the same day is not earlier."""
    assert kinds(part("shop-house-rules"), part("individual-shop-ban", first=1)) == []
    assert kinds(part("shop-house-rules"), part("individual-shop-ban")) == ["ladder"]
    assert kinds(part("individual-shop-ban")) == ["ladder"]


def test_skipped_steps_are_named() -> None:
    """Who reads the warning knows which steps it means."""
    parts = [part("individual-shop-ban"), part("collective-warning", first=5), part("local-shopping-area-partnership")]
    (first, second, *_more) = [row for row in cautions(FRAME, parts, BOOKS, taxonomy()) if row.key.startswith("ladder")]
    assert "Huisregels" in first.sentence and "Huisregels" in second.sentence
    assert "Winkelverbod" not in second.sentence.partition(":")[2]


@pytest.mark.parametrize(("last", "expected"), [(30, True), (9, False)])
def test_measures_that_exclude_each_other_may_follow_each_other(last: int, expected: bool) -> None:
    """Only where their terms overlap they are a pair."""
    found = kinds(part("area-ban-mayor", last=last), part("conduct-order-prosecutor", first=10))
    assert ("excludes" in found) is expected


def test_what_runs_by_another_plan_counts_too() -> None:
    """Two plans of one area may not do together what one may not."""
    ours, theirs = part("area-ban-mayor"), part("conduct-order-prosecutor")
    assert "excludes" in kinds(ours, beside=(theirs,)) and "excludes" not in kinds(ours)
    assert kinds(part("shop-house-rules"), beside=(part("shop-house-rules"),)) == ["beside"]


def test_measure_that_needs_another_asks_for_it() -> None:
    """A collective ban needs an association that answers for it."""
    assert "requires" in kinds(part("collective-shop-ban"))
    assert "requires" not in kinds(part("collective-shop-ban"), part("local-shopping-area-partnership"))


def test_same_measure_twice_at_once_is_told() -> None:
    """One after the other it is not."""
    assert kinds(part("shop-house-rules"), part("shop-house-rules", first=30, last=40)) == ["twice"]
    assert kinds(part("shop-house-rules"), part("shop-house-rules", first=31, last=40)) == []


def test_catalogue_speaks_of_its_measures() -> None:
    """What waits for a lawyer, what ended, and what is not there."""
    assert kinds(part("business-liaison"), part("coa-ebtl"), part("geen")) == ["ended", "review", "unknown"]


def test_measure_by_procedure_is_a_note_that_asks_nothing() -> None:
    """Everybody sees it, and nobody can explain it away."""
    (note,) = cautions(FRAME, [part("shuttle-bus")], BOOKS, taxonomy())
    assert note.is_note and "procedure" in note.sentence


def test_intrusive_measure_asks_for_a_test() -> None:
    """From severity three on."""
    assert "test" in kinds(part("area-ban-mayor", tested=False))
    assert "test" not in kinds(part("area-ban-mayor"))
    assert "test" not in kinds(part("individual-shop-ban", tested=False))


def test_part_outside_the_plan_and_money_that_is_not_there_are_told() -> None:
    """The frame is the plan's own."""
    assert kinds(part("shop-house-rules", first=-1)) == ["days"]
    assert kinds(part("shop-house-rules", budget=1001)) == ["budget"]


def test_other_facts_are_another_warning() -> None:
    """A reason for one overspending is none for a larger one."""
    small, large = (cautions(FRAME, [part("shop-house-rules", budget=b)], BOOKS, taxonomy())[0] for b in (1001, 9000))
    assert small.key != large.key
