"""Answering a request for access, the answer that nothing is held, and what the code of the letter opens."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from bans.actions import endings
from bans.models import Person, Sanction
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.requests import Outcome, Right
from participants.refusals import Refusal
from rights.access.actions import DOWNLOAD_D, export_by_letter, fetchable_until, grant_access, view_export
from rights.access.models import AccessExport
from rights.access.nothing import nothing_held
from rights.requests.actions import answering, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Channel, Request
from tests.access.asking import words_of_pdf
from tests.cast import Cast
from tests.factories import DAY, make_sanction


def asked(cast: Cast, ban: Sanction | None, right: Right = Right.ACCESS) -> Request:
    about = {"sanction": ban, "identified": "shown"} if ban else {}
    asking = Asking(right, words="Wat weet u van mij?", name="K. de Vries", contact="Straat 1")
    day = {"channel": Channel.EMAIL, "received_on": cast.today, "by": cast.coordinator, "at": cast.at}
    return receiving.register(cast.area, asking, **day, **about)


def grant(cast: Cast, request: Request, reasons: str = "U krijgt alles.") -> AccessExport:
    return grant_access(request, reasons=reasons, by=cast.coordinator, at=cast.at)


def refused(cast: Cast, request: Request) -> str:
    with pytest.raises(Refusal) as caught:
        grant(cast, request)
    request.refresh_from_db()
    assert request.decided_at is None and not AccessExport.objects.exists()
    return caught.value.code


def test_r65_answer_letter_document_and_file_are_one_deed(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban)
    kept = AccessExport.objects.get(pk=grant(cast, request).pk)
    request.refresh_from_db()
    assert (request.outcome, request.cause) == (Outcome.GRANTED, Cause.NONE)
    letter = answering.letter_with_answer(request)
    assert letter is not None and letter.kind == LetterKind.REQUEST_DECIDED
    assert kept.pdf.startswith(b"%PDF") and json.loads(kept.json)["request"]["number"] == request.number
    assert Event.objects.filter(action="access.exported", subject=f"request:{request.number}").count() == 1


def test_r60_answer_without_reasons_is_refused(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban)
    with pytest.raises(Refusal) as caught:
        grant(cast, request, reasons=" ")
    assert caught.value.rule == "R60" and not AccessExport.objects.exists()


def test_r65_another_request_and_one_of_nobody_are_refused(cast: Cast, ban: Sanction) -> None:
    assert refused(cast, asked(cast, ban, Right.ERASURE)) == "not_access"
    assert refused(cast, asked(cast, None)) == "nobody_identified"


def test_second_answer_is_refused(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban)
    grant(cast, request)
    with pytest.raises(Refusal) as caught:
        grant(cast, request)
    assert caught.value.code == "already_decided" and AccessExport.objects.count() == 1


def test_only_who_handles_requests_grants_and_looks(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban)
    for user in (cast.manager_a, cast.approver, cast.municipality, cast.stranger):
        with pytest.raises(Refusal):
            grant_access(request, reasons="Ja.", by=user, at=cast.at)
        with pytest.raises(Refusal):
            view_export(request, by=user, at=cast.at)
    assert not AccessExport.objects.exists()


def test_code_of_the_letter_with_the_answer_opens_it_for_some_days(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban)
    kept = grant(cast, request)
    letter = answering.letter_with_answer(request)
    assert letter is not None
    for days, opened in ((0, kept), (DOWNLOAD_D, kept), (DOWNLOAD_D + 1, None), (-1, None)):
        assert export_by_letter(letter, on=cast.today + days * DAY) == opened


def test_r65_letter_promises_no_day_on_which_the_data_may_be_gone(cast: Cast, ban: Sanction) -> None:
    grant(cast, asked(cast, ban))
    letter = Notice.objects.get(kind="request_decided")
    assert "zelf ophalen, tot en met 15 april 2026" in letter.html
    short = make_sanction(cast, given_name="Piet", family_name="Ander")
    Sanction.objects.filter(pk=short.pk).update(last_day=cast.today + 10 * DAY)
    short.refresh_from_db()
    grant(cast, asked(cast, short))
    assert "zelf ophalen, tot en met 26 maart 2026" in Notice.objects.get(kind="request_decided", sanction=short).html
    endings.annul(ban, reason="Fout.", by=cast.coordinator, at=cast.at)
    ban.refresh_from_db()
    assert fetchable_until(ban, made_on=cast.today, on=cast.today) == cast.today


def test_no_other_letter_opens_it(cast: Cast, ban: Sanction) -> None:
    """Neither another letter to the same person, nor the answer to somebody else at the same moment."""
    grant(cast, asked(cast, ban))
    letter = asked(cast, ban, Right.ERASURE)
    other = make_sanction(cast, given_name="Piet", family_name="Ander")
    theirs = asked(cast, other)
    grant(cast, theirs)
    answering.decide(letter, outcome=Outcome.REFUSED, cause=Cause.NONE, reasons="Nodig.", by=cast.coordinator,
                     at=cast.at + DAY / 24)  # fmt: skip
    refusal = answering.letter_with_answer(letter)
    answer = answering.letter_with_answer(theirs)
    assert refusal is not None and export_by_letter(refusal, on=cast.today) is None
    assert answer is not None
    opened = export_by_letter(answer, on=cast.today)
    assert opened is not None and opened.person == other.person


def test_export_as_it_was_given_is_what_is_shown_afterwards(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban)
    before = view_export(request, by=cast.coordinator, at=cast.at)
    kept = grant(cast, request)
    after = view_export(request, by=cast.coordinator, at=cast.at + DAY)
    assert after.json == bytes(kept.json) != before.json
    assert Event.objects.filter(action="access.viewed", subject=f"request:{request.number}").count() == 2


def test_export_goes_with_the_person(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban)
    grant(cast, request)
    Person.objects.get(pk=ban.person_id).delete()
    assert not AccessExport.objects.exists()


def test_letter_and_documents_are_laid_out_before_anything_is_written(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban)
    with CaptureQueriesContext(connection) as queries:
        grant(cast, request)
    asked_for = [query["sql"] for query in queries]
    first_write = next(n for n, sql in enumerate(asked_for) if sql.startswith("UPDATE") and "rights_request" in sql)
    assert not [sql for sql in asked_for[first_write:] if "bans_countercheck" in sql and sql.startswith("SELECT")]


def test_r60_nothing_held_is_said_without_a_name_and_kept_nowhere(cast: Cast) -> None:
    request = asked(cast, None)
    nothing = {"outcome": Outcome.GRANTED, "cause": Cause.NONE, "reasons": "Wij vonden niets."}
    answering.decide(request, **nothing, by=cast.coordinator, at=cast.at)
    request = Request.objects.get(pk=request.pk)
    assert (request.outcome, request.cause) == (Outcome.GRANTED, Cause.NONE)
    text = " ".join(words_of_pdf(nothing_held(request, by=cast.coordinator, at=cast.at)).split())
    assert "Wij hebben niets over u" in text and request.shown_number in text
    assert "Autoriteit Persoonsgegevens" in text and "rechtbank" in text
    assert "Vries" not in text and "Straat 1" not in text and not AccessExport.objects.exists()


def test_nothing_is_not_said_of_somebody_we_know(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban)
    with pytest.raises(Refusal) as caught:
        nothing_held(request, by=cast.coordinator, at=cast.at)
    assert caught.value.code == "somebody_known"
