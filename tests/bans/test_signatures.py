"""A signature that was drawn is ink on white and nothing else, and what is none is refused (R32)."""

import base64
import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw

from bans import signatures
from bans.photos import is_plain_jpeg
from bans.signatures import A_DAY, AS_TEXT, MAX_BYTES, accept_signature, from_screen
from participants.refusals import Refusal
from tests.bans.hostile_photos import MARK, png
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def drawn(*, size: tuple[int, int] = (640, 352), ground: str = "white", ink: str = "black", lines: int = 12) -> bytes:
    """As the canvas of a telephone sends it."""
    image = Image.new("RGBA", size, ground)
    pen = ImageDraw.Draw(image)
    points = [(80 + 20 * step, 150 if step % 2 else 210) for step in range(lines + 1)]
    if lines:
        pen.line(points, fill=ink, width=5)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def as_text(data: bytes) -> str:
    return AS_TEXT + base64.b64encode(data).decode()


@pytest.fixture
def refuses(cast: Cast) -> Iterator:
    def refused(upload: io.BytesIO | str, words: str) -> Refusal:
        with pytest.raises(Refusal, match=words) as caught:
            data = from_screen(upload) if isinstance(upload, str) else upload
            accept_signature(data, by=cast.manager_a, at=cast.at)
        assert (caught.value.rule, caught.value.field) == ("R32", "signature")
        return caught.value

    yield refused


@pytest.mark.parametrize("ground", ["white", "#00000000"])
def test_ink_is_kept_black_on_white_and_nothing_else(cast: Cast, ground: str) -> None:
    """Cut to what was drawn, small, and without a byte beside the picture."""
    data = drawn(ground=ground) + b"<script>" + MARK
    jpeg = accept_signature(from_screen(as_text(data)), by=cast.manager_a, at=cast.at)
    assert is_plain_jpeg(jpeg) and MARK not in jpeg and len(jpeg) < 30_000
    image = Image.open(io.BytesIO(jpeg)).convert("L")
    assert image.width < 300 and image.height < 100
    counts = image.histogram()
    assert sum(counts[:60]) > 300 and sum(counts[200:]) > sum(counts[:60])


def test_colour_and_paper_do_not_come_along(cast: Cast) -> None:
    """A photo of a signature on grey paper gives the same: black ink, white ground."""
    jpeg = accept_signature(io.BytesIO(drawn(ground="#c8c4b8", ink="#102080")), by=cast.manager_a, at=cast.at)
    counts = Image.open(io.BytesIO(jpeg)).convert("L").histogram()
    assert counts[255] > 1000 and counts[0] > 300


@pytest.mark.parametrize("picture", [{"lines": 0}, {"lines": 1, "size": (4000, 3000)}, {"ground": "black"}])
def test_empty_sheet_a_dot_and_a_black_one_are_no_signature(refuses, picture: dict) -> None:
    refusal = refuses(as_text(drawn(**picture)), "nog niet getekend")
    assert refusal.code == "no_signature"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("", "nog niet getekend"),
        ("   ", "nog niet getekend"),
        ("data:image/svg+xml;base64,PHN2Zy8+", "geen handtekening"),
        (AS_TEXT + "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=", "geen handtekening"),
        (AS_TEXT + "!!!", "geen handtekening"),
        (AS_TEXT + "é", "geen handtekening"),
        ("javascript:alert(1)", "geen handtekening"),
        (as_text(png(30_000, 30_000)), "geen handtekening"),
        (AS_TEXT + "A" * 10_000_000, "te groot"),
    ],
    ids=["nothing", "blank", "svg", "svg as png", "no base64", "letters", "script", "bomb", "ten megabytes"],
)
def test_rubbish_is_refused_with_a_sentence(refuses, sent: str, words: str) -> None:
    refuses(sent, words)


def test_file_above_the_limit_is_refused_before_it_is_opened(refuses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "rebuild_apart", lambda *sent: pytest.fail("it was opened"))
    refuses(io.BytesIO(b"x" * (MAX_BYTES + 1)), "te groot")


def test_more_in_a_day_than_a_shop_can_use_are_refused(refuses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "rebuild_apart", lambda *sent: (14, b""))
    for _time in range(A_DAY):
        refuses(as_text(drawn()), "nog niet getekend")
    refuses(as_text(drawn()), "heel veel handtekeningen")
