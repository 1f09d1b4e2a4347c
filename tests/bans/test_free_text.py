"""What no text may hold is found however it is written, and what is harmless passes (R68, D11, T33)."""

import re
import time
from collections.abc import Iterator

import pytest
from django.utils import translation

from bans.free_text import characters, check_free_text, numbers, terms
from bans.free_text.terms import terms_in
from bans.free_text.word_lists import context, word_lists
from participants.refusals import Refusal
from tests.fairness.composing import SENTENCES, all_sentences, read
from tests.fairness.numbers import SPELLINGS, citizen_numbers
from tests.refused import refused

PARTS = ("tune", "second", "third", "fourth", "fifth", "sixth")
NAMES = ["Turk", "de Pool", "Frans", "De Jood", "van Polen", "El Marrouni", "Christen", "Islam"]
DISGUISED = [
    "M a r o k k a a n",
    "MAROKKAAN",
    "maro\u00adkkaan",
    "marokkáán",
    "Ｍａｒｏｋｋａａｎ",
    "kut-Marokkaan",
    "azc’er",
]
SCRIPTS = ["Nguyễn Thị Ánh", "שָׁלוֹם", "مُحَمَّد", "🙂👩\u200d👧", "regel een\nregel twee\tmet tab", "Zoë Ångström-Łukasz"]


def judged(text: str) -> str:
    """The code of the refusal, or nothing."""
    try:
        check_free_text(text, "narrative")
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_r68_every_citizen_number_is_found_in_every_spelling(spelling: str) -> None:
    """All of 10,000 by bench/free_text.py; a hundred on each change."""
    written = [SPELLINGS[spelling](number) for number in citizen_numbers(100)]
    assert [text for text in written if judged(f"Zijn nummer is {text} zei hij.") != "citizen_number"] == []


@pytest.mark.parametrize("field", ["narrative", "reason", "family_name", "address", "observed_by", "police_report"])
def test_r68_citizen_number_is_refused_in_every_field(field: str) -> None:
    with refused("citizen_number", "R68"):
        check_free_text("1112.22.333", field)


@pytest.mark.parametrize("number", ["111222334", "000000000", "12345678", "1234567890", "99999999999"])
def test_number_that_fails_the_eleven_test_passes(number: str) -> None:
    assert judged(f"Artikel {number} stond in het schap.") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Bel 06-12345678 of +31 6 1234 5678, of 0031 20 123 45 67.",
        "Bel 010 123 45 67, (020) 123 45 67 of 0181-123456.",
        "Op 12-03-2026 om 14.30 uur en op 2026-03-12 tussen 10:15 en 10:45.",
        "Aangifte PL1700-2026012345-1 en PL0600-2026123456.",
        "Het ging om € 1.234.567,89 en om 12,50.",
        "IBAN NL91 ABNA 0417 1643 00, pakket 3SABCD123456782, postcode 1234 AB 12.",
        "EAN 8712345678906, bestelling 4500123456, factuur 2026/00981.",
        "Bonnen 12, 34, 567 en 89.",
    ],
)
def test_numbers_of_other_kinds_pass(text: str) -> None:
    assert judged(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Paspoort NXX0XX0X9 gezien.",
        "id-kaart spx1h45t2",
        "Rijbewijs 5123456789 laten zien",
        "rijbewijsnummer: 512 345 67 89",
        "V-nummer 281.234.5678",
        "Verblijfsdocument IR1234567",
        "Passport no. AB1234567",
        "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<",
        "SPECI20142NLD6503101F2403096999999990<<<<<84",
        "I<NLDSPECI20142999999990<<<<<8",
    ],
)
def test_r68_numbers_of_documents_are_refused(text: str) -> None:
    assert judged(text) == "document_number"


@pytest.mark.parametrize(
    "text",
    [
        "Het paspoort is gezien op 12-03-2026 om 12.30 uur, niet gekopieerd.",
        "Liet een rijbewijs zien, de naam klopt. Bon 1234.",
        "Bestelling AB1234567 is niet betaald.",
        "Serienummer 5CG1234XYZ",
    ],
)
def test_a_document_that_was_only_seen_passes(text: str) -> None:
    assert judged(text) == ""


def share_wrong(label: str, part: str) -> tuple[float, list[str]]:
    rows = [row["text"] for row in read() if (row["label"], row["part"]) == (label, part)]
    wrong = [text for text in rows if bool(judged(text)) != (label == "refuse")]
    return len(wrong) / len(rows), wrong


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("label", ["refuse", "pass"])
def test_g33_labelled_sentences_are_judged_rightly(label: str, part: str) -> None:
    """At least 98 of a hundred are refused that must be, and at most 2 of a hundred that must pass."""
    share, wrong = share_wrong(label, part)
    assert share <= 0.02, wrong[:20]


