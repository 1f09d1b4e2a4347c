"""Asking something with the code of a letter: a number at once, and nothing that was typed is lost (R58, R62, R63)."""

import threading
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from audit.models import Event
from bans.actions.endings import lift
from bans.actions.erasing import erase_ended
from bans.models import Sanction
from notices.codes import in_groups, new_code
from notices.models import Notice
from notices.requests import Right
from rights.models import Request
from rights.own_page import asking
from rights.own_page.asking import EACH_HOUR, EACH_LETTER, Draft, ask
from rights.requests.own_words import LEFT_OUT, MOST_CHARACTERS
from tests.cast import Cast
from tests.factories import DAY
from tests.notices.test_checking import code_on
from tests.screens import Screens, text

from .visiting import ASK, OWN, hidden, look, send, words_in

ARABIC = "لم أكن هناك في ذلك اليوم وكنت في العمل. "


def seen_at_counter(cast: Cast, notice: Notice) -> bool:
    rows = Sanction.objects.visible_at_counter_of(cast.shop_b, cast.today)
    return rows.filter(pk=notice.sanction_id).exists()


def test_r58_request_gets_its_number_and_days_at_once(notice: Notice, cast: Cast) -> None:
    answer = send(code_on(notice))
    request = Request.objects.get()
    said = text(answer)
    assert answer.status_code == 200 and request.shown_number in said
    for words in ("voor of op 13 april 2026", "uiterlijk op 16 april 2026", "Uiterlijk op 19 maart 2026 beslissen wij"):
        assert words in said, words
    assert "blijft de maatregel gelden" in said and seen_at_counter(cast, notice)
    assert request.statements.get().words == "Ik was er niet."
    assert (request.right, request.identified, request.owner) == ("objection", "code", cast.coordinator)
    assert request.requester.contact == "per post, op het adres dat wij al hebben"
    assert request.shown_number in text(look(code_on(notice)))


def test_r63_it_is_somebody_else_hides_at_the_counter_at_once(notice: Notice, cast: Cast) -> None:
    """From the button on the page to the empty counter, without anybody of us."""
    code = code_on(notice)
    assert seen_at_counter(cast, notice)
    form = look(code, address=ASK, right="rectification", dispute="person")
    assert 'value="person" checked' in form.content.decode() and seen_at_counter(cast, notice)
    answer = send(code, right="rectification", dispute="person")
    assert not seen_at_counter(cast, notice)
    assert "De winkels zien de maatregel nu niet" in text(answer)
    page = text(look(code))
    assert "bekijken deze maatregel opnieuw" in page and Request.objects.get().shown_number in page
    assert "winkelverbod" not in page.replace("over een winkelverbod", "") and cast.shop_b.name not in page


def test_r63_who_asks_to_put_right_says_that_it_is_wrong(notice: Notice, cast: Cast) -> None:
    """As the page promises beside that choice."""
    send(code_on(notice), right="rectification", words="Het was een andere dag.")
    assert Request.objects.get().dispute == "fact" and not seen_at_counter(cast, notice)


def test_fifty_thousand_characters_of_arabic_are_taken_in(notice: Notice) -> None:
    words = (ARABIC * 2000)[:50_000].strip()
    answer = send(code_on(notice), words=words, taal="ar")
    assert answer.status_code == 200 and 'dir="rtl"' in answer.content.decode()
    assert Request.objects.get().statements.get().words == words


def test_longer_than_we_take_stays_in_the_form(notice: Notice) -> None:
    words = "a" * (MOST_CHARACTERS + 1)
    answer = send(code_on(notice), words=words)
    assert answer.status_code == 422 and "hoogstens 60000 tekens" in text(answer)
    assert words_in(answer) == words and not Request.objects.exists()
    lines = "a\r\n" * (MOST_CHARACTERS // 2)
    assert send(code_on(notice), words=lines).status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"right": ""}, "Kies wat u vraagt"),
        ({"right": "money"}, "Kies wat u vraagt"),
        ({"dispute": "weather"}, "Kies een van de mogelijkheden"),
        ({"way": "pigeon"}, "Kies een van de mogelijkheden"),
        ({"way": "elsewhere"}, "Vul een adres"),
        ({"words": "  "}, "Vertel in een paar woorden"),
    ],
)
def test_what_is_not_right_yet_is_said_and_the_words_stay(
    notice: Notice, fields: dict[str, Any], sentence: str
) -> None:
    words = fields.get("words", "Mijn verhaal.\nMet twee regels.")
    answer = send(code_on(notice), **{"words": words, **fields})
    assert (answer.status_code, sentence in text(answer)) == (422, True)
    assert words_in(answer) == words and not Request.objects.exists()


def test_own_data_are_asked_without_words(notice: Notice) -> None:
    assert send(code_on(notice), right="access", words="").status_code == 200
    assert not Request.objects.get().statements.exists()


def test_d27_number_that_nobody_may_keep_is_left_out_and_that_is_said(notice: Notice) -> None:
    number = "111222333"
    answer = send(code_on(notice), words=f"Mijn nummer is {number}.", way="elsewhere", contact=f"Straat 1, {number}")
    assert "een nummer dat wij niet mogen bewaren" in text(answer)
    request = Request.objects.get()
    assert request.statements.get().words == f"Mijn nummer is {LEFT_OUT}."
    assert number not in request.requester.contact and request.requester.contact.startswith("Straat")


def test_sensitive_words_are_asked_about_once(notice: Notice) -> None:
    words = "Omdat ik moslim ben."
    answer = send(code_on(notice), words=words)
    assert answer.status_code == 422 and "heel persoonlijks" in text(answer) and words_in(answer) == words
    assert not Request.objects.exists()
    fields = {"right": "complaint", "words": words, "way": "post", "anyway": "1"}
    assert look(code_on(notice), address=ASK, **fields).status_code == 200
    assert Request.objects.get().statements.get().words == words


