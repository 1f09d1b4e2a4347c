"""Three stories of people on the list, each at phone width, in Dutch and from right to left."""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdfium2 import PdfDocument

from bans.actions.erasing import erase_ended
from bans.models import Erasure, Photo, Sanction
from notices.actions import letters, serving
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.requests import Outcome, Right
from participants import clock
from participants.jobs.work import run_due
from participants.models import User
from rights.corrections.models import Correction, Kind
from rights.own_page.voices import voices
from rights.requests.models import Cause, Request
from tests.cast import Cast, cast
from tests.factories import DAY, JPEG, make_incident, make_sanction
from tests.notices.test_checking import code_on
from tests.signed_in import sign_in

from .visitor import Visitor

__all__ = ["cast"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

SLUG = "markt"
NOT_ME = "لست أنا. كنت في العمل ذلك اليوم."
TOO_HEAVY = "لم آخذ شيئا. دفعت ثمن كل شيء."
# A page that lays out a letter takes its time on a busy machine.
PATIENCE = 60_000
At = Callable[[User], Visitor]


@pytest.fixture(autouse=True)
def morning(cast: Cast) -> Iterator[None]:
    """The day on which the cast plays."""
    with time_machine.travel(cast.at + dt.timedelta(hours=1), tick=True):
        yield


@pytest.fixture
def somebody(visit: Callable[..., Visitor]) -> Visitor:
    """Who holds a letter: a telephone, and no account."""
    return patient(visit(phone=True))


@pytest.fixture
def at(visit: Callable[..., Visitor]) -> Iterator[At]:
    """The screen of a user, who logged in on a phone just now."""
    screens: dict[int, Visitor] = {}

    def screen(user: User) -> Visitor:
        if user.pk not in screens:
            screens[user.pk] = patient(visit(phone=True))
            client = sign_in(Client(), user)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            page = screens[user.pk].page
            page.goto("/")
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": page.url}])
        return screens[user.pk]

    yield screen
    for visitor in screens.values():
        assert visitor.complaints + visitor.stopped == []


def patient(visitor: Visitor) -> Visitor:
    visitor.page.set_default_timeout(PATIENCE)
    return visitor


def look(visitor: Visitor, *words: str) -> None:
    """The page is fit for everybody, and says this."""
    assert visitor.findings() == []
    for said in words:
        assert said in visitor.text, f"{said!r} is not on {visitor.page.url}: {visitor.text}"


def handed_over(cast: Cast, kind: str = "ban", *, days_ago: int = 0) -> tuple[Sanction, str]:
    """A collective measure of which the letter was handed over in the shop, with a photo; and the letter's code."""
    at = cast.at - days_ago * DAY
    sanction = make_sanction(cast, kind, served=False, at=at - DAY / 8)
    Photo.objects.create(area=cast.area, person=sanction.person, jpeg=JPEG, taken_at=at)
    letter = letters.prepare(sanction, starts_on=clock.dutch_date(at), by=cast.manager_a, at=at)[0]
    facts = serving.HandedOver(
        handed_at=at, place="kantoor", server_name="A. Bakker", witness_name="B. Visser", receipt="signed"
    )
    serving.serve_in_person(letter, facts=facts, by=cast.manager_a, at=at)
    return Sanction.objects.get(pk=sanction.pk), code_on(letter)


def open_letter(somebody: Visitor, code: str, language: str = "nl") -> None:
    """Type the code of the letter, and choose the language on the page; judged in that language."""
    somebody.open("rights:own")
    look(somebody)
    somebody.fill(code=code)
    somebody.press("code")
    if language != "nl":
        somebody.page.locator(".spoken__menu > summary").click()
        with somebody.page.expect_navigation():
            somebody.page.locator(f'button[name="taal"][value="{language}"]').click()
    html = somebody.page.locator("html")
    assert html.get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert somebody.findings() == []


def in_arabic(key: str) -> str:
    """A sentence of the page as it stands in Arabic, up to its first fact."""
    return voices()["ar"].texts[key].partition("{")[0].strip()


def choose(somebody: Visitor, button: str) -> None:
    with somebody.page.expect_navigation():
        somebody.page.locator(f"main {button}").click()
    assert somebody.findings() == []


def send(somebody: Visitor, words: str) -> Request:
    """Send the form in Arabic; the number stands on the screen, and nothing of it in the browser."""
    assert somebody.page.locator("html").get_attribute("dir") == "rtl"
    somebody.fill(words=words)
    choose(somebody, 'button[name="send"]')
    asked = Request.objects.latest("pk")
    assert somebody.page.locator("html").get_attribute("dir") == "rtl"
    assert asked.shown_number in somebody.text and somebody.page.context.cookies() == []
    return asked


def ask(counter: Visitor) -> str:
    """Ask at the counter; the one word of the answer (R44)."""
    counter.open("bans:counter", SLUG)
    counter.fill(family_name="de Vries", given_name="Kees")
    counter.press("family_name")
    assert counter.findings() == []
    return counter.main.locator(".outcome__word").inner_text()


def open_case(handler: Visitor, asked: Request) -> None:
    """Find it among the requests, and open it."""
    handler.open("rights:desk", SLUG)
    look(handler, asked.shown_number)
    handler.follow(asked.get_absolute_url())
    look(handler, asked.shown_number)


def deed(handler: Visitor, asked: Request, page: str, **fields: str) -> None:
    """Press the deed on the page of the case, fill in its form, and come back to the case."""
    handler.follow(reverse(f"rights:request-{page}", args=[SLUG, asked.number]))
    look(handler)
    handler.fill(**fields)
    handler.press(*fields)
    assert handler.page.url.endswith(asked.get_absolute_url()), handler.text
    look(handler)


def answer(handler: Visitor, asked: Request, **fields: str) -> None:
    """Fill in the answer; where the register changes, look at what that touches and say yes."""
    handler.follow(reverse("rights:request-answer", args=[SLUG, asked.number]))
    look(handler)
    handler.fill(**fields)
    handler.press("reasons")
    if fields.get("change"):
        look(handler, fields["reasons"])
        handler.press(form=handler.form(change=fields["change"]))
    assert handler.page.url.endswith(asked.get_absolute_url()), handler.text
    look(handler, "Geantwoord op")


def tell_everybody(coordinator: Visitor, correction: Correction) -> None:
    """The letters get made; the page has them, and everybody was told."""
    address = reverse("rights:correction", args=[SLUG, correction.token])
    if not coordinator.page.url.endswith(address):
        coordinator.follow(address)
    look(coordinator, "0 van ")
    run_due(now=clock.now)
    coordinator.page.reload()
    total = correction.touched["to_tell"]
    look(coordinator, f"{total} van {total}")
    coordinator.press(form=coordinator.main.locator("form").last)
    look(coordinator, "Iedereen is verteld op 16 maart 2026")


def pdf_text(visitor: Visitor, address: str) -> str:
    """The words of a letter, as the visitor's browser gets it."""
    got = visitor.page.request.get(address)
    assert got.status == 200 and got.headers["content-type"] == "application/pdf"
    with closing(PdfDocument(io.BytesIO(got.body()))) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    # A hyphen that the layout put in is no part of the word.
    return re.sub(r"\s+", " ", re.sub("[\xad\ufffe\x02]\\s*|-\r\n", "", " ".join(pages)))


def letter_about(visitor: Visitor, sanction: Sanction, kind: LetterKind) -> str:
    """The words of the newest letter of this kind, by the link on the page."""
    letter = Notice.objects.filter(sanction=sanction, kind=kind).latest("pk")
    return pdf_text(visitor, visitor.link(reverse("notices:pdf", args=[SLUG, letter.pk])))


def test_r63_wrong_person_from_the_letter_to_the_apology(somebody: Visitor, at: At, cast: Cast) -> None:
    """Not me, said in Arabic: hidden at once, found out, annulled with an apology, told to everybody, and gone."""
    ban, code = handed_over(cast)
    counter, coordinator = at(cast.counter_b), at(cast.coordinator)
    assert ask(counter) == "Winkelverbod"

    open_letter(somebody, code, "ar")
    choose(somebody, 'button[name="dispute"][value="person"]')
    asked = send(somebody, NOT_ME)
    assert (asked.right, asked.dispute) == (Right.RECTIFICATION, "person")
    assert ask(counter) == "Welkom"

    open_case(coordinator, asked)
    look(coordinator, NOT_ME, "Geen balie ziet de maatregel nu.")
    deed(coordinator, asked, "settle", confirmed="no", reason="De beelden tonen iemand anders.")
    assert ask(counter) == "Welkom"
    reasons = "U hebt gelijk. Op de beelden staat iemand anders."
    answer(coordinator, asked, outcome="granted", change="annulled", cause="wrong_person", reasons=reasons)
    asked.refresh_from_db()
    assert (asked.outcome, asked.cause) == (Outcome.GRANTED, Cause.WRONG_PERSON)

    correction = Correction.objects.get(request=asked)
    tell_everybody(coordinator, correction)
    apology = letter_about(coordinator, ban, LetterKind.ANNULMENT)
    assert "excuses" in apology and "de Vries" in apology and reasons in apology
    told = Notice.objects.filter(sanction=ban, kind=LetterKind.RECIPIENTS)
    assert set(told.values_list("addressed_to", flat=True)) == {cast.shop_a.pk, cast.shop_b.pk}
    to_shop = letter_about(coordinator, ban, LetterKind.RECIPIENTS)
    assert ban.reference in to_shop and "De maatregel is beëindigd" in to_shop and "de Vries" not in to_shop

    coordinator.page.goto(asked.get_absolute_url())
    coordinator.follow(reverse("rights:request-close", args=[SLUG, asked.number]))
    look(coordinator)
    coordinator.press(form=coordinator.main.locator("form").last)
    look(coordinator, "Afgesloten op")
    assert "Geen balie ziet" not in coordinator.text

    open_letter(somebody, code)
    look(somebody, "vernietigd op 16 maart 2026", "Hij had er nooit mogen zijn", "U krijgt gelijk.")
    gone_after_the_night(somebody, code, coordinator, asked)
    assert somebody.complaints + somebody.stopped == []


def gone_after_the_night(somebody: Visitor, code: str, coordinator: Visitor, asked: Request) -> None:
    """The code of the letter shows that nothing is held, with the certificate; the case is of nobody."""
    erase_ended(on=clock.today() + DAY)
    assert not Sanction.objects.exists()
    open_letter(somebody, code)
    look(somebody, "Wij hebben niets meer over u", Erasure.objects.get().reference)
    open_letter(somebody, code, "ar")
    look(somebody, in_arabic("forgotten.title"), Erasure.objects.get().reference)
    coordinator.page.goto(asked.get_absolute_url())
    look(coordinator, "zijn gewist")
    assert NOT_ME not in coordinator.text


def register_by_telephone(coordinator: Visitor, ban: Sanction) -> Request:
    """Somebody calls; the coordinator writes it down, reads the number out and prints the receipt."""
    coordinator.open("rights:desk", SLUG)
    look(coordinator)
    coordinator.follow(reverse("rights:register", args=[SLUG]))
    look(coordinator)
    coordinator.fill(
        channel="phone", right="access", words="Ik wil alles zien wat u van mij hebt.", name="K. de Vries",
        contact="010 000 00 01", sanction=ban.reference, identified="answers",
    )  # fmt: skip
    coordinator.press("channel")
    asked = Request.objects.get()
    look(coordinator, asked.shown_number, "uiterlijk op 16 april 2026")
    form = coordinator.main.locator("form").first
    # The PDF takes the place of the page, or is downloaded, as the browser likes.
    with coordinator.page.expect_response(re.compile(r"/stukken/\d+\.pdf$")) as got:
        form.locator("button").click()
    receipt = pdf_text(coordinator, got.value.url)
    assert asked.shown_number in receipt and "16 april 2026" in receipt
    return asked


def test_r60_refused_access_from_the_receipt_to_the_court(somebody: Visitor, at: At, cast: Cast) -> None:
    """By telephone, with a receipt; later, with a reason; refused, with reasons, the authority and the court."""
    ban, code = handed_over(cast)
    coordinator = at(cast.coordinator)
    asked = register_by_telephone(coordinator, ban)

    open_case(coordinator, asked)
    later = "Wij zoeken eerst uit of de beelden van een ander zijn."
    deed(coordinator, asked, "extend", reasons=later)
    assert later in request_letter(coordinator, ban, asked, LetterKind.REQUEST_EXTENDED)
    open_letter(somebody, code)
    look(somebody, "Het antwoord komt later, uiterlijk op 16 juni 2026")

    reasons = "U vroeg dit vorige week ook. Sindsdien is er niets veranderd."
    answer(coordinator, asked, outcome="refused", cause="none", reasons=reasons)
    letter = request_letter(coordinator, ban, asked, LetterKind.REQUEST_DECIDED)
    for words in (
        reasons,
        "afgewezen",
        "Autoriteit Persoonsgegevens",
        "rechtbank",
        "binnen 6 weken",
        "artikel 35 UAVG",
    ):
        assert words in letter, words
    deed(coordinator, asked, "close")
    look(coordinator, "Afgesloten op 16 maart 2026")

    open_letter(somebody, code)
    look(
        somebody, asked.shown_number, "Wij hebben beslist op 16 maart 2026",
        "Bent u het niet eens met ons antwoord?", "Autoriteit Persoonsgegevens", "naar de rechter", "6 weken",
    )  # fmt: skip
    open_letter(somebody, code, "ar")
    told = [in_arabic(f"mine.{key}") for key in ("heading", "decided")]
    look(somebody, asked.shown_number, *told, in_arabic("complain.court"), "autoriteitpersoonsgegevens.nl")
    assert "naar de rechter" not in somebody.text
    assert somebody.complaints + somebody.stopped == []


def request_letter(visitor: Visitor, sanction: Sanction, asked: Request, kind: LetterKind) -> str:
    """The words of a letter about a request, by the link on the page of the case."""
    letter = Notice.objects.filter(sanction=sanction, kind=kind).latest("pk")
    return pdf_text(visitor, visitor.link(reverse("rights:request-letter", args=[SLUG, asked.number, letter.pk])))


def test_r19_upheld_objection_takes_the_ban_that_rested_on_the_warning(somebody: Visitor, at: At, cast: Cast) -> None:
    """Objected to in Arabic, heard by who did not decide, annulled; the ban goes from the counter, and then as well."""
    warning, code = handed_over(cast, "warning", days_ago=30)
    again = make_incident(cast, person=warning.person)
    ban = make_sanction(cast, incident=again)
    assert ban.builds_on == warning
    counter, coordinator, hearer = at(cast.counter_b), at(cast.coordinator), at(cast.approver)
    assert ask(counter) == "Winkelverbod"

    open_letter(somebody, code, "ar")
    choose(somebody, 'button[name="right"][value="objection"]')
    asked = send(somebody, TOO_HEAVY)
    assert asked.sanction == warning and asked.right == Right.OBJECTION

    open_case(coordinator, asked)
    decided = {warning.proposed_by, warning.approved_by}
    assert cast.coordinator in decided and cast.approver not in decided
    deed(coordinator, asked, "hearer", hearer=str(cast.approver.pk))
    # Who agreed with the warning does not answer it.
    assert not coordinator.main.locator('a[href$="/antwoord/"]').count()
    open_case(hearer, asked)
    look(hearer, TOO_HEAVY)
    deed(hearer, asked, "report", heard_on="2026-03-16", words="De persoon liet de kassabon zien.")
    answer(hearer, asked, outcome="granted", change="annulled", cause="wrong_fact", reasons="De kassabon klopt.")

    assert ask(counter) in ("Welkom", "Dat weten we niet")
    warning.refresh_from_db()
    ban.refresh_from_db()
    assert warning.annulled_at and ban.review_since and not ban.annulled_at
    open_case(coordinator, asked)
    tell_everybody(coordinator, Correction.objects.get(request=asked))
    assert "excuses" in letter_about(coordinator, warning, LetterKind.ANNULMENT)
    annul_the_ban(coordinator, ban)
    assert ask(counter) == "Welkom"
    open_letter(somebody, code, "ar")
    look(somebody, asked.shown_number, in_arabic("now.annulled"), in_arabic("mine.granted"))
    assert somebody.complaints + somebody.stopped == []


def annul_the_ban(coordinator: Visitor, ban: Sanction) -> None:
    """It stands on the desk as to be looked at again; the coordinator annuls it as well, and tells everybody."""
    coordinator.open("bans:desk", SLUG)
    look(coordinator, "Opnieuw bekijken")
    coordinator.follow(ban.get_absolute_url())
    look(coordinator, "Geen balie ziet hem tot de coördinator beslist.")
    coordinator.follow(reverse("rights:correct", args=[SLUG, ban.reference, Kind.ANNULLED.value]))
    look(coordinator, "Wat raakt dit?")
    coordinator.fill(cause="wrong_fact", reason="De waarschuwing waarop dit rustte is vernietigd.", sure=True)
    coordinator.press("cause")
    tell_everybody(coordinator, Correction.objects.get(sanction=ban))
    assert "excuses" in letter_about(coordinator, ban, LetterKind.ANNULMENT)
