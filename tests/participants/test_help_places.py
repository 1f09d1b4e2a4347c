"""Where people find help: the area's own words, without a number of anybody and without a word about a group (R68)."""

import pytest

from participants.actions.areas import update_area
from participants.refusals import Refusal
from tests.cast import Cast
from tests.participants.api.scene import Scene, a_hundred_days_old
from tests.screens import Screens, cast, screens

__all__ = ["cast", "screens"]
PLACES = "buurthuis De Brug, Brugstraat 1; inloophuis, Kade 3"


def test_coordinator_writes_it_on_the_page_of_the_area(screens: Screens, cast: Cast) -> None:
    page = screens.of("coordinator").get("participants:area-edit")
    assert 'name="help_places"' in page.content.decode()


@pytest.fixture
def scene(db: None) -> Scene:
    return a_hundred_days_old()


def test_api_takes_it_and_gives_it_back(scene: Scene) -> None:
    api = scene.api("coordinator")
    changed = api.patch(scene.root, {"help_places": PLACES}, format="json")
    assert (changed.status_code, changed.json()["help_places"]) == (200, PLACES)
    number = api.patch(scene.root, {"help_places": "bsn 111222333"}, format="json")
    assert (number.status_code, number.json()["code"], number.json()["field"]) == (422, "citizen_number", "help_places")
    assert api.get(scene.root).json()["help_places"] == PLACES


@pytest.mark.parametrize("text", ["1112.22.333", "voor een asielzoeker"])
def test_r68_no_number_and_no_word_about_a_group(cast: Cast, text: str) -> None:
    with pytest.raises(Refusal) as caught:
        update_area(cast.area, fields={"help_places": text}, by=cast.coordinator, at=cast.at)
    assert (caught.value.rule, caught.value.field) == ("R68", "help_places")
    cast.area.refresh_from_db()
    assert cast.area.help_places == ""


def test_other_facts_of_the_area_change_without_it(cast: Cast) -> None:
    assert (
        update_area(cast.area, fields={"police_phone": "0900-1234"}, by=cast.coordinator, at=cast.at).help_places == ""
    )
