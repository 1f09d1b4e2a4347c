"""The instruction on its page, the closed counter in front of it, and what the coordinator sees (R51)."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from bans.models import CounterCheck, Photo
from participants import area_lock
from participants.actions.people import invite
from participants.instruction.content import CARDS, QUESTIONS, right_answers
from participants.models import Instruction
from participants.roles import Role
from tests.cast import BEGAN, Cast
from tests.factories import JPEG, instruct, make_sanction, make_shop
from tests.participants.api.scene import client
from tests.screens import Screen, Screens, text

PAGE = "participants:instruction"


@pytest.fixture
def newcomer(screens: Screens, cast: Cast) -> Screen:
    """Counter A, who did not do the instruction yet."""
    Instruction.objects.filter(user=cast.counter_a).delete()
    return screens.of("counter_a")


def attempt_on(screen: Screen, **query: str) -> str:
    page = screen.get(PAGE, **query).content.decode()
    return re.search(r'name="attempt" value="([^"]+)"', page)[1]


def answer(screen: Screen, **fields: str):
    return screen.post(PAGE, **{"attempt": attempt_on(screen), **right_answers(), **fields})


def counter(screen: Screen) -> str:
    return screen.address("bans:counter")


def test_r51_counter_leads_to_the_instruction_and_back(newcomer: Screen, cast: Cast) -> None:
    closed = newcomer.get("bans:brief")
    brief = newcomer.address("bans:brief")
    assert closed.status_code == 302
    assert closed["Location"] == f"{newcomer.address(PAGE)}?next={brief.replace('/', '%2F')}"
    page = newcomer.client.get(closed["Location"])
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    for card in CARDS:
        assert str(card.title) in text(page)
    assert f'name="next" value="{brief}"' in page.content.decode()
    done = answer(newcomer, next=brief)
    assert (done.status_code, done["Location"]) == (302, brief)
    assert "15 maart 2027" in text(newcomer.client.get(brief))
    assert newcomer.get("bans:counter").status_code == 200


def test_r51_no_deed_of_the_counter_passes_a_page(newcomer: Screen, cast: Cast) -> None:
    """Also not a form that was still open."""
    with area_lock.all_areas():
        ban = make_sanction(cast)
        Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
        asked = CounterCheck.objects.create(
            area=cast.area, shop=cast.shop_a, asked_by=cast.counter_a, asked_at=cast.at, outcome="banned",
            person_token=ban.person.token,
        )  # fmt: skip
    question = {"shop": str(cast.shop_a.pk), "family_name": "de Vries", "given_name": "Kees"}
    reason = {"reason": "at_the_door", "shop": str(cast.shop_a.pk)}
    for led in (
        newcomer.post("bans:counter", **question),
        newcomer.post("bans:counter-open", asked.token, **reason),
        newcomer.post("bans:counter-other", asked.token),
        newcomer.post("bans:brief"),
        newcomer.post("bans:brief-open", ban.reference, **reason),
    ):
        assert led.status_code == 302 and led["Location"].startswith(newcomer.address(PAGE))
    # What happens in the shop can be told all the same.
    assert newcomer.get("bans:breach-new", ban.reference).status_code == 200
    answer(newcomer)
    assert newcomer.post("bans:counter-open", asked.token, **reason).status_code == 200


def test_r51_api_says_why_it_is_closed(newcomer: Screen, cast: Cast) -> None:
    with area_lock.all_areas():
        ban = make_sanction(cast)
        Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
        asked = CounterCheck.objects.create(
            area=cast.area, shop=cast.shop_a, asked_by=cast.counter_a, asked_at=cast.at, outcome="banned",
            person_token=ban.person.token,
        )  # fmt: skip
    cache.clear()
    api, root, shop = client(cast.counter_a), f"/api/v1/areas/{cast.area.slug}", cast.shop_a.pk
    question = {"shop": shop, "family_name": "de Vries", "given_name": "Kees"}
    reason = {"reason": "at_the_door"}

    def replies():
        return [
            api.post(f"{root}/checks", question, format="json"),
            api.post(f"{root}/checks/{asked.token}/open", reason, format="json"),
        ]

    for reply in replies():
        body = reply.json()
        assert reply.status_code == 422 and reply["Content-Type"] == "application/problem+json"
        assert (body["code"], body["rule"]) == ("instruction_missing", "R51")
        assert "Vries" not in reply.content.decode()
    instruct(cast.area, cast.counter_a, at=cast.at)
    assert [reply.status_code for reply in replies()] == [201, 200]


def test_r51_wrong_answer_shows_its_explanation_and_may_be_tried_again(newcomer: Screen) -> None:
    first, second = QUESTIONS[:2]
    token = attempt_on(newcomer)
    wrong = {**right_answers(), first.code: str((first.right + 1) % 3), "attempt": token}
    page = newcomer.post(PAGE, **wrong)
    assert page.status_code == 422
    assert str(first.explanation) in text(page) and str(second.explanation) not in text(page)
    assert not Instruction.objects.filter(user__name="counter_a").exists()
    # The order of the answers is that of the same sitting.
    again = page.content.decode()
    assert f'name="attempt" value="{token}"' in again
    assert newcomer.post(PAGE, **right_answers(), attempt=token).status_code == 302


def test_r51_an_empty_form_says_which_questions_are_open(newcomer: Screen) -> None:
    page = newcomer.post(PAGE, attempt=attempt_on(newcomer))
    assert page.status_code == 422
    assert page.content.decode().count("field--error") == len(QUESTIONS)


def test_r51_form_sent_again_changes_nothing(newcomer: Screen, cast: Cast) -> None:
    token = attempt_on(newcomer)
    for _time in range(2):
        assert newcomer.post(PAGE, **right_answers(), attempt=token).status_code == 302
    assert Event.objects.filter(action="instruction.done", actor=f"user:{cast.counter_a.pk}").count() == 2
    assert Instruction.objects.get(user=cast.counter_a).confirmed_at == cast.at


def test_r51_old_form_opens_nothing(newcomer: Screen, screens: Screens, cast: Cast) -> None:
    """Not one of more than an hour ago, not somebody else's, not one that was changed."""
    token = attempt_on(newcomer)
    others = attempt_on(screens.of("counter_b"))
    for bad in (others, "", "x", f"{token}x", "ééé:\x00", token.swapcase(), "[]", "." * 400):
        page = newcomer.post(PAGE, **right_answers(), attempt=bad)
        assert page.status_code == 422, bad
        assert "opnieuw" in text(page)
    with time_machine.travel(cast.at + dt.timedelta(minutes=61), tick=False):
        newcomer = screens.of("counter_a")
        assert newcomer.post(PAGE, **right_answers(), attempt=token).status_code == 422
    assert not Instruction.objects.filter(user=cast.counter_a).exists()
    with time_machine.travel(cast.at + dt.timedelta(minutes=60), tick=False):
        newcomer = screens.of("counter_a")
        assert newcomer.post(PAGE, **right_answers(), attempt=token).status_code == 302


