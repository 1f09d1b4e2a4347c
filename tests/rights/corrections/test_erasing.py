"""Erased on request: gone from every counter now, and from everything when everybody was told (R64, D23)."""

import pytest

from bans import keyring
from bans.actions import endings
from bans.actions.erasing import erase_ended, hangs_on
from bans.models import Erasure, Incident, Person, Photo, Sanction
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.reminders.due import due
from notices.requests import Outcome
from rights.corrections import actions, letters
from rights.corrections.models import Correction, Kind
from rights.erasing import CORRECTED_D
from rights.requests.actions import answering, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Request, Right, Statement
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_incident, make_sanction

from .scene import at_counter, code_of, correct, kinds, letters_made, looks, printed, rule_of


def finish(correction: Correction, cast: Cast) -> Correction:
    return actions.finish(Correction.objects.get(pk=correction.pk), by=cast.coordinator, at=cast.at)


def test_r64_nothing_is_left_after_everybody_was_told(cast: Cast) -> None:
    ban = printed(cast)
    Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    looks(cast, cast.shop_b, cast.counter_b)
    token = ban.person.token
    correction = correct(ban, Kind.ERASED, cast)
    assert not at_counter(cast, ban, cast.shop_b)
    assert code_of(lambda: finish(correction, cast)) == "letters_missing"
    # The purge of the night waits until everybody was told.
    erase_ended(on=cast.today + DAY)
    assert Person.objects.exists()
    letters_made(cast.at)
    assert kinds(ban) == ["annulment", "recipients", "recipients"]
    finish(correction, cast)
    assert not [model for model, _path in hangs_on(Person) if model._base_manager.exists()]
    assert not Person.objects.exists()
    with pytest.raises(keyring.KeyGone):
        keyring.key(token)
    [certificate] = Erasure.objects.all()
    assert certificate.rules == ["R64"] and certificate.key_destroyed
    correction.refresh_from_db()
    assert (correction.person, correction.sanction, correction.finished_by) == (None, None, cast.coordinator)
    assert letters.letters_of(correction) == []


def test_r64_one_of_two_measures_goes_and_the_person_stays(cast: Cast, ban: Sanction) -> None:
    other = make_sanction(cast, "ban", "shop", incident=make_incident(cast, person=ban.person))
    correction = correct(other, Kind.ERASED, cast)
    letters_made(cast.at)
    finish(correction, cast)
    assert list(Sanction.objects.all()) == [ban] and Person.objects.get().family_name == "de Vries"
    assert keyring.buried("sanction") >= {other.reference}


def test_r64_everything_of_a_person_goes_also_what_was_only_reported(cast: Cast, ban: Sanction) -> None:
    own = make_sanction(cast, "ban", "shop", incident=make_incident(cast, person=ban.person))
    make_incident(cast, "insulting", person=ban.person)
    correction = correct(ban, Kind.ERASED, cast, everything=True)
    assert not at_counter(cast, own, cast.shop_a) and not at_counter(cast, ban, cast.shop_a)
    letters_made(cast.at)
    assert "recipients" in kinds(own) and "recipients" in kinds(ban)
    finish(correction, cast)
    assert not Person.objects.exists() and not Incident.objects.exists()


