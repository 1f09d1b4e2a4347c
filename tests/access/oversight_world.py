"""What the rooms of oversight have of each area of the world, and what an address there may name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from oversight.sampling.models import Kind, Sample, SampleItem

if TYPE_CHECKING:
    from bans.models import Sanction
    from tests.cast import Cast

ERASED = {"sample": "f" * 16, "sample item": "900002"}


def nobody(token: Callable[[int], str]) -> dict[str, str]:
    """References that nothing ever had."""
    return {"sample": token(16), "sample item": "900001"}


def things(cast: "Cast", sanction: "Sanction") -> dict[str, str]:
    """For each file its place in the sample of its area."""
    sample, _made = Sample.objects.get_or_create(
        area=sanction.area, drawn_on=cast.today,
        defaults={
            "drawn_at": cast.at, "drawn_by": cast.municipality, "seed": "hash|day", "head_serial": 1,
            "confidence": 95, "share": 5, "population_digest": "0" * 64,
        },
    )  # fmt: skip
    number = sample.items.count() + 1
    SampleItem.objects.create(
        area=sanction.area, sample=sample, number=number, kind=Kind.REGISTRATION, sanction=sanction
    )
    return {"sample": sample.token, "sample item": str(number)}
