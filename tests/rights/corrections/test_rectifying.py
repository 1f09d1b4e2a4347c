"""What is rectified: checked as when it was reported, seen at the counter at once, and what follows from it."""

import datetime as dt

import pytest

from bans.actions import checks
from bans.models import LookAlike, Person, Photo, Sanction
from bans.models.counter_check import Outcome
from notices.models import Notice
from notices.models.notice import LetterKind
from rights.corrections.models import Correction, Kind
from rights.corrections.preview import touched_by
from rights.requests.models import Cause
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_incident, make_sanction

from .scene import at_counter, code_of, correct, kinds, letters_made, looks, police_sheet, rule_of


def rectify(ban: Sanction, cast: Cast, cause: Cause = Cause.WRONG_FACT, **changes: object) -> Correction:
    return correct(ban, Kind.RECTIFIED, cast, cause=cause, changes=changes, reason="Stond verkeerd op de melding.")


def asked(cast: Cast, family_name: str, given_name: str = "Kees") -> str:
    known = {"family_name": family_name, "given_name": given_name, "by": cast.counter_b, "at": cast.at}
    return checks.check(shop=cast.shop_b, **known).outcome


def test_counter_finds_the_new_name_at_once_and_the_old_one_no_more(cast: Cast, ban: Sanction) -> None:
    """Names that were folded before are not in the way."""
    assert asked(cast, "de Vries") == Outcome.BANNED
    correction = rectify(ban, cast, family_name="Bakker", given_name="Kees")
    assert (asked(cast, "Bakker"), asked(cast, "de Vries")) == (Outcome.BANNED, Outcome.WELCOME)
    assert correction.touched["fields"] == ["family_name"]


def test_another_name_ends_the_notes_about_who_is_alike(cast: Cast, ban: Sanction) -> None:
    answer = checks.check(shop=cast.shop_b, family_name="de Vries", given_name="Kees", by=cast.counter_b, at=cast.at)
    checks.say_other_person(answer.check, by=cast.counter_b, at=cast.at)
    rectify(ban, cast, address="Kade 3")
    assert LookAlike.objects.count() == 1
    assert touched_by(ban, Kind.RECTIFIED, on=cast.today).look_alikes == 1
    rectify(ban, cast, family_name="Bakker")
    assert LookAlike.objects.count() == 0


def test_r22_r23_r24_age_puts_what_is_above_the_limit_under_review(cast: Cast) -> None:
    """Fifteen, and no violence: a warning may stay, the ban is looked at again."""
    born = cast.today.replace(year=cast.today.year - 15)
    incident = make_incident(cast, "theft")
    warning = make_sanction(cast, "warning", "area", incident=incident)
    ban = make_sanction(cast, "ban", "shop", incident=incident)
    correction = rectify(ban, cast, birth_date=born)
    for row in (warning, ban):
        row.refresh_from_db()
    assert (warning.review_since, ban.review_since) == (None, cast.at)
    assert correction.touched["reviewed"] == 1
    assert not at_counter(cast, ban, cast.shop_a) and at_counter(cast, warning, cast.shop_b)


def test_r24_age_within_the_limit_changes_nothing(cast: Cast, ban: Sanction) -> None:
    rectify(ban, cast, birth_date=cast.today.replace(year=1987))
    ban.refresh_from_db()
    assert ban.review_since is None and at_counter(cast, ban, cast.shop_b)


def test_r24_ban_longer_than_a_minor_may_have(cast: Cast) -> None:
    ban = make_sanction(cast, served=False, approved=False)
    Sanction.objects.filter(pk=ban.pk).update(months=24)
    rectify(ban, cast, birth_date=cast.today.replace(year=cast.today.year - 17))
    ban.refresh_from_db()
    assert ban.review_since == cast.at


def test_r22_child_below_the_minimum_age_is_not_rectified_but_erased(cast: Cast, ban: Sanction) -> None:
    born = cast.today.replace(year=cast.today.year - 11)
    assert code_of(lambda: rectify(ban, cast, birth_date=born)) == "too_young"
    assert code_of(lambda: rectify(ban, cast, birth_date=cast.today + DAY)) == "future_date"
    assert Person.objects.get().birth_date is None


