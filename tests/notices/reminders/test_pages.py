"""Reminders on the desk, on their own page, on the file, and through the API."""

import pytest
from django.urls import reverse

from audit.models import Event
from notices.models import ReviewDecision, Snooze
from notices.reminders.due import everything
from participants.actions.shops import update_shop
from participants.models import Permit
from tests.cast import Cast
from tests.factories import DAY, make_sanction
from tests.participants.api.scene import client
from tests.screens import Screens, text

from .waiting import only

SNOOZED = {"until": "2026-03-20", "reason": "Wacht op de post."}


@pytest.fixture
def letter(quiet: Cast) -> Cast:
    make_sanction(quiet, served=False)
    return quiet


def agreement_ends(cast: Cast, *, days: int) -> None:
    fields = {"agreement_ends_on": cast.today + days * DAY}
    update_shop(cast.shop_b, fields=fields, by=cast.coordinator, at=cast.at)


def half_way(cast: Cast):
    """A ban of one month that began sixteen days ago."""
    return make_sanction(cast, months=1, at=cast.at - 16 * DAY)


# The page.


def test_page_is_for_who_may_be_reminded_of_something(screens: Screens, letter: Cast) -> None:
    for who in ("coordinator", "approver", "manager_a", "counter_a", "manager_b", "municipality"):
        assert screens.of(who).get("notices:reminders").status_code == 200, who
    assert screens.of("stranger").get("notices:reminders").status_code == 404
    assert screens.of(None).get("notices:reminders").status_code == 302
    assert "niets om aan te herinneren" in text(screens.of("approver").get("notices:reminders"))


def test_page_tells_the_late_apart_and_what_was_put_off(screens: Screens, letter: Cast) -> None:
    agreement_ends(letter, days=10)
    letter.area.evaluations.all().delete()
    screen = screens.of("coordinator")
    screen.post("notices:snooze", only_key(letter, "serve_by"), **SNOOZED, for_everybody="on")
    page = text(screen.get("notices:reminders"))
    late, _heading, rest = page.partition("Op tijd")
    in_time, _heading, put_off = rest.partition("Uitgesteld")
    assert "Evaluatie van de samenwerking" in late
    assert "Speelgoed" in in_time and "Evaluatie" not in in_time
    assert "Wacht op de post." in put_off and "voor iedereen" in put_off and "20 maart 2026" in put_off
    assert Event.objects.filter(action="reminders.viewed").exists()


def only_key(cast: Cast, code: str, who: str = "coordinator") -> str:
    found = everything(cast.area, user=getattr(cast, who), on=cast.today)
    return next(reminder.key for reminder in found if reminder.kind.code == code)


def test_put_off_and_taken_back(screens: Screens, letter: Cast) -> None:
    screen, key = screens.of("manager_a"), only(letter, letter.manager_a).key
    form = screen.get("notices:snooze", key)
    assert "Reik de brief uit" in text(form) and "uiterlijk 30 maart 2026" in text(form)
    assert "voor iedereen" not in text(form) and 'max="2026-03-30"' in form.content.decode()
    assert screen.post("notices:snooze", key, **SNOOZED).status_code == 302
    page = screen.get("notices:reminders")
    assert "Uitgesteld tot 20 maart 2026: Wacht op de post." in text(page)
    assert screen.post("notices:wake", key).status_code == 302
    assert "Uitgesteld" not in text(screen.get("notices:reminders"))
    again = screen.post("notices:wake", key)
    assert again.status_code == 422 and "niet uitgesteld" in text(again)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"until": "2026-04-10"}, "hoogstens 14 dagen"),
        ({"until": "2026-03-16"}, "na vandaag"),
        ({"until": ""}, "Dit veld is vereist"),
        ({"reason": ""}, "Dit veld is vereist"),
        ({"reason": "bsn 111222333"}, "burgerservicenummer"),
    ],
)
def test_wrong_form_is_told_and_keeps_what_was_typed(
    screens: Screens, letter: Cast, changes: dict, sentence: str
) -> None:
    key = only(letter, letter.manager_a).key
    answer = screens.of("manager_a").post("notices:snooze", key, **{**SNOOZED, **changes})
    assert (answer.status_code, sentence in text(answer)) == (422, True), text(answer)
    assert not Snooze.objects.exists()


