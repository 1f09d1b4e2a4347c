"""What somebody may ask of us, what we may answer, and what may change for the shops. Words and articles, no rows."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    """What somebody may ask (section 7 of the protocol); all of it is free of charge (R61)."""

    ACCESS = "access", _("inzage in de gegevens")
    RECTIFICATION = "rectification", _("verbetering van de gegevens")
    ERASURE = "erasure", _("wissing van de gegevens")
    RESTRICTION = "restriction", _("beperking van het gebruik van de gegevens")
    OBJECTION = "objection", _("bezwaar")
    # Not rights of the regulation, and answered all the same: how we treated somebody, and a shop that one cannot miss.
    EXCEPTION = "exception", _("een uitzondering voor een winkel die nodig is")
    COMPLAINT = "complaint", _("klacht")


ARTICLES = {
    Right.ACCESS: 15,
    Right.RECTIFICATION: 16,
    Right.ERASURE: 17,
    Right.RESTRICTION: 18,
    Right.OBJECTION: 21,
}


class Outcome(models.TextChoices):
    GRANTED = "granted", _("toegewezen")
    PARTLY = "partly", _("voor een deel toegewezen")
    REFUSED = "refused", _("afgewezen")


class Change(models.TextChoices):
    """What a shop that saw the data must know of (art. 19 AVG)."""

    RECTIFIED = "rectified", _("de gegevens zijn verbeterd")
    RESTRICTED = "restricted", _("de gegevens worden voorlopig niet gebruikt")
    ERASED = "erased", _("de gegevens zijn gewist")
    ENDED = "ended", _("de maatregel is beëindigd")


@dataclass(frozen=True)
class Request:
    """What was asked, on which day it reached us, and by when it is answered, for the letters about it.

    `set_aside_by`: the last day for the decision whether the measure is set aside meanwhile; None where there is none.
    """

    right: Right
    received_on: dt.date
    number: str
    aim: dt.date
    limit: dt.date
    set_aside_by: dt.date | None = None
    hidden: bool = False
    copy_destroyed: bool = False

    @property
    def article(self) -> int | None:
        """The article of the regulation that gives this right, if one does."""
        return ARTICLES.get(self.right)
