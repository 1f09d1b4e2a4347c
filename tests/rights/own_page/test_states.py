"""Every state of the page, in every language: whole sentences, the right direction, and nothing of anybody."""

import datetime as dt
import re
from html import unescape
from itertools import pairwise

import pytest
import time_machine
from django.http import HttpResponse

from bans.actions.endings import annul, lift, restrict
from bans.models import EntryException, Sanction
from notices.actions import letters, serving, supplements
from notices.codes import new_code
from notices.models import Notice
from notices.models.notice import LetterKind
from participants.models import Budget
from rights.models import Request
from rights.own_page.voices import Voice, voices
from tests.cast import Cast
from tests.factories import DAY, make_incident, make_sanction, make_shop
from tests.notices.test_checking import code_on, hand_over, printed
from tests.screens import Screens, text

from .visiting import ASK, look, send

LEFTOVER = re.compile(r"\{[\w ]*\}")
ALL = [*voices().values()]
pytestmark = pytest.mark.django_db


def content(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def in_every_language(code: str, key: str, *, status: int = 200, **more: str) -> None:
    """The page is whole in each language: its own sentence, its direction, no brace, and no Dutch sentence left."""
    dutch = voices()["nl"]
    for voice in ALL:
        answer = look(code, taal=voice.code, **more)
        body = content(answer)
        assert answer.status_code == status, (voice.code, key)
        assert f'<html lang="{voice.language.tag}" dir="{voice.language.direction}">' in body
        assert answer["Content-Language"] == voice.language.tag
        assert beginning(voice, key) in body, (voice.code, key)
        assert not LEFTOVER.search(text(answer)), (voice.code, LEFTOVER.findall(text(answer)))
        if voice.code in ("nl", "nl-easy"):
            continue
        for name, sentence in dutch.texts.items():
            if len(sentence) > 25 and "{" not in sentence:
                assert sentence not in body, (voice.code, name)


def beginning(voice: Voice, key: str) -> str:
    """What of a sentence stands before its first fact, of the page or else of the sheets."""
    told = voice.texts.get(key) or voice.language.texts[key]
    return max(re.split(r"\{\w+\}|\n", told), key=len).strip()


@pytest.fixture
def other(cast: Cast, screens: Screens) -> Sanction:
    return make_sanction(cast, served=False, at=cast.at - DAY / 8)


def test_form_and_what_is_wrong_with_a_code(screens: Screens) -> None:
    in_every_language("", "form.empty", status=422)
    in_every_language("x", "form.mistyped", status=422)


def test_unknown_code(screens: Screens) -> None:
    in_every_language(new_code(), "unknown.false", status=404)


def test_ban_that_holds(notice: Notice) -> None:
    for key in ("headline.ban", "now.ban", "now.half_way", "follows.ban", "wrong.person", "looks.none", "help.town"):
        in_every_language(code_on(notice), key)


def test_r38_warning_is_not_taken_for_a_ban(cast: Cast, screens: Screens) -> None:
    warning = make_sanction(cast, "warning", "area", served=False, at=cast.at - DAY / 8)
    made = printed(cast, warning)
    in_every_language(code_on(made), "now.not_served")
    hand_over(cast, made)
    in_every_language(code_on(made), "headline.warning")
    body = content(look(code_on(made)))
    assert "own-now--warning" in body and "own-now--ban" not in body and "U mag wel naar binnen" in body


def test_r38_ban_has_another_form_and_word(notice: Notice) -> None:
    body = content(look(code_on(notice)))
    assert "own-now--ban" in body and "own-now--warning" not in body and "VERBOD" in body


def test_r12_combined_letter_tells_of_both(cast: Cast, screens: Screens) -> None:
    incident = make_incident(cast, at=cast.at - DAY / 8)
    ban, _warning = (
        make_sanction(cast, kind, scope, incident=incident, served=False, at=cast.at - DAY / 8)
        for kind, scope in (("ban", "shop"), ("warning", "area"))
    )
    made = letters.prepare(ban, starts_on=cast.today, combined=True, by=cast.manager_a, at=cast.at)[0]
    in_every_language(code_on(made), "now.not_served")
    hand_over(cast, made)
    for key in ("headline.ban_at_business", "headline.warning", "shops.for_you", "where.combined"):
        in_every_language(code_on(made), key)


def test_replaced_and_served_by_post(cast: Cast, other: Sanction) -> None:
    by_post = letters.prepare(other, starts_on=None, by=cast.manager_a, at=cast.at)[0]
    in_every_language(code_on(by_post), "when.post")
    hand_over(cast, printed(cast, other))
    in_every_language(code_on(by_post), "now.replaced")


def test_parent_reads_of_the_child(cast: Cast, screens: Screens) -> None:
    ban = make_sanction(cast, served=False, birth_date=cast.today.replace(year=2009), at=cast.at - DAY / 8)
    made = letters.prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)
    of_parent = next(row for row in made if row.kind == LetterKind.REPRESENTATIVE)
    in_every_language(code_on(of_parent), "act.child")
    serving.settle_representative_letter(ban, sent_on=cast.today, impossible_reason="", by=cast.manager_a, at=cast.at)
    hand_over(cast, made[0])
    assert "VERBOD voor uw kind" in text(look(code_on(of_parent)))
    assert "jonger dan 18" not in text(look(code_on(made[0])))


