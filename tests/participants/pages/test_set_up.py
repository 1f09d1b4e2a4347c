"""Setting up an area on its pages: the area, the permit, the protocol, the shops, the people."""

import pytest
from django.urls import reverse

from participants.actions.people import invite
from participants.models import Membership, Permit, Protocol, Shop, ShoppingArea
from participants.protocol import DEFAULTS, LIMITS, WORDS
from participants.roles import Role
from tests.cast import BEGAN, Cast
from tests.factories import instruct, make_shop
from tests.screens import Screens, text

AREA = {
    "name": "Nieuwe Haven",
    "slug": "nieuwe-haven",
    "municipality_name": "Voorbeeldstad",
    "association": "Vereniging Nieuwe Haven",
    "association_address": "Haven 1",
    "contact_email": "haven@voorbeeld.example",
    "contact_phone": "010 000 00 01",
    "police_phone": "0900-8844",
    "boundary_text": "tussen brug en sluis",
    "boundary": "52.1, 5.1\n52.2, 5.1\n52.2, 5.2",
}
PROTOCOL = {
    **{name: getattr(DEFAULTS, name) for name in LIMITS},
    **{name: getattr(DEFAULTS, name) for name in WORDS},
    "adopted_on": "2026-03-16",
    "valid_from": "2026-03-16",
    "dpia_version": "2.0",
}
SHOP = {"business_name": "Bloem bv", "name": "Bloemen", "address": "Markt 99", "sector": "retail"}


def test_home_leads_to_where_the_work_is(screens: Screens, cast: Cast) -> None:
    home = reverse("participants:home")
    assert screens.of(None).client.get(home).status_code == 200
    for who, page in (("coordinator", "bans:desk"), ("municipality", "oversight:desk"), ("counter_a", "bans:counter")):
        screen = screens.of(who)
        assert screen.client.get(home)["Location"] == screen.address(page), who


def test_home_of_somebody_in_two_areas(screens: Screens, cast: Cast) -> None:
    """Each area opens on the page that this person has there."""
    shop = make_shop(cast.elsewhere, "Elders", by=cast.stranger, at=BEGAN)
    email = cast.counter_a.email
    invite(cast.elsewhere, email=email, name="x", role=Role.COUNTER, shop=shop, by=cast.stranger, at=BEGAN)
    page = screens.of("counter_a").client.get(reverse("participants:home")).content.decode()
    for slug in ("markt", "elders"):
        assert f'href="{reverse("bans:counter", args=[slug])}"' in page


def test_new_area_is_for_staff(screens: Screens, cast: Cast) -> None:
    screen, address = screens.of("coordinator"), reverse("participants:area-new")
    assert screen.client.get(address).status_code == 404
    cast.coordinator.is_staff = True
    cast.coordinator.save()
    answer = screen.client.post(address, AREA)
    area = ShoppingArea.objects.get(slug="nieuwe-haven")
    assert answer["Location"] == reverse("participants:area", args=[area.slug])
    assert area.boundary == [[52.1, 5.1], [52.2, 5.1], [52.2, 5.2]]
    assert area.memberships.get().user == cast.coordinator
    twice = screen.client.post(address, AREA)
    assert twice.status_code == 422 and ShoppingArea.objects.filter(name="Nieuwe Haven").count() == 1
    for page in ("bans:desk", "bans:register", "participants:shops", "participants:protocol-new"):
        assert screen.client.get(reverse(page, args=[area.slug])).status_code == 200, page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Naam van het winkelgebied: Dit veld is"),
        ({"contact_email": "geen adres"}, "e-mail"),
        ({"boundary": "52.1; 5.1"}, "geen punt"),
        ({"boundary": "152.1, 5.1"}, "niet op de kaart"),
        ({"boundary": "52.1, 5.1"}, "drie punten"),
    ],
)
def test_bad_area_is_told_and_keeps_what_was_typed(change: dict, sentence: str, screens: Screens, cast: Cast) -> None:
    answer = screens.of("coordinator").post("participants:area-edit", **{**AREA, **change})
    assert answer.status_code == 422 and sentence in text(answer)
    assert "tussen brug en sluis" in answer.content.decode()
    cast.area.refresh_from_db()
    assert cast.area.boundary_text == "tussen de Markt en de Kade"


def test_r36_new_border_makes_a_new_list(screens: Screens, cast: Cast) -> None:
    before = cast.area.current_list().number
    answer = screens.of("coordinator").post("participants:area-edit", **{**AREA, "slug": cast.area.slug})
    assert answer.status_code == 302
    assert cast.area.current_list().number == before + 1


def test_permit_names_businesses_of_this_area(screens: Screens, cast: Cast) -> None:
    screen = screens.of("coordinator")
    days = {"granted_on": "2026-03-01", "valid_from": "2026-03-10", "valid_until": "2031-03-09"}
    answer = screen.post("participants:permit-new", number="AP-2", businesses=[cast.shop_a.business_id], **days)
    assert answer.status_code == 302
    assert list(Permit.objects.get(number="AP-2").businesses.all()) == [cast.shop_a.business]
    foreign = make_shop(cast.elsewhere, "Elders", by=cast.stranger, at=cast.at)
    wrong = screen.post("participants:permit-new", number="AP-3", businesses=[foreign.business_id], **days)
    assert wrong.status_code == 422
    own = [cast.shop_a.business_id]
    short = {**days, "valid_until": "2026-03-09"}
    backwards = screen.post("participants:permit-new", number="AP-4", businesses=own, **short)
    assert backwards.status_code == 422 and "eindigt voor zij begint" in text(backwards)
    assert Permit.objects.filter(area=cast.area).count() == 2


