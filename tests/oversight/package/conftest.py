"""One area with something of everything, and two packages of it: made once for each module."""

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine

from audit import heads, verify_package
from audit.models import HeadReason
from audit.signing import verifier_key
from bans.models import Sanction
from oversight.package.actions import make_package
from oversight.sampling.models import Sample
from tests.cast import Cast, build_cast
from tests.factories import make_sanction
from tests.oversight.lines import proposed, write
from tests.told import undone_afterwards

DAY = dt.timedelta(days=1)
SERVED = "sanction.served", {"list": 1, "protocol": 1}


@dataclass
class Scene:
    cast: Cast
    wrong: Sanction
    package: bytes
    later: bytes
    heads: str
    key: str

    def check(self, package: bytes, **more: Any) -> tuple[int, list[str]]:
        """What the verifier says to somebody with the key and yesterday's head."""
        known = {"heads": self.heads, "keys": (self.key,), "lang": "en", **more}
        return verify_package.verify(io.BytesIO(package), **known)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with undone_afterwards(django_db_blocker):
        yield build()


@pytest.fixture
def scene(made: Scene, db: None) -> Scene:
    """Whatever another test did to the database."""
    return made


def build() -> Scene:
    cast = build_cast()
    write(cast, dt.date(2025, 2, 3), [proposed()] * 12 + [proposed("ban", "area", 12)] * 3 + [SERVED] * 3)
    with time_machine.travel(cast.at - DAY, tick=False):
        rows = [
            make_sanction(cast, kind, scope, given_name=f"Zwaantje{n}", family_name=f"Kwakernaak{n}")
            for n, (kind, scope) in enumerate([("ban", "area"), ("ban", "shop"), ("warning", "shop")])
        ]
        Sanction.objects.filter(pk=rows[0].pk).update(months=5)
        closed_sample(cast)
        note = heads.publish(cast.area.slug, at=cast.at - DAY, reason=HeadReason.HOUR).note
    with time_machine.travel(cast.at, tick=False):
        package, later = (packed(cast, at=cast.at + n * DAY) for n in range(2))
    return Scene(cast, rows[0], package, later, note, verifier_key(cast.area.slug))


def packed(cast: Cast, *, at: dt.datetime) -> bytes:
    return b"".join(make_package(cast.area, by=cast.municipality, at=at).blocks)


def closed_sample(cast: Cast) -> None:
    known = {"confidence": 95, "share": 5, "population_digest": "0" * 64, "head_serial": 1, "seed": "hash|day"}
    for drawn_at, closed_at in ((cast.at - 40 * DAY, cast.at - DAY), (cast.at - DAY, None)):
        Sample.objects.create(
            area=cast.area, drawn_on=drawn_at.date(), drawn_at=drawn_at, drawn_by=cast.municipality,
            population={"registration": 3}, drawn={"registration": 3},
            verdicts={"1": "good", "2": "good", "3": "wrong"},
            closed_at=closed_at, closed_by=cast.municipality if closed_at else None, **known,
        )  # fmt: skip