def test_sent_twice_is_one_request(notice: Notice) -> None:
    """The same form, and not the same words: somebody may say the same again."""
    code = code_on(notice)
    key = hidden(look(code, address=ASK, right="objection"), "key")
    first, second = send(code, key=key), send(code, key=key)
    request = Request.objects.get()
    assert request.shown_number in text(first) and request.shown_number in text(second)
    send(code)
    assert Request.objects.count() == 2


def test_key_of_a_form_leads_to_nobody_elses_request(notice: Notice, cast: Cast) -> None:
    other = Notice.objects.get(pk=notice.pk)
    other.sanction_id = notice.sanction_id + 1
    draft = Draft(right="objection", words="Nee.", key="k" * 43)
    assert asking._submission_key(notice, draft) != asking._submission_key(other, draft)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_is_one_request(notice: Notice, cast: Cast) -> None:
    gate, numbers = threading.Barrier(8), []
    draft = Draft(right="objection", words="Nee.", key="k" * 43)

    def press() -> None:
        gate.wait()
        try:
            numbers.append(ask(notice, draft, visitor="192.0.2.1", at=cast.at).number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 8 and len(set(numbers)) == 1 == Request.objects.count()


def test_forty_requests_in_an_hour_are_ten_and_no_word_is_lost(notice: Notice, cast: Cast) -> None:
    answers = [send(code_on(notice), words=f"Verzoek {number}.") for number in range(40)]
    assert [answer.status_code for answer in answers] == [200] * EACH_HOUR + [429] * (40 - EACH_HOUR)
    last = answers[-1]
    assert "al veel verzoeken" in text(last) and cast.area.contact_phone in text(last)
    assert words_in(last) == "Verzoek 39." and 0 < int(last["Retry-After"]) <= 3600
    assert Request.objects.count() == EACH_HOUR == 10
    # Whoever asked all that can still read how it stands.
    assert look(code_on(notice)).status_code == 200


def test_one_letter_is_good_for_twenty_a_day_whoever_asks(notice: Notice) -> None:
    for number in range(EACH_LETTER):
        assert send(code_on(notice), visitor=f"192.0.2.{number}").status_code == 200
    answer = send(code_on(notice), visitor="192.0.2.200")
    assert answer.status_code == 429 and "17 maart 2026" in text(answer)
    assert Request.objects.count() == EACH_LETTER


def test_guessed_or_mistyped_code_asks_nothing_and_keeps_the_words(notice: Notice) -> None:
    words = "Een lang verhaal."
    for code, status in ((in_groups(new_code()), 404), (code_on(notice)[:-1], 422), ("", 422)):
        answer = send(code, words=words)
        assert (answer.status_code, words_in(answer)) == (status, words)
        assert 'name="code" id="id_code"' in answer.content.decode()
    assert not Request.objects.exists()


def test_who_guesses_too_often_waits_and_keeps_the_words(notice: Notice) -> None:
    for _time in range(20):
        look(new_code())
    answer = send(code_on(notice), words="Mijn verhaal.")
    assert (answer.status_code, words_in(answer)) == (429, "Mijn verhaal.") and int(answer["Retry-After"]) > 0


def test_request_while_the_file_is_erased_is_answered_calmly(notice: Notice, cast: Cast) -> None:
    """Gone before it was sent, or between opening the letter and writing the request down."""
    code = code_on(notice)
    lift(notice.sanction, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    erase_ended(on=cast.today + DAY)
    answer = send(code, words="Te laat.")
    assert answer.status_code == 410 and words_in(answer) == "Te laat."
    assert "U kunt nog wel vragen stellen" in text(answer) and cast.area.contact_phone in text(answer)
    assert not Request.objects.exists()


def test_file_that_goes_in_between_is_answered_the_same(
    notice: Notice, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, taken = code_on(notice), asking._take_turn

    def meanwhile(*args: Any) -> None:
        taken(*args)
        lift(Sanction.objects.get(), reason="Afgesproken.", by=cast.coordinator, at=cast.at)
        erase_ended(on=cast.today + DAY)

    monkeypatch.setattr(asking, "_take_turn", meanwhile)
    answer = send(code, words="Net te laat.")
    assert (answer.status_code, words_in(answer)) == (410, "Net te laat.")
    assert not Request.objects.exists()


def test_language_is_changed_without_losing_a_word(notice: Notice) -> None:
    """The button of a language stands in the form itself, behind what Enter presses."""
    form = look(code_on(notice), address=ASK, right="erasure", words=ARABIC, taal="nl")
    answer = look(code_on(notice), address=ASK, right="erasure", words=ARABIC, taal="ar", groot="1")
    body = answer.content.decode()
    assert words_in(answer) == ARABIC and '<html lang="ar" dir="rtl" class="larger">' in body
    assert 'value="erasure" checked' in body and not Request.objects.exists()
    page = form.content.decode()
    assert page.index('name="send"') < page.index('name="taal" value="ar"') < page.index('action="/brief/"')


def test_words_and_code_are_in_no_log(notice: Notice, caplog: pytest.LogCaptureFixture) -> None:
    code = code_on(notice)
    with caplog.at_level("DEBUG"):
        answer = send(code, words="Xylofoon")
    log = repr(list(Event.objects.values_list("action", "subject", "facts"))) + caplog.text
    assert "Xylofoon" not in log and code not in log and not answer.cookies


def test_address_of_the_form_alone_leads_back(screens: Screens) -> None:
    answer = Client().get(ASK)
    assert (answer.status_code, answer["Location"]) == (302, OWN)


def test_every_right_can_be_chosen() -> None:
    assert set(asking.RIGHTS) == set(Right)
