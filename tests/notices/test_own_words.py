"""An association's own words: what they may be, and what they cannot reach (ASVS 1.3.5, 1.3.7, G20)."""

import time

import pytest
from django.utils.html import strip_tags

from notices.own_words.colours import check_colour, contrast_with_white
from notices.own_words.language import FIELDS, as_page, check_text
from participants.refusals import Refusal

VALUES = dict.fromkeys(FIELDS, "waarde")


def refused(text: str, *, longest: int = 1000) -> Refusal:
    with pytest.raises(Refusal) as caught:
        check_text(text, field="opening", longest=longest)
    assert caught.value.field == "opening"
    return caught.value


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("", ""),
        ("Een alinea.\n\nNog een.", "<p>Een alinea.</p>\n<p>Nog een.</p>"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("1. een\n2. twee", "<ol>\n<li>een</li>\n<li>twee</li>\n</ol>"),
        ("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>"),
        ("# geen kop", "<p># geen kop</p>"),
        ("geen kop\n===", "<p>geen kop\n===</p>"),
        ("`geen code`", "<p>`geen code`</p>"),
        ("[geen](https://link.example)", "<p>[geen](https://link.example)</p>"),
        ("![geen](https://beeld.example/x.png)", "<p>![geen](https://beeld.example/x.png)</p>"),
        ("<https://link.example>", "<p>&lt;https://link.example&gt;</p>"),
        ("<b>geen</b><script>alert(1)</script>", "<p>&lt;b&gt;geen&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<img src=file:///etc/passwd>", "<p>&lt;img src=file:///etc/passwd&gt;</p>"),
        ("<!-- shared part -->", "<p>&lt;!-- shared part --&gt;</p>"),
    ],
)
def test_words_become_plain_mark_up_and_nothing_else(text: str, page: str) -> None:
    assert as_page(text, VALUES) == page


def test_value_is_a_value_and_no_markdown() -> None:
    """What somebody called a shop is text, whatever it looks like."""
    page = as_page("Bij {{ winkel }} en {{vereniging}}.", {"winkel": "**A** <i>&", "vereniging": "{{ gebied }}"})
    assert page == "<p>Bij **A** &lt;i&gt;&amp; en {{ gebied }}.</p>"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Beste {{ naam }}", "naam"),
        ("{{ person }}", "person"),
        ("{{ settings }}", "settings"),
        ("{{winkel2}}", "winkel2"),
        ("{{ }}", ""),
    ],
)
def test_unknown_field_is_named_and_the_known_are_listed(text: str, name: str) -> None:
    refusal = refused(text)
    assert refusal.code == "unknown_field"
    assert f"{{{{ {name} }}}}" in str(refusal) and all(f"{{{{ {known} }}}}" in str(refusal) for known in FIELDS)


@pytest.mark.parametrize(
    "text",
    [
        "{% load static %}",
        "{% include 'x' %}",
        "{% for a in b %}{% endfor %}",
        "{{ winkel.delete }}",
        "{{ winkel|safe }}",
        "{{ winkel.__class__.__mro__ }}",
        "{{ settings.SECRET_KEY }}",
        "{# stil #}",
        "{{ winkel",
        "{{ {{ winkel }} }}",
    ],
)
def test_anything_else_between_braces_is_refused(text: str) -> None:
    """Nothing can be called, included, repeated or asked of a value."""
    assert refused(text).code == "bad_field"


def test_field_that_is_put_together_by_mark_up_stays_text() -> None:
    for text in ("{*{ winkel }*}", "&#123;&#123; winkel }}", "{\\{ winkel }}"):
        assert "waarde" not in as_page(text, VALUES), text


def test_text_that_is_too_long_says_how_long_it_is() -> None:
    """A house rule of 50,000 characters."""
    refusal = refused("Wees aardig. " * 3_847, longest=2000)
    assert refusal.code == "text_too_long" and "50010 tekens" in str(refusal) and "2000" in str(refusal)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Zie 111222333", "citizen_number"), ("Geen Polen", "forbidden_words"), ("x" * 300, "odd_characters")],
)
def test_r68_own_words_pass_the_screen_of_every_text(text: str, code: str) -> None:
    assert refused(text).code == code


@pytest.mark.parametrize(
    "text", ["*" * 150 + " ", "**a _b " * 200, "- " * 150, "1. " * 100, "[" * 150 + " ", "> " * 300]
)
def test_no_text_takes_long(text: str) -> None:
    began = time.monotonic()
    assert strip_tags(as_page((text * 20)[:2000], VALUES)) is not None
    assert time.monotonic() - began < 2


def test_fields_hold_with_words_from_a_word_processor() -> None:
    assert check_text("  Bel {{telefoon}}.\r\nDag. ", field="opening", longest=50) == "Bel {{telefoon}}.\nDag."


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21), ("#ffffff", 1), ("#767676", 4.54), ("#777777", 4.48), ("#0e4a4f", 9.9)]
)
def test_contrast_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(ratio, abs=0.05)


def test_colour_that_can_be_read_is_kept() -> None:
    assert check_colour(" #767676 ", field="colour") == "#767676"
    assert check_colour("#0E4A4F", field="colour") == "#0e4a4f"


@pytest.mark.parametrize(
    ("colour", "code"),
    [
        ("#777777", "colour_too_light"),
        ("#ffcf5c", "colour_too_light"),
        ("red", "no_colour"),
        ("#12345", "no_colour"),
        ("#0e4a4f;} body{background:url(x)", "no_colour"),
        ("#0e4a4f\n", None),
    ],
)
def test_colour_that_cannot_be_read_is_refused(colour: str, code: str | None) -> None:
    if code is None:
        assert check_colour(colour, field="colour") == "#0e4a4f"
        return
    with pytest.raises(Refusal) as caught:
        check_colour(colour, field="colour")
    assert (caught.value.code, caught.value.field) == (code, "colour")


def test_sentence_about_a_light_colour_says_how_light() -> None:
    with pytest.raises(Refusal, match="contrast 4,4, nodig is 4,5"):
        check_colour("#777777", field="colour")
