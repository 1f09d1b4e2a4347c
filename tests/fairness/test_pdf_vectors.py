"""A letter reaches for nothing and never hangs, whatever stands in its texts (T23, G20)."""

import datetime as dt
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from bans.actions.incidents import PersonDraft, report_incident
from bans.actions.proposals import impose
from bans.free_text import check_free_text
from bans.free_text.characters import MAX_CHARACTERS, MAX_MARKS
from notices.codes import new_code
from notices.facts import check_facts, letter_facts
from notices.letters import render_html, to_pdf
from notices.models.notice import LetterKind
from participants.actions.lists import publish_list
from participants.refusals import Refusal
from tests.cast import Cast

SECONDS = 10
SECRET = "GEHEIM-BESTAND"
VECTORS = [
    '<img src="{there}">',
    "<img srcset='{there} 2x'>",
    '<link rel="stylesheet" href="{there}">',
    '<link rel="attachment" href="{file}">',
    '<a rel="attachment" href="{file}">bijlage</a>',
    '<object data="{there}"></object>',
    '<embed src="{file}">',
    '<iframe src="{there}"></iframe>',
    '<style>@import "{there}";</style>',
    "<style>body {{ background: url({there}) }}</style>",
    "<style>@font-face {{ font-family: x; src: url({there}) }} p {{ font-family: x }}</style>",
    "<style>@page {{ background: url({file}) }}</style>",
    "<p style=\"content: url('{there}')\">x</p>",
    "<style>p::before {{ content: url({file}) }}</style>",
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{there}"/></svg>',
    '<svg><use href="{file}#x"/></svg>',
    '<base href="{there}"><img src="x.png">',
    '<meta http-equiv="refresh" content="0;url={there}">',
    '<input type="image" src="{there}">',
    '<ul style="list-style-image: url({file})"><li>x</li></ul>',
    '<video poster="{there}"></video>',
    '<body background="{there}">',
    "<!DOCTYPE x [<!ENTITY e SYSTEM '{file}'>]>&e;",
    '"><img src="{there}"><p title="',
]


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that notes who asks it for anything."""
    paths: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", paths
    server.shutdown()
    server.server_close()


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "secret.txt").write_text(SECRET)
    return (tmp_path / "secret.txt").as_uri()


def letter(cast: Cast, texts: list[str]) -> str:
    """The page of a ban whose every text field holds one of these."""
    rest = iter(texts * 20)

    def some(room: int) -> str:
        return next(text for text in rest if len(text) <= room)

    incident = report_incident(
        shop=cast.shop_a,
        person=PersonDraft("Kees", some(80), None, some(200), {}, "stated"),
        conduct_code="robbery",
        happened_at=cast.at - dt.timedelta(hours=1),
        place=some(120),
        observed_by=some(120),
        observer_function=some(80),
        narrative="\n".join(texts)[:4_000],
        by=cast.manager_a,
        at=cast.at,
    )
    reason = "\n".join(texts)[:1_900]
    ban = impose(incident, kind="ban", scope="area", months=12, reason=reason, by=cast.manager_a, at=cast.at)
    current = publish_list(cast.area, at=cast.at)
    facts = letter_facts(ban, participant_list=current, starts_on=cast.today, signatory=cast.manager_a, at=cast.at)
    return render_html(LetterKind.COLLECTIVE_BAN, {**facts, **check_facts(new_code())})


def test_g20_no_vector_in_any_text_makes_a_letter_reach_out(
    cast: Cast, asked: tuple[str, list[str]], file: str
) -> None:
    """Through every text field, as the letter is made: all of it stands there as words."""
    address, paths = asked
    assert len(VECTORS) >= 20
    pdf = to_pdf(letter(cast, [vector.format(there=address, file=file) for vector in VECTORS]), identifier="x")
    assert paths == [] and SECRET.encode() not in pdf
    with pdfium.PdfDocument(pdf) as document:
        assert document.count_attachments() == 0
        words = "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    assert "<iframe" in words


@pytest.mark.parametrize("vector", VECTORS)
def test_g20_engine_reaches_out_for_nothing_even_unescaped(
    asked: tuple[str, list[str]], file: str, vector: str
) -> None:
    """The second lock: were a template to forget its duty, the engine itself would refuse or go without."""
    address, paths = asked
    page = f"<html lang=nl><title>x</title><body>{vector.format(there=address, file=file)}</body></html>"
    try:
        pdf = to_pdf(page, identifier="x")
    except Refusal as refusal:
        assert refusal.code == "letter_reaches_out"
        pdf = b""
    assert paths == [] and SECRET.encode() not in pdf
    if pdf:
        with pdfium.PdfDocument(pdf) as document:
            assert document.count_attachments() == 0


@pytest.mark.parametrize(
    "text", ["e" + "\u0301" * 50_000, "x" * 100_000, "woord " * 16_667, "\u202e" * 50_000, "a\n" * 101]
)
def test_what_would_stop_the_engine_never_gets_in(text: str) -> None:
    with pytest.raises(Refusal):
        check_free_text(text, "narrative")


HEAVIEST = {
    "accents": ("e" + "\u0301" * MAX_MARKS) * 760,
    "lines": "abcdefghij klmnopqrs tuvw\n" * 99,
    "long words": ("a" * 199 + " ") * 19,
    "right to left": "שלום " * 760,
    "many scripts": "aбג漢🙂é " * 540,
    "marks of other scripts": "ก้ำ" * 60 + " " + "ก้ำ" * 60,
}


@pytest.mark.parametrize("kind", HEAVIEST)
def test_the_heaviest_text_that_gets_in_makes_a_letter_in_time(cast: Cast, kind: str) -> None:
    """Ten seconds are the limit for what the longest field may hold."""
    text = HEAVIEST[kind][: min(MAX_CHARACTERS, 3_999)].strip()
    text = " ".join(text[at : at + 190] for at in range(0, len(text), 190)) if kind == "accents" else text
    page = letter(cast, [text[:3_990], "Kort."])
    began = time.process_time()
    to_pdf(page, identifier="x")
    assert time.process_time() - began < SECONDS
