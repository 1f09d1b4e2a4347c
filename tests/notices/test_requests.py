"""Letters about a request or an objection: what they hold, and when there is none."""

import pytest

from bans.actions.endings import lift
from bans.models import Sanction
from bans.rules import rights
from bans.rules.terms import working_days_later
from notices.actions import requests
from notices.actions.corrections import draw_for_shop
from notices.models import Notice
from notices.requests import Change, Outcome, Request, Right
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import DAY, make_sanction
from tests.notices.test_letters import read


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    return make_sanction(cast)


def asked(cast: Cast, right: Right = Right.OBJECTION, *, days_ago: int = 3, extended: bool = False) -> Request:
    """A request as `rights.requests.asked` tells it; an objection asks for a decision to set the measure aside."""
    day = cast.today - days_ago * DAY
    limit = rights.extended_limit(day) if extended else rights.limit(day)
    aside = working_days_later(day, 3) if right == Right.OBJECTION else None
    return Request(right, day, "V 3K7F 92MH", limit if extended else rights.aim(day), limit, set_aside_by=aside)


def refused(call, rule: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call()
    assert caught.value.rule == rule
    assert not Notice.objects.exists()
    return caught.value


@pytest.mark.parametrize("right", list(Right))
def test_r58_receipt_says_until_when_it_is_answered(cast: Cast, ban: Sanction, right: Right) -> None:
    request = asked(cast, right)
    words = read(requests.print_receipt(ban, request=request, by=cast.coordinator, at=cast.at).html)
    for expected in (
        "13 maart 2026", "Uiterlijk op 13 april 2026", "op 10 april 2026", "Het kost u niets", "V 3K7F 92MH",
        f"artikel {request.article}" if request.article else "Wij kregen",
        "geen kopie van een paspoort", "Autoriteit Persoonsgegevens", ban.reference, "Kees de Vries",
    ):  # fmt: skip
        assert expected in words, expected
    assert ("Uiterlijk op 18 maart 2026 beslissen wij of wij hem stilleggen" in words) == (right == Right.OBJECTION)


def test_r58_receipt_does_not_promise_a_day_that_is_gone(cast: Cast, ban: Sanction) -> None:
    request = asked(cast, days_ago=20)
    words = read(requests.print_receipt(ban, request=request, by=cast.coordinator, at=cast.at).html)
    assert "Wij beslissen meteen of wij hem stilleggen" in words


def test_r59_letter_about_an_extension_tells_why_and_the_new_day(cast: Cast, ban: Sanction) -> None:
    request, head = asked(cast, Right.ACCESS, days_ago=28, extended=True), cast.coordinator
    drawn = requests.draw_extension(ban, request=request, reasons="De winkel is dicht.", by=head, at=cast.at)
    assert not Notice.objects.exists()
    words = read(drawn.keep().html)
    assert "Uiterlijk op 16 mei 2026" in words and "De winkel is dicht." in words and "burgerlijke rechter" in words
    Notice.objects.all().delete()
    refusal = refused(lambda: requests.draw_extension(ban, request=request, reasons="  ", by=head, at=cast.at), "R59")
    assert (refusal.code, refusal.field) == ("reason_missing", "reasons")


@pytest.mark.parametrize(
    ("right", "outcome", "headline"),
    [
        (Right.OBJECTION, Outcome.GRANTED, "Wij geven u gelijk."),
        (Right.OBJECTION, Outcome.PARTLY, "Wij geven u voor een deel gelijk."),
        (Right.OBJECTION, Outcome.REFUSED, "Wij geven u geen gelijk."),
        (Right.ERASURE, Outcome.GRANTED, "Wij doen wat u vraagt."),
        (Right.ERASURE, Outcome.PARTLY, "Wij doen een deel van wat u vraagt."),
        (Right.ERASURE, Outcome.REFUSED, "Wij doen niet wat u vraagt."),
    ],
)
def test_r60_answer_tells_reasons_and_remedies(
    cast: Cast, ban: Sanction, right: Right, outcome: Outcome, headline: str
) -> None:
    words = read(
        requests.draw_decision(
            ban, request=asked(cast, right), outcome=outcome, reasons="Dat zit zo.", by=cast.coordinator, at=cast.at
        ).letter.html
    )
    for expected in (headline, "Dat zit zo.", "Autoriteit Persoonsgegevens", "rechtbank", "6 weken", "artikel 35 UAVG"):
        assert expected in words, expected
    assert ("De maatregel blijft gelden" in words) == (outcome == Outcome.REFUSED)
    assert "later dan mocht" not in words


def test_r60_answer_without_reasons_is_refused(cast: Cast, ban: Sanction) -> None:
    for text, code in (("", "reason_missing"), ("x" * 2001, "text_too_long"), ("zie 111222333", "citizen_number")):
        with pytest.raises(Refusal) as caught:
            requests.draw_decision(
                ban, request=asked(cast), outcome=Outcome.REFUSED, reasons=text, by=cast.coordinator, at=cast.at
            )
        assert (caught.value.code, caught.value.field) == (code, "reasons")
    assert not Notice.objects.exists()


def test_r59_late_answer_says_that_it_is_late(cast: Cast, ban: Sanction) -> None:
    """After the month, unless the person was told in time that it would take longer."""

    def answer(request: Request) -> str:
        drawn = requests.draw_decision(
            ban, request=request, outcome=Outcome.GRANTED, reasons="Ja.", by=cast.coordinator, at=cast.at
        )
        return read(drawn.letter.html)

    assert "later dan mocht" in answer(asked(cast, days_ago=40))
    assert "later dan mocht" not in answer(asked(cast, days_ago=40, extended=True))
    assert "later dan mocht" in answer(asked(cast, days_ago=100, extended=True))


def test_r64_letter_for_a_shop_names_nobody(cast: Cast, ban: Sanction) -> None:
    """It tells the shop neither who it is, nor what happened, nor which other shops saw it."""
    words = read(for_shop(cast, ban, Change.RECTIFIED))
    assert cast.shop_b.name in words and ban.reference in words and "artikel 19 AVG" in words
    others = (cast.shop_a.name, cast.shop_c.name)
    for secret in ("Kees", "de Vries", *others, str(ban.incident.conduct.label), "M. de Wit"):
        assert secret not in words, secret


def for_shop(cast: Cast, ban: Sanction, change: Change) -> str:
    return str(draw_for_shop(ban, cast.shop_b, change=change, by=cast.coordinator, at=cast.at).letter.html)


@pytest.mark.parametrize("change", list(Change))
def test_r64_letter_says_what_changed_and_what_to_do(cast: Cast, ban: Sanction, change: Change) -> None:
    words = read(for_shop(cast, ban, change))
    assert str(change.label)[1:] in words
    assert ("Vernietig dat" in words) == (change != Change.RESTRICTED)


def test_letters_after_the_end_know_that_it_ended(cast: Cast, ban: Sanction) -> None:
    ban = lift(ban, reason="Goed.", by=cast.coordinator, at=cast.at)
    words = read(requests.print_receipt(ban, request=asked(cast), by=cast.coordinator, at=cast.at).html)
    assert "al beëindigd" in words and "blijft gelden" not in words


def test_only_who_keeps_the_register_writes_these_letters(cast: Cast, ban: Sanction) -> None:
    for who in (cast.manager_a, cast.counter_a, cast.municipality, cast.stranger):
        refused(lambda who=who: requests.print_receipt(ban, request=asked(cast), by=who, at=cast.at), "R30")
