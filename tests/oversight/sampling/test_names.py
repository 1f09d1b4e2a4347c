"""The name of one file: not before it was granted, not after the day, of no other file, never without a line."""

import datetime as dt

import pytest

from audit.models import Event
from bans.models import Sanction
from oversight.sampling.actions import names
from oversight.sampling.models import Ground, Kind, NameRequest, Sample, SampleItem
from tests.factories import make_user
from tests.oversight.sampling.test_samples import code_of
from tests.screens import Screens

from .conftest import Drawn

HOUR = dt.timedelta(hours=1)


def asked_of(drawn: Drawn) -> NameRequest:
    by, at = drawn.cast.municipality, drawn.cast.at
    words = "Iemand belde ons hierover."
    return names.request_name(drawn.registration, ground=Ground.COMPLAINT, words=words, by=by, at=at)


def looks(drawn: Drawn) -> int:
    return Event.objects.filter(action="name.viewed").count()


def test_not_before_it_is_granted(drawn: Drawn) -> None:
    asked = asked_of(drawn)
    assert names.view_name(asked.item, by=drawn.cast.municipality, at=drawn.cast.at) is None and looks(drawn) == 0


def test_a_day_long_and_then_no_more(drawn: Drawn) -> None:
    cast, asked = drawn.cast, asked_of(drawn)
    names.grant_name(asked, by=cast.coordinator, at=cast.at)
    name = asked.item.sanction.person.name
    assert names.view_name(asked.item, by=cast.municipality, at=cast.at + 23 * HOUR) == name
    assert names.view_name(asked.item, by=cast.municipality, at=cast.at + 24 * HOUR) is None and looks(drawn) == 1


def test_r52_no_name_of_what_has_ended(drawn: Drawn) -> None:
    """Neither asked, nor granted, nor shown, though no night has run."""
    cast, asked = drawn.cast, asked_of(drawn)
    names.grant_name(asked, by=cast.coordinator, at=cast.at)
    day = dt.timedelta(days=1)
    Sanction.objects.filter(pk=asked.item.sanction_id).update(starts_on=cast.today - day, last_day=cast.today - day)
    item = SampleItem.objects.get(pk=asked.item_id)
    assert names.view_name(item, by=cast.municipality, at=cast.at) is None
    page = Screens(cast).of("municipality").get("oversight:sample-item", item.sample.token, item.number)
    assert "/naam/" not in page.content.decode()
    NameRequest.objects.update(granted=None, decided_at=None, decided_by=None)
    waiting = NameRequest.objects.get()
    assert code_of(names.grant_name, waiting, by=cast.coordinator, at=cast.at) == "ended"
    names.refuse_name(waiting, reason="Het is voorbij.", by=cast.coordinator, at=cast.at)
    asking = {"ground": Ground.PAPER, "words": "Graag.", "by": cast.municipality, "at": cast.at}
    assert code_of(names.request_name, item, **asking) == "ended"


def test_no_name_after_closing(drawn: Drawn) -> None:
    cast, asked = drawn.cast, asked_of(drawn)
    names.grant_name(asked, by=cast.coordinator, at=cast.at)
    Sample.objects.update(closed_at=cast.at, closed_by=cast.municipality)
    item = SampleItem.objects.get(pk=asked.item_id)
    assert names.view_name(item, by=cast.municipality, at=cast.at) is None
    asking = {"ground": Ground.PAPER, "words": "Graag.", "by": cast.municipality, "at": cast.at}
    assert code_of(names.request_name, item, **asking) == "closed"
    NameRequest.objects.update(granted=None, decided_at=None, decided_by=None)
    assert code_of(names.grant_name, NameRequest.objects.get(), by=cast.coordinator, at=cast.at) == "closed"


