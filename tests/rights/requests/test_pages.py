"""The desk for requests on the screen: who sees what, and each deed through its own page."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from audit.models import Event
from bans.models import Sanction
from notices.actions.requests import print_receipt
from notices.models.notice import LetterKind
from notices.requests import Outcome, Right
from participants.actions.people import invite
from participants.models import User
from participants.roles import Role
from rights.requests.actions import handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.asked import as_asked
from rights.requests.models import Cause, Channel, Dispute, Identified, Request, Requester, Side
from tests.cast import BEGAN, Cast
from tests.factories import DAY, make_protocol, make_sanction
from tests.screens import Screens, screens, text

__all__ = ["screens"]

DEEDS = (
    "bind", "owner", "set-aside", "settle", "hearer", "report", "words", "committee", "advice", "extend",
    "answer", "close", "receipt",
)  # fmt: skip


@pytest.fixture
def ban(screens: Screens) -> Sanction:
    return make_sanction(screens.cast)


@pytest.fixture
def listener(cast: Cast) -> User:
    return invite(
        cast.area, email="listener@voorbeeld.example", name="listener", role=Role.COMMITTEE, shop=None,
        by=cast.coordinator, at=BEGAN,
    ).user  # fmt: skip


def objection(cast: Cast, ban: Sanction, **about: str) -> Request:
    return receiving.receive_by_code(ban, Asking(Right.OBJECTION, words="Ik was het niet.", **about), at=cast.at)


FORM = {
    "channel": "phone", "received_on": "2026-03-14", "right": "objection", "dispute": "", "words": "Ik was het niet.",
    "name": "K. de Vries", "contact": "k@voorbeeld.example", "sanction": "", "identified": "",
}  # fmt: skip


def registered(screens: Screens, **values: str) -> Request:
    answer = screens.of("coordinator").post("rights:register", **{**FORM, **values})
    assert answer.status_code == 302, text(answer)
    (request,) = Request.objects.all()
    assert answer.headers["Location"] == reverse("rights:request-receipt", args=["markt", request.number])
    return request


def test_request_by_telephone_gets_number_owner_and_receipt_without_a_name(screens: Screens) -> None:
    request = registered(screens)
    assert (request.owner, request.sanction, request.received_on) == (
        screens.cast.coordinator, None, dt.date(2026, 3, 14),
    )  # fmt: skip
    page = screens.of("coordinator").get("rights:request-receipt", request.number)
    assert request.shown_number in text(page) and "Het kost niets" in text(page)
    pdf = screens.of("coordinator").get("rights:request-receipt-pdf", request.number)
    assert pdf.content.startswith(b"%PDF")


def test_request_about_a_measure_prints_a_letter_as_receipt(screens: Screens, ban: Sanction) -> None:
    page = screens.of("coordinator").client.get(
        screens.of("coordinator").address("rights:register"), {"maatregel": ban.reference}
    )
    assert f'value="{ban.reference}"' in page.content.decode()
    request = registered(screens, sanction=ban.reference.lower(), identified="known")
    assert (request.sanction, request.person) == (ban, ban.person)
    answer = screens.of("coordinator").post("rights:request-receipt", request.number)
    letter = ban.notices.get(kind=LetterKind.REQUEST_RECEIVED)
    assert answer.headers["Location"] == reverse("rights:request-letter", args=["markt", request.number, letter.pk])
    assert screens.of("coordinator").get("rights:request-letter", request.number, letter.pk).content[:4] == b"%PDF"
    assert request.shown_number in letter.html


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"received_on": "2026-03-17"}, "in de toekomst"),
        ({"received_on": "2025-03-01"}, "langer dan een jaar"),
        ({"sanction": "2026-ABCD1234", "identified": "known"}, "niet bekend"),
        ({"words": "x" * 60_001}, "te lang"),
    ],
)
def test_bad_register_is_refused_in_words_and_keeps_what_was_typed(
    screens: Screens, values: dict[str, str], said: str
) -> None:
    answer = screens.of("coordinator").post("rights:register", **{**FORM, **values})
    assert answer.status_code == 422 and said in text(answer)
    assert "K. de Vries" in answer.content.decode()
    assert not Request.objects.exists()


def test_measure_without_how_it_is_known_whose_it_is_is_refused(screens: Screens, ban: Sanction) -> None:
    answer = screens.of("coordinator").post("rights:register", **{**FORM, "sanction": ban.reference})
    assert answer.status_code == 422 and "hoe u weet om wie het gaat" in text(answer)


def test_copy_of_a_document_is_destroyed_and_the_receipt_says_so(screens: Screens, ban: Sanction) -> None:
    page = screens.of("coordinator").get("rights:register")
    assert "Vernietig die kopie nu" in text(page)
    request = registered(screens, sanction=ban.reference, identified="shown", copy_destroyed="on")
    screens.of("coordinator").post("rights:request-receipt", request.number)
    html = ban.notices.get(kind=LetterKind.REQUEST_RECEIVED).html
    assert "Wij hebben die vernietigd" in html


def test_only_who_handles_or_hears_sees_it_others_find_nothing(screens: Screens, ban: Sanction, listener: User) -> None:
    request = objection(screens.cast, ban)
    for who in ("coordinator", "approver", listener):
        assert screens.of(who).get("rights:desk").status_code == 200
    for who in ("manager_a", "counter_a", "municipality", "stranger"):
        assert screens.of(who).get("rights:desk").status_code == 404
        assert screens.of(who).get("rights:request", request.number).status_code == 404
    for who in ("approver", listener):
        assert screens.of(who).get("rights:request", request.number).status_code == 404
        assert request.shown_number not in text(screens.of(who).get("rights:desk"))
    assert screens.of("coordinator").get("rights:request", request.number).status_code == 200


def test_r66_committee_sees_only_the_case_in_which_it_listens(screens: Screens, ban: Sanction, listener: User) -> None:
    cast = screens.cast
    mine, other = objection(cast, ban), objection(cast, make_sanction(cast))
    handling.name_hearer(mine, listener, by=cast.coordinator, at=cast.at)
    screen = screens.of(listener)
    page = text(screen.get("rights:desk"))
    assert mine.shown_number in page and other.shown_number not in page
    case = text(screen.get("rights:request", mine.number))
    assert "Schrijf op wat de persoon zei" in case and "Aan een ander geven" not in case
    assert screen.get("rights:request", other.number).status_code == 404
    assert screen.get("rights:case-file", mine.number).status_code == 200
    assert screen.get("rights:case-file", other.number).status_code == 404
    for deed in ("bind", "owner", "set-aside", "settle", "hearer", "words", "committee", "extend", "close", "receipt"):
        assert screen.get(f"rights:request-{deed}", mine.number).status_code == 404, deed
    for name in ("bans:register", "bans:signals", "participants:people"):
        assert screen.get(name).status_code == 404, name


def test_r66_who_listens_sees_no_address_no_letter_and_nothing_of_another_measure(
    screens: Screens, ban: Sanction, listener: User
) -> None:
    cast, screen = screens.cast, screens.of(listener)
    mine = objection(cast, ban)
    handling.name_hearer(mine, listener, by=cast.coordinator, at=cast.at)
    requester = Requester(area=cast.area, request=mine, person=ban.person)
    requester.name, requester.contact = "Kees Verdonk", "kees@example.org"
    requester.save()
    letter = print_receipt(ban, request=as_asked(mine, on=cast.today), by=cast.coordinator, at=cast.at)
    Request.objects.filter(pk=mine.pk).update(heard_on=cast.today)
    answer = {"outcome": "granted", "cause": "changed", "reasons": "Het klopte niet.", "change": "annulled"}

    def seen(user: Any) -> str:
        screen = screens.of(user)
        pages = (
            screen.get("rights:request", mine.number),
            screen.post("rights:request-answer", mine.number, **answer),
        )
        assert [page.status_code for page in pages] == [200, 200]
        return " ".join(page.content.decode() for page in pages)

    kept_from = ["Verdonk", "kees@example.org", f"/{letter.pk}", "Wat raakt dit", "Deze winkels krijgen"]
    pages = seen(listener)
    assert [word for word in kept_from if word in pages] == []
    assert not Event.objects.filter(action="person.viewed").exists()
    assert screen.get("rights:request-letter", mine.number, letter.pk).status_code == 404
    pages = seen("coordinator")
    assert [word for word in kept_from if word not in pages] == []
    assert Event.objects.filter(action="person.viewed", subject=f"person:{ban.person.token}").count() == 1
    Request.objects.filter(pk=mine.pk).update(
        closed_at=cast.at, decided_at=cast.at, decided_by=cast.coordinator, outcome="refused", cause="none"
    )
    assert screen.get("rights:request", mine.number).status_code == 404


def test_r66_listener_who_lost_the_role_finds_nothing(screens: Screens, ban: Sanction, listener: User) -> None:
    cast = screens.cast
    request = objection(cast, ban)
    handling.name_hearer(request, listener, by=cast.coordinator, at=cast.at)
    listener.memberships.update(role=Role.MUNICIPALITY)
    assert screens.of(listener).get("rights:request", request.number).status_code == 404
    answer = screens.of(listener).post("rights:request-report", request.number, heard_on="2026-03-16", words="Ja.")
    assert answer.status_code == 404
    assert Request.objects.get(pk=request.pk).heard_on is None


def test_r66_who_approved_is_not_offered_as_listener_and_refused(screens: Screens, ban: Sanction) -> None:
    cast = screens.cast
    request = objection(cast, ban)
    page = text(screens.of("coordinator").get("rights:request-hearer", request.number))
    assert "coordinator" in page and "approver" not in page
    answer = screens.of("coordinator").post("rights:request-hearer", request.number, hearer=str(cast.approver.pk))
    assert answer.status_code == 422


def test_r66_who_approves_after_being_chosen_neither_hears_nor_decides(screens: Screens) -> None:
    cast = screens.cast
    ban = make_sanction(cast, approved=False, served=False)
    request = objection(cast, ban)
    handling.name_hearer(request, cast.approver, by=cast.coordinator, at=cast.at)
    Sanction.objects.filter(pk=ban.pk).update(approved_at=cast.at, approved_by=cast.approver)
    screen = screens.of("approver")
    answer = screen.post("rights:request-report", request.number, heard_on="2026-03-16", words="Was er niet.")
    assert answer.status_code == 422 and "Kies iemand anders" in text(answer)
    Request.objects.filter(pk=request.pk).update(heard_on=cast.today)
    answer = screen.post("rights:request-answer", request.number, outcome="refused", cause="none", reasons="Nee.")
    assert answer.status_code == 422 and "Kies iemand anders" in text(answer)
    assert not Request.objects.exclude(decided_at=None).exists()


def test_objection_from_receipt_to_court_route_through_the_pages(screens: Screens, ban: Sanction) -> None:
    """Each step is offered when it is its turn, and does what it says."""
    cast, screen = screens.cast, screens.of("coordinator")
    request = registered(screens, sanction=ban.reference, identified="known", dispute="fact")
    number = request.number
    assert not Sanction.objects.visible_at_counter_of(cast.shop_b, cast.today).exists()

    def step(deed: str, **values: str) -> None:
        page = screen.get("rights:request", number)
        assert reverse(f"rights:request-{deed}", args=["markt", number]) in page.content.decode(), deed
        answer = screen.post(f"rights:request-{deed}", number, **values)
        assert answer.status_code == 302, text(answer)

    step("settle", confirmed="yes", reason="De beelden kloppen.")
    assert Sanction.objects.visible_at_counter_of(cast.shop_b, cast.today).exists()
    step("set-aside", set_aside="no", reason="Er is geen reden.")
    step("hearer", hearer=str(cast.coordinator.pk))
    step("report", heard_on="2026-03-16", words="De persoon zegt er niet te zijn geweest.")
    step("words", side="shop", words="Wij zagen het op de beelden.")
    step("extend", reasons="Wij wachten op de beelden.")
    step("answer", outcome="refused", cause="none", reasons="De beelden laten het zien.")
    html = ban.notices.get(kind=LetterKind.REQUEST_DECIDED).html
    for told in ("De beelden laten het zien.", "Autoriteit Persoonsgegevens", "rechtbank"):
        assert told in html, told
    step("close")
    request = Request.objects.get(number=number)
    assert (request.closed_by, request.outcome, request.clock.limit) == (
        cast.coordinator, Outcome.REFUSED, dt.date(2026, 6, 14),
    )  # fmt: skip
    page = text(screen.get("rights:request", number))
    assert "Er is niets meer te doen" in page and "Woorden toevoegen" not in page
    assert "Afgesloten in de laatste drie maanden" in text(screen.get("rights:desk"))


def test_answer_without_reason_is_refused(screens: Screens, ban: Sanction) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.ERASURE, words="Weg."), at=screens.cast.at)
    for reasons in ("", "   "):
        answer = screens.of("coordinator").post(
            "rights:request-answer", request.number, outcome="refused", cause="none", reasons=reasons
        )
        assert answer.status_code == 422
    assert not Request.objects.exclude(decided_at=None).exists()


def test_r60_answer_to_who_we_do_not_know_has_reasons_and_routes(screens: Screens) -> None:
    request = registered(screens, right="erasure")
    screen = screens.of("coordinator")
    assert screen.get("rights:request-answer-pdf", request.number).status_code == 422
    answer = screen.post("rights:request-answer", request.number, outcome="refused", cause="none", reasons="Onbekend.")
    assert answer.status_code == 302
    from rights.requests.case_file import Paper, paper_page

    page = paper_page(Request.objects.get(), Paper.ANSWER, on=screens.cast.today)
    for told in ("Onbekend.", "Autoriteit Persoonsgegevens", "rechtbank", "artikel 35 UAVG", request.shown_number):
        assert told in page, told
    assert "Vries" not in page
    assert screen.get("rights:request-answer-pdf", request.number).content.startswith(b"%PDF")


def test_bind_moves_the_words_and_asks_how_it_is_known(screens: Screens, ban: Sanction) -> None:
    request = registered(screens)
    screen = screens.of("coordinator")
    answer = screen.post("rights:request-bind", request.number, sanction=ban.reference, identified="")
    assert answer.status_code == 422
    answer = screen.post(
        "rights:request-bind", request.number, sanction=ban.reference, identified="address", confirmed=ban.reference
    )
    assert answer.status_code == 302
    assert "Ik was het niet." in text(screen.get("rights:request", request.number))
    answer = screen.post("rights:request-bind", request.number, sanction=ban.reference, identified="address")
    assert answer.status_code == 422 and "al bekend" in text(answer)


def test_desk_shows_the_most_pressing_first_with_bar_and_what_is_next(screens: Screens, ban: Sanction) -> None:
    cast = screens.cast
    early = receiving.receive_by_code(ban, Asking(Right.ACCESS), at=cast.at)
    for days, chosen in ((0, "alle"), (16, "50"), (24, "75"), (29, "90"), (32, "te-laat")):
        with time_machine.travel(cast.at + days * DAY, tick=False):
            page = screens.of("coordinator").get("rights:desk", filter=chosen)
            assert early.shown_number in text(page), chosen
    with time_machine.travel(cast.at + 15 * DAY, tick=False):
        assert early.shown_number not in text(screens.of("coordinator").get("rights:desk", filter="50"))
        late = receiving.receive_by_code(ban, Asking(Right.COMPLAINT), at=cast.at + 15 * DAY)
        page = text(screens.of("coordinator").get("rights:desk"))
        assert page.index(early.shown_number) < page.index(late.shown_number)
        assert "Nog 17 dagen" in page and "Nu: Antwoord geven" in page
        assert "Kees" not in page and "de Vries" not in page
    with time_machine.travel(cast.at + 32 * DAY, tick=False):
        assert "1 dag te laat" in text(screens.of("coordinator").get("rights:desk"))


def test_filter_of_my_own(screens: Screens, ban: Sanction) -> None:
    cast = screens.cast
    second = invite(
        cast.area,
        email="tweede@voorbeeld.example",
        name="tweede",
        role=Role.COORDINATOR,
        shop=None,
        by=cast.coordinator,
        at=BEGAN,
    ).user
    request = receiving.receive_by_code(ban, Asking(Right.ACCESS), at=cast.at)
    other = next(user for user in (cast.coordinator, second) if user != request.owner)
    assert request.shown_number not in text(screens.of(other).get("rights:desk", filter="mijn"))
    answer = screens.of(other).post("rights:request-owner", request.number, owner=str(other.pk))
    assert answer.status_code == 302
    assert request.shown_number in text(screens.of(other).get("rights:desk", filter="mijn"))


def test_each_view_of_a_case_stands_in_the_log(screens: Screens, ban: Sanction) -> None:
    request = objection(screens.cast, ban)
    screens.of("coordinator").get("rights:request", request.number)
    screens.of("coordinator").get("rights:case-file", request.number)
    lines = Event.objects.filter(action="request.viewed", subject=f"request:{request.number}")
    assert [line.actor for line in lines] == [f"user:{screens.cast.coordinator.pk}"] * 2


def test_committee_is_asked_and_advises_only_where_there_is_one(screens: Screens, ban: Sanction) -> None:
    cast, screen = screens.cast, screens.of("coordinator")
    without = objection(cast, ban)
    assert "klachtencommissie" not in text(screen.get("rights:request", without.number))
    make_protocol(cast.area, by=cast.coordinator, at=cast.at, committee_weeks_n=2)
    request = objection(cast, ban)
    assert screen.post("rights:request-committee", request.number).status_code == 302
    answer = screen.post("rights:request-advice", request.number, advice="granted", words="Te zwaar.")
    assert answer.status_code == 302
    page = text(screen.get("rights:request", request.number))
    assert "advies van de klachtencommissie: toegewezen" in page and "Te zwaar." in page


def test_sanction_page_leads_to_its_requests_and_to_a_new_one(screens: Screens, ban: Sanction) -> None:
    request = objection(screens.cast, ban)
    page = screens.of("coordinator").get("bans:sanction", ban.reference).content.decode()
    assert f"/gebied/markt/verzoeken/nieuw/?maatregel={ban.reference}" in page
    assert request.shown_number in page
    page = screens.of("manager_a").get("bans:sanction", ban.reference).content.decode()
    assert request.shown_number not in page and "verzoeken" not in page


def test_erased_person_leaves_a_bare_case_that_can_still_be_answered(screens: Screens, ban: Sanction) -> None:
    cast, screen = screens.cast, screens.of("coordinator")
    request = objection(cast, ban)
    from bans.actions.erasing import erase_sanctions

    erase_sanctions([ban], rule="R64", at=cast.at)
    page = screen.get("rights:request", request.number)
    assert page.status_code == 200 and "gewist" in text(page) and "Ik was het niet" not in text(page)
    assert screen.get("rights:case-file", request.number).content.startswith(b"%PDF")
    for deed in DEEDS:
        assert screen.get(f"rights:request-{deed}", request.number).status_code == 200, deed
    answer = screen.post(
        "rights:request-answer", request.number, outcome="granted", cause="none", reasons="Alles is gewist."
    )
    assert answer.status_code == 302
    assert Request.objects.get().statements.get().side == Side.ANSWER


def test_questions_do_not_grow_with_the_desk(screens: Screens, ban: Sanction) -> None:
    screen = screens.of("coordinator")
    objection(screens.cast, ban)
    one = screen.queries("rights:desk")
    for _n in range(5):
        objection(screens.cast, ban)
    assert screen.queries("rights:desk") == one


def test_settle_and_channel_words_are_used() -> None:
    """The choices of the forms are those of the models."""
    from rights.requests.forms import CHANNELS, HOW

    assert {value for value, _label in CHANNELS} == set(Channel.values) - {Channel.PAGE}
    assert {value for value, _label in HOW} == set(Identified.values) - {Identified.CODE}
    assert Cause.NONE in Cause.values and Dispute.FACT in Dispute.values
