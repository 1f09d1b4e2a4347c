"""What stands on a sheet: the same facts as the letter, in the reader's language and direction."""

import dataclasses
import datetime as dt
import html
import re
from itertools import product

import pytest

from bans.conduct import CONDUCT
from notices.models.notice import LetterKind
from notices.sheets import sheet
from notices.sheets.languages import languages
from notices.sheets.outline import SHEET_KINDS
from notices.sheets.sheet import sheet_html
from notices.sheets.words import date_in
from participants.refusals import Refusal


def words(page: str) -> str:
    """What its reader reads; a space that does not break is a space."""
    body = page.partition("</head>")[2] or page
    return plain(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?bdi[^>]*>", "", body))))


def plain(text: str) -> str:
    return " ".join(text.split())


def test_page_says_its_language_direction_and_title(facts_for) -> None:
    facts = facts_for("collective_ban")
    for code, language in languages().items():
        page = sheet_html("collective_ban", facts, code)
        assert f'<html lang="{language.tag}" dir="{language.direction}">' in page
        assert f"<title>{html.escape(language.texts['sheet.title'])} {facts['sanction'].reference}</title>" in page
        assert page.count("<h1>") == 1 and page.count("<h2>") == page.count("<section"), code


@pytest.mark.parametrize("kind", sorted(SHEET_KINDS))
def test_sheet_tells_the_same_facts_as_the_letter(facts_for, kind: str) -> None:
    """Reference, who, what, where, until when, whom to ask, in every language; and nobody's name."""
    facts = facts_for(kind)
    area = facts["area"]
    for code, language in languages().items():
        told = [facts["sanction"].reference, "Bakkerij bv", area.contact_phone, area.contact_email]
        told += ["Autoriteit Persoonsgegevens"]
        if not facts["ended"]:
            told += [words(date_in(language, facts["last_day"]))]
        if not facts["ended"] and kind != LetterKind.SUPPLEMENTARY:
            told += [plain(language.texts[f"conduct.{facts['conduct'].code}"])]
            told += [entry["name"] for entry in facts["premises"]]
        if kind == LetterKind.SUPPLEMENTARY:
            told += ["Boekhandel"]
        if kind == LetterKind.COMBINED:
            told += [facts["warning"].reference]
        said = words(sheet_html(kind, facts, code))
        assert [fact for fact in told if fact not in said] == [], code
        assert [mark for mark in ("de Vries", "MERK", "Geheimstraat", "1987") if mark in said] == []
        assert "{" not in said and "}" not in said


def test_every_conduct_is_said_in_the_readers_words(facts_for) -> None:
    facts = facts_for("collective_ban")
    for code, language in languages().items():
        for conduct in CONDUCT.values():
            said = words(sheet_html("collective_ban", {**facts, "conduct": conduct}, code))
            assert plain(language.texts[f"conduct.{conduct.code}"]) in said


def test_r38_warning_and_ban_cannot_be_mistaken(facts_for) -> None:
    """In every language another word, another box, another door."""
    facts = {measure: facts_for(f"collective_{measure}") for measure in ("ban", "warning")}
    for code, language in languages().items():
        texts = {key: plain(text) for key, text in language.texts.items()}
        for own, other, shown in (("ban", "warning", "entry_forbidden"), ("warning", "ban", "entry_allowed")):
            page = sheet_html(f"collective_{own}", facts[own], code)
            assert texts[f"headline.{own}"] in words(page) and texts[f"headline.{other}"] not in words(page)
            assert f'class="kind kind--{own}"' in page
            assert f"<title>{html.escape(texts[f'pictogram.{shown}'])}</title>" in page
            assert (texts["follows.ban"].partition("{")[0] in words(page)) == (own == "ban")


@pytest.mark.parametrize("code", ["ar", "fa"])
def test_what_is_read_from_the_left_keeps_its_order_in_a_text_from_the_right(facts_for, code: str) -> None:
    """References, numbers, addresses and Dutch names each stand in an island of their own."""
    facts = facts_for("combined")
    page = sheet_html("combined", {**facts, "check_page": "drempel.example/brief", "code": "A1-B2"}, code)
    body = page.partition('<div class="top">')[2]
    for island in (
        facts["sanction"].reference, facts["warning"].reference, facts["area"].contact_phone,
        facts["area"].contact_email, facts["happened_at"].strftime("%H:%M"), "drempel.example/brief", "A1-B2",
    ):  # fmt: skip
        assert re.search(rf'<bdi dir="ltr"[^>]*>{re.escape(island)}</bdi>', body), island
    outside = re.sub(r'<(bdi|p)[^>]* dir="ltr"[^>]*>.*?</\1>', "", body)
    assert not re.search(r"[A-Za-z]{2}", re.sub(r"<[^>]+>|&\w+;|&#\w+;", "", outside))


def test_what_stays_dutch_says_so(facts_for) -> None:
    """Whoever listens to the sheet hears Dutch names in Dutch."""
    facts = facts_for("combined")
    names = ("Bakkerij", "Bakkerij bv", "Autoriteit Persoonsgegevens", "huisvredebreuk", facts["area"].name)
    for code, name in product(languages(), names):
        page = sheet_html("combined", facts, code)
        assert f'lang="nl">{name}</bdi>' in page, name
        assert name not in re.sub(r'<(bdi|p)[^>]* lang="nl"[^>]*>.*?</\1>', "", page.partition("</head>")[2]), name


def test_free_text_of_the_file_stays_in_the_dutch_letter(facts_for) -> None:
    page = sheet_html("collective_ban", facts_for("collective_ban"), "en")
    assert "MERKVERHAAL" not in page and "The full story is in the Dutch letter." in words(page)


def test_names_of_shops_are_text_and_no_markup(facts_for) -> None:
    facts = facts_for("collective_ban")
    page = sheet_html(
        "collective_ban", {**facts, "premises": [{"name": "<b>{x}", "business": "a", "address": "b"}]}, "en"
    )
    assert "&lt;b&gt;{x}" in page


def test_many_shops_are_counted_and_few_are_named(facts_for) -> None:
    facts = facts_for("collective_ban")
    many = [{"name": f"Winkel {number:03}", "business": "b", "address": "a"} for number in range(400)]
    said = words(sheet_html("collective_ban", {**facts, "premises": many}, "en"))
    assert "Number of shops on the list: 400." in said and "Winkel 001" not in said


def test_sheet_by_post_gives_an_example_instead_of_days(facts_for) -> None:
    facts = facts_for("collective_ban", post=True)
    said = words(sheet_html("collective_ban", facts, "en"))
    assert "Number of months: 12." in said and "Example: if the letter is delivered on" in said
    assert "as soon as you receive" not in said


def test_minor_and_earlier_warning_are_told(facts_for) -> None:
    facts = {
        **facts_for("collective_ban"),
        "minor": True,
        "representative_told": True,
        "earlier": "2025-OUD",
        "earlier_date": dt.date(2026, 3, 4),
    }
    said = words(sheet_html("collective_ban", facts, "en"))
    assert "You are under 18." in said and "reference 2025-OUD, of 4 March 2026" in said
    parent = words(sheet_html("representative", facts, "en"))
    assert "Your child is under 18." in parent and "You are under 18." not in parent and "2025-OUD" not in parent


def test_status_of_the_translation_is_printed(facts_for, monkeypatch: pytest.MonkeyPatch) -> None:
    """For its reader, and in Dutch for who keeps the file."""
    facts = facts_for("collective_ban")
    said = words(sheet_html("collective_ban", facts, "pl"))
    assert "Ten tekst przetłumaczył komputer. Nikt jeszcze nie sprawdził tłumaczenia." in said
    assert "Pools: Een computer heeft deze tekst vertaald. Nog niemand heeft de vertaling nagekeken." in said
    checked = dataclasses.replace(languages()["pl"], reviewed_by="A. Nowak", reviewed_on=dt.date(2026, 3, 14))
    monkeypatch.setattr(sheet, "language_of", lambda code: checked)
    said = words(sheet_html("collective_ban", facts, "pl"))
    assert "Tłumaczenie sprawdzone przez: A. Nowak, 14 marca 2026." in said
    assert "A. Nowak heeft de vertaling nagekeken op 14-03-2026." in said and "Nikt jeszcze" not in said


def test_where_to_check_the_letter_is_told_if_there_is_such_a_place(facts_for) -> None:
    facts = facts_for("collective_ban")
    assert "genuine" not in words(sheet_html("collective_ban", facts, "en"))
    said = words(sheet_html("collective_ban", {**facts, "check_page": "drempel.example/brief", "code": "A1-B2"}, "en"))
    assert "Look at drempel.example/brief. Code: A1-B2" in said


def test_pictograms_say_what_they_show(facts_for) -> None:
    """Easy Dutch has one beside each part; elsewhere there is the door alone."""
    facts = facts_for("combined")
    page = sheet_html("combined", facts, "nl-easy")
    figures = re.findall(r'<svg class="pictogram" [^>]*role="img" aria-label="([^"]+)"><title>([^<]+)</title>', page)
    assert len(figures) == page.count("<svg") == page.count("<h2>") + 1
    assert all(label == title for label, title in figures)
    texts = languages()["nl-easy"].texts
    assert {label for label, _title in figures} == {text for key, text in texts.items() if key.startswith("pictogram.")}
    assert sheet_html("combined", facts, "en").count("<svg") == 1


def test_letter_without_a_sheet_and_unknown_language_are_refused(facts_for) -> None:
    facts = facts_for("collective_ban")
    with pytest.raises(Refusal) as caught:
        sheet_html("collective_ban", facts, "xx")
    assert caught.value.field == "sheet"
    with pytest.raises(KeyError):
        sheet_html("police_sheet", facts, "en")
