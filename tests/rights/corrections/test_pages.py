"""The pages: what it touches, the deed, and the letters until everybody was told."""

import datetime as dt

import pytest
from django.http import HttpResponse

from bans.actions import endings
from bans.actions.exceptions import grant
from bans.models import Person, Sanction
from notices.models import Notice
from notices.requests import Right
from participants.models import Job
from rights.corrections.models import Correction, Kind
from rights.requests.actions import receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Request
from tests.cast import Cast
from tests.factories import make_incident, make_sanction
from tests.screens import Screen, Screens, screens, text

from .scene import at_counter, correct, letters_made, looks, police_sheet, printed

__all__ = ["screens"]
WHY = {"cause": "wrong_person", "reason": "Het was een ander.", "sure": "on"}


def send(screen: Screen, ban: Sanction, kind: str, **fields: str) -> HttpResponse:
    return screen.post("rights:correct", ban.reference, kind, **{**WHY, **fields})


def as_filled_in(screen: Screen, ban: Sanction, **fields: str) -> dict[str, str]:
    """What the form for a rectification shows, with other words in some of it."""
    form = screen.get("rights:correct", ban.reference, "rectified").context["form"]
    shown = {name: form[name].value() for name in form.fields}
    moment = shown["happened_at"]
    shown["happened_at"] = moment.astimezone(dt.timezone(dt.timedelta(hours=1))).strftime("%Y-%m-%dT%H:%M")
    return {**{name: value for name, value in shown.items() if value not in (None, "")}, **WHY, **fields}


def test_preview_tells_what_it_touches(screens: Screens, cast: Cast) -> None:
    incident = make_incident(cast)
    warning = make_sanction(cast, "warning", "area", incident=incident)
    own = make_sanction(cast, "ban", "shop", incident=incident)
    looks(cast, cast.shop_b, cast.counter_b)
    later = cast.at + dt.timedelta(hours=2)
    ban = make_sanction(cast, incident=make_incident(cast, person=warning.person, at=later), at=later)
    page = text(screens.of("coordinator").get("rights:correct", warning.reference, "annulled"))
    for words in ("3 winkels zien dit nu", "opende gegevens", cast.shop_b.name, own.reference, ban.reference, "1 stap"):
        assert words in page, words
    assert cast.shop_c.name not in page


@pytest.mark.parametrize("kind", ["withdrawn", "annulled"])
def test_r55_ending_is_seen_at_the_counter_and_leads_to_the_letters(
    screens: Screens, cast: Cast, ban: Sanction, kind: str
) -> None:
    screen = screens.of("coordinator")
    assert send(screen, ban, kind, sure="").status_code == 422 and at_counter(cast, ban, cast.shop_b)
    answer = send(screen, ban, kind)
    correction = Correction.objects.get()
    assert answer["Location"] == screen.address("rights:correction", correction.token)
    asked = screens.of("counter_b").post("bans:counter", shop=cast.shop_b.pk, family_name="de Vries", given_name="Kees")
    assert "Welkom" in text(asked)
    again = send(screen, ban, kind)
    assert again.status_code == 422 and "al beëindigd" in text(again)
    assert text(screen.get("notices:ending", ban.reference)).count("Naar de brieven") == 1


def test_letters_are_made_printed_and_told(screens: Screens, cast: Cast) -> None:
    ban = printed(cast)
    looks(cast, cast.shop_b, cast.counter_b)
    police_sheet(cast, ban)
    screen = screens.of("coordinator")
    send(screen, ban, "annulled")
    token = Correction.objects.get().token
    assert "0 van 4" in text(screen.get("rights:correction", token))
    early = screen.post("rights:correction", token)
    assert early.status_code == 422 and "Nog niet alle brieven" in text(early)
    assert screen.get("rights:correction-letters", token).status_code == 404
    letters_made(cast.at)
    page = screen.get("rights:correction", token)
    assert "4 van 4" in text(page) and "politie" in text(page) and cast.shop_b.name in text(page)
    for notice in Notice.objects.exclude(code_digest=None).filter(kind="annulment"):
        assert screen.address("notices:pdf", notice.pk) in page.content.decode()
        assert screen.get("notices:pdf", notice.pk).status_code == 200
    assert screen.get("rights:correction-letters", token).content.startswith(b"%PDF")
    assert screen.post("rights:correction", token).status_code == 302
    assert "Iedereen is verteld op 16 maart 2026" in text(screen.get("rights:correction", token))
    assert screen.post("rights:correction", token).status_code == 422


