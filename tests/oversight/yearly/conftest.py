"""An area with a year that is over, told once for each module; each test leaves it as it was."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from audit import heads
from audit.models import HeadReason
from notices.actions.designs import DesignDraft, adopt_design
from oversight.yearly.actions import save_draft
from oversight.yearly.models import YearlyReport
from oversight.yearly.words import Judgement
from tests.cast import Cast, build_cast
from tests.factories import JPEG, make_protocol
from tests.oversight.lines import SERVED, proposed, write
from tests.told import undone_afterwards

YEAR = 2025
FILLED = Judgement(
    held_on=dt.date(2026, 2, 10),
    took_part="Coördinator, wijkagent, gemeente, twee winkels.",
    went_well="De brieven kwamen op tijd.",
    must_change="Sneller antwoorden op bezwaren.\nMinder lange termijnen.",
    needed="Ja: het aantal overtredingen daalt. Met minder kan het nog niet.",
    conclusions="Het logboek zweeg door werk aan de server.",
    agreed="De coördinator kijkt in juni opnieuw.",
)


def tell(cast: Cast) -> None:
    """2025: forty measures in every quarter, three more of a rare kind, and a new protocol."""
    for month in (2, 5, 8, 11):
        day = dt.date(YEAR, month, 3)
        write(cast, day, [proposed()] * 20 + [proposed("ban", "area", 12)] * 20)
        write(cast, day + dt.timedelta(days=4), [SERVED] * 30)
    write(cast, dt.date(YEAR, 6, 3), [proposed("ban", "shop", 24)] * 3, name="y")
    for hour in (0, 1, 9):
        at = dt.datetime(YEAR, 3, 3, hour, tzinfo=dt.UTC)
        heads.publish(cast.area.slug, at=at, reason=HeadReason.HOUR)
    make_protocol(cast.area, by=cast.coordinator, at=dt.datetime(YEAR, 7, 1, 9, tzinfo=dt.UTC), serve_timeout_d=20)
    draft = DesignDraft(contact_line="Van 9 tot 17 uur", opening="", house_rules="", logo=JPEG)
    adopt_design(cast.area, draft=draft, valid_from=cast.today, by=cast.coordinator, at=cast.at)


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    with undone_afterwards(django_db_blocker):
        cast = build_cast()
        tell(cast)
        yield cast


@pytest.fixture
def cast(told: Cast, db: None) -> Iterator[Cast]:
    with time_machine.travel(told.at, tick=False):
        yield told


def saved(cast: Cast, judgement: Judgement = FILLED, *, revision: int = 0) -> YearlyReport:
    return save_draft(cast.area, YEAR, judgement=judgement, revision=revision, by=cast.coordinator, at=cast.at)
