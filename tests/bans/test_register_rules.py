"""The rules of the protocol, each under its number, on the register itself."""

import datetime as dt

import pytest

from audit.models import Event
from bans.actions import breaches, checks, decisions, endings, erasing, incidents, leaving, proposals, service
from bans.desk import desk
from bans.models import CounterCheck, Incident, Person, Sanction
from bans.models.counter_check import Outcome
from bans.personal import sealed
from bans.rules.status import Status
from participants import access
from participants.actions import areas, lists, people, shops
from participants.models import Membership, Permit, Protocol, Shop, ShoppingArea
from participants.refusals import Refusal
from participants.roles import Permission, Role
from tests.factories import instruct
from tests.participants.api.scene import Scene, make_shop

DAY = dt.timedelta(days=1)


def refused(call, rule: str) -> Refusal:
    """The call is refused by this rule."""
    with pytest.raises(Refusal) as caught:
        call()
    assert caught.value.rule == rule
    return caught.value


def ask(scene: Scene, shop: Shop, *, at: dt.datetime | None = None, by: str = "") -> Outcome:
    """What the counter of a shop hears about Kees de Vries."""
    name = by or ("counter" if shop == scene.bakery else "toy_counter")
    answer = checks.check(shop=shop, family_name="de Vries", given_name="Kees", by=scene.users[name], at=at or scene.at)
    return answer.outcome


def warning(scene: Scene) -> Sanction:
    """A collective warning in force since today."""
    return scene.serve(scene.propose(scene.report(), "warning", "area"))


def breach(scene: Scene, ban: Sanction, shop: Shop, *, by: str, at: dt.datetime | None = None) -> Incident:
    return breaches.report_breach(
        ban,
        shop=shop,
        happened_at=at or scene.at,
        place="ingang",
        observed_by="N",
        observer_function="beveiliger",
        by=scene.users[by],
        at=at or scene.at,
    )


def test_r1_without_a_permit_nothing_collective_and_individual_measures_go_on(scene: Scene) -> None:
    ban = scene.collective_ban()
    assert ask(scene, scene.toyshop) == Outcome.BANNED
    Permit.objects.all().delete()
    assert ask(scene, scene.toyshop) == Outcome.WELCOME
    assert not Sanction.objects.visible_to(scene.users["coordinator"], scene.area, scene.today).filter(pk=ban.pk)
    incident = scene.report()
    refused(lambda: scene.propose(incident, "warning", "area"), "R1")
    assert scene.propose(incident, "ban", "shop").pk


def test_r2_business_outside_the_permit_sees_and_proposes_nothing_collective(scene: Scene) -> None:
    scene.collective_ban()
    Permit.objects.get().businesses.remove(scene.toyshop.business)
    assert ask(scene, scene.toyshop) == Outcome.WELCOME
    incident = scene.report(shop=scene.toyshop)
    refused(lambda: scene.propose(incident, "warning", "area"), "R2")


def test_r3_shop_joins_with_its_papers_only(scene: Scene) -> None:
    head = scene.users["coordinator"]
    fields = {"business_name": "Nieuw bv", "name": "Nieuw", "address": "Markt 9", "agreement_signed_on": scene.today}
    shop = shops.add_shop(scene.area, fields=fields, by=head, at=scene.at)
    refusal = refused(lambda: shops.join(shop, on=scene.today, by=head, at=scene.at), "R3")
    assert "volmacht" in str(refusal.message) and "overeenkomst" not in str(refusal.message)


def test_r4_permit_that_ends_soon_is_announced_and_then_hides(scene: Scene) -> None:
    scene.collective_ban()
    Permit.objects.update(valid_until=scene.today + 10 * DAY)
    assert desk(scene.area, user=scene.users["coordinator"], on=scene.today).permit_days_left == 11
    assert ask(scene, scene.toyshop, at=scene.at + 11 * DAY) == Outcome.WELCOME


def test_r5_leaving_shop_is_out_at_once_and_its_own_measures_go(scene: Scene) -> None:
    ban = scene.collective_ban()
    own = scene.serve(scene.propose(scene.report(given_name="Piet"), "ban", "shop"))
    leaving.leave_scheme(scene.bakery, on=scene.today, by=scene.users["coordinator"], at=scene.at)
    assert not access.has_permission(
        scene.users["manager"], Permission.PROPOSE, area=scene.area, on=scene.today, shop=scene.bakery
    )
    assert not Sanction.objects.filter(pk=own.pk).exists()
    assert Sanction.objects.filter(pk=ban.pk).exists()


