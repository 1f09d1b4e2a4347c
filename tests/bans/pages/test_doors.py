"""Every page of the register: who finds it, and who finds nothing."""

import pytest

from bans.actions.breaches import report_breach
from bans.models import CounterCheck, Incident, Photo, Sanction
from bans.pages.urls import urlpatterns
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_incident, make_sanction
from tests.screens import Screens, text

ROLES = ("coordinator", "approver", "manager_a", "counter_a", "manager_b", "counter_b", "municipality")
# Who finds the page, of the roles above. Shop A reported what stands in the register.
PAGES = {
    "desk": {"coordinator", "approver", "manager_a", "manager_b", "municipality"},
    "register": {"coordinator", "manager_a", "manager_b"},
    "import": {"coordinator"},
    "erasures": {"coordinator", "municipality"},
    "sanction": {"coordinator", "manager_a"},
    "decide": {"coordinator", "approver", "manager_a"},
    "exceptions": {"coordinator"},
    "exception-new": {"coordinator"},
    "breach-new": {"manager_a", "counter_a", "manager_b", "counter_b"},
    "incident-new": {"manager_a", "manager_b"},
    "incident": {"coordinator", "manager_a"},
    "counter": {"manager_a", "counter_a", "manager_b", "counter_b"},
    "brief": {"manager_a", "counter_a", "manager_b", "counter_b"},
    # With the file; at the counter only with a ticket (test_counter).
    "photo": {"coordinator", "manager_a"},
    "counter-state": {"manager_a", "counter_a", "manager_b", "counter_b"},
    "signals": {"coordinator"},
    "shop-leave": {"coordinator"},
}
POST_ONLY = {"impose", "counter-open", "counter-other", "brief-open", "signal-settle"}


@pytest.fixture
def places(cast: Cast) -> dict[str, list]:
    """What stands behind the slug in the address of each page, for one collective ban with a photo."""
    ban = make_sanction(cast, at=cast.at - DAY)
    photo = Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    return {
        "sanction": [ban.reference],
        "decide": [ban.reference, "verbergen"],
        "exceptions": [ban.reference],
        "exception-new": [ban.reference],
        "breach-new": [ban.reference],
        "incident": [ban.incident.reference],
        "impose": [ban.incident.reference],
        "counter-open": ["0" * 16],
        "counter-other": ["0" * 16],
        "signal-settle": [0],
        "brief-open": [ban.reference],
        "photo": [photo.token],
        "shop-leave": [cast.shop_a.pk],
    }


def test_every_page_is_in_the_list() -> None:
    assert {page.name for page in urlpatterns} == set(PAGES) | POST_ONLY


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ROLES)
def test_pages_open_for_whom_they_are(page: str, who: str, screens: Screens, places: dict) -> None:
    screen = screens.of(who)
    expected = 200 if who in PAGES[page] else 404
    assert screen.get(f"bans:{page}", *places.get(page, [])).status_code == expected
    assert screen.head(f"bans:{page}", *places.get(page, [])).status_code == expected


@pytest.mark.parametrize("page", [*PAGES, *POST_ONLY])
def test_r8_stranger_finds_the_same_as_where_nothing_is(page: str, screens: Screens, places: dict) -> None:
    stranger = screens.of("stranger")
    there = stranger.post if page in POST_ONLY else stranger.get
    known = there(f"bans:{page}", *places.get(page, []))
    stranger.slug = "bestaat-niet"
    nowhere = there(f"bans:{page}", *places.get(page, []))
    assert (known.status_code, nowhere.status_code) == (404, 404)
    assert known.content.replace(b"markt", b"") == nowhere.content.replace(b"bestaat-niet", b"")


@pytest.mark.parametrize("page", [*PAGES, *POST_ONLY])
def test_visitor_must_sign_in_first(page: str, screens: Screens, places: dict) -> None:
    visitor = screens.of(None)
    answer = (visitor.post if page in POST_ONLY else visitor.get)(f"bans:{page}", *places.get(page, []))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_kept_by_no_browser_and_no_proxy(page: str, screens: Screens, places: dict) -> None:
    who = sorted(PAGES[page])[0]
    answer = screens.of(who).get(f"bans:{page}", *places.get(page, []))
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_looking_changes_nothing(page: str, screens: Screens, places: dict) -> None:
    """GET and HEAD leave the register as it was; only the log grows (R72)."""

    def register() -> list:
        tables = (Sanction, Incident, CounterCheck, Photo)
        return [list(table.objects.order_by("pk").values()) for table in tables]

    before = register()
    for who in PAGES[page]:
        screens.of(who).get(f"bans:{page}", *places.get(page, []))
        screens.of(who).head(f"bans:{page}", *places.get(page, []))
    assert register() == before


