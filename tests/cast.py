"""The fixed cast of the tests: one area with a permit, a protocol and three shops, and who works there."""

import datetime as dt
from dataclasses import dataclass

import pytest

from participants.actions.people import invite
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import Shop, ShoppingArea, User
from participants.roles import Role
from tests.factories import instruct, make_area, make_permit, make_shop, make_user
from tests.replay import Replayed

AT = dt.datetime(2026, 3, 16, 10, 0, tzinfo=DUTCH_TIME)
# The counters did the instruction some time before the tests play.
INSTRUCTED_BEFORE = dt.timedelta(days=90)
BEGAN = dt.datetime(2019, 1, 2, 9, 0, tzinfo=DUTCH_TIME)


@dataclass
class Cast:
    """Who plays, by role. The approver works for the business of shop C."""

    area: ShoppingArea
    elsewhere: ShoppingArea
    shop_a: Shop
    shop_b: Shop
    shop_c: Shop
    coordinator: User
    approver: User
    manager_a: User
    counter_a: User
    manager_b: User
    counter_b: User
    municipality: User
    stranger: User
    at: dt.datetime = AT

    @property
    def today(self) -> dt.date:
        return dutch_date(self.at)

    def manager_of(self, shop: Shop) -> User:
        return {self.shop_a.pk: self.manager_a, self.shop_b.pk: self.manager_b}[shop.pk]


def build_cast() -> Cast:
    """Everything through the real actions, on a day long before the tests play."""
    coordinator, stranger = make_user("coordinator"), make_user("stranger")
    area = make_area("markt", by=coordinator, at=BEGAN)
    elsewhere = make_area("elders", by=stranger, at=BEGAN)
    shops = [make_shop(area, name, by=coordinator, at=BEGAN) for name in ("Bakkerij", "Speelgoed", "Kaas")]
    make_permit(area, businesses=[shop.business for shop in shops], by=coordinator, at=BEGAN)

    def give(name: str, role: Role, shop: Shop | None = None) -> User:
        email = f"{name}@voorbeeld.example"
        return invite(area, email=email, name=name, role=role, shop=shop, by=coordinator, at=BEGAN).user

    shop_a, shop_b, shop_c = shops
    cast = Cast(
        area=area,
        elsewhere=elsewhere,
        shop_a=shop_a,
        shop_b=shop_b,
        shop_c=shop_c,
        coordinator=coordinator,
        approver=give("approver", Role.APPROVER, shop_c),
        manager_a=give("manager_a", Role.SHOP_MANAGER, shop_a),
        counter_a=give("counter_a", Role.COUNTER, shop_a),
        manager_b=give("manager_b", Role.SHOP_MANAGER, shop_b),
        counter_b=give("counter_b", Role.COUNTER, shop_b),
        municipality=give("municipality", Role.MUNICIPALITY),
        stranger=stranger,
    )
    at_counters = (cast.manager_a, cast.counter_a, cast.manager_b, cast.counter_b)
    instruct(area, *at_counters, at=AT - INSTRUCTED_BEFORE)
    return cast


_replayed = Replayed(build_cast)


@pytest.fixture
def cast(db: None) -> Cast:
    return _replayed()
