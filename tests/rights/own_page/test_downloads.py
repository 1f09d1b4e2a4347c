"""What the code of a letter lets somebody take away (R65; ADR 20)."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from audit.log import record
from audit.models import Event
from bans.actions.erasing import erase_sanctions
from bans.models import Erasure, Sanction
from notices.actions import requests
from notices.models import Notice
from notices.requests import Outcome
from rights.access.actions import DOWNLOAD_D
from rights.access.looks import events_about, look_of
from rights.models import AccessExport, Request
from rights.own_page import downloads, pages
from rights.own_page.looks import Row, looks_of, summary_of
from rights.own_page.voices import voices
from rights.requests.asked import as_asked
from tests.cast import Cast
from tests.factories import DAY
from tests.notices.test_checking import code_on
from tests.notices.test_documents import words
from tests.screens import text

from .visiting import look, send

LOOKS, PDF, JSON = "/brief/overzicht.pdf", "/brief/gegevens.pdf", "/brief/gegevens.json"


@pytest.fixture
def answered(cast: Cast, notice: Notice, monkeypatch: pytest.MonkeyPatch) -> Notice:
    """The letter with the answer to a request for access, and the export that belongs to it."""
    send(code_on(notice), right="access", words="")
    request = Request.objects.get()
    drawn = requests.draw_decision(
        request.sanction, request=as_asked(request, on=cast.today), outcome=Outcome.GRANTED, reasons="Hier zijn ze.",
        by=cast.coordinator, at=cast.at,
    )  # fmt: skip
    letter = drawn.keep()
    export = AccessExport(area=cast.area, request=request, person=request.person, made_at=cast.at)
    export.made_by, export.pdf, export.json = cast.coordinator, b"%PDF-1.7 alles", b'{"alles": 1}'
    export.save()

    def by_letter(found: Notice, *, on: dt.date) -> AccessExport | None:
        return export if found.pk == letter.pk and on <= cast.today + DOWNLOAD_D * DAY else None

    monkeypatch.setattr(pages, "export_by_letter", by_letter)
    monkeypatch.setattr(downloads, "export_by_letter", by_letter)
    return Notice.objects.get(pk=letter.pk)


def bytes_of(answer: HttpResponse) -> bytes:
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"] and not answer.cookies
    return answer.content


def test_r65_letter_with_the_answer_opens_the_data(answered: Notice, cast: Cast) -> None:
    code = code_on(answered)
    page = look(code)
    assert "Uw gegevens ophalen" in text(page) and "tot en met 15 april 2026" in text(page)
    assert "Antwoord op een verzoek" in text(page) and Request.objects.get().shown_number in text(page)
    assert bytes_of(look(code, address=PDF)) == b"%PDF-1.7 alles"
    assert bytes_of(look(code, address=JSON)) == b'{"alles": 1}'
    lines = Event.objects.filter(action="own.fetched", subject=f"person:{answered.sanction.person.token}")
    assert [line.facts["what"] for line in lines] == ["data", "data"]


def test_d24_no_other_letter_opens_them(answered: Notice, notice: Notice) -> None:
    """Whoever finds the letter of the ban may ask, and gets nothing personal with it."""
    assert "Uw gegevens ophalen" not in text(look(code_on(notice)))
    for address in (PDF, JSON):
        assert look(code_on(notice), address=address).status_code == 404
        assert look("", address=address).status_code == 422
        assert Client().get(address).status_code == 302
    assert not Event.objects.filter(action="own.fetched").exists()


def test_download_ends_after_its_days(answered: Notice, cast: Cast) -> None:
    with time_machine.travel(cast.at + (DOWNLOAD_D + 1) * DAY, tick=False):
        assert "Uw gegevens ophalen" not in text(look(code_on(answered)))
        assert look(code_on(answered), address=PDF).status_code == 404


def looked_at(cast: Cast, sanction: Sanction) -> None:
    about: dict[str, Any] = {"subject": f"person:{sanction.person.token}", "area": cast.area}
    for _time in range(3):
        record("counter.asked", by=cast.counter_a, **about)
    record("counter.opened", by=cast.counter_b, **about)
    record("person.viewed", by=cast.coordinator, **about)
    record("letter.viewed", by=cast.manager_a, **about)


def test_looks_are_counted_by_kind(cast: Cast, notice: Notice) -> None:
    before = looks_of(notice.sanction.person).total
    looked_at(cast, notice.sanction)
    looks = looks_of(notice.sanction.person)
    assert looks.total == before + 6
    assert (looks.by_kind["counter"], looks.by_kind["opened"], looks.by_kind["office"]) == (3, 1, before + 2)
    said = text(look(code_on(notice)))
    assert f"{before + 6} keer, sinds 16 maart 2026" in said and "Aan een balie gevraagd: 3" in said


def test_page_summary_and_certificate_count_every_look_under_whatever_reference(cast: Cast, notice: Notice) -> None:
    sanction = notice.sanction
    send(code_on(notice), right="complaint", words="Zo gaat u niet met mij om.")
    before = looks_of(sanction.person).total
    for action, subject in (
        ("letter.viewed", f"sanction:{sanction.reference}"),
        ("request.viewed", f"request:{Request.objects.get().number}"),
        ("person.looked_up", f"person:{sanction.person.token}"),
        ("counter.other_person", f"person:{sanction.person.token}"),
        ("person.viewed", f"incident:{sanction.incident.reference}"),
    ):
        record(action, by=cast.manager_a, area=cast.area, subject=subject)
    assert looks_of(sanction.person).total == before + 5
    assert sum(row.times for row in summary_of(sanction.person)) == before + 5
    seen = {look.action for look in map(look_of, events_about(sanction.person))}
    assert seen >= {"letter.viewed", "request.viewed", "person.looked_up", "counter.other_person"}
    erase_sanctions([sanction], rule="R53", at=cast.at)
    assert sum(Erasure.objects.get().looks.values()) == before + 5


def test_summary_has_months_purposes_and_kinds_of_organisation_alone(cast: Cast, notice: Notice) -> None:
    looked_at(cast, notice.sanction)
    month = cast.today.replace(day=1)
    assert summary_of(notice.sanction.person) == [
        Row(month, "entry", "shop", 4),
        Row(month, "measures", "association", 1),
        Row(month, "measures", "shop", 1),
    ]


def test_summary_can_be_fetched_in_the_last_week_only(cast: Cast, notice: Notice) -> None:
    looked_at(cast, notice.sanction)
    last_day = Sanction.objects.get().last_day
    assert last_day
    days = (last_day - cast.today).days
    for day, status in ((0, 404), (days - 7, 404), (days - 6, 200), (days, 200), (days + 1, 404)):
        with time_machine.travel(cast.at + day * DAY, tick=False):
            answer = look(code_on(notice), address=LOOKS)
            assert answer.status_code == status, day
            if status == 200:
                said = words(bytes_of(answer))
                assert "Wie keek er naar uw gegevens?" in said and "maart 2026" in said and "een winkel" in said
                person = notice.sanction.person
                for secret in (cast.shop_a.name, cast.shop_b.name, person.family_name, person.token, "16 maart"):
                    assert secret not in said, secret


def test_summary_speaks_every_language(cast: Cast, notice: Notice) -> None:
    looked_at(cast, notice.sanction)
    for voice in voices().values():
        visit = type("V", (), {"voice": voice, "large": True})
        page = downloads.summary_page(notice, visit, on=cast.today)  # type: ignore[arg-type]
        for key in ("summary.title", "purposes.entry", "organisations.association"):
            assert str(voice.say(key)) in page, (voice.code, key)
        assert f'dir="{voice.language.direction}"' in page


def test_arabic_summary_is_made(cast: Cast, notice: Notice) -> None:
    last_day = Sanction.objects.get().last_day
    assert last_day
    with time_machine.travel(cast.at + (last_day - cast.today).days * DAY, tick=False):
        assert bytes_of(look(code_on(notice), address=LOOKS, taal="ar")).startswith(b"%PDF")


def test_one_letter_is_good_for_so_many_downloads_a_day(answered: Notice) -> None:
    code = code_on(answered)
    for _time in range(downloads.MOST):
        assert look(code, address=JSON).status_code == 200
    answer = look(code, address=JSON)
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
