"""The page on which anybody checks a letter: no account, no cookie, no code in an address (T37)."""

import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from bans.actions.endings import restrict
from bans.models import Erasure, Sanction
from notices.actions.checking import EACH
from notices.codes import digest, in_groups, new_code, read_code
from notices.models import Notice
from rights.models import ForgottenLetter
from rights.own_page.opening import open_letter
from tests.cast import Cast
from tests.factories import DAY
from tests.notices.test_checking import code_on
from tests.screens import text

PAGE = "/brief/"


def ask(code: str, **more: str) -> HttpResponse:
    return Client().post(PAGE, {"code": code, **more})


def shape(answer: HttpResponse, code: str) -> tuple[Any, ...]:
    """What somebody could compare, without what is random on every page, and without what was typed."""
    body = re.sub(r'nonce="[^"]*"', "", answer.content.decode())
    headers = {name: re.sub(r"nonce-[\w+/=-]*", "", value) for name, value in answer.headers.items()}
    return answer.status_code, body.replace(code, ""), headers


def test_holder_reads_what_the_letter_says_and_no_name(notice: Notice, cast: Cast) -> None:
    answer = ask(code_on(notice).lower())
    assert answer.status_code == 200
    said = text(answer)
    person = notice.sanction.person
    for words in (
        "Deze brief is echt", "Collectief winkelverbod", "VERBOD: u mag niet naar binnen", "Van 16 maart 2026",
        "Nog 365 dagen", "kijken wij vanaf 14 september 2026", "diefstal met geweld of bedreiging", cast.area.name,
        notice.sanction.reference, "16 maart 2026", cast.shop_a.address, cast.shop_b.name, cast.area.contact_email,
        cast.area.association_address, "Autoriteit Persoonsgegevens", "naar de rechter", "Bezwaar maken", "0800 8020",
    ):  # fmt: skip
        assert words in said, words
    whole = answer.content.decode()
    for secret in (person.family_name, person.token, notice.sanction.incident.narrative, "A. Bakker", "B. Visser"):
        assert secret and secret not in whole


def test_page_is_for_everybody_and_keeps_nothing(notice: Notice) -> None:
    """No cookie, no index, no copy; and no script but its own."""
    client = Client()
    for answer in (client.get(PAGE), client.post(PAGE, {"code": code_on(notice)}), client.post(PAGE, {"code": "x"})):
        assert not answer.cookies and not client.cookies
        assert answer["X-Robots-Tag"] == "noindex, nofollow" and "no-store" in answer["Cache-Control"]
        assert 'content="noindex, nofollow"' in answer.content.decode()
        scripts = re.findall(r'<script src="/static/js/([\w-]+)\.js"', answer.content.decode())
        assert scripts == ["app", "letter-check"]
    assert Client(enforce_csrf_checks=True).post(PAGE, {"code": code_on(notice)}).status_code == 200


def test_code_is_in_no_address_and_no_log(notice: Notice, caplog: pytest.LogCaptureFixture) -> None:
    """Asked for in an address it is not even read; the answer leads nowhere with it."""
    code = code_on(notice)
    asked = Client().get(PAGE, {"code": code})
    assert asked.status_code == 200 and "Deze brief is echt" not in asked.content.decode()
    with caplog.at_level("DEBUG"):
        answer = ask(code)
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', answer.content.decode())
    bare = code.replace(" ", "")
    assert addresses and not any(bare in address or code in address for address in addresses)
    assert answer["Referrer-Policy"] == "same-origin"
    log = repr(list(Event.objects.values_list("action", "subject", "facts"))) + caplog.text
    assert code not in log and bare not in log


def test_t37_code_that_is_not_there_gets_one_answer(notice: Notice) -> None:
    """Never, expired or erased: status, headers and body are the same, whoever asks."""
    kept, unknown = code_on(notice), in_groups(new_code())
    Sanction.objects.filter(pk=notice.sanction_id).update(
        starts_on=notice.starts_on - 900 * DAY, last_day=notice.starts_on - 600 * DAY
    )
    expired = shape(ask(kept), kept)
    Notice.objects.all().delete()
    assert expired == shape(ask(kept), kept) == shape(ask(unknown), unknown)
    assert expired[0] == 404 and "Wij vinden geen brief met deze code" in expired[1]


