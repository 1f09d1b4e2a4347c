"""Ending early, hiding, reviewing, keeping, leaving and erasing."""

import datetime as dt

from bans.actions.decisions import settle_review
from bans.actions.endings import annul, hold, lift, restrict, unrestrict
from bans.actions.erasing import erase_ended
from bans.actions.leaving import leave_scheme
from bans.models import Incident, Person, Sanction
from participants.access import has_permission
from participants.roles import Permission
from tests.cast import Cast
from tests.factories import make_incident, make_protocol, make_sanction
from tests.refused import refused

DAY = dt.timedelta(days=1)


def at_counter(cast: Cast, sanction: Sanction) -> bool:
    return Sanction.objects.visible_at_counter_of(sanction.shop, cast.today).filter(pk=sanction.pk).exists()


def escalated(cast: Cast) -> tuple[Sanction, Sanction]:
    """A warning of ten days ago and the ban that rests on it."""
    warning = make_sanction(cast, "warning", "area", at=cast.at - 10 * DAY)
    return warning, make_sanction(cast, incident=make_incident(cast, "theft", person=warning.person))


def test_r19_what_rests_on_an_annulled_warning_waits_for_the_coordinator(cast: Cast) -> None:
    warning, ban = escalated(cast)
    assert ban.builds_on == warning and at_counter(cast, ban)
    annul(warning, reason="Verkeerde persoon.", by=cast.coordinator, at=cast.at)
    ban.refresh_from_db()
    assert ban.review_since and not at_counter(cast, ban)
    assert not Sanction.objects.counted_by_ladder(cast.today).exists()
    with refused("reason_missing", "R19"):
        settle_review(ban, reason=" ", by=cast.coordinator, at=cast.at)
    settle_review(ban, reason="Het feit staat vast.", by=cast.coordinator, at=cast.at)
    assert at_counter(cast, ban)


def test_r5_a_leaving_shop_loses_access_and_its_own_measures(cast: Cast) -> None:
    own = make_sanction(cast, "ban", "shop")
    shared = make_sanction(cast, family_name="Jansen")
    leave_scheme(cast.shop_a, on=cast.today, by=cast.coordinator, at=cast.at)
    on = cast.today
    assert not has_permission(cast.manager_a, Permission.CHECK_AT_COUNTER, area=cast.area, on=on)
    assert not Sanction.objects.filter(pk=own.pk).exists()
    assert Sanction.objects.visible_at_counter_of(cast.shop_b, on).get() == shared


def test_a_restricted_sanction_is_hidden_until_somebody_lifts_that(cast: Cast) -> None:
    ban = make_sanction(cast)
    restrict(ban, by=cast.coordinator, at=cast.at)
    assert not at_counter(cast, ban)
    with refused("already_restricted"):
        restrict(ban, by=cast.coordinator, at=cast.at)
    unrestrict(ban, by=cast.coordinator, at=cast.at)
    assert at_counter(cast, ban)


def test_r30_only_the_coordinator_ends(cast: Cast) -> None:
    ban = make_sanction(cast)
    for user in (cast.municipality, cast.manager_a, cast.counter_a, cast.approver, cast.stranger):
        for deed in (lift, annul):
            with refused("not_allowed", "R30"):
                deed(ban, reason="Zomaar.", by=user, at=cast.at)
        with refused("not_allowed", "R30"):
            restrict(ban, by=user, at=cast.at)


def test_r53_r56_the_purge_leaves_nobody_behind(cast: Cast) -> None:
    make_sanction(cast)
    erase_ended(on=dt.date(2027, 3, 15))
    assert Sanction.objects.exists()
    counts = erase_ended(on=dt.date(2027, 3, 16))
    assert (counts["sanctions"], counts["incidents"], counts["people"]) == (1, 1, 1)
    assert not Person.objects.exists() and not Incident.objects.exists()


def test_r53_one_running_sanction_keeps_the_person_and_not_what_ended(cast: Cast) -> None:
    old = make_sanction(cast, "ban", "shop", months=1, at=cast.at - 20 * DAY)
    running = make_sanction(cast, incident=make_incident(cast, "robbery", person=old.person))
    erase_ended(on=cast.today + 30 * DAY)
    assert Sanction.objects.get() == running and Incident.objects.get() == running.incident
    assert Person.objects.get() == running.person


def test_r54_a_hold_ends_on_its_review_date(cast: Cast) -> None:
    ban = make_sanction(cast)
    lift(ban, reason="Afspraak.", by=cast.coordinator, at=cast.at)
    with refused("bad_review_date", "R54"):
        hold(ban.person, reason="Zaak.", until=cast.today + 400 * DAY, by=cast.coordinator, at=cast.at)
    until = cast.today + 60 * DAY
    hold(ban.person, reason="Zaak.", until=until, by=cast.coordinator, at=cast.at)
    erase_ended(on=until)
    assert Sanction.objects.exists()
    erase_ended(on=until + DAY)
    assert not Person.objects.exists()


def test_r55_a_lifted_sanction_is_gone_at_once(cast: Cast) -> None:
    ban = make_sanction(cast)
    with refused("reason_missing"):
        lift(ban, reason="", by=cast.coordinator, at=cast.at)
    lift(ban, reason="Afspraak.", by=cast.coordinator, at=cast.at)
    assert not at_counter(cast, ban)
    with refused("ended", "R55"):
        lift(ban, reason="Nog eens.", by=cast.coordinator, at=cast.at)
    erase_ended(on=cast.today)
    assert not Person.objects.exists()


def test_r53_days_of_grace_are_counted(cast: Cast) -> None:
    make_protocol(cast.area, by=cast.coordinator, at=cast.at, purge_grace_d=3)
    ban = make_sanction(cast)
    erase_ended(on=ban.last_day + 3 * DAY)
    assert Sanction.objects.exists()
    erase_ended(on=ban.last_day + 4 * DAY)
    assert not Sanction.objects.exists()
