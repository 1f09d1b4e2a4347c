"""From an incident to a proposal, through the real actions."""

import datetime as dt

import pytest

from bans.actions.incidents import PersonDraft, report_incident
from bans.actions.proposals import impose, steps_for
from bans.models import Incident, Person, Sanction
from participants.models import Permit, Shop
from tests.cast import Cast
from tests.factories import make_incident, make_protocol, make_sanction
from tests.refused import refused


def rules(cast: Cast, incident: Incident, by: object = None) -> set[str]:
    return {step.rule for step in steps_for(incident, on=cast.today, by=by or cast.coordinator)}


def test_r1_without_a_permit_only_individual_measures(cast: Cast) -> None:
    Permit.objects.all().delete()
    incident = make_incident(cast, "robbery")
    assert rules(cast, incident) == {"R12"}
    with refused("no_permit", "R1"):
        impose(incident, kind="ban", scope="area", months=12, by=cast.manager_a, at=cast.at)
    assert make_sanction(cast, "ban", "shop").served_at


def test_r2_a_business_outside_the_permit_proposes_nothing_collective(cast: Cast) -> None:
    cast.area.permits.get().businesses.remove(cast.shop_a.business)
    incident = make_incident(cast, "robbery")
    with refused("not_in_permit", "R2"):
        impose(incident, kind="ban", scope="area", months=12, by=cast.manager_a, at=cast.at)


@pytest.mark.parametrize("missing", ["sticker_seen_on", "house_rules_seen_on"])
def test_r7_the_door_must_be_ready(cast: Cast, missing: str) -> None:
    Shop.objects.filter(pk=cast.shop_a.pk).update(**{missing: None})
    incident = make_incident(cast, "theft", shop=Shop.objects.get(pk=cast.shop_a.pk))
    step = {"kind": "ban", "scope": "shop", "months": 12, "at": cast.at}
    with refused("door_not_ready", "R7"):
        impose(incident, **step, by=cast.manager_a, door_override_reason="Komt morgen.")
    with refused("door_not_ready", "R7"):
        impose(incident, **step, by=cast.coordinator)
    assert impose(incident, **step, by=cast.coordinator, door_override_reason="Komt morgen.").pk


@pytest.mark.parametrize("field", ["place", "observed_by", "observer_function", "narrative"])
def test_r9_a_report_without_facts_is_refused(cast: Cast, field: str) -> None:
    facts = {"place": "kassa", "observed_by": "M.", "observer_function": "verkoper", "narrative": "Nam iets mee."}
    with refused("facts_missing", "R9"):
        report_incident(
            shop=cast.shop_a,
            person=PersonDraft(family_name="Vries", identity_basis="stated"),
            conduct_code="theft",
            happened_at=cast.at,
            by=cast.manager_a,
            at=cast.at,
            **{**facts, field: "  "},
        )
    assert not Incident.objects.exists() and not Person.objects.exists()


@pytest.mark.parametrize("code", ["", "suspicious", "group", "origin", "breach"])
def test_r10_only_listed_conduct_is_a_reason(cast: Cast, code: str) -> None:
    with refused("unknown_conduct", "R10"):
        make_incident(cast, code)


def test_r11_nuisance_gives_no_collective_measure(cast: Cast) -> None:
    incident = make_incident(cast, "insulting")
    assert rules(cast, incident) == {"R11"}
    with refused("not_offered"):
        impose(incident, kind="ban", scope="area", months=12, by=cast.manager_a, at=cast.at)


def test_r12_two_records_from_one_offence(cast: Cast) -> None:
    incident = make_incident(cast, "theft")
    for kind, scope in (("ban", "shop"), ("warning", "area")):
        impose(incident, kind=kind, scope=scope, months=12, by=cast.manager_a, at=cast.at)
    assert incident.sanctions.count() == 2
    assert len(set(incident.sanctions.values_list("reference", flat=True))) == 2


