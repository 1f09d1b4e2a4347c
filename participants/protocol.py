"""The parameters of an area's protocol: their names, defaults and ceilings (R75)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from .refusals import Refusal

MONTHS_CEILING = 24
BRIEF_CHOICES = ("off", "brief", "full")
# Settings that are a word of a list, and not a number.
WORDS: dict[str, tuple[str, ...]] = {
    "photo_brief": BRIEF_CHOICES,
    # What an objection does meanwhile (R62), and what follows when its answer is too late.
    "objection_meanwhile": ("runs", "hidden"),
    "answer_too_late": ("hidden", "alert"),
}


@dataclass(frozen=True)
class Parameters:
    """What an area may settle for itself. Terms in whole months (`_m`) or days (`_d`)."""

    ind_ban_m: int = 12
    ind_warn_m: int = 12
    col_warn_m: int = 12
    col_ban_m: int = 12
    col_ban_serious_m: int = 24
    max_ban_m: int = 24
    nuis_repeat_n: int = 2
    nuis_window_m: int = 12
    min_age: int = 12
    u16_max_m: int = 6
    minor_max_m: int = 12
    breach_new_m: int = 12
    serve_timeout_d: int = 30
    permit_warn_d: int = 180
    purge_grace_d: int = 0
    check_alert_wd: int = 5
    instruction_m: int = 12
    eval_m: int = 12
    photo_brief: str = "brief"
    # Questions at the counter, and people that may become known there in one day (R47).
    checks_minute_n: int = 10
    checks_hour_n: int = 30
    checks_day_n: int = 60
    checks_shop_day_n: int = 150
    people_day_n: int = 5
    # Eight faces of the brief and twelve by asking: an honest shop of two colleagues is not stopped by its own brief.
    people_shop_day_n: int = 20
    # Requests: the aim in days (R58), the working days for a decision to set aside meanwhile (R62), how long the bare
    # case is kept after its end, and the weeks that a complaints committee has (0: there is none).
    request_aim_d: int = 28
    set_aside_wd: int = 3
    request_kept_m: int = 12
    committee_weeks_n: int = 0
    objection_meanwhile: str = "runs"
    answer_too_late: str = "hidden"

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


DEFAULTS = Parameters()
# Lowest and highest value of each number. A protocol may be milder than ours, never harsher.
LIMITS: dict[str, tuple[int, int]] = {
    "ind_ban_m": (1, 12),
    "ind_warn_m": (1, 12),
    "col_warn_m": (1, 12),
    "col_ban_m": (1, 12),
    "col_ban_serious_m": (1, MONTHS_CEILING),
    "max_ban_m": (1, MONTHS_CEILING),
    "nuis_repeat_n": (2, 10),
    "nuis_window_m": (1, 12),
    "min_age": (12, 18),
    "u16_max_m": (1, 6),
    "minor_max_m": (1, 12),
    "breach_new_m": (1, 12),
    "serve_timeout_d": (1, 30),
    "permit_warn_d": (30, 365),
    "purge_grace_d": (0, 7),
    "check_alert_wd": (1, 10),
    "instruction_m": (1, 12),
    "eval_m": (1, 12),
    "checks_minute_n": (2, 20),
    "checks_hour_n": (5, 60),
    "checks_day_n": (10, 120),
    "checks_shop_day_n": (20, 300),
    "people_day_n": (1, 10),
    "people_shop_day_n": (2, 24),
    "request_aim_d": (1, 28),
    "set_aside_wd": (1, 3),
    "request_kept_m": (0, 24),
    "committee_weeks_n": (0, 6),
}


def read_parameters(values: Mapping[str, Any]) -> Parameters:
    """Parameters from stored or typed values; what is absent has its default.

    Refuses an unknown name and a value outside its limits (R18).
    """
    known = {field.name for field in fields(Parameters)}
    for name, value in values.items():
        if name not in known:
            raise Refusal("unknown_parameter", _("Onbekende instelling: %s.") % name, field=name)
        _check_value(name, value)
    return Parameters(**values)


def differences(before: Parameters, after: Parameters) -> dict[str, tuple[Any, Any]]:
    """What a version of the protocol changed, by name: what held before it, and what holds by it (R75)."""
    old, new = before.as_dict(), after.as_dict()
    return {name: (old[name], new[name]) for name in new if old[name] != new[name]}


def _check_value(name: str, value: Any) -> None:
    if name in WORDS:
        if value not in WORDS[name]:
            raise Refusal("bad_parameter", _("Kies een van deze woorden: %s.") % ", ".join(WORDS[name]), field=name)
        return
    low, high = LIMITS[name]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise Refusal(
            "above_ceiling",
            _("%(name)s moet een geheel getal zijn van %(low)s tot en met %(high)s.")
            % {"name": name, "low": low, "high": high},
            rule="R18",
            field=name,
        )
