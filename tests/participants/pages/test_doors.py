"""Every page of the area: who finds it, and who finds nothing."""

import pytest

from participants.models import Membership, ParticipantList, Permit, Protocol, Shop, ShoppingArea
from participants.pages.urls import urlpatterns
from tests.cast import Cast
from tests.factories import make_shop
from tests.screens import Screens

ROLES = ("coordinator", "approver", "manager_a", "counter_a", "municipality")
PAGES = {
    "area": {"coordinator", "municipality"},
    "area-edit": {"coordinator"},
    "permit-new": {"coordinator"},
    "protocol-new": {"coordinator"},
    "evaluation-new": {"coordinator"},
    "shops": {"coordinator", "municipality"},
    "shop-new": {"coordinator"},
    "shop": {"coordinator"},
    "shop-edit": {"coordinator"},
    "shop-join": {"coordinator"},
    "people": {"coordinator"},
    "person-invite": {"coordinator"},
    "batches": {"coordinator", "manager_a"},
    "devices": {"coordinator", "manager_a"},
    "device-new": {"manager_a"},
    "device-connect": {"manager_a"},
    "log": {"coordinator", "municipality"},
    # To read, for who runs the area; to do, for who works at a counter (tests/participants/instruction).
    "instruction": {"coordinator", "manager_a", "counter_a"},
}
# Heads of the log, for anybody (tests/audit/test_pages.py).
PUBLIC = {"log-heads", "log-head-text", "log-heads-text", "log-verifier", "package-verifier"}
# Not in an area, or for a deed alone.
BATCHES = {"batch", "batch-state", "batch-cancel", "batch-again"}  # tests/participants/pages/test_batches.py
OTHERS = {"home", "area-new", "membership-end", "security", "language", "session-end", "device-revoke", "log-export"}
TILL = {"till", "till-unlock", "till-awake", "till-code"}


def places(cast: Cast) -> dict[str, list]:
    membership = Membership.objects.get(user=cast.counter_a)
    shops = {page: [cast.shop_a.pk] for page in ("shop", "shop-edit", "shop-join")}
    return {**shops, "membership-end": [membership.pk]}


def test_every_page_is_in_the_list() -> None:
    assert {page.name for page in urlpatterns} == set(PAGES) | OTHERS | TILL | PUBLIC | BATCHES


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ROLES)
def test_pages_open_for_whom_they_are(page: str, who: str, screens: Screens, cast: Cast) -> None:
    expected = 200 if who in PAGES[page] else 404
    args = places(cast).get(page, [])
    assert screens.of(who).get(f"participants:{page}", *args).status_code == expected
    assert screens.of(who).head(f"participants:{page}", *args).status_code == expected


@pytest.mark.parametrize("page", PAGES)
def test_r8_stranger_finds_the_same_as_where_nothing_is(page: str, screens: Screens, cast: Cast) -> None:
    stranger, args = screens.of("stranger"), places(cast).get(page, [])
    known = stranger.get(f"participants:{page}", *args)
    stranger.slug = "bestaat-niet"
    nowhere = stranger.get(f"participants:{page}", *args)
    assert (known.status_code, nowhere.status_code) == (404, 404)
    assert known.content.replace(b"markt", b"") == nowhere.content.replace(b"bestaat-niet", b"")


@pytest.mark.parametrize("page", PAGES)
def test_visitor_must_sign_in_first(page: str, screens: Screens, cast: Cast) -> None:
    answer = screens.of(None).get(f"participants:{page}", *places(cast).get(page, []))
    assert answer.status_code == 302 and answer["Location"].startswith("/account/login/")


def test_r8_shop_and_role_of_another_area_are_not_there(screens: Screens, cast: Cast) -> None:
    foreign = make_shop(cast.elsewhere, "Elders", by=cast.stranger, at=cast.at)
    role = Membership.objects.get(user=cast.stranger, area=cast.elsewhere)
    screen = screens.of("coordinator")
    for page in ("shop", "shop-edit", "shop-join"):
        assert screen.get(f"participants:{page}", foreign.pk).status_code == 404
    assert screen.get("bans:shop-leave", foreign.pk).status_code == 404
    assert screen.post("participants:membership-end", role.pk).status_code == 404
    assert "Elders" not in screen.get("participants:permit-new").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_looking_changes_nothing_and_is_kept_nowhere(page: str, screens: Screens, cast: Cast) -> None:
    def everything() -> list:
        tables = (ShoppingArea, Shop, Permit, Protocol, Membership, ParticipantList)
        return [list(table.objects.order_by("pk").values()) for table in tables]

    before = everything()
    answer = screens.of("coordinator").get(f"participants:{page}", *places(cast).get(page, []))
    assert "no-store" in answer["Cache-Control"]
    assert everything() == before


def test_r30_municipality_changes_nothing(screens: Screens, cast: Cast) -> None:
    for page in (*PAGES, "membership-end"):
        if page in {"area", "shops", "shop", "people", "log", "devices", "batches"}:
            continue
        answer = screens.of("municipality").post(f"participants:{page}", *places(cast).get(page, []), name="x")
        assert answer.status_code == 404, page


@pytest.mark.parametrize("page", ["shops", "people"])
def test_page_asks_as_much_for_three_as_for_one(page: str, screens: Screens, cast: Cast) -> None:
    screen = screens.of("coordinator")
    first = screen.queries(f"participants:{page}")
    for name in ("Bloemen", "Boeken", "Brood"):
        make_shop(cast.area, name, by=cast.coordinator, at=cast.at)
        screen.post("participants:person-invite", name=name, email=f"{name}@voorbeeld.example", role="approver")
    assert screen.queries(f"participants:{page}") == first
