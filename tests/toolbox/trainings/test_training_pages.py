"""The pages of trainings: what each reader sees, and the way from a plan to a certificate."""

import datetime as dt

import pytest

from participants.models import Instruction
from tests.screens import Screens, text
from toolbox.models import Certificate, Participant, Training, TrainingSession
from toolbox.trainings import actions, attendance

from .conftest import certify, plan

pytestmark = pytest.mark.django_db


def test_coordinator_goes_from_a_plan_to_certificates(screens: Screens) -> None:
    """Through the pages alone: training, day, people, presence, certificate, and the counter opens."""
    cast, screen = screens.cast, screens.of("coordinator")
    Instruction.objects.all().delete()
    told = {
        "title": "Rustig blijven", "measure_code": "resilience-training-retail", "practised": "Aanspreken.",
        "valid_months": 12, "opens_counter": "on",
    }  # fmt: skip
    assert screen.post("toolbox:training-new", **told).status_code == 302
    training = Training.objects.get()
    day = {"held_on": cast.today.isoformat(), "starts_at": "10:00", "ends_at": "12:00"}
    where = {"place": "Buurthuis", "trainer": "Trainers bv", "seats": 8}
    assert screen.post("toolbox:session-new", training.pk, **day, **where).status_code == 302
    session = TrainingSession.objects.get()
    come = {"people": [cast.counter_a.pk, cast.counter_b.pk], "shop": cast.shop_a.pk, "number": 2}
    assert screen.post("toolbox:session-people", session.pk, **come).status_code == 302
    mine = session.participants.get(user=cast.counter_a)
    marked = {"present": [mine.pk], f"came-{cast.shop_a.pk}": 1}
    assert screen.post("toolbox:session-presence", session.pk, **marked).status_code == 302
    shown = text(screen.get("toolbox:session", session.pk))
    assert "16 maart 2026, 10:00–12:00" in shown and "counter_b was er niet" in shown and "4 van 8 bezet" in shown
    certificate = Certificate.objects.get()
    assert "16 maart 2027" in text(screen.get("toolbox:certificate", certificate.number))
    assert Instruction.objects.get().user == cast.counter_a


def test_what_was_typed_stays_when_it_is_refused(screens: Screens) -> None:
    told = {"title": "Een", "measure_code": "e-learning-retail", "practised": "BSN 111222333", "valid_months": 12}
    answer = screens.of("coordinator").post("toolbox:training-new", **told)
    assert answer.status_code == 422 and "burgerservicenummer" in text(answer) and 'value="Een"' in str(answer.content)
    assert not Training.objects.exists()


@pytest.mark.parametrize(
    ("number", "shop", "message"),
    [("2", "", "Kies de winkel van deze mensen."), ("", "", "Kies iemand, of vul een aantal in.")],
)
def test_signing_up_says_what_is_missing(
    screens: Screens, session: TrainingSession, number: str, shop: str, message: str
) -> None:
    answer = screens.of("coordinator").post("toolbox:session-people", session.pk, number=number, shop=shop)
    assert answer.status_code == 422 and message in text(answer)


def test_manager_sees_and_signs_up_the_own_people_alone(screens: Screens, session: TrainingSession) -> None:
    cast, screen = screens.cast, screens.of("manager_a")
    attendance.sign_up(session, people=[cast.counter_a, cast.counter_b], by=cast.coordinator, at=cast.at)
    for page in ("toolbox:session", "toolbox:session-people"):
        shown = text(screen.get(page, session.pk))
        assert "counter_b" not in shown and "manager_b" not in shown
    assert "counter_a" in text(screen.get("toolbox:session", session.pk))
    answer = screen.post("toolbox:session-people", session.pk, people=[cast.counter_b.pk])
    assert answer.status_code == 422
    other = session.participants.get(user=cast.counter_b)
    assert screen.post("toolbox:session-leave", session.pk, participant=other.pk).status_code == 404
    mine = session.participants.get(user=cast.counter_a)
    assert screen.post("toolbox:session-leave", session.pk, participant=mine.pk).status_code == 302
    assert list(Participant.objects.all()) == [other]


def test_signing_off_too_late_says_so(screens: Screens, training: Training) -> None:
    """A refusal of a button stands on the same page."""
    cast = screens.cast
    session = plan(cast, training, days=-1)
    attendance.sign_up(session, people=[cast.counter_a], by=cast.coordinator, at=cast.at)
    mine = session.participants.get()
    answer = screens.of("manager_a").post("toolbox:session-leave", session.pk, participant=mine.pk)
    assert answer.status_code == 422 and "Vraag de coördinator" in text(answer)


