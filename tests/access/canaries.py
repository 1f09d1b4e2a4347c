"""Everybody reads everything, and every mark that shows is held against the declarations (G14, T4)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.apps import apps

from participants.privacy import Access, Viewer, access_to

from .asking import Asker, text_of
from .expected import LAST_LETTER, OF_THE_AREA, OPEN, OWN_AT_WORK, WHOLE, door_of
from .rights_world import HEARD
from .routes import Route, every_route, is_of_a_library
from .world import ELSEWHERE, FILES, OUTSIDERS, VIEWERS, Mark, World

CASES = (*FILES, ELSEWHERE)
# One viewer in so many; not a divisor of how many there are, so that the turn moves from route to route.
IN_TURN = 5
LOG = ("log", "log-export")
# Where anybody may verify an area's log, its name stands above it.
PUBLIC = ("log-heads", "log-head-text", "log-heads-text")
# What a public page tells of the shops and the papers, where the association made it public (R35).
SHOWN_TO_ALL = (
    "participants.ShoppingArea.",
    "participants.Shop.name",
    "participants.Shop.address",
    "participants.Permit.",
)
# Everything about somebody, for who handles the request of that person, however the measure ended.
# A page may be asked for more than it shows by itself.
ASKS_MORE = {"sanction": ("", "?adres=ja"), "register": ("", "?state=running", "?state=hidden", "?page=2")}


@dataclass
class Crawl:
    """How many answers were read, which marks were seen at all, and which by whom they should not be."""

    answers: int = 0
    seen: set[str] = field(default_factory=set)
    leaks: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)


def standing(viewer: str, file: str) -> frozenset[Viewer]:
    """How somebody stands to one file; "" is the area itself."""
    if viewer == "stranger" and file == ELSEWHERE:
        # She works there, and logging in leads to her own desk.
        return frozenset({Viewer.AREA})
    if viewer in OUTSIDERS:
        return frozenset()
    found = {Viewer.AREA}
    if viewer == "coordinator" and file in {"", "breach", *WHOLE, *LAST_LETTER}:
        found.add(Viewer.COORDINATOR)
    if file in OPEN["counter"].get(viewer, set()):
        found.add(Viewer.COUNTER)
    if (viewer == "manager_a" and file in OWN_AT_WORK) or (viewer == "manager_b" and file == "breach"):
        found.add(Viewer.OWN_SHOP)
    if viewer == "counter_b" and file == "breach":
        found.add(Viewer.COUNTER)
    if (viewer == "approver" and file == "proposal") or (viewer == "committee" and file == HEARD):
        found.add(Viewer.DECIDER)
    return frozenset(found)


def access_of(mark: Mark) -> Access:
    label, _point, name = mark.where.rpartition(".")
    return access_to(mark.where, apps.get_model(label).Privacy.fields[name])


def own_people(viewer: str, mark: Mark, world: World) -> frozenset[Viewer]:
    """How a shop manager stands to who works for the same shop."""
    shop = viewer.removeprefix("manager")
    here = [world.viewers[name].name for name in VIEWERS if shop != viewer and name.endswith(shop)]  # type: ignore[union-attr]
    return frozenset({Viewer.OWN_SHOP}) if mark.text in here else frozenset()


def may_show(viewer: str, route: Route, mark: Mark, *, in_a_letter: bool, world: World) -> bool:
    """Whether the declarations let this viewer see this value there."""
    if mark.where.startswith("reference."):
        # A line of the log names its subject by a random reference, and nobody by that (D30). For whoever oversees
        # such lines are sealed, in the package too (R71).
        if route.name in LOG and viewer == "coordinator":
            return True
        return any(mark.file in files.get(viewer, set()) for door, files in OPEN.items() if door not in OF_THE_AREA)
    if route.name in PUBLIC and mark.where.startswith("participants.ShoppingArea."):
        return True
    if route.name in ("public", "public-en") and mark.where.startswith(SHOWN_TO_ALL):
        return True
    stands = standing(viewer, mark.file)
    if door_of(route) in ("case", "hearing") and mark.file in OPEN["case"].get(viewer, set()):
        # However the measure ended, as long as the request keeps the file.
        stands |= {Viewer.COORDINATOR}
    if mark.where.startswith("participants.User."):
        user = world.viewers[viewer]
        if user is not None and mark.text in (user.name, user.email.partition("@")[0]):
            return True
        if mark.where == "participants.User.name" and route.name in ("session", "session-people"):
            stands |= own_people(viewer, mark, world)
    access = access_of(mark)
    allowed = access.in_letters | access.seen_by if in_a_letter else access.seen_by
    return bool(stands & allowed)


def crawl(world: World, *, every: int = 1, offset: int = 0) -> Crawl:
    """Read everything; `every` leaves out all but one in so many cases. Where a route names no file viewers take turns
    then: each route is read by several of them, and each reads many."""
    found, asker = Crawl(), Asker(world)
    number = offset
    for place, (route, viewer) in enumerate(product(every_route(), VIEWERS)):
        if every > 1 and not route.thing and place % IN_TURN:
            continue
        for method in route.methods:
            for case in CASES if route.thing else ("collective",):
                number += 1
                if route.thing and number % every:
                    continue
                for more in ASKS_MORE.get(route.name, ("",)) if method == "GET" else ("",):
                    _read(found, asker, viewer, route, method, case, more)
    found.answers = asker.asked
    return found


def _read(found: Crawl, asker: Asker, viewer: str, route: Route, method: str, case: str, more: str) -> None:
    world = asker.world
    if is_of_a_library(route) and "<" in route.pattern:
        return
    values = world.values(case) | {"": "niets"}
    body = plausible(world, viewer, route, case)
    answer = asker.ask(viewer, route, method, values, body, more=more, follow=method != "GET")
    where = f"{viewer} {method} {route.pattern}{more} {case}"
    if answer.status_code >= 500 and route.name != "readyz":
        found.failures.append(f"{where}: {answer.status_code}")
    text = text_of(answer)
    kind = answer.get("Content-Type", "").partition(";")[0]
    found.kinds.add(f"{answer.status_code} {kind}")
    typed = {str(value) for value in (*values.values(), *body.values())}
    for mark in marks_in(text, world):
        found.seen.add(mark.where)
        echoed = any(mark.text in value for value in typed)
        if not echoed and not may_show(viewer, route, mark, in_a_letter=kind == "application/pdf", world=world):
            found.leaks.add(f"{mark.where} of {mark.file or 'the area'}: {where}")


def marks_in(text: str, world: World) -> Iterator[Mark]:
    return (mark for mark in world.marks if mark.text in text)


def plausible(world: World, viewer: str, route: Route, case: str) -> dict[str, Any]:
    """A body that most forms accept, about the person of this case."""
    cast = world.cast
    person = world.files[case].sanction.person
    shop = cast.shop_b if viewer.endswith("_b") else cast.shop_a
    counter = any(word in route.pattern for word in ("balie", "gezichten", "checks", "/brief/"))
    body: dict[str, Any] = {
        "shop": shop.pk, "family_name": person.family_name, "given_name": person.given_name,
        "reason": "at_the_door" if counter else "Omdat het zo is afgesproken.",
        "kind": "ban", "scope": "area", "months": 12, "conduct_code": "theft", "identity_basis": "stated",
        "happened_at": cast.at.strftime("%Y-%m-%dT%H:%M"), "place": "bij de kassa", "observed_by": "Iemand",
        "observer_function": "verkoper", "narrative": "Nam iets weg.", "starts_on": cast.today.isoformat(),
        "handed_at": cast.at.strftime("%Y-%m-%dT%H:%M"), "server_name": "Iemand", "witness_name": "Iemand",
        "receipt": "signed", "language": "nl", "sent_on": cast.today.isoformat(), "track_and_trace": "3SX",
        "delivery": "delivered", "delivered_on": cast.today.isoformat(), "minor": False,
        "until": (cast.today + dt.timedelta(days=60)).isoformat(), "on": cast.today.isoformat(),
    }  # fmt: skip
    if route.name in ("check-open", "counter-open", "brief-open", "brief"):
        body = {"shop": shop.pk, "reason": "at_the_door"}
    return body
