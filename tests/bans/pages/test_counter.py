"""The counter on its page: four answers, the details, the faces, the breach."""

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from bans import photo_views
from bans.actions.endings import lift, restrict
from bans.models import CounterCheck, Incident, Photo, Sanction
from bans.photos import is_plain_jpeg
from participants.actions.people import invite
from participants.actions.shops import leave
from participants.roles import Role
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_sanction
from tests.screens import Screen, Screens, text

HIDDEN = ("Liep weg zonder te betalen", "M. de Wit", "bij de kassa", "Geheimstraat", "1987", "verkoper")


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    ban = make_sanction(
        cast, at=cast.at - DAY, birth_date=dt.date(1987, 3, 9), address="Geheimstraat 61", appearance={"hair": "bald"}
    )
    Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    return ban


def ask(screen: Screen, cast: Cast, **question: object) -> object:
    return screen.post("bans:counter", shop=cast.shop_b.pk, **question)


def opened(screen: Screen, cast: Cast, reason: str = "at_the_door") -> object:
    ask(screen, cast, family_name="de Vries", given_name="Kees")
    return screen.post("bans:counter-open", CounterCheck.objects.latest("pk").token, reason=reason)


def test_r47_four_answers_in_words(screens: Screens, cast: Cast, ban: Sanction) -> None:
    make_sanction(cast, "warning", "area", family_name="Jansen", given_name="Anna")
    screen = screens.of("counter_b")
    for question, words in (
        ({"family_name": "de Vries", "given_name": "Kees"}, ("Winkelverbod", cast.area.police_phone, "Zeg rustig")),
        # More people have this surname and this year: compare, and until then this customer is welcome.
        ({"family_name": "Vries", "birth_year": 1987}, ("Dat weten we niet", "tenzij foto en beschrijving")),
        ({"family_name": "Jansen", "given_name": "Anna"}, ("Mag naar binnen", "geen verbod")),
        ({"family_name": "Bakker", "given_name": "Piet"}, ("Welkom",)),
        ({"family_name": "Jonsen", "given_name": "Anna"}, ("Dat weten we niet", "mag naar binnen")),
    ):
        answer = ask(screen, cast, **question)
        assert answer.status_code == 200
        assert all(word in text(answer) for word in words), (question, text(answer))


def test_first_answer_tells_no_name_and_keeps_none(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """Neither on the page for the next customer, nor in the address, nor in the log."""
    answer = ask(screens.of("counter_b"), cast, family_name="de Vries", given_name="Kees")
    page = answer.content.decode()
    assert "Vries" not in page and "Kees" not in page and "photo" not in page
    assert answer.request["QUERY_STRING"] == ""
    assert not any("vries" in str(event.facts).lower() + event.subject.lower() for event in Event.objects.all())
    assert "Vries" not in str(list(CounterCheck.objects.values()))


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ({"family_name": "", "given_name": "Kees"}, "achternaam"),
        ({"family_name": "de Vries"}, "voornaam of het geboortejaar"),
        ({"family_name": "de Vries", "birth_year": "1066"}, "geboortejaar"),
        ({"family_name": "de Vries", "birth_year": "lang geleden"}, "geboortejaar"),
        ({"family_name": "%", "given_name": "*"}, "achternaam"),
    ],
)
def test_poor_question_is_refused(question: dict, field: str, screens: Screens, cast: Cast) -> None:
    answer = ask(screens.of("counter_b"), cast, **question)
    assert answer.status_code == 422 and field in text(answer)
    assert not CounterCheck.objects.exists()


def test_question_for_another_shop_is_refused(screens: Screens, cast: Cast) -> None:
    answer = screens.of("counter_a").post("bans:counter", shop=cast.shop_b.pk, family_name="X", given_name="Y")
    assert answer.status_code == 422


def test_r45_details_show_what_a_counter_may_see(screens: Screens, cast: Cast, ban: Sanction) -> None:
    answer = opened(screens.of("counter_b"), cast)
    page = text(answer)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    for word in ("Kees de Vries", "kaal", "diefstal met geweld", "15 maart 2026", "14 maart 2027"):
        assert word in page
    assert not [word for word in HIDDEN if word in answer.content.decode()]


