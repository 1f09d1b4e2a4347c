"""An association's own face, as the templates of letters and papers use it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from participants.models import Shop, ShoppingArea

from ..models.design import LetterDesign
from .language import as_page


@dataclass(frozen=True)
class Look:
    """What of a version stands in one letter: colours that were checked, and texts that are safe mark-up."""

    colour: str
    accent: str
    logo: str
    contact_line: str
    opening: SafeString
    house_rules: SafeString


def look_of(design: LetterDesign | None, *, area: ShoppingArea, shop: Shop | None = None) -> Look | None:
    """The face of a letter of this area and shop; None where the area has no design of its own."""
    if design is None:
        return None
    values = field_values(area, shop)
    data = bytes(design.logo)
    return Look(
        colour=design.colour,
        accent=design.accent,
        logo=f"data:image/jpeg;base64,{base64.b64encode(data).decode()}" if data else "",
        contact_line=design.contact_line,
        opening=as_page(design.opening, values),
        house_rules=as_page(design.house_rules, values),
    )


def field_values(area: ShoppingArea, shop: Shop | None) -> Mapping[str, str]:
    """What each field of `language.FIELDS` stands for; on a paper for all shops there is no shop."""
    return {
        "vereniging": area.association,
        "gebied": area.name,
        "winkel": shop.name if shop else area.name,
        "onderneming": shop.business.name if shop else area.association,
        "email": area.contact_email,
        "telefoon": area.contact_phone,
        "website": area.public_page,
    }
