"""Everybody who saw it is told, each once, whatever dies; nobody else is (R64, D26, ADR 14)."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from bans.actions import checks, endings, incidents
from bans.actions.breaches import report_breach
from bans.actions.incidents import PersonDraft
from bans.actions.shift_brief import brief
from bans.models import CounterCheck, Photo, Sanction
from bans.photo_views import shown
from notices.actions import letters as printing
from notices.models import Notice
from notices.models.notice import LetterKind
from participants.actions.people import invite
from participants.jobs.work import run_due
from participants.models import Job
from participants.roles import Role
from rights.corrections import actions
from rights.corrections import letters as correction_letters
from rights.corrections.models import Correction, Kind
from rights.corrections.preview import touched_by
from rights.corrections.recipients import seen_by
from rights.requests.actions import receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Right
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_incident, make_protocol, make_sanction, make_shop

from .scene import at_counter, breach_of, code_of, correct, letters_made, looks, police_sheet, printed, told_shops


def test_r64_every_shop_that_opened_details_gets_one_letter_and_no_other(cast: Cast, ban: Sanction) -> None:
    for _time in range(3):
        looks(cast, cast.shop_b, cast.counter_b)
    correct(ban, Kind.WITHDRAWN, cast)
    letters_made(cast.at)
    assert told_shops(ban) == [cast.shop_a.name, cast.shop_b.name]
    assert letters_made(cast.at) == 0 and len(told_shops(ban)) == 2


def test_r64_look_of_long_ago_is_found_in_the_log(cast: Cast, ban: Sanction) -> None:
    """The counters' own records go before the log does."""
    looks(cast, cast.shop_b, cast.counter_b)
    CounterCheck.objects.all().delete()
    [_own, seen] = seen_by(ban, Kind.WITHDRAWN)
    assert seen.shop == cast.shop_b and seen.opened and seen.first is not None


def test_r64_answer_without_details_counts_too(cast: Cast, ban: Sanction) -> None:
    looks(cast, cast.shop_b, cast.counter_b, opened=False)
    seen = {row.shop: row.opened for row in seen_by(ban, Kind.WITHDRAWN)}
    assert seen == {cast.shop_a: False, cast.shop_b: False}


def test_r64_answer_about_somebody_else_does_not_count(cast: Cast, ban: Sanction) -> None:
    make_sanction(cast, family_name="Jansen", given_name="Piet")
    looks(cast, cast.shop_b, cast.counter_b, family_name="Jansen", given_name="Piet")
    assert [row.shop for row in seen_by(ban, Kind.WITHDRAWN)] == [cast.shop_a]


def test_r64_ban_of_one_business_was_seen_there_alone(cast: Cast, ban: Sanction) -> None:
    """Shop B saw the person, and never this measure; what changes about the person concerns it all the same."""
    later = make_incident(cast, "theft", person=ban.person)
    own = make_sanction(cast, "ban", "shop", incident=later)
    looks(cast, cast.shop_b, cast.counter_b)
    assert [row.shop for row in seen_by(own, Kind.ANNULLED)] == [cast.shop_a]
    assert [row.shop for row in seen_by(own, Kind.RECTIFIED)] == [cast.shop_a, cast.shop_b]


def test_r64_look_before_it_was_served_does_not_count(cast: Cast) -> None:
    first = make_sanction(cast, "warning", "area", at=cast.at - 20 * DAY)
    looks(cast, cast.shop_b, cast.counter_b, at=cast.at - 10 * DAY)
    with time_machine.travel(cast.at - 10 * DAY):
        checks.check(
            shop=cast.shop_b, family_name="de Vries", given_name="Kees", by=cast.counter_b, at=cast.at - 10 * DAY
        )
    later = make_sanction(cast, incident=make_incident(cast, person=first.person))
    looked = {row.shop for row in seen_by(later, Kind.ANNULLED) if row.first and row.first < cast.at}
    assert looked == set()
    assert cast.shop_b in {row.shop for row in seen_by(first, Kind.ANNULLED)}


