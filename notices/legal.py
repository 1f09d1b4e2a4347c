"""Texts of law that letters quote, each with the day on which it was checked.

They change without us. Correct them here, with the new date.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class LegalText:
    """An article, what it threatens in plain Dutch, and when somebody last looked it up."""

    article: str
    maximum: str
    checked_on: dt.date


TRESPASS = LegalText(
    article="artikel 138 van het Wetboek van Strafrecht",
    maximum="een gevangenisstraf van ten hoogste één jaar of een geldboete van de derde categorie",
    checked_on=dt.date(2026, 11, 24),
)
AUTHORITY_NAME = "Autoriteit Persoonsgegevens"
AUTHORITY_ADDRESS = "Postbus 93374, 2509 AJ Den Haag"
AUTHORITY_SITE = "autoriteitpersoonsgegevens.nl"
EQUALITY_BODY = "College voor de Rechten van de Mens (mensenrechten.nl)"
