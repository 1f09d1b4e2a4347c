"""Entering in spite of a ban."""

import datetime as dt
from typing import Any

from bans.actions.breaches import check_may_be_breached, report_breach
from bans.actions.decisions import approve
from bans.actions.endings import restrict
from bans.actions.leaving import leave_scheme
from bans.actions.proposals import impose, steps_for
from bans.models import Incident, Sanction
from tests.cast import Cast
from tests.factories import make_sanction, make_shop, serve
from tests.refused import refused

DAY = dt.timedelta(days=1)


def breach(cast: Cast, ban: Sanction, **changes: Any) -> Incident:
    at = changes.pop("at", cast.at + 10 * DAY)
    facts = {"shop": cast.shop_b, "by": cast.counter_b, "place": "ingang", "observed_by": "R.", **changes}
    return report_breach(ban, happened_at=at, observer_function="verkoper", at=at, **facts)


def test_r31_an_unserved_ban_cannot_be_breached(cast: Cast) -> None:
    with refused("not_in_force", "R31"):
        breach(cast, make_sanction(cast, served=False))


def test_r39_a_counter_reports_the_breach(cast: Cast) -> None:
    ban = make_sanction(cast)
    incident = breach(cast, ban)
    assert (incident.breached, incident.conduct_code, incident.person) == (ban, "breach", ban.person)


def test_r40_a_breach_extends_nothing_and_a_new_ban_has_a_latest_end(cast: Cast) -> None:
    ban = make_sanction(cast)
    later = cast.at + 300 * DAY
    incident = breach(cast, ban, at=later)
    before = ban.last_day
    ban.refresh_from_db()
    assert ban.last_day == before
    (step,) = steps_for(incident, on=later.date(), by=cast.manager_b)
    assert step.rule == "R40"
    new = impose(incident, kind="ban", scope="area", months=12, by=cast.manager_b, at=later)
    with refused("not_approved"):
        serve(cast, new, at=later)
    new = serve(cast, approve(new, by=cast.approver, at=later), at=later + 20 * DAY)
    assert new.last_day == dt.date(2028, 1, 29)


def test_r41_a_shop_that_is_not_on_the_list_cannot_rest_on_the_ban(cast: Cast) -> None:
    ban = make_sanction(cast)
    newcomer = make_shop(cast.area, "Boeken", by=cast.coordinator, at=cast.at)
    cast.area.permits.get().businesses.add(newcomer.business)
    with refused("not_on_list", "R41"):
        check_may_be_breached(ban, shop=newcomer, at=cast.at + DAY)


def test_r41_a_shop_that_left_cannot_report(cast: Cast) -> None:
    ban = make_sanction(cast)
    shop = leave_scheme(cast.shop_b, on=cast.today, by=cast.coordinator, at=cast.at)
    with refused("not_allowed"):
        breach(cast, ban, shop=shop)


def test_r1_r41_no_breach_without_a_permit(cast: Cast) -> None:
    ban = make_sanction(cast)
    cast.area.permits.all().delete()
    with refused("no_permit", "R1"):
        breach(cast, ban)


def test_r42_a_warning_cannot_be_breached(cast: Cast) -> None:
    with refused("only_a_warning", "R42"):
        breach(cast, make_sanction(cast, "warning", "area"))


def test_r43_only_the_business_that_gave_an_individual_ban_reports(cast: Cast) -> None:
    ban = make_sanction(cast, "ban", "shop")
    with refused("other_business", "R43"):
        breach(cast, ban)
    assert breach(cast, ban, shop=cast.shop_a, by=cast.counter_a).breached == ban


def test_r52_an_ended_or_hidden_ban_cannot_be_breached(cast: Cast) -> None:
    ban = make_sanction(cast)
    with refused("not_in_force"):
        breach(cast, ban, at=cast.at + 365 * DAY)
    restrict(ban, by=cast.coordinator, at=cast.at)
    with refused("not_in_force"):
        breach(cast, ban)


def test_r30_the_municipality_reports_no_breach(cast: Cast) -> None:
    with refused("not_allowed"):
        breach(cast, make_sanction(cast), by=cast.municipality)
