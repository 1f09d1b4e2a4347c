"""A plan from draft to closed: what is refused, by whom it is decided, and what stays as it was."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError

from audit.models import Event
from participants.actions.municipalities import merge
from participants.models import Municipality
from tests.cast import Cast
from tests.refused import refused
from toolbox.catalogue.taxonomy import taxonomy
from toolbox.legal_test.models import LegalAnswer
from toolbox.plans.actions import evaluations, parts, plans
from toolbox.plans.experience import experiences_with
from toolbox.plans.models import PartEvaluation, Plan, PlanPart, State
from toolbox.plans.warnings import warnings_of

from .making import (
    DAY,
    add_part,
    approve,
    draft,
    explain_all,
    make_catalogue,
    make_evaluation,
    make_plan,
    part_draft,
    ready_test,
    running_part,
)

pytestmark = pytest.mark.django_db


def test_plan_that_ends_before_it_starts_is_refused_twice(cast: Cast) -> None:
    """By the action with a sentence, and by the database whatever the action does."""
    with refused("ends_before_it_starts"):
        make_plan(cast, ends_on=cast.today - DAY)
    plan = make_plan(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(ends_on=plan.starts_on - DAY)
    with refused("ends_before_it_starts"):
        add_part(cast, plan, last_day=cast.today - DAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hang een camera met gezichtsherkenning op.", "excluded_practice"),
        ("We willen gezichtsherkenningscamera's.", "excluded_practice"),
        ("Foto’s op de ruit helpen.", "excluded_practice"),
        ("De man heeft BSN 111222333.", "citizen_number"),
        (" ", "text_missing"),
    ],
)
def test_text_of_a_plan_is_screened(cast: Cast, text: str, code: str) -> None:
    """A practice that the catalogue rules out is found, also inside a longer word."""
    with refused(code):
        make_plan(cast, problem=text)
    assert not Plan.objects.exists()


def test_text_may_say_what_is_not_done(cast: Cast) -> None:
    """Who denies a practice does not ask for it."""
    assert make_plan(cast, goal="Minder diefstal, zonder gezichtsherkenning.").goal


def test_refusal_says_why_and_what_instead(cast: Cast) -> None:
    """Who asked for it learns what may do."""
    with pytest.raises(Exception, match="Collectief winkelverbod") as caught:
        make_plan(cast, goal="gezichtsherkenning bij de deur")
    assert taxonomy().excluded[0].reasons["nl"] in str(caught.value)


def test_plan_from_an_example_has_its_measures(cast: Cast) -> None:
    """Those that the catalogue holds, each as long as the plan."""
    make_catalogue()
    example = taxonomy().example_plans[0]
    plan = plans.create_plan(cast.area, draft=draft(cast), example=example, by=cast.municipality, at=cast.at)
    codes = {part.measure_code for part in plan.parts.all()}
    assert codes == {code for code in example.measures if code in {
        "local-shopping-area-partnership", "resilience-training-retail", "individual-shop-ban", "collective-shop-ban",
        "business-liaison",
    }}  # fmt: skip
    assert {part.last_day for part in plan.parts.all()} == {plan.ends_on}


def test_open_warning_keeps_a_plan_from_being_put_forward(cast: Cast) -> None:
    """A reason opens the way, and stands beside the warning."""
    plan = make_plan(cast)
    with refused("plan_is_empty"):
        plans.put_forward(plan, by=cast.municipality, at=cast.at)
    add_part(cast, plan, "individual-shop-ban")
    with refused("warnings_open"):
        plans.put_forward(plan, by=cast.municipality, at=cast.at)
    explain_all(cast, plan)
    assert [row.reason for row in warnings_of(plan, on=cast.today)] == ["Dat is al geregeld."]
    assert plans.put_forward(plan, by=cast.municipality, at=cast.at).state is State.PUT_FORWARD


def test_note_about_a_procedure_keeps_nothing_back(cast: Cast) -> None:
    """It is shown and cannot be answered."""
    plan = make_plan(cast)
    add_part(cast, plan, "shuttle-bus")
    (note,) = warnings_of(plan, on=cast.today)
    with refused("no_such_warning"):
        about = {"key": note.caution.key, "reason": "Toch."}
        plans.answer_warning(plan, by=cast.municipality, at=cast.at, **about)
    plans.put_forward(plan, by=cast.municipality, at=cast.at)


def test_another_person_decides(cast: Cast) -> None:
    """Whoever put it forward does not, and the database holds to that as well."""
    plan = make_plan(cast)
    add_part(cast, plan)
    plans.put_forward(plan, by=cast.municipality, at=cast.at)
    for deed in (plans.approve, lambda plan, **who: plans.send_back(plan, reason="Nee.", **who)):
        with refused("same_person"):
            deed(plan, by=cast.municipality, at=cast.at)
        with refused("not_allowed"):
            deed(plan, by=cast.manager_a, at=cast.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(approved_at=cast.at, approved_by=cast.municipality)
    assert plans.approve(plan, by=cast.approver, at=cast.at).state is State.APPROVED
    with refused("not_waiting"):
        plans.approve(plan, by=cast.coordinator, at=cast.at)


def test_plan_sent_back_is_open_again_with_the_reason(cast: Cast) -> None:
    """It can be changed and put forward once more."""
    plan = make_plan(cast)
    add_part(cast, plan)
    plans.put_forward(plan, by=cast.municipality, at=cast.at)
    with refused("text_missing"):
        plans.send_back(plan, reason=" ", by=cast.approver, at=cast.at)
    plan = plans.send_back(plan, reason="Te duur.", by=cast.approver, at=cast.at)
    assert (plan.state, plan.sent_back_reason) == (State.SENT_BACK, "Te duur.")
    plans.change_plan(plan, draft=draft(cast, budget=4000), by=cast.municipality, at=cast.at)
    assert plans.put_forward(plan, by=cast.municipality, at=cast.at).state is State.PUT_FORWARD


def test_what_was_put_forward_no_longer_changes(cast: Cast) -> None:
    """Neither while it waits nor after it was approved."""
    part = add_part(cast, make_plan(cast))
    plans.put_forward(part.plan, by=cast.municipality, at=cast.at)
    for _turn in range(2):
        with refused("plan_is_fixed"):
            plans.change_plan(part.plan, draft=draft(cast), by=cast.municipality, at=cast.at)
        with refused("plan_is_fixed"):
            add_part(cast, part.plan)
        with refused("plan_is_fixed"):
            parts.change_part(part, draft=part_draft(cast, part.measure_code), by=cast.municipality, at=cast.at)
        with refused("plan_is_fixed"):
            parts.drop_part(part, by=cast.municipality, at=cast.at)
        Plan.objects.filter(pk=part.plan_id).update(approved_at=cast.at, approved_by=cast.coordinator)


def test_part_takes_only_what_there_is(cast: Cast) -> None:
    """A measure of the catalogue, a party that exists, a test of this measure."""
    plan = make_plan(cast)
    with refused("unknown_measure"):
        add_part(cast, plan, "toverstaf")
    with refused("unknown_party"):
        add_part(cast, plan, owner="niemand")
    with refused("unknown_party"):
        add_part(cast, plan, partners=["police", "niemand"])
    with refused("test_does_not_fit"):
        add_part(cast, plan, legal_test=ready_test(cast, "area-ban-mayor", at=cast.at))
    assert not PlanPart.objects.exists()


def test_ready_test_answers_the_warning(cast: Cast) -> None:
    """With it nobody asks for a reason."""
    plan = make_plan(cast)
    test = ready_test(cast, "area-ban-mayor", at=cast.at)
    add_part(cast, plan, "area-ban-mayor", legal_test=test)
    assert not [row for row in warnings_of(plan, on=cast.today) if row.caution.key.startswith("test-")]


def test_extension_of_what_coerces_asks_for_a_new_test(cast: Cast) -> None:
    """One that was closed after the measure began, and each extension its own."""
    part = running_part(cast, "individual-shop-ban")
    later = {"last_day": part.last_day + 30 * DAY, "reason": "Er gebeurt nog veel.", "by": cast.municipality}
    with refused("test_needed"):
        parts.extend(part, at=cast.at + 20 * DAY, **later)
    ready_test(cast, part.measure_code, at=cast.at - DAY)
    with refused("test_needed"):
        parts.extend(part, at=cast.at + 20 * DAY, **later)
    ready_test(cast, part.measure_code, at=cast.at + 19 * DAY)
    parts.extend(part, at=cast.at + 20 * DAY, **later)
    part.refresh_from_db()
    assert part.last_day == later["last_day"] and part.extensions.get().legal_test
    with refused("test_needed"):
        parts.extend(part, at=cast.at + 21 * DAY, **{**later, "last_day": part.last_day + DAY})


def test_extension_of_what_coerces_nobody_asks_for_a_reason(cast: Cast) -> None:
    """The plan goes on with it; what is over, or not longer, is not extended."""
    part = running_part(cast)
    later = {"reason": "Nog een groep.", "by": cast.municipality}
    with refused("not_longer"):
        parts.extend(part, last_day=part.last_day, at=cast.at, **later)
    with refused("text_missing"):
        parts.extend(part, last_day=part.last_day + DAY, at=cast.at, **{**later, "reason": ""})
    parts.extend(part, last_day=part.plan.ends_on + DAY, at=cast.at, **later)
    assert Plan.objects.get(pk=part.plan_id).ends_on == part.plan.ends_on + DAY
    with refused("part_does_not_run"):
        parts.extend(part, last_day=cast.today + 900 * DAY, at=cast.at + 800 * DAY, **later)


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_day_in_a_year_in_which_no_plan_lies_is_refused(cast: Cast, year: int) -> None:
    """ "For ever" is no last day, and reminders count from it."""
    plan = make_plan(cast)
    with refused("year_out_of_reach"):
        add_part(cast, plan, starts_on=dt.date(min(year, 2026), 1, 1), last_day=dt.date(year, 12, 31))


def test_measure_that_does_harm_stops_today(cast: Cast) -> None:
    """With a reason; what came of it can be written at once, and the plan can be closed."""
    part = running_part(cast)
    stopped = parts.stop(part, reason="Bewoners werden er onrustig van.", by=cast.municipality, at=cast.at + 3 * DAY)
    assert stopped.last_day == cast.today + 3 * DAY
    with refused("part_does_not_run"):
        parts.stop(part, reason="Nog een keer.", by=cast.municipality, at=cast.at + 4 * DAY)
    make_evaluation(cast, stopped, days=3, outcome="worse")
    assert plans.close(part.plan, by=cast.municipality, at=cast.at + 3 * DAY).closed_at


def test_measure_that_never_began_can_be_stopped_too(cast: Cast) -> None:
    """Its days are then that one day."""
    part = running_part(cast, starts_on=cast.today + 10 * DAY, last_day=cast.today + 20 * DAY)
    stopped = parts.stop(part, reason="Niet meer nodig.", by=cast.municipality, at=cast.at)
    assert stopped.starts_on == stopped.last_day == cast.today


def test_test_of_a_shorter_time_does_not_carry_a_longer_part(cast: Cast) -> None:
    """What was tested up to March says nothing of the year after."""
    plan = make_plan(cast)
    test = ready_test(cast, "individual-shop-ban", at=cast.at)
    facts = {"ends_on": (cast.today + 20 * DAY).isoformat()}
    LegalAnswer.objects.create(
        area=cast.area, test=test, question="end", answer="yes", reason="Dat is afgesproken.", facts=facts,
        answered_by=cast.municipality, answered_at=cast.at,
    )  # fmt: skip
    with refused("test_does_not_fit"):
        add_part(cast, plan, "individual-shop-ban", legal_test=test)
    assert add_part(cast, plan, "individual-shop-ban", legal_test=test, last_day=cast.today + 20 * DAY)


def test_one_test_carries_one_extension(cast: Cast) -> None:
    """In whatever plan: another asks for a test of its own."""
    first, second = (running_part(cast, "individual-shop-ban") for _each in range(2))
    ready_test(cast, "individual-shop-ban", at=cast.at + 2 * DAY)
    later = {"last_day": cast.today + 40 * DAY, "reason": "Het is nog nodig.", "by": cast.municipality}
    parts.extend(first, at=cast.at + 3 * DAY, **later)
    with refused("test_needed"):
        parts.extend(second, at=cast.at + 3 * DAY, **later)


def test_part_that_a_colleague_dropped_does_not_come_back(cast: Cast) -> None:
    """Two at one draft: the later one hears of it."""
    part = add_part(cast, make_plan(cast))
    parts.drop_part(PlanPart.objects.get(pk=part.pk), by=cast.municipality, at=cast.at)
    with refused("part_is_gone"):
        parts.change_part(part, draft=part_draft(cast, part.measure_code), by=cast.municipality, at=cast.at)
    assert not PlanPart.objects.exists()


def test_what_was_shared_can_be_taken_back(cast: Cast) -> None:
    """The page forgets it, the evaluation stays."""
    part = running_part(cast)
    make_evaluation(cast, part, learned="Begin klein.")
    evaluations.unshare(part, by=cast.municipality, at=cast.at)
    assert experiences_with("resilience-training-retail") == []
    assert PartEvaluation.objects.get().learned == "Begin klein."
    with refused("not_shared"):
        evaluations.unshare(part, by=cast.municipality, at=cast.at)


def test_evaluation_is_written_once_and_stays(cast: Cast) -> None:
    """Also, and above all, when it did not help."""
    part = running_part(cast)
    with refused("part_still_runs"):
        make_evaluation(cast, part, days=5)
    written = make_evaluation(cast, part, outcome="worse")
    with refused("already_evaluated"):
        make_evaluation(cast, part, outcome="helped")
    for delete in (written.delete, PartEvaluation.objects.all().delete, part.delete, part.plan.delete):
        with pytest.raises(ProtectedError):
            delete()
    assert PartEvaluation.objects.get().outcome == "worse"


def test_what_was_learned_returns_to_the_measure(cast: Cast) -> None:
    """With the municipality and the year; only what was shared."""
    make_evaluation(cast, running_part(cast), learned="Begin klein.")
    make_evaluation(cast, running_part(cast), learned="Voor onszelf.", shared=False)
    (row,) = experiences_with("resilience-training-retail")
    assert (row.municipality, row.year, row.outcome, row.learned) == (
        "Voorbeeldstad", 2026, "het hielp", "Begin klein.",
    )  # fmt: skip
    assert experiences_with("shop-house-rules") == []


def test_what_was_learned_is_of_what_the_municipality_became(cast: Cast) -> None:
    new = Municipality.objects.create(name="Nieuwstad")
    merge(cast.area.municipality, new, on=cast.today, by="merge_municipality", at=cast.at)
    cast.area.refresh_from_db()
    make_evaluation(cast, running_part(cast), learned="Begin klein.")
    assert [row.municipality for row in experiences_with("resilience-training-retail")] == ["Nieuwstad"]


def test_plan_closes_when_every_part_is_evaluated(cast: Cast) -> None:
    """And then nothing of it moves."""
    part = running_part(cast)
    with refused("not_evaluated"):
        plans.close(part.plan, by=cast.municipality, at=cast.at)
    make_evaluation(cast, part)
    assert plans.close(part.plan, by=cast.municipality, at=cast.at).state is State.CLOSED
    with refused("plan_does_not_run"):
        plans.close(part.plan, by=cast.municipality, at=cast.at)


def test_log_tells_what_was_done_and_no_word_of_it(cast: Cast) -> None:
    """Codes and references alone."""
    approve(cast, add_part(cast, make_plan(cast)).plan)
    lines = Event.objects.filter(action__startswith="plan.")
    assert [line.action for line in lines.order_by("pk")] == [
        "plan.made", "plan.part_added", "plan.put_forward", "plan.approved",
    ]  # fmt: skip
    assert not [line for line in lines if "diefstal" in str(line.facts)]
