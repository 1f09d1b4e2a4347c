"""A municipality that merges: its areas go on under the new name, and a new area cannot begin under the old one."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from audit.models import Event
from participants.actions.areas import update_area
from participants.actions.municipalities import merge
from participants.models import Municipality
from tests.cast import Cast
from tests.factories import make_area
from tests.refused import refused
from tests.screens import Screens, cast, screens, text

__all__ = ["cast", "screens"]

NEW_YEAR = dt.date(2026, 1, 1)
EVE = dt.date(2025, 12, 31)


def test_areas_go_on_under_the_new_name(screens: Screens, cast: Cast) -> None:
    old, new = cast.area.municipality, Municipality.objects.create(name="Nieuwstad")
    touched = merge(old, new, on=NEW_YEAR, by="merge_municipality", at=cast.at)
    assert {area.slug for area in touched} == {"markt", "elders"}
    assert (old.on(EVE), Municipality.objects.get(pk=old.pk).on(NEW_YEAR)) == (old, new)
    page = text(screens.of(cast.municipality).client.get(reverse("participants:area", args=["markt"])))
    assert "Nieuwstad (tot 1 januari 2026: Voorbeeldstad)" in page
    assert Event.objects.filter(action="municipality.merged", area="markt").get().facts["into"] == new.pk


def test_merger_of_what_others_became_part_of_concerns_their_areas_too(cast: Cast) -> None:
    """Also where the first merger is still to come."""
    first, second, third = cast.area.municipality, *(Municipality.objects.create(name=name) for name in ("B", "C"))
    merge(first, second, on=NEW_YEAR, by="merge_municipality", at=cast.at)
    touched = merge(second, third, on=EVE, by="merge_municipality", at=cast.at)
    assert {area.slug for area in touched} == {"markt", "elders"}
    assert Event.objects.filter(subject=f"municipality:{second.pk}", area="markt").get().facts["into"] == third.pk


def test_merger_that_makes_no_sense_is_refused(cast: Cast) -> None:
    old, new = cast.area.municipality, Municipality.objects.create(name="Nieuwstad")
    told = {"on": NEW_YEAR, "by": "merge_municipality", "at": cast.at}
    with refused("merged_into_itself"):
        merge(old, old, **told)
    merge(old, new, **told)
    with refused("merged_already"):
        merge(old, new, **told)
    with refused("merged_into_itself"):
        merge(new, old, **told)


def test_new_area_cannot_begin_under_a_municipality_that_is_gone(cast: Cast) -> None:
    gone, new = Municipality.objects.create(name="Oud"), Municipality.objects.create(name="Nieuwstad")
    merge(gone, new, on=NEW_YEAR, by="merge_municipality", at=cast.at)
    with refused("municipality_merged"):
        update_area(cast.area, fields={"municipality": gone}, by=cast.coordinator, at=cast.at)
    merge(cast.area.municipality, new, on=NEW_YEAR, by="merge_municipality", at=cast.at)
    cast.area.refresh_from_db()
    kept = {"municipality": cast.area.municipality, "contact_phone": "010 123"}
    assert update_area(cast.area, fields=kept, by=cast.coordinator, at=cast.at).contact_phone == "010 123"
    with refused("municipality_merged"):
        make_area("later", by=cast.coordinator, at=cast.at)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Nergens", "Nieuwstad", "--on=2026-01-01"), "There is no municipality 'Nergens'"),
        (("Voorbeeldstad", "Nieuwstad", "--on=1 januari"), "is no day"),
        (("Voorbeeldstad", " ", "--on=2026-01-01"), "1 to 100 characters"),
        (("Voorbeeldstad", "Voorbeeldstad", "--on=2026-01-01"), "zichzelf"),
    ],
)
def test_command_says_what_is_wrong_and_makes_nothing(cast: Cast, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("merge_municipality", *words)
    assert list(Municipality.objects.values_list("name", "merged_on")) == [("Voorbeeldstad", None)]


def test_command_merges(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("merge_municipality", "Voorbeeldstad", "Nieuwstad", "--on", "2026-01-01")
    assert "areas:" in capsys.readouterr().out