def test_shop_cannot_put_off_for_everybody_by_a_field_that_it_does_not_see(screens: Screens, letter: Cast) -> None:
    key = only(letter, letter.manager_a).key
    screens.of("manager_a").post("notices:snooze", key, **SNOOZED, for_everybody="on")
    assert Snooze.objects.get().user == letter.manager_a


def test_r8_reminder_of_another_is_not_there(screens: Screens, letter: Cast) -> None:
    key = only(letter, letter.manager_a).key
    for who in ("manager_b", "approver", "counter_a", "municipality", "stranger"):
        screen = screens.of(who)
        assert screen.get("notices:snooze", key).status_code == 404, who
        assert screen.post("notices:snooze", key, **SNOOZED).status_code == 404, who
        assert screen.post("notices:wake", key).status_code == 404, who
    assert screens.of("manager_a").get("notices:snooze", "serve_by.x.2026-01-01").status_code == 404


# The desk and the file.


def test_desk_tells_what_it_has_no_list_for_and_nothing_twice(screens: Screens, letter: Cast) -> None:
    """The letter stands in the list of letters; the agreement among the reminders."""
    agreement_ends(letter, days=10)
    letter.area.evaluations.all().delete()
    page = text(screens.of("coordinator").get("bans:desk"))
    assert "te laat De evaluatie had" in page
    assert page.count("Uit te reiken") == 2, "the tile and the list"
    assert "Reik de brief uit" not in page and "Deelname en volmacht lopen af op 26 maart 2026" in page
    assert "Er wacht niets op u" not in page


def test_desk_with_only_a_reminder_does_not_say_that_nothing_waits(screens: Screens, quiet: Cast) -> None:
    screen = screens.of("coordinator")
    assert "Er wacht niets op u" in text(screen.get("bans:desk"))
    agreement_ends(quiet, days=10)
    assert "Er wacht niets op u" not in text(screen.get("bans:desk"))


def test_hurry_is_told_where_the_work_stands(screens: Screens, quiet: Cast) -> None:
    """A letter of four weeks ago: the shop's own in its list; for the manager a proposal that others must decide on."""
    at = quiet.at - 27 * DAY
    make_sanction(quiet, served=False, at=at)
    make_sanction(quiet, approved=False, served=False, at=at, family_name="Jansen")
    page = text(screens.of("manager_a").get("bans:desk"))
    mine, _heading, others = page.partition("Haast bij een ander")
    assert "de Vries" in mine and "haast : uitreiken uiterlijk 19 maart" in mine
    assert "Jansen" in others and "beslissen uiterlijk 19 maart" in others and "de Vries" not in others
    page = text(screens.of("coordinator").get("bans:desk"))
    assert "Haast bij een ander" not in page and page.count("Jansen") == page.count("de Vries") == 1


def test_r4_permit_that_ends_is_told_once(screens: Screens, quiet: Cast) -> None:
    permits = Permit.objects.filter(area=quiet.area)
    permits.update(valid_until=quiet.today + 20 * DAY)
    screen = screens.of("coordinator")
    assert text(screen.get("bans:desk")).count("vergunning loopt af op 5 april 2026") == 1
    permits.update(valid_until=quiet.today - DAY)
    page = text(screen.get("bans:desk"))
    assert "geen geldige vergunning" in page and "is afgelopen" not in page
    assert "is afgelopen op 15 maart 2026" in text(screen.get("notices:reminders"))


def test_early_review_is_a_task_that_ends_with_an_answer(screens: Screens, quiet: Cast) -> None:
    """From the desk to the file; there it is lifted, or it goes on for a reason."""
    ban = half_way(quiet)
    screen = screens.of("coordinator")
    desk = screen.get("bans:desk")
    assert "Kijk of het eerder kan eindigen" in text(desk) and ban.get_absolute_url() in desk.content.decode()
    file = screen.get("bans:sanction", ban.reference)
    assert "Kan het eerder eindigen?" in text(file)
    assert screen.post("notices:keep-running", ban.reference, reason="").status_code == 422
    done = screen.post("notices:keep-running", ban.reference, reason="Het is te kort geleden.")
    assert done["Location"] == ban.get_absolute_url()
    assert "Kan het eerder eindigen?" not in text(screen.get("bans:sanction", ban.reference))
    assert "Kijk of het eerder kan eindigen" not in text(screen.get("bans:desk"))
    assert ReviewDecision.objects.get().reason == "Het is te kort geleden."
    line = Event.objects.get(action="sanction.kept_halfway")
    assert (line.subject, line.facts) == (f"sanction:{ban.reference}", {})
    twice = screen.post("notices:keep-running", ban.reference, reason="Nog eens.")
    assert twice.status_code == 422 and "al beslist" in text(twice)


