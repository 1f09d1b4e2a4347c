"""The public page: there when the association says so, the same for all, and no more than the municipality has."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from audit.models import Event
from bans.rules.figures import SMALLEST_FIGURE
from oversight.figures.periods import Year
from oversight.figures.tables import sections
from oversight.public.content import figures, last_audit
from oversight.public.pages import address_of
from oversight.sampling.models import Sample
from participants.actions.public_page import hide, show
from participants.models import ShoppingArea
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import make_sanction
from tests.oversight.lines import proposed, write
from tests.screens import Screens, cast, screens, text

__all__ = ["cast", "screens"]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def public(cast: Cast) -> ShoppingArea:
    """2025: eighty measures of one kind and three of another; and the page is switched on."""
    for month in (2, 5, 8, 11):
        write(cast, dt.date(2025, month, 3), [proposed()] * 20)
    write(cast, dt.date(2025, 6, 3), [proposed("ban", "shop", 24)] * 3, name="y")
    return show(cast.area, address=address_of(cast.area), by=cast.coordinator, at=cast.at)


def page_of(area: ShoppingArea, more: str = ""):
    return Client().get(reverse("oversight:public", args=[area.slug]) + more)


def test_a_page_that_is_off_is_not_there(screens: Screens, cast: Cast) -> None:
    off, unknown = page_of(cast.area), Client().get("/winkelgebied/nergens/")
    assert off.status_code == unknown.status_code == 404
    same = [re.sub(r"nonce[^\"' ]*|markt|nergens|value=\"[^\"]+\"", "", one.content.decode()) for one in (off, unknown)]
    assert same[0] == same[1]
    assert dict(off.headers) == dict(unknown.headers) | {"Content-Security-Policy": off["Content-Security-Policy"]}


def test_the_coordinator_alone_switches_it(screens: Screens, cast: Cast) -> None:
    for who in ("municipality", "manager_a", "counter_a", "approver", "stranger"):
        assert screens.of(who).post("oversight:public-switch", public="yes").status_code == 404
        assert screens.of(who).get("oversight:public-preview").status_code == 404
    assert page_of(cast.area).status_code == 404
    coordinator = screens.of("coordinator")
    assert "niet openbaar" in text(coordinator.get("oversight:public-switch"))
    assert coordinator.get("oversight:public-preview").status_code == 200
    assert coordinator.post("oversight:public-switch", public="yes").status_code == 302
    assert page_of(cast.area).status_code == 200
    again = coordinator.post("oversight:public-switch", public="yes")
    assert again.status_code == 422 and "al openbaar" in text(again)
    assert "Bekijk de openbare bladzijde" in text(screens.of("municipality").get("participants:area"))
    assert coordinator.post("oversight:public-switch", public="no").status_code == 302
    assert page_of(cast.area).status_code == 404
    told = Event.objects.filter(area=cast.area.slug, action__startswith="public_page.").values_list("action", flat=True)
    assert list(told) == ["public_page.shown", "public_page.hidden"]


def test_letters_name_the_page_where_they_named_none(cast: Cast) -> None:
    ShoppingArea.objects.filter(pk=cast.area.pk).update(public_page="")
    deed = {"address": address_of(cast.area), "by": cast.coordinator, "at": cast.at}
    assert show(cast.area, **deed).public_page == address_of(cast.area)
    assert hide(cast.area, **deed).public_page == ""
    ShoppingArea.objects.filter(pk=cast.area.pk).update(public_page="https://eigen.example/")
    assert show(cast.area, **deed).public_page == hide(cast.area, **deed).public_page == "https://eigen.example/"
    with pytest.raises(Refusal, match="niet openbaar"):
        hide(cast.area, **deed)
    with pytest.raises(Refusal):
        show(cast.area, **deed | {"by": cast.municipality})


def test_it_shows_papers_shops_and_ways_to_complain(screens: Screens, cast: Cast, public: ShoppingArea) -> None:
    told = text(page_of(public))
    permit = public.permit_on(cast.today)
    assert permit and permit.number in told and "versie 1" in told
    for shop in (cast.shop_a, cast.shop_b, cast.shop_c):
        assert shop.name in told and shop.address in told
    for piece in (public.contact_email, public.contact_phone, "Autoriteit Persoonsgegevens", "Nog geen steekproef"):
        assert piece in told
    page = page_of(public).content.decode()
    assert 'href="/brief/?taal=nl"' in page and reverse("participants:log-heads", args=[public.slug]) in page


def test_r70_its_figures_are_those_of_the_municipality(screens: Screens, cast: Cast, public: ShoppingArea) -> None:
    page = page_of(public).content.decode()
    numbers = [int(one) for one in re.findall(r'<td class="number"[^>]*>(\d+)</td>', page)]
    assert numbers and min(numbers) >= SMALLEST_FIGURE and "niet getoond" in page
    theirs = screens.of("municipality").get("oversight:figures", jaar="2025").content.decode()
    tables = [re.findall(r"<table.*?</table>", found, re.DOTALL) for found in (page, theirs)]
    shown = [table for table in tables[0] if 'label="Adres"' not in table]
    assert shown and [table for table in shown if table not in tables[1]] == []
    year = Year(2025)
    made = figures(public, year, [year])
    assert made and made.sections == sections(public, year, [year])
    # The year that runs is for who keeps the register alone.
    assert "2026, naar" not in text(page_of(public)) and page_of(public, "?jaar=2026").status_code == 404
    assert page_of(public, "?jaar=x'%00").status_code in (400, 404)


def test_it_is_kept_for_minutes_and_asks_nothing_of_who_reads_it(
    screens: Screens, cast: Cast, public: ShoppingArea, django_assert_max_num_queries
) -> None:
    first = page_of(public)
    assert first["Cache-Control"] == "public, max-age=300" and not first.cookies
    assert "script-src" in first["Content-Security-Policy"]
    signed_in = screens.of("coordinator").client.get(reverse("oversight:public", args=[public.slug]))
    assert signed_in.content == first.content
    # On PostgreSQL two of them enter the area and leave it.
    with django_assert_max_num_queries(8):
        assert page_of(public).content == first.content


def test_it_speaks_english_at_an_address_of_its_own(screens: Screens, public: ShoppingArea) -> None:
    english = Client().get(reverse("oversight:public-en", args=[public.slug]), headers={"Accept-Language": "nl"})
    dutch = Client().get(reverse("oversight:public", args=[public.slug]), headers={"Accept-Language": "en"})
    assert '<html lang="en"' in english.content.decode() and english["Content-Language"] == "en"
    assert '<html lang="nl"' in dutch.content.decode() and dutch["Content-Language"] == "nl"
    assert 'href="/brief/?taal=en"' in english.content.decode()


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ({}, "Zij heeft niets beoordeeld"),
        ({"1": "good"}, "Alles wat zij bekeek"),
        ({"1": "good", "2": "question"}, "Zij vond geen fouten"),
        ({"1": "wrong", "2": "good"}, "Niet alles wat zij bekeek"),
    ],
)
def test_the_outcome_of_an_audit_is_told_without_a_number(cast: Cast, verdicts: dict[str, str], words: str) -> None:
    Sample.objects.create(
        area=cast.area, drawn_on=cast.today, drawn_at=cast.at, drawn_by=cast.municipality, seed="hash|day",
        head_serial=1, confidence=95, share=5, population_digest="0" * 64, verdicts=verdicts,
        closed_at=cast.at, closed_by=cast.municipality,
    )  # fmt: skip
    with override("nl"):
        found = last_audit(cast.area)
    assert found and found.words.startswith(words) and not re.search(r"\d", found.words)


def test_nobody_of_the_register_stands_on_it(screens: Screens, cast: Cast, public: ShoppingArea) -> None:
    ban = make_sanction(cast, family_name="Qxmerk", given_name="Zyfmerk", address="Geheimstraat 61")
    page = page_of(public).content.decode()
    staff = [user.name for user in (cast.coordinator, cast.manager_a, cast.counter_a, cast.municipality)]
    for secret in ("Qxmerk", "Zyfmerk", "Geheimstraat", ban.reference, ban.person.token, *staff):
        assert secret not in page, secret
    # Who it is that guards the data is a person too.
    ShoppingArea.objects.filter(pk=public.pk).update(privacy_officer="R. Qxnaam")
    cache.clear()
    assert "Qxnaam" not in page_of(public).content.decode()
