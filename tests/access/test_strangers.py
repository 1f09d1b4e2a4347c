"""What is not yours and what is not there get the same answer, whatever the route (R8, R46, G11, G12, T1)."""

import pytest

from .routes import every_route, is_of_a_library
from .strangers import walk, walk_foreign_area
from .world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# One in so many cases on each change; `bench/access_matrix.py` asks all of them.
EVERY = 13


@pytest.mark.parametrize("route", every_route(), ids=lambda route: route.pattern)
def test_every_route_is_declared(route) -> None:
    """A new address says what it names, and is then in every walk of this folder."""
    if is_of_a_library(route) or route.pattern == "api/v1/<anything:rest>":
        return
    assert all(kind for _parameter, kind in route.names), route.pattern


def test_what_one_may_not_see_is_answered_as_what_never_was(world: World) -> None:
    found = walk(world, every=EVERY)
    assert found.probes > 400
    assert not found.failures, "\n".join(found.failures)
    assert not found.differences, "\n".join(found.differences)


def test_an_area_that_is_not_yours_is_answered_as_one_that_is_not_there(world: World) -> None:
    # One of twelve viewers next to each other in turn, of thirteen: every route, and over the routes every viewer.
    found = walk_foreign_area(world, every=12)
    assert not found.failures, "\n".join(found.failures)
    assert not found.differences, "\n".join(found.differences)
