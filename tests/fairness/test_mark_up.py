"""What one role types as mark-up another role reads as words: on pages, in letters and through the API (T25, G20)."""

import datetime as dt
import json

import pytest

from bans.actions.decisions import approve
from bans.actions.incidents import PersonDraft, report_incident
from bans.actions.proposals import impose
from bans.models import Sanction
from notices.codes import new_code
from notices.facts import check_facts, letter_facts
from notices.letters import render_html
from notices.models.notice import LetterKind
from participants.actions.areas import update_area
from participants.actions.lists import publish_list
from participants.actions.shops import update_shop
from tests.cast import Cast, cast
from tests.fairness.mark_up import MARK, read, strings
from tests.participants.api.scene import client
from tests.screens import Screens, screens

__all__ = ["cast", "screens"]


class Supply:
    """Hands out the strings one after another, as many as fit in a field."""

    def __init__(self, made: list[str]) -> None:
        self.rest = iter(made)
        self.given: list[str] = []

    def fill(self, room: int) -> str:
        taken: list[str] = []
        for text in self.rest:
            if len("\n".join([*taken, text])) > room:
                self.rest = iter([text, *self.rest])
                break
            taken.append(text)
        self.given += taken
        return "\n".join(taken)

    @property
    def done(self) -> bool:
        first = next(self.rest, None)
        if first is None:
            return True
        self.rest = iter([first, *self.rest])
        return False


def story(cast: Cast, supply: Supply) -> Sanction:
    """A report and a proposal with mark-up in every field, typed by the manager of a shop."""
    incident = report_incident(
        shop=cast.shop_a,
        person=PersonDraft(supply.fill(80), supply.fill(80) or "Vries", None, supply.fill(200), {}, "stated"),
        conduct_code="robbery",
        happened_at=cast.at - dt.timedelta(hours=1),
        place=supply.fill(120) or "kassa",
        observed_by=supply.fill(120) or "N.",
        observer_function=supply.fill(80) or "verkoper",
        narrative=supply.fill(3_900) or "Liep weg.",
        police_report=supply.fill(60),
        by=cast.manager_a,
        at=cast.at,
    )
    reason = supply.fill(1_900)
    return impose(incident, kind="ban", scope="area", months=12, reason=reason, by=cast.manager_a, at=cast.at)


@pytest.fixture
def stories(cast: Cast) -> tuple[list[Sanction], Supply]:
    """All strings in the register, those in the names of a shop and of the area among them."""
    supply = Supply(strings())
    update_shop(
        cast.shop_a, fields={"name": supply.fill(120), "address": supply.fill(200)}, by=cast.coordinator, at=cast.at
    )
    fields = {
        "association": supply.fill(160),
        "association_address": supply.fill(200),
        "boundary_text": supply.fill(2_000),
    }
    update_area(cast.area, fields=fields, by=cast.coordinator, at=cast.at)
    made = []
    while not supply.done:
        made.append(story(cast, supply))
    assert len(supply.given) == 1_000
    return made, supply


def test_g20_a_thousand_strings_are_words_to_every_reader(
    stories: tuple[list[Sanction], Supply], screens: Screens
) -> None:
    """The coordinator and the approver open what a manager typed; nothing of it is a tag, a handler or an address."""
    seen: set[str] = set()
    sanctions, _supply = stories
    coordinator, approver = screens.of("coordinator"), screens.of("approver")
    pages = [("bans:desk",), ("bans:register",), ("participants:area",), ("participants:shops",)]
    for sanction in sanctions:
        pages += [("bans:incident", sanction.incident.reference), ("bans:sanction", sanction.reference)]
    for name, *args in pages:
        for who in (coordinator, approver):
            answer = who.get(name, *args)
            if answer.status_code != 200:
                continue
            page = read(answer.content.decode())
            assert page.active == [], name
            seen |= page.words
    marks = {f"{MARK}{number:04d}" for number in range(1_000)}
    # Addresses of people are on no page.
    assert len(marks & seen) > 900


def test_g20_a_thousand_strings_are_words_in_letters(stories: tuple[list[Sanction], Supply], cast: Cast) -> None:
    """Every letter that tells of them, as the page from which the PDF is made."""
    sanctions, _supply = stories
    current = publish_list(cast.area, at=cast.at)
    seen: set[str] = set()
    for sanction in sanctions:
        sanction = approve(sanction, by=cast.approver, at=cast.at)
        for kind in (LetterKind.COLLECTIVE_BAN, LetterKind.REPRESENTATIVE):
            facts = letter_facts(
                sanction, participant_list=current, starts_on=cast.today, signatory=cast.manager_a, at=cast.at
            )
            page = read(render_html(kind, {**facts, **check_facts(new_code())}))
            assert page.active == [], kind
            seen |= page.words
    assert len(seen) > 600


def test_g20_the_api_answers_with_data_that_no_browser_takes_for_a_page(
    stories: tuple[list[Sanction], Supply], cast: Cast, screens: Screens
) -> None:
    """JSON by its type, with no sniffing; refusals too, which repeat what was typed."""
    sanctions, _supply = stories
    api = client(cast.coordinator)
    root = f"/api/v1/areas/{cast.area.slug}"
    addresses = [f"{root}/incidents", f"{root}/sanctions"]
    addresses += [f"{root}/incidents/{sanction.incident.reference}" for sanction in sanctions[:5]]
    seen = 0
    for address in addresses:
        answer = api.get(address)
        assert answer.status_code == 200, answer.content
        assert answer["Content-Type"].startswith("application/json") and answer["X-Content-Type-Options"] == "nosniff"
        seen += MARK in json.dumps(answer.json())
    assert seen >= 5
    refused = api.post(f"{root}/sanctions/{sanctions[0].reference}/lift", {"reason": "<script>een asielzoeker"})
    assert refused.status_code == 422 and refused["Content-Type"] == "application/problem+json"
    assert refused["X-Content-Type-Options"] == "nosniff"


def test_a_page_that_did_not_escape_would_be_found() -> None:
    """The judge of these tests sees each kind of trick."""
    raw = [text for text in strings() if "<" in text and not text.startswith(("&", "%"))]
    found = [bool(read(f"<main><p>{text}</p></main>").active) for text in raw]
    assert sum(found) / len(found) > 0.7


def test_refused_words_come_back_as_words(cast: Cast, screens: Screens) -> None:
    """A refusal names the words that it found, between tags or not."""
    answer = screens.of("coordinator").post(
        "rights:correct", make_proposal(cast).reference, "withdrawn", reason="<b onclick=x>asielzoeker</b>",
        cause="changed", sure="on",
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422 and "asielzoeker" in page and "<b onclick" not in page


def make_proposal(cast: Cast) -> Sanction:
    return story(cast, Supply([]))
