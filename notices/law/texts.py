"""One text of law, and which of many holds on a day. No database, no clock."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    TRESPASS = "trespass", _("huisvredebreuk")
    AUTHORITY = "authority", _("toezichthouder op persoonsgegevens")
    EQUALITY_BODY = "equality_body", _("klachten over discriminatie")


# What a text of each subject is made of: its name, its words, its site.
PARTS = {
    Subject.TRESPASS: ("name", "text"),
    Subject.AUTHORITY: ("name", "text", "site"),
    Subject.EQUALITY_BODY: ("name", "site"),
}


@dataclass(frozen=True)
class LawText:
    """An article and what it threatens in plain Dutch, or a body with its address and site.

    It holds from `valid_from` until a newer one; on `checked_on` somebody last looked it up. Own: the area's.
    """

    subject: str
    name: str
    valid_from: dt.date
    checked_on: dt.date
    text: str = ""
    site: str = ""
    source: str = ""
    own: bool = False

    @property
    def look_up_by(self) -> dt.date:
        """The last day before it is a year ago that somebody looked it up."""
        return _year_after(self.checked_on)

    def is_stale(self, on: dt.date) -> bool:
        """Whether nobody looked it up for more than a year."""
        return self.look_up_by < on


def _year_after(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def holding(texts: Iterable[LawText], on: dt.date) -> dict[str, LawText]:
    """For each subject the newest text that holds on that day.

    Of two from the same day the area's own goes before the built-in one, and the later of its own before the earlier.
    """
    begun = (text for text in texts if text.valid_from <= on)
    return {text.subject: text for text in sorted(begun, key=lambda text: (text.valid_from, text.own))}
