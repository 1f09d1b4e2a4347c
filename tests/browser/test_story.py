"""The whole story in a browser: reported, warned, banned, known at the counter, breached, and gone."""

import datetime as dt
import io
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import pytest
import time_machine
from django.urls import reverse
from pypdfium2 import PdfDocument

from bans.models import Incident, Sanction
from bans.tasks import erase_ended
from notices.demo import cast, scene, silhouettes
from notices.rules import SERVED_LETTERS
from participants import clock
from participants.clock import DUTCH_TIME
from participants.models import User
from tests.factories import instruct

from .visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "drie woorden en een drempel"
SLUG = cast.SLUG
SURNAME, GIVEN = "van Voorbeeldstein", "Robin"


@dataclass
class People:
    """The three roles, each at a screen of their own: the shop on a phone, the others at a desk."""

    manager: Visitor
    coordinator: Visitor
    approver: Visitor
    counter: Visitor

    def log_in(self) -> None:
        for name in ("manager", "coordinator", "approver", "counter"):
            getattr(self, name).log_in(f"{name}@{cast.DOMAIN}", PASSWORD)


@pytest.fixture
def people(visit: Callable[..., Visitor]) -> People:
    scene.build(at=clock.now(), password=PASSWORD)
    people = People(visit(phone=True), visit(), visit(), visit(phone=True))
    people.log_in()
    return people


def report(manager: Visitor, *, conduct: str, narrative: str, known: bool) -> Incident:
    """The manager reports on a phone; a name like a known one is asked about first."""
    manager.open("bans:incident-new", SLUG)
    assert manager.findings() == []
    manager.fill(
        conduct_code=conduct,
        place="bij de kassa",
        observed_by="J. Medewerker",
        observer_function="verkoopmedewerker",
        narrative=narrative,
        family_name=SURNAME,
        given_name=GIVEN,
        birth_date="1990-05-14",
        identity_basis="stated",
        hair="short",
    )
    if not known:
        picture = {"name": "beeld.jpg", "mimeType": "image/jpeg", "buffer": silhouettes.draw("story")}
        manager.fill(photo=picture)
    manager.press("conduct_code")
    if known:
        assert GIVEN in manager.text and manager.findings() == []
        manager.main.locator('input[name="person"]').first.check()
        manager.press("person")
    incident = Incident.objects.latest("pk")
    assert incident.reference in manager.page.url and manager.findings() == []
    return incident


def propose(manager: Visitor, kind: str, scope: str) -> Sanction:
    """Choose one step of the ladder as it is offered, with its usual term."""
    manager.press(form=manager.form(kind=kind, scope=scope))
    sanction = Sanction.objects.latest("pk")
    assert sanction.reference in manager.page.url and manager.findings() == []
    return sanction


def agree(visitor: Visitor, sanction: Sanction) -> None:
    """Find it on the desk, open it, and agree."""
    visitor.open("bans:desk", SLUG)
    assert visitor.findings() == []
    visitor.follow(sanction.get_absolute_url())
    assert visitor.findings() == []
    visitor.follow(reverse("bans:decide", args=[SLUG, sanction.reference, "goedkeuren"]))
    assert visitor.findings() == []
    visitor.press(form=visitor.main.locator("form").first)
    sanction.refresh_from_db()
    assert sanction.approved_at


def ask(counter: Visitor, given: str = GIVEN) -> str:
    """Ask at the counter; the one word of the answer (R44)."""
    counter.open("bans:counter", SLUG)
    counter.fill(family_name=SURNAME, given_name=given)
    counter.press("family_name")
    assert counter.findings() == []
    return counter.main.locator(".outcome__word").inner_text()


def pdf_text(visitor: Visitor, address: str) -> str:
    """The words of a letter, as the visitor's browser gets it."""
    answer = visitor.page.request.get(address)
    assert answer.status == 200 and answer.headers["content-type"] == "application/pdf"
    with closing(PdfDocument(io.BytesIO(answer.body()))) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))


