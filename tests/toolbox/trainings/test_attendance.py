"""Who comes, who was there, and the certificate that follows."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from participants.actions.people import revoke
from participants.models import Membership
from tests.cast import Cast
from tests.refused import refused
from toolbox.models import Certificate, Headcount, Participant, Training, TrainingSession
from toolbox.trainings import actions, attendance
from toolbox.trainings.figures import figures_of, trained_in

from .conftest import certify, plan


def test_manager_signs_up_the_own_people_and_nobody_else(cast: Cast, session: TrainingSession) -> None:
    told = {"by": cast.manager_a, "at": cast.at}
    attendance.sign_up(session, people=[cast.counter_a, cast.manager_a], counted=(cast.shop_a, 2), **told)
    with refused("not_yours"):
        attendance.sign_up(session, people=[cast.counter_b], **told)
    with refused("not_yours"):
        attendance.sign_up(session, counted=(cast.shop_b, 2), **told)
    assert session.seats_taken == 4


def test_coordinator_signs_up_whoever_works_in_the_area(cast: Cast, session: TrainingSession) -> None:
    told = {"by": cast.coordinator, "at": cast.at}
    attendance.sign_up(session, people=[cast.counter_b, cast.approver, cast.coordinator], **told)
    with refused("not_yours"):
        attendance.sign_up(session, people=[cast.stranger], **told)
    assert session.participants.count() == 3


@pytest.mark.parametrize("who", ["municipality", "approver", "counter_a", "stranger"])
def test_nobody_else_signs_people_up(cast: Cast, session: TrainingSession, who: str) -> None:
    """The municipality plans trainings and never handles names of who works in the shops."""
    with refused("not_allowed"):
        attendance.sign_up(session, people=[cast.counter_a], by=getattr(cast, who), at=cast.at)


def test_who_has_left_is_not_in_the_list(cast: Cast, session: TrainingSession) -> None:
    role = Membership.objects.get(user=cast.counter_a, area=cast.area)
    revoke(role, by=cast.coordinator, at=cast.at)
    with refused("not_yours"):
        attendance.sign_up(session, people=[cast.counter_a], by=cast.manager_a, at=cast.at)


def test_session_takes_no_more_people_than_it_has_seats(cast: Cast, training: Training) -> None:
    """With and without an account together; what does not fit leaves nothing behind."""
    row = plan(cast, training, seats=2)
    told = {"by": cast.coordinator, "at": cast.at}
    with refused("session_full"):
        attendance.sign_up(row, people=[cast.counter_a], counted=(cast.shop_b, 2), **told)
    assert row.seats_taken == 0
    attendance.sign_up(row, people=[cast.counter_a], counted=(cast.shop_b, 1), **told)
    with refused("session_full"):
        attendance.sign_up(row, people=[cast.counter_b], **told)


def test_signing_up_twice_is_once_and_a_number_takes_the_place_of_the_earlier(
    cast: Cast, session: TrainingSession
) -> None:
    told = {"by": cast.coordinator, "at": cast.at}
    for number in (3, 2):
        attendance.sign_up(session, people=[cast.counter_a], counted=(cast.shop_a, number), **told)
    assert session.seats_taken == 3
    attendance.sign_up(session, counted=(cast.shop_a, 0), **told)
    assert not Headcount.objects.exists()


def test_manager_signs_off_own_people_until_the_day_is_over(cast: Cast, training: Training) -> None:
    row = plan(cast, training, days=1)
    attendance.sign_up(row, people=[cast.counter_a, cast.counter_b], by=cast.coordinator, at=cast.at)
    mine, other = row.participants.get(user=cast.counter_a), row.participants.get(user=cast.counter_b)
    with refused("not_yours"):
        attendance.sign_off(other, by=cast.manager_a, at=cast.at)
    with refused("already_held"):
        attendance.sign_off(mine, by=cast.manager_a, at=cast.at + dt.timedelta(days=2))
    attendance.sign_off(mine, by=cast.manager_a, at=cast.at)
    assert list(row.participants.all()) == [other]


def test_presence_makes_a_certificate_for_who_was_there(cast: Cast, training: Training) -> None:
    """Until the same day so many months later, in a short month its last; marked twice it is made once."""
    row = plan(cast, training, held_on=dt.date(2024, 2, 29))
    (made,) = certify(cast, row, cast.counter_a)
    assert (made.holder, made.training, made.valid_until) == (cast.counter_a, training, dt.date(2025, 2, 28))
    attendance.sign_up(row, people=[cast.counter_b], by=cast.coordinator, at=cast.at)
    again = attendance.mark_presence(row, present=row.participants.all(), by=cast.coordinator, at=cast.at)
    assert [found.holder for found in again] == [cast.counter_b] and Certificate.objects.count() == 2


def test_absent_people_get_nothing(cast: Cast, session: TrainingSession) -> None:
    attendance.sign_up(session, people=[cast.counter_a, cast.counter_b], by=cast.coordinator, at=cast.at)
    here = session.participants.filter(user=cast.counter_a)
    attendance.mark_presence(session, present=here, by=cast.coordinator, at=cast.at)
    assert [found.holder for found in Certificate.objects.all()] == [cast.counter_a]


def test_participant_of_another_session_is_no_participant_here(
    cast: Cast, session: TrainingSession, training: Training
) -> None:
    other = plan(cast, training, days=-1)
    attendance.sign_up(other, people=[cast.counter_a], by=cast.coordinator, at=cast.at)
    told = {"present": other.participants.all(), "by": cast.coordinator, "at": cast.at}
    assert attendance.mark_presence(session, **told) == []


def test_presence_waits_for_the_day_and_for_one_that_is_given(cast: Cast, training: Training) -> None:
    told = {"present": [], "by": cast.coordinator, "at": cast.at}
    row = plan(cast, training, days=1)
    with refused("not_yet_held"):
        attendance.mark_presence(row, **told)
    actions.cancel_session(row, reason="Te weinig mensen.", by=cast.coordinator, at=cast.at)
    with refused("cancelled"):
        attendance.mark_presence(row, **{**told, "at": cast.at + dt.timedelta(days=1)})
    with refused("cancelled"):
        attendance.sign_up(row, people=[cast.counter_a], by=cast.coordinator, at=cast.at)


@pytest.mark.parametrize("who", ["municipality", "manager_a", "approver", "counter_a"])
def test_only_the_coordinator_says_who_was_there(cast: Cast, session: TrainingSession, who: str) -> None:
    with refused("not_allowed"):
        attendance.mark_presence(session, present=[], by=getattr(cast, who), at=cast.at)


def test_who_was_there_is_not_signed_off(cast: Cast, session: TrainingSession) -> None:
    certify(cast, session, cast.counter_a)
    with refused("was_present"):
        attendance.sign_off(session.participants.get(), by=cast.coordinator, at=cast.at)


def test_certificate_is_closed_once_and_with_a_reason(cast: Cast, session: TrainingSession) -> None:
    (made,) = certify(cast, session, cast.counter_a)
    told = {"by": cast.coordinator, "at": cast.at}
    with refused("missing"):
        attendance.close_certificate(made, reason="", **told)
    with refused("not_allowed"):
        attendance.close_certificate(made, reason="Was er niet.", by=cast.manager_a, at=cast.at)
    closed = attendance.close_certificate(made, reason="Was er niet.", **told)
    assert not closed.is_valid(cast.today)
    with refused("already_closed"):
        attendance.close_certificate(made, reason="Was er niet.", **told)
    line = Event.objects.get(action="certificate.closed")
    assert line.subject == f"certificate:{made.number}" and "er niet" not in str(line.facts)


def test_database_keeps_no_half_closed_certificate(cast: Cast, session: TrainingSession) -> None:
    (made,) = certify(cast, session, cast.counter_a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=made.pk).update(close_reason="Zonder dag.")


def test_figures_count_by_shop_and_once_in_the_area(cast: Cast, session: TrainingSession) -> None:
    """Valid certificates of who still works there, and who was counted, for as long as a certificate would hold."""
    attendance.sign_up(session, counted=(cast.shop_b, 3), by=cast.coordinator, at=cast.at)
    certificates = certify(cast, session, cast.counter_a, cast.manager_a, cast.counter_b)
    told = {"by": cast.coordinator, "at": cast.at}
    attendance.mark_presence(session, present=[], came={cast.shop_b.pk: 2}, **told)
    attendance.close_certificate(certificates[1], reason="Was er niet.", **told)

    def shown(on: dt.date) -> dict[str, tuple[int, int, int]]:
        rows = figures_of(session.training, on=on).shops
        return {row.shop.name: (row.people, row.counted, row.staff) for row in rows}

    assert shown(cast.today) == {"Bakkerij": (1, 0, 2), "Speelgoed": (1, 2, 2), "Kaas": (0, 0, 1)}
    figures = figures_of(session.training, on=cast.today)
    assert (figures.people, figures.counted, figures.total) == (2, 2, 4)
    assert trained_in(cast.area, on=cast.today) == {session.training_id: 2}
    after = dt.date(2027, 3, 17)
    assert shown(after) == {"Bakkerij": (0, 0, 2), "Speelgoed": (0, 0, 2), "Kaas": (0, 0, 1)}


def test_what_is_somebodys_goes_with_the_account(cast: Cast, session: TrainingSession) -> None:
    """The training stays, and the certificates of others."""
    attendance.sign_up(session, people=[cast.municipality], by=cast.coordinator, at=cast.at)
    certify(cast, session, cast.counter_b)
    attendance.mark_presence(session, present=session.participants.all(), by=cast.coordinator, at=cast.at)
    assert Certificate.objects.count() == 2
    cast.municipality.delete()
    assert [row.user for row in Participant.objects.all()] == [cast.counter_b]
    assert Certificate.objects.count() == 1
