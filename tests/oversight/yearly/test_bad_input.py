"""A year in which everything went wrong that can: the report says what is missing and why, and concludes nothing."""

import datetime as dt
import json

import pytest
import time_machine

from audit import heads
from audit.models import HeadReason
from oversight.package.contents import small_files
from oversight.yearly.facts import report_facts
from oversight.yearly.paper import as_pdf
from participants.actions.areas import adopt_protocol
from participants.actions.municipalities import merge
from participants.actions.shops import join
from participants.actions.shops import leave as leave_area
from participants.models import Municipality
from participants.refusals import Refusal
from tests.cast import Cast

from .conftest import YEAR
from .test_paper import words

HOUR = dt.timedelta(hours=1)
# What the report has to tell of it, wherever it is read.
SAYS = (
    "opgegaan in Nieuwstad",
    "Speelgoed deed niet mee van 5 mei 2025 tot 1 augustus 2025",
    "versie 3 gold vanaf 11 september 2025 en versie 4 vanaf 15 september 2025",
    "11 november 2025",
)


def go_wrong(cast: Cast) -> None:
    """A municipality merged, a shop left and came back, two protocols in a week, an older copy of the log put back."""
    for day, deed in ((dt.date(YEAR, 5, 5), leave_area), (dt.date(YEAR, 8, 1), join)):
        at = dt.datetime.combine(day, dt.time(12), dt.UTC)
        with time_machine.travel(at, tick=False):
            deed(cast.shop_b, on=day, by=cast.coordinator, at=at)
    for day in (dt.date(YEAR, 9, 11), dt.date(YEAR, 9, 15)):
        facts = {"values": {}, "adopted_on": day, "dpia_version": "2", "by": cast.coordinator, "at": cast.at}
        adopt_protocol(cast.area, valid_from=day, **facts)
    begins = dt.datetime(YEAR, 11, 11, 8, tzinfo=dt.UTC)
    for hours in (0, 1, 2, 3, 13, 14):
        heads.publish("markt", at=begins + hours * HOUR, reason=HeadReason.HOUR)
    new = Municipality.objects.create(name="Nieuwstad")
    merge(cast.area.municipality, new, on=dt.date(YEAR, 7, 1), by="merge_municipality", at=cast.at)
    cast.area.refresh_from_db()


def test_r74_report_of_a_year_that_went_wrong_says_what_is_missing(cast: Cast) -> None:
    go_wrong(cast)
    facts = report_facts(cast.area, YEAR, on=cast.today).plain()
    gaps = next(one for one in facts["chapters"] if one["code"] == "gaps")
    told = " ".join(row[0] for row in gaps["tables"][0]["rows"])
    assert [one for one in SAYS if one not in told] == [], told
    assert "Daaruit volgt niets" in gaps["says"][0]
    assert [one for one in facts["summary"] if "Daaruit volgt niets" in one]
    paper = words(as_pdf(cast.area, YEAR, on=cast.today))
    assert [one for one in ("opgegaan in Nieuwstad", "Speelgoed deed niet mee") if one not in paper] == []


def test_r74_package_of_it_says_the_same(cast: Cast) -> None:
    go_wrong(cast)
    head = heads.publish("markt", at=cast.at, reason=HeadReason.EXPORT)
    gaps = json.loads(dict(small_files(cast.area, head, at=cast.at))["gaps.json"])
    told = " ".join(one["says"] for one in gaps)
    assert [one for one in SAYS if one not in told] == []


def test_r74_year_of_which_nothing_is_known_is_refused(cast: Cast) -> None:
    """The register began later: there is no quiet year before it."""
    with pytest.raises(Refusal, match="Van 2021 is niets bekend: het logboek van dit gebied begint op 3"):
        report_facts(cast.area, 2021, on=cast.today)
