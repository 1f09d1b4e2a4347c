"""What is missing in a period is said with its reason, and a register that was kept well misses nothing."""

import datetime as dt

import pytest
import time_machine

from audit import heads
from audit.log import record
from audit.models import Head, HeadReason, Pruning
from audit.purposes import Result
from oversight.gaps import Gap, gaps_of
from participants.actions.areas import adopt_protocol, grant_permit
from participants.actions.municipalities import merge
from participants.actions.shops import join
from participants.actions.shops import leave as leave_area
from participants.models import Municipality, ShoppingArea
from tests.cast import Cast
from tests.factories import make_area
from tests.oversight.lines import SERVED, proposed, write

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
YEAR = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
ON = dt.date(2026, 3, 16)


@pytest.fixture
def unsigned(cast: Cast) -> Cast:
    """A register with a year behind it: lines of the log before the year, in it and after it."""
    for day in (dt.date(2024, 12, 30), dt.date(2025, 6, 2), dt.date(2026, 1, 5)):
        write(cast, day, [proposed(), SERVED] * 3, name=day.isoformat())
    return cast


@pytest.fixture
def kept(unsigned: Cast) -> Cast:
    """The same, with a head for every two hours, until after the day on which one looks."""
    begins = dt.datetime(2024, 12, 30, 11, tzinfo=dt.UTC)
    Head.objects.bulk_create(
        Head(
            area="markt",
            serial=n + 1,
            size=n,
            hash="",
            at=begins + n * 2 * HOUR,
            reason=HeadReason.HOUR,
            key="",
            note="",
        )
        for n in range(12 * 445)
    )
    return unsigned


def codes(cast: Cast, first: dt.date = YEAR[0], last: dt.date = YEAR[1]) -> list[str]:
    return [gap.code for gap in gaps_of(cast.area, first=first, last=last, on=ON)]


def says(cast: Cast, code: str) -> str:
    return next(gap.says for gap in gaps_of(cast.area, first=YEAR[0], last=YEAR[1], on=ON) if gap.code == code)


def test_year_that_was_kept_well_misses_nothing(kept: Cast) -> None:
    assert codes(kept) == []


def test_register_that_is_younger_than_the_period(kept: Cast) -> None:
    assert codes(kept, dt.date(2024, 1, 1), dt.date(2024, 12, 31)) == ["younger"]
    assert codes(kept, dt.date(2023, 1, 1), dt.date(2023, 12, 31)) == ["no_log"]
    assert codes(kept, dt.date(2027, 1, 1), dt.date(2027, 12, 31)) == ["to_come"]


def test_r70_empty_time_is_no_quiet_time(kept: Cast) -> None:
    """Whether one line was written in it or none at all."""
    with time_machine.travel(dt.datetime(2025, 8, 2, 12, tzinfo=dt.UTC), tick=False):
        record("log.viewed", subject="area:markt", by=kept.coordinator, area=kept.area)
    assert codes(kept, dt.date(2025, 8, 1), dt.date(2025, 8, 31)) == ["hardly_used"]
    assert codes(kept, dt.date(2025, 9, 1), dt.date(2025, 9, 30)) == ["hardly_used"]


def new_area(cast: Cast, at: dt.datetime) -> ShoppingArea:
    """One whose log begins at that moment."""
    with time_machine.travel(at, tick=False):
        return make_area("nieuw", by=cast.coordinator, at=at)


def silences(area: ShoppingArea, first: dt.date, last: dt.date) -> list[Gap]:
    return [gap for gap in gaps_of(area, first=first, last=last, on=ON) if gap.code.startswith("silen")]


def test_log_that_was_silent_after_an_older_copy_was_put_back(cast: Cast) -> None:
    begins = dt.datetime(2025, 6, 3, 8, tzinfo=dt.UTC)
    area = new_area(cast, begins)
    for hours in (0, 1, 2, 12, 13, 16):
        heads.publish("nieuw", at=begins + hours * HOUR, reason=HeadReason.HOUR)
    with time_machine.travel(begins + 17 * HOUR, tick=False):
        (gap,) = silences(area, *YEAR)
    assert gap.code == "silence"
    assert "2 keer" in gap.says and "3 juni 2025 12:00 tot 3 juni 2025 22:00" in gap.says


def test_log_that_is_not_signed_any_more(cast: Cast) -> None:
    """One head and then none: nobody may take such a year for one that was signed."""
    begins = dt.datetime(2025, 6, 3, 8, tzinfo=dt.UTC)
    area = new_area(cast, begins)
    heads.publish("nieuw", at=begins, reason=HeadReason.HOUR)
    (gap,) = silences(area, *YEAR)
    assert gap.code == "silent" and gap.says.startswith("Sinds 3 juni 2025 10:00 zwijgt het logboek")
    assert [gap.code for gap in silences(area, dt.date(2026, 1, 1), dt.date(2026, 3, 1))] == ["silent"]
    assert silences(area, dt.date(2025, 5, 1), dt.date(2025, 6, 2)) == []