def serve(manager: Visitor, sanction: Sanction) -> str:
    """Make the letter, look at it, hand it over, and write down how; the letter's words."""
    manager.open("notices:prepare", SLUG, sanction.reference)
    assert manager.findings() == []
    manager.press("by_post")
    assert manager.findings() == []
    letter = sanction.notices.get(kind__in=SERVED_LETTERS)
    text = pdf_text(manager, manager.link(reverse("notices:pdf", args=[SLUG, letter.pk])))
    manager.follow(reverse("notices:serve", args=[SLUG, letter.pk]))
    manager.fill(place="kantoor van de winkel", witness_name="B. Beveiliger", receipt="refused")
    assert manager.findings() == []
    manager.press("witness_name")
    sanction.refresh_from_db()
    assert sanction.starts_on == clock.today() and manager.findings() == []
    return text


def test_from_the_first_report_to_the_day_after_the_last(people: People) -> None:
    """Warned after a theft, banned after the next, known at the counter, breached, and a year later gone."""
    manager, coordinator, approver, counter = people.manager, people.coordinator, people.approver, people.counter

    # A theft: the shop proposes a collective warning, the coordinator checks it, the shop hands it over.
    theft = report(manager, conduct="theft", narrative="Nam een ketting mee zonder te betalen.", known=False)
    warning = propose(manager, "warning", "area")
    assert ask(counter) == "Welkom"
    agree(coordinator, warning)
    letter = serve(manager, warning)
    assert "waarschuwing" in letter.lower() and warning.reference in letter
    assert ask(counter) == "Mag naar binnen"

    # A second theft: the ladder builds on the warning, and the approver of another business decides.
    again = report(manager, conduct="theft", narrative="Nam opnieuw een ketting mee.", known=True)
    assert again.person == theft.person
    ban = propose(manager, "ban", "area")
    assert ban.builds_on == warning
    agree(approver, ban)
    # Decided and not yet handed over: nothing has changed at the door (R31).
    assert ask(counter) == "Mag naar binnen"
    letter = serve(manager, ban)
    assert "collectief winkelverbod" in letter.lower() and ban.reference in letter

    # The counter knows, compares the picture, and reports that the person is inside.
    assert ask(counter) == "Winkelverbod"
    breach_and_sheet(counter, ban)
    last_day = ban.last_day
    assert last_day is not None

    # On the last day it holds, on the next it is gone: at the counter, in the register, and for good.
    with time_machine.travel(dt.datetime.combine(last_day, dt.time(23, 30), tzinfo=DUTCH_TIME)):
        people.log_in()
        # The counter's own instruction is a year old by now (R51).
        user = User.objects.get(email=f"counter@{cast.DOMAIN}")
        instruct(ban.area, user, at=clock.now())
        assert ask(counter) == "Winkelverbod"
    with time_machine.travel(dt.datetime.combine(last_day, dt.time(0, 5), tzinfo=DUTCH_TIME) + dt.timedelta(days=1)):
        people.log_in()
        assert ask(counter) == "Welkom"
        gone_from_the_register(coordinator, ban)
        erase_ended()
    assert not Sanction.objects.exists() and not Incident.objects.exists()
    for visitor in (manager, coordinator, approver, counter):
        assert visitor.complaints == []


def breach_and_sheet(counter: Visitor, ban: Sanction) -> None:
    """From the answer to the picture, from there to the breach, and on to the police sheet."""
    with counter.page.expect_navigation():
        counter.page.locator('button[name="reason"][value="at_the_door"]').click()
    assert SURNAME in counter.text and counter.main.locator("img.photo").count() == 1
    assert counter.findings() == []
    counter.follow(reverse("bans:breach-new", args=[SLUG, ban.reference]))
    assert counter.findings() == []
    counter.fill(place="bij de kassa", observed_by="A. Kassa", observer_function="kassamedewerker")
    counter.press("observer_function")
    breach = Incident.objects.get(breached=ban)
    assert counter.findings() == []
    with counter.page.expect_response(re.compile(r"\.pdf$")) as answer:
        counter.press_for_document(reverse("notices:police-sheet", args=[SLUG, breach.reference]))
    sheet = pdf_text(counter, answer.value.url)
    assert ban.reference in sheet and SURNAME in sheet


def gone_from_the_register(coordinator: Visitor, ban: Sanction) -> None:
    """Not in the list, not on the desk, and its own address leads nowhere, before any job ran (R52)."""
    for page in ("bans:register", "bans:desk"):
        assert coordinator.open(page, SLUG) == 200
        assert SURNAME not in coordinator.text and ban.reference not in coordinator.page.content()
        assert coordinator.findings() == []
    assert coordinator.open("bans:sanction", SLUG, ban.reference) == 404
    assert SURNAME not in coordinator.page.content()
