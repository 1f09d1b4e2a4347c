"""A photo of a place: nobody sees it before somebody looked whether a person is in view, and blurs by hand if so."""

import ast
import datetime as dt
import io
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from audit.models import Event
from bans.photos import is_plain_jpeg
from tests.cast import Cast
from tests.refused import refused
from toolbox.scans import photo_actions, photos
from toolbox.scans.models import ScanPhoto
from toolbox.scans.photos import Square
from toolbox.tasks import erase_scan_photos

from .conftest import photo_of, picture, walk

DAY = dt.timedelta(days=1)


def part(jpeg: bytes, square: Square) -> Image.Image:
    with Image.open(io.BytesIO(jpeg)) as image:
        picture = image.convert("L")
    grid = photos.grid_of(*picture.size)
    wide, high = picture.width // grid.columns, picture.height // grid.rows
    left, top = (square.column - 1) * wide, (square.row - 1) * high
    return picture.crop((left + 8, top + 8, left + wide - 8, top + high - 8))


def detail(image: Image.Image) -> int:
    low, high = image.getextrema()
    return int(high - low)


def test_a_chosen_square_keeps_nothing_that_anybody_can_be_known_by() -> None:
    """The pattern is gone within the square and whole beside it."""
    made = photos.blurred(picture(), [Square(2, 3)])
    assert detail(part(picture(), Square(2, 3))) > 150
    assert detail(part(made, Square(2, 3))) < 30
    assert detail(part(made, Square(2, 4))) > 150 and detail(part(made, Square(1, 3))) > 150


def test_a_photo_of_few_pixels_can_be_blurred_as_well() -> None:
    assert photos.blurred(picture(3, 2), [Square(row, column) for row in range(1, 7) for column in range(1, 9)])


def test_a_standing_photo_has_its_long_side_upright() -> None:
    assert photos.grid_of(600, 800) == (6, 8) and photos.grid_of(800, 600) == (8, 6)
    made = photos.blurred(picture(480, 640), [Square(8, 6)])
    assert detail(part(made, Square(8, 6))) < 30


def test_r69_what_comes_out_holds_a_picture_and_nothing_else() -> None:
    assert is_plain_jpeg(photos.blurred(picture(), [Square(1, 1)]))


def test_what_was_there_before_is_not_kept(cast: Cast) -> None:
    """The row has the blurred photo alone, and waits for the question again."""
    photo = photo_of(cast, walk(cast))
    photo_actions.blur(photo, squares=[Square(2, 3)], by=cast.manager_a, at=cast.at)
    kept = ScanPhoto.objects.get()
    assert detail(part(bytes(kept.jpeg), Square(2, 3))) < 30 and kept.confirmed_at is None


@pytest.mark.parametrize("squares", [[], [Square(7, 1)], [Square(0, 0)]])
def test_squares_outside_the_photo_are_no_choice(cast: Cast, squares: list[Square]) -> None:
    photo = photo_of(cast, walk(cast))
    with refused("no_square"):
        photo_actions.blur(photo, squares=squares, by=cast.manager_a, at=cast.at)


def test_only_who_added_a_photo_says_that_nobody_is_in_view(cast: Cast) -> None:
    """Nobody else has seen it."""
    photo = photo_of(cast, walk(cast))
    with refused("photo_confirmed"):
        photo_actions.confirm(photo, by=cast.coordinator, at=cast.at)
    photo_actions.confirm(photo, by=cast.manager_a, at=cast.at)
    assert ScanPhoto.objects.confirmed().get() == photo


def test_a_confirmed_photo_is_blurred_no_more(cast: Cast) -> None:
    photo = photo_of(cast, walk(cast))
    photo_actions.confirm(photo, by=cast.manager_a, at=cast.at)
    with refused("photo_confirmed"):
        photo_actions.blur(photo, squares=[Square(1, 1)], by=cast.manager_a, at=cast.at)


def test_a_photo_that_nobody_confirmed_is_erased_after_a_week(cast: Cast) -> None:
    """Not before, and a confirmed one stays. Twice does nothing more."""
    scan = walk(cast)
    kept, _waiting = photo_of(cast, scan), photo_of(cast, scan)
    photo_actions.confirm(kept, by=cast.manager_a, at=cast.at)
    assert photo_actions.erase_unconfirmed(at=cast.at + 7 * DAY - dt.timedelta(minutes=1)) == 0
    assert photo_actions.erase_unconfirmed(at=cast.at + 7 * DAY) == 1
    assert ScanPhoto.objects.get() == kept
    assert photo_actions.erase_unconfirmed(at=cast.at + 8 * DAY) == 0
    assert Event.objects.get(action="scan.photos_erased").facts == {"photos": 1}


def test_the_duty_of_the_night_erases_them(cast: Cast) -> None:
    """The photo is from March; the duty asks the clock itself."""
    photo_of(cast, walk(cast))
    assert erase_scan_photos() == 1 and not ScanPhoto.objects.exists()


def test_no_software_looks_for_people() -> None:
    """The room knows one library for pictures, which knows no faces."""
    names = set()
    for path in (Path(settings.BASE_DIR) / "toolbox" / "scans").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names.add(node.module.split(".")[0])
    ours = {"audit", "participants", "bans", "notices", "django", "yaml", "PIL"}
    assert names - ours <= {
        "base64",
        "collections",
        "copy",
        "dataclasses",
        "datetime",
        "functools",
        "io",
        "pathlib",
        "typing",
    }
