"""The ladder: what may follow on conduct, given what is in force. Pure calculation (R11-R17, R20-R24)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from participants.protocol import Parameters

from ..conduct import Conduct, ConductClass
from . import minors, terms


class Kind(StrEnum):
    WARNING = "warning"
    BAN = "ban"


class Scope(StrEnum):
    SHOP = "shop"
    AREA = "area"


class Audience(StrEnum):
    """Who may see a proposal: the shop, or only the coordinator (R16)."""

    SHOP = "shop"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Earlier:
    """An earlier sanction of the same person in the same area, served and neither annulled nor ended."""

    reference: str
    kind: Kind
    scope: Scope
    shop_id: int
    conduct_class: ConductClass
    served_at: dt.datetime
    starts_on: dt.date
    last_day: dt.date


@dataclass(frozen=True)
class Case:
    """The new conduct: what, when, where, and how old the person was."""

    conduct: Conduct
    happened_at: dt.datetime
    happened_on: dt.date
    shop_id: int
    age: int | None = None
    apparently_minor: bool = False


@dataclass(frozen=True)
class Step:
    """One proposed step. `months` is the usual term, `max_months` the most that may be chosen.

    `reason_over` is the term above which a reason must be written (R15); `needs_reason` asks for one
    in any case (R14). `rule` is the rule that it comes from, `builds_on` the earlier warning's reference.
    """

    kind: Kind
    scope: Scope
    months: int
    max_months: int
    rule: str
    builds_on: str = ""
    needs_reason: bool = False
    reason_over: int | None = None
    audience: Audience = Audience.SHOP
    optional: bool = False


def propose(case: Case, history: Iterable[Earlier], parameters: Parameters) -> tuple[Step, ...]:
    """The steps that the protocol offers, strongest first. Empty below the minimum age (R22).

    It proposes only: a named person decides (R20). It looks at conduct, history, age and protocol alone.
    """
    band = minors.age_band(case.age, parameters, apparently_minor=case.apparently_minor)
    limits = minors.limits(band, parameters, violent=case.conduct.violent)
    if not limits.recordable:
        return ()
    running = [e for e in history if _counts_for(e, case)]
    steps = _steps(case, running, parameters)
    return tuple(_within(step, limits, parameters) for step in _allowed(steps, limits, parameters))


def _counts_for(earlier: Earlier, case: Case) -> bool:
    """R17, R57: conduct counts only after service and up to and including the last day."""
    return earlier.served_at <= case.happened_at and case.happened_on <= earlier.last_day


def _steps(case: Case, running: list[Earlier], p: Parameters) -> list[Step]:
    conduct_class = case.conduct.conduct_class
    area_bans = [e for e in running if e.kind is Kind.BAN and e.scope is Scope.AREA]
    own_bans = [e for e in running if _is_own_ban(e, case)]
    warnings = [e for e in running if e.kind is Kind.WARNING and e.scope is Scope.AREA]
    if area_bans:
        # R21, R40: beside a running collective ban only a new one after its breach.
        if conduct_class is ConductClass.BREACH:
            return [_breach_ban(area_bans[0], p)]
        return _individual(conduct_class, p)
    if conduct_class is ConductClass.SERIOUS:
        return [_serious_ban(warnings, p), *_individual(conduct_class, p)]
    if warnings:
        return [_repeat_ban(conduct_class, warnings[-1], p), *_individual(conduct_class, p)]
    if conduct_class is ConductClass.BREACH or own_bans:
        # Protocol 3.4 point 3: who may not enter this shop at all breached that ban.
        return [_breach_ban(own_bans[0], p)] if own_bans else []
    if conduct_class is ConductClass.OFFENCE:
        warning = Step(Kind.WARNING, Scope.AREA, p.col_warn_m, p.col_warn_m, "R12")
        return [warning, *_individual(conduct_class, p)]
    return [*_nuisance_warning(case, running, p), *_individual(conduct_class, p)]


def _is_own_ban(earlier: Earlier, case: Case) -> bool:
    return earlier.kind is Kind.BAN and earlier.scope is Scope.SHOP and earlier.shop_id == case.shop_id


def _individual(conduct_class: ConductClass, p: Parameters) -> list[Step]:
    """R11, R12: a ban for the shop itself; after nuisance a warning is the lighter choice."""
    rule = "R11" if conduct_class is ConductClass.NUISANCE else "R12"
    steps = [Step(Kind.BAN, Scope.SHOP, p.ind_ban_m, p.ind_ban_m, rule, optional=True)]
    if conduct_class is ConductClass.NUISANCE:
        steps.append(Step(Kind.WARNING, Scope.SHOP, p.ind_warn_m, p.ind_warn_m, rule, optional=True))
    return steps


def _serious_ban(warnings: list[Earlier], p: Parameters) -> Step:
    return Step(
        Kind.BAN,
        Scope.AREA,
        p.col_ban_m,
        p.col_ban_serious_m,
        "R15",
        builds_on=warnings[-1].reference if warnings else "",
        reason_over=p.col_ban_m,
    )


def _repeat_ban(conduct_class: ConductClass, warning: Earlier, p: Parameters) -> Step:
    nuisance = conduct_class is ConductClass.NUISANCE
    return Step(
        Kind.BAN,
        Scope.AREA,
        p.col_ban_m,
        p.col_ban_m,
        "R14" if nuisance else "R13",
        builds_on=warning.reference,
        needs_reason=nuisance,
        audience=Audience.COORDINATOR if nuisance else Audience.SHOP,
    )


def _breach_ban(ban: Earlier, p: Parameters) -> Step:
    return Step(Kind.BAN, Scope.AREA, p.breach_new_m, p.breach_new_m, "R40", builds_on=ban.reference)


def _nuisance_warning(case: Case, running: list[Earlier], p: Parameters) -> list[Step]:
    """R16: the second nuisance within the window, anywhere, is for the coordinator's eyes only."""
    since = case.happened_on
    recent = [
        e
        for e in running
        if e.scope is Scope.SHOP
        and e.conduct_class is ConductClass.NUISANCE
        and terms.add_months(since, -p.nuis_window_m) <= e.starts_on
    ]
    if len(recent) + 1 < p.nuis_repeat_n:
        return []
    return [
        Step(
            Kind.WARNING,
            Scope.AREA,
            p.col_warn_m,
            p.col_warn_m,
            "R16",
            # R19: annul the earlier measure, and this one must be looked at again.
            builds_on=recent[-1].reference if recent else "",
            audience=Audience.COORDINATOR,
        )
    ]


def _allowed(steps: list[Step], limits: minors.AgeLimits, p: Parameters) -> list[Step]:
    """R23: where age forbids a ban, a warning of the same reach is offered in its place."""
    if limits.ban_allowed:
        return steps
    allowed: list[Step] = []
    for step in steps:
        if step.kind is Kind.BAN:
            months = p.col_warn_m if step.scope is Scope.AREA else p.ind_warn_m
            step = Step(Kind.WARNING, step.scope, months, months, "R23", audience=step.audience)
        if not any((s.kind, s.scope) == (step.kind, step.scope) for s in allowed):
            allowed.append(step)
    return allowed


def _within(step: Step, limits: minors.AgeLimits, p: Parameters) -> Step:
    """R18, R23, R24: never above the protocol, the ceiling or the limit of the age."""
    cap = min(step.max_months, p.max_ban_m, limits.max_months or p.max_ban_m)
    return replace(step, months=min(step.months, cap), max_months=cap)
