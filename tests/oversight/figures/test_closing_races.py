"""Two nights at once, on two connections; SQLite has one writer only."""

import datetime as dt

import pytest

from audit.models import Event
from oversight.figures.closing import close_area
from oversight.figures.models import ClosedYear, QuarterCounts
from participants import area_lock
from tests.bans.test_races import at_once
from tests.cast import Cast, build_cast
from tests.oversight.lines import proposed, write

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def together(db: None) -> Cast:
    return build_cast()


def test_two_at_once_close_a_year_once(together: Cast) -> None:
    for month in (2, 5, 8, 11):
        write(together, dt.date(2024, month, 3), [proposed()] * 6, name=str(month))

    def close() -> None:
        with area_lock.all_areas():
            close_area(together.area, on=dt.date(2025, 1, 1), at=together.at)

    assert at_once(close, close, close) == ["done"] * 3
    with area_lock.all_areas():
        assert ClosedYear.objects.count() == 1 and not QuarterCounts.objects.exists()
    lines = Event.objects.filter(action__startswith="register_figures.", facts__year=2024)
    assert lines.count() == 5
