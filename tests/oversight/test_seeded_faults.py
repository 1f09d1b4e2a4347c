"""A register that was kept well yields no finding; each way of keeping it wrongly is found (G37)."""

import pytest
from django.db import transaction

from notices.elements import MANDATORY
from notices.models.notice import LetterKind
from oversight.checks.running import report_of
from oversight.checks.verdict import CHECKS, rules_checked
from participants.models import ShoppingArea

from . import faults
from .register import Register, build

# Long, and nothing in it is the database's.
pytestmark = pytest.mark.once


class Undo(Exception):
    """Takes a fault back."""


@pytest.fixture
def register(db: None) -> Register:
    return build()


def found(register: Register) -> set[str]:
    area = ShoppingArea.objects.get(pk=register.area.pk)
    return {judged.check.code for judged in report_of(area, on=register.on).findings}


def planted(register: Register, *plants: faults.Plant) -> set[str]:
    codes: set[str] = set()
    try:
        with transaction.atomic():
            for plant in plants:
                plant(register)
            codes = found(register)
            raise Undo
    except Undo:
        return codes


@pytest.mark.once
def test_every_seeded_fault_is_found_and_a_correct_register_has_none(register: Register, subtests) -> None:
    report = report_of(register.area, on=register.on)
    assert [(one.check.code, one.subject, one.result.facts) for one in report.findings] == []
    assert report.judged > 700 and len(faults.FAULTS) >= 60
    for fault in faults.FAULTS:
        with subtests.test(fault.name):
            assert set(fault.found_by) <= planted(register, fault.plant)
    for several in faults.COMBINATIONS:
        expected = {fault.found_by[0] for fault in faults.FAULTS if fault.plant in several}
        with subtests.test("+".join(plant.__name__ for plant in several)):
            assert expected <= planted(register, *several)


def test_r37_letter_without_a_mandatory_element_is_found(register: Register, monkeypatch) -> None:
    monkeypatch.setitem(MANDATORY, LetterKind.COLLECTIVE_BAN, (*MANDATORY[LetterKind.COLLECTIVE_BAN], "no_such"))
    assert found(register) == {"letters_are_complete"}


def test_each_rule_that_is_checked_has_a_seeded_fault(db: None) -> None:
    seeded = {code for fault in faults.FAULTS for code in fault.found_by} | {"letters_are_complete"}
    assert set(CHECKS) - seeded == set()
    assert len(rules_checked()) >= 50