@pytest.mark.parametrize("page", sorted(POST_ONLY))
def test_deeds_are_not_done_by_looking(page: str, screens: Screens, places: dict) -> None:
    answer = screens.of("manager_a").get(f"bans:{page}", *places[page])
    assert answer.status_code == 405 and "POST" in answer["Allow"]
    # Whoever had to log in first comes by this address: a page says what to do.
    assert "druk nog een keer op de knop" in answer.content.decode()
    assert int(answer["Content-Length"]) == len(answer.content)


def test_r46_other_shop_finds_no_individual_ban(screens: Screens, cast: Cast) -> None:
    """By no address: file, incident, photo, decision, breach."""
    ban = make_sanction(cast, "ban", "shop")
    photo = Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    screen = screens.of("manager_b")
    for page, *rest in (
        ("sanction", ban.reference),
        ("incident", ban.incident.reference),
        ("photo", photo.token),
        ("decide", ban.reference, "verbergen"),
        ("breach-new", ban.reference),
    ):
        assert screen.get(f"bans:{page}", *rest).status_code == 404, page
    assert "de Vries" not in screen.get("bans:register").content.decode()
    answer = screen.post("bans:counter", shop=cast.shop_b.pk, family_name="de Vries", given_name="Kees")
    assert "Welkom" in text(answer)


def test_r52_ended_sanction_is_gone_from_every_page(screens: Screens, cast: Cast) -> None:
    """The day after the last day, though no job ran."""
    ban = make_sanction(cast, expired=True)
    photo = Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    for who in ("coordinator", "manager_a"):
        screen = screens.of(who)
        for page, *rest in (
            ("sanction", ban.reference),
            ("incident", ban.incident.reference),
            ("photo", photo.token),
        ):
            assert screen.get(f"bans:{page}", *rest).status_code == 404, (who, page)
        for page in ("desk", "register"):
            assert "de Vries" not in screen.get(f"bans:{page}").content.decode(), (who, page)
    answer = screens.of("counter_a").post(
        "bans:counter", shop=cast.shop_a.pk, family_name="de Vries", given_name="Kees"
    )
    assert "Welkom" in text(answer)


def test_r1_without_permit_nothing_collective_is_shown(screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast)
    cast.area.permits.all().delete()
    for who in ("coordinator", "manager_a", "approver"):
        assert screens.of(who).get("bans:sanction", ban.reference).status_code == 404
    assert "geen geldige vergunning" in text(screens.of("coordinator").get("bans:desk"))


def test_r42_warning_has_no_page_for_a_breach(screens: Screens, cast: Cast) -> None:
    """The form says so when somebody asks for it all the same."""
    warning = make_sanction(cast, "warning", "area")
    with pytest.raises(Refusal):
        report_breach(
            warning,
            shop=cast.shop_a,
            happened_at=cast.at,
            place="bij de deur",
            observed_by="M. de Wit",
            observer_function="verkoper",
            by=cast.counter_a,
            at=cast.at,
        )
    answer = screens.of("counter_a").post(
        "bans:breach-new",
        warning.reference,
        shop=cast.shop_a.pk,
        happened_at="2026-03-16T10:00",
        place="bij de deur",
        observed_by="M. de Wit",
        observer_function="verkoper",
        submission_key="k",
    )
    assert answer.status_code == 422
    assert "mag naar binnen" in text(answer)
    assert not Incident.objects.filter(breached=warning).exists()


@pytest.mark.parametrize("page", ["desk", "register"])
def test_page_asks_as_much_for_three_as_for_one(page: str, screens: Screens, cast: Cast) -> None:
    """However long the list, the number of questions to the database is the same."""
    coordinator = screens.of("coordinator")
    counts = []
    for number in range(3):
        name = f"Persoon{'abc'[number] * 3}"
        make_sanction(cast, "warning", "area", family_name=name, approved=False)
        make_sanction(cast, family_name=f"{name}x", approved=False, served=False)
        make_sanction(cast, "ban", "shop", family_name=f"{name}y")
        counts.append(coordinator.queries(f"bans:{page}"))
    assert counts[0] == counts[2]


def test_incident_page_reads_one_person(screens: Screens, cast: Cast) -> None:
    """A second person's incidents add no question to this one's page."""
    incident = make_incident(cast)
    screen = screens.of("manager_a")
    first = screen.queries("bans:incident", incident.reference)
    for name in ("Jansen", "Pietersen", "Klaassen"):
        make_sanction(cast, family_name=name)
    assert screen.queries("bans:incident", incident.reference) == first
