"""Service: from when a measure holds, and for whom."""

import datetime as dt

import pytest

from bans.actions.decisions import approve
from bans.actions.erasing import erase_ended
from bans.actions.proposals import impose
from bans.actions.service import mark_served, update_list
from bans.models import Person, Sanction
from bans.rules.status import Status
from participants.actions.lists import publish_list
from tests.cast import Cast
from tests.factories import make_incident, make_protocol, make_sanction, make_shop, serve
from tests.refused import refused

DAY = dt.timedelta(days=1)


def test_r1_no_service_without_a_permit(cast: Cast) -> None:
    ban = make_sanction(cast, served=False)
    cast.area.permits.all().delete()
    with refused("no_permit", "R1"):
        serve(cast, ban)


def test_r21_a_second_collective_ban_is_not_served(cast: Cast) -> None:
    person = make_incident(cast).person
    first, second = (
        make_sanction(cast, incident=make_incident(cast, "robbery", person=person), served=False) for _n in range(2)
    )
    serve(cast, first)
    with refused("second_collective_ban", "R21"):
        serve(cast, second)


def test_r26_eighteen_during_the_measure_changes_nothing(cast: Cast) -> None:
    ban = make_sanction(cast, birth_date=dt.date(2008, 3, 20))
    after_birthday = cast.today + dt.timedelta(days=30)
    assert ban.person.age_on(after_birthday) == 18
    assert (ban.last_day, ban.status(after_birthday)) == (dt.date(2027, 3, 15), Status.IN_FORCE)


def test_r30_r31_who_may_not_serve_is_refused(cast: Cast) -> None:
    ban = make_sanction(cast, served=False)
    current = publish_list(cast.area, at=cast.at)
    for user in (cast.municipality, cast.counter_a, cast.manager_b, cast.stranger, cast.approver):
        with refused("not_allowed", "R30"):
            mark_served(ban, served_at=cast.at, participant_list=current, by=user, at=cast.at)


def test_r31_an_unserved_ban_has_no_effect(cast: Cast) -> None:
    make_sanction(cast, served=False)
    for shop in (cast.shop_a, cast.shop_b):
        assert not Sanction.objects.visible_at_counter_of(shop, cast.today).exists()


def test_r31_no_service_before_approval(cast: Cast) -> None:
    ban = make_sanction(cast, approved=False, served=False)
    with refused("not_approved", "R31"):
        serve(cast, ban)
    approve(ban, by=cast.approver, at=cast.at + DAY / 4)
    current = publish_list(cast.area, at=cast.at)
    with refused("before_decision", "R31"):
        mark_served(ban, served_at=cast.at, participant_list=current, by=cast.manager_a, at=cast.at + DAY)


def test_r32_service_in_the_future_is_refused(cast: Cast) -> None:
    ban = make_sanction(cast, served=False)
    current = publish_list(cast.area, at=cast.at)
    with refused("future_date", "R32"):
        mark_served(ban, served_at=cast.at + DAY, participant_list=current, by=cast.manager_a, at=cast.at)


def test_r33_it_starts_on_the_dutch_day_of_delivery(cast: Cast) -> None:
    ban = make_sanction(cast, served=False)
    late = (cast.at + DAY).replace(hour=23, minute=30).astimezone(dt.UTC)
    current = publish_list(cast.area, at=late)
    served = mark_served(ban, served_at=late, participant_list=current, by=cast.manager_a, at=late + 2 * DAY)
    assert (served.starts_on, served.last_day) == (dt.date(2026, 3, 17), dt.date(2027, 3, 16))


@pytest.mark.parametrize("days, lapses", [(30, False), (31, True)])
def test_r34_it_lapses_after_the_time_for_service(cast: Cast, days: int, lapses: bool) -> None:
    ban = make_sanction(cast, served=False)
    late = cast.at + days * DAY
    if not lapses:
        assert serve(cast, ban, at=late).served_at
        return
    with refused("lapsed", "R34"):
        serve(cast, ban, at=late)
    erase_ended(on=late.date())
    assert not Sanction.objects.exists() and not Person.objects.exists()


def test_r35_the_list_of_service_stays_as_it_was(cast: Cast) -> None:
    ban = make_sanction(cast)
    entries = ban.participant_list.entries
    make_shop(cast.area, "Boeken", by=cast.coordinator, at=cast.at)
    ban.refresh_from_db()
    assert ban.participant_list.entries == entries and publish_list(cast.area, at=cast.at).number > 1


def test_r36_a_new_shop_counts_after_the_supplement(cast: Cast) -> None:
    ban = make_sanction(cast)
    newcomer = make_shop(cast.area, "Boeken", by=cast.coordinator, at=cast.at)
    cast.area.permits.get().businesses.add(newcomer.business)
    rows = Sanction.objects.visible_at_counter_of(newcomer, cast.today)
    assert not rows.exists()
    current = publish_list(cast.area, at=cast.at)
    update_list(ban, participant_list=current, served_at=cast.at, by=cast.manager_a, at=cast.at)
    assert rows.get() == ban


def test_r75_a_later_protocol_leaves_what_was_served(cast: Cast) -> None:
    ban = make_sanction(cast)
    waiting = make_sanction(cast, served=False, family_name="Jansen")
    make_protocol(cast.area, by=cast.coordinator, at=cast.at + DAY, max_ban_m=6)
    ban.refresh_from_db()
    assert ban.last_day == dt.date(2027, 3, 15) and ban.protocol.number == 1
    with refused("above_maximum", "R18"):
        serve(cast, waiting, at=cast.at + DAY)


def test_r31_a_measure_is_served_once(cast: Cast) -> None:
    ban = make_sanction(cast)
    with refused("already_served", "R31"):
        serve(cast, ban)


def test_r31_no_effect_on_a_breach_without_service(cast: Cast) -> None:
    incident = make_incident(cast)
    warning = impose(incident, kind="warning", scope="area", months=12, by=cast.manager_a, at=cast.at)
    assert warning.status(cast.today) is Status.PROPOSED