def test_t37_code_that_is_not_there_asks_the_same_of_the_database(notice: Notice, cast: Cast) -> None:
    """So that a clock tells no more than the page: never, expired, and a certificate whose days are over."""
    kept, unknown, late = code_on(notice), in_groups(new_code()), in_groups(new_code())
    certificate = Erasure.objects.create(
        area=cast.area, person_token="a" * 16, erased_at=cast.at - 100 * DAY, rules=["R53"], key_destroyed=True
    )
    ForgottenLetter.objects.create(
        area=cast.area, code_digest=digest(read_code(late)), erasure=certificate, until=cast.today - DAY
    )
    Sanction.objects.filter(pk=notice.sanction_id).update(
        starts_on=notice.starts_on - 900 * DAY, last_day=notice.starts_on - 600 * DAY
    )
    open_letter(unknown, visitor="first", at=cast.at)
    found = [questions(code, cast) for code in (kept, late, unknown)]
    assert found[0] == found[1] == found[2] and found[0]


def questions(code: str, cast: Cast) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert open_letter(code, visitor=code, at=cast.at) is None
    return [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in asked]


def test_mistyped_and_empty_are_told_apart_from_unknown(notice: Notice) -> None:
    code = code_on(notice)
    for typed, sentence in (
        (code[:-1], "verkeerd typte"),
        ("", "Vul de code in"),
        ("x" * 61, "verkeerd typte"),
        ("\x00", ""),
    ):
        answer = ask(typed)
        assert (answer.status_code, sentence in text(answer)) == (422, True), typed
    assert f'value="{code[:-1]}"' in ask(code[:-1]).content.decode()


def test_of_a_measure_in_dispute_only_whom_to_ask(notice: Notice, cast: Cast) -> None:
    restrict(notice.sanction, by=cast.coordinator, at=cast.at)
    answer = ask(code_on(notice))
    said = text(answer)
    assert answer.status_code == 200 and f"Vraag {cast.area.association}" in said
    for hidden in ("winkelverbod", "geldt nu", "tot en met", cast.shop_b.name, "beperkt"):
        assert hidden not in said.replace("Is uw papier", ""), hidden


def test_who_asks_too_often_waits(notice: Notice) -> None:
    """What is found costs no turn, so that walking through one's own page does not lock it; guesses do."""
    for _time in range(EACH):
        assert ask(code_on(notice)).status_code == 200
    for _time in range(EACH):
        assert ask(new_code()).status_code == 404
    answer = ask(code_on(notice))
    assert (answer.status_code, "te vaak" in text(answer)) == (429, True)
    assert 0 < int(answer["Retry-After"]) <= 600
    elsewhere = Client(REMOTE_ADDR="198.51.100.7").post(PAGE, {"code": code_on(notice)})
    assert elsewhere.status_code == 200


def test_one_household_is_one_visitor(notice: Notice) -> None:
    """Of IPv6 anybody has more addresses than there are guesses."""
    for number in range(EACH):
        assert Client(REMOTE_ADDR=f"2001:db8::{number:x}").post(PAGE, {"code": new_code()}).status_code == 404
    assert Client(REMOTE_ADDR="2001:db8::ffff").post(PAGE, {"code": code_on(notice)}).status_code == 429
    assert Client(REMOTE_ADDR="2001:db8:0:1::1").post(PAGE, {"code": code_on(notice)}).status_code == 200


def test_page_speaks_english_without_a_cookie(notice: Notice) -> None:
    form = Client().get(PAGE, {"taal": "en"})
    assert "View your letter" in text(form) and form["Content-Language"] == "en"
    assert 'name="taal" value="en"' in form.content.decode()
    answer = ask(code_on(notice), taal="en")
    assert "BAN" in text(answer) and not answer.cookies
    for odd in ("xx", "../", ""):
        assert "Bekijk uw brief" in text(Client().get(PAGE, {"taal": odd}))


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_page_takes_no_other_method(db: None, method: str) -> None:
    assert getattr(Client(), method)(PAGE).status_code == 405