def test_r75_protocol_is_a_new_version(screens: Screens, cast: Cast) -> None:
    screen = screens.of("coordinator")
    assert screen.post("participants:protocol-new", **{**PROTOCOL, "col_warn_m": 6}).status_code == 302
    newest, first = Protocol.objects.filter(area=cast.area)
    assert (newest.number, newest.parameters.col_warn_m, first.parameters.col_warn_m) == (2, 6, 12)
    page = text(screen.get("participants:area"))
    assert "Versie 2" in page and "Collectieve waarschuwing (maanden) 6" in page
    early = screen.post("participants:protocol-new", **{**PROTOCOL, "valid_from": "2026-03-15"})
    assert early.status_code == 422 and "R75" in text(early)


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_r18_no_value_above_its_ceiling(name: str, screens: Screens, cast: Cast) -> None:
    _low, high = LIMITS[name]
    answer = screens.of("coordinator").post("participants:protocol-new", **{**PROTOCOL, name: high + 1})
    assert answer.status_code == 422
    assert Protocol.objects.filter(area=cast.area).count() == 1


def test_r3_shop_joins_with_its_papers_or_is_told_what_is_missing(screens: Screens, cast: Cast) -> None:
    screen = screens.of("coordinator")
    assert screen.post("participants:shop-new", **SHOP).status_code == 302
    shop = Shop.objects.get(name="Bloemen")
    refused = screen.post("participants:shop-join", shop.pk, on="2026-03-16")
    assert refused.status_code == 422
    for paper in ("deelnameovereenkomst", "volmacht", "verklaring"):
        assert paper in text(refused)
    papers = dict.fromkeys(
        ("agreement_signed_on", "power_of_attorney_signed_on", "declaration_signed_on"), "2026-03-01"
    )
    assert screen.post("participants:shop-edit", shop.pk, **SHOP, **papers).status_code == 302
    late = screen.post("participants:shop-join", shop.pk, on="2026-04-01")
    assert late.status_code == 422 and "toekomst" in text(late)
    assert screen.post("participants:shop-join", shop.pk, on="2026-03-16").status_code == 302
    shop.refresh_from_db()
    assert shop.takes_part(cast.today)
    gone = screen.post("participants:shop-edit", shop.pk, **SHOP, **{**papers, "declaration_signed_on": ""})
    assert gone.status_code == 422 and "verklaring" in text(gone)
    shop.refresh_from_db()
    assert shop.missing_papers == []


def test_same_shop_twice_is_refused(screens: Screens, cast: Cast) -> None:
    screen = screens.of("coordinator")
    screen.post("participants:shop-new", **SHOP)
    again = screen.post("participants:shop-new", **SHOP)
    assert again.status_code == 422 and "staat al" in text(again)
    assert Shop.objects.filter(name="Bloemen").count() == 1


@pytest.mark.parametrize(
    ("role", "shop", "sentence"),
    [
        ("counter", False, "Kies de winkel"),
        ("shop_manager", False, "Kies de winkel"),
        ("coordinator", True, "hoort niet bij een winkel"),
        ("municipality", True, "hoort niet bij een winkel"),
        ("burgemeester", False, "rol"),
    ],
)
def test_role_and_shop_must_fit(role: str, shop: bool, sentence: str, screens: Screens, cast: Cast) -> None:
    fields = {"name": "Nieuw", "email": "nieuw@voorbeeld.example", "role": role}
    answer = screens.of("coordinator").post("participants:person-invite", **fields, shop=cast.shop_a.pk if shop else "")
    assert answer.status_code == 422 and sentence in text(answer)
    assert 'value="nieuw@voorbeeld.example"' in answer.content.decode()
    assert not Membership.objects.filter(user__email="nieuw@voorbeeld.example").exists()


def test_role_is_given_once_and_ends_at_once(screens: Screens, cast: Cast) -> None:
    screen = screens.of("coordinator")
    fields = {"name": "Nieuw", "email": "nieuw@voorbeeld.example", "role": "counter", "shop": cast.shop_a.pk}
    assert screen.post("participants:person-invite", **fields).status_code == 302
    assert screen.post("participants:person-invite", **fields).status_code == 422
    role = Membership.objects.get(user__email="nieuw@voorbeeld.example")
    instruct(cast.area, role.user, at=cast.at)
    newcomer = screens.of(role.user)
    assert newcomer.get("bans:counter").status_code == 200
    assert screen.post("participants:membership-end", role.pk).status_code == 302
    left = newcomer.get("bans:counter")
    assert left.status_code == 302 and left["Location"].startswith("/account/login/")
    again = screen.post("participants:membership-end", role.pk)
    assert again.status_code == 422 and "al beëindigd" in text(again)


def test_last_coordinator_stays(screens: Screens, cast: Cast) -> None:
    role = Membership.objects.get(user=cast.coordinator)
    answer = screens.of("coordinator").post("participants:membership-end", role.pk)
    assert answer.status_code == 422 and "altijd een coördinator" in text(answer)
