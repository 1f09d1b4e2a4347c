"""Every route, every viewer, every file: what one may not see is answered as what never was (G11, G12, T1)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from .asking import Asker, shape_of
from .expected import may_reach
from .routes import Route, register_routes
from .world import ELSEWHERE, ERASED, FILES, RANDOM, VIEWERS, World

CASES = (*FILES, ELSEWHERE, ERASED)
# One viewer in so many; not a divisor of how many there are, so that the turn moves from route to route.
IN_TURN = 5


@dataclass
class Findings:
    """What was asked, and where an answer told more than it may."""

    probes: int = 0
    differences: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def cases_for(number: int, every: int) -> tuple[str, ...]:
    """All cases, or each time some of them so that the whole goes round."""
    return CASES if every == 1 else tuple(case for index, case in enumerate(CASES) if (index + number) % every == 0)


def probes(routes: list[Route], every: int) -> Iterator[tuple[str, Route, str, tuple[str, ...]]]:
    rows = [(viewer, route, method) for route, viewer in product(routes, VIEWERS) for method in route.methods]
    for number, (viewer, route, method) in enumerate(rows):
        if every == 1 or number % IN_TURN == 0:
            yield viewer, route, method, cases_for(number // IN_TURN, every)


def walk(world: World, *, every: int = 1) -> Findings:
    """Ask everything; `every` leaves out all but one in so many cases. Then viewers take turns too: each route is asked
    by several of them, and each asks at many routes."""
    found, asker = Findings(), Asker(world)
    routes = [route for route in register_routes() if route.thing]
    for viewer, route, method, cases in probes(routes, every):

        def answer(case: str, viewer=viewer, route=route, method=method):
            values = world.values(case)
            reply = asker.ask(viewer, route, method, values)
            if reply.status_code >= 500:
                found.failures.append(f"{viewer} {method} {route.pattern} {case}: {reply.status_code}")
            return shape_of(reply, values)

        nothing = answer(RANDOM)
        for case in cases:
            if may_reach(viewer, route, case):
                continue
            if answer(case) != nothing:
                found.differences.append(f"{viewer} {method} {route.pattern} {case}")
    found.probes = asker.asked
    return found


def walk_foreign_area(world: World, *, every: int = 1) -> Findings:
    """The same for an area that one has no part in, against an area that is not there."""
    found, asker = Findings(), Asker(world)
    for number, (route, viewer) in enumerate(product(register_routes(), VIEWERS)):
        if number % every:
            continue
        slug = world.cast.area.slug if viewer in ("stranger", "leaver", "without_role", "technical") else "elders"
        for method in route.methods:
            replies = []
            for area in (slug, "nergens"):
                values = world.values("collective", area=area)
                reply = asker.ask(viewer, route, method, values)
                if reply.status_code >= 500:
                    found.failures.append(f"{viewer} {method} {route.pattern} {area}: {reply.status_code}")
                replies.append(shape_of(reply, values))
            if replies[0] != replies[1]:
                found.differences.append(f"{viewer} {method} {route.pattern} in {slug}")
    found.probes = asker.asked
    return found