def test_details_open_for_a_reason_from_the_list(screens: Screens, cast: Cast, ban: Sanction) -> None:
    answer = opened(screens.of("counter_b"), cast, reason="nieuwsgierig")
    assert answer.status_code == 422 and "waarom" in text(answer)
    assert "de Vries" not in text(answer)


def test_details_are_for_who_asked_and_soon(screens: Screens, cast: Cast, ban: Sanction) -> None:
    ask(screens.of("counter_b"), cast, family_name="de Vries", given_name="Kees")
    check = CounterCheck.objects.latest("pk")
    assert screens.of("manager_b").post("bans:counter-open", check.token, reason="at_the_door").status_code == 404
    CounterCheck.objects.update(asked_at=cast.at - DAY)
    late = screens.of("counter_b").post("bans:counter-open", check.token, reason="at_the_door")
    assert late.status_code == 422 and "opnieuw" in text(late)


def test_r44_faces_without_names(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """They open when somebody asks for them, and what is behind a face for a reason."""
    screen = screens.of("counter_b")
    address = screen.address("bans:photo", ban.person.photo.token)
    assert address not in screen.get("bans:brief").content.decode()
    answer = screen.post("bans:brief")
    assert "de Vries" not in answer.content.decode() and "nieuw deze week" in text(answer).lower()
    assert address in answer.content.decode()
    details = screen.post("bans:brief-open", ban.reference, reason="at_the_door")
    assert "Kees de Vries" in text(details)
    assert screen.post("bans:brief-open", ban.reference, reason="").status_code == 422


def test_faces_cost_the_same_for_three_as_for_one(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """But for the shop's budget, which each new face is counted in."""

    def queries() -> int:
        screen.post("bans:brief")
        with CaptureQueriesContext(connection) as asked:
            assert screen.post("bans:brief").status_code == 200
        return len([query for query in asked if "budget" not in query["sql"]])

    screen = screens.of("counter_b")
    first = queries()
    for name in ("Jansen", "Pietersen"):
        other = make_sanction(cast, family_name=name)
        Photo.objects.create(area=cast.area, person=other.person, jpeg=JPEG, taken_at=cast.at)
    assert queries() == first


def address_of_photo(answer: object) -> str:
    found = re.search(r'src="([^"]+/foto/[^"]+)"', answer.content.decode())
    assert found
    return unescape(found.group(1))


def test_r49_photo_is_for_this_viewer_for_a_moment(screens: Screens, cast: Cast, ban: Sanction) -> None:
    screen = screens.of("counter_b")
    address = address_of_photo(opened(screen, cast))
    answer = screen.client.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert Event.objects.filter(action="photo.viewed", actor=f"user:{cast.counter_b.pk}").count() == 1
    # The viewer's mark is in the picture itself, and nothing else comes along.
    assert answer.content != JPEG and is_plain_jpeg(answer.content)
    # Not without the ticket, not for a colleague, not with the ticket of another photo, and soon no more.
    bare = address.partition("?")[0]
    assert screen.client.get(bare).status_code == 404
    assert screens.of("manager_b").client.get(address).status_code == 404
    assert screen.client.get(address[:-2]).status_code == 404
    with time_machine.travel(cast.at + dt.timedelta(seconds=photo_views.SHOWN + photo_views.ARRIVES + 1), tick=False):
        assert screen.client.get(address).status_code == 404


def breach(screen: Screen, cast: Cast, ban: Sanction, **changes: object) -> object:
    fields = {
        "shop": cast.shop_b.pk,
        "happened_at": "2026-03-16T09:55",
        "place": "bij de ingang",
        "observed_by": "P. Smit",
        "observer_function": "beveiliger",
        "submission_key": "overtreding-1",
    }
    return screen.post("bans:breach-new", ban.reference, **{**fields, **changes})


def test_r39_breach_leads_to_the_police_sheet(screens: Screens, cast: Cast, ban: Sanction) -> None:
    screen = screens.of("counter_b")
    answer = breach(screen, cast, ban)
    assert answer.status_code == 200
    incident = Incident.objects.get(breached=ban)
    assert screen.address("notices:police-sheet", incident.reference) in answer.content.decode()
    assert cast.area.police_phone in text(answer)
    breach(screen, cast, ban)
    assert Incident.objects.filter(breached=ban).count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"place": ""}, "waar in de winkel"),
        ({"observed_by": ""}, "wie zag het"),
        ({"happened_at": "2026-03-10T10:00"}, "gold op dat moment niet"),
        ({"happened_at": "2026-03-20T10:00"}, "toekomst"),
        ({"narrative": "bsn 111222333"}, "burgerservicenummer"),
    ],
)
def test_bad_breach_report_is_refused(change: dict, sentence: str, screens: Screens, cast: Cast, ban: Sanction) -> None:
    answer = breach(screens.of("counter_b"), cast, ban, **change)
    assert answer.status_code == 422 and sentence in text(answer)
    assert not Incident.objects.filter(breached=ban).exists()


