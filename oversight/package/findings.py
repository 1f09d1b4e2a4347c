"""What the checks say, for a package. It is kept longer than a file in the register, so it leads to none.

The page Controle names what fails by its reference, on the day on which it is looked at. A package lies with the
municipality for years, and outlives what was erased meanwhile: there a registration has a number by chance, the same
for all that fails of it in this package and in no other. Which it is can be seen on the page, as long as it is there.
"""

import datetime as dt
import secrets
from collections import Counter
from typing import Any

from django.utils.translation import override

from participants.models import ShoppingArea

from ..checks.running import Judged, Report, report_of
from ..checks.verdict import CHECKS, Check, Verdict
from ..figures.hiding import hidden_among

# What a finding rests on and may be told: days, terms, numbers, codes of our own, yes or no.
TOLD = frozenset(
    """
    age annulled_at answered answers approved approved_at areas band cause checked code complaints conduct_class
    confirmed_on corrections day decided deeds device dispute drafts edition ended exceptions expected file from_day
    gone_by happened_at happened_on heard_on held held_on held_until hidden_since holds house_rules imported in_time
    instruction joined_on key kind kinds last_day left_on letter letters limit line lines list longest measures minor
    months most narrative needs numbers observed_by on on_list open_case outcome own part place protocol protocols
    proved questions reason receipt received_on requests right rows rule rules running same_list same_person scope
    second sectors served served_at server_name settled_at sheets shops signed since starts_on sticker still_time
    there to_day told until versions why with_reason without witness written wrong
    """.split()
)
# A shop, a business, or another registration stands behind these.
LEFT_OUT = frozenset({"shop", "business", "sides", "incident", "builds_on", "beside", "lists"})
# Counts of what passes are told in steps, so that two packages do not tell what came between them.
STEP = 5


def findings_of(area: ShoppingArea, *, on: dt.date) -> dict[str, Any]:
    """Every check with its outcome and its counts, and each registration that does not pass, under a number."""
    report = report_of(area, on=on)
    numbers = _numbers({one.subject for one in report.findings})
    order = {code: place for place, code in enumerate(CHECKS)}
    found = sorted(report.findings, key=lambda one: (order[one.check.code], numbers[one.subject]))
    with override("nl"):
        return {
            "on": on.isoformat(),
            "cannot_be_told": len(report.missing),
            "checks": [told_of(check, report) for check in CHECKS.values()],
            "findings": [_finding(one, numbers[one.subject]) for one in found],
        }


def _numbers(subjects: set[str]) -> dict[str, int]:
    known = sorted(subjects)
    secrets.SystemRandom().shuffle(known)
    return {subject: number for number, subject in enumerate(known, 1)}


def told_of(check: Check, report: Report) -> dict[str, Any]:
    """A check over the whole area: its outcome, and how often at least, where that may be told (R70)."""
    counts = report.counts.get(check.code, Counter())
    others = {str(one): counts.get(one, 0) for one in (Verdict.PASS, Verdict.NOT_APPLICABLE, Verdict.MISSING)}
    hidden = hidden_among(others)
    told = {f"{name}_at_least": None if name in hidden else number - number % STEP for name, number in others.items()}
    return {
        "check": check.code,
        "rules": list(check.rules),
        "about": str(check.about),
        "says": str(check.says),
        "outcome": _outcome(counts),
        "fail": counts.get(Verdict.FAIL, 0),
        **told,
    }


def _outcome(counts: Counter[str]) -> str:
    """As the page says it."""
    for verdict in (Verdict.FAIL, Verdict.PASS, Verdict.MISSING):
        if counts.get(verdict):
            return str(verdict)
    return str(Verdict.NOT_APPLICABLE)


def _finding(judged: Judged, number: int) -> dict[str, Any]:
    facts = {name: _fact(value) for name, value in judged.result.facts.items() if name in TOLD}
    return {"number": number, "check": judged.check.code, "about": str(judged.check.about), "facts": facts}


def _fact(value: Any) -> Any:
    """A moment is told as its day: to the second it would be that of one line of the log."""
    if isinstance(value, list):
        return [_fact(one) for one in value]
    if isinstance(value, float):
        return str(value)
    if isinstance(value, str) and len(value) > 10 and value[4:5] == "-" and value[10:11] == "T":
        return value[:10]
    return value