def test_r19_erased_by_mistake_made_takes_what_rests_on_it_under_review(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", at=cast.at - 20 * DAY)
    ban = make_sanction(cast, incident=make_incident(cast, person=warning.person))
    correct(warning, Kind.ERASED, cast)
    ban.refresh_from_db()
    assert ban.review_since == cast.at


def test_r55_erased_without_mistake_is_withdrawn_and_brings_no_apology(cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area", at=cast.at - 20 * DAY)
    ban = make_sanction(cast, incident=make_incident(cast, person=warning.person))
    correct(warning, Kind.ERASED, cast, cause=Cause.CHANGED)
    letters_made(cast.at)
    ban.refresh_from_db()
    assert ban.review_since is None and kinds(warning) == ["recipients", "withdrawal"]


def test_r54_what_a_case_in_court_needs_is_not_erased(cast: Cast, ban: Sanction) -> None:
    held = {"reason": "Rechtszaak.", "until": cast.today + 30 * DAY, "by": cast.coordinator, "at": cast.at}
    correction = correct(ban, Kind.ERASED, cast)
    letters_made(cast.at)
    endings.hold(ban.person, **held)
    assert rule_of(lambda: finish(correction, cast)) == "R54"
    assert Correction.objects.get().finished_at is None and Person.objects.exists()
    other = make_sanction(cast, family_name="Jansen")
    endings.hold(other.person, **held)
    assert rule_of(lambda: correct(other, Kind.ERASED, cast)) == "R54"


def test_r30_r64_finished_once_by_who_keeps_the_register(cast: Cast, ban: Sanction) -> None:
    correction = correct(ban, Kind.WITHDRAWN, cast)
    letters_made(cast.at)
    for who in (cast.manager_a, cast.approver, cast.municipality):
        deed = lambda who=who: actions.finish(correction, by=who, at=cast.at)  # noqa: E731
        assert rule_of(deed) == "R30"
    assert finish(correction, cast).finished_at == cast.at
    assert code_of(lambda: finish(correction, cast)) == "already_finished"


def test_r55_purge_follows_after_everybody_was_told_and_not_before(cast: Cast, ban: Sanction) -> None:
    correction = correct(ban, Kind.WITHDRAWN, cast)
    erase_ended(on=cast.today + DAY)
    assert Sanction.objects.exists()
    letters_made(cast.at)
    finish(correction, cast)
    erase_ended(on=cast.today + DAY)
    assert not Sanction.objects.exists()


def test_r64_apology_that_was_not_sent_stays_four_weeks_and_the_desk_says_that_it_will_be_lost(
    cast: Cast, ban: Sanction
) -> None:
    correct(ban, Kind.ANNULLED, cast)

    def said(days: int) -> list[str]:
        told = due(cast.area, user=cast.coordinator, on=cast.today + days * DAY)
        return [one.sentence for one in told if one.kind.code == "tell_everybody"]

    assert "sluit de correctie af, uiterlijk op 22 maart 2026" in said(0)[0] and "verloren" in said(7)[0]
    erase_ended(on=cast.today + CORRECTED_D * DAY)
    assert Sanction.objects.filter(pk=ban.pk).exists() and "verloren" in said(CORRECTED_D)[0]
    erase_ended(on=cast.today + (CORRECTED_D + 1) * DAY)
    assert not Sanction.objects.filter(pk=ban.pk).exists()


def test_what_was_purged_before_anybody_was_told_can_be_finished(cast: Cast, ban: Sanction) -> None:
    """After a fortnight the promise to forget weighs more; nothing stays open for ever."""
    correction = correct(ban, Kind.WITHDRAWN, cast)
    erase_ended(on=cast.today + (CORRECTED_D + 2) * DAY)
    assert not Sanction.objects.exists()
    letters_made(cast.at)
    assert Notice.objects.count() == 0
    assert finish(correction, cast).finished_at == cast.at


def test_r64_erasure_that_was_asked_for_from_request_to_certificate(cast: Cast, ban: Sanction) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.ERASURE, words="Ik was het niet."), at=cast.at)
    answer = {"outcome": Outcome.GRANTED, "cause": Cause.WRONG_PERSON, "reasons": "Het was een ander.", "at": cast.at}
    assert rule_of(lambda: answering.decide(request, by=cast.coordinator, **answer)) == "R67"
    correction = actions.uphold(request, kind=Kind.ERASED, by=cast.coordinator, **answer)
    assert Notice.objects.filter(kind=LetterKind.REQUEST_DECIDED).count() == 1
    assert rule_of(lambda: answering.close(request, by=cast.coordinator, at=cast.at)) == "R64"
    letters_made(cast.at)
    finish(correction, cast)
    answering.close(Request.objects.get(), by=cast.coordinator, at=cast.at)
    assert not Statement.objects.exists() and not Person.objects.exists()
    left = Request.objects.get()
    assert (left.person, left.outcome, left.closed_at) == (None, "granted", cast.at)
