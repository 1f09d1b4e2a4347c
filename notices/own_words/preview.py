"""A letter about nobody, to see a design before it is adopted. What stands in it is made up; the area is real."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _

from bans.conduct import CONDUCT
from bans.models.sanction import LABELS
from bans.rules.ladder import Kind, Scope
from bans.rules.terms import last_day
from participants.clock import DUTCH_TIME
from participants.models import ShoppingArea

from ..documents import DOOR, document_facts, door_page
from ..facts import check_facts
from ..law.quoting import law_facts
from ..letters import render_html
from ..models.design import LetterDesign
from ..models.notice import LetterKind
from .look import look_of

WARNING, BAN, WITHDRAWAL = LetterKind.INDIVIDUAL_WARNING, LetterKind.COLLECTIVE_BAN, LetterKind.WITHDRAWAL
PREVIEWED = [
    (WARNING.value, _("waarschuwing")),
    (BAN.value, _("verbod")),
    (WITHDRAWAL.value, _("intrekking")),
    (DOOR, _("huisregels voor de ingang")),
]
MONTHS = 12
# Its last sign is wrong: no letter ever has it.
NO_CODE = "0000000000000001"


def preview(area: ShoppingArea, design: LetterDesign, which: str, *, on: dt.date) -> str:
    """The pages of one of `PREVIEWED` with this design, which need not be saved."""
    if which == DOOR:
        return door_page({**document_facts(area, None, on=on), "look": look_of(design, area=area)})
    return render_html(which, {**_facts(area, which, on), "look": look_of(design, area=area, shop=_shop())})


def _shop() -> Any:
    business = SimpleNamespace(name="Winkel Voorbeeld B.V.")
    return SimpleNamespace(name="Winkel Voorbeeld", address="Voorbeeldstraat 1", business=business)


def _facts(area: ShoppingArea, which: str, on: dt.date) -> dict[str, Any]:
    warning = which == WARNING
    kind, scope = (Kind.WARNING, Scope.SHOP) if warning else (Kind.BAN, Scope.AREA)
    conduct = CONDUCT["insulting" if warning else "theft"]
    shop = _shop()
    moment = dt.datetime.combine(on, dt.time(14, 5), tzinfo=DUTCH_TIME)
    incident = SimpleNamespace(
        place="bij de kassa",
        shop=shop,
        narrative="Hier staat wat er gebeurde. Deze brief gaat over niemand.",
        observer_function="verkoper",
    )
    sanction = SimpleNamespace(
        reference="0000-VOORBEELD",
        label=LABELS[kind, scope],
        months=MONTHS,
        reason="",
        lifted_at=moment if which == WITHDRAWAL else None,
        lift_reason="",
        imported=False,
    )
    entry = {"name": shop.name, "address": shop.address, "business": shop.business.name}
    return {
        "area": area,
        "shop": shop,
        "sanction": sanction,
        "person": SimpleNamespace(name="P. Voorbeeld", address="Voorbeeldlaan 1, Voorbeeldstad"),
        "shows_address": True,
        "incident": incident,
        "happened_at": moment,
        "conduct": conduct,
        "ended": which == WITHDRAWAL,
        "collective": scope == Scope.AREA,
        "combined": False,
        "is_ban": kind == Kind.BAN,
        "premises": [entry],
        "participant_list": SimpleNamespace(number=1, boundary_text=area.boundary_text),
        "list_made_on": on,
        "map": "",
        "starts_on": on,
        "last_day": last_day(on, MONTHS),
        "signatory": SimpleNamespace(name="S. Voorbeeld"),
        "signatory_function": "winkelmanager",
        "date": on,
        "permit": SimpleNamespace(number="z0000-00000", granted_on=on),
        "protocol": SimpleNamespace(number=1),
        **check_facts(NO_CODE),
        **law_facts(area, on),
    }
