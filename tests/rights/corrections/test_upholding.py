"""Who is right gets what was asked for, with the answer and in one deed (R63, R66, R67)."""

import pytest

from bans.actions import endings
from bans.actions.exceptions import grant
from bans.models import Sanction
from bans.models.sanction import WhyRestricted
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.requests import Outcome, Right
from participants.models import User
from participants.refusals import Refusal
from rights.corrections import actions
from rights.corrections.models import Correction, Kind
from rights.figures import counting
from rights.figures.periods import Period
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Dispute, Request
from tests.cast import Cast
from tests.factories import DAY, make_incident, make_sanction

from .scene import at_counter, code_of, correct, kinds, letters_made, looks, rule_of, told_shops

WHY = "De beelden laten iemand anders zien."


def objection(cast: Cast, sanction: Sanction, hearer: User) -> Request:
    """An objection that was heard."""
    request = receiving.receive_by_code(sanction, Asking(Right.OBJECTION, words="Ik was het niet."), at=cast.at)
    request = Request.objects.get(pk=request.pk)
    handling.name_hearer(request, hearer, by=cast.coordinator, at=cast.at)
    handling.record_hearing(request, words="Ik was thuis.", heard_on=cast.today, by=hearer, at=cast.at)
    return Request.objects.get(pk=request.pk)


def uphold(request: Request, by: User, cast: Cast, kind: Kind = Kind.ANNULLED, **more: object) -> Correction:
    known = {"outcome": Outcome.GRANTED, "cause": Cause.WRONG_PERSON, "reasons": WHY, "at": cast.at}
    return actions.uphold(request, kind=kind, by=by, **{**known, **more})  # type: ignore[arg-type]


@pytest.fixture
def ladder(cast: Cast) -> tuple[Sanction, Sanction]:
    """A warning that the coordinator checked, and the ban that rests on it."""
    warning = make_sanction(cast, "warning", "area", at=cast.at - 20 * DAY)
    return warning, make_sanction(cast, incident=make_incident(cast, person=warning.person))


def test_r67_upheld_objection_annuls_and_the_ban_upon_it_leaves_every_counter(
    cast: Cast, ladder: tuple[Sanction, Sanction]
) -> None:
    """Decided by who heard it, who may end nothing otherwise (R66)."""
    warning, ban = ladder
    looks(cast, cast.shop_b, cast.counter_b)
    request = objection(cast, warning, cast.approver)
    correction = uphold(request, cast.approver, cast)
    for row in ladder:
        assert not any(at_counter(cast, row, shop) for shop in (cast.shop_a, cast.shop_b, cast.shop_c))
    warning.refresh_from_db()
    ban.refresh_from_db()
    assert warning.annulled_at == cast.at and warning.annulled_by == cast.approver and warning.annul_reason == WHY
    assert ban.review_since == cast.at
    assert correction.request == request and correction.touched["resting"] == 1
    letters_made(cast.at)
    assert kinds(warning) == ["annulment", "recipients", "recipients"]
    assert "excuses" in Notice.objects.get(kind=LetterKind.ANNULMENT).html
    answer = Notice.objects.get(kind=LetterKind.REQUEST_DECIDED)
    assert "toegewezen" in answer.html and WHY in answer.html


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.PARTLY])
def test_r67_who_is_right_gets_more_than_a_letter(cast: Cast, ban: Sanction, outcome: Outcome) -> None:
    request = objection(cast, ban, cast.coordinator)
    answer = {"outcome": outcome, "cause": Cause.TOO_HEAVY, "reasons": WHY, "by": cast.coordinator, "at": cast.at}
    assert rule_of(lambda: answering.decide(request, **answer)) == "R67"
    changes = {"kind": Kind.RECTIFIED, "changes": {"place": "buiten"}}
    assert rule_of(lambda: actions.uphold(request, **changes, **answer)) == "R67"
    request.refresh_from_db()
    assert request.decided_at is None and not Notice.objects.filter(kind=LetterKind.REQUEST_DECIDED).exists()
    actions.uphold(request, kind=Kind.WITHDRAWN, **answer)
    ban.refresh_from_db()
    assert ban.lifted_at == cast.at


def test_what_it_was_about_outlives_what_was_put_right(cast: Cast, ban: Sanction) -> None:
    """For the figures: an upheld request counts with its conduct after the measure is gone (security 7.4)."""
    request, conduct = objection(cast, ban, cast.coordinator), str(ban.incident.conduct.conduct_class)
    correction = uphold(request, cast.coordinator, cast, kind=Kind.ERASED)
    letters_made(cast.at)
    actions.finish(correction, by=cast.coordinator, at=cast.at)
    request.refresh_from_db()
    [case] = counting.answered(cast.area, Period(cast.today.year))
    assert request.sanction is None and (case.conduct, case.step) == (conduct, "ban:area")