def test_r6_more_than_one_sector_warns_until_recorded(scene: Scene) -> None:
    Shop.objects.filter(pk=scene.bakery.pk).update(sector="hospitality")
    head = scene.users["coordinator"]
    assert desk(scene.area, user=head, on=scene.today).mixed_sectors
    areas.update_area(scene.area, fields={"mixed_sectors_permitted": True}, by=head, at=scene.at)
    assert not desk(scene.area, user=head, on=scene.today).mixed_sectors


def test_r7_shop_without_sticker_needs_the_coordinators_reason(scene: Scene) -> None:
    Shop.objects.filter(pk=scene.bakery.pk).update(sticker_seen_on=None)
    incident = Incident.objects.get(pk=scene.report().pk)
    refused(lambda: scene.propose(incident, "ban", "shop"), "R7")
    head = scene.users["coordinator"]
    facts = {"kind": "ban", "scope": "shop", "months": 12, "by": head, "at": scene.at}
    assert proposals.impose(incident, door_override_reason="Sticker besteld.", **facts).pk


@pytest.mark.parametrize("missing", ["place", "observed_by", "observer_function", "narrative"])
def test_r9_a_report_needs_its_facts(scene: Scene, missing: str) -> None:
    facts = {"place": "kassa", "observed_by": "N", "observer_function": "verkoper", "narrative": "pakte iets"}
    with pytest.raises(Refusal) as caught:
        incidents.report_incident(
            shop=scene.bakery,
            person=incidents.PersonDraft(family_name="Vries", identity_basis="stated"),
            conduct_code="theft",
            happened_at=scene.at,
            by=scene.users["manager"],
            at=scene.at,
            **{**facts, missing: " "},
        )
    assert (caught.value.rule, caught.value.field) == ("R9", missing)
    assert not Person.objects.exists()


@pytest.mark.parametrize("code", ["", "group", "suspicion", "breach"])
def test_r10_only_listed_conduct_is_a_reason(scene: Scene, code: str) -> None:
    refused(lambda: scene.report(conduct=code), "R10")
    assert not Incident.objects.exists() and not Person.objects.exists()


def test_r14_nuisance_during_a_warning_needs_the_coordinators_words(scene: Scene) -> None:
    first = warning(scene)
    incident = incidents.report_incident(
        shop=scene.bakery,
        person=first.person,
        conduct_code="insulting",
        happened_at=scene.at,
        place="kassa",
        observed_by="N",
        observer_function="verkoper",
        narrative="schold",
        by=scene.users["manager"],
        at=scene.at,
    )
    facts = {"kind": "ban", "scope": "area", "months": 12, "at": scene.at}
    refused(lambda: proposals.impose(incident, by=scene.users["manager"], **facts), "R20")
    head = scene.users["coordinator"]
    refused(lambda: proposals.impose(incident, by=head, **facts), "R14")
    assert proposals.impose(incident, by=head, reason="Derde keer deze week.", **facts).rule == "R14"


def test_r15_more_than_the_usual_term_needs_a_reason(scene: Scene) -> None:
    incident = scene.report(conduct="robbery")
    refused(lambda: scene.propose(incident, "ban", "area", months=24), "R15")


def test_r18_term_above_the_maximum_is_refused(scene: Scene) -> None:
    incident = scene.report(conduct="robbery")
    refused(lambda: scene.propose(incident, "ban", "area", months=25), "R18")
    assert not Sanction.objects.exists()


def test_r19_what_rests_on_an_annulled_warning_leaves_the_counter(scene: Scene) -> None:
    first = warning(scene)
    incident = scene.report(shop=scene.toyshop)
    Incident.objects.filter(pk=incident.pk).update(person=first.person, happened_at=scene.at)
    incident.refresh_from_db()
    ban = scene.serve(scene.propose(incident, "ban", "area"))
    assert ban.builds_on == first
    head = scene.users["coordinator"]
    endings.annul(first, reason="Verkeerde persoon.", by=head, at=scene.at)
    assert ask(scene, scene.toyshop) == Outcome.WELCOME
    ban.refresh_from_db()
    assert ban in desk(scene.area, user=head, on=scene.today).in_review
    decisions.settle_review(ban, reason="Het feit staat ook alleen vast.", by=head, at=scene.at)
    assert ask(scene, scene.toyshop) == Outcome.BANNED


