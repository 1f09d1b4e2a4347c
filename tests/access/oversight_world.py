"""What the rooms of oversight have of each area of the world, and what an address there may name."""

import datetime as dt
import hashlib
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pikepdf

from oversight.api.models import OversightKey
from oversight.dossier.models import Dossier, DpiaPoint
from oversight.sampling.models import Kind, Sample, SampleItem
from oversight.yearly.models import YearlyReport

if TYPE_CHECKING:
    from bans.models import Sanction
    from tests.cast import Cast

# A report is of the area and leads to no file: the same one for every case.
COMMON = {"year of a report": "2025", "version of a report": "1"}
ERASED = {
    "sample": "f" * 16,
    "sample item": "900002",
    "oversight key": "900002",
    "permit dossier": "e" * 16,
    "dossier point": "d" * 16,
}


def nobody(token: Callable[[int], str]) -> dict[str, str]:
    """References that nothing ever had."""
    tokens = {thing: token(16) for thing in ("sample", "permit dossier", "dossier point")}
    return {**tokens, "sample item": "900001", "oversight key": "900001"}


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
    _adopted_report(cast, sanction)
    key = _key(cast, sanction)
    return {
        "sample": sample.token,
        "sample item": str(number),
        "oversight key": str(key.pk),
        **_dossier(cast, sanction),
    }


def _dossier(cast: "Cast", sanction: "Sanction") -> dict[str, str]:
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
    return {"permit dossier": made.token, "dossier point": point.code}


def _adopted_report(cast: "Cast", sanction: "Sanction") -> None:
    empty, blank = io.BytesIO(), pikepdf.new()
    blank.add_blank_page()
    blank.save(empty)
    pdf = empty.getvalue()
    YearlyReport.objects.get_or_create(
        area=sanction.area, year=2025, version=1,
        defaults={
            "held_on": dt.date(2026, 2, 2), "written_at": cast.at, "written_by": cast.coordinator,
            "adopted_at": cast.at, "adopted_by": cast.coordinator, "pdf": pdf,
            "sha256": hashlib.sha256(pdf).hexdigest(),
        },
    )  # fmt: skip


def _key(cast: "Cast", sanction: "Sanction") -> OversightKey:
    key, _made = OversightKey.objects.get_or_create(
        area=sanction.area, name="dashboard",
        defaults={
            "token_hash": f"{sanction.area.pk:064}", "made_by": cast.municipality, "made_at": cast.at,
            "made_on": cast.today, "ends_on": cast.today + dt.timedelta(days=365),
        },
    )  # fmt: skip
    return key
