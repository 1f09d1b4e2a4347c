"""What hides a measure, and that the end of one reason shows nothing that another one hides (R62, R63)."""

import datetime as dt

from bans.actions import endings
from bans.models import Sanction
from bans.models.sanction import WhyRestricted
from notices.requests import Outcome, Right
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Channel, Dispute, Identified, Request
from tests.cast import Cast
from tests.factories import DAY, make_incident, make_protocol, make_sanction, serve
from tests.refused import refused
from tests.screens import Screens, screens, text

__all__ = ["screens"]


def seen(cast: Cast, ban: Sanction, on: dt.date | None = None) -> bool:
    return Sanction.objects.at_counters(on or cast.today).filter(pk=ban.pk).exists()


def why(ban: Sanction) -> str:
    return Sanction.objects.get(pk=ban.pk).restricted_for


def asked(cast: Cast, ban: Sanction, right: Right, dispute: str = "") -> Request:
    request = receiving.receive_by_code(ban, Asking(right, words="Nee.", dispute=dispute), at=cast.at)
    return Request.objects.get(pk=request.pk)


def put_aside(cast: Cast, request: Request, *, yes: bool = True) -> None:
    handling.decide_set_aside(request, set_aside=yes, reason="Twijfel.", by=cast.coordinator, at=cast.at)


def found(cast: Cast, request: Request, *, right: bool) -> None:
    handling.settle_dispute(request, confirmed=right, reason="Uitgezocht.", by=cast.coordinator, at=cast.at)


def answer(cast: Cast, request: Request, outcome: Outcome = Outcome.REFUSED, at: dt.datetime | None = None) -> None:
    answering.settle(
        Request.objects.get(pk=request.pk), outcome=outcome, cause=Cause.NONE, reasons="Zo is het.",
        by=cast.coordinator, at=at or cast.at,
    )  # fmt: skip


def test_r62_what_was_set_aside_stays_so_when_its_dispute_ends(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban, Right.ERASURE, Dispute.FACT)
    put_aside(cast, request)
    found(cast, request, right=True)
    assert not seen(cast, ban) and why(ban) == WhyRestricted.OBJECTION
    answer(cast, request)
    assert seen(cast, ban)


def test_r62_protocol_that_hides_meanwhile_outlasts_the_dispute(cast: Cast) -> None:
    make_protocol(cast.area, by=cast.coordinator, at=cast.at, objection_meanwhile="hidden")
    ban = make_sanction(cast)
    request = asked(cast, ban, Right.OBJECTION, Dispute.FACT)
    found(cast, request, right=True)
    assert not seen(cast, ban)
    put_aside(cast, request, yes=False)
    assert seen(cast, ban)


def test_r63_open_dispute_hides_after_another_request_was_refused(cast: Cast, ban: Sanction) -> None:
    first = asked(cast, ban, Right.ERASURE)
    put_aside(cast, first)
    disputed = asked(cast, ban, Right.ACCESS, Dispute.PERSON)
    answer(cast, first)
    assert not seen(cast, ban) and why(ban) == WhyRestricted.PERSON
    found(cast, disputed, right=True)
    assert seen(cast, ban)


def test_r63_open_dispute_hides_after_a_no_to_setting_aside(cast: Cast) -> None:
    make_protocol(cast.area, by=cast.coordinator, at=cast.at, objection_meanwhile="hidden")
    ban = make_sanction(cast)
    objection = asked(cast, ban, Right.OBJECTION)
    asked(cast, ban, Right.ACCESS, Dispute.FACT)
    put_aside(cast, objection, yes=False)
    assert not seen(cast, ban)


def test_art18_granted_restriction_outlasts_what_hid_it_first(cast: Cast, ban: Sanction) -> None:
    other, restriction = asked(cast, ban, Right.ERASURE), asked(cast, ban, Right.RESTRICTION)
    put_aside(cast, other)
    answer(cast, restriction, Outcome.GRANTED)
    answer(cast, other)
    assert not seen(cast, ban) and why(ban) == WhyRestricted.DECIDED


def test_r63_nobody_shows_by_hand_what_is_in_dispute(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban, Right.ACCESS, Dispute.FACT)
    with refused("still_asked", rule="R62"):
        endings.unrestrict(ban, by=cast.coordinator, at=cast.at)
    found(cast, request, right=True)
    endings.restrict(ban, by=cast.coordinator, at=cast.at)
    endings.unrestrict(ban, by=cast.coordinator, at=cast.at)
    assert seen(cast, ban)