def test_r16_r19_annulled_nuisance_measure_puts_the_warning_on_it_under_review(scene: Scene) -> None:
    first = scene.serve(scene.propose(scene.report(conduct="insulting"), "ban", "shop"))
    incident = scene.report(conduct="insulting", shop=scene.toyshop)
    Incident.objects.filter(pk=incident.pk).update(person=first.person, happened_at=scene.at)
    incident.refresh_from_db()
    head = scene.users["coordinator"]
    facts = {"kind": "warning", "scope": "area", "months": 12, "by": head, "at": scene.at}
    second = proposals.impose(incident, **facts)
    assert (second.rule, second.builds_on) == ("R16", first)
    endings.annul(first, reason="Verkeerde persoon.", by=head, at=scene.at)
    second.refresh_from_db()
    assert second.review_since


def test_r8_list_of_another_area_cannot_be_served(scene: Scene) -> None:
    ban = scene.propose(scene.report(), "ban", "shop")
    elsewhere = lists.publish_list(ShoppingArea.objects.get(slug="elders"), at=scene.at)
    facts = {"served_at": scene.at, "by": scene.users["manager"], "at": scene.at}
    refused(lambda: service.mark_served(ban, participant_list=elsewhere, **facts), "R8")
    ban.refresh_from_db()
    assert ban.served_at is None


def test_r20_the_software_makes_nothing_active(scene: Scene) -> None:
    incident = scene.report(conduct="robbery")
    proposals.steps_for(incident, on=scene.today, by=scene.users["coordinator"])
    assert not Sanction.objects.exists()
    ban = scene.propose(incident, "ban", "area")
    assert ban.status(scene.today) is Status.PROPOSED and ask(scene, scene.bakery) == Outcome.WELCOME


def test_r21_second_collective_ban_cannot_become_active(scene: Scene) -> None:
    one = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    incident = scene.report(conduct="arson")
    Incident.objects.filter(pk=incident.pk).update(person=one.person)
    incident.refresh_from_db()
    two = scene.propose(incident, "ban", "area")
    scene.serve(one)
    refused(lambda: scene.serve(two), "R21")


def test_r26_turning_eighteen_changes_nothing(scene: Scene) -> None:
    birth = scene.today.replace(year=scene.today.year - 18) + 30 * DAY if scene.today.day != 29 else dt.date(2009, 1, 5)
    ban = scene.propose(scene.report(conduct="robbery", birth_date=birth), "ban", "area")
    ban = scene.serve(ban)
    before = (ban.months, ban.last_day)
    later = scene.today + 60 * DAY
    assert ban.status(later) is Status.IN_FORCE
    ban.refresh_from_db()
    assert (ban.months, ban.last_day) == before


def test_r27_neither_proposer_nor_same_business_approves(scene: Scene) -> None:
    ban = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    colleague = people.invite(
        scene.area,
        email="collega@voorbeeld.example",
        name="C",
        role=Role.APPROVER,
        shop=scene.bakery,
        by=scene.users["coordinator"],
        at=scene.at,
    ).user
    Membership.objects.create(user=scene.users["manager"], area=scene.area, role=Role.APPROVER, shop=scene.toyshop)
    for user in (colleague, scene.users["manager"]):
        refused(lambda user=user: decisions.approve(ban, by=user, at=scene.at), "R27")
    assert decisions.approve(ban, by=scene.users["approver"], at=scene.at).approved_at


def test_r28_warning_is_shared_after_the_check_and_a_late_check_alerts(scene: Scene) -> None:
    served = service.mark_served(
        scene.propose(scene.report(), "warning", "area"),
        served_at=scene.at,
        participant_list=scene.area.current_list(),
        by=scene.users["manager"],
        at=scene.at,
    )
    assert ask(scene, scene.toyshop) == Outcome.WELCOME
    head = scene.users["coordinator"]
    assert served not in desk(scene.area, user=head, on=scene.today).overdue
    assert served in desk(scene.area, user=head, on=scene.today + 9 * DAY).overdue
    decisions.approve(served, by=head, at=scene.at)
    assert ask(scene, scene.toyshop) == Outcome.WARNED


