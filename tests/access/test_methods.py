"""Every verb and every odd body on every route: no fault of ours, and looking changes nothing (T8, T7, ASVS 4.1)."""

import datetime as dt
import json
import re
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from drf_spectacular.generators import SchemaGenerator

from bans.personal import PersonalField
from participants.models import User
from tests.size import FULL

from .asking import Asker
from .canaries import plausible
from .routes import Route, every_route, is_of_a_library
from .world import World
from .written import writes

pytestmark = [pytest.mark.django_db, pytest.mark.once]
VERBS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")
SAFE = {"get", "head", "options"}
BODIES = (
    ("application/json", "{"),
    ("application/json", "[1, 2]"),
    ("application/json", '"text"'),
    ("application/json", '{"reason": {"a": [null]}, "shop": [], "months": 1e400}'),
    ("application/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    ("multipart/form-data", "no boundary"),
    ("multipart/form-data; boundary=x", "--x\r\nnonsense"),
    ("application/x-www-form-urlencoded; charset=nothing", "shop=%FF%00"),
    ("text/plain", "\x00" * 10),
    ("", ""),
)
# Lines of the log, the session and the count of attempts are no state of the register.
ASIDE = re.compile(r"^(audit_|django_session|participants_(budget|limit)|usersessions|config_|account_)")
ROUTES = [route for route in every_route() if not (is_of_a_library(route) and "<" in route.pattern)]
VIEWERS = ("coordinator", "manager_a", "anonymous")


def ask_with_every_verb(world: World, *, bodies: int = 1, viewers: int = 1) -> tuple[list[str], list[str]]:
    """Where an answer was a fault of ours, and where looking changed something."""
    faults, changes = [], []
    for number, route in enumerate(ROUTES):
        for place, verb in enumerate(VERBS):
            if bodies == 1 and (number + place) % 3:
                continue
            cache.clear()
            for turn in range(bodies * viewers):
                viewer = VIEWERS[(number + place + turn) % len(VIEWERS)]
                content_type, body = BODIES[(number + place + turn // viewers) % len(BODIES)]
                status, tables = request(world, viewer, route, verb, content_type, body)
                where = f"{viewer} {verb} {route.pattern} {content_type}"
                if status >= 500 and route.name != "readyz":
                    faults.append(f"{where}: {status}")
                if verb in SAFE and tables:
                    changes.append(f"{where}: {sorted(tables)}")
    return faults, changes


def request(world: World, viewer: str, route: Route, verb: str, content_type: str, body: str) -> tuple[int, set[str]]:
    """The status, and the tables of the register that were written to."""
    client = world.client(viewer)
    client.raise_request_exception = False
    cookies = client.cookies.copy()
    values = world.spared(route, verb, world.values("collective") | {"": "niets"})
    address = route.address(values)
    with transaction.atomic(), writes() as written:
        answer = client.generic(verb.upper(), address, body, content_type=content_type)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code, {table for table in written.tables if not ASIDE.match(table)}


def test_no_verb_and_no_body_is_a_fault(world: World) -> None:
    """One verb in three on each route; bodies and viewers take turns, and `bench/access_matrix.py` asks them all."""
    faults, changes = ask_with_every_verb(world)
    assert not faults, "\n".join(faults)
    assert not changes, "\n".join(changes)


# Mass assignment.

HOSTILE_TEXT, HOSTILE_DAY, HOSTILE_NUMBER = "qqhostileqq", dt.date(2031, 5, 5), 98765432
HOSTILE = (HOSTILE_TEXT, HOSTILE_DAY.isoformat(), str(HOSTILE_NUMBER))


def every_column() -> dict[str, Any]:
    """The name of every column of every model of ours, with a value that nobody would send."""
    names: dict[str, Any] = {}
    for label in ("audit", "participants", "oversight", "toolbox", "rights", "bans", "notices", "config"):
        for model in apps.get_app_config(label).get_models():
            for column in model._meta.concrete_fields:
                for name in {column.name, column.attname}:
                    names[name] = hostile(column)
    return names


def hostile(column: models.Field) -> Any:
    if isinstance(column, models.BooleanField):
        return True
    if isinstance(column, models.DateTimeField):
        return f"{HOSTILE_DAY.isoformat()}T10:00:00Z"
    if isinstance(column, models.DateField) or "Date" in type(column).__name__:
        return HOSTILE_DAY.isoformat()
    if isinstance(column, models.ForeignKey | models.IntegerField):
        return HOSTILE_NUMBER
    return HOSTILE_TEXT


def declared(world: World, route: Route, viewer: str, method: str) -> set[str]:
    """What this route says it reads: its schema, or the fields of its form."""
    if route.is_api:
        return API.get((method.lower(), in_schema(route)), set())
    page = Asker(world).ask(viewer, route, "GET", world.values("collective"))
    return {unescape(name) for name in re.findall(r'name="([^"]+)"', page.content.decode("utf-8", "replace"))}


def in_schema(route: Route) -> str:
    """The address as the schema writes it."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", "/" + route.pattern).replace("{pk}", "{id}")


def api_fields() -> dict[tuple[str, str], set[str]]:
    """The names in the body of each operation, from the schema that we publish."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    fields: dict[tuple[str, str], set[str]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            names: set[str] = set()
            for content in operation.get("requestBody", {}).get("content", {}).values():
                reference = content["schema"].get("$ref", "").rpartition("/")[2]
                names |= set(schema["components"]["schemas"].get(reference, {}).get("properties", {}))
            fields[method, path] = names
    return fields


API = api_fields()


def stored(world: World) -> list[str]:
    """Hostile values in a personal column, where no statement shows them."""
    found = []
    for model in apps.get_models():
        columns = [column for column in model._meta.concrete_fields if isinstance(column, PersonalField)]
        for row in model._default_manager.all() if columns else ():
            for column in columns:
                value = str(getattr(row, column.attname))
                if HOSTILE_TEXT in value or HOSTILE_DAY.isoformat() in value:
                    found.append(f"{model._meta.label}.{column.name}")
    return found


WRITERS = ("coordinator", "manager_a", "counter_b", "approver")


@pytest.mark.parametrize("viewer", WRITERS)
def test_no_field_is_changed_that_the_route_does_not_declare(world: World, viewer: str) -> None:
    columns, changed, done = every_column(), [], 0
    # Two of four in turn, so that each route is tried by two of them.
    turn = WRITERS.index(viewer)
    for number, route in enumerate(ROUTES):
        if not FULL and (number + turn) % 2:
            continue
        if is_of_a_library(route) or not (route.inside_an_area or route.is_api):
            continue
        cache.clear()
        for method in set(route.methods) - {"GET"}:
            case = "proposal" if viewer == "approver" else "unserved" if "letters" in route.pattern else "individual"
            known = declared(world, route, viewer, method)
            body = {**{n: v for n, v in columns.items() if n not in known}, **plausible(world, viewer, route, case)}
            client = world.client(viewer)
            client.raise_request_exception = False
            address = route.address(world.spared(route, method, world.values(case) | {"": "niets"}))
            with transaction.atomic(), writes() as written:
                if route.is_api and not route.pattern.endswith("/import"):
                    answer = client.generic(method, address, json.dumps(body), content_type="application/json")
                else:
                    answer = client.post(address, body)
                led = answer.get("Location", "")
                done += answer.status_code in (200, 201, 204, 302) and not led.startswith("/account/")
                values = " ".join(written.values)
                found = [
                    word for word in (HOSTILE_TEXT, HOSTILE_DAY.isoformat(), str(HOSTILE_NUMBER)) if word in values
                ]
                found += stored(world) if written.tables else []
                found += list(User.objects.filter(is_superuser=True).values_list("email", flat=True))
                transaction.set_rollback(True)
            assert answer.status_code < 500, (method, route.pattern)
            changed += [f"{method} {route.pattern}: {word}" for word in found]
    assert not changed, "\n".join(changed)
    # Not everything was refused, so that there was something to change.
    assert done >= {"coordinator": 7, "manager_a": 4}.get(viewer, 1), done


def test_schema_names_every_route_of_the_api() -> None:
    """What is published and what answers are the same list."""
    routes = {in_schema(route) for route in ROUTES if route.is_api}
    assert {path for _method, path in API} == routes - {"/api/v1/{rest}"}
