"""Two people at once on one request: the row decides who came first."""

import pytest

from bans.models import Sanction
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.requests import Outcome, Right
from participants.refusals import Refusal
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Channel, Identified, Request, Side
from tests.bans.test_races import at_once
from tests.cast import Cast, build_cast
from tests.factories import make_sanction

ANSWER = {"cause": Cause.NONE, "reasons": "Zo is het."}


def asked(cast: Cast, ban: Sanction) -> tuple[Request, Request]:
    """The same request as two people have it before them."""
    request = receiving.receive_by_code(ban, Asking(Right.ERASURE, words="Weg."), at=cast.at)
    mine, yours = (
        Request.objects.select_related("area", "protocol", "sanction", "person").get(pk=request.pk) for _n in range(2)
    )
    return mine, yours


def decide(request: Request, outcome: Outcome, cast: Cast) -> Notice | None:
    return answering.decide(request, outcome=outcome, **ANSWER, by=cast.coordinator, at=cast.at)  # type: ignore[arg-type]


def test_r60_one_answer_for_whoever_looked_before(cast: Cast, ban: Sanction) -> None:
    mine, yours = asked(cast, ban)
    decide(mine, Outcome.REFUSED, cast)
    with pytest.raises(Refusal) as caught:
        decide(yours, Outcome.REFUSED, cast)
    assert caught.value.code == "already_decided"
    assert Request.objects.get(pk=mine.pk).outcome == Outcome.REFUSED
    assert ban.notices.filter(kind=LetterKind.REQUEST_DECIDED).count() == 1


def test_binding_late_does_not_take_an_answer_back(cast: Cast, ban: Sanction) -> None:
    """Somebody answered a request of nobody, while another was about to say whose it is."""
    request = receiving.register(
        cast.area, Asking(Right.ERASURE, words="Weg."), channel=Channel.EMAIL, received_on=cast.today,
        by=cast.coordinator, at=cast.at,
    )  # fmt: skip
    stale = Request.objects.get(pk=request.pk)
    decide(request, Outcome.REFUSED, cast)
    with pytest.raises(Refusal):
        receiving.bind(stale, ban, identified=Identified.KNOWN, by=cast.coordinator, at=cast.at)
    found = Request.objects.get(pk=request.pk)
    assert (found.outcome, found.sanction) == (Outcome.REFUSED, None)
    assert found.statements.get(side=Side.PERSON).words == "Weg."


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_r60_one_of_two_answers_wins(_round: int) -> None:
    cast = build_cast()
    ban = make_sanction(cast)
    mine, yours = asked(cast, ban)
    answers = at_once(
        lambda: decide(mine, Outcome.REFUSED, cast),
        lambda: decide(yours, Outcome.PARTLY, cast),
    )
    # The letter of the second is a second version, or there is no second answer: whichever was told first.
    assert answers in (["already_decided", "done"], ["done", "printed_twice"])
    assert ban.notices.filter(kind=LetterKind.REQUEST_DECIDED).count() == 1
    assert Request.objects.get(pk=mine.pk).statements.filter(side=Side.ANSWER).count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_of_two_who_say_whose_it_is_wins() -> None:
    cast = build_cast()
    first, second = make_sanction(cast), make_sanction(cast)
    request = receiving.register(
        cast.area, Asking(Right.OBJECTION, words="Nee."), channel=Channel.EMAIL, received_on=cast.today,
        by=cast.coordinator, at=cast.at,
    )  # fmt: skip
    mine, yours = (Request.objects.get(pk=request.pk) for _n in range(2))

    def bind(row: Request, ban: Sanction) -> None:
        receiving.bind(row, ban, identified=Identified.KNOWN, by=cast.coordinator, at=cast.at)

    assert at_once(lambda: bind(mine, first), lambda: bind(yours, second)) == ["already_bound", "done"]
    found = Request.objects.get(pk=request.pk)
    assert found.person is not None and found.sanction is not None
    assert found.person == found.sanction.person and found.statements.get().words == "Nee."


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_r59_extended_or_answered_at_once_is_one_of_both_in_turn() -> None:
    cast = build_cast()
    mine, yours = asked(cast, make_sanction(cast))
    answers = at_once(
        lambda: decide(mine, Outcome.REFUSED, cast),
        lambda: handling.extend(yours, reasons="Wij wachten.", by=cast.coordinator, at=cast.at),
    )
    assert answers in (["done", "done"], ["already_extended", "done"])
    assert Request.objects.get(pk=mine.pk).decided_at