def test_r29_rejected_proposal_is_gone_from_shops_and_then_erased(scene: Scene) -> None:
    ban = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    decisions.reject(ban, reason="Te weinig bewijs.", by=scene.users["approver"], at=scene.at)
    for name in ("manager", "approver", "coordinator"):
        assert not Sanction.objects.visible_to(scene.users[name], scene.area, scene.today)
    erasing.erase_ended(on=scene.today + 29 * DAY)
    assert Sanction.objects.exists()
    erasing.erase_ended(on=scene.today + 31 * DAY)
    assert not Sanction.objects.exists() and not Person.objects.exists()


def test_r30_municipality_changes_nothing(scene: Scene) -> None:
    user, ban = scene.users["municipality"], scene.propose(scene.report(conduct="robbery"), "ban", "area")
    for call in (
        lambda: decisions.approve(ban, by=user, at=scene.at),
        lambda: endings.lift(ban, reason="x", by=user, at=scene.at),
        lambda: proposals.impose(ban.incident, kind="ban", scope="shop", months=1, by=user, at=scene.at),
    ):
        refused(call, "R30")
    with pytest.raises(Refusal):
        people.invite(scene.area, email=user.email, name="", role=Role.COORDINATOR, shop=None, by=user, at=scene.at)


def test_r31_before_service_there_is_no_effect(scene: Scene) -> None:
    ban = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    refused(
        lambda: service.mark_served(
            ban,
            served_at=scene.at,
            participant_list=scene.area.current_list(),
            by=scene.users["manager"],
            at=scene.at,
        ),
        "R31",
    )
    ban = decisions.approve(ban, by=scene.users["approver"], at=scene.at)
    assert ask(scene, scene.toyshop) == Outcome.WELCOME
    refused(lambda: breach(scene, ban, scene.bakery, by="manager"), "R31")


def test_r34_unserved_measure_lapses_and_is_erased(scene: Scene) -> None:
    ban = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    ban = decisions.approve(ban, by=scene.users["approver"], at=scene.at)
    assert ban.status(scene.today + 30 * DAY) is Status.APPROVED
    late = scene.at + 31 * DAY
    assert ban.status(scene.today + 31 * DAY) is Status.LAPSED
    facts = {"participant_list": scene.area.current_list(), "by": scene.users["manager"], "at": late}
    refused(lambda: service.mark_served(ban, served_at=late, **facts), "R34")
    erasing.erase_ended(on=scene.today + 31 * DAY)
    assert not Sanction.objects.exists()


def test_r36_r41_shop_that_joins_later_counts_after_a_supplement(scene: Scene) -> None:
    ban = scene.collective_ban()
    head = scene.users["coordinator"]
    late = make_shop(scene.area, "Laatkomer", by=head, at=scene.at)
    Permit.objects.get().businesses.add(late.business)
    person = people.invite(
        scene.area, email="laat@voorbeeld.example", name="L", role=Role.SHOP_MANAGER, shop=late, by=head, at=scene.at
    )
    scene.users["late"] = person.user
    instruct(scene.area, person.user, at=scene.at)
    assert ask(scene, late, by="late") == Outcome.WELCOME
    refused(lambda: breach(scene, ban, late, by="late"), "R41")
    newer = lists.publish_list(scene.area, at=scene.at)
    service.update_list(ban, participant_list=newer, served_at=scene.at, by=head, at=scene.at)
    assert ask(scene, late, by="late") == Outcome.BANNED
    assert breach(scene, ban, late, by="late").pk


def test_r39_breach_is_recorded_against_the_ban(scene: Scene) -> None:
    ban = scene.collective_ban()
    incident = breach(scene, ban, scene.toyshop, by="toy_counter")
    assert (incident.breached, incident.conduct_code, incident.person) == (ban, "breach", ban.person)


def test_r40_breach_extends_nothing_and_a_new_ban_needs_two(scene: Scene) -> None:
    ban = scene.collective_ban()
    incident = breach(scene, ban, scene.toyshop, by="toy_manager")
    last_day = ban.last_day
    ban.refresh_from_db()
    assert ban.last_day == last_day
    new = scene.propose(incident, "ban", "area")
    assert (new.rule, new.needs_approval, new.approved_at) == ("R40", "approve", None)


def test_r42_warning_cannot_be_breached(scene: Scene) -> None:
    first = warning(scene)
    refused(lambda: breach(scene, first, scene.toyshop, by="toy_counter"), "R42")


