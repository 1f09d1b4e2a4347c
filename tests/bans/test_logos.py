"""A logo: small, on white, and nothing but a picture (R69)."""

import io

import pytest
from PIL import Image

from bans import photos
from bans.logos import clean_logo
from participants.refusals import Refusal
from tests.bans.hostile_photos import MARK, bombs, picture, polyglots, saved
from tests.size import size

WIDE = saved(picture(size=(1600, 300)), "PNG")


def cleaned(data: bytes) -> Image.Image:
    jpeg = clean_logo(io.BytesIO(data))
    assert photos.is_plain_jpeg(jpeg) and MARK not in jpeg
    return Image.open(io.BytesIO(jpeg))


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        clean_logo(io.BytesIO(data))
    assert (caught.value.rule, caught.value.field) == ("R69", "logo")
    return str(caught.value)


@pytest.mark.parametrize(
    ("size", "becomes"), [((1600, 300), (640, 120)), ((300, 900), (67, 200)), ((120, 60), (120, 60))]
)
def test_r69_logo_fits_the_head_of_a_letter(size: tuple[int, int], becomes: tuple[int, int]) -> None:
    assert cleaned(saved(picture(size=size), "PNG")).size == becomes


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_r69_usual_kinds_are_taken(form: str) -> None:
    assert cleaned(saved(picture(), form)).format == "JPEG"


def test_r69_what_was_transparent_is_white() -> None:
    assert cleaned(saved(Image.new("RGBA", (300, 80), (200, 0, 0, 0)), "PNG")).getpixel((5, 5)) == (255, 255, 255)


def test_r69_logo_of_40_megabytes_is_refused() -> None:
    assert "groter dan 8 MB" in refused(WIDE + bytes(40 * 1024 * 1024))


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg width="10"></svg>',
        b"<!DOCTYPE html><img>",
        WIDE + b"<script>alert(1)</script>",
        WIDE + b"<?php echo 1; ?>",
        saved(picture(), "JPEG", comment=b"<ScRiPt>alert(1)</script>"),
    ],
)
def test_r69_picture_with_a_script_in_it_is_refused(data: bytes) -> None:
    assert "meer dan een beeld" in refused(data)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"GIF89a", saved(picture(), "GIF")])
def test_r69_what_is_no_picture_is_refused(data: bytes) -> None:
    assert "geen beeld" in refused(data)


def test_r69_no_hostile_file_comes_through_with_anything_in_it() -> None:
    taken = 0
    for name, data in [*bombs(), *polyglots()][:: size(3, 1)]:
        try:
            cleaned(data)
            taken += 1
        except Refusal as refusal:
            assert refusal.field == "logo", name
    assert taken  # one with a ZIP behind it is a picture, and comes through without it


def test_r69_busy_machine_asks_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "SECONDS", 0.05)
    with photos.AT_ONCE, photos.AT_ONCE:
        assert "Probeer het zo weer" in refused(WIDE)
