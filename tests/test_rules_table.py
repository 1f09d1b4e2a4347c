"""docs/rules.md tells the truth, and no rule goes without a test."""

import pytest

from tests.rules_table import RULES, TABLE, found_by_rule, table

BUILT = [*range(1, 48), 51, 52, *range(54, 68), 74, 75]


def test_the_table_names_every_rule_that_was_built() -> None:
    """R1 to R47, R51, R52, R54 to R67, R74 and R75."""
    assert list(RULES) == BUILT


@pytest.mark.parametrize("number", BUILT)
def test_rule_has_a_test_under_its_number(number: int) -> None:
    """A rule without a test is a wish."""
    assert found_by_rule().get(number)


def test_docs_tell_what_the_tests_say() -> None:
    """After adding a test: `python -m tests.rules_table --write`."""
    assert TABLE.read_text(encoding="utf-8") == table()
