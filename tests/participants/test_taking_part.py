"""Who takes part, who works where, and how far a protocol may go."""

import datetime as dt
from typing import Any

import pytest
from django.http import Http404

from participants.access import has_permission, organisations_of, shops_of
from participants.actions.areas import adopt_protocol, grant_permit, update_area
from participants.actions.lists import publish_list
from participants.actions.people import invite, revoke
from participants.actions.shops import join, leave, update_shop
from participants.doors import area_or_404
from participants.models import Protocol, ShoppingArea
from participants.protocol import LIMITS
from participants.roles import ROLE_PERMISSIONS, Permission, Role
from tests.cast import Cast
from tests.factories import PAPERS, make_protocol, make_shop
from tests.refused import refused

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize("paper", PAPERS)
def test_r3_a_shop_joins_only_with_every_paper(cast: Cast, paper: str) -> None:
    shop = make_shop(cast.area, "Boeken", by=cast.coordinator, at=cast.at, takes_part=False, **{paper: None})
    with refused("papers_missing", "R3"):
        join(shop, on=cast.today, by=cast.coordinator, at=cast.at)
    shop.refresh_from_db()
    assert not shop.takes_part(cast.today) and len(shop.missing_papers) == 1


def test_r3_a_participant_keeps_its_papers(cast: Cast) -> None:
    with refused("papers_missing", "R3"):
        update_shop(cast.shop_a, fields={"agreement_signed_on": None}, by=cast.coordinator, at=cast.at)
    cast.shop_a.refresh_from_db()
    assert cast.shop_a.agreement_signed_on


def test_r5_a_leaver_is_out_that_same_day(cast: Cast) -> None:
    leave(cast.shop_a, on=cast.today, by=cast.coordinator, at=cast.at)
    for user, permission in ((cast.manager_a, Permission.PROPOSE), (cast.counter_a, Permission.CHECK_AT_COUNTER)):
        assert has_permission(user, permission, area=cast.area, on=cast.today - DAY)
        assert not has_permission(user, permission, area=cast.area, on=cast.today)
    with refused("takes_no_part", "R5"):
        leave(cast.shop_a, on=cast.today, by=cast.coordinator, at=cast.at)


def test_r35_r36_a_new_list_only_when_something_changed(cast: Cast) -> None:
    first = publish_list(cast.area, at=cast.at)
    assert publish_list(cast.area, at=cast.at + DAY) == first
    update_area(cast.area, fields={"boundary_text": "tot de brug"}, by=cast.coordinator, at=cast.at)
    second = cast.area.current_list()
    assert second.number == first.number + 1
    leave(cast.shop_c, on=cast.today, by=cast.coordinator, at=cast.at)
    assert not cast.area.current_list().names_shop(cast.shop_c) and second.names_shop(cast.shop_c)


def test_r8_another_area_does_not_exist_for_a_stranger(cast: Cast) -> None:
    assert area_or_404(cast.manager_a, "markt") == cast.area
    for slug in ("markt", "bestaat-niet"):
        with pytest.raises(Http404):
            area_or_404(cast.stranger, slug)
    assert list(ShoppingArea.objects.visible_to(cast.stranger)) == [cast.elsewhere]


def test_r8_no_business_or_shop_of_another_area(cast: Cast) -> None:
    there = make_shop(cast.elsewhere, "Ver weg", by=cast.stranger, at=cast.at)
    facts: dict[str, Any] = {"granted_on": cast.today, "valid_from": cast.today, "valid_until": None}
    with refused("other_area", "R8"):
        grant_permit(cast.area, number="AP-2", businesses=[there.business], by=cast.coordinator, at=cast.at, **facts)
    with refused("other_area", "R8"):
        invite(cast.area, email="x@y.example", name="x", role=Role.COUNTER, shop=there, by=cast.coordinator, at=cast.at)


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_r18_a_parameter_stays_within_its_limits(cast: Cast, name: str) -> None:
    low, high = LIMITS[name]
    for value in (low - 1, high + 1, str(low), True, None, low + 0.5):
        with refused("above_ceiling", "R18"):
            make_protocol(cast.area, by=cast.coordinator, at=cast.at, **{name: value})
    assert Protocol.objects.filter(area=cast.area).count() == 1
    for value in (low, high):
        make_protocol(cast.area, by=cast.coordinator, at=cast.at, **{name: value})