def test_early_review_is_the_coordinators(screens: Screens, quiet: Cast) -> None:
    ban = half_way(quiet)
    manager = screens.of("manager_a")
    assert "Kan het eerder eindigen?" not in text(manager.get("bans:sanction", ban.reference))
    for who in ("manager_a", "manager_b", "approver", "counter_a", "municipality", "stranger"):
        assert screens.of(who).get("notices:keep-running", ban.reference).status_code == 404, who
        assert screens.of(who).post("notices:keep-running", ban.reference, reason="Zo.").status_code == 404, who
    assert not ReviewDecision.objects.exists()


@pytest.mark.parametrize("page", ["bans:desk", "notices:reminders"])
def test_pages_ask_as_much_for_three_as_for_one(page: str, screens: Screens, quiet: Cast) -> None:
    make_sanction(quiet, served=False)
    half_way(quiet)
    screen = screens.of("coordinator")
    before = screen.queries(page)
    for name in ("Jansen", "Pieters"):
        make_sanction(quiet, served=False, family_name=name)
        make_sanction(quiet, months=1, at=quiet.at - 16 * DAY, family_name=name)
    assert screen.queries(page) == before


def test_page_stands_in_english_too(screens: Screens, letter: Cast) -> None:
    screen = screens.of("manager_a")
    screen.client.post(reverse("set_language"), {"language": "en"})
    page = text(screen.get("notices:reminders"))
    assert "Serve the letter, by 15 April 2026 at the latest" in page and "Put off" in page and "Herinner" not in page


# The API.


def test_api_tells_and_puts_off_as_the_pages_do(screens: Screens, letter: Cast) -> None:
    root, api = f"/api/v1/areas/{letter.area.slug}", client(letter.manager_a)
    (row,) = api.get(f"{root}/reminders").json()
    reference = letter.area.sanctions.get().reference
    assert row == {
        "key": f"serve_by.{reference}.2026-04-15",
        "kind": "serve_by",
        "sentence": "Reik de brief uit, uiterlijk op 15 april 2026. Daarna vervalt de maatregel.",
        "sanction": reference,
        "day": "2026-04-15",
        "since": "2026-03-16",
        "late": False,
        "snoozed_until": None,
    }
    path = f"{root}/reminders/{row['key']}"
    late = api.post(f"{path}/snooze", {**SNOOZED, "until": "2026-05-01"}, format="json")
    assert (late.status_code, late.json()["code"], late.json()["field"]) == (422, "too_long", "until")
    not_hers = api.post(f"{path}/snooze", {**SNOOZED, "for_everybody": True}, format="json")
    assert (not_hers.status_code, not_hers.json()["rule"]) == (403, "R30")
    done = api.post(f"{path}/snooze", SNOOZED, format="json")
    assert (done.status_code, done.json()["snoozed_until"]) == (200, "2026-03-20"), done.content
    assert api.get(f"{root}/reminders").json()[0]["snoozed_until"] == "2026-03-20"
    assert api.post(f"{path}/wake").json()["snoozed_until"] is None
    assert api.post(f"{path}/wake").status_code == 422
    for who in ("manager_b", "approver", "counter_a", "municipality", "stranger"):
        answer = client(getattr(letter, who)).post(f"{path}/snooze", SNOOZED, format="json")
        assert answer.status_code == 404, who
    assert client(letter.municipality).get(f"{root}/reminders").json() == []
    assert client(letter.stranger).get(f"{root}/reminders").status_code == 404


def test_api_decides_half_way(screens: Screens, quiet: Cast) -> None:
    ban = half_way(quiet)
    path = f"/api/v1/areas/{quiet.area.slug}/sanctions/{ban.reference}/keep-running"
    assert client(quiet.manager_a).post(path, {"reason": "Zo."}, format="json").status_code == 403
    assert client(quiet.coordinator).post(path, {}, format="json").status_code == 400
    assert client(quiet.coordinator).post(path, {"reason": "Te kort."}, format="json").status_code == 204
    again = client(quiet.coordinator).post(path, {"reason": "Te kort."}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "already_decided")