def test_r67_refused_objection_changes_nothing(cast: Cast, ban: Sanction) -> None:
    request = objection(cast, ban, cast.coordinator)
    refused = {"outcome": Outcome.REFUSED, "cause": Cause.NONE}
    assert code_of(lambda: uphold(request, cast.coordinator, cast, **refused)) == "nothing_changes"
    answering.decide(request, reasons=WHY, by=cast.coordinator, at=cast.at, **refused)
    assert at_counter(cast, ban, cast.shop_b) and not Correction.objects.exists()


def test_r67_what_was_ended_already_needs_no_second_end(cast: Cast, ban: Sanction) -> None:
    request = objection(cast, ban, cast.coordinator)
    endings.lift(ban, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    request = Request.objects.get(pk=request.pk)
    answer = {"outcome": Outcome.GRANTED, "cause": Cause.TOO_HEAVY, "reasons": WHY}
    answering.decide(request, by=cast.coordinator, at=cast.at, **answer)
    assert request.decided_at == cast.at


def test_r66_who_proposed_or_approved_or_was_not_the_hearer_upholds_nothing(cast: Cast, ban: Sanction) -> None:
    """The approver approved this ban; the manager proposed it; the municipality hears nobody."""
    request = objection(cast, ban, cast.coordinator)
    for who in (cast.approver, cast.manager_a, cast.municipality, cast.stranger):
        assert rule_of(lambda who=who: uphold(request, who, cast)) in ("R30", "R66")
    assert at_counter(cast, ban, cast.shop_b) and not Correction.objects.exists()


def test_r60_r67_answer_and_end_are_one(cast: Cast, ban: Sanction) -> None:
    """A correction that is refused leaves the request open, and the answer unwritten."""
    request = objection(cast, ban, cast.coordinator)
    assert code_of(lambda: uphold(request, cast.coordinator, cast, cause=Cause.CHANGED)) == "bad_cause"
    request.refresh_from_db()
    assert request.decided_at is None and not Notice.objects.filter(kind=LetterKind.REQUEST_DECIDED).exists()
    assert request.statements.filter(side="answer").count() == 0


def test_r63_rectified_after_a_dispute_is_shown_again(cast: Cast, ban: Sanction) -> None:
    asking = Asking(Right.RECTIFICATION, words="Mijn naam is Bakker.", dispute=Dispute.FACT)
    request = receiving.receive_by_code(ban, asking, at=cast.at)
    assert not at_counter(cast, ban, cast.shop_b)
    request = Request.objects.get(pk=request.pk)
    handling.settle_dispute(request, confirmed=False, reason="De naam was verkeerd.", by=cast.coordinator, at=cast.at)
    answer = {"outcome": Outcome.GRANTED, "cause": Cause.WRONG_FACT, "reasons": WHY, "by": cast.coordinator}
    assert rule_of(lambda: answering.decide(request, at=cast.at, **answer)) == "R67"
    actions.uphold(request, kind=Kind.RECTIFIED, changes={"family_name": "Bakker"}, at=cast.at, **answer)
    assert at_counter(cast, ban, cast.shop_b)
    assert Sanction.objects.get(pk=ban.pk).person.family_name == "Bakker"


def test_r63_somebody_else_altogether_is_annulled_by_the_same_answer(cast: Cast, ban: Sanction) -> None:
    asking = Asking(Right.RECTIFICATION, words="Ik ben het niet.", dispute=Dispute.PERSON)
    request = Request.objects.get(pk=receiving.receive_by_code(ban, asking, at=cast.at).pk)
    handling.settle_dispute(request, confirmed=False, reason="Een ander.", by=cast.coordinator, at=cast.at)
    uphold(request, cast.coordinator, cast)
    letters_made(cast.at)
    assert "annulment" in kinds(ban) and not at_counter(cast, ban, cast.shop_b)


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.PARTLY])
def test_art18_granted_restriction_hides_it_and_tells_who_saw_it(cast: Cast, ban: Sanction, outcome: Outcome) -> None:
    looks(cast, cast.shop_b, cast.counter_b)
    request = receiving.receive_by_code(ban, Asking(Right.RESTRICTION, words="Leg het stil."), at=cast.at)
    request = Request.objects.get(pk=request.pk)
    answer = {"outcome": outcome, "cause": Cause.NONE, "reasons": WHY, "by": cast.coordinator, "at": cast.at}
    assert rule_of(lambda: answering.decide(request, **answer)) == "R67"
    correction = actions.uphold(request, kind=Kind.RESTRICTED, **answer)
    ban.refresh_from_db()
    assert ban.restricted_for == WhyRestricted.DECIDED and not at_counter(cast, ban, cast.shop_b)
    assert code_of(lambda: answering.close(request, by=cast.coordinator, at=cast.at)) == "not_carried_through"
    letters_made(cast.at)
    assert kinds(ban) == ["recipients", "recipients"] and told_shops(ban) == [cast.shop_a.name, cast.shop_b.name]
    assert "voorlopig niet gebruikt" in Notice.objects.filter(kind=LetterKind.RECIPIENTS).latest("pk").html
    actions.finish(correction, by=cast.coordinator, at=cast.at)
    answering.close(request, by=cast.coordinator, at=cast.at)
    assert Sanction.objects.filter(pk=ban.pk, annulled_at=None, lifted_at=None).exists()


