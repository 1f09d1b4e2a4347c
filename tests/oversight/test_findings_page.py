"""The page with what the checks found: at once on the desk, and for the municipality without a way into a file."""

from django.urls import reverse

from bans.models import Sanction
from tests.cast import Cast
from tests.factories import make_sanction
from tests.screens import Screens


def test_failing_registration_is_on_the_desk_at_once(cast: Cast) -> None:
    ban = make_sanction(cast)
    head = Screens(cast).of(cast.coordinator)
    Sanction.objects.filter(pk=ban.pk).update(months=5)
    page = head.client.get(reverse("oversight:findings", args=[cast.area.slug])).content.decode()
    assert ban.reference in page and reverse("bans:sanction", args=[cast.area.slug, ban.reference]) in page
    assert "Bekijk de controle" in head.client.get(reverse("bans:desk", args=[cast.area.slug])).content.decode()


def test_municipality_sees_the_reference_and_no_way_into_the_file(cast: Cast) -> None:
    ban = make_sanction(cast)
    Sanction.objects.filter(pk=ban.pk).update(months=5)
    town = Screens(cast).of(cast.municipality)
    page = town.client.get(reverse("oversight:findings", args=[cast.area.slug])).content.decode()
    assert ban.reference in page and "/maatregel/" not in page and "de Vries" not in page


def test_nobody_else_finds_the_page(cast: Cast) -> None:
    for who in (cast.manager_a, cast.counter_a, cast.approver, cast.stranger):
        answer = Screens(cast).of(who).client.get(reverse("oversight:findings", args=[cast.area.slug]))
        assert answer.status_code == 404
