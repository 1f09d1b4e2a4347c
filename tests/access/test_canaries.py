"""No field shows to anybody for whom it is not declared, on whatever page, answer, letter or error (G14, T4)."""

import pytest

from .asking import Asker, text_of
from .canaries import crawl
from .expected import OPEN
from .routes import every_route
from .world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# One in so many files on each change, another each time; `bench/access_matrix.py` reads all of them.
EVERY = 61


def test_no_mark_shows_to_whom_it_is_not_declared(world: World) -> None:
    read = crawl(world, every=EVERY)
    assert read.answers > 300
    assert not read.failures, "\n".join(read.failures)
    assert not read.leaks, "\n".join(sorted(read.leaks))


def test_r48_no_download_for_a_counter(world: World) -> None:
    """Neither a list nor a file of many: what a counter may read it reads one by one, on the screen."""
    asker, files = Asker(world), []
    for route in every_route():
        if not route.inside_an_area or "GET" not in route.methods:
            continue
        answer = asker.ask("counter_a", route, "GET", world.values("collective") | {"": "niets"})
        if answer.status_code == 200 and "attachment" in answer.get("Content-Disposition", ""):
            files.append(route.pattern)
    assert asker.asked > 150 and files == []


@pytest.mark.parametrize("more", ["", "?adres=ja"])
def test_what_is_open_does_open(world: World, more: str) -> None:
    """The walk above is not empty: the files open for those for whom they are, and show their marks."""
    page = next(route for route in every_route() if route.name == "sanction" and not route.is_api)
    asker = Asker(world)
    for viewer, files in OPEN["file"].items():
        for file in files:
            answer = asker.ask(viewer, page, "GET", world.values(file), more=more)
            assert answer.status_code == 200, (viewer, file)
            text = text_of(answer)
            shown = {mark.where for mark in world.marks if mark.file == file and mark.text in text}
            assert {"bans.Person.given_name", "bans.Person.family_name", "reference.sanction"} <= shown
            at_home = {"bans.Person.address", "bans.Person.birth_date"} & shown
            assert len(at_home) == (2 if viewer == "coordinator" and more else 0)