def test_r43_individual_ban_is_breached_at_its_own_business_only(scene: Scene) -> None:
    ban = scene.serve(scene.propose(scene.report(), "ban", "shop"))
    refused(lambda: breach(scene, ban, scene.toyshop, by="toy_counter"), "R43")
    assert breach(scene, ban, scene.bakery, by="counter").pk


def test_r46_individual_ban_of_another_shop_cannot_be_found(scene: Scene) -> None:
    ban = scene.serve(scene.propose(scene.report(), "ban", "shop"))
    assert ask(scene, scene.bakery) == Outcome.BANNED
    assert ask(scene, scene.toyshop) == Outcome.WELCOME
    other = scene.users["toy_manager"]
    assert not Sanction.objects.visible_to(other, scene.area, scene.today).filter(pk=ban.pk)
    draft = incidents.PersonDraft(given_name="Kees", family_name="de Vries")
    assert incidents.candidates(draft, shop=scene.toyshop, by=other, at=scene.at) == []


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ({"family_name": "Vries", "given_name": "kees"}, Outcome.BANNED),
        # Without a photo only the very same name is more than like it.
        ({"family_name": "DE VRIES", "birth_year": 1987}, Outcome.UNKNOWN),
        ({"family_name": "de Vriesz", "given_name": "Kees"}, Outcome.UNKNOWN),
        ({"family_name": "de Vries", "given_name": "Jan"}, Outcome.WELCOME),
        ({"family_name": "de Vries", "birth_year": 1990}, Outcome.WELCOME),
        ({"family_name": "Vri", "given_name": "Kees"}, Outcome.WELCOME),
    ],
)
def test_r47_question_and_answer(scene: Scene, question: dict, outcome: Outcome) -> None:
    """Exact is certain, nearly the same is "don't know", a beginning of a name finds nothing."""
    scene.collective_ban()
    answer = checks.check(shop=scene.toyshop, by=scene.users["toy_counter"], at=scene.at, **question)
    assert answer.outcome == outcome


def test_r47_the_name_is_not_kept_and_details_need_a_reason(scene: Scene) -> None:
    scene.collective_ban()
    user = scene.users["toy_counter"]
    answer = checks.check(shop=scene.toyshop, family_name="Vries", given_name="Kees", by=user, at=scene.at)
    stored = [str(row) for row in CounterCheck.objects.values()] + [str(row) for row in Event.objects.values()]
    assert "Vries" not in "".join(stored)
    refused(lambda: checks.open_details(answer.check, reason="", by=user, at=scene.at), "R47")
    refused(lambda: checks.check(shop=scene.toyshop, family_name="Vries", by=user, at=scene.at), "R47")
    assert len(checks.open_details(answer.check, reason="at_the_door", by=user, at=scene.at)) == 1


def test_unknown_never_means_banned_for_two_who_fit(scene: Scene) -> None:
    scene.collective_ban()
    scene.collective_ban(birth_date=dt.date(1961, 1, 1))
    assert ask(scene, scene.toyshop) == Outcome.UNKNOWN


def test_r52_after_the_last_day_it_is_nowhere_without_any_job(scene: Scene) -> None:
    ban = scene.collective_ban()
    assert ban.last_day
    days = (ban.last_day - scene.today).days
    instruct(scene.area, scene.users["toy_counter"], at=scene.at + days * DAY)
    assert ask(scene, scene.toyshop, at=scene.at + days * DAY) == Outcome.BANNED
    gone = scene.today + (days + 1) * DAY
    assert ask(scene, scene.toyshop, at=scene.at + (days + 1) * DAY) == Outcome.WELCOME
    for user in scene.users.values():
        assert not Sanction.objects.visible_to(user, scene.area, gone)
    assert Sanction.objects.exists()


def test_r53_purge_deletes_what_ended_and_who_is_left_without(scene: Scene) -> None:
    ban = scene.collective_ban()
    assert ban.last_day
    erasing.erase_ended(on=ban.last_day)
    assert Sanction.objects.count() == 1
    counts = erasing.erase_ended(on=ban.last_day + DAY)
    assert (counts["sanctions"], counts["incidents"], counts["people"]) == (1, 1, 1)
    assert not (Sanction.objects.exists() or Incident.objects.exists() or Person.objects.exists())


