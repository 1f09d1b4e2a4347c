"""What a line of the log holds: who, in which role and for whom, what, why, from where, how it ended (D29)."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.actions import ACTIONS, UnknownActionError
from audit.canonical import FIELDS, beginning, canonical, chained, next_hash, seal, text_of
from audit.log import record
from audit.models import Event
from audit.operation import comes_from, operation
from audit.purposes import Purpose, Result
from participants.models import User
from tests.audit.writing import MARKT
from tests.cast import Cast
from tests.screens import Screens, screens

__all__ = ["screens"]
ROOT = Path(settings.BASE_DIR)
APPS = ("audit", "participants", "toolbox", "oversight", "rights", "bans", "notices", "config")


def recorded() -> dict[str, str]:
    """Every deed that the source writes to the log, with the file it stands in."""
    found = {}
    for path in (path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and called in ("record", "record_many", "_log"):
                if called != "_log" and isinstance(node.args[0], ast.Name) and node.args[0].id == "action":
                    # The line of a file whose deeds all go by its own `_log`.
                    continue
                # A deed is written out where it is done; one that is computed could not be looked up.
                assert node.args and isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}"
                found[node.args[0].value] = str(path.relative_to(ROOT))
    return found


def test_every_deed_in_the_source_is_in_the_table() -> None:
    found = recorded()
    assert len(found) > 45
    assert {action: where for action, where in found.items() if action not in ACTIONS} == {}


def test_every_deed_in_the_table_is_in_the_source() -> None:
    assert set(ACTIONS) - set(recorded()) == set()


def test_deed_has_words_and_a_purpose() -> None:
    for name, action in ACTIONS.items():
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", name) and len(name) <= 60
        assert str(action.description)[0].isupper() and action.purpose in Purpose
    assert len({str(action.description) for action in ACTIONS.values()}) == len(ACTIONS)


def test_unknown_deed_is_refused(db: None) -> None:
    with pytest.raises(UnknownActionError, match=r"audit/actions\.py"):
        record("person.adored", subject="person:x", by="test")
    assert not Event.objects.exists()


@pytest.mark.parametrize("fact", [1.5, object(), b"x", {"a": 0.1}])
def test_fact_that_has_two_spellings_is_refused(db: None, fact: Any) -> None:
    with pytest.raises(TypeError, match="text or a whole number"):
        record("desk.viewed", subject="area:markt", by="test", area=MARKT, fact=fact)


def test_line_says_who_in_which_role_and_for_whom(cast: Cast) -> None:
    def line(user: User) -> tuple[str, str]:
        event = record("desk.viewed", subject="area:markt", by=user, area=cast.area)
        return event.roles, event.organisation

    shop = cast.shop_a
    assert line(cast.manager_a) == ("shop_manager", f"business:{shop.business_id} shop:{shop.pk}")
    assert line(cast.coordinator) == ("coordinator", "association")
    assert line(cast.municipality) == ("municipality", "municipality")
    assert line(cast.stranger) == ("", "")
    event = record("register.purged", subject="area:markt", by="purge", area=cast.area)
    assert (event.actor, event.roles, event.organisation, event.door) == ("purge", "", "", "duty")


def test_line_says_why_from_where_and_how_it_ended(cast: Cast) -> None:
    with operation("page") as running:
        comes_from("till:7")
        event = record("counter.asked", subject="", by=cast.counter_a, area=cast.area, result=Result.REFUSED)
    assert (event.purpose, event.door, event.operation, event.result) == ("entry", "till:7", running.id, "refused")
    assert record("desk.viewed", subject="", by=cast.counter_a, area=cast.area).door == "command"


def test_lines_of_one_request_share_their_operation(screens: Screens, cast: Cast) -> None:
    screen = screens.of("coordinator")
    screen.get("bans:desk")
    screen.get("bans:desk")
    first, second = Event.objects.filter(action="desk.viewed").values_list("operation", flat=True)
    assert first != second and len(first) == 32
    assert Event.objects.filter(action="desk.viewed", door="page").count() == 2


def test_role_that_ended_is_not_told_in_the_next_request(cast: Cast) -> None:
    user = cast.manager_a
    with operation("page"):
        assert user.acting_as(cast.area)[0] == ["shop_manager"]
        user.memberships.update(ended_at=cast.at)
        assert user.acting_as(cast.area)[0] == ["shop_manager"]
    with operation("page"):
        assert user.acting_as(cast.area)[0] == []


def test_roles_are_asked_once_for_a_request(cast: Cast) -> None:
    def questions(lines: int) -> int:
        user = User.objects.get(pk=cast.coordinator.pk)
        with operation("page"), CaptureQueriesContext(connection) as asked:
            for _number in range(lines):
                record("desk.viewed", subject="", by=user, area=cast.area)
        return len([query for query in asked if "participants_membership" in query["sql"]])

    assert (questions(1), questions(5)) == (1, 1)


def test_log_in_stands_in_the_log_of_each_area_of_the_account(cast: Cast) -> None:
    record("login.done", subject=f"user:{cast.stranger.pk}", by=cast.stranger)
    record("login.failed", subject=f"user:{cast.counter_a.pk}", by="login", result=Result.FAILED)
    record("login.failed", subject="user:unknown", by="login", result=Result.FAILED)
    lines = Event.objects.filter(action__startswith="login.").values_list("action", "area", "actor", "roles")
    assert list(lines) == [
        ("login.done", "elders", f"user:{cast.stranger.pk}", "coordinator"),
        ("login.failed", "markt", "login", ""),
        ("login.failed", "", "login", ""),
    ]


def test_everything_that_is_kept_is_proved(cast: Cast) -> None:
    """A column that were not in the canonical form could be changed unseen."""
    kept = {field.name for field in Event._meta.concrete_fields} - {"id"}
    assert {"at", "salt", *FIELDS} == kept == set(json.loads(canonical(Event.objects.first())))


def test_canonical_form_is_the_one_that_is_written_down(cast: Cast) -> None:
    """The example in docs/security/log.md, to the letter: others build on it."""
    event = Event(
        action="desk.viewed", actor="user:3", area="markt", facts={"b": [1, True], "a": "één"}, operation="0" * 32,
        organisation="association", door="page", purpose="measures", result="done", roles="coordinator",
        subject="area:markt", at=cast.at, salt="c2FsdCBvZiBhIGxpbmU",
    )  # fmt: skip
    text, known = canonical(event).decode(), (ROOT / "docs/security/log.md").read_text(encoding="utf-8")
    digest = next_hash(beginning("markt"), chained(event))
    for written in (text, text_of(beginning("markt")), text_of(seal(text.encode())), text_of(digest)):
        assert written in known
    assert text.startswith('{"action":"desk.viewed"') and '"at":"2026-03-16T09:00:00.000000Z"' in text


def test_refused_page_stands_in_the_log(screens: Screens, cast: Cast) -> None:
    """A stranger at the door of an area, and a colleague at a page that is not hers."""
    screens.of("stranger").get("bans:register")
    screens.of("counter_a").get("participants:people")
    lines = Event.objects.filter(action="access.refused").values_list("actor", "subject", "area", "result", "roles")
    assert list(lines) == [
        (f"user:{cast.stranger.pk}", "page:bans:register", "markt", "refused", ""),
        (f"user:{cast.counter_a.pk}", "page:participants:people", "markt", "refused", "counter"),
    ]


def test_refused_area_that_does_not_exist_leaves_no_word_of_it(screens: Screens, cast: Cast) -> None:
    screen = screens.of("stranger")
    screen.slug = "getypt-door-iemand"
    screen.get("bans:register")
    assert Event.objects.get(action="access.refused").area == ""
    assert not [event for event in Event.objects.values() if "getypt" in str(event)]


def test_key_of_the_api_that_is_none_stands_in_the_log(cast: Cast) -> None:
    client = Client()
    for _number in range(40):
        assert client.get("/api/v1/areas", headers={"authorization": "Token nee"}).status_code == 401
    # Somebody without an account cannot fill the log.
    assert Event.objects.filter(action="access.refused", actor="visitor").count() == 30
