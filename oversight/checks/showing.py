"""What the checks found, as a page shows it: by rule, with the facts in words, and no name."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Event
from participants.models import ShoppingArea

from .fact_words import code_in_words, fact_in_words
from .running import SUBJECTS, Judged, Report, report_of
from .verdict import CHECKS, About, Check, Verdict

SOME_MINUTES = 300
ABOUT = {
    About.MEASURE: gettext_lazy("maatregel"),
    About.BREACH: gettext_lazy("overtreding"),
    About.SHOP: gettext_lazy("winkel"),
    About.AREA: gettext_lazy("gebied"),
    About.ERASURE: gettext_lazy("bewijs van verwijdering"),
    About.COUNTER: gettext_lazy("vragen aan een balie"),
    About.REQUEST: gettext_lazy("verzoek"),
}


@dataclass(frozen=True)
class Finding:
    """One registration that does not pass, and the facts by which."""

    about: str
    name: str
    address: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """One check over the whole area: whether it passed, and what did not."""

    check: Check
    judged: int
    findings: list[Finding]
    missing: int

    @property
    def good(self) -> bool:
        return not self.findings


def lines_of(report: Report, *, opens: Callable[[str], bool] | None = None) -> list[Line]:
    """Every check that had something to judge, those with findings first. `opens` says which measures the reader may
    open, by reference; without it no file at all."""
    found = []
    for code, check in CHECKS.items():
        counts = report.counts.get(code, Counter())
        judged = counts.get(Verdict.PASS, 0) + counts.get(Verdict.FAIL, 0)
        missing = counts.get(Verdict.MISSING, 0)
        if judged or missing:
            own = [one for one in report.findings if one.check.code == code]
            shown = [_finding(one, report.area, opens) for one in own]
            found.append(Line(check, judged, shown, missing))
    return sorted(found, key=lambda line: (line.good, line.check.rules[0][1:].zfill(3)))


def findings_in(area: ShoppingArea, *, on: dt.date) -> int:
    """How many there are, for a desk that is looked at often: computed again after each deed of which the log tells,
    and after some minutes, for what changed past the log. About questions at counters after those minutes alone: there
    are thousands, and another one comes all the time."""
    deeds = Event.objects.filter(area=area.slug).exclude(action__endswith=".viewed").exclude(action="counter.asked")
    last = deeds.order_by("-pk").values_list("pk", flat=True).first() or 0
    others = [about for about in SUBJECTS if about is not About.COUNTER]
    return _counted(area, others, on=on, since=str(last)) + _counted(area, [About.COUNTER], on=on, since="")


def _counted(area: ShoppingArea, kinds: Sequence[About], *, on: dt.date, since: str) -> int:
    key = f"oversight:{area.pk}:{on.isoformat()}:{since or 'questions'}"
    count = cache.get(key)
    if count is None:
        count = len(report_of(area, on=on, kinds=kinds).findings)
        cache.set(key, count, SOME_MINUTES)
    return int(count)


def _finding(judged: Judged, area: ShoppingArea, opens: Callable[[str], bool] | None) -> Finding:
    kind, _colon, name = judged.subject.partition(":")
    # What has ended opens for nobody any more, also where no night has erased it.
    leads = opens is not None and (kind != "sanction" or opens(name))
    address = _address(kind, name, area) if leads else ""
    facts = [(fact_in_words(fact), _word(value)) for fact, value in judged.result.facts.items()]
    return Finding(str(ABOUT[judged.check.about]), _name(kind, name), address, facts)


def _address(kind: str, name: str, area: ShoppingArea) -> str:
    pages = {"sanction": "bans:sanction", "incident": "bans:incident", "request": "rights:request"}
    if kind == "shop":
        return reverse("participants:shop", args=[area.slug, int(name)])
    return reverse(pages[kind], args=[area.slug, name]) if kind in pages else ""


def _name(kind: str, name: str) -> str:
    return name.replace(":", ", ") if kind in ("counter", "shop") else name


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, list):
        return ", ".join(_word(one) for one in value) or "–"
    day = parse_date(value) if isinstance(value, str) and len(value) == 10 else None
    return date_format(day, "j F Y") if day else code_in_words(str(value))
