"""All checks over a register: what each says of each registration. It looks when it is asked, and stores nothing."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from participants.models import ShoppingArea

from . import answering, asking, breaching, deletions, imposing, serving, whole  # noqa: F401
from . import facts as gathered
from . import facts_of_asking as asked
from .facts import AreaFacts
from .verdict import About, Check, Result, Verdict, checks_about


class Judged(NamedTuple):
    """What one check says of one registration. `subject` is a reference or a key, and leads to nobody by itself."""

    check: Check
    subject: str
    result: Result


@dataclass
class Report:
    """The outcome over an area on a day: every finding, and how often each check passed or had nothing to judge."""

    area: ShoppingArea
    on: dt.date
    findings: list[Judged] = field(default_factory=list)
    missing: list[Judged] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def judged(self) -> int:
        return sum(sum(count.values()) for count in self.counts.values())


SUBJECTS: dict[About, tuple[Callable[[AreaFacts], Iterable[Any]], Callable[[Any], str]]] = {
    About.MEASURE: (gathered.measures, lambda one: f"sanction:{one.row.reference}"),
    About.BREACH: (gathered.breaches, lambda one: f"incident:{one.incident.reference}"),
    About.SHOP: (gathered.shops, lambda one: f"shop:{one.shop.pk}"),
    About.ERASURE: (gathered.erasures, lambda one: f"erasure:{one.row.reference}"),
    About.COUNTER: (asked.counters, lambda one: f"counter:{one.shop}:{one.day.isoformat()}"),
    About.REQUEST: (asked.requests, lambda one: f"request:{one.row.number}"),
    About.AREA: (lambda area: [asked.whole(area)], lambda one: f"area:{one.area.area.slug}"),
}


def judge_area(area: ShoppingArea, *, on: dt.date, kinds: Iterable[About] = tuple(SUBJECTS)) -> Iterator[Judged]:
    """What every check says of every registration of these kinds in the area on that day."""
    facts = AreaFacts(area, on)
    for about in kinds:
        gather, subject_of = SUBJECTS[about]
        checks = checks_about(about)
        for one in gather(facts):
            subject = subject_of(one)
            for check in checks:
                yield Judged(check, subject, check.judge(one))


def report_of(area: ShoppingArea, *, on: dt.date, kinds: Iterable[About] = tuple(SUBJECTS)) -> Report:
    """All findings of an area on a day, about these kinds of registrations."""
    report = Report(area, on)
    for judged in judge_area(area, on=on, kinds=kinds):
        verdict = judged.result.verdict
        report.counts[judged.check.code][verdict] += 1
        if verdict is Verdict.FAIL:
            report.findings.append(judged)
        elif verdict is Verdict.MISSING:
            report.missing.append(judged)
    return report
