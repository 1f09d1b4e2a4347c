"""The tokens keep their promise: text stands out from its ground, in light and in dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static/css"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Text on ground, as the sheets pair them.
PAIRS = [
    *[(text, ground) for text in ("ink", "ink-soft", "link", "primary") for ground in ("paper", "surface", "sunken")],
    ("ink", "primary-soft"),
    ("primary-strong", "primary-soft"),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-band", "band"),
    ("on-band-soft", "band"),
    *[(f"{tone}-ink", f"{tone}-soft") for tone in ("welcome", "warning", "ban", "unknown")],
    *[("on-solid", f"{tone}-solid") for tone in ("welcome", "ban", "unknown")],
    ("on-warning-solid", "warning-solid"),
    ("ban-ink", "surface"),
    ("ban-ink", "paper"),
]
# Edges that must be seen: of fields, and of the focus ring.
EDGES = [("line-strong", "surface"), ("line-strong", "paper"), ("focus", "paper"), ("focus", "surface")]


def schemes() -> dict[str, dict[str, str]]:
    light, dark = (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    read = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
    return {"light": dict(read.findall(light)), "dark": dict(read.findall(light)) | dict(read.findall(dark))}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: str) -> None:
    tokens = schemes()[scheme]
    weak = {pair: round(contrast(*(tokens[name] for name in pair)), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_can_be_seen(scheme: str) -> None:
    tokens = schemes()[scheme]
    weak = {pair: round(contrast(*(tokens[name] for name in pair)), 2) for pair in EDGES}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_colours_live_in_the_tokens_alone() -> None:
    """Elsewhere only black and white: for paper, and for the hatching of a ban."""
    for sheet in CSS.glob("*.css"):
        if sheet.name != "tokens.css":
            assert set(re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text())) <= {
                "#ffffff",
                "#000000",
                "#333333",
                "#999999",
            }


def test_every_sign_named_in_a_sheet_is_there() -> None:
    named = {name for sheet in CSS.glob("*.css") for name in re.findall(r"icons/([\w-]+\.svg)", sheet.read_text())}
    assert named <= {path.name for path in (CSS.parent / "icons").glob("*.svg")}
    assert len(named) > 5


def test_pages_have_no_inline_style_or_script() -> None:
    """The content security policy would refuse them. Letters and their sheets are printed, not served."""
    for page in TEMPLATES.rglob("*.html"):
        # The page of the API's documentation is a library's; its style carries the nonce.
        if not {"letters", "documents", "sheets", "drf_spectacular"} & set(page.parts):
            assert not re.search(r"\sstyle=|\son\w+=\"|<style|<script(?![^>]*\bsrc=)", page.read_text()), page


def test_reference_stays_on_one_line() -> None:
    """A number like 2026-0012 does not break at its hyphen, however narrow the screen is."""
    shown, broken = 0, []
    for path in TEMPLATES.rglob("*.html"):
        if {"letters", "sheets"} & set(path.parts):
            continue
        for found in re.finditer(r"(.{0,40})\{\{ [\w.]+\.reference(?:\|ltr)? \}\}", path.read_text()):
            shown += 1
            if not re.search(r'class="[^"]*(nowrap|visually-hidden)">[ –]*$', found[1]):
                broken.append(f"{path.name}: {found[0]}")
    assert shown > 10 and broken == []
