"""What a letter of an area quotes on its date."""

import datetime as dt

from participants.models import ShoppingArea

from ..models import LegalText
from .reading import built_in
from .texts import LawText, Subject, holding


def law_on(area: ShoppingArea, on: dt.date) -> dict[str, LawText]:
    """For each subject the text that holds on that day: built in, or a newer one of the area's own."""
    return holding([*built_in(), *own_texts(area)], on)


def own_texts(area: ShoppingArea) -> list[LawText]:
    """The texts that this area added, the oldest version first."""
    return [row.as_text() for row in LegalText.objects.filter(area=area).order_by("number")]


def law_facts(area: ShoppingArea, on: dt.date) -> dict[str, object]:
    """The same, as the templates of letters name it."""
    law = law_on(area, on)
    trespass, authority, equality = (law[subject] for subject in Subject)
    where = f"{equality.name} ({equality.site})" if equality.site else equality.name
    return {
        "trespass": {"article": trespass.name, "maximum": trespass.text},
        "authority": {"name": authority.name, "address": authority.text, "site": authority.site},
        "equality_body": where,
    }
