"""The status on a day, as a property and as a question to the database: one answer."""

import datetime as dt
import itertools

import pytest

from bans.actions.decisions import reject
from bans.actions.endings import annul, lift
from bans.models import Sanction
from bans.rules.status import ENDED, Status
from tests.cast import Cast
from tests.factories import make_sanction

DAYS = (0, 1, 29, 30, 31, 60, 364, 365, 366)
CASES = list(itertools.product(("warning", "ban"), ("shop", "area"), (True, False), (True, False)))


@pytest.mark.parametrize("kind, scope, approved, served", CASES)
@pytest.mark.parametrize("end", ["", "lift", "annul", "reject"])
def test_r52_property_and_queryset_agree_in_every_case(
    cast: Cast, kind: str, scope: str, approved: bool, served: bool, end: str
) -> None:
    if kind == "ban" and scope == "area" and served and not approved:
        approved = True
    sanction = make_sanction(cast, kind, scope, approved=approved, served=served)
    if end == "lift":
        lift(sanction, reason="Afspraak.", by=cast.coordinator, at=cast.at)
    elif end == "annul":
        annul(sanction, reason="Vergissing.", by=cast.coordinator, at=cast.at)
    elif end == "reject" and sanction.approved_at is None:
        decider = cast.approver if sanction.needs_approval == "approve" else cast.coordinator
        reject(sanction, reason="Te licht.", by=decider, at=cast.at)
    sanction.refresh_from_db()
    rows = Sanction.objects.filter(pk=sanction.pk)
    for day in (cast.today + dt.timedelta(days=n) for n in DAYS):
        state = sanction.status(day)
        assert rows.in_force(day).exists() == (state is Status.IN_FORCE)
        assert rows.not_ended(day).exists() == (state not in ENDED)
        assert rows.ended_before(day).exists() == (state in ENDED)
        if state is not Status.IN_FORCE:
            assert not rows.at_counters(day).exists() and not rows.counted_by_ladder(day).exists()


def test_r57_what_has_ended_is_not_counted(cast: Cast) -> None:
    sanction = make_sanction(cast, "warning", "area", expired=True)
    assert sanction.status(cast.today) is Status.EXPIRED
    assert not Sanction.objects.counted_by_ladder(cast.today).exists()
