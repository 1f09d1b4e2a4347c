"""A request comes in: number, clock, owner, and what it does to the counters."""

import datetime as dt

from bans.models import Sanction
from notices.requests import Outcome, Right
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Channel, Dispute, Identified, Request
from tests.cast import Cast
from tests.factories import DAY


def seen(cast: Cast, ban: Sanction, on: dt.date | None = None) -> bool:
    return Sanction.objects.visible_at_counter_of(cast.shop_b, on or cast.today).filter(pk=ban.pk).exists()


def test_request_by_code_has_number_clock_and_owner_at_once(cast: Cast, ban: Sanction) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.ACCESS, words="Wat weet u van mij?"), at=cast.at)
    request = Request.objects.get(pk=request.pk)
    assert (request.person, request.sanction, request.owner) == (ban.person, ban, cast.coordinator)
    assert request.statements.get().words == "Wat weet u van mij?"
    assert request.clock.aim == cast.today + 28 * DAY
    assert seen(cast, ban)


def test_r63_dispute_about_who_it_is_hides_at_once_until_it_is_settled(cast: Cast, ban: Sanction) -> None:
    asking = Asking(Right.RECTIFICATION, words="Ik was er niet.", dispute=Dispute.PERSON)
    assert seen(cast, ban)
    request = receiving.receive_by_code(ban, asking, at=cast.at)
    assert not seen(cast, ban)
    handling.settle_dispute(request, confirmed=True, reason="De foto klopt.", by=cast.coordinator, at=cast.at)
    assert seen(cast, ban)


def test_r62_late_answer_hides_by_itself_until_somebody_decides(cast: Cast, ban: Sanction) -> None:
    request = receiving.receive_by_code(ban, Asking(Right.ERASURE, words="Weg ermee."), at=cast.at)
    limit = request.clock.limit
    assert seen(cast, ban, limit) and not seen(cast, ban, limit + DAY)
    answering.decide(
        request, outcome=Outcome.REFUSED, cause=Cause.NONE, reasons="De gegevens zijn nog nodig.",
        by=cast.coordinator, at=cast.at,
    )  # fmt: skip
    assert seen(cast, ban, limit + DAY)


def test_what_was_said_before_anybody_knew_who_it_was_moves_under_that_persons_key(cast: Cast, ban: Sanction) -> None:
    asking = Asking(Right.ACCESS, words="Graag inzage.", name="K. de Vries", contact="Straat 1")
    request = receiving.register(
        cast.area, asking, channel=Channel.EMAIL, received_on=cast.today - DAY, by=cast.coordinator, at=cast.at
    )
    assert request.person is None
    request = Request.objects.get(pk=request.pk)
    request = receiving.bind(request, ban, identified=Identified.SHOWN, by=cast.coordinator, at=cast.at)
    request = Request.objects.get(pk=request.pk)
    assert request.statements.get().words == "Graag inzage."
    assert (request.requester.name, request.requester.contact) == ("K. de Vries", "Straat 1")
    assert request.statements.get().person == ban.person