@pytest.mark.parametrize(
    "rubbish", ["9", "-1", "1.0", "ja", "\x00", "0 ", "٠", "<script>", "0" * 5000], ids=lambda v: repr(v)[:12]
)
def test_r51_rubbish_for_an_answer_is_no_answer(newcomer: Screen, cast: Cast, rubbish: str) -> None:
    fields = {question.code: rubbish for question in QUESTIONS}
    page = answer(newcomer, **fields)
    assert page.status_code == 422 and "<script>" not in page.content.decode().partition("<main")[2]
    assert not Instruction.objects.filter(user=cast.counter_a).exists()


@pytest.mark.parametrize("away", ["https://elders.example/", "//elders.example", "/account/logout/", "\r\nX: y", ""])
def test_r51_the_way_on_is_never_an_address_of_the_request(newcomer: Screen, away: str) -> None:
    assert answer(newcomer, next=away)["Location"] == counter(newcomer)


def test_r51_renewed_before_it_ends(screens: Screens, cast: Cast) -> None:
    """The counter says it calmly during the last thirty days; done again, a new year begins on that day."""
    screen = screens.of("counter_a")
    assert "Doe haar nu opnieuw" not in text(screen.get("bans:counter"))
    with time_machine.travel(cast.at + dt.timedelta(days=250), tick=False):
        screen = screens.of("counter_a")
        assert "geldt tot en met 15 december 2026" in text(screen.get("bans:counter"))
        assert "nu al opnieuw" in text(screen.get(PAGE))
        assert answer(screen).status_code == 302
        assert "Doe haar nu opnieuw" not in text(screen.get("bans:counter"))
    with time_machine.travel(cast.at + dt.timedelta(days=280), tick=False):
        assert screens.of("counter_a").get("bans:counter").status_code == 200
        late = screens.of("counter_b")
        assert late.get("bans:counter").status_code == 302
        assert "opnieuw te doen" in text(late.get(PAGE))