def test_what_failed_is_tried_again_from_the_page(screens: Screens, cast: Cast, ban: Sanction) -> None:
    correction = correct(ban, Kind.WITHDRAWN, cast)
    Job.objects.update(failed_at=cast.at, error="OSError")
    screen = screens.of("coordinator")
    assert "2 mislukt" in text(screen.get("rights:correction", correction.token))
    assert screen.post("rights:correction", correction.token, deed="again").status_code == 302
    letters_made(cast.at)
    assert "2 van 2" in text(screen.get("rights:correction", correction.token))


def test_erased_when_everybody_was_told(screens: Screens, cast: Cast, ban: Sanction) -> None:
    screen = screens.of("coordinator")
    send(screen, ban, "erased", everything="yes")
    token = Correction.objects.get().token
    letters_made(cast.at)
    assert "meteen gewist" in text(screen.get("rights:correction", token))
    screen.post("rights:correction", token)
    page = text(screen.get("rights:correction", token))
    assert not Person.objects.exists() and "niets meer in het register" in page and ban.reference not in page


def test_rectified_with_what_was_there_kept(screens: Screens, cast: Cast) -> None:
    """Only what was typed anew changes: no seconds, no empty birth date."""
    ban = make_sanction(cast, birth_date=dt.date(1987, 3, 9), address="Kade 1", appearance={"hair": "bald"})
    screen = screens.of("coordinator")
    page = screen.get("rights:correct", ban.reference, "rectified").content.decode()
    assert "1987" not in page and "Kade 1" not in page
    fields = as_filled_in(screen, ban, family_name="Mulder", cause="wrong_fact")
    assert screen.post("rights:correct", ban.reference, "rectified", **fields).status_code == 302
    correction = Correction.objects.get()
    assert correction.touched["fields"] == ["family_name"]
    person = Person.objects.get()
    assert (person.family_name, person.birth_date, person.address) == ("Mulder", dt.date(1987, 3, 9), "Kade 1")
    fields = as_filled_in(screen, ban, take_away="birth_date", address="Kade 2", hair="", cause="wrong_fact")
    assert screen.post("rights:correct", ban.reference, "rectified", **fields).status_code == 302
    person = Person.objects.get()
    assert (person.birth_date, person.address, person.appearance) == (None, "Kade 2", {})
    nothing = screen.post("rights:correct", ban.reference, "rectified", **as_filled_in(screen, ban, cause="wrong_fact"))
    assert nothing.status_code == 422 and "Er verandert niets" in text(nothing)


def test_r55_what_the_api_ended_is_told_from_the_page_of_the_end(screens: Screens, cast: Cast, ban: Sanction) -> None:
    endings.lift(ban, reason="Via de API.", by=cast.coordinator, at=cast.at)
    screen = screens.of("coordinator")
    page = screen.get("notices:ending", ban.reference)
    address = screen.address("rights:correct", ban.reference, "withdrawn")
    assert "Nog niemand is het verteld" in text(page) and address in page.content.decode()
    form = screen.client.get(address)
    assert "al beëindigd" in text(form) and "reden" not in form.context["form"].fields
    answer = screen.client.post(address, {"cause": "changed", "sure": "on"})
    assert answer.status_code == 302
    letters_made(cast.at)
    assert Notice.objects.filter(kind="withdrawal").count() == 1


@pytest.mark.parametrize("who", ["manager_a", "counter_a", "approver", "municipality"])
def test_r30_pages_are_there_for_the_coordinator_alone(screens: Screens, cast: Cast, ban: Sanction, who: str) -> None:
    correction = correct(make_sanction(cast, family_name="Jansen"), Kind.WITHDRAWN, cast)
    screen = screens.of(who)
    for kind in Kind.values:
        assert screen.get("rights:correct", ban.reference, kind).status_code == 404
        assert send(screen, ban, kind).status_code == 404
    for page in ("rights:correction", "rights:correction-letters"):
        assert screen.get(page, correction.token).status_code == 404
    assert screens.of("coordinator").get("rights:correct", ban.reference, "vernietigen").status_code == 404
    assert screens.of("coordinator").get("rights:correct", ban.reference, "restricted").status_code == 404