def test_r19_moment_before_the_warning_takes_away_what_it_rests_on(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", at=cast.at - 20 * DAY)
    ban = make_sanction(cast, incident=make_incident(cast, person=warning.person))
    rectify(ban, cast, happened_at=cast.at - 21 * DAY)
    ban.refresh_from_db()
    assert ban.review_since == cast.at


def test_r19_other_conduct_is_not_rectified_but_annulled(cast: Cast, ban: Sanction) -> None:
    assert code_of(lambda: rectify(ban, cast, conduct_code="insulting", place="buiten")) == "annul_it_then"
    rectify(ban, cast, conduct_code=ban.incident.conduct_code, place="buiten")
    ban.incident.refresh_from_db()
    assert (ban.incident.place, ban.incident.conduct_code) == ("buiten", "robbery")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "nothing_changed"),
        ({"given_name": "Kees"}, "nothing_changed"),
        ({"shop": 1}, "unknown_field"),
        ({"narrative": "Hij was een asielzoeker."}, "forbidden_words"),
        ({"place": "bij BSN 123456782"}, "citizen_number"),
        ({"address": "BSN 123456782"}, "citizen_number"),
        ({"narrative": " "}, "facts_missing"),
        ({"given_name": "K" * 81}, "too_long"),
        ({"identity_basis": "gezien"}, "unknown_basis"),
        ({"identity_basis": "unknown"}, "basis_missing"),
        ({"appearance": {"hair": "donker"}}, "unknown_word"),
        ({"given_name": "", "family_name": ""}, "nobody_described"),
        ({"happened_at": dt.datetime(2026, 3, 17, 9, 0)}, "future_date"),
        ({"happened_at": dt.datetime(2018, 3, 17, 9, 0)}, "annul_it_then"),
        ({"remove_photo": True}, "nothing_changed"),
    ],
)
def test_r68_r9_each_field_goes_through_its_check(cast: Cast, ban: Sanction, changes: dict, code: str) -> None:
    assert code_of(lambda: rectify(ban, cast, **changes)) == code
    assert not Correction.objects.exists()


def test_reason_is_needed_and_kept_with_the_file(cast: Cast, ban: Sanction) -> None:
    wanted = {"cause": Cause.WRONG_FACT, "changes": {"place": "buiten"}}
    assert code_of(lambda: correct(ban, Kind.RECTIFIED, cast, reason="", **wanted)) == "reason_missing"
    assert rule_of(lambda: correct(ban, Kind.RECTIFIED, cast, reason="BSN 123456782", **wanted)) == "R68"
    correct(ban, Kind.RECTIFIED, cast, reason="De winkel vergiste zich.", **wanted)
    assert "De winkel vergiste zich." in Sanction.objects.get(pk=ban.pk).reason


def test_photo_and_birth_date_are_taken_away(cast: Cast) -> None:
    ban = make_sanction(cast, birth_date=dt.date(1987, 3, 9))
    Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    correction = rectify(ban, cast, remove_photo=True, birth_date=None)
    assert not Photo.objects.exists() and Person.objects.get().birth_date is None
    assert correction.touched["fields"] == ["birth_date", "remove_photo"]


def test_person_is_told_what_stands_there_now_and_shops_that_it_changed(cast: Cast, ban: Sanction) -> None:
    looks(cast, cast.shop_b, cast.counter_b)
    rectify(ban, cast, family_name="Mulder", address="Kade 3", appearance={"hair": "bald"})
    letters_made(cast.at)
    assert kinds(ban) == ["recipients", "recipients", "rectification"]
    letter = Notice.objects.get(kind=LetterKind.RECTIFICATION)
    assert "Mulder" in letter.html and "Kade 3" in letter.html and "kaal" in letter.html and letter.code_digest
    shop = Notice.objects.filter(kind=LetterKind.RECIPIENTS).first()
    assert "Mulder" not in shop.html and "Kade" not in shop.html


def test_police_hear_only_of_what_stood_on_their_sheet(cast: Cast, ban: Sanction) -> None:
    police_sheet(cast, ban)
    rectify(ban, cast, address="Kade 3")
    letters_made(cast.at)
    assert "police_correction" not in kinds(ban)
    rectify(ban, cast, family_name="Bakker", address="Kade 4")
    letters_made(cast.at)
    html = Notice.objects.get(kind=LetterKind.POLICE_CORRECTION).html
    assert "Bakker" in html and "Kade" not in html


def test_log_holds_the_names_of_fields_and_no_values(cast: Cast, ban: Sanction) -> None:
    from audit.models import Event

    rectify(ban, cast, family_name="Bakker")
    made = Event.objects.get(action="correction.made")
    assert made.facts["fields"] == ["family_name"] and "Bakker" not in str(list(Event.objects.values()))
    assert "Bakker" not in str(Correction.objects.values().get())
