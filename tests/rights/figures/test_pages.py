"""The figures about requests on the page and in the file: who sees which period, and the same small numbers hidden."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils.translation import override

from audit.log import record
from audit.models import Event
from bans.models import Sanction
from participants.clock import DUTCH_TIME
from rights.corrections.models import Correction
from rights.figures.closing import close_request_figures, shown
from rights.figures.periods import Period, periods
from rights.figures.tables import tables
from rights.requests.models import Request
from tests.cast import Cast
from tests.factories import make_protocol
from tests.screens import Screens, screens, text

__all__ = ["screens"]


def answered(cast: Cast, many: int, *, day: dt.date, days: int = 10, **about: Any) -> None:
    """So many requests that came in on that day and were answered some days later."""
    protocol = cast.area.protocol_on(day)
    at = dt.datetime.combine(day + dt.timedelta(days=days), dt.time(12), DUTCH_TIME)
    known = {"right": "access", "outcome": "granted", "cause": "none", **about}
    for _number in range(many):
        Request.objects.create(
            area=cast.area, channel="email", received_on=day, registered_at=at, protocol=protocol, decided_at=at,
            decided_by=cast.coordinator, **known,
        )  # fmt: skip


def corrected(cast: Cast, many: int, *, cause: str, kind: str) -> None:
    at = dt.datetime(2025, 5, 1, 12, tzinfo=DUTCH_TIME)
    for _number in range(many):
        Correction.objects.create(area=cast.area, kind=kind, cause=cause, made_at=at, made_by=cast.coordinator)


@pytest.fixture
def year(cast: Cast, ban: Sanction) -> None:
    """Last year: twenty access requests in time, six a little later and seven too late; eight objections of a ban."""
    day = dt.date(2025, 2, 3)
    answered(cast, 20, day=day)
    answered(cast, 6, day=day, days=28 + 1, right="erasure", outcome="refused")
    answered(cast, 7, day=day, days=40, right="erasure", outcome="refused")
    was = {"conduct_class": str(ban.incident.conduct.conduct_class), "step": "ban:area"}
    answered(cast, 8, day=day, right="objection", outcome="partly", cause="too_heavy", **was)
    corrected(cast, 6, cause="wrong_person", kind="annulled")
    corrected(cast, 5, cause="wrong_fact", kind="rectified")


def rows_of(screens: Screens, who: str, period: str = "2025") -> list[list[str]]:
    answer = screens.of(who).get("rights:figures-file", periode=period)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def row(rows: list[list[str]], first: str, *, after: str) -> list[str]:
    begin = rows.index([after])
    return next(line[1:] for line in rows[begin:] if line and line[0] == first)


def test_large_numbers_are_told_with_the_middle_and_the_shares(screens: Screens, cast: Cast, year: None) -> None:
    """Three rows are large and the other rights nought; a small one cannot be computed from what stands there."""
    rows = rows_of(screens, "municipality")
    assert row(rows, "Samen", after="Verzoeken die binnenkwamen") == ["41"]
    timing = row(rows, "inzage in de gegevens", after="Hoe snel er antwoord was")
    assert timing[4] in ("10 dagen", "niet getoond")
    whole = row(rows, "Samen", after="Hoe snel er antwoord was")
    assert whole[3] in ("41", "niet getoond")
    gone = row(rows, "onbekend, al gewist", after="Uitkomst, naar wat er gebeurd was")
    assert gone[-1] in ("33", "niet getoond")


def test_r70_no_number_below_five_stands_on_the_page(screens: Screens, cast: Cast, year: None) -> None:
    answered(cast, 2, day=dt.date(2025, 6, 2), right="complaint")
    numbers = {cell for line in rows_of(screens, "municipality")[1:] for cell in line[1:] if cell.isdigit()}
    assert numbers and min(int(number) for number in numbers) >= 5
    page = text(screens.of("municipality").get("rights:figures", periode="2025"))
    assert "niet getoond" in page and "nooit namen" in page


def test_page_and_file_tell_the_same(screens: Screens, cast: Cast, year: None) -> None:
    page = text(screens.of("municipality").get("rights:figures", periode="2025")).casefold()
    cells = [cell for line in rows_of(screens, "municipality")[1:] for cell in line if cell]
    assert [cell for cell in cells if cell.casefold() not in page] == []


def test_so_few_that_nothing_is_told(screens: Screens, cast: Cast) -> None:
    answered(cast, 4, day=dt.date(2025, 2, 3))
    rows = rows_of(screens, "municipality")
    assert row([*rows, [""]], "Minder dan 5 in deze tijd.", after="Hoe snel er antwoord was") == []
    assert "Inzage in de gegevens" not in text(screens.of("municipality").get("rights:figures"))


def test_municipality_sees_years_that_are_over_and_the_coordinator_all(
    screens: Screens, cast: Cast, year: None
) -> None:
    page = screens.of("municipality").get("rights:figures").content.decode()
    assert 'value="2025" selected' in page and "2026" not in page.partition("<select")[2].partition("</select")[0]
    assert "kwartaal" not in page
    own = screens.of("coordinator").get("rights:figures").content.decode()
    assert all(f'value="{code}"' in own for code in ("2026", "2026-1", "2025", "2025-4", "2025-1"))
    assert 'value="2026-2"' not in own and "Geef de stuurgroep jaarcijfers" in own
    # What somebody may not see is not there when it is asked for by its code either.
    assert rows_of(screens, "municipality", "2026-1")[0][1] == "2025"


def test_nobody_else_and_of_no_other_area(screens: Screens, cast: Cast) -> None:
    for who in ("manager_a", "counter_a", "approver", "stranger"):
        for name in ("rights:figures", "rights:figures-file"):
            assert screens.of(who).get(name).status_code == 404


def test_area_without_requests_says_so(screens: Screens, cast: Cast) -> None:
    assert "nog geen afgesloten jaar" in text(screens.of("municipality").get("rights:figures"))
    assert screens.of("municipality").get("rights:figures-file").status_code == 404


def test_looking_and_taking_along_are_logged_without_numbers(screens: Screens, cast: Cast, year: None) -> None:
    screens.of("municipality").get("rights:figures")
    rows_of(screens, "municipality")
    told = Event.objects.filter(action__startswith="figures.").order_by("pk")
    assert [(line.action, line.facts) for line in told] == [
        ("figures.viewed", {"period": "2025"}), ("figures.exported", {"period": "2025"}),
    ]  # fmt: skip


def test_page_of_the_municipality_leads_to_them(screens: Screens, cast: Cast) -> None:
    desk = screens.of("municipality").get("bans:desk")
    assert screens.of("municipality").address("rights:figures") in desk.content.decode()


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period(2025), "2025-01-01", "2025-12-31"),
        (Period(2025, 1), "2025-01-01", "2025-03-31"),
        (Period(2024, 4), "2024-10-01", "2024-12-31"),
    ],
)
def test_first_and_last_day(period: Period, first: str, last: str) -> None:
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


def test_r70_years_of_the_municipality_share_no_day() -> None:
    known = periods(2023, on=dt.date(2026, 3, 16), everything=False)
    assert [period.code for period in known] == ["2025", "2024", "2023"]
    assert periods(2023, on=dt.date(2025, 12, 31), everything=False)[0].code == "2024"


def test_answer_on_new_years_night_counts_in_the_dutch_year(screens: Screens, cast: Cast) -> None:
    """Half past eleven in the evening by the world's clock is the next year on a Dutch wall."""
    answered(cast, 6, day=dt.date(2024, 12, 20))
    Request.objects.update(decided_at=dt.datetime(2024, 12, 31, 23, 30, tzinfo=dt.UTC))
    rows = rows_of(screens, "municipality", "2025")
    assert row(rows, "Samen", after="Hoe snel er antwoord was")[3] in ("6", "niet getoond")
    assert ["Minder dan 5 in deze tijd."] in rows_of(screens, "municipality", "2024")