def test_labelled_sentences_are_enough_and_are_those_that_were_composed() -> None:
    rows = read()
    for label in ("refuse", "pass"):
        assert len({row["text"] for row in rows if row["label"] == label}) >= 1_000
    assert {row["part"] for row in rows} == set(PARTS)
    assert rows == all_sentences(), f"run python -m tests.fairness.composing --write ({SENTENCES.name})"


def test_r68_refusal_names_the_word_and_says_what_to_write_instead() -> None:
    with pytest.raises(Refusal) as caught:
        check_free_text("Een Marokkaanse jongen, verslaafd, liep weg.", "narrative")
    sentence = str(caught.value.message)
    assert "“Marokkaanse”" in sentence and "“verslaafd”" in sentence
    assert "kleding, bouw" in sentence and "wat iemand zei of deed" in sentence
    assert (caught.value.code, caught.value.rule, caught.value.field) == ("forbidden_words", "R68", "narrative")
    with translation.override("en"), pytest.raises(Refusal, match="not where somebody comes from"):
        check_free_text("Een Marokkaanse jongen liep weg.", "narrative")


@pytest.mark.parametrize("field", ["family_name", "observed_by", "server_name", "witness_name"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_no_origin(name: str, field: str) -> None:
    assert check_free_text(name, field) == name


@pytest.mark.parametrize("address", ["Poolsestraat 3", "Surinameplein 12", "Engelse Kamp 3", "Jodenbreestraat 1"])
def test_an_address_is_no_origin(address: str) -> None:
    assert check_free_text(address, "address") == address


@pytest.mark.parametrize("text", ["Marokkaan", "onbekende asielzoeker", "Turkse man", "AZC", "junk"])
def test_r68_a_name_field_is_no_way_round(text: str) -> None:
    with refused("forbidden_words", "R68"):
        check_free_text(text, "family_name")


@pytest.mark.parametrize("text", DISGUISED)
def test_a_word_in_disguise_is_found(text: str) -> None:
    assert judged(f"Het was een {text} bij de kassa.") == "forbidden_words"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("e" + "\u0301" * 50_000, "too_long"),
        ("woord " * 20_000, "too_long"),
        ("e" + "\u0301" * 40, "odd_characters"),
        ("a\u20dd\u20dd\u20dd\u20dd\u20dd\u20dd", "odd_characters"),
        ("betaald \u202ednulegneg", "odd_characters"),
        ("een \u2067regel\u2069", "odd_characters"),
        ("een \x00 teken", "odd_characters"),
        ("a" * 300, "odd_characters"),
    ],
)
def test_text_that_stops_an_engine_or_a_reader_is_refused(text: str, code: str) -> None:
    with refused(code, "R68"):
        check_free_text(text, "narrative")


@pytest.mark.parametrize("text", SCRIPTS)
def test_names_of_all_scripts_pass(text: str) -> None:
    assert check_free_text(text, "family_name") == text


def every_pattern() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each regular expression of the check, by its name."""
    for module in (numbers, terms, characters):
        for name, value in vars(module).items():
            for index, pattern in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(pattern, re.Pattern):
                    yield f"{module.__name__}.{name}.{index}", pattern
    for word_list in word_lists():
        for kind, pattern in word_list.patterns.items():
            yield f"{word_list.code}.{kind}", pattern
    yield "context.allowed", context().allowed


HOSTILE = [
    "a" * 100_000,
    "a " * 50_000,
    " een" * 25_000,
    "1" * 100_000,
    "1 " * 50_000,
    "1-" * 50_000,
    "+0" * 50_000,
    "0 1." * 25_000,
    "A1" * 50_000,
    "<" * 100_000,
    "sprak een de " * 7_500,
    "met een zwarte " * 6_500,
    "psych" * 20_000,
    "heeft a b c " * 8_000,
    " " * 100_000,
    "/ " * 50_000,
    "\n" * 100_000,
]


# Not a figure of speed: a pattern that runs away takes hours on these texts, a sound one well under a second.
HANGS = 20  # seconds of processor time


@pytest.mark.parametrize("name", list(dict(every_pattern())))
def test_no_pattern_can_be_made_to_wait(name: str) -> None:
    """A hundred thousand hostile characters come back from every pattern; the check itself stops at five thousand."""
    pattern = dict(every_pattern())[name]
    for text in HOSTILE:
        began = time.process_time()
        for _match in pattern.finditer(text):
            pass
        assert time.process_time() - began < HANGS, text[:20]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8].strip() or "blank")
def test_no_text_makes_the_check_wait(text: str) -> None:
    """The longest text that is let in is judged."""
    broken = " ".join(text[at : at + 150] for at in range(0, 4_900, 150))
    began = time.process_time()
    judged(broken[: characters.MAX_CHARACTERS])
    terms_in(text[: characters.MAX_CHARACTERS])
    assert time.process_time() - began < HANGS


@pytest.mark.parametrize(
    ("name", "field"), [("Noor", "given_name"), ("Zwitser", "family_name"), ("de Noor", "witness_name")]
)
def test_r68_somebody_may_be_called_so(name: str, field: str) -> None:
    assert check_free_text(name, field) == name