@pytest.mark.parametrize("participant", ["", "x", "²", "900001", "9" * 30, "9" * 5000, "1\0"])
def test_nonsense_signs_nobody_off(screens: Screens, session: TrainingSession, participant: str) -> None:
    answer = screens.of("coordinator").post("toolbox:session-leave", session.pk, participant=participant)
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["municipality", "approver"])
def test_who_oversees_sees_numbers_and_no_names(screens: Screens, session: TrainingSession, who: str) -> None:
    cast, screen = screens.cast, screens.of(who)
    certify(cast, session, cast.counter_a)
    pages = [
        screen.get("toolbox:trainings"),
        screen.get("toolbox:training", session.training_id),
        screen.get("toolbox:session", session.pk),
    ]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert not any("counter_a" in page.content.decode() for page in pages)
    assert "1 van 2 met een account" in text(pages[1])
    for page in ("toolbox:session-people", "toolbox:session-presence"):
        assert screen.get(page, session.pk).status_code == 404


def test_counter_sees_what_comes_and_the_own_certificates(screens: Screens, training: Training) -> None:
    """And opens nothing else of it."""
    cast, screen = screens.cast, screens.of("counter_a")
    session = plan(cast, training)
    mine, other = certify(cast, session, cast.counter_a, cast.counter_b)
    plan(cast, training, days=5, place="Zaal twee")
    shown = screen.get("toolbox:trainings")
    assert "Zaal twee" in text(shown) and mine.number in shown.content.decode()
    assert other.number not in shown.content.decode()
    assert screen.get("toolbox:certificate", mine.number).status_code == 200
    assert screen.get("toolbox:certificate", other.number).status_code == 404
    assert screen.get("toolbox:certificate-close", mine.number).status_code == 404
    for page, key in (("toolbox:training", training.pk), ("toolbox:session", session.pk)):
        assert screen.get(page, key).status_code == 404


def test_manager_opens_no_certificate_of_the_own_people(screens: Screens, session: TrainingSession) -> None:
    (made,) = certify(screens.cast, session, screens.cast.counter_a)
    assert screens.of("manager_a").get("toolbox:certificate", made.number).status_code == 404


def test_coordinator_closes_a_certificate(screens: Screens, session: TrainingSession) -> None:
    (made,) = certify(screens.cast, session, screens.cast.counter_a)
    screen = screens.of("coordinator")
    assert screen.post("toolbox:certificate-close", made.number, reason="Was er niet.").status_code == 302
    assert "ingetrokken" in text(screen.get("toolbox:certificate", made.number))
    assert screen.post("toolbox:certificate-close", made.number, reason="Weer.").status_code == 422


def test_session_is_cancelled_from_its_page(screens: Screens, training: Training) -> None:
    session = plan(screens.cast, training, days=3)
    screen = screens.of("municipality")
    assert screen.post("toolbox:session-cancel", session.pk, reason="De zaal is dicht.").status_code == 302
    shown = text(screen.get("toolbox:session", session.pk))
    assert "gaat niet door De zaal is dicht." in shown
    assert "Er is niets gepland" in text(screen.get("toolbox:trainings"))


def test_municipality_is_not_asked_whether_the_counter_opens(screens: Screens) -> None:
    def asks(who: str) -> bool:
        return 'name="opens_counter"' in screens.of(who).get("toolbox:training-new").content.decode()

    assert asks("coordinator") and not asks("municipality")


def test_day_that_was_forgotten_is_told(screens: Screens, training: Training) -> None:
    session = plan(screens.cast, training, days=-3)
    assert "nog niet vastgelegd wie er waren" in text(screens.of("coordinator").get("toolbox:session", session.pk))


def test_lists_ask_as_much_of_the_database_with_many_rows(screens: Screens, training: Training) -> None:
    """Two days or twelve, two certificates or more: the number of questions stays."""
    cast, screen = screens.cast, screens.of("coordinator")
    certify(cast, plan(cast, training), cast.counter_a)
    plan(cast, training, days=1)
    before = [screen.queries("toolbox:trainings"), screen.queries("toolbox:training", training.pk)]
    for days in range(2, 12):
        plan(cast, training, days=days)
    certify(cast, plan(cast, training), cast.counter_b, cast.manager_b)
    again = actions.add_training(
        cast.area, measure_code="e-learning-retail", title="Ander", practised="Oefenen.", valid_months=3,
        by=cast.coordinator, at=cast.at + dt.timedelta(seconds=1),
    )  # fmt: skip
    assert [screen.queries("toolbox:trainings"), screen.queries("toolbox:training", training.pk)] == before
    assert again.pk


def test_certificates_are_listed_of_who_still_works_here(screens: Screens, session: TrainingSession) -> None:
    """Somebody who left keeps the paper, and stands in no list."""
    cast, screen = screens.cast, screens.of("coordinator")
    made, gone = certify(cast, session, cast.counter_a, cast.counter_b)
    cast.counter_b.memberships.update(ended_at=cast.at)
    page = screen.get("toolbox:training", session.training_id).content.decode()
    assert made.number in page and gone.number not in page
    assert screen.get("toolbox:certificate", gone.number).status_code == 200


def test_the_page_says_who_is_counted_twice(screens: Screens, training: Training) -> None:
    told = text(screens.of("municipality").get("toolbox:training", training.pk))
    assert "Wie zonder account twee keer komt, telt twee keer mee." in told
