"""One dossier of the cast's area, made once for all tests that only look at it; and how a test asks for another."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from notices import letters
from oversight.dossier.actions.asking import ask_dossier, keep_archive, sources_of
from oversight.dossier.bundle import archive_of
from oversight.dossier.models import Dossier
from oversight.dossier.papers import Sources
from participants.models import Shop
from tests.cast import Cast, cast
from tests.factories import make_shop

__all__ = ["cast", "looked_at"]
DAY = dt.timedelta(days=1)
HOSTILE = '<b>Bakker</b> & "Zn" {{ x }} {area}'


@dataclass
class LookedAt:
    """The archive of an area with a business of two shops and one with a name full of mark-up."""

    sources: Sources
    files: dict[str, bytes]


_looked_at: list[LookedAt] = []


@pytest.fixture
def looked_at(db: None, request: pytest.FixtureRequest) -> LookedAt:
    """The bytes stay when the database is emptied."""
    if not _looked_at:
        cast: Cast = request.getfixturevalue("cast")
        second_shop(cast)
        make_shop(cast.area, HOSTILE, by=cast.coordinator, at=cast.at, address="'t Hoekje  3, 1234 AB Ĳmuiden")
        dossier = asked(cast)
        archive = archive_of(sources_of(dossier))
        _looked_at.append(LookedAt(sources_of(dossier), opened(archive)))
    return _looked_at[0]


def second_shop(cast: Cast) -> Shop:
    more = {"business_name": "Bakkerij bv", "sector": "hospitality"}
    return make_shop(cast.area, "Bakkerij Oost", by=cast.coordinator, at=cast.at, **more)


def asked(cast: Cast, *, later: dt.timedelta = dt.timedelta(), **more: Any) -> Dossier:
    given: dict[str, Any] = {"purpose": "supplement", "case_number": "z2022-00023", "by": cast.coordinator, **more}
    return ask_dossier(cast.area, at=cast.at + later, queued=False, **given)


def kept(cast: Cast, *, later: dt.timedelta = dt.timedelta(), **more: Any) -> Dossier:
    """One that is made, without the work of laying out: its archive is told by its facts."""
    dossier = asked(cast, later=later, **more)
    return keep_archive(dossier, dossier.token.encode(), by=cast.coordinator, at=cast.at + later)


def opened(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        return {name: held.read(name) for name in held.namelist()}


def refusing(part: str) -> Callable[..., bytes]:
    """How papers become PDF where the page of one part reaches outside itself, which the engine refuses."""

    def to_pdf(html: str, *, identifier: str) -> bytes:
        if part in identifier:
            html = html.replace("<h1>", '<img src="https://voorbeeld.example/x.png" alt="x"><h1>', 1)
            return letters.to_pdf(html, identifier=identifier)
        return b"%PDF"

    return to_pdf
