"""What the night takes away of requests, and that an open one never goes unseen."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.management import call_command

from audit.models import Event
from bans import keyring
from bans.actions.erasing import erase_sanctions
from bans.models import Sanction
from notices.requests import Outcome, Right
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.forgetting import forget_requests
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Channel, Identified, Request, Requester, Side, Statement
from tests.cast import Cast
from tests.factories import DAY, make_protocol


def asked_by_mail(cast: Cast, **about: object) -> Request:
    return receiving.register(
        cast.area, Asking(Right.ERASURE, words="Weg ermee.", name="K. de Vries", contact="Straat 1"),
        channel=Channel.EMAIL, received_on=cast.today, by=cast.coordinator, at=cast.at, **about,  # type: ignore[arg-type]
    )  # fmt: skip


def closed(request: Request, cast: Cast, *, outcome: Outcome = Outcome.REFUSED) -> Request:
    answering.decide(request, outcome=outcome, cause=Cause.NONE, reasons="Dat zit zo.", by=cast.coordinator, at=cast.at)
    return answering.close(request, by=cast.coordinator, at=cast.at)


def words() -> int:
    return Statement.objects.count() + Requester.objects.count()


@pytest.mark.parametrize(("months", "last"), [(0, dt.date(2026, 3, 16)), (12, dt.date(2027, 3, 16))])
def test_closed_request_goes_with_its_key_so_many_months_after_it(
    cast: Cast, ban: Sanction, months: int, last: dt.date
) -> None:
    make_protocol(cast.area, by=cast.coordinator, at=cast.at, request_kept_m=months)
    request = closed(asked_by_mail(cast, sanction=ban, identified=Identified.KNOWN), cast)
    on_last = cast.at + (last - cast.today) * 1
    forget_requests(at=on_last)
    assert Request.objects.filter(pk=request.pk).exists() and request.token in keyring.tokens()
    assert forget_requests(at=on_last + DAY) == {"requests": 1, "words": 0}
    assert not Request.objects.exists() and words() == 0
    assert request.token not in keyring.tokens() and ban.person.token in keyring.tokens()
    line = Event.objects.get(action="request.forgotten")
    assert (line.subject, line.facts["requests"]) == ("area:markt", 1)
    assert forget_requests(at=on_last + DAY) == {"requests": 0, "words": 0}


def test_words_of_somebody_unknown_stay_as_long_as_one_can_go_to_court(cast: Cast) -> None:
    request = closed(asked_by_mail(cast), cast)
    forget_requests(at=cast.at + 42 * DAY)
    assert words() == 3
    assert forget_requests(at=cast.at + 43 * DAY) == {"requests": 0, "words": 1}
    assert words() == 0 and request.token not in keyring.tokens()
    assert Request.objects.get().outcome == Outcome.REFUSED


def test_words_go_at_once_where_nothing_is_held_any_more(cast: Cast, ban: Sanction) -> None:
    request = asked_by_mail(cast, sanction=ban, identified=Identified.KNOWN)
    erase_sanctions([ban], rule="R64", at=cast.at)
    request = Request.objects.get(pk=request.pk)
    handling.add_statement(request, side=Side.ASSOCIATION, words="Alles is al weg.", by=cast.coordinator, at=cast.at)
    assert forget_requests(at=cast.at) == {"requests": 0, "words": 0}
    closed(request, cast, outcome=Outcome.GRANTED)
    assert forget_requests(at=cast.at) == {"requests": 0, "words": 1}
    assert words() == 0 and Request.objects.count() == 1


def test_g25_key_of_an_answered_request_goes_the_night_in_which_the_person_goes(cast: Cast, ban: Sanction) -> None:
    """An older copy may hold its words as they lay under it, before it was known whose they were."""
    request, token = asked_by_mail(cast), ban.person.token
    receiving.bind(request, ban, identified=Identified.KNOWN, by=cast.coordinator, at=cast.at)
    closed(Request.objects.get(pk=request.pk), cast)
    forget_requests(at=cast.at)
    assert request.token in keyring.tokens()
    erase_sanctions([ban], rule="R53", at=cast.at)
    forget_requests(at=cast.at)
    assert not {request.token, token} & keyring.tokens()


def test_words_of_somebody_on_the_list_stay_with_the_person(cast: Cast, ban: Sanction) -> None:
    closed(asked_by_mail(cast, sanction=ban, identified=Identified.KNOWN), cast)
    assert forget_requests(at=cast.at + 200 * DAY) == {"requests": 0, "words": 0}
    assert Statement.objects.filter(side=Side.PERSON).get().words == "Weg ermee."


def test_open_request_never_goes_by_itself(cast: Cast, ban: Sanction) -> None:
    """Nor one that is answered and not closed, however long ago."""
    unknown, answered = asked_by_mail(cast), asked_by_mail(cast, sanction=ban, identified=Identified.KNOWN)
    answering.decide(
        answered, outcome=Outcome.REFUSED, cause=Cause.NONE, reasons="Nee.", by=cast.coordinator, at=cast.at
    )
    forget_requests(at=cast.at + 5000 * DAY)
    assert set(Request.objects.all()) == {unknown, answered}
    assert unknown.statements.get().words == "Weg ermee."


def test_by_hand_it_does_the_same(cast: Cast) -> None:
    closed(asked_by_mail(cast), cast)
    out = io.StringIO()
    with time_machine.travel(cast.at + 400 * DAY, tick=False):
        call_command("forget_requests", stdout=out)
    assert out.getvalue().strip() == "1 requests, 0 words"
