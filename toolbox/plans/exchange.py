"""A plan as a file that another municipality can read: its words and its measures by stable codes.

Figures stay at home, for they are another area's. So do decisions, reasons, tests and everybody who had a part in it.
"""

import datetime as dt
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from participants.refusals import Refusal

from .models import Plan

FORMAT = "drempel-plan-1"
MAX_BYTES = 256 * 1024
MOST_EUROS = 100_000_000
MOST_PARTS = 100
# Control signs, and halves of a pair of signs.
UNKEPT = ("Cc", "Cs")


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong, and the place in the file where it stands."""

    place: str
    message: str


class PlanUnreadable(Refusal):
    """A file of which nothing was read in."""

    def __init__(self, complaints: list[Complaint]):
        super().__init__(
            "plan_unreadable", _("Er klopt iets niet in dit bestand. Er is niets ingelezen."), field="file"
        )
        self.complaints = complaints


@dataclass
class PlanFile:
    """What was read: the fields of a plan, of its indicators and of its parts."""

    plan: dict[str, Any] = field(default_factory=dict)
    indicators: list[dict[str, Any]] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)


def as_file(plan: Plan) -> str:
    """The plan as JSON."""
    rows = plan.parts.select_related("indicator")
    content = {
        "format": FORMAT,
        **{name: getattr(plan, name) for name in PLAN_KEYS},
        "indicators": [{"name": row.name, "unit": row.unit} for row in plan.indicators.all() if row.is_own],
        "parts": [
            {
                "measure": row.measure_code,
                **{name: getattr(row, name) for name in ("owner", "owner_role", "partners", "starts_on", "last_day")},
                "budget": row.budget,
                "indicator": row.indicator.name if row.indicator and row.indicator.is_own else "",
                "note": row.note,
            }
            for row in rows
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=lambda day: day.isoformat()) + "\n"


def read_file(data: bytes) -> PlanFile:
    """The plan in a file. Gathers whatever is wrong, each with its place, before it refuses."""
    complaints: list[Complaint] = []
    content = _parsed(data)
    if content.get("format") != FORMAT:
        raise PlanUnreadable([Complaint("format", _("Dit is geen plan van Drempel: hier hoort “%s”.") % FORMAT)])
    read = PlanFile(plan=_fields(content, PLAN_KEYS, "", complaints, also={"format", "indicators", "parts"}))
    for name, keys, rows in (("indicators", INDICATOR_KEYS, read.indicators), ("parts", PART_KEYS, read.parts)):
        items = content.get(name, [])
        if not isinstance(items, list) or len(items) > MOST_PARTS:
            complaints.append(Complaint(name, _("Hier hoort een lijst van hoogstens %d.") % MOST_PARTS))
            continue
        for place, item in enumerate(items):
            rows.append(_fields(item, keys, f"{name}[{place}].", complaints))
    if complaints:
        raise PlanUnreadable(complaints)
    return read


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_BYTES:
        raise PlanUnreadable([Complaint("", _("Dit bestand is te groot voor een plan."))])
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        place = _("regel %(line)s, teken %(column)s") % {"line": error.lineno, "column": error.colno}
        raise PlanUnreadable([Complaint(place, _("Dit is geen JSON."))]) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise PlanUnreadable([Complaint("", _("Dit is geen JSON."))]) from None
    if not isinstance(content, dict):
        raise PlanUnreadable([Complaint("", _("Hier hoort één plan, tussen accolades."))])
    return content


class Wrong(ValueError):
    """A value that cannot be read; its text is the sentence for the page."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(_("Hier hoort een tekst."))
    if any(unicodedata.category(sign) in UNKEPT and sign not in "\n\t\r" for sign in value):
        raise Wrong(_("In deze tekst staat een teken dat niet te bewaren is."))
    return value


def _short(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if len(_text(value)) > longest:
            raise Wrong(_("Deze tekst is te lang: hoogstens %d tekens.") % longest)
        return str(value)

    return read


def _day(value: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(_text(value))
    except ValueError:
        raise Wrong(_("Hier hoort een dag, geschreven als 2026-03-31.")) from None


def _euros(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST_EUROS:
        raise Wrong(_("Hier hoort een bedrag in hele euro's, van nul of meer."))
    return value


def _codes(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(code, str) and code.isascii() for code in value):
        raise Wrong(_("Hier hoort een lijst van codes."))
    return value


Keys = Mapping[str, Callable[[Any], Any]]
LONG = _short(5000)
PLAN_KEYS: Keys = {
    "title": _short(120), "problem": LONG, "goal": LONG, "starts_on": _day, "ends_on": _day, "budget": _euros,
}  # fmt: skip
INDICATOR_KEYS: Keys = {"name": _short(120), "unit": _short(40)}
PART_KEYS: Keys = {
    "measure": _short(60), "owner": _short(30), "owner_role": _short(80), "partners": _codes, "starts_on": _day,
    "last_day": _day, "budget": _euros, "indicator": _short(120), "note": LONG,
}  # fmt: skip


def _shown(place: str) -> str:
    """A place as a page can show it, whatever stands in the file."""
    return "".join(sign if sign.isprintable() else "?" for sign in place[:80])


def _fields(
    item: Any, keys: Keys, place: str, complaints: list[Complaint], *, also: set[str] | None = None
) -> dict[str, Any]:
    """The values under these keys; each that is missing, unknown or unreadable is a complaint."""
    if not isinstance(item, dict):
        complaints.append(Complaint(place.rstrip("."), _("Hier hoort iets tussen accolades.")))
        return {}
    values = {}
    for name in item:
        if name not in keys and name not in (also or ()):
            complaints.append(Complaint(_shown(f"{place}{name}"), _("Dit kennen we niet in een plan.")))
    for name, read in keys.items():
        if name not in item:
            complaints.append(Complaint(place + name, _("Dit ontbreekt.")))
            continue
        try:
            values[name] = read(item[name])
        except Wrong as error:
            complaints.append(Complaint(place + name, str(error)))
    return values