def test_look_is_a_line_about_the_person(drawn: Drawn) -> None:
    cast, asked = drawn.cast, asked_of(drawn)
    names.grant_name(asked, by=cast.coordinator, at=cast.at)
    names.view_name(asked.item, by=cast.municipality, at=cast.at)
    line = Event.objects.get(action="name.viewed")
    assert line.subject == f"person:{asked.item.sanction.person.token}" and line.organisation == "municipality"
    assert line.purpose == "oversight" and line.area == cast.area.slug


def test_no_name_without_its_line(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line and the look are one: where the log takes no line, nobody sees the name."""
    cast, asked = drawn.cast, asked_of(drawn)
    names.grant_name(asked, by=cast.coordinator, at=cast.at)

    def full(*args: object, **kwargs: object) -> None:
        raise OSError("the log is full")

    monkeypatch.setattr(Event, "save", full)
    with pytest.raises(OSError, match="full"):
        names.view_name(asked.item, by=cast.municipality, at=cast.at)


def test_of_no_other_file_and_for_nobody_else(drawn: Drawn) -> None:
    cast, asked = drawn.cast, asked_of(drawn)
    names.grant_name(asked, by=cast.coordinator, at=cast.at)
    for other in drawn.sample.items.exclude(pk=asked.item_id):
        assert names.view_name(other, by=cast.municipality, at=cast.at) is None
    for who in (cast.coordinator, cast.manager_a, make_user("colleague")):
        assert names.view_name(asked.item, by=who, at=cast.at) is None
    assert looks(drawn) == 0


def test_granted_by_the_association_alone_and_once(drawn: Drawn) -> None:
    cast, asked = drawn.cast, asked_of(drawn)
    for who in (cast.municipality, cast.manager_a, cast.approver, cast.stranger):
        assert code_of(names.grant_name, asked, by=who, at=cast.at) == "not_allowed"
    names.refuse_name(asked, reason="De brief zegt genoeg.", by=cast.coordinator, at=cast.at)
    assert code_of(names.grant_name, asked, by=cast.coordinator, at=cast.at) == "already_decided"
    assert names.view_name(asked.item, by=cast.municipality, at=cast.at) is None


def test_asked_with_a_reason_once_at_a_time_and_of_a_file_with_a_name(drawn: Drawn) -> None:
    cast, item = drawn.cast, drawn.registration
    by = {"by": cast.municipality, "at": cast.at}
    assert code_of(names.request_name, item, ground=Ground.PAPER, words=" ", **by) == "words_missing"
    assert code_of(names.request_name, drawn.check, ground=Ground.PAPER, words="Graag.", **by) == "no_name"
    assert code_of(names.request_name, item, ground=Ground.PAPER, words="Bsn 111222333.", **by) == "citizen_number"
    asked = asked_of(drawn)
    assert code_of(names.request_name, item, ground=Ground.PAPER, words="Nog eens.", **by) == "already_asked"
    assert code_of(names.refuse_name, asked, reason="", by=cast.coordinator, at=cast.at) == "words_missing"


def test_page_shows_the_name_and_no_other_page_does(drawn: Drawn) -> None:
    cast, asked = drawn.cast, asked_of(drawn)
    name, address = asked.item.sanction.person.name, (drawn.sample.token, asked.item.number)
    town, head = Screens(cast).of(cast.municipality), Screens(cast).of(cast.coordinator)
    assert town.get("oversight:sample-name", *address).status_code == 404
    assert town.get("oversight:sample-name-grant", *address).status_code == 404
    assert head.post("oversight:sample-name-grant", *address).status_code == 302
    assert name in town.get("oversight:sample-name", *address).content.decode()
    assert head.get("oversight:sample-name", *address).status_code == 404
    assert name not in town.get("oversight:sample-item", *address).content.decode()
    other = drawn.sample.items.filter(kind=Kind.REGISTRATION).exclude(pk=asked.item_id)[0]
    assert town.get("oversight:sample-name", drawn.sample.token, other.number).status_code == 404
    assert looks(drawn) == 1
