"""The auditor's desk: her areas, and of each its papers and how they changed."""

import datetime as dt

from django.urls import reverse

from bans.models import Sanction
from participants.actions.areas import adopt_protocol
from participants.actions.people import invite
from participants.models import ShoppingArea
from participants.roles import Role
from tests.cast import Cast
from tests.factories import make_sanction
from tests.screens import Screens, cast, screens, text

__all__ = ["cast", "screens"]


def adopt(area: ShoppingArea, day: dt.date, cast: Cast, **values: object) -> None:
    facts = {"adopted_on": day, "valid_from": day, "dpia_version": "2", "by": cast.coordinator, "at": cast.at}
    adopt_protocol(area, values=values, **facts)


def test_auditor_begins_at_her_area_and_sees_how_it_is_kept(screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast)
    Sanction.objects.filter(pk=ban.pk).update(months=5)
    town = screens.of(cast.municipality)
    page = text(town.client.get(reverse("participants:home"), follow=True))
    assert "Toezicht" in page and "Deelnemers" in page and "keer klopt iets niet" in page
    assert "de Vries" not in page and ban.reference not in page


def test_auditor_of_two_areas_sees_both_at_a_glance(screens: Screens, cast: Cast) -> None:
    Sanction.objects.filter(pk=make_sanction(cast).pk).update(months=5)
    email = cast.municipality.email
    facts = {"name": "x", "role": Role.MUNICIPALITY, "shop": None, "by": cast.stranger, "at": cast.at}
    invite(cast.elsewhere, email=email, **facts)
    town = screens.of(cast.municipality)
    answer = town.client.get(reverse("participants:home"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("oversight:areas")
    page = text(answer)
    # On PostgreSQL too, where an area must be entered to be seen.
    assert "klopt iets niet" in page
    assert "Winkelgebied markt" in page and "Winkelgebied elders" in page and "geen geldige vergunning" in page


def test_r75_what_a_version_of_the_protocol_changed_stands_beside_it(screens: Screens, cast: Cast) -> None:
    adopt(cast.area, dt.date(2026, 3, 2), cast, col_ban_m=6)
    adopt(cast.area, dt.date(2026, 3, 2), cast, col_ban_m=6, photo_brief="off")
    page = text(screens.of(cast.municipality).client.get(reverse("oversight:desk", args=["markt"])))
    assert (
        "Collectief verbod (maanden) 12 6" in page and "Foto's voor de balie hoogstens acht, van deze week geen" in page
    )
    assert "Versie 2, vanaf 2 maart 2026 heeft nooit gegolden" in page


def test_shop_outside_the_permit_is_named(screens: Screens, cast: Cast) -> None:
    cast.area.permits.get().businesses.remove(cast.shop_b.business)
    page = text(screens.of(cast.coordinator).client.get(reverse("oversight:desk", args=["markt"])))
    assert "Niet in de vergunning Speelgoed" in page


def test_nobody_else_finds_it(screens: Screens, cast: Cast) -> None:
    for who in (cast.manager_a, cast.counter_a, cast.approver, cast.stranger):
        client = screens.of(who).client
        assert client.get(reverse("oversight:desk", args=["markt"])).status_code == 404
        answer = client.get(reverse("oversight:areas"))
        assert answer.status_code == (200 if who is cast.stranger else 404)
        assert "markt" not in text(answer) or who is not cast.stranger
