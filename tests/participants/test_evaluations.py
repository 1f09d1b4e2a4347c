"""The yearly evaluation, the end of an agreement, and the language of mail: each written down by who may."""

import datetime as dt

import pytest
from django.urls import reverse

from participants.actions.evaluations import record_evaluation
from participants.actions.people import choose_language
from participants.actions.shops import update_shop
from participants.models import Evaluation, User
from tests.cast import Cast
from tests.factories import make_shop
from tests.participants.api.scene import client
from tests.refused import refused
from tests.screens import Screens, cast, screens, text

__all__ = ["cast", "screens"]

DAY = dt.timedelta(days=1)


def test_r74_evaluation_is_recorded_once_for_a_day_that_was(cast: Cast) -> None:
    by = {"by": cast.coordinator, "at": cast.at}
    record_evaluation(cast.area, held_on=cast.today, **by)
    with refused("already_recorded", "R74"):
        record_evaluation(cast.area, held_on=cast.today, **by)
    with refused("future_date", "R74"):
        record_evaluation(cast.area, held_on=cast.today + DAY, **by)
    assert list(cast.area.evaluations.values_list("held_on", flat=True)) == [cast.today]


def test_r74_only_who_runs_the_area_records_it(cast: Cast) -> None:
    for user in (cast.manager_a, cast.municipality, cast.stranger):
        with refused("not_allowed", "R30"):
            record_evaluation(cast.area, held_on=cast.today, by=user, at=cast.at)
    assert not Evaluation.objects.exists()


def test_r74_evaluation_on_its_page(screens: Screens, cast: Cast) -> None:
    screen = screens.of("coordinator")
    assert "Nog geen evaluatie" in text(screen.get("participants:area"))
    late = screen.post("participants:evaluation-new", held_on="2026-03-17")
    assert late.status_code == 422 and "toekomst" in text(late)
    assert screen.post("participants:evaluation-new", held_on="2026-03-10").status_code == 302
    assert "Gehouden op 10 maart 2026" in text(screen.get("participants:area"))
    assert "Gehouden op 10 maart 2026" in text(screens.of("municipality").get("participants:area"))
    for who in ("manager_a", "municipality", "stranger"):
        assert screens.of(who).get("participants:evaluation-new").status_code == 404, who


def test_r74_evaluation_through_the_api(screens: Screens, cast: Cast) -> None:
    path = f"/api/v1/areas/{cast.area.slug}/evaluations"
    made = client(cast.coordinator).post(path, {"held_on": "2026-03-10"}, format="json")
    assert (made.status_code, made.json()["held_on"]) == (201, "2026-03-10"), made.content
    again = client(cast.coordinator).post(path, {"held_on": "2026-03-10"}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "already_recorded")
    assert [row["held_on"] for row in client(cast.municipality).get(path).json()["results"]] == ["2026-03-10"]
    assert client(cast.municipality).post(path, {"held_on": "2026-03-11"}, format="json").status_code == 403
    assert client(cast.stranger).get(path).status_code == 404


@pytest.mark.parametrize("signed", [True, False])
def test_agreement_does_not_end_before_it_was_signed(cast: Cast, signed: bool) -> None:
    shop = make_shop(
        cast.area, "Boeken", by=cast.coordinator, at=cast.at, takes_part=False,
        **{} if signed else {"agreement_signed_on": None},
    )  # fmt: skip
    with refused("ends_before_start"):
        update_shop(shop, fields={"agreement_ends_on": cast.today - DAY}, by=cast.coordinator, at=cast.at)
    shop.refresh_from_db()
    assert shop.agreement_ends_on is None


def test_end_of_an_agreement_stands_with_the_shop(screens: Screens, cast: Cast) -> None:
    """And changes nothing by itself: the shop takes part until somebody lets it leave."""
    update_shop(cast.shop_a, fields={"agreement_ends_on": cast.today}, by=cast.coordinator, at=cast.at)
    assert "16 maart 2026" in text(screens.of("coordinator").get("participants:shop", cast.shop_a.pk))
    assert cast.shop_a.takes_part(cast.today + DAY)


def test_language_of_mail_is_ones_own(screens: Screens, cast: Cast) -> None:
    address, page = reverse("participants:language"), reverse("participants:security")
    mine = screens.of("counter_a").client
    assert "e-mail in het Nederlands" in text(mine.get(page))
    assert mine.post(address, {"language": "fy"}).status_code == 422
    assert mine.post(address, {"language": "en"})["Location"] == page
    assert "e-mail in het Engels" in text(mine.get(page))
    english = User.objects.filter(language="en")
    assert list(english) == [cast.counter_a]
    assert screens.of(None).client.get(address)["Location"].startswith("/account/login/")


def test_unknown_language_is_refused(cast: Cast) -> None:
    with refused("unknown_language"):
        choose_language(cast.counter_a, language="fy", at=cast.at)