def test_art18_only_with_an_answer(cast: Cast, ban: Sanction) -> None:
    assert code_of(lambda: correct(ban, Kind.RESTRICTED, cast)) == "no_request"


def test_r60_letter_promises_no_letters_to_shops_where_nothing_changes(cast: Cast, ban: Sanction) -> None:
    told = "vertellen wij wat er is veranderd"
    for change in (False, True):
        request = receiving.receive_by_code(ban, Asking(Right.ERASURE, words="Wis het."), at=cast.at)
        request = Request.objects.get(pk=request.pk)
        answer = {"outcome": Outcome.PARTLY, "cause": Cause.CHANGED, "reasons": WHY, "by": cast.coordinator}
        if change:
            actions.uphold(request, kind=Kind.ERASED, at=cast.at, **answer)
        else:
            answering.decide(request, at=cast.at, **answer)
        html = Notice.objects.filter(kind=LetterKind.REQUEST_DECIDED).latest("pk").html
        assert (told in html) == change and ("Wij doen wat hierboven staat" in html) != change


@pytest.mark.parametrize("everything", [False, True])
def test_r60_erasing_waits_for_another_open_request(cast: Cast, ban: Sanction, everything: bool) -> None:
    other = receiving.receive_by_code(ban, Asking(Right.ACCESS), at=cast.at)
    correction = correct(ban, Kind.ERASED, cast, everything=everything)
    letters_made(cast.at)
    with pytest.raises(Refusal) as caught:
        actions.finish(correction, by=cast.coordinator, at=cast.at)
    assert caught.value.code == "requests_open" and Request.objects.get().shown_number in str(caught.value)
    correction.refresh_from_db()
    assert correction.finished_at is None and Sanction.objects.filter(pk=ban.pk).exists()
    Request.objects.filter(pk=other.pk).update(
        decided_at=cast.at, decided_by=cast.coordinator, outcome="granted", cause="none", closed_at=cast.at,
        closed_by=cast.coordinator,
    )  # fmt: skip
    actions.finish(correction, by=cast.coordinator, at=cast.at)
    assert not Sanction.objects.filter(pk=ban.pk).exists()


def test_granted_exception_is_closed_only_when_a_counter_knows_of_it(cast: Cast, ban: Sanction) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.EXCEPTION, words="De enige apotheek."), at=cast.at)
    request = Request.objects.get(pk=request.pk)
    answer = {"outcome": Outcome.GRANTED, "cause": Cause.NONE, "reasons": WHY}
    answering.decide(request, by=cast.coordinator, at=cast.at, **answer)
    request.refresh_from_db()
    assert code_of(lambda: answering.close(request, by=cast.coordinator, at=cast.at)) == "not_excepted"
    grant(ban, shop=cast.shop_a, for_what="goods", last_day=cast.today, by=cast.coordinator, at=cast.at)
    answering.close(request, by=cast.coordinator, at=cast.at + 2 * DAY)
    assert Request.objects.get().closed_at == cast.at + 2 * DAY


def test_late_answer_hides_no_more_after_it_was_upheld(cast: Cast, ban: Sanction) -> None:
    request = objection(cast, ban, cast.coordinator)
    assert Sanction.objects.get(pk=ban.pk).hidden_from is not None
    uphold(request, cast.coordinator, cast, kind=Kind.WITHDRAWN, cause=Cause.TOO_HEAVY)
    assert Sanction.objects.get(pk=ban.pk).hidden_from is None
