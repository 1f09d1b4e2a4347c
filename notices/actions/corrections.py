"""The letters that tell what was put right: to the person, to a shop that saw it, to the police. Drawn, not kept yet.

Who may put something right is asked by the deed that asks for these letters (`rights.corrections`).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from bans.models import Sanction
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import Shop, User

from ..models import Notice
from ..models.notice import LetterKind
from ..requests import Change
from .letters import Drawn, draw

# What changed, in words, and what the register says of it now; empty for what was taken away.
Changed = Sequence[tuple[Any, str]]


class ToldPolice(models.TextChoices):
    """What the police must know about a sheet that they have."""

    ANNULLED = "annulled", _("de maatregel is vernietigd")
    WITHDRAWN = "withdrawn", _("de maatregel is ingetrokken")
    RECTIFIED = "rectified", _("de gegevens zijn verbeterd")
    REVIEW = "review", _("de maatregel wordt opnieuw bekeken")


@dataclass(frozen=True)
class Sheet:
    """A sheet that the police have, and the breach that it told of."""

    made_on: dt.date
    happened_at: dt.datetime
    shop: str
    police_report: str = ""


def draw_rectification(sanction: Sanction, *, changed: Changed, by: User, at: dt.datetime) -> Drawn:
    """The letter that tells the person what the register says now (art. 16 AVG)."""
    return draw(sanction, LetterKind.RECTIFICATION, by=by, at=at, about={"changed": changed})


def draw_for_shop(sanction: Sanction, shop: Shop, *, change: Change, by: User, at: dt.datetime) -> Drawn:
    """The letter for a shop that saw the data, which names neither the person nor another shop (art. 19 AVG, R64)."""
    about = {"change": change, "addressee": shop}
    return draw(sanction, LetterKind.RECIPIENTS, by=by, at=at, addressed_to=shop, about=about)


def draw_for_police(sanction: Sanction, *, told: ToldPolice, changed: Changed = (), by: User, at: dt.datetime) -> Drawn:
    """The letter for the police about the sheets that they have of this sanction. It names nobody, but for a name on a
    sheet that was wrong."""
    about = {"told": told, "changed": changed, "sheets": sheets_of(sanction)}
    return draw(sanction, LetterKind.POLICE_CORRECTION, by=by, at=at, about=about)


def sheets_of(sanction: Sanction) -> list[Sheet]:
    """What was printed for the police about this sanction, each breach once; the first day that it was."""
    rows: dict[int | None, Sheet] = {}
    for notice in police_sheets([sanction]):
        breach = notice.incident
        if breach is not None and breach.pk not in rows:
            rows[breach.pk] = Sheet(
                made_on=dutch_date(notice.made_at),
                happened_at=breach.happened_at.astimezone(DUTCH_TIME),
                shop=breach.shop.name,
                police_report=breach.police_report,
            )
    return list(rows.values())


def police_sheets(sanctions: Sequence[Sanction]) -> list[Notice]:
    """The sheets themselves, without their pages; the oldest first."""
    rows = Notice.objects.filter(sanction__in=sanctions, kind=LetterKind.POLICE_SHEET)
    return list(rows.select_related("incident__shop", "sanction").defer("html", "pdf").order_by("made_at", "pk"))
