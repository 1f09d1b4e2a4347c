"""Who decides on a proposal."""

import datetime as dt

import pytest

from bans.actions.decisions import approve, confirm_minor, reject
from bans.actions.erasing import erase_ended
from bans.actions.proposals import impose
from bans.desk import desk, is_overdue
from bans.models import Incident, Sanction
from bans.permissions import can_decide, can_lift, can_serve
from participants.actions.people import invite
from participants.roles import Role
from tests.cast import Cast
from tests.factories import make_incident, make_sanction
from tests.refused import refused


@pytest.fixture
def proposal(cast: Cast) -> Sanction:
    return make_sanction(cast, approved=False, served=False)


def test_r1_nothing_is_decided_without_a_permit(cast: Cast, proposal: Sanction) -> None:
    cast.area.permits.all().delete()
    with refused("no_permit", "R1"):
        approve(proposal, by=cast.approver, at=cast.at)


def test_r25_a_minors_warning_needs_approval(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", birth_date=dt.date(2009, 1, 1), approved=False, served=False)
    assert warning.needs_approval == "approve"


def test_r25_an_apparent_minor_is_confirmed_first(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", apparently_minor=True, approved=False, served=False)
    with refused("minor_unconfirmed", "R25"):
        approve(warning, by=cast.approver, at=cast.at)
    with refused("not_allowed"):
        confirm_minor(warning.person, minor=True, by=cast.manager_a, at=cast.at)
    confirm_minor(warning.person, minor=True, by=cast.coordinator, at=cast.at)
    assert approve(Sanction.objects.get(), by=cast.approver, at=cast.at).approved_at


def test_r27_nobody_approves_an_own_proposal(cast: Cast) -> None:
    incident = make_incident(cast, "robbery")
    proposal = impose(incident, kind="ban", scope="area", months=12, by=cast.coordinator, at=cast.at)
    with refused("same_side", "R27"):
        approve(proposal, by=cast.coordinator, at=cast.at)


def test_r27_nobody_of_the_same_business_approves(cast: Cast, proposal: Sanction) -> None:
    colleague = invite(
        cast.area,
        email="collega@voorbeeld.example",
        name="collega",
        role=Role.APPROVER,
        shop=cast.shop_a,
        by=cast.coordinator,
        at=cast.at,
    ).user
    with refused("same_side", "R27"):
        approve(proposal, by=colleague, at=cast.at)
    assert not can_decide(colleague, proposal, on=cast.today) and can_decide(cast.approver, proposal, on=cast.today)
    assert approve(proposal, by=cast.approver, at=cast.at).approved_by == cast.approver


def test_r27_a_decision_is_taken_once(cast: Cast, proposal: Sanction) -> None:
    stale = Sanction.objects.get(pk=proposal.pk)
    approve(proposal, by=cast.approver, at=cast.at)
    with refused("already_decided"):
        reject(stale, reason="Te licht.", by=cast.coordinator, at=cast.at)


def test_r28_a_served_warning_is_shared_after_the_check(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", approved=False)
    others = Sanction.objects.visible_at_counter_of(cast.shop_b, cast.today)
    assert warning.served_at and not others.exists()
    with refused("not_allowed"):
        approve(warning, by=cast.approver, at=cast.at)
    approve(warning, by=cast.coordinator, at=cast.at)
    assert others.get() == warning


def test_r28_a_late_check_raises_an_alert(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", approved=False)
    monday_after = cast.today + dt.timedelta(days=7)
    assert not is_overdue(warning, monday_after)
    assert desk(cast.area, user=cast.coordinator, on=monday_after + dt.timedelta(days=1)).overdue == [warning]


def test_r29_a_rejected_proposal_is_gone_and_erased_later(cast: Cast, proposal: Sanction) -> None:
    with refused("reason_missing"):
        reject(proposal, reason=" ", by=cast.approver, at=cast.at)
    reject(proposal, reason="Te licht.", by=cast.approver, at=cast.at)
    for user in (cast.manager_a, cast.manager_b, cast.approver):
        assert not Sanction.objects.visible_to(user, cast.area, cast.today).exists()
    erase_ended(on=cast.today + dt.timedelta(days=30))
    assert Sanction.objects.exists()
    erase_ended(on=cast.today + dt.timedelta(days=31))
    assert not Sanction.objects.exists() and not Incident.objects.exists()


def test_r28_r29_a_warning_rejected_after_service_ends_everywhere(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", approved=False)
    reject(warning, reason="Onjuist.", by=cast.coordinator, at=cast.at)
    assert not Sanction.objects.in_force(cast.today).exists()
    assert not Sanction.objects.visible_at_counter_of(cast.shop_a, cast.today).exists()
    erase_ended(on=cast.today + dt.timedelta(days=31))
    assert not Sanction.objects.exists()


def test_r30_the_municipality_decides_nothing(cast: Cast, proposal: Sanction) -> None:
    for user in (cast.municipality, cast.stranger, cast.counter_a, cast.manager_b):
        for decide in (can_decide, can_serve, can_lift):
            assert not decide(user, proposal, on=cast.today)
        with refused("not_allowed", "R30"):
            approve(proposal, by=user, at=cast.at)
        with refused("not_allowed", "R30"):
            reject(proposal, reason="Nee.", by=user, at=cast.at)
