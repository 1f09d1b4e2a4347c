"""Make what a test needs, in the words of the trade and through the real actions."""

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from PIL import Image

from bans.actions.decisions import approve
from bans.actions.endings import lift
from bans.actions.incidents import PersonDraft, report_incident
from bans.actions.proposals import impose
from bans.actions.service import mark_served
from bans.models import Incident, Person, Sanction
from participants.actions.areas import adopt_protocol, create_area, grant_permit
from participants.actions.instruction import confirm_instruction
from participants.actions.lists import publish_list
from participants.actions.shops import add_shop, join
from participants.clock import dutch_date
from participants.instruction.content import right_answers
from participants.models import Municipality, Permit, Shop, ShoppingArea, User

if TYPE_CHECKING:
    from tests.cast import Cast

PAPERS = ("agreement_signed_on", "power_of_attorney_signed_on", "declaration_signed_on")
DOOR = ("sticker_seen_on", "house_rules_seen_on")
# What leads to each step of the ladder when nothing runs.
CONDUCT_FOR = {
    ("ban", "area"): "robbery",
    ("warning", "area"): "theft",
    ("ban", "shop"): "theft",
    ("warning", "shop"): "insulting",
}
DAY = dt.timedelta(days=1)


def _jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (32, 40), (90, 90, 90)).save(out, "JPEG")
    return out.getvalue()


JPEG = _jpeg()


def make_user(name: str) -> User:
    return User.objects.create_user(email=f"{name}@voorbeeld.example", name=name)


def instruct(area: ShoppingArea, *users: User, at: dt.datetime) -> None:
    """These people did the instruction, so that the counter is open for them for the next twelve months (R51)."""
    for user in users:
        confirm_instruction(area, answers=right_answers(), by=user, at=at)


def make_area(slug: str, *, by: User, at: dt.datetime, **values: Any) -> ShoppingArea:
    """An area with a protocol; `values` are its parameters."""
    municipality, _made = Municipality.objects.get_or_create(name="Voorbeeldstad")
    fields = {
        "slug": slug,
        "name": f"Winkelgebied {slug}",
        "municipality": municipality,
        "association": "Winkeliersvereniging Voorbeeld",
        "association_address": "Markt 1, Voorbeeldstad",
        "contact_email": f"{slug}@voorbeeld.example",
        "contact_phone": "010 000 00 00",
        "boundary_text": "tussen de Markt en de Kade",
    }
    area = create_area(fields=fields, by=by, at=at)
    make_protocol(area, by=by, at=at, **values)
    return area


def make_protocol(area: ShoppingArea, *, by: User, at: dt.datetime, **values: Any) -> Any:
    day = dutch_date(at)
    return adopt_protocol(area, values=values, adopted_on=day, valid_from=day, dpia_version="1.0", by=by, at=at)


def make_permit(
    area: ShoppingArea, *, businesses: list, by: User, at: dt.datetime, valid_until: dt.date | None = None
) -> Permit:
    day = dutch_date(at)
    return grant_permit(
        area,
        number="AP-1",
        granted_on=day,
        valid_from=day,
        valid_until=valid_until,
        businesses=businesses,
        by=by,
        at=at,
    )


def make_shop(
    area: ShoppingArea, name: str, *, by: User, at: dt.datetime, takes_part: bool = True, **fields: Any
) -> Shop:
    """A shop of a business of its own, with its papers, that takes part."""
    papers = dict.fromkeys((*PAPERS, *DOOR), dutch_date(at))
    known = {"business_name": f"{name} bv", "name": name, "address": f"Markt {len(name)}"}
    shop = add_shop(area, fields={**known, **papers, **fields}, by=by, at=at)
    return join(shop, on=dutch_date(at), by=by, at=at) if takes_part else shop


def make_incident(
    cast: "Cast",
    conduct: str = "theft",
    *,
    shop: Shop | None = None,
    person: Person | None = None,
    at: dt.datetime | None = None,
    **about: Any,
) -> Incident:
    """Somebody did this an hour before `at`; `about` says more of a person who is new."""
    shop, at = shop or cast.shop_a, at or cast.at
    known = {"given_name": "Kees", "family_name": "de Vries", "identity_basis": "stated"}
    return report_incident(
        shop=shop,
        person=person or PersonDraft(**{**known, **about}),
        conduct_code=conduct,
        happened_at=at - dt.timedelta(hours=1),
        place="bij de kassa",
        observed_by="M. de Wit",
        observer_function="verkoper",
        narrative="Liep weg zonder te betalen.",
        by=cast.manager_of(shop),
        at=at,
    )


def make_sanction(
    cast: "Cast",
    kind: str = "ban",
    scope: str = "area",
    *,
    incident: Incident | None = None,
    months: int = 12,
    at: dt.datetime | None = None,
    approved: bool = True,
    served: bool = True,
    lifted: bool = False,
    expired: bool = False,
    **about: Any,
) -> Sanction:
    """A sanction that went through the real actions as far as asked; `expired` is long before `cast.at`."""
    at = at or (cast.at - (31 * months + 5) * DAY if expired else cast.at)
    incident = incident or make_incident(cast, CONDUCT_FOR[kind, scope], at=at, **about)
    by = cast.manager_of(incident.shop)
    sanction = impose(incident, kind=kind, scope=scope, months=months, by=by, at=at)
    if approved and sanction.approved_at is None:
        decider = cast.approver if sanction.needs_approval == "approve" else cast.coordinator
        sanction = approve(sanction, by=decider, at=at)
    if served:
        sanction = serve(cast, sanction, at=at)
    if lifted:
        sanction = lift(sanction, reason="Afgesproken met betrokkene.", by=cast.coordinator, at=at)
    return sanction


def serve(cast: "Cast", sanction: Sanction, *, at: dt.datetime | None = None) -> Sanction:
    """Hand the letter over at this moment, with the list of that day."""
    at = at or cast.at
    current = publish_list(cast.area, at=at)
    by = cast.manager_of(sanction.shop)
    return mark_served(sanction, served_at=at, participant_list=current, by=by, at=at)
