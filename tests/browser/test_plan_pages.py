"""The pages of the plans, with something on each: axe finds nothing, nothing sticks out, nothing breaks the policy."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from participants import clock
from tests.cast import Cast, build_cast
from tests.signed_in import sign_in
from tests.toolbox.plans.making import (
    DAY,
    add_part,
    approve,
    explain_all,
    make_evaluation,
    make_plan,
)
from toolbox.plans.actions import plans
from toolbox.plans.actions.figures import add_own_figures
from toolbox.plans.baseline import months_before
from toolbox.plans.models import Plan, PlanPart

from .visitor import DESKTOP, PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
COUNTS = (21, 18, 25, 19, 22, 24, 17, 20, 9, 12, 8, 11)


def evaluated(cast: Cast) -> PlanPart:
    """A measure of the last four months, with a year of figures and what came of it."""
    began = months_before(cast.today, 4)[0]
    plan = make_plan(cast, starts_on=began)
    about = {"name": "Meldingen van winkeldiefstal", "unit": "meldingen"}
    counted = dict(zip(months_before(cast.today, 12), COUNTS, strict=True))
    indicator = add_own_figures(plan, months=counted, by=cast.municipality, at=cast.at, **about)
    part = add_part(cast, plan, indicator=indicator, starts_on=began, last_day=cast.today)
    add_part(cast, plan, "shop-house-rules", last_day=cast.today)
    part.plan = approve(cast, plan)
    make_evaluation(cast, part, days=0, side_effects="Klanten vroegen wat er aan de hand was.")
    return part


def warned(cast: Cast) -> Plan:
    """A draft with warnings, some with a reason."""
    plan = make_plan(cast, title="Wat er kan tegen diefstal op de Markt", budget=1500)
    add_part(cast, plan, "collective-shop-ban", starts_on=cast.today + DAY)
    explain_all(cast, plan)
    add_part(cast, plan, "shuttle-bus")
    return plan


def addresses(cast: Cast) -> list[str]:
    done, draft, waiting = evaluated(cast), warned(cast), add_part(cast, make_plan(cast)).plan
    running = PlanPart.objects.get(plan=done.plan, evaluation=None)
    plans.put_forward(waiting, by=cast.municipality, at=cast.at)
    own = draft.parts.earliest("pk")
    key = draft.answers.earliest("pk").key

    def to(name: str, *args: object) -> str:
        return reverse(f"toolbox:{name}", args=[cast.area.slug, *args])

    return [
        *(to(name) for name in ("plans", "plan-new", "plan-import", "board", "calendar")),
        to("plan-new") + "?voorbeeld=village-centre-shoplifting",
        *(to("plan", plan.pk) for plan in (done.plan, draft, waiting)),
        *(to(name, draft.pk) for name in ("plan-edit", "plan-put-forward", "plan-figures", "plan-count", "part-new")),
        to("part-new", draft.pk) + "?maatregel=individual-shop-ban",
        to("plan-answer", draft.pk, key),
        to("plan-decide", waiting.pk),
        to("plan-close", done.plan_id),
        to("part", done.plan_id, done.pk),
        *(to(name, running.plan_id, running.pk) for name in ("part-extend", "part-evaluate")),
        *(to(name, draft.pk, own.pk) for name in ("part-edit", "part-drop")),
    ]


def test_plan_pages_are_fit_for_everybody(visit: Callable[..., Visitor]) -> None:
    """WCAG 2.2 AA as far as axe can tell, and no sideways scrolling at 360 px."""
    cast = build_cast()
    cast.at = clock.now()
    visitor, found = visit(), []
    client = sign_in(Client(), cast.coordinator)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    visitor.page.goto("/")
    visitor.page.context.add_cookies([{**cookie, "url": visitor.page.url}])
    for address in addresses(cast):
        answer = visitor.page.goto(address)
        assert answer and answer.status == 200, address
        visitor.page.set_viewport_size(DESKTOP)
        found += [f"{address}: {line}" for line in visitor.sticks_out()]
        visitor.page.set_viewport_size(PHONE)
        found += [f"{address}: {line}" for line in visitor.findings()]
    assert "\n".join(found + visitor.complaints + visitor.stopped) == ""
