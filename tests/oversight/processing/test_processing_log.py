"""The processing log by the standard: each processing is one line, without an employee, of a pseudonym."""

import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from audit.actions import ACTIONS
from audit.log import record
from audit.models import Event
from audit.purposes import Purpose
from bans import keyring
from bans.actions import erasing
from bans.actions.checks import check
from bans.actions.endings import lift
from oversight.management.commands import processing_log
from oversight.processing.actions import export
from oversight.processing.lines import OF_MANY, is_processing
from oversight.processing.register import TEXTS, activities, activity_of
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import make_sanction
from tests.oversight.api.conftest import Wired, wired
from tests.participants.api.scene import client
from tests.screens import Screens, cast, screens, text

__all__ = ["cast", "screens", "wired"]
pytestmark = pytest.mark.django_db
HEX = {"trace_id": 32, "span_id": 16}
FIELDS = {"trace_id", "span_id", "status", "name", "start_time", "end_time", "resource", "attributes"}
ID, TYPE = "dpl.core.data_subject_id", "dpl.core.data_subject_id_type"


def read(pieces: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(pieces).decode().splitlines()]


def lines(cast: Cast, by: Any = None) -> list[dict[str, Any]]:
    # Lines of the log carry the moment of the database's own clock.
    on = dt.datetime.now(dt.UTC).date()
    return read(
        export(cast.area, since=min(on, cast.today), until=max(on, cast.today), by=by or cast.coordinator, at=cast.at)
    )


@pytest.fixture
def two(screens: Screens) -> list[Any]:
    """Two people with a ban; one was asked about at a counter."""
    cast = screens.cast
    made = [make_sanction(cast, family_name=name, given_name="Zyfmerk") for name in ("Qxmerk", "Vwmerk")]
    check(shop=cast.shop_a, family_name="Qxmerk", given_name="Zyfmerk", by=cast.counter_a, at=cast.at)
    return made


def test_each_line_has_the_fields_of_the_standard(cast: Cast, two: list[Any]) -> None:
    found = lines(cast)
    assert len(found) > 5
    spans = {line["span_id"] for line in found}
    assert len(spans) == len(found)
    known = {one.uri for one in activities()}
    for line in found:
        assert set(line) == FIELDS and line["status"] in ("Unset", "Error")
        assert all(re.fullmatch(rf"[0-9a-f]{{{size}}}", line[name]) for name, size in HEX.items())
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["start_time"])
        assert line["start_time"] == line["end_time"] and line["name"] in ACTIONS
        attributes = line["attributes"]
        assert attributes["dpl.core.processing_activity_id"] in known
        assert (ID in attributes) == (TYPE in attributes)
        assert set(attributes) <= {"dpl.core.processing_activity_id", ID, TYPE}


def test_every_processing_is_there_once(cast: Cast, two: list[Any]) -> None:
    rows = Event.objects.filter(area=cast.area.slug).order_by("pk")
    expected = [row.action for row in rows if is_processing(row.action, row.subject)]
    assert [line["name"] for line in lines(cast)] == expected and "counter.asked" in expected
    assert {"role.granted", "shop.joined", "permit.recorded"} & set(expected) == set()
    # The same lines however often they are asked for; asking is itself no processing of anybody in the register.
    assert lines(cast) == lines(cast)


def test_lines_of_one_deed_share_its_trace(cast: Cast, two: list[Any]) -> None:
    traces = dict(Event.objects.filter(area=cast.area.slug).values_list("operation", "action"))
    assert {line["trace_id"] for line in lines(cast)} <= set(traces)


def test_lines_of_one_person_share_a_pseudonym_and_those_of_two_do_not(cast: Cast, two: list[Any]) -> None:
    found = {line["attributes"].get(ID) for line in lines(cast)} - {None}
    assert len(found) == 2 and all(re.fullmatch(r"[0-9a-f]{32}", one) for one in found)
    # Everything about a measure and its incident is of that person.
    assert not [line for line in lines(cast) if line["name"].startswith("sanction.") and ID not in line["attributes"]]