def test_r64_shop_that_saw_the_face_gets_a_letter(cast: Cast, ban: Sanction) -> None:
    """A photo was fetched for the faces of one shop: of that shop, although the viewer works for another too."""
    make_protocol(cast.area, by=cast.coordinator, at=cast.at - DAY, photo_brief="brief")
    more = {"role": Role.COUNTER, "shop": cast.shop_c, "by": cast.coordinator, "at": cast.at}
    invite(cast.area, email=cast.counter_b.email, name="counter_b", **more)
    photo = Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    brief(cast.shop_b, by=cast.counter_b, at=cast.at)
    shown(photo, viewer=cast.counter_b, at=cast.at)
    seen = {row.shop: row.opened for row in seen_by(ban, Kind.WITHDRAWN)}
    assert seen == {cast.shop_a: False, cast.shop_b: True}


def test_r64_photo_that_the_coordinator_or_approver_saw_is_of_no_shop(cast: Cast, ban: Sanction) -> None:
    photo = Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    shown(photo, viewer=cast.coordinator, at=cast.at)
    shown(photo, viewer=cast.approver, at=cast.at)
    assert [row.shop for row in seen_by(ban, Kind.WITHDRAWN)] == [cast.shop_a]


def test_r64_shop_that_reported_a_breach_or_looked_who_is_known(cast: Cast, ban: Sanction) -> None:
    breach_of(cast, ban, shop=cast.shop_b)
    assert [row.shop for row in seen_by(ban, Kind.ANNULLED)] == [cast.shop_a, cast.shop_b]
    other = make_sanction(cast, family_name="Smit", given_name="Jan")
    draft = PersonDraft(given_name="Jan", family_name="Smit", identity_basis="stated")
    assert incidents.candidates(draft, shop=cast.shop_b, by=cast.manager_b, at=cast.at) == [other.person]
    assert {row.shop: row.opened for row in seen_by(other, Kind.ANNULLED)}[cast.shop_b]


def test_r64_letters_name_nobody(cast: Cast, ban: Sanction) -> None:
    looks(cast, cast.shop_b, cast.counter_b)
    correct(ban, Kind.ANNULLED, cast)
    letters_made(cast.at)
    for notice in Notice.objects.filter(kind=LetterKind.RECIPIENTS):
        assert "Kees" not in notice.html and "de Vries" not in notice.html and ban.reference in notice.html