def test_r67_rectification_is_answered_from_the_page_of_the_answer(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """The answer that was typed is on the next page, and both are one deed."""
    asking = Asking(Right.RECTIFICATION, words="Mijn naam is Bakker.")
    asked = Request.objects.get(pk=receiving.receive_by_code(ban, asking, at=cast.at).pk)
    screen = screens.of("coordinator")
    reasons = "U hebt gelijk: u heet Bakker."
    typed = {"outcome": "partly", "change": "rectified", "cause": "wrong_fact", "reasons": reasons}
    page = screen.post("rights:request-answer", asked.number, **typed)
    address = f"{screen.address('rights:correct', ban.reference, 'rectified')}?verzoek={asked.number}"
    assert page.status_code == 200 and f'action="{address}"' in page.content.decode() and reasons in text(page)
    form = page.context["form"]
    assert (form["outcome"].value(), form["cause"].value()) == ("partly", "wrong_fact")
    shown = as_filled_in(screen, ban, family_name="Bakker") | typed
    wrong = screen.client.post(address, {**shown, "place": "x" * 121})
    assert wrong.status_code == 422 and reasons in text(wrong)
    answer = screen.client.post(address, shown)
    correction = Correction.objects.get()
    assert answer["Location"] == screen.address("rights:correction", correction.token)
    asked.refresh_from_db()
    assert correction.request == asked and (asked.outcome, asked.cause) == ("partly", "wrong_fact")
    assert Person.objects.get().family_name == "Bakker"
    again = screen.client.post(address, {**shown, "family_name": "Mulder"})
    assert again.status_code == 422 and Person.objects.get().family_name == "Bakker"
    other = make_sanction(cast, family_name="Jansen")
    elsewhere = f"{screen.address('rights:correct', other.reference, 'rectified')}?verzoek={asked.number}"
    assert screen.client.get(elsewhere).status_code == 404 and screen.client.get(address).status_code == 200
    assert screens.of("manager_a").client.get(address).status_code == 404


def test_art18_restriction_is_shown_first_and_then_hidden(screens: Screens, cast: Cast, ban: Sanction) -> None:
    asked = Request.objects.get(pk=receiving.receive_by_code(ban, Asking(Right.RESTRICTION), at=cast.at).pk)
    screen = screens.of("coordinator")
    typed = {"outcome": "granted", "change": "restricted", "cause": "none", "reasons": "Wij zoeken het uit."}
    bare = screen.post("rights:request-answer", asked.number, **{**typed, "change": ""})
    assert bare.status_code == 422 and "verberg de maatregel dan" in text(bare)
    page = text(screen.post("rights:request-answer", asked.number, **typed))
    assert "De maatregel wordt verborgen" in page and "straks niet meer" in page and cast.shop_a.name in page
    assert screen.post("rights:request-answer", asked.number, **typed, confirmed="restricted").status_code == 302
    assert not at_counter(cast, ban, cast.shop_b)
    letters_made(cast.at)
    token = Correction.objects.get().token
    assert screen.post("rights:correction", token).status_code == 302
    assert "verwijderd" not in text(screen.get("rights:correction", token))


def test_page_of_the_answer_leads_to_the_exception_first(screens: Screens, cast: Cast, ban: Sanction) -> None:
    asked = Request.objects.get(pk=receiving.receive_by_code(ban, Asking(Right.EXCEPTION), at=cast.at).pk)
    screen = screens.of("coordinator")
    address = screen.address("bans:exceptions", ban.reference)
    assert address in screen.get("rights:request-answer", asked.number).content.decode()
    grant(ban, shop=cast.shop_a, for_what="goods", last_day=cast.today, by=cast.coordinator, at=cast.at)
    assert address not in screen.get("rights:request-answer", asked.number).content.decode()


def test_refusals_stand_at_their_field(screens: Screens, cast: Cast, ban: Sanction) -> None:
    screen = screens.of("coordinator")
    refused = send(screen, ban, "annulled", reason="BSN 123456782")
    assert refused.status_code == 422 and "R68" in text(refused) and "#id_reason" in refused.content.decode()
    assert send(screen, ban, "annulled", cause="none").status_code == 422
    fields = as_filled_in(screen, ban, cause="wrong_fact", birth_date="2016-01-01")
    young = screen.post("rights:correct", ban.reference, "rectified", **fields)
    assert young.status_code == 422 and "R22" in text(young) and "#id_birth_date" in young.content.decode()
    assert not Correction.objects.exists()


@pytest.mark.parametrize("looking", [1, 3])
def test_preview_asks_no_more_questions_for_more_looks(
    screens: Screens, cast: Cast, ban: Sanction, looking: int
) -> None:
    for _time in range(looking):
        looks(cast, cast.shop_b, cast.counter_b)
    assert screens.of("coordinator").queries("rights:correct", ban.reference, "annulled") <= 50
