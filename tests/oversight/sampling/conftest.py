"""An area with measures and counter checks, a log that was signed yesterday, and who draws."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import time_machine

from audit import heads
from audit.models import HeadReason
from bans.models import CounterCheck, Sanction
from oversight.sampling.actions.drawing import draw_sample
from oversight.sampling.models import Kind, Sample, SampleItem
from tests.cast import Cast, cast
from tests.factories import make_sanction

__all__ = ["cast", "drawn"]
DAY = dt.timedelta(days=1)


@dataclass
class Drawn:
    cast: Cast
    sample: Sample

    @property
    def registration(self) -> SampleItem:
        return self.sample.items.filter(kind=Kind.REGISTRATION).first()

    @property
    def check(self) -> SampleItem:
        return self.sample.items.filter(kind=Kind.CHECK).first()


def fill(cast: Cast) -> list[Sanction]:
    rows = [
        make_sanction(cast, kind, scope, given_name=f"Naam{n}", family_name=f"Achter{n}")
        for n, (kind, scope) in enumerate([("ban", "area"), ("ban", "shop"), ("warning", "area"), ("warning", "shop")])
    ]
    for n in range(8):
        CounterCheck.objects.create(
            area=cast.area, shop=(cast.shop_a, cast.shop_b)[n % 2], asked_by=cast.counter_a, asked_at=cast.at,
            outcome="welcome",
        )  # fmt: skip
    return rows


def sign_yesterday(cast: Cast) -> None:
    heads.publish(cast.area.slug, at=cast.at - DAY, reason=HeadReason.HOUR)


@pytest.fixture
def drawn(cast: Cast) -> Iterator[Drawn]:
    with time_machine.travel(cast.at, tick=False):
        fill(cast)
        sign_yesterday(cast)
        yield Drawn(cast, draw_sample(cast.area, confidence=95, share=5, by=cast.municipality, at=cast.at))
