"""The three ways into the toolbox, each from the front page to something done, on a phone and at a desk."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from participants import clock
from participants.models import User
from tests.cast import Cast, build_cast
from tests.signed_in import sign_in
from toolbox.plans.models import Plan
from toolbox.scans import actions
from toolbox.scans.models import Scan
from toolbox.trainings.models import Certificate

from .visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
PHONE_AND_DESK = pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])


@pytest.fixture
def cast() -> Cast:
    call_command("load_catalogue", verbosity=0)
    cast = build_cast()
    cast.at = clock.now()
    return cast


def let_in(visitor: Visitor, user: User) -> None:
    """A session of this user, as after logging in."""
    client = sign_in(Client(), user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    visitor.page.goto("/")
    visitor.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": visitor.page.url}])


def look(visitor: Visitor) -> None:
    """What is on the screen is fit for everybody."""
    assert visitor.findings() == []


def go(visitor: Visitor, ending: str) -> None:
    """Press the link whose address ends so, and wait for its page."""
    with visitor.page.expect_navigation():
        visitor.main.locator(f'a[href$="{ending}"]').first.click()


def to_measure(visitor: Visitor, *, way: str, problem: str, code: str) -> None:
    """Three choices: who, what happens, and which measure."""
    visitor.page.goto("/maatregelen/")
    look(visitor)
    visitor.follow(reverse("toolbox:way-in", args=[way]))
    look(visitor)
    visitor.follow(f"/maatregelen/?voor={way}&probleem={problem}")
    look(visitor)
    visitor.follow(reverse("toolbox:detail", args=[code]))
    look(visitor)


@PHONE_AND_DESK
def test_operator_gets_from_the_line_to_a_measure_without_an_account(
    visit: Callable[..., Visitor], cast: Cast, phone: bool
) -> None:
    """Aggression on a bus line, the lighter and heavier ones beside it, and the same text in English."""
    visitor = visit(phone=phone)
    visitor.page.goto("/")
    look(visitor)
    to_measure(visitor, way="vervoer", problem="aggression", code="operator-travel-ban")
    assert "Aan de slag" not in visitor.text and "Zo begint u" in visitor.text
    with visitor.page.expect_navigation():
        visitor.main.locator('a[href^="/maatregelen/vergelijken/"]').first.click()
    look(visitor)
    visitor.page.goto("/maatregelen/?q=buschauffeur+bedreigd")
    assert "Noodknop" in visitor.text
    look(visitor)
    assert "\n".join(visitor.complaints + visitor.stopped) == ""


@PHONE_AND_DESK
def test_municipality_gets_from_a_problem_to_an_approved_plan(
    visit: Callable[..., Visitor], cast: Cast, phone: bool
) -> None:
    """The municipality makes the plan, the association agrees; it runs."""
    visitor = visit(phone=phone)
    let_in(visitor, cast.municipality)
    to_measure(visitor, way="gemeente", problem="unrest", code="nuisance-contact-line")
    visitor.follow(reverse("toolbox:plans", args=[cast.area.slug]))
    look(visitor)
    visitor.follow(reverse("toolbox:plan-new", args=[cast.area.slug]))
    today = clock.today()
    year = {"starts_on": today.isoformat(), "ends_on": (today + dt.timedelta(days=365)).isoformat()}
    text = "Bewoners melden afval en geluid op de route naar het station."
    visitor.fill(title="Rust op de route", problem=text, goal="Minder meldingen in een jaar.", budget=1000, **year)
    visitor.press("title")
    look(visitor)
    plan = Plan.objects.get()
    visitor.page.goto(reverse("toolbox:part-new", args=[cast.area.slug, plan.pk]) + "?maatregel=nuisance-contact-line")
    visitor.fill(owner_role="wijkregisseur", budget=500)
    visitor.press("owner_role")
    look(visitor)
    visitor.follow(reverse("toolbox:plan-put-forward", args=[cast.area.slug, plan.pk]))
    visitor.press(form=visitor.main.locator("form").first)
    look(visitor)

    other = visit(phone=phone)
    let_in(other, cast.coordinator)
    other.page.goto(plan.get_absolute_url())
    other.follow(reverse("toolbox:plan-decide", args=[cast.area.slug, plan.pk]))
    look(other)
    other.fill(decision="approve")
    other.press("decision")
    look(other)
    plan.refresh_from_db()
    assert plan.approved_by == cast.coordinator
    other.page.goto(reverse("toolbox:board", args=[cast.area.slug]))
    assert "Meldpunt" in other.text
    look(other)
    assert "\n".join(visitor.complaints + visitor.stopped + other.complaints + other.stopped) == ""


@PHONE_AND_DESK
def test_association_gets_from_a_scan_to_a_training(visit: Callable[..., Visitor], cast: Cast, phone: bool) -> None:
    """The manager walks through the shop, the report proposes training, and the coordinator gives one."""
    manager = visit(phone=phone)
    let_in(manager, cast.manager_a)
    to_measure(manager, way="winkels", problem="shoplifting", code="safety-scan-shop")
    manager.follow(reverse("toolbox:scan-new", args=[cast.area.slug]))
    look(manager)
    manager.press(form=manager.main.locator("form").first)
    scan = Scan.objects.get()
    manager.page.goto(reverse("toolbox:scan-room", args=[cast.area.slug, scan.token, "staff"]))
    look(manager)
    for radio in manager.main.locator('input[type="radio"][value="not_in_order"]').all():
        radio.check()
    manager.press(form=manager.main.locator("form[data-scan-room]"))
    manager.page.goto(reverse("toolbox:scan-finish", args=[cast.area.slug, scan.token]))
    look(manager)
    manager.press(form=manager.main.locator("form").first)
    look(manager)
    training_page = reverse("toolbox:detail", args=["resilience-training-retail"])
    manager.follow(training_page)

    coordinator = visit(phone=phone)
    let_in(coordinator, cast.coordinator)
    coordinator.page.goto(training_page)
    coordinator.follow(reverse("toolbox:trainings", args=[cast.area.slug]))
    look(coordinator)
    coordinator.follow(reverse("toolbox:training-new", args=[cast.area.slug]))
    coordinator.fill(title="Rustig blijven", practised="Rustig aanspreken en hulp halen.")
    coordinator.press("title")
    look(coordinator)
    go(coordinator, "/bijeenkomst/")
    coordinator.fill(held_on=clock.today().isoformat(), place="buurthuis", trainer="Oefenhuis", seats=10)
    coordinator.press("held_on")
    look(coordinator)
    go(coordinator, "/aanmelden/")
    coordinator.main.locator(f'input[name="people"][value="{cast.manager_a.pk}"]').check()
    coordinator.press("people")
    go(coordinator, "/aanwezig/")
    look(coordinator)
    coordinator.main.locator('input[name="present"]').first.check()
    coordinator.press("present")
    look(coordinator)
    assert Certificate.objects.get().holder == cast.manager_a
    assert "\n".join(manager.complaints + manager.stopped + coordinator.complaints + coordinator.stopped) == ""


def test_answer_that_was_not_kept_is_not_called_kept(visit: Callable[..., Visitor], cast: Cast) -> None:
    """A session that is over sends to the page to log in, which answers well and keeps nothing."""
    scan = actions.begin(cast.area, kind="shop", shop=cast.shop_a, place="", by=cast.manager_a, at=cast.at)
    manager = visit(phone=True)
    let_in(manager, cast.manager_a)
    manager.page.goto(reverse("toolbox:scan-room", args=[cast.area.slug, scan.token, "entrance"]))
    first, second = manager.main.locator("fieldset.point").all()[:2]
    first.locator('input[value="in_order"]').check()
    expect(first.get_by_role("status")).to_have_text("Bewaard.")
    Session.objects.all().delete()
    second.locator('input[value="in_order"]').check()
    expect(second.get_by_role("status")).to_contain_text("Niet bewaard.")
    assert scan.answers.count() == 1