def test_r13_a_new_offence_at_another_shop_builds_on_the_warning(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area")
    later = cast.at + dt.timedelta(days=10)
    incident = make_incident(cast, "theft", shop=cast.shop_b, person=warning.person, at=later)
    ban = impose(incident, kind="ban", scope="area", months=12, by=cast.manager_b, at=later)
    assert (ban.rule, ban.builds_on, ban.builds_on_date) == ("R13", warning, warning.starts_on)


def test_r14_nuisance_needs_the_coordinators_reason(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area")
    later = cast.at + dt.timedelta(days=10)
    incident = make_incident(cast, "insulting", person=warning.person, at=later)
    step = {"kind": "ban", "scope": "area", "months": 12, "at": later}
    with refused("not_offered"):
        impose(incident, **step, by=cast.manager_a, reason="Het is genoeg.")
    with refused("reason_missing", "R14"):
        impose(incident, **step, by=cast.coordinator)
    assert impose(incident, **step, by=cast.coordinator, reason="Het is genoeg.").for_coordinator


def test_r15_more_than_the_usual_term_needs_a_reason(cast: Cast) -> None:
    incident = make_incident(cast, "robbery")
    step = {"kind": "ban", "scope": "area", "by": cast.manager_a, "at": cast.at}
    with refused("reason_missing", "R15"):
        impose(incident, **step, months=13)
    assert impose(incident, **step, months=24, reason="Wapen getoond.").months == 24


def test_r16_only_the_coordinator_learns_of_repeated_nuisance(cast: Cast) -> None:
    first = make_sanction(cast, "ban", "shop", incident=make_incident(cast, "insulting"))
    later = cast.at + dt.timedelta(days=10)
    incident = make_incident(cast, "insulting", shop=cast.shop_b, person=first.person, at=later)
    assert {s.rule for s in steps_for(incident, on=later.date(), by=cast.coordinator)} == {"R11", "R16"}
    assert {s.rule for s in steps_for(incident, on=later.date(), by=cast.manager_b)} == {"R11"}


def test_r17_conduct_before_the_warning_was_served_does_not_count(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area")
    assert rules(cast, make_incident(cast, "theft", person=warning.person)) == {"R12"}


@pytest.mark.parametrize("months", [0, 13, 25])
def test_r18_no_term_above_the_maximum(cast: Cast, months: int) -> None:
    with refused("above_maximum", "R18"):
        impose(make_incident(cast), kind="warning", scope="area", months=months, by=cast.manager_a, at=cast.at)


def test_r18_r75_a_stricter_protocol_lowers_the_maximum(cast: Cast) -> None:
    make_protocol(cast.area, by=cast.coordinator, at=cast.at, col_ban_serious_m=9)
    with refused("above_maximum", "R18"):
        impose(make_incident(cast, "robbery"), kind="ban", scope="area", months=10, by=cast.manager_a, at=cast.at)


def test_r20_a_report_makes_nothing_active(cast: Cast) -> None:
    incident = make_incident(cast, "robbery")
    assert steps_for(incident, on=cast.today, by=cast.manager_a)
    assert not Sanction.objects.exists()
    sanction = impose(incident, kind="ban", scope="area", months=12, by=cast.manager_a, at=cast.at)
    assert not Sanction.objects.in_force(cast.today).exists() and sanction.proposed_by == cast.manager_a


def test_r21_no_second_collective_ban(cast: Cast) -> None:
    first = make_sanction(cast)
    later = cast.at + dt.timedelta(days=10)
    incident = make_incident(cast, "robbery", person=first.person, at=later)
    with refused("second_collective_ban", "R21"):
        impose(incident, kind="ban", scope="area", months=12, by=cast.manager_a, at=later)


def test_r22_nothing_is_kept_of_a_young_child(cast: Cast) -> None:
    born = dt.date(cast.today.year - 12, cast.today.month, cast.today.day + 1)
    with refused("too_young", "R22"):
        make_incident(cast, birth_date=born)
    assert not Person.objects.exists()
    assert make_incident(cast, birth_date=born - dt.timedelta(days=1)).pk


def test_r23_below_sixteen_a_ban_is_refused_and_a_warning_offered(cast: Cast) -> None:
    incident = make_incident(cast, "theft", birth_date=dt.date(2011, 1, 1))
    with refused("not_offered", "R23"):
        impose(incident, kind="ban", scope="shop", months=6, by=cast.manager_a, at=cast.at)
    assert impose(incident, kind="warning", scope="area", months=12, by=cast.manager_a, at=cast.at).pk


@pytest.mark.parametrize("born, most", [(dt.date(2011, 1, 1), 6), (dt.date(2009, 1, 1), 12)])
def test_r23_r24_maximum_of_the_young(cast: Cast, born: dt.date, most: int) -> None:
    incident = make_incident(cast, "robbery", birth_date=born)
    step = {"kind": "ban", "scope": "area", "by": cast.manager_a, "at": cast.at, "reason": "Wapen."}
    with refused("above_maximum", "R18"):
        impose(incident, **step, months=most + 1)
    assert impose(incident, **step, months=most).needs_approval == "approve"


def test_r28_an_unchecked_warning_gives_no_step(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", approved=False)
    later = cast.at + dt.timedelta(days=2)
    incident = make_incident(cast, "theft", shop=cast.shop_b, person=warning.person, at=later)
    assert {s.rule for s in steps_for(incident, on=later.date(), by=cast.manager_b)} == {"R12"}


def test_r30_the_municipality_proposes_nothing(cast: Cast) -> None:
    incident = make_incident(cast)
    for user in (cast.municipality, cast.stranger, cast.counter_a, cast.manager_b, cast.approver):
        with refused("not_allowed", "R30"):
            impose(incident, kind="warning", scope="area", months=12, by=user, at=cast.at)


def test_r57_an_expired_warning_does_not_count(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", expired=True)
    assert rules(cast, make_incident(cast, "theft", person=warning.person)) == {"R12"}