def test_r70_year_that_is_over_does_not_shrink_when_requests_go(screens: Screens, cast: Cast, year: None) -> None:
    """As the night deletes what was answered a year ago, and somebody writes down a request of last year."""
    rows = rows_of(screens, "municipality")
    assert close_request_figures(on=cast.today, at=cast.at) == 1
    assert rows_of(screens, "municipality") == rows
    Request.objects.filter(area=cast.area, right="objection").delete()
    Correction.objects.filter(cause="wrong_fact").delete()
    answered(cast, 3, day=dt.date(2025, 12, 30))
    assert close_request_figures(on=cast.today, at=cast.at) == 0
    assert rows_of(screens, "municipality") == rows and "41" in str(rows)
    Request.objects.filter(area=cast.area).delete()
    assert rows_of(screens, "municipality") == rows_of(screens, "coordinator") == rows
    assert "in de nacht daarna vastgelegd" in text(screens.of("municipality").get("rights:figures"))
    closed = Event.objects.filter(action="figures.closed")
    assert [(one.subject, one.facts) for one in closed] == [("area:markt", {"year": 2025})]


def test_r70_year_of_which_requests_went_before_it_was_over_is_not_told(cast: Cast, year: None) -> None:
    """An area that keeps its cases for three months has no whole year of them."""
    make_protocol(cast.area, by=cast.coordinator, at=dt.datetime(2025, 1, 2, 9, tzinfo=DUTCH_TIME), request_kept_m=3)
    assert any(table.rows for table in shown(cast.area, Period(2025)))
    with time_machine.travel(dt.datetime(2025, 6, 1, 1, tzinfo=DUTCH_TIME), tick=False):
        record("request.forgotten", subject="area:markt", by="forgetting", area=cast.area, requests=2, words=0)
    assert close_request_figures(on=cast.today, at=cast.at) == 0
    assert all(table.nothing and not table.rows for table in shown(cast.area, Period(2025)))


def test_closed_year_speaks_the_language_of_the_page(cast: Cast, year: None) -> None:
    close_request_figures(on=cast.today, at=cast.at)
    with override("en"):
        assert shown(cast.area, Period(2025)) == tables(cast.area, Period(2025))
    assert shown(cast.area, Period(2025)) == tables(cast.area, Period(2025))
    assert shown(cast.area, Period(2025, 2)) == tables(cast.area, Period(2025, 2))


def test_command_closes_the_requests_of_the_year(cast: Cast, year: None, capsys: pytest.CaptureFixture[str]) -> None:
    with time_machine.travel(cast.at, tick=False):
        call_command("close_request_figures")
        call_command("close_request_figures")
    assert capsys.readouterr().out == "1 years closed\n0 years closed\n"