def test_each_letter_once_when_the_first_try_dies(cast: Cast, ban: Sanction, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine stops when a letter was laid out and not kept yet; half an hour later each is there once."""
    looks(cast, cast.shop_b, cast.counter_b)
    correction = correct(ban, Kind.ANNULLED, cast)
    keep, died = printing.Drawn.keep, []

    def dies_once(self: printing.Drawn) -> Notice:
        notice = keep(self)
        if not died:
            died.append(notice.pk)
            raise OSError("the machine stops")
        return notice

    monkeypatch.setattr(printing.Drawn, "keep", dies_once)
    run_due(now=lambda: cast.at)
    assert not correction_letters.progress_of(correction).complete
    assert code_of(lambda: actions.finish(correction, by=cast.coordinator, at=cast.at)) == "letters_missing"
    run_due(now=lambda: cast.at + dt.timedelta(minutes=30))
    assert correction_letters.progress_of(correction).complete
    assert told_shops(ban) == [cast.shop_a.name, cast.shop_b.name]
    assert Notice.objects.filter(sanction=ban, kind=LetterKind.ANNULMENT).count() == 1
    assert len(correction_letters.letters_of(correction)) == 3


def test_what_failed_is_tried_again(cast: Cast, ban: Sanction) -> None:
    correction = correct(ban, Kind.WITHDRAWN, cast)
    Job.objects.update(failed_at=cast.at, error="OSError")
    assert correction_letters.progress_of(correction).failed == 2
    assert correction_letters.try_again(correction, at=cast.at) == 2
    assert letters_made(cast.at) == 2 and correction_letters.progress_of(correction).complete


def test_two_letters_laid_out_at_once_get_two_numbers(
    cast: Cast, ban: Sanction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers lay out version 1 for two shops; the second does it once more, and nobody goes without."""
    looks(cast, cast.shop_b, cast.counter_b)
    correct(ban, Kind.WITHDRAWN, cast)
    drawn_by = correction_letters.about_corrections.draw_for_shop
    other: list[Any] = []

    def other_first(sanction: Sanction, shop: Any, **known: Any) -> printing.Drawn:
        drawn = drawn_by(sanction, shop, **known)
        if not other:
            other.append(shop)
            drawn_by(sanction, shop, **known).keep()
        return drawn

    monkeypatch.setattr(correction_letters.about_corrections, "draw_for_shop", other_first)
    letters_made(cast.at)
    assert not Job.objects.exclude(failed_at=None).exists()
    assert set(told_shops(ban)) == {cast.shop_a.name, cast.shop_b.name}


def test_preview_is_what_happened(cast: Cast) -> None:
    ban = printed(cast)
    looks(cast, cast.shop_b, cast.counter_b)
    police_sheet(cast, ban)
    ban = Sanction.objects.get(pk=ban.pk)
    receiving.receive_by_code(ban, Asking(Right.ACCESS, words="Wat weet u?"), at=cast.at)
    foretold = touched_by(ban, Kind.ANNULLED, on=cast.today)
    assert foretold.counts() == {
        "letters": 1, "seen_by": 2, "sheets": 1, "resting": 0, "breaches": 1, "beside": 0, "requests": 1,
        "counters": 3, "look_alikes": 0, "jobs": 0, "snoozes": 0,
    }  # fmt: skip
    correction = correct(ban, Kind.ANNULLED, cast)
    assert {name: correction.touched[name] for name in foretold.counts()} == foretold.counts()
    # The person, two shops, the police.
    assert correction.touched["to_tell"] == letters_made(cast.at) == 4


@pytest.mark.parametrize(("kind", "scope"), [("ban", "area"), ("warning", "area"), ("ban", "shop")])
def test_counters_that_lose_it_are_counted_as_they_are_asked(cast: Cast, kind: str, scope: str) -> None:
    """A shop that came later, and one that is not in the permit, know of nothing collective."""
    sanction = make_sanction(cast, kind, scope)
    late = make_shop(cast.area, "Later", by=cast.coordinator, at=cast.at)
    shops = [cast.shop_a, cast.shop_b, cast.shop_c, late]
    asked = sum(at_counter(cast, sanction, shop) for shop in shops)
    assert touched_by(sanction, Kind.ANNULLED, on=cast.today).counters == asked > 0
    endings.restrict(sanction, by=cast.coordinator, at=cast.at)
    assert touched_by(sanction, Kind.ANNULLED, on=cast.today).counters == 0


def test_correction_and_letters_are_one_transaction(cast: Cast, ban: Sanction, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong while the letters are asked for undoes the end of the measure too."""

    def breaks(*args: Any, **known: Any) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(correction_letters, "ask_for_letters", breaks)
    with pytest.raises(OSError, match="full"):
        correct(ban, Kind.ANNULLED, cast)
    assert at_counter(cast, ban, cast.shop_b) and not Correction.objects.exists() and not Job.objects.exists()


def test_combined_measures_are_told_beside_each_other(cast: Cast) -> None:
    incident = make_incident(cast)
    warning = make_sanction(cast, "warning", "area", incident=incident)
    own = make_sanction(cast, "ban", "shop", incident=incident)
    assert touched_by(own, Kind.ANNULLED, on=cast.today).beside == [warning]


def test_r40_breach_of_the_annulled_ban_is_told(cast: Cast, ban: Sanction) -> None:
    breach = report_breach(
        ban, shop=cast.shop_b, happened_at=cast.at, place="ingang", observed_by="N.", observer_function="verkoper",
        by=cast.counter_b, at=cast.at,
    )  # fmt: skip
    assert touched_by(ban, Kind.ANNULLED, on=cast.today).breaches == [breach]
