"""What an answer and a dispute do to the counters, and the page that asks once more where the register changes."""

from typing import Any

import pytest
from django.urls import reverse

from bans.actions.endings import restrict
from bans.models import Sanction
from notices.requests import Outcome, Right
from rights.corrections.models import Kind
from rights.requests import answer_page
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Dispute, Request
from tests.cast import Cast
from tests.factories import make_sanction
from tests.refused import refused
from tests.screens import Screens, screens, text

__all__ = ["screens"]


def seen(cast: Cast, ban: Sanction) -> bool:
    return Sanction.objects.visible_at_counter_of(cast.shop_b, cast.today).filter(pk=ban.pk).exists()


def asked(cast: Cast, ban: Sanction, right: Right, dispute: str = "") -> Request:
    request = receiving.receive_by_code(ban, Asking(right, words="Nee.", dispute=dispute), at=cast.at)
    return Request.objects.get(pk=request.pk)


def answer(request: Request, cast: Cast, outcome: Outcome = Outcome.REFUSED) -> None:
    answering.settle(
        Request.objects.get(pk=request.pk), outcome=outcome, cause=Cause.NONE, reasons="Zo is het.",
        by=cast.coordinator, at=cast.at,
    )  # fmt: skip


def test_refused_request_does_not_show_what_the_coordinator_hid_for_another_reason(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban, Right.ACCESS)
    restrict(ban, by=cast.coordinator, at=cast.at)
    answer(request, cast)
    assert not seen(cast, ban)


def test_r62_set_aside_ends_with_a_refusal_unless_another_request_keeps_it(cast: Cast, ban: Sanction) -> None:
    first, second = asked(cast, ban, Right.ERASURE), asked(cast, ban, Right.ERASURE)
    for request in (first, second):
        handling.decide_set_aside(request, set_aside=True, reason="Twijfel.", by=cast.coordinator, at=cast.at)
    answer(first, cast)
    assert not seen(cast, ban)
    answer(second, cast)
    assert seen(cast, ban)


def test_r63_what_was_found_wrong_stays_hidden_when_another_dispute_ends(cast: Cast, ban: Sanction) -> None:
    wrong, right = asked(cast, ban, Right.RECTIFICATION, Dispute.FACT), asked(cast, ban, Right.ACCESS, Dispute.FACT)
    handling.settle_dispute(wrong, confirmed=False, reason="Klopt niet.", by=cast.coordinator, at=cast.at)
    assert not seen(cast, ban)
    handling.settle_dispute(right, confirmed=True, reason="Klopt.", by=cast.coordinator, at=cast.at)
    assert not seen(cast, ban)


def test_r63_said_once_more_and_found_wrong_hides_after_all(cast: Cast, ban: Sanction) -> None:
    """A dispute that was settled does not hide again by itself; a named person who finds it wrong does."""
    first = asked(cast, ban, Right.ACCESS, Dispute.FACT)
    handling.settle_dispute(first, confirmed=True, reason="Klopt.", by=cast.coordinator, at=cast.at)
    again = asked(cast, ban, Right.ACCESS, Dispute.FACT)
    assert seen(cast, ban)
    handling.settle_dispute(again, confirmed=False, reason="Toch niet.", by=cast.coordinator, at=cast.at)
    assert not seen(cast, ban)


def test_restriction_that_is_granted_hides(cast: Cast, ban: Sanction) -> None:
    answer(asked(cast, ban, Right.RESTRICTION), cast, Outcome.GRANTED)
    assert not seen(cast, ban)


def test_r66_approver_of_the_last_moment_does_not_settle(cast: Cast) -> None:
    """Between the page and the deed the measure was approved by who is about to decide on the objection."""
    ban = make_sanction(cast, approved=False, served=False)
    request = asked(cast, ban, Right.OBJECTION)
    Sanction.objects.filter(pk=ban.pk).update(approved_at=cast.at, approved_by=cast.approver)
    with refused("own_decision", rule="R66"):
        answering.settle(
            request, outcome=Outcome.REFUSED, cause=Cause.NONE, reasons="Nee.", by=cast.approver, at=cast.at
        )


def heard(cast: Cast, ban: Sanction) -> Request:
    request = asked(cast, ban, Right.OBJECTION)
    handling.name_hearer(request, cast.coordinator, by=cast.coordinator, at=cast.at)
    return handling.record_hearing(request, words="Was er niet.", heard_on=cast.today, by=cast.coordinator, at=cast.at)


def test_r67_annulment_is_asked_once_more_with_what_it_touches(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The room of corrections looks and carries through; here it is asked first, and only then."""
    cast, screen = screens.cast, screens.of("coordinator")
    request, looked, carried = heard(cast, make_sanction(cast)), [], []

    def look(sanction: Sanction, kind: Kind, **_when: Any) -> list[str]:
        looked.append((sanction, kind))
        return []

    monkeypatch.setattr(answer_page, "touched_by", look)
    monkeypatch.setattr(answer_page, "uphold", lambda asked, **facts: carried.append(facts))
    monkeypatch.setattr(answer_page, "PREVIEW", answer_page.FORM)
    fields = {"outcome": "granted", "change": "annulled", "cause": "wrong_person", "reasons": "U was het niet."}
    assert screen.post("rights:request-answer", request.number, **fields).status_code == 200
    assert looked == [(request.sanction, Kind.ANNULLED)] and not carried
    # Confirmed for another change than the one that was shown: it is shown again.
    screen.post("rights:request-answer", request.number, **fields, confirmed="withdrawn")
    assert not carried
    assert screen.post("rights:request-answer", request.number, **fields, confirmed="annulled").status_code == 302
    assert [(facts["kind"], facts["outcome"], facts["cause"]) for facts in carried] == [
        (Kind.ANNULLED, Outcome.GRANTED, Cause.WRONG_PERSON)
    ]


def test_r60_change_without_reasons_is_not_even_shown(screens: Screens) -> None:
    request = heard(screens.cast, make_sanction(screens.cast))
    fields = {"outcome": "granted", "change": "annulled", "cause": "rule", "reasons": "   "}
    page = screens.of("coordinator").post("rights:request-answer", request.number, **fields)
    assert page.status_code == 422 and "Schrijf op waarom" in text(page)


def test_change_is_asked_only_where_something_can_change(screens: Screens) -> None:
    ban = make_sanction(screens.cast)
    for right, asks in (
        (Right.ACCESS, False),
        (Right.COMPLAINT, False),
        (Right.EXCEPTION, False),
        (Right.ERASURE, True),
    ):
        request = asked(screens.cast, ban, right)
        page = text(screens.of("coordinator").get("rights:request-answer", request.number))
        assert ("wat verandert er in het register" in page.lower()) == asks, right
    assert reverse("rights:request", args=["markt", request.number]) == request.get_absolute_url()