def test_r62_showing_by_hand_does_not_switch_the_limit_off(cast: Cast, ban: Sanction) -> None:
    limit = asked(cast, ban, Right.ERASURE).clock.limit
    endings.restrict(ban, by=cast.coordinator, at=cast.at)
    endings.unrestrict(ban, by=cast.coordinator, at=cast.at)
    assert seen(cast, ban, limit) and not seen(cast, ban, limit + DAY)
    with refused("still_asked", rule="R62"):
        endings.unrestrict(ban, by=cast.coordinator, at=cast.at + 40 * DAY)


def combined(cast: Cast) -> tuple[Sanction, Sanction]:
    incident = make_incident(cast, "theft")
    return make_sanction(cast, "ban", "shop", incident=incident), make_sanction(cast, "warning", incident=incident)


def test_r63_both_measures_of_a_combined_letter_are_hidden(cast: Cast) -> None:
    ban, warning = combined(cast)
    request = asked(cast, ban, Right.RECTIFICATION, Dispute.FACT)
    assert not seen(cast, ban) and not seen(cast, warning)
    found(cast, request, right=True)
    assert seen(cast, ban) and seen(cast, warning)
    put_aside(cast, request)
    assert not seen(cast, ban) and not seen(cast, warning)
    answer(cast, request)
    assert seen(cast, ban) and seen(cast, warning)


def test_r62_late_answer_hides_both_measures_of_a_combined_letter(cast: Cast) -> None:
    ban, warning = combined(cast)
    late = asked(cast, ban, Right.ERASURE).clock.limit + DAY
    assert not seen(cast, ban, late) and not seen(cast, warning, late)


def test_r63_found_wrong_is_not_refused(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban, Right.RECTIFICATION, Dispute.PERSON)
    found(cast, request, right=False)
    assert Request.objects.get(pk=request.pk).dispute_right is False
    with refused("found_wrong", rule="R63"):
        answering.check_answer(request, outcome=Outcome.REFUSED, cause=Cause.NONE, reasons="Toch wel.")


def test_r63_found_wrong_and_answered_stays_hidden_when_another_request_ends(cast: Cast, ban: Sanction) -> None:
    wrong, other = asked(cast, ban, Right.ACCESS, Dispute.FACT), asked(cast, ban, Right.ERASURE)
    put_aside(cast, other)
    found(cast, wrong, right=False)
    answer(cast, wrong, Outcome.GRANTED)
    answer(cast, other)
    assert not seen(cast, ban) and why(ban) == WhyRestricted.FACT
    # A named person may show it now.
    endings.unrestrict(ban, by=cast.coordinator, at=cast.at)
    assert seen(cast, ban)


def test_r63_measure_served_during_the_dispute_begins_hidden(cast: Cast) -> None:
    ban = make_sanction(cast, "ban", "shop")
    request = asked(cast, ban, Right.RECTIFICATION, Dispute.PERSON)
    incident = make_incident(cast, "theft", person=ban.person)
    later = make_sanction(cast, "warning", incident=incident, served=False)
    later = serve(cast, later)
    assert not seen(cast, later) and later.restricted_for == WhyRestricted.PERSON
    found(cast, request, right=True)
    assert seen(cast, later) and seen(cast, ban)


def test_r28_ladder_does_not_build_upon_what_is_in_dispute(cast: Cast, ban: Sanction) -> None:
    assert ban.person.sanctions.counted_by_ladder(cast.today).exists()
    asked(cast, ban, Right.RECTIFICATION, Dispute.PERSON)
    assert not ban.person.sanctions.counted_by_ladder(cast.today).exists()


def test_r66_hearer_is_for_who_is_heard_and_answers_nothing_else(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban, Right.ACCESS)
    with refused("nothing_to_hear", rule="R66"):
        handling.name_hearer(request, cast.approver, by=cast.coordinator, at=cast.at)
    Request.objects.filter(pk=request.pk).update(hearer=cast.approver)
    with refused("not_allowed"):
        answering.check_may_decide(Request.objects.get(pk=request.pk), by=cast.approver, at=cast.at)


def test_r66_who_imposed_it_neither_settles_nor_writes_the_advice(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, ban, Right.OBJECTION, Dispute.FACT)
    Sanction.objects.filter(pk=ban.pk).update(proposed_by=cast.coordinator)
    Request.objects.filter(pk=request.pk).update(committee_asked_on=cast.today)
    request = Request.objects.get(pk=request.pk)
    with refused("own_decision", rule="R66"):
        found(cast, request, right=True)
    with refused("own_decision", rule="R66"):
        handling.record_advice(request, advice=Outcome.REFUSED, words="Nee.", by=cast.coordinator, at=cast.at)


