"""Whatever is typed: calm, bounded, and the same from either side (R47)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bans.names import LIKELY, POSSIBLE, Known, Likeness, Question, ask, in_words, judge, prepare
from bans.names.folding import LONGEST_WORD, MOST_WORDS, field
from bans.names.sounds import distance, read
from tests.size import size

HOSTILE = {
    "empty": "",
    "spaces": " \t\n\u00a0\u3000",
    "emoji": "😀👩‍👩‍👧🇳🇱",
    "direction marks": "\u202eneetsnaJ\u202c",
    "nothing visible": "\u200b\u200d\ufeff",
    "digits": "0123456789 ٠١٢",
    "long": "a" * 10_000,
    "long in words": "van " * 10_000,
    "one ligature of many letters": "ﷺ" * 500,
    "marks upon marks": "e" + "\u0301" * 5_000,
    "SQL": "'; DROP TABLE bans_person; --",
    "mark-up": "<script>alert(1)</script>",
    "wildcards": "%_*?.*",
    "nulls": "\x00\x00",
    "half a pair": "\ud800",
    "particles only": "van der",
}
texts = st.text(max_size=60) | st.sampled_from([*HOSTILE.values(), "Jansen", "van den Berg", "محمد", "王", "Щукин"])
years = st.none() | st.integers(-5, 99_999)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_r47_whatever_is_typed_is_taken_calmly(text: str) -> None:
    """No error, few words, and nobody found who is not there."""
    known = prepare(Known("Jansen", "Kees", 1980))
    for question in (Question(text), Question(text, text, 1980), Question("Jansen", text), Question(text, "Kees")):
        assert judge(ask(question), known).likeness is Likeness.NONE
    box = field(text)
    assert len(box.tokens) <= MOST_WORDS and all(len(token.plain) <= LONGEST_WORD for token in box.tokens)


def test_r47_particles_alone_are_a_name() -> None:
    """Somebody may be called Van."""
    assert judge(ask(Question("Van", "Bo")), prepare(Known("Van", "Bo"))).likeness is Likeness.LIKELY


@settings(max_examples=size(80, 300), deadline=None)
@given(texts, texts, years, texts, texts, years)
def test_r47_any_two_names_give_a_bounded_judgement(
    a: str, b: str, c: int | None, d: str, e: str, f: int | None
) -> None:
    """Never an error; a score from 0 to 1; the thresholds hold; the reasons can be told."""
    judgement = judge(ask(Question(a, b, c)), prepare(Known(d, e, f)))
    assert 0 <= judgement.score <= 1
    if judgement.likeness:
        assert judgement.score >= (LIKELY if judgement.likeness is Likeness.LIKELY else POSSIBLE)
        assert in_words(judgement.reasons)


@settings(max_examples=size(80, 300), deadline=None)
@given(texts, texts, texts, texts)
def test_r47_likeness_has_no_direction(a: str, b: str, c: str, d: str) -> None:
    """Who asks and who is on file may change places."""
    there = judge(ask(Question(a, b)), prepare(Known(c, d)))
    back = judge(ask(Question(c, d)), prepare(Known(a, b)))
    assert there.likeness is back.likeness
    # Of two who are not alike nobody asks how little.
    assert not there.likeness or there.score == pytest.approx(back.score)


@settings(max_examples=size(60, 200), deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=20), st.text("abcdefghijklmnopqrstuvwxyz", max_size=20))
def test_r47_sounds_have_a_distance(a: str, b: str) -> None:
    """None to itself, and the same both ways."""
    one, other = read(a), read(b)
    assert distance(one, one, 99) == 0
    assert distance(one, other, 999) == pytest.approx(distance(other, one, 999))


@settings(max_examples=size(60, 200), deadline=None)
@given(texts, texts, years)
def test_r47_a_name_is_like_itself(a: str, b: str, c: int | None) -> None:
    """Two boxes with letters, asked as they stand on file, are always found."""
    if field(a).tokens and field(b, given=True).tokens:
        assert judge(ask(Question(a, b, c)), prepare(Known(a, b, c))).likeness is Likeness.LIKELY


def test_r47_thresholds_are_in_order() -> None:
    """Likely asks more than possible."""
    assert 0 < POSSIBLE < LIKELY < 1