def test_r36_newer_list(cast: Cast, notice: Notice) -> None:
    make_shop(cast.area, "Boekhandel", by=cast.coordinator, at=cast.at)
    made = supplements.print_supplement(Sanction.objects.get(), by=cast.manager_a, at=cast.at)
    in_every_language(code_on(made), "now.list_not_served")
    facts = serving.HandedOver(
        handed_at=cast.at, place="kantoor", server_name="A. Bakker", witness_name="B. Visser", receipt="signed"
    )
    serving.serve_supplement(made, facts=facts, by=cast.manager_a, at=cast.at)
    in_every_language(code_on(made), "changed.list")
    assert "Boekhandel" in text(look(code_on(made)))


def test_withdrawn_and_annulled(cast: Cast, notice: Notice) -> None:
    lift(notice.sanction, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    in_every_language(code_on(notice), "now.withdrawn")
    ending = letters.print_ending(Sanction.objects.get(), by=cast.coordinator, at=cast.at)
    in_every_language(code_on(ending), "headline.withdrawn_ban")


def test_annulment_apologises(cast: Cast, notice: Notice) -> None:
    annul(notice.sanction, reason="Een ander.", by=cast.coordinator, at=cast.at)
    in_every_language(code_on(notice), "now.annulled")
    ending = letters.print_ending(Sanction.objects.get(), by=cast.coordinator, at=cast.at)
    in_every_language(code_on(ending), "ended.annulled")


def test_ended_by_itself(cast: Cast, notice: Notice) -> None:
    with time_machine.travel(cast.at + 366 * DAY, tick=False):
        in_every_language(code_on(notice), "now.ended")
        assert cast.shop_b.name not in text(look(code_on(notice)))


def test_never_began(cast: Cast, other: Sanction) -> None:
    made = printed(cast, other)
    with time_machine.travel(cast.at + 32 * DAY, tick=False):
        in_every_language(code_on(made), "now.never")


def test_d22_of_what_is_in_dispute_only_whom_to_ask(cast: Cast, notice: Notice) -> None:
    restrict(notice.sanction, by=cast.coordinator, at=cast.at)
    in_every_language(code_on(notice), "now.ask")
    assert "Hoe vaak keek iemand" not in text(look(code_on(notice)))


def test_exceptions_say_where_when_and_until(cast: Cast, notice: Notice) -> None:
    about = {
        "area": cast.area, "sanction": notice.sanction, "for_what": "goods", "last_day": cast.today + 30 * DAY,
        "granted_at": cast.at, "granted_by": cast.coordinator,
    }  # fmt: skip
    EntryException.objects.create(shop=cast.shop_a, **about)
    EntryException.objects.create(shop=cast.shop_b, weekdays=[0, 3], **about)
    times = {"starts_at": dt.time(9), "ends_at": dt.time(11, 30)}
    EntryException.objects.create(shop=cast.shop_c, weekdays=[1], **times, **about)
    ended = {"ended_at": cast.at, "ended_by": cast.coordinator, "weekdays": [6]}
    EntryException.objects.create(shop=cast.shop_c, **ended, **about)
    in_every_language(code_on(notice), "exceptions.heading")
    said = text(look(code_on(notice)))
    assert "Speelgoed : maandag, donderdag, zolang de winkel open is. Tot en met 15 april 2026 ." in said
    assert "Kaas : dinsdag, van 09:00 tot 11:30 uur." in said and "zondag" not in said
    restrict(notice.sanction, by=cast.coordinator, at=cast.at)
    assert "uitzondering. Laat" not in text(look(code_on(notice)))


def test_last_days_are_counted(cast: Cast, notice: Notice) -> None:
    last_day = Sanction.objects.get().last_day
    assert last_day
    for before, key in ((7, "now.days_left"), (6, "looks.fetch"), (0, "now.last_day")):
        with time_machine.travel(cast.at + ((last_day - cast.today).days - before) * DAY, tick=False):
            in_every_language(code_on(notice), key)
            said = text(look(code_on(notice)))
            assert ("Haal het overzicht op" in said) == (before < 7) and "eerder kan stoppen" not in said


def test_own_requests_and_how_far_they_are(cast: Cast, notice: Notice) -> None:
    send(code_on(notice))
    in_every_language(code_on(notice), "mine.open")
    request = Request.objects.get()
    with time_machine.travel(cast.at + 40 * DAY, tick=False):
        in_every_language(code_on(notice), "mine.late")
    Request.objects.filter(pk=request.pk).update(extended_on=cast.today, extended_by=cast.coordinator)
    in_every_language(code_on(notice), "mine.extended")
    decided = {"decided_at": cast.at, "decided_by": cast.coordinator, "cause": "none"}
    for outcome in ("granted", "partly", "refused"):
        Request.objects.filter(pk=request.pk).update(outcome=outcome, **decided)
        in_every_language(code_on(notice), f"mine.{outcome}")


def test_requests_of_another_measure_are_not_told(cast: Cast, notice: Notice) -> None:
    beside = make_sanction(cast, "ban", "shop", person=notice.sanction.person, served=False, at=cast.at - DAY / 8)
    made = printed(cast, beside)
    send(code_on(made))
    number = Request.objects.get().shown_number
    assert number in text(look(code_on(made))) and number not in text(look(code_on(notice)))


def test_asking_in_every_language(cast: Cast, notice: Notice) -> None:
    code = code_on(notice)
    in_every_language(code, "ask.words_help", address=ASK, right="objection")
    fields = {"address": ASK, "send": "1", "right": "objection", "way": "post"}
    in_every_language(code, "ask.write", status=422, **fields)
    in_every_language(code, "ask.sensitive", status=422, words="Omdat ik moslim ben.", **fields)
    in_every_language("", "form.empty", status=422, words="Nee.", **fields)
    for voice in ALL:
        Budget.objects.all().delete()
        answer = send(code, taal=voice.code, words="111222333 was ik niet.")
        said = content(answer)
        assert answer.status_code == 200 and not LEFTOVER.search(text(answer)), voice.code
        for key in ("received.aim", "received.restriction", "received.continues", "ask.number_left_out"):
            assert beginning(voice, key) in said, (voice.code, key)
    for _time in range(10):
        last = send(code)
    assert last.status_code == 429
    in_every_language(code, "ask.too_many", status=429, words="Nee.", **fields)


def test_who_waits_is_told_until_when(notice: Notice) -> None:
    for _time in range(20):
        look(new_code())
    in_every_language(code_on(notice), "form.wait", status=429)


def test_no_answer_tells_a_name_a_story_or_an_address(cast: Cast, screens: Screens) -> None:
    """Marks in every field of the person and of what happened; in no state and no language do they show."""
    about = {
        "given_name": "Xanthippe",
        "family_name": "Quispel",
        "address": "Zwartewaterkade 77",
        "at": cast.at - DAY / 8,
    }
    ban = make_sanction(cast, served=False, birth_date=dt.date(1971, 2, 3), **about)
    made = printed(cast, ban)
    hand_over(cast, made)
    secrets = (
        "Xanthippe", "Quispel", "Zwartewaterkade", "1971", "zonder te betalen", "bij de kassa", "M. de Wit",
        "A. Bakker", "B. Visser", ban.person.token, ban.incident.reference, cast.manager_a.name,
        cast.coordinator.name, cast.approver.name,
    )  # fmt: skip
    send(code_on(made), words="Wolkenkrabber", way="elsewhere", contact="Regenboogpad 3")
    code = code_on(made)
    for voice in ALL:
        answers = [look(code, taal=voice.code), look(code, address=ASK, taal=voice.code, right="access")]
        for answer in answers:
            body = content(answer)
            assert answer.status_code == 200
            for secret in (*secrets, "Wolkenkrabber", "Regenboogpad"):
                assert secret and secret not in body, (voice.code, secret)


def test_headings_follow_one_another_and_dutch_names_are_marked(notice: Notice, cast: Cast) -> None:
    """For who has the page read aloud."""
    body = look(code_on(notice), taal="ar").content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", body)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert f'<bdi dir="ltr" lang="nl">{cast.shop_b.name}</bdi>' in body
    assert f'<bdi dir="ltr">{notice.sanction.reference}</bdi>' in body


def test_large_print_goes_along_in_each_form_and_in_no_cookie(notice: Notice) -> None:
    answer = look(code_on(notice), groot="1")
    body = answer.content.decode()
    assert 'class="larger"' in body and not answer.cookies
    forms = body.count("<form")
    assert (
        body.count('name="groot" value="1"') == forms and 'class="larger"' not in look(code_on(notice)).content.decode()
    )