def bound(cast: Cast, ban: Sanction, dispute: str = Dispute.PERSON) -> Request:
    asking = Asking(Right.RECTIFICATION, words="Ik was er niet.", dispute=dispute, name="K. Jansen", contact="Straat 1")
    request = receiving.register(
        cast.area, asking, channel=Channel.PHONE, received_on=cast.today, by=cast.coordinator, at=cast.at,
        sanction=ban, identified=Identified.KNOWN,
    )  # fmt: skip
    return Request.objects.get(pk=request.pk)


def test_request_of_the_wrong_person_is_taken_from_that_person(cast: Cast, ban: Sanction) -> None:
    request = bound(cast, ban)
    assert not seen(cast, ban)
    request = receiving.unbind(request, by=cast.coordinator, at=cast.at)
    assert seen(cast, ban) and Sanction.objects.get(pk=ban.pk).hidden_from is None
    request = Request.objects.get(pk=request.pk)
    assert (request.person, request.sanction, request.identified) == (None, None, "")
    said = request.statements.get()
    assert (said.person, said.words, request.requester.name) == (None, "Ik was er niet.", "K. Jansen")
    other = make_sanction(cast)
    receiving.bind(request, other, identified=Identified.KNOWN, by=cast.coordinator, at=cast.at)
    assert seen(cast, ban) and not seen(cast, other)


def test_request_by_code_or_answered_is_not_taken_from_anybody(cast: Cast, ban: Sanction) -> None:
    with refused("bound_by_code"):
        receiving.unbind(asked(cast, ban, Right.ACCESS), by=cast.coordinator, at=cast.at)
    request = bound(cast, ban, "")
    answer(cast, request)
    with refused("already_decided"):
        receiving.unbind(Request.objects.get(pk=request.pk), by=cast.coordinator, at=cast.at)


def test_bind_page_shows_what_it_is_and_asks_once_more(screens: Screens) -> None:
    cast, screen = screens.cast, screens.of("coordinator")
    ban = make_sanction(cast)
    asking = Asking(Right.ACCESS, words="Graag inzage.")
    request = receiving.register(
        cast.area, asking, channel=Channel.PHONE, received_on=cast.today, by=cast.coordinator, at=cast.at
    )
    fields = {"sanction": ban.reference, "identified": "known"}
    page = screen.post("rights:request-bind", request.number, **fields)
    assert page.status_code == 200 and "Collectief winkelverbod" in text(page) and "Vries" not in text(page)
    assert Request.objects.get().sanction is None
    assert f'name="confirmed" value="{ban.reference}"' in page.content.decode()
    # Confirmed for another measure than the one that was shown: it is shown again.
    assert screen.post("rights:request-bind", request.number, **fields, confirmed="X").status_code == 200
    answer = screen.post("rights:request-bind", request.number, **fields, confirmed=ban.reference)
    assert answer.status_code == 302 and Request.objects.get().sanction == ban
    page = screen.get("rights:request-bind", request.number)
    assert "Dit was iemand anders" in text(page)
    assert screen.post("rights:request-bind", request.number, unbind="yes").status_code == 302
    assert Request.objects.get().sanction is None


def test_sanction_page_says_hidden_also_where_an_answer_is_late(screens: Screens) -> None:
    ban = make_sanction(screens.cast)
    asked(screens.cast, ban, Right.ERASURE)
    Sanction.objects.filter(pk=ban.pk).update(hidden_from=screens.cast.today)
    page = text(screens.of("coordinator").get("bans:sanction", ban.reference))
    assert "Verborgen voor de balies" in page and "Weer tonen" in page


def test_r62_no_after_the_limit_says_that_it_stays_hidden(screens: Screens) -> None:
    cast = screens.cast
    ban = make_sanction(cast)
    request = asked(cast, ban, Right.ERASURE)
    assert "hij blijft gelden" in text(screens.of("coordinator").get("rights:request-set-aside", request.number))
    Sanction.objects.filter(pk=ban.pk).update(hidden_from=cast.today)
    page = text(screens.of("coordinator").get("rights:request-set-aside", request.number))
    assert "hij blijft gelden" not in page and "blijft verborgen" in page