def test_r51_in_a_second_area_it_is_done_again(screens: Screens, cast: Cast) -> None:
    shop = make_shop(cast.elsewhere, "Elders", by=cast.stranger, at=BEGAN)
    give = {"role": Role.COUNTER, "shop": shop, "by": cast.stranger, "at": BEGAN}
    invite(cast.elsewhere, email=cast.counter_a.email, name="x", **give)
    here = screens.of("counter_a")
    there = Screen(here.client, "elders")
    assert here.get("bans:counter").status_code == 200
    assert there.get("bans:counter").status_code == 302
    # A form of the one area is none of the other.
    assert there.post(PAGE, **right_answers(), attempt=attempt_on(here)).status_code == 422
    assert answer(there)["Location"] == counter(there)
    assert there.get("bans:counter").status_code == 200


def test_r51_who_finds_the_page(screens: Screens, cast: Cast) -> None:
    """The coordinator reads it without questions; for the others without a counter there is no such page."""
    found = {who: screens.of(who).get(PAGE).status_code for who in ("approver", "municipality", "stranger")}
    assert set(found.values()) == {404}
    assert screens.of(None).get(PAGE).status_code == 302
    page = screens.of("coordinator").get(PAGE)
    assert page.status_code == 200 and "<fieldset" not in page.content.decode()
    for who in ("coordinator", "approver", "stranger"):
        assert screens.of(who).post(PAGE, **right_answers()).status_code == 404
    cast.counter_a.is_active = False
    cast.counter_a.save(update_fields=["is_active"])
    assert screens.of("counter_a").get(PAGE).status_code in (302, 404)


def test_r51_coordinator_sees_who_has_it(screens: Screens, cast: Cast) -> None:
    Instruction.objects.filter(user=cast.counter_b).delete()
    Instruction.objects.filter(user=cast.manager_b).update(confirmed_at=cast.at - dt.timedelta(days=400))
    page = screens.of("coordinator").get("participants:people")
    rows = {}
    for row in page.content.decode().split("<tr>")[2:]:
        cells = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row.split("<td")[1:]]
        rows[cells[0].split(">")[1].split()[0]] = cells[2].rpartition(">")[2].strip()
    assert rows == {
        "coordinator": "niet nodig",
        "approver": "niet nodig",
        "municipality": "niet nodig",
        "manager_a": "tot en met 15 december 2026",
        "counter_a": "tot en met 15 december 2026",
        "manager_b": "verlopen",
        "counter_b": "nog niet",
    }
    assert "2 van de 4 mensen aan de balie hebben een geldige instructie" in text(page)


def test_r51_list_of_people_asks_no_more_for_more_people(screens: Screens, cast: Cast) -> None:
    def asked() -> int:
        screen = screens.of("coordinator")
        screen.get("participants:people")
        with CaptureQueriesContext(connection) as queries:
            screen.get("participants:people")
        return len(queries)

    before = asked()
    for number in range(3):
        give = {"role": Role.COUNTER, "shop": cast.shop_a, "by": cast.coordinator, "at": cast.at}
        user = invite(cast.area, email=f"n{number}@voorbeeld.example", name="n", **give).user
        instruct(cast.area, user, at=cast.at)
    assert asked() == before


def test_r51_page_is_in_english_too(newcomer: Screen) -> None:
    newcomer.client.cookies["language"] = "en"
    page = text(newcomer.get(PAGE))
    assert "We do not know" in page and "Winkelverbod" not in page


def test_r51_home_leads_a_newcomer_to_the_instruction(newcomer: Screen) -> None:
    end = newcomer.client.get(reverse("participants:home"), follow=True)
    assert end.redirect_chain[-1][0].startswith(newcomer.address(PAGE))
