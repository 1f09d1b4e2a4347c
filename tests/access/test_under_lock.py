"""The register works as the role that owns nothing: a story from report to purge, and the walk of strangers.

With the first lock off (every filter on the area taken out of the application) the second alone leaks nothing.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Q, QuerySet

from bans.models import CounterCheck, Incident, Person, Photo, Sanction
from bans.tasks import erase_ended
from notices.models import Notice, ReminderSent, RepresentativeLetter, Service, Snooze
from notices.reminders.due import due
from notices.tasks import count_unserved, send_reminders
from participants import area_lock
from participants.clock import DUTCH_TIME
from tests.cast import Cast
from tests.factories import make_sanction
from tests.screens import Screens, cast, screens, text  # noqa: F401

from .app_role import as_application, make_role
from .asking import Asker, text_of
from .routes import register_routes
from .world import World, built

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def application(cast: Cast) -> Iterator[Cast]:  # noqa: F811
    make_role()
    with as_application():
        yield cast


def moment(at: dt.datetime) -> str:
    return at.astimezone(DUTCH_TIME).strftime("%Y-%m-%dT%H:%M")


def test_a_story_from_report_to_purge(application: Cast, screens: Screens) -> None:  # noqa: F811
    scene = application
    manager, approver, counter = (screens.of(who) for who in ("manager_a", "approver", "counter_b"))
    reported = manager.post(
        "bans:incident-new", shop=scene.shop_a.pk, conduct_code="robbery", happened_at=moment(scene.at),
        place="kassa", observed_by="M. de Wit", observer_function="verkoper", narrative="Nam de kassa mee.",
        given_name="Kees", family_name="Verkade", identity_basis="stated", submission_key="a" * 32,
    )  # fmt: skip
    assert reported.status_code == 302, text(reported)
    incident = reported["Location"].rstrip("/").rpartition("/")[2]
    proposed = manager.post("bans:impose", incident, kind="ban", scope="area", months=12)
    assert proposed.status_code == 302, text(proposed)
    reference = proposed["Location"].rstrip("/").rpartition("/")[2]
    assert "Verkade" in text(approver.get("bans:sanction", reference))
    assert approver.post("bans:decide", reference, "goedkeuren").status_code == 302
    assert manager.post("notices:prepare", reference, by_post="", starts_on=scene.today.isoformat()).status_code == 302
    with area_lock.one_area(scene.area):
        letter = Notice.objects.get(sanction__reference=reference, kind="collective_ban").pk
    assert b"%PDF" in manager.get("notices:pdf", letter).content
    served = manager.post(
        "notices:serve", letter, handed_at=moment(scene.at), place="kassa", server_name="A", witness_name="B",
        receipt="signed", language="nl",
    )  # fmt: skip
    assert served.status_code == 302, text(served)
    asked = counter.post("bans:counter", shop=scene.shop_b.pk, family_name="Verkade", given_name="Kees", birth_year="")
    assert "Winkelverbod" in text(asked)
    with area_lock.one_area(scene.area):
        token = CounterCheck.objects.get().token
    assert "Verkade" in text(counter.post("bans:counter-open", token, reason="at_the_door"))
    coordinator = screens.of("coordinator")
    assert reference in text(coordinator.get("bans:register"))
    ended = coordinator.post("rights:correct", reference, "withdrawn", reason="Weg.", cause="changed", sure="on")
    assert ended.status_code == 302, text(ended)
    assert "Welkom" in text(
        counter.post("bans:counter", shop=scene.shop_b.pk, family_name="Verkade", given_name="Kees", birth_year="")
    )
    with time_machine.travel(scene.at + dt.timedelta(days=400), tick=False):
        assert erase_ended()["sanctions"] == 1
    with area_lock.all_areas():
        assert Person.objects.count() == Sanction.objects.count() == 0


def test_duties_and_commands_see_every_area(application: Cast, capsys: Any) -> None:
    with area_lock.all_areas():
        make_sanction(application, served=False)
    with time_machine.travel(application.at, tick=False):
        assert count_unserved() == 1
        call_command("due")
    assert "markt: 0 to decide, 1 to serve" in capsys.readouterr().out
    assert area_lock.entered() == area_lock.NOWHERE


def test_reminders_of_one_area_are_mailed_and_put_off_under_its_lock(application: Cast, screens: Screens) -> None:  # noqa: F811
    """The duty walks through the areas one by one; a page writes in its own alone."""
    with area_lock.all_areas():
        make_sanction(application, served=False)
    with time_machine.travel(application.at, tick=False):
        assert send_reminders()["sent"] == 3
        assert send_reminders() == {}
    assert area_lock.entered() == area_lock.NOWHERE
    manager = screens.of("manager_a")
    with area_lock.one_area(application.area):
        key = due(application.area, user=application.manager_a, on=application.today)[0].key
    facts = {"until": "2026-03-20", "reason": "Wacht op de post."}
    assert manager.post("notices:snooze", key, **facts).status_code == 302
    assert "Wacht op de post." in text(manager.get("notices:reminders"))
    with area_lock.one_area(application.elsewhere):
        assert not (Snooze.objects.exists() or ReminderSent.objects.filter(user=application.manager_a).exists())
    with area_lock.one_area(application.area):
        assert Snooze.objects.count() == 1


# The first lock off.

MODELS = (CounterCheck, Incident, Notice, Person, Photo, RepresentativeLetter, Sanction, Service)
BY_AREA = {"area", "area_id", "area__in", "shop", "shop__in", "shop__business", "incident__area", "person__area"}


def without_area(condition: Any) -> Any:
    """The same condition without what binds it to an area or a shop."""
    if isinstance(condition, Q):
        kept = [without_area(child) for child in condition.children]
        return Q(*[child for child in kept if child is not None], _connector=condition.connector)
    return None if isinstance(condition, tuple) and condition[0] in BY_AREA else condition


@pytest.fixture
def first_lock_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """No query of the register is narrowed to an area or a shop any more, and every file is open to everybody."""
    narrow = QuerySet._filter_or_exclude_inplace

    def wide(self: QuerySet, negate: bool, args: Any, kwargs: Any) -> None:
        if self.model in MODELS and not negate:
            kwargs = {name: value for name, value in kwargs.items() if name not in BY_AREA}
            args = [arg for arg in map(without_area, args) if arg is not None]
        narrow(self, negate, args, kwargs)

    monkeypatch.setattr(QuerySet, "_filter_or_exclude_inplace", wide)
    everything = type(Sanction.objects.all())
    monkeypatch.setattr(everything, "visible_to", lambda self, *args: self.all())
    monkeypatch.setattr(everything, "visible_at_counter_of", lambda self, *args: self.all())


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """For one test: others of this file have the cast in the same tables."""
    with built(with_letters=False) as made:
        make_role()
        yield made


def foreign_marks(asker: Asker) -> Iterator[str]:
    """Everything that the coordinator of the other area gets to read of this one, inside their own area."""
    world = asker.world
    for route in register_routes():
        for method in route.methods:
            for file in ("individual", "collective", "proposal") if route.thing else ("collective",):
                values = world.values(file, area=world.cast.elsewhere.slug)
                text = text_of(asker.ask("stranger", route, method, values))
                for mark in world.marks:
                    here = mark.file not in ("", "elsewhere") and mark.text not in values.values()
                    if here and mark.text in text:
                        yield f"{mark.where} of {mark.file}: {method} {route.pattern}"


def test_first_lock_off_leaks_nothing(world: World, first_lock_off: None) -> None:
    asker = Asker(world)
    with as_application():
        assert set(foreign_marks(asker)) == set()
    assert asker.asked > 200


def test_without_either_lock_it_would_leak(world: World, first_lock_off: None) -> None:
    """The same questions as a superuser, whom no lock holds: so the test above can fail."""
    assert len(set(islice(foreign_marks(Asker(world)), 20))) == 20
