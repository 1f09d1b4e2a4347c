"""Beginning, answering and closing: what is kept, what is refused, and that a closed test never changes."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from participants.actions.areas import grant_permit
from participants.clock import DUTCH_TIME
from participants.refusals import Refusal
from tests.toolbox.measures import CONDITIONS, measure
from toolbox.catalogue.models import Measure
from toolbox.catalogue.shelf import shelf
from toolbox.legal_test import actions
from toolbox.legal_test.judging import standing
from toolbox.legal_test.models import LegalAnswer, LegalTest, Outcome
from toolbox.legal_test.telling import instead, reasons

from .conftest import REASON, Examiner


def refused(call, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value


def frozen(test: LegalTest) -> tuple:
    """Everything that the database holds of a test."""
    row = LegalTest.objects.filter(pk=test.pk).values().get()
    return row, list(LegalAnswer.objects.filter(test=test).order_by("pk").values())


# Beginning


def test_begin_writes_down_measure_place_and_who(tests: Examiner) -> None:
    test = tests.begin()
    assert (test.measure_code, test.measure_version, test.title) == ("individual-shop-ban", 1, "Diefstal aan de Markt")
    assert test.begun_by == tests.by and not test.is_closed and test.outcome == ""
    assert Event.objects.filter(action="legal_test.begun", subject=f"legal-test:{test.pk}").count() == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"measure_code": "geen"}, "no_such_measure"),
        ({"title": "    "}, "wrong_length"),
        ({"title": "q" * 121}, "wrong_length"),
        ({"title": "Overlast door asielzoekers"}, "forbidden_words"),
        ({"title": "Burger 111222333 steelt"}, "citizen_number"),
    ],
)
def test_begin_refuses_rubbish_and_leaves_nothing(tests: Examiner, changes: dict, code: str) -> None:
    fields = {"measure_code": "individual-shop-ban", "title": "Diefstal aan de Markt", **changes}
    caught = refused(actions.begin, tests.cast.area, **fields, by=tests.by, at=tests.cast.at)
    assert caught.code == code and caught.field in changes
    assert not LegalTest.objects.exists()


@pytest.mark.parametrize("who", ["approver", "manager_a", "counter_a", "stranger"])
def test_only_who_makes_plans_begins_answers_and_closes(tests: Examiner, who: str) -> None:
    test = tests.begin()
    by, at = getattr(tests.cast, who), tests.cast.at
    deeds = [
        lambda: actions.begin(tests.cast.area, measure_code="individual-shop-ban", title="Op de Markt", by=by, at=at),
        lambda: actions.give_answer(test, question="problem", answer="yes", reason=REASON, given={}, by=by, at=at),
        lambda: actions.close(test, by=by, at=at),
    ]
    assert {refused(deed).code for deed in deeds} == {"not_allowed"}
    assert LegalTest.objects.count() == 1 and not LegalAnswer.objects.exists()


# Answering


def test_an_answer_can_be_given_differently_until_closing(tests: Examiner) -> None:
    test = tests.answer_all(tests.begin())
    assert tests.outcome(test) == "ready"
    tests.answer(test, "necessity", "no", "Het helpt hier toch niet.")
    assert tests.outcome(test) == "lighter" and test.answers.count() == 11
    assert Event.objects.filter(action="legal_test.answered").count() == 12


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "wrong_length"),
        ("   kort    ", "wrong_length"),
        ("q w " * 501, "wrong_length"),
        ("De bewoners van de opvang doen dit.", "forbidden_words"),
        ("BSN 111222333 stal drie keer.", "citizen_number"),
        ("Een tekst met \u202e omgekeerde tekens.", "odd_characters"),
    ],
)
def test_a_reason_is_needed_and_screened(tests: Examiner, reason: str, code: str) -> None:
    test = tests.begin()
    caught = refused(tests.answer, test, "problem", reason=reason)
    assert (caught.code, caught.field) == (code, "reason")
    assert not test.answers.exists()


def test_an_answer_is_one_of_three(tests: Examiner) -> None:
    assert refused(tests.answer, tests.begin(), "problem", "misschien").field == "answer"


@pytest.mark.parametrize(
    ("question", "given", "code", "field"),
    [
        ("competence", {"article": " "}, "fact_missing", "article"),
        ("competence", {"article": "q " * 101}, "too_long", "article"),
        ("competence", {"article": "Nummer 111222333"}, "citizen_number", "article"),
        ("competence", {"deciders": {}}, "decider_missing", "decider_council"),
        ("competence", {"deciders": {"council": "yes", "mayor": "soms"}}, "decider_missing", "decider_mayor"),
        ("privacy", {"data": None}, "fact_missing", "data"),
        ("privacy", {"assessment": "klaar"}, "fact_missing", "assessment"),
        ("privacy", {"assessment": "to_do"}, "assessment_to_do", "assessment"),
        ("end", {"ends_on": "morgen"}, "fact_missing", "ends_on"),
        ("end", {"ends_on": dt.date(2026, 3, 16)}, "ends_too_soon", "ends_on"),
        ("end", {"evaluated_on": dt.date(2030, 1, 1)}, "evaluated_too_late", "evaluated_on"),
        ("end", {"evaluated_on": dt.date(2026, 3, 15)}, "evaluated_too_late", "evaluated_on"),
        ("end", {"owner": ""}, "fact_missing", "owner"),
    ],
)
def test_a_yes_needs_its_facts(tests: Examiner, question: str, given: dict, code: str, field: str) -> None:
    test = tests.begin("camera-surveillance-public-space")
    caught = refused(tests.answer, test, question, **given)
    assert (caught.code, caught.field) == (code, field)
    assert not test.answers.exists()


def test_a_no_needs_no_facts(tests: Examiner) -> None:
    test = tests.begin()
    for question in ("competence", "privacy", "end"):
        actions.give_answer(
            test, question=question, answer="no", reason=REASON, given={}, by=tests.by, at=tests.cast.at
        )
    assert test.answers.count() == 3


def test_a_condition_that_is_met_says_what_shows_it(tests: Examiner) -> None:
    test = tests.begin()
    caught = refused(tests.answer, test, "conditions", conditions={CONDITIONS[0]: "  "})
    assert caught.code == "not_shown" and not test.answers.exists()
    tests.answer_all(test)
    tests.answer(test, "conditions", conditions={CONDITIONS[0]: "Foto van de deur", "Iets anders": "Verzonnen"})
    assert test.answers.get(question="conditions").facts == {"conditions": {CONDITIONS[0]: "Foto van de deur"}}
    assert tests.outcome(test) == "not_yet"


# Hard stops


@pytest.mark.parametrize("code", ["collective-shop-ban", "collective-warning"])
def test_the_register_says_whether_there_is_a_permit(tests: Examiner, code: str) -> None:
    """Nobody is asked, and nobody can say otherwise (R1)."""
    test = tests.answer_all(tests.begin(code))
    assert tests.outcome(test) == "ready"
    tests.cast.area.permits.all().delete()
    test = tests.answer_all(test)
    assert tests.outcome(test) == "no"
    assert any("vergunning" in reason for reason in reasons(standing(test, on=tests.cast.today)))
    grant_permit(
        tests.cast.area, number="AP-2", granted_on=tests.cast.today, valid_from=tests.cast.today, valid_until=None,
        businesses=[], by=tests.cast.coordinator, at=tests.cast.at,
    )  # fmt: skip
    assert tests.outcome(test) == "ready"


def test_a_party_that_does_not_decide_stops_it(tests: Examiner) -> None:
    test = tests.answer_all(tests.begin("camera-surveillance-public-space"))
    tests.answer(test, "competence", deciders={"council": "yes", "mayor": "no"})
    assert tests.outcome(test) == "no"
    tests.answer(test, "competence", deciders={"council": "yes", "mayor": "unknown"})
    assert tests.outcome(test) == "not_yet"


@pytest.mark.parametrize("place", ["title", "reason", "article", "shown"])
def test_an_excluded_practice_stops_it_wherever_it_is_written(tests: Examiner, place: str) -> None:
    words = "Met gezichtsherkenning bij de deur"
    test = tests.answer_all(tests.begin(title=words if place == "title" else "Diefstal aan de Markt"))
    if place == "reason":
        tests.answer(test, "end", reason=words)
    elif place == "article":
        tests.answer(test, "competence", article=words)
    elif place == "shown":
        tests.answer(test, "conditions", conditions=dict.fromkeys(CONDITIONS, words))
    stands = standing(LegalTest.objects.get(pk=test.pk), on=tests.cast.today)
    assert stands.verdict.outcome == "no"
    assert "collective-shop-ban" in [row.code for row in instead(stands, shelf(tests.cast.today))]
    assert "Gezichtsherkenning" in " ".join(reasons(stands))


def test_a_measure_that_ended_is_a_no_with_what_replaced_it(tests: Examiner) -> None:
    stands = standing(tests.begin("coa-ebtl"), on=tests.cast.today)
    assert stands.verdict.outcome == "no"
    assert [row.code for row in instead(stands, shelf(tests.cast.today))] == ["coa-htl"]


def test_a_measure_that_left_the_catalogue_is_a_no(tests: Examiner) -> None:
    test = tests.answer_all(tests.begin())
    Measure.objects.filter(code="individual-shop-ban").update(valid_until=tests.cast.today)
    assert tests.outcome(test) == "no"


def test_lighter_shows_what_is_lighter(tests: Examiner) -> None:
    test = tests.answer_all(tests.begin(), subsidiarity="no")
    stands = standing(LegalTest.objects.get(pk=test.pk), on=tests.cast.today)
    assert stands.verdict.outcome == "lighter"
    assert [row.code for row in instead(stands, shelf(tests.cast.today))] == ["shop-house-rules"]


# Closing


def test_closing_freezes_outcome_version_permit_and_who(tests: Examiner) -> None:
    test = tests.close(tests.answer_all(tests.begin("collective-shop-ban")))
    row = Measure.objects.get(code="collective-shop-ban")
    test.refresh_from_db()
    assert (test.outcome, test.findings) == ("ready", [])
    assert (test.measure_version, test.measure_checksum) == (1, row.checksum)
    assert (test.permit_status, test.permit_number) == ("in_force", "AP-1")
    assert (test.closed_by, test.closed_at) == (tests.by, tests.cast.at)
    line = Event.objects.get(action="legal_test.closed")
    assert line.facts == {"outcome": "ready"}


def test_a_closed_test_is_never_changed(tests: Examiner) -> None:
    """Whatever somebody does, and whatever becomes of the measure and the permit."""
    test = tests.close(tests.answer_all(tests.begin("collective-shop-ban")))
    before = frozen(test)
    assert refused(tests.answer, test, "problem", "no").code == "test_closed"
    assert refused(tests.close, test).code == "test_closed"
    tests.cast.area.permits.all().delete()
    Measure.objects.filter(code="collective-shop-ban").update(valid_until=tests.cast.today)
    measure("collective-shop-ban", version=2, since=tests.cast.today, status="ended").save()
    assert frozen(test) == before
    stands = standing(LegalTest.objects.get(pk=test.pk), on=tests.cast.today)
    assert (stands.verdict.outcome, stands.measure.version, stands.permit.number) == ("ready", 1, "AP-1")


def test_a_closed_no_keeps_its_reasons_when_the_rules_of_the_day_change(tests: Examiner) -> None:
    tests.cast.area.permits.all().delete()
    test = tests.close(tests.begin("collective-shop-ban"))
    assert (test.outcome, test.permit_status, test.permit_number) == ("no", "missing", "")
    before = reasons(standing(test, on=tests.cast.today))
    grant_permit(
        tests.cast.area, number="AP-2", granted_on=tests.cast.today, valid_from=tests.cast.today, valid_until=None,
        businesses=[], by=tests.cast.coordinator, at=tests.cast.at,
    )  # fmt: skip
    assert reasons(standing(LegalTest.objects.get(pk=test.pk), on=tests.cast.today)) == before != []


def test_a_new_version_is_what_an_open_test_is_judged_by(tests: Examiner) -> None:
    test = tests.answer_all(tests.begin())
    Measure.objects.filter(code="individual-shop-ban").update(valid_until=tests.cast.today)
    conditions = [*CONDITIONS, "Een nieuwe voorwaarde"]
    measure(
        "individual-shop-ban", version=2, since=tests.cast.today, conditions_nl=conditions, conditions_en=conditions
    ).save()
    stands = standing(LegalTest.objects.get(pk=test.pk), on=tests.cast.today)
    assert stands.changed_since and stands.verdict.outcome == "not_yet"
    assert reasons(stands) == ["Nog te regelen: Een nieuwe voorwaarde"]
    assert tests.close(test).measure_version == 2


def test_a_test_with_open_questions_does_not_close(tests: Examiner) -> None:
    test = tests.begin()
    tests.answer(test, "problem")
    assert refused(tests.close, test).code == "not_answered"
    assert not LegalTest.objects.get(pk=test.pk).is_closed


def test_a_new_test_begins_from_a_closed_one(tests: Examiner) -> None:
    test = tests.begin()
    assert refused(actions.begin_again, test, by=tests.by, at=tests.cast.at).code == "test_open"
    tests.close(tests.answer_all(test))
    again = actions.begin_again(LegalTest.objects.get(pk=test.pk), by=tests.by, at=tests.cast.at)
    assert (again.follows, again.title, again.measure_code) == (test, test.title, test.measure_code)
    assert not again.answers.exists() and not again.is_closed


# What the plans ask


def test_ready_for_finds_what_was_closed_ready_here_since_that_day(tests: Examiner) -> None:
    area, today = tests.cast.area, tests.cast.today
    ready = tests.close(tests.answer_all(tests.begin()))
    tests.close(tests.answer_all(tests.begin(), necessity="no"))
    tests.answer_all(tests.begin())
    late = dt.datetime(2026, 3, 17, 0, 30, tzinfo=DUTCH_TIME)
    after_midnight = tests.close(tests.answer_all(tests.begin()), at=late)

    def found(area, code, day):
        return set(LegalTest.objects.ready_for(area, code, since=day))

    assert found(area, "individual-shop-ban", today) == {ready, after_midnight}
    assert found(area, "individual-shop-ban", today + dt.timedelta(days=1)) == {after_midnight}
    assert found(area, "individual-shop-ban", today + dt.timedelta(days=2)) == set()
    assert found(area, "collective-shop-ban", today) == set()
    assert found(tests.cast.elsewhere, "individual-shop-ban", today) == set()


# What may not be, in the database


def test_the_database_refuses_half_a_closing(tests: Examiner) -> None:
    test = tests.begin()
    halves = [
        {"outcome": Outcome.READY},
        {"closed_at": tests.cast.at},
        {"closed_at": tests.cast.at, "closed_by": tests.by, "outcome": Outcome.READY, "permit_status": "not_needed"},
        {"closed_at": tests.cast.at, "closed_by": tests.by, "outcome": "mooi", "measure_checksum": "a",
         "permit_status": "not_needed"},
        {"title": ""},
    ]  # fmt: skip
    for half in halves:
        with pytest.raises(IntegrityError), transaction.atomic():
            LegalTest.objects.filter(pk=test.pk).update(**half)


def test_the_database_refuses_half_an_answer(tests: Examiner) -> None:
    test = tests.begin()
    tests.answer(test, "problem")
    row = test.answers.get()
    for half in ({"answer": "soms"}, {"reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LegalAnswer.objects.filter(pk=row.pk).update(**half)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.pk = None
        row.save()
