"""Make plans, and the few measures that they use, in the words of the trade and through the real actions."""

import datetime as dt
from typing import Any

from tests.cast import Cast
from toolbox.catalogue.loading import FOLDER
from toolbox.catalogue.models import Measure
from toolbox.catalogue.reading import read_file
from toolbox.legal_test.models import LegalTest
from toolbox.plans.actions import parts, plans
from toolbox.plans.actions.evaluations import EvaluationDraft, evaluate
from toolbox.plans.actions.parts import PartDraft
from toolbox.plans.actions.plans import PlanDraft
from toolbox.plans.models import PartEvaluation, Plan, PlanPart
from toolbox.plans.warnings import warnings_of

DAY = dt.timedelta(days=1)
MEASURES: dict[str, dict[str, Any]] = {
    "shop-house-rules": {"title_nl": "Huisregels"},
    "individual-shop-ban": {"title_nl": "Winkelverbod", "severity": 2},
    "collective-warning": {"title_nl": "Collectieve waarschuwing", "severity": 2},
    "collective-shop-ban": {"title_nl": "Collectief winkelverbod", "severity": 3},
    "local-shopping-area-partnership": {"title_nl": "Samenwerkingsverband"},
    "resilience-training-retail": {"title_nl": "Weerbaarheidstraining"},
    "area-ban-mayor": {"title_nl": "Gebiedsverbod", "severity": 4},
    "conduct-order-prosecutor": {"title_nl": "Gedragsaanwijzing", "severity": 4},
    "shuttle-bus": {"title_nl": "Pendelbus", "trigger": "procedure"},
    "coa-ebtl": {"title_nl": "Ebtl", "status": "ended"},
    "business-liaison": {"title_nl": "Contactpersoon", "awaits_legal_review": True},
}


def make_catalogue() -> None:
    """A handful of the real measures, with short titles, and with only what a test is about marked in them."""
    for code, changes in MEASURES.items():
        (path,) = FOLDER.rglob(f"{code}.yaml")
        plain = {"severity": 0, "trigger": "conduct", "status": "in_force", "awaits_legal_review": False}
        facts = {**read_file(path).facts, **plain, **changes}
        since = {"valid_from": dt.date(2019, 1, 1), "checksum": code, "facts": facts}
        Measure.objects.get_or_create(code=code, version=1, defaults=since)


def draft(cast: Cast, **changes: Any) -> PlanDraft:
    known = {
        "title": "Minder diefstal op de Markt",
        "problem": "Op vrijdag en zaterdag wordt veel gestolen.",
        "goal": "Een derde minder meldingen.",
        "starts_on": cast.today,
        "ends_on": cast.today + 365 * DAY,
        "budget": 5000,
    }
    return PlanDraft(**{**known, **changes})


def make_plan(cast: Cast, **changes: Any) -> Plan:
    make_catalogue()
    return plans.create_plan(cast.area, draft=draft(cast, **changes), by=cast.municipality, at=cast.at)


def part_draft(cast: Cast, code: str, **changes: Any) -> PartDraft:
    known = {
        "measure_code": code,
        "owner": "shop-association",
        "owner_role": "coördinator",
        "starts_on": cast.today,
        "last_day": cast.today + 30 * DAY,
        "partners": ["police"],
        "budget": 1000,
    }
    return PartDraft(**{**known, **changes})


def add_part(cast: Cast, plan: Plan, code: str = "resilience-training-retail", **changes: Any) -> PlanPart:
    return parts.add_part(plan, draft=part_draft(cast, code, **changes), by=cast.municipality, at=cast.at)


def explain_all(cast: Cast, plan: Plan) -> None:
    """A reason with each warning that asks for one."""
    for row in warnings_of(plan, on=cast.today):
        if row.is_open:
            about = {"key": row.caution.key, "reason": "Dat is al geregeld."}
            plans.answer_warning(plan, by=cast.municipality, at=cast.at, **about)


def approve(cast: Cast, plan: Plan) -> Plan:
    explain_all(cast, plan)
    plans.put_forward(plan, by=cast.municipality, at=cast.at)
    return plans.approve(plan, by=cast.coordinator, at=cast.at)


def running_part(cast: Cast, code: str = "resilience-training-retail", **changes: Any) -> PlanPart:
    """A part of a plan that two people agreed on."""
    part = add_part(cast, make_plan(cast), code, **changes)
    part.plan = approve(cast, part.plan)
    return part


def ready_test(cast: Cast, code: str, *, at: dt.datetime) -> LegalTest:
    return LegalTest.objects.create(
        area=cast.area, measure_code=code, measure_version=1, title="Markt", begun_by=cast.municipality, begun_at=at,
        closed_by=cast.municipality, closed_at=at, outcome="ready", measure_checksum="x", permit_status="not_needed",
    )  # fmt: skip


def make_evaluation(cast: Cast, part: PlanPart, *, days: int = 31, **changes: Any) -> PartEvaluation:
    known = {"outcome": "helped", "side_effects": "", "displacement": "", "learned": "Begin klein.", "shared": True}
    at = cast.at + days * DAY
    return evaluate(part, draft=EvaluationDraft(**{**known, **changes}), by=cast.municipality, at=at)
