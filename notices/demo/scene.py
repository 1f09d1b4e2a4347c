"""The area itself: shops with their papers, the permit, the protocol, the people with a role."""

import datetime as dt
from dataclasses import dataclass

from participants.actions import areas, people, shops
from participants.actions.instruction import confirm_instruction
from participants.clock import dutch_date
from participants.instruction.content import right_answers
from participants.models import Membership, Municipality, Shop, ShoppingArea, User
from participants.roles import SHOP_ROLES, Role

from . import cast

STARTED_DAYS_AGO = 430
INSTRUCTED_DAYS_AGO, TOO_LONG_AGO = 40, 420
PAPERS = (
    "agreement_signed_on",
    "power_of_attorney_signed_on",
    "declaration_signed_on",
    "sticker_seen_on",
    "house_rules_seen_on",
)


@dataclass
class Scene:
    """What the story plays in. Shops stand in the order of the cast."""

    area: ShoppingArea
    shops: list[Shop]
    coordinator: User
    approver: User
    managers: dict[int, User]

    def manager_of(self, shop: Shop) -> User:
        return self.managers[shop.pk]


def build(*, at: dt.datetime, password: str) -> Scene:
    """Set everything up as it would have been done when the area began."""
    began = at - dt.timedelta(days=STARTED_DAYS_AGO)
    head = cast.LOGINS[0]
    coordinator = User.objects.create_user(email=head.email, name=head.name, password=password)
    municipality, _made = Municipality.objects.get_or_create(name=cast.MUNICIPALITY)
    area = areas.create_area(fields={**cast.AREA, "municipality": municipality}, by=coordinator, at=began)
    day = dutch_date(began)
    areas.adopt_protocol(area, values={}, adopted_on=day, valid_from=day, dpia_version="1.0", by=coordinator, at=began)
    members = _shops(area, by=coordinator, at=began)
    areas.grant_permit(
        area,
        number=cast.PERMIT_NUMBER,
        granted_on=day,
        valid_from=day,
        valid_until=day + dt.timedelta(days=5 * 365),
        businesses=[shop.business for shop in members],
        by=coordinator,
        at=began,
    )
    approver, managers = _people(area, members, password=password, by=coordinator, at=began)
    _instruct(area, at=at)
    return Scene(area, members, coordinator, approver, managers)


def _shops(area: ShoppingArea, *, by: User, at: dt.datetime) -> list[Shop]:
    """Every shop has its papers and what its door must show."""
    day = dutch_date(at)
    papers = dict.fromkeys(PAPERS, day)
    members = []
    for business, name, address, sector in cast.SHOPS:
        fields = {
            "business_name": business,
            "name": name,
            "address": f"{address}, 0000 AA Voorbeeldstad",
            "sector": sector,
            **papers,
        }
        shop = shops.add_shop(area, fields=fields, by=by, at=at)
        members.append(shops.join(shop, on=day, by=by, at=at))
    return members


def _people(
    area: ShoppingArea, members: list[Shop], *, password: str, by: User, at: dt.datetime
) -> tuple[User, dict[int, User]]:
    """Give everybody the role; only those of the printed logins get a password."""
    held: dict[str, Membership] = {}
    for login in (*cast.LOGINS[1:], *cast.OTHER_MANAGERS):
        held[login.local] = people.invite(
            area,
            email=login.email,
            name=login.name,
            role=login.role,
            shop=None if login.shop is None else members[login.shop],
            by=by,
            at=at,
        )
    set_passwords(password)
    managers = {m.shop_id: m.user for m in held.values() if m.role == Role.SHOP_MANAGER and m.shop_id}
    return held["approver"].user, managers


def _instruct(area: ShoppingArea, *, at: dt.datetime) -> None:
    """Who works at a counter did the instruction; one did so too long ago, and one has yet to begin (R51)."""
    for member in area.memberships.filter(role__in=SHOP_ROLES).select_related("user").order_by("pk"):
        if member.user.email == cast.NEWCOMER:
            continue
        days_ago = TOO_LONG_AGO if member.user.email == cast.OTHER_MANAGERS[-1].email else INSTRUCTED_DAYS_AGO
        done_at = at - dt.timedelta(days=days_ago)
        confirm_instruction(area, answers=right_answers(), by=member.user, at=done_at)


def set_passwords(password: str) -> None:
    """The same password for every printed login, stored only as a hash."""
    for user in User.objects.filter(email__in=[login.email for login in cast.LOGINS]):
        user.set_password(password)
        user.save(update_fields=["password"])
