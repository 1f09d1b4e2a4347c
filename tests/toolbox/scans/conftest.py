"""The cast on a walk, with photos of a place."""

import io

import pytest
from PIL import Image, ImageDraw

from participants.models import User
from tests.cast import Cast
from tests.screens import cast, screens
from tests.toolbox.catalogue.conftest import facts
from toolbox.catalogue.models import Measure
from toolbox.scans import actions
from toolbox.scans.actions import Given
from toolbox.scans.models import Kind, Scan, ScanPhoto

__all__ = ["cast", "screens"]


def picture(width: int = 640, height: int = 480) -> bytes:
    """A place with a fine pattern, so that one sees where it was made unrecognisable."""
    image = Image.new("RGB", (width, height), (200, 200, 190))
    draw = ImageDraw.Draw(image)
    for x in range(0, width, 8):
        draw.line((x, 0, x, height), fill=(20, 20, 20), width=4)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def walk(cast: Cast, by: User | None = None, **answers: Given | str) -> Scan:
    """A walk through shop A with these answers, written `door_rules="in_order"`."""
    scan = actions.begin(
        cast.area, kind=Kind.SHOP, shop=cast.shop_a, place="", by=by or cast.manager_a, at=cast.at
    )  # fmt: skip
    return tell(cast, scan, **answers)


def tell(cast: Cast, scan: Scan, **answers: Given | str) -> Scan:
    given = {
        point.replace("_", "-"): answer if isinstance(answer, Given) else Given(answer)
        for point, answer in answers.items()
    }
    if given:
        actions.save_answers(scan, answers=given, by=scan.begun_by, at=cast.at)
    return scan


def photo_of(cast: Cast, scan: Scan, jpeg: bytes | None = None) -> ScanPhoto:
    given = Given("not_in_order", photo=jpeg or picture())
    return actions.save_answers(scan, answers={"door-lock": given}, by=scan.begun_by, at=cast.at)[0]


@pytest.fixture
def catalogue(cast: Cast) -> None:
    """Three measures of which the scan of a shop proposes some."""
    for code, severity in (("store-layout-and-tagging", 0), ("extra-private-security", 1), ("shop-house-rules", 0)):
        told = facts(code, severity=severity, title_nl=code.capitalize(), summary_nl="Zo gaat het.")
        Measure.objects.create(code=code, version=1, valid_from=cast.today, checksum="", facts=told)
