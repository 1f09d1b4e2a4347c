"""What the rooms of oversight have of each area of the world, and what an address there may name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from oversight.dossier.models import Dossier, DpiaPoint
from oversight.sampling.models import Kind, Sample, SampleItem

if TYPE_CHECKING:
    from bans.models import Sanction
    from tests.cast import Cast

ERASED = {"sample": "f" * 16, "sample item": "900002", "permit dossier": "e" * 16, "dossier point": "d" * 16}


def nobody(token: Callable[[int], str]) -> dict[str, str]:
    """References that nothing ever had."""
    return {"sample": token(16), "sample item": "900001", "permit dossier": token(16), "dossier point": token(16)}


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
    made, _made = Dossier.objects.get_or_create(
        area=sanction.area, asked_on=cast.today,
        defaults={
            "purpose": "supplement", "case_number": "z1", "asked_at": cast.at, "made_at": cast.at,
            "archive": b"archive", "sha256": "0" * 64,
        },
    )  # fmt: skip
    point, _made = DpiaPoint.objects.get_or_create(
        area=sanction.area, words="Een eigen punt.",
        defaults={"code": f"point{sanction.area_id}", "raised_at": cast.at, "raised_by": cast.coordinator},
    )  # fmt: skip
    return {
        "sample": sample.token, "sample item": str(number), "permit dossier": made.token, "dossier point": point.code,
    }  # fmt: skip