def test_log_that_was_signed_too_late_or_never(cast: Cast) -> None:
    """The first line asks for a head: what was written before there was one is vouched for by nothing."""
    area, march = new_area(cast, cast.at), (dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    with time_machine.travel(cast.at + 3 * HOUR, tick=False):
        assert [gap.code for gap in silences(area, *march)] == ["silent"]
        heads.publish("nieuw", at=cast.at + 3 * HOUR, reason=HeadReason.HOUR)
        assert [gap.code for gap in silences(area, *march)] == ["silence"]
    assert silences(area, dt.date(2026, 2, 1), dt.date(2026, 2, 28)) == []


def test_log_that_failed_its_nightly_check_and_was_then_not_checked(kept: Cast) -> None:
    """From the first night of which the log tells on, each night has its line."""
    for day, result in ((1, Result.FAILED), (2, Result.DONE), (4, Result.DONE)):
        with time_machine.travel(dt.datetime(2025, 7, day, 3, tzinfo=dt.UTC), tick=False):
            record("log.checked", subject="area:markt", by="check_log", area=kept.area, result=result)
    july = (dt.date(2025, 6, 1), dt.date(2025, 7, 4))
    assert codes(kept, *july) == ["broken", "unchecked"] and "1 juli 2025" in says(kept, "broken")
    gaps = gaps_of(kept.area, first=july[0], last=july[1], on=ON)
    assert [gap.says for gap in gaps if gap.code == "unchecked"] == [
        "In 1 nacht is het logboek niet nagekeken, op 3 juli 2025."
    ]
    assert "voor het eerst op 3 juli 2025" in says(kept, "unchecked")


def test_protocol_that_changed_twice_in_a_week(kept: Cast) -> None:
    def adopt(day: dt.date) -> None:
        facts = {"values": {}, "adopted_on": day, "dpia_version": "2", "by": kept.coordinator, "at": kept.at}
        adopt_protocol(kept.area, valid_from=day, **facts)

    adopt(dt.date(2025, 3, 3))
    adopt(dt.date(2025, 3, 11))
    assert codes(kept) == []
    adopt(dt.date(2025, 3, 18))
    assert codes(kept) == ["protocol_twice"]
    assert "versie 3 gold vanaf 11 maart 2025 en versie 4 vanaf 18 maart 2025" in says(kept, "protocol_twice")


def test_days_without_a_permit(kept: Cast) -> None:
    kept.area.permits.update(valid_until=dt.date(2025, 2, 10))
    later = {"number": "z2", "granted_on": dt.date(2025, 4, 1), "valid_until": None, "businesses": []}
    grant_permit(kept.area, valid_from=dt.date(2025, 4, 1), **later, by=kept.coordinator, at=kept.at)
    assert codes(kept) == ["no_permit"]
    assert says(kept, "no_permit") == "Van 11 februari 2025 tot en met 31 maart 2025 staat er geen vergunning."


def test_shop_that_left_and_came_back(kept: Cast) -> None:
    for day, deed in ((dt.date(2025, 5, 5), leave_area), (dt.date(2025, 8, 1), join)):
        at = dt.datetime.combine(day, dt.time(12), dt.UTC)
        with time_machine.travel(at, tick=False):
            deed(kept.shop_b, on=day, by=kept.coordinator, at=at)
    assert codes(kept) == ["shop_returned"]
    assert says(kept, "shop_returned").startswith("Speelgoed deed niet mee van 5 mei 2025 tot 1 augustus 2025")


def test_municipality_that_merged(kept: Cast) -> None:
    new = Municipality.objects.create(name="Nieuwstad")
    merge(kept.area.municipality, new, on=dt.date(2025, 1, 1), by="merge_municipality", at=kept.at)
    kept.area.refresh_from_db()
    assert codes(kept) == ["municipality_merged"] and "opgegaan in Nieuwstad" in says(kept, "municipality_merged")
    assert codes(kept, dt.date(2025, 1, 2)) == []


def test_silence_over_the_edge_of_a_year_belongs_to_both(unsigned: Cast) -> None:
    for day in (dt.date(2025, 12, 20), dt.date(2026, 1, 10)):
        heads.publish("markt", at=dt.datetime.combine(day, dt.time(9), dt.UTC), reason=HeadReason.HOUR)
    assert "silence" in codes(unsigned) and "silence" in codes(unsigned, dt.date(2026, 1, 1), dt.date(2026, 3, 1))


def test_r70_what_is_left_of_a_pruned_time_tells_nothing(unsigned: Cast) -> None:
    """Neither that it was little, nor on which night it became so."""
    head = heads.publish("markt", at=dt.datetime(2025, 6, 2, 8, tzinfo=dt.UTC), reason=HeadReason.HOUR)
    Pruning.objects.create(area="markt", head=head, size=head.size, at=unsigned.at)
    assert codes(unsigned) == ["pruned", "silence", "silent"]
    assert "hardly_used" not in codes(unsigned, dt.date(2025, 6, 1), dt.date(2025, 6, 1))
