"""Values of the facts as a reader of a paper knows them."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bans.rules import retention
from participants.models import ShoppingArea
from participants.models.shop import Sector
from participants.pages.protocol_words import setting_name
from participants.protocol import LIMITS, WORDS
from participants.roles import Role

from .changes import Was
from .reading import parameter_groups, parameters, units

# The unit behind a label of the form; here it stands with the value.
IN_BRACKETS = re.compile(r"\s*\([^)]*\)$")
NOTHING = "–"


@dataclass(frozen=True)
class Setting:
    """One parameter of a protocol: what it is called, its value, what it may be, and what that means."""

    name: str
    value: str
    limits: str
    means: str


def settings_by_group(values: dict[str, Any]) -> list[tuple[str, list[Setting]]]:
    """Every parameter with its value, under the heading where it belongs. One without words of ours comes last."""
    groups: dict[str, list[Setting]] = {code: [] for code in parameter_groups()}
    rest: list[Setting] = []
    for name, value in sorted(values.items(), key=lambda item: _place(item[0])):
        known = parameters().get(name, {})
        setting = Setting(parameter_name(name), parameter_value(name, value), _limits(name), known.get("means", ""))
        groups.get(known.get("group", ""), rest).append(setting)
    named = [(parameter_groups()[code], found) for code, found in groups.items() if found]
    return [*named, *([(_("Overig"), rest)] if rest else [])]


def _place(name: str) -> int:
    order = list(parameters())
    return order.index(name) if name in order else len(order)


def parameter_name(name: str) -> str:
    own = parameters().get(name, {}).get("name")
    return str(own or IN_BRACKETS.sub("", setting_name(name)))


def parameter_value(name: str, value: Any) -> str:
    known = parameters().get(name, {})
    if value is None:
        return NOTHING
    if "words" in known:
        return str(known["words"].get(value, value))
    if "unit" in known:
        return counted(value, known["unit"])
    return str(value)


def counted(number: int, unit: str) -> str:
    one, many = units()[unit]
    return f"{number} {one if number == 1 else many}"


def _limits(name: str) -> str:
    if name in WORDS:
        return _(" of ").join(parameter_value(name, word) for word in WORDS[name])
    if name not in LIMITS:
        return NOTHING
    low, high = LIMITS[name]
    return _("%(low)s tot en met %(high)s") % {"low": low, "high": high}


def terms(values: dict[str, Any]) -> dict[str, Any]:
    """What may stand between braces in the text of the DPIA."""
    return {
        **values,
        "draft_days": retention.DRAFT_DAYS,
        "check_months": retention.CHECK_MONTHS,
        "key_copy_days": retention.KEY_COPY_DAYS,
        "backup_days": retention.BACKUP_DAYS,
    }


def area_was(change: Was) -> tuple[str, str, str]:
    """A changed fact of the area: what it is, and its words before and after."""
    name, old, new = change
    label = ShoppingArea._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return str(label), area_value(old), area_value(new)


def area_value(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, list):
        return "; ".join(", ".join(str(number) for number in point) for point in value) or NOTHING
    return str(value or NOTHING)


def shop_was(change: Was) -> tuple[str, str, str]:
    labels = {"name": _("naam van de winkel"), "address": _("adres"), "business": _("onderneming")}
    return labels[change[0]], str(change[1] or NOTHING), str(change[2] or NOTHING)


def parameter_was(change: Was) -> tuple[str, str, str]:
    name, old, new = change
    return parameter_name(name), parameter_value(name, old), parameter_value(name, new)


def sector_name(code: str) -> str:
    return str(Sector(code).label) if code in Sector.values else NOTHING


def role_names(codes: str) -> str:
    """Who settled something, by role and never by name."""
    return ", ".join(str(Role(code).label) for code in codes.split() if code in Role.values)


def day(iso: str | None) -> str:
    return date_format(dt.date.fromisoformat(iso), "j F Y") if iso else NOTHING


def filled(text: str, values: dict[str, Any]) -> str:
    """A sentence of the DPIA with its terms. What somebody wrote is put in and never read as a place for more."""
    return text.format_map(values)