def test_r54_legal_hold_keeps_the_file_until_its_review_date(scene: Scene) -> None:
    ban = scene.collective_ban()
    assert ban.last_day
    head = scene.users["coordinator"]
    day = scene.at + ((ban.last_day - scene.today).days - 1) * DAY
    until = ban.last_day + 30 * DAY
    endings.hold(ban.person, reason="Hoger beroep.", until=until, by=head, at=day)
    erasing.erase_ended(on=until)
    seen = {name for name, user in scene.users.items() if Sanction.objects.visible_to(user, scene.area, until)}
    assert seen == {"coordinator"}
    at_until = scene.at + (until - scene.today).days * DAY
    instruct(scene.area, scene.users["toy_counter"], at=at_until)
    assert ask(scene, scene.toyshop, at=at_until) == Outcome.WELCOME
    assert desk(scene.area, user=head, on=until).in_force == 0
    erasing.erase_ended(on=until + DAY)
    assert not Person.objects.exists()
    too_long = scene.today + 400 * DAY
    other = scene.collective_ban(given_name="Piet").person
    refused(lambda: endings.hold(other, reason="x", until=too_long, by=head, at=scene.at), "R54")


def test_r55_withdrawal_is_seen_at_once_and_purge_follows(scene: Scene) -> None:
    ban = scene.collective_ban()
    endings.lift(ban, reason="Bezwaar gegrond.", by=scene.users["coordinator"], at=scene.at)
    assert ask(scene, scene.toyshop) == Outcome.WELCOME
    erasing.erase_ended(on=scene.today)
    assert not Person.objects.exists()


def test_r56_nothing_personal_is_left_after_the_purge(scene: Scene) -> None:
    scene.collective_ban()
    erasing.erase_ended(on=scene.today + 500 * DAY)
    left = [str(row) for model in (Sanction, Incident, Person, Event) for row in model.objects.values()]
    assert not [mark for mark in ("Vries", "MERKVERHAAL", "Geheimstraat") if mark in "".join(left)]


def test_r57_expired_measure_does_not_count(scene: Scene) -> None:
    first = warning(scene)
    assert first.last_day
    assert not first.person.sanctions.counted_by_ladder(first.last_day + DAY)
    assert first.person.sanctions.counted_by_ladder(first.last_day).count() == 1


def test_r75_new_parameters_hold_for_later_service_only(scene: Scene) -> None:
    one = scene.collective_ban()
    values = {"max_ban_m": 6, "col_ban_m": 6, "col_ban_serious_m": 6}
    two = scene.propose(scene.report(conduct="robbery", given_name="Piet"), "ban", "area")
    areas.adopt_protocol(
        scene.area,
        values=values,
        adopted_on=scene.today,
        valid_from=scene.today,
        dpia_version="2",
        by=scene.users["coordinator"],
        at=scene.at,
    )
    refused(lambda: scene.serve(two), "R18")
    one.refresh_from_db()
    assert one.protocol == Protocol.objects.get(area=scene.area, number=1)


@pytest.mark.parametrize("served", [True, False])
@pytest.mark.parametrize("approved", [True, False])
@pytest.mark.parametrize("ended", ["", "lifted", "annulled", "rejected"])
@pytest.mark.parametrize("day", [-1, 0, 29, 31, 364, 366])
def test_status_and_queryset_agree(scene: Scene, served: bool, approved: bool, ended: str, day: int) -> None:
    """The property of one row and the question about many give the same answer on every day."""
    ban = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    head, at = scene.users["approver"], scene.at
    changes: dict = {}
    if approved or served:
        changes.update(approved_at=at, approved_by=head)
    if served:
        changes.update(served_at=at, starts_on=scene.today, last_day=scene.today + 364 * DAY)
    if ended in ("lifted", "annulled"):
        changes.update(
            {f"{ended}_at": at, f"{ended}_by": head},
            **sealed(ban, **{f"{'lift' if ended == 'lifted' else 'annul'}_reason": "x"}),
        )
    if ended == "rejected":
        changes = {"rejected_at": at, "rejected_by": head, **sealed(ban, reject_reason="x")}
    Sanction.objects.filter(pk=ban.pk).update(**changes)
    ban.refresh_from_db()
    on = scene.today + day * DAY
    status = ban.status(on)
    assert Sanction.objects.in_force(on).filter(pk=ban.pk).exists() == (status is Status.IN_FORCE)
    open_states = {Status.PROPOSED, Status.APPROVED, Status.IN_FORCE}
    assert Sanction.objects.not_ended(on).filter(pk=ban.pk).exists() == (status in open_states)
