"""docs/rules.md tells the truth, and no rule goes without a test."""

import pytest

from tests.rules_table import RULES, TABLE, found_by_rule, table

EVERY = range(1, 76)


def test_the_table_names_every_rule() -> None:
    assert list(RULES) == [*EVERY]


@pytest.mark.parametrize("number", EVERY)
def test_rule_has_a_test_under_its_number(number: int) -> None:
    """A rule without a test is a wish."""
    assert found_by_rule().get(number)


def test_docs_tell_what_the_tests_say() -> None:
    """After adding a test: `python -m tests.rules_table --write`."""
    assert TABLE.read_text(encoding="utf-8") == table()
