"""What people write in the report, and what may not stand there: nobody's name, and nothing that leads to a file."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from bans.free_text import check_free_text
from participants.models import ShoppingArea
from participants.refusals import Refusal

from ..nameless import refuse_names, refuse_references
from .models import MOST, YearlyReport


@dataclass(frozen=True)
class Judgement:
    """What a person adds to the figures. A draft may leave all of it open."""

    held_on: dt.date | None = None
    took_part: str = ""
    went_well: str = ""
    must_change: str = ""
    needed: str = ""
    conclusions: str = ""
    agreed: str = ""

    @classmethod
    def of(cls, report: YearlyReport | None) -> "Judgement":
        """That of a report, or an empty one."""
        return cls(**{one.name: getattr(report, one.name) for one in fields(cls)}) if report else cls()

    @property
    def texts(self) -> Mapping[str, str]:
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "held_on"}

    @property
    def open_fields(self) -> list[str]:
        """What is not filled in yet, in order."""
        return [one.name for one in fields(self) if not getattr(self, one.name)]


def checked(judgement: Judgement, *, area: ShoppingArea) -> Judgement:
    """The same without blanks around it. Refuses what no text may hold (R68), what is too long, a name of the register
    or of who works with it, and a reference of a file."""
    texts = {name: text.replace("\r\n", "\n").strip() for name, text in judgement.texts.items()}
    for name, text in texts.items():
        if len(text) > MOST:
            raise Refusal("too_long", _("Schrijf hier niet meer dan %d tekens.") % MOST, field=name)
        check_free_text(text, name)
    written = {name: text for name, text in texts.items() if text}
    if written:
        refuse_references(written, area)
        refuse_names(written, area)
    return Judgement(held_on=judgement.held_on, **texts)
