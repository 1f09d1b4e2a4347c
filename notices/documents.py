"""Papers of the area itself: the agreement with a shop, the text at its door. Made when asked for, kept nowhere.

No person is named in them: who signs writes the own name by hand.
"""

import datetime as dt
from typing import Any

from django.template import Context
from django.utils import translation

from participants.models import Shop, ShoppingArea

from .elements import DOCUMENTS
from .law.quoting import law_facts
from .letters import load, refuse_gaps, to_pdf
from .models import LetterDesign
from .own_words.look import look_of

AGREEMENT, DOOR = "agreement", "door"


def agreement(shop: Shop, *, on: dt.date) -> bytes:
    """The participation agreement with its power of attorney and declaration, for this shop to sign (R3)."""
    facts = document_facts(shop.area, shop, on=on)
    return to_pdf(_page(AGREEMENT, facts), identifier=f"{shop.area.slug}-{AGREEMENT}-{shop.pk}-{on.isoformat()}")


def door_text(area: ShoppingArea, *, shop: Shop | None = None, on: dt.date) -> bytes:
    """The house rules for the entrance on one page, for one shop or for any of the area (R7)."""
    facts = document_facts(area, shop, on=on)
    return to_pdf(door_page(facts), identifier=f"{area.slug}-{DOOR}-{shop.pk if shop else 0}-{on.isoformat()}")


def document_facts(area: ShoppingArea, shop: Shop | None, *, on: dt.date) -> dict[str, Any]:
    """What a paper of the area may say on that day. Refuses an area without a protocol (R75)."""
    protocol = area.protocol_on(on)
    return {
        "area": area,
        "shop": shop,
        "look": look_of(LetterDesign.objects.holding(area, on), area=area, shop=shop),
        "date": on,
        "protocol": protocol,
        "settled": protocol.parameters,
        "permit": area.permit_on(on),
        **law_facts(area, on),
    }


def document_template(document: str) -> str:
    return f"notices/documents/{document}.html"


def door_page(facts: dict[str, Any]) -> str:
    """The text at the door as a page."""
    return _page(DOOR, facts)


def _page(document: str, facts: dict[str, Any]) -> str:
    elements: dict[str, str] = {}
    # The papers are Dutch, whatever the language of who prints them.
    with translation.override("nl"):
        html = load(document_template(document)).render(Context({**facts, "elements": elements}))
    refuse_gaps(DOCUMENTS[document], elements)
    return html