def test_no_name_no_reference_and_no_employee(cast: Cast, two: list[Any]) -> None:
    body = json.dumps(lines(cast))
    secrets = ["Qxmerk", "Vwmerk", "Zyfmerk"]
    secrets += [value for one in two for value in (one.reference, one.person.token, one.incident.reference)]
    secrets += [f"user:{user.pk}" for user in (cast.coordinator, cast.counter_a)] + [cast.coordinator.name, "shop:"]
    assert [secret for secret in secrets if secret in body] == []


def test_the_pseudonym_dies_with_the_person(cast: Cast, two: list[Any]) -> None:
    gone, stays = two
    token = gone.person.token
    before = {line["attributes"].get(ID) for line in lines(cast)} - {None}
    lift(gone, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    later = cast.at + dt.timedelta(days=40)
    erasing.erase_ended(on=later.date(), at=later)
    left = {line["attributes"].get(ID) for line in lines(cast)} - {None}
    assert len(left) == 1 and left < before
    assert [line for line in lines(cast) if line["name"] == "person.erased" and ID not in line["attributes"]]
    with pytest.raises(keyring.KeyGone):
        keyring.mark_under(token, b"x")
    assert keyring.mark_under(stays.person.token, b"x") != keyring.mark_under(stays.person.token, b"y")


def test_r70_who_oversees_gets_what_was_done_for_oversight_without_pseudonyms(cast: Cast, two: list[Any]) -> None:
    """Lines about measures can be counted, without a name too."""
    person = two[0].person
    record("name.viewed", subject=f"person:{person.token}", by=cast.municipality, area=cast.area)
    theirs, ours = lines(cast, cast.municipality), lines(cast)
    assert [line["name"] for line in theirs] == ["name.viewed"] and len(ours) > 5
    assert not [line for line in theirs if ID in line["attributes"]]
    told = Event.objects.filter(action="processing_log.exported").order_by("pk")
    assert [line.facts["subjects"] for line in told] == [False, True]


def test_another_area_is_not_in_it(cast: Cast, two: list[Any]) -> None:
    assert read(export(cast.elsewhere, since=cast.today, until=cast.today, by=cast.stranger, at=cast.at)) == []


@pytest.mark.parametrize(("since", "until"), [(1, 0), (-800, 0), (1, 2)])
def test_days_that_cannot_be(cast: Cast, since: int, until: int) -> None:
    first, last = (cast.today + dt.timedelta(days=days) for days in (since, until))
    with pytest.raises(Refusal):
        export(cast.area, since=first, until=last, by=cast.coordinator, at=cast.at)


@pytest.mark.parametrize("since", ["0001-01-01", "2018-05-24"])
def test_days_before_the_law_are_refused_everywhere(wired: Wired, since: str, tmp_path: Path) -> None:
    until = since[:-1] + "5"
    assert wired.get("processing-log", since=since, until=until).status_code == 422
    screen = Screens(wired.cast).of("coordinator")
    answer = screen.post("oversight:processing", since=since, until=until)
    assert answer.status_code == 422 and "25 mei 2018" in text(answer)
    days = {"since": dt.date.fromisoformat(since), "until": dt.date.fromisoformat(until)}
    with pytest.raises(CommandError, match="25 mei 2018"):
        call_command("processing_log", wired.cast.area.slug, tmp_path / "x", **days)
    assert wired.get("processing-log", since="2018-05-25", until="2018-05-26").status_code == 200


def test_the_api_streams_it_for_both(wired: Wired) -> None:
    make_sanction(wired.cast)
    days = {"since": "2025-01-01", "until": "2026-12-31"}
    theirs = wired.get("processing-log", **days)
    assert theirs.status_code == 200 and theirs["Content-Type"] == "application/x-ndjson" and theirs.streaming
    assert not [line for line in read(theirs.streaming_content) if ID in line["attributes"]]
    ours = wired.as_user("coordinator", "processing-log", **days)
    assert [line for line in read(ours.streaming_content) if ID in line["attributes"]]
    asked = client(wired.cast.coordinator).get(
        wired.address("processing-log"), days, HTTP_ACCEPT="application/x-ndjson"
    )
    assert asked.status_code == 200
    assert wired.as_user("manager_a", "processing-log", **days).status_code == 403
    wrong = client(wired.cast.coordinator).get(wired.address("processing-log"), HTTP_ACCEPT="application/x-ndjson")
    assert wrong.status_code == 400 and wrong["Content-Type"].startswith("application/problem+json")
    assert wired.get("processing-log", since="2026-13-01").status_code == 400
    assert wired.get("processing-log", since="2031-01-01").status_code == 422
    found = wired.get("processing-activities").json()
    assert [one["id"] for one in found] == [one.id for one in activities()]


def test_the_page_and_its_file(screens: Screens, cast: Cast) -> None:
    for who in ("manager_a", "approver", "stranger"):
        assert screens.of(who).get("oversight:processing").status_code == 404
        assert screens.of(who).post("oversight:processing", since="2026-01-01", until="2026-02-01").status_code == 404
    assert "een code van de betrokkene" in text(screens.of("coordinator").get("oversight:processing"))
    municipality = screens.of("municipality")
    assert "wat er voor het toezicht" in text(municipality.get("oversight:processing"))
    empty = municipality.post("oversight:processing", since="2026-01-01", until="2026-03-01")
    assert empty.status_code == 422 and "niets gedaan dat hier staat" in text(empty)
    make_sanction(cast)
    days = {"since": "2025-01-01", "until": "2026-12-31"}
    assert b"".join(screens.of("coordinator").post("oversight:processing", **days).streaming_content).count(b"\n") > 3
    assert municipality.post("oversight:processing", since="2026-02-01", until="2026-01-01").status_code == 422
    assert municipality.post("oversight:processing", since="gisteren", until="\x00").status_code in (400, 422)
    page = Client().get("/verwerkingsactiviteiten/")
    assert page.status_code == 200 and all(f'id="{one.id}"' in page.content.decode() for one in activities())


def test_the_command_writes_a_new_file(cast: Cast, two: list[Any], tmp_path: Path) -> None:
    file = tmp_path / "log.ndjson"
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        call_command("processing_log", cast.area.slug, file, since=dt.date(2026, 1, 1), stdout=io.StringIO())
        assert len(read([file.read_bytes()])) > 5
        with pytest.raises(CommandError, match="exists already"):
            call_command("processing_log", cast.area.slug, file, since=dt.date(2026, 1, 1))
        with pytest.raises(CommandError, match="no area"):
            call_command("processing_log", "nergens", since=dt.date(2026, 1, 1))


def test_the_command_leaves_nothing_half_written(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, seen = tmp_path / "log.ndjson", []

    def breaking(*_args: Any, **_more: Any) -> Any:
        yield b"{}\n"
        seen.extend(path.name for path in tmp_path.iterdir())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(processing_log, "export", breaking)
    with pytest.raises(CommandError, match="No space left"):
        call_command("processing_log", cast.area.slug, file, since=cast.today)
    assert seen == ["log.ndjson.part"] and [*tmp_path.iterdir()] == []
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("processing_log", cast.area.slug, tmp_path / "no" / "x", since=cast.today)


def test_every_purpose_has_one_activity_and_each_is_told_in_both_languages() -> None:
    held = [purpose for one in activities() for purpose in one.purposes]
    assert sorted(held) == sorted(Purpose.values)
    named = [action for one in activities() for action in one.actions]
    assert set(named) <= ACTIONS.keys() and len(set(named)) == len(named) and ACTIONS.keys() >= OF_MANY
    assert activity_of("police.copy_made", "measures").code == "police"
    for one in activities():
        assert all(one.texts[name]["nl"] and one.texts[name]["en"] for name in TEXTS)