def test_r18_an_unknown_parameter_is_refused(cast: Cast) -> None:
    with refused("unknown_parameter"):
        make_protocol(cast.area, by=cast.coordinator, at=cast.at, lifelong=1)


def test_r75_each_day_has_its_version(cast: Cast) -> None:
    new = make_protocol(cast.area, by=cast.coordinator, at=cast.at, ind_ban_m=6)
    assert cast.area.protocol_on(cast.today - DAY).number == 1
    assert cast.area.protocol_on(cast.today) == new
    with refused("before_earlier_version", "R75"):
        adopt_protocol(
            cast.area,
            values={},
            adopted_on=cast.today,
            valid_from=cast.today - DAY,
            dpia_version="1",
            by=cast.coordinator,
            at=cast.at,
        )
    with refused("no_protocol", "R75"):
        cast.area.protocol_on(dt.date(2018, 1, 1))


def test_r30_oversight_has_no_other_role(cast: Cast) -> None:
    for user, role in ((cast.municipality, Role.APPROVER), (cast.coordinator, Role.MUNICIPALITY)):
        with refused("mixed_roles", "R30"):
            invite(cast.area, email=user.email, name="x", role=role, shop=None, by=cast.coordinator, at=cast.at)
    # Beside figures the toolbox, which holds places and measures and nobody of the register.
    toolbox = {Permission.SEE_PLANS, Permission.MAKE_PLANS, Permission.DECIDE_PLANS, Permission.WALK_SCANS}
    assert ROLE_PERMISSIONS[Role.MUNICIPALITY] == {Permission.SEE_FIGURES} | toolbox


def test_r27_for_whom_somebody_acts(cast: Cast) -> None:
    on = cast.today
    assert organisations_of(cast.manager_a, cast.area, on=on) == {f"business:{cast.shop_a.business_id}"}
    assert organisations_of(cast.coordinator, cast.area, on=on) == {"association"}
    assert not organisations_of(cast.stranger, cast.area, on=on)


def test_a_shop_role_holds_for_its_own_shop(cast: Cast) -> None:
    ask: dict[str, Any] = {"area": cast.area, "on": cast.today}
    assert has_permission(cast.manager_a, Permission.PROPOSE, shop=cast.shop_a, **ask)
    assert not has_permission(cast.manager_a, Permission.PROPOSE, shop=cast.shop_b, **ask)
    assert has_permission(cast.coordinator, Permission.PROPOSE, shop=cast.shop_b, **ask)
    assert shops_of(cast.counter_a, permission=Permission.CHECK_AT_COUNTER, **ask) == [cast.shop_a]


def test_a_role_ends_at_once_and_the_last_coordinator_stays(cast: Cast) -> None:
    with refused("last_coordinator"):
        revoke(cast.coordinator.memberships.get(area=cast.area), by=cast.coordinator, at=cast.at)
    membership = cast.counter_a.memberships.get()
    revoke(membership, by=cast.coordinator, at=cast.at)
    assert not has_permission(cast.counter_a, Permission.CHECK_AT_COUNTER, area=cast.area, on=cast.today)
    with refused("role_ended"):
        revoke(membership, by=cast.coordinator, at=cast.at)


@pytest.mark.parametrize("role, with_shop, code", [("counter", False, "shop_needed"), ("coordinator", True, "no_shop")])
def test_each_role_has_its_place(cast: Cast, role: str, with_shop: bool, code: str) -> None:
    shop = cast.shop_a if with_shop else None
    with refused(code):
        invite(cast.area, email="x@y.example", name="x", role=role, shop=shop, by=cast.coordinator, at=cast.at)