def test_faces_are_those_of_the_shop_that_one_chooses(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """Somebody who works for two shops sees what each of them may see, and nothing for a shop of others."""
    own = make_sanction(cast, "warning", "shop", family_name="Jansen")
    Photo.objects.create(area=cast.area, person=own.person, jpeg=JPEG, taken_at=cast.at)
    email = cast.counter_b.email
    invite(cast.area, email=email, name="", role=Role.COUNTER, shop=cast.shop_a, by=cast.coordinator, at=cast.at)
    screen = screens.of("counter_b")
    face = screen.address("bans:photo", own.person.photo.token)
    assert face not in screen.post("bans:brief").content.decode()
    assert face in screen.post("bans:brief", shop=cast.shop_a.pk).content.decode()
    assert face not in screen.post("bans:brief", shop=cast.shop_c.pk).content.decode()
    answer = screen.post("bans:brief-open", own.reference, reason="at_the_door", shop=cast.shop_a.pk)
    assert "Jansen" in text(answer)


@pytest.mark.parametrize(
    "name",
    [
        "X",
        "😀",
        "محمد",
        "\u202eseirV ed",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "de " * 20,
        "Ng",
        "Ömer-Şahin",
        "\x00",
    ],
)
def test_odd_name_gets_a_calm_screen(name: str, screens: Screens, cast: Cast, ban: Sanction) -> None:
    """An answer or a sentence about what to fill in, never a fault, and nobody is banned by it."""
    answer = ask(screens.of("counter_b"), cast, family_name=name, given_name="Kees")
    assert answer.status_code in (200, 422)
    assert "Winkelverbod" not in text(answer) and "<script>alert" not in answer.content.decode()


def test_name_of_ten_thousand_letters_is_too_long(screens: Screens, cast: Cast, ban: Sanction) -> None:
    answer = ask(screens.of("counter_b"), cast, family_name="V" * 10_000, given_name="Kees")
    assert answer.status_code == 422 and "80" in text(answer)


def test_area_without_bans_permit_or_shop_is_calm(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """A permit that ended and a shop that left: the counter says so, or is not there; it never says "banned"."""
    cast.area.permits.update(valid_until=cast.today - DAY)
    answer = ask(screens.of("counter_b"), cast, family_name="de Vries", given_name="Kees")
    assert "Welkom" in text(answer) and "geen vergunning" in text(answer)
    Sanction.objects.all().delete()
    assert "Welkom" in text(ask(screens.of("counter_b"), cast, family_name="de Vries", given_name="Kees"))
    leave(cast.shop_b, on=cast.today, by=cast.coordinator, at=cast.at)
    gone = ask(screens.of("counter_b"), cast, family_name="de Vries", given_name="Kees")
    assert gone.status_code == 302 and gone["Location"].startswith("/account/login/")


def test_open_screen_sees_that_something_changed(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """What it compares itself with is another after each change, and the same after a look."""
    screen = screens.of("counter_b")

    def state() -> str:
        return screen.get("bans:counter-state").json()["state"]

    first = state()
    ask(screen, cast, family_name="de Vries", given_name="Kees")
    assert state() == first
    other = make_sanction(cast, family_name="Jansen")
    second = state()
    lift(other, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    restrict(ban, by=cast.coordinator, at=cast.at)
    assert len({first, second, state()}) == 3
    make_sanction(cast, "ban", "shop", family_name="Pietersen")
    assert state() == state()
