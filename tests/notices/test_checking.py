"""A letter that can be checked: what its holder learns, and that nobody else learns anything (T37)."""

import datetime as dt
import re
import threading
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from bans.actions.endings import annul, hold, lift, restrict
from bans.actions.erasing import erase_ended
from bans.models import Sanction
from notices.actions import checking, letters, requests, serving, supplements
from notices.actions.checking import EACH, TOGETHER, check_letter
from notices.codes import digest, in_groups, new_code, read_code
from notices.models import Notice
from notices.models.notice import CODE_OUTLIVES_D, LetterKind
from notices.requests import Request, Right
from notices.rules import CHECKED_LETTERS
from notices.standing import Standing, Told
from participants.models import Permit
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import DAY, make_incident, make_sanction, make_shop

pytestmark = pytest.mark.django_db
GROUPS = re.compile(r'<b class="code"><bdi dir="ltr">([^<]+)</bdi>')


def code_on(notice: Notice) -> str:
    """The code as it is printed on the letter."""
    return GROUPS.search(notice.html)[1]  # type: ignore[index]


def told(notice: Notice, *, at: dt.datetime, visitor: str = "192.0.2.1") -> Told | None:
    return check_letter(code_on(notice), visitor=visitor, at=at)


def standing(notice: Notice, at: dt.datetime, visitor: str = "192.0.2.1") -> Standing | None:
    found = told(notice, at=at, visitor=visitor)
    return found.standing if found else None


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    return make_sanction(cast, served=False, at=cast.at - DAY / 8)


def printed(cast: Cast, sanction: Sanction) -> Notice:
    return letters.prepare(sanction, starts_on=cast.today, by=cast.manager_a, at=cast.at)[0]


def hand_over(cast: Cast, notice: Notice) -> Sanction:
    facts = serving.HandedOver(
        handed_at=cast.at, place="kantoor", server_name="A. Bakker", witness_name="B. Visser", receipt="signed"
    )
    return serving.serve_in_person(notice, facts=facts, by=cast.manager_a, at=cast.at)


def test_holder_learns_what_the_letter_says(cast: Cast, ban: Sanction) -> None:
    """Kind, area, shops with their list, days, reference and date; and no name anywhere."""
    notice = printed(cast, ban)
    assert standing(notice, cast.at) == Standing.NOT_SERVED
    ban = hand_over(cast, notice)
    found = told(notice, at=cast.at)
    assert found is not None and found.standing == Standing.HOLDS
    assert (found.kind, found.area, found.reference) == (LetterKind.COLLECTIVE_BAN, cast.area, ban.reference)
    assert (found.made_on, found.list_number) == (cast.today, notice.participant_list.number)
    assert [(m.starts_on, m.last_day) for m in found.measures] == [(ban.starts_on, ban.last_day)]
    assert found.premises == notice.participant_list.entries
    everything = repr(found)
    for secret in (ban.person.family_name, ban.person.token, ban.incident.narrative, "A. Bakker"):
        assert secret and secret not in everything


def test_table_holds_a_digest_and_the_letter_the_code(cast: Cast, ban: Sanction) -> None:
    """Whoever reads the tables finds no code; whoever reads the log finds neither."""
    notice = printed(cast, ban)
    code = read_code(code_on(notice))
    told(notice, at=cast.at)
    assert notice.code_digest == digest(code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_notice")
        rows = repr(cursor.fetchall())
    log = repr(list(Event.objects.values_list("action", "subject", "facts")))
    for text in (code, in_groups(code)):
        assert text not in rows and text not in log
    assert notice.code_digest not in log


def test_every_letter_to_a_person_carries_a_code_of_its_own(cast: Cast) -> None:
    """The sheets for the file carry none, nor what is shown at a door."""
    ban = make_sanction(cast, served=False, birth_date=cast.today.replace(year=2009), at=cast.at - DAY / 8)
    made = letters.prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)
    coded = {notice.kind for notice in made if notice.code_digest}
    assert coded == {LetterKind.COLLECTIVE_BAN, LetterKind.REPRESENTATIVE}
    assert len({notice.code_digest for notice in made if notice.code_digest}) == 2
    assert frozenset(LetterKind) - CHECKED_LETTERS == {
        LetterKind.POLICE_SHEET,
        LetterKind.PROOF_OF_SERVICE,
        LetterKind.RECIPIENTS,
        LetterKind.POLICE_CORRECTION,
        LetterKind.EXCEPTION,
    }
    assert {standing(notice, cast.at) for notice in made if notice.code_digest} == {Standing.NOT_SERVED}


def test_version_that_was_not_served_says_so(cast: Cast, ban: Sanction) -> None:
    first, second = printed(cast, ban), printed(cast, ban)
    hand_over(cast, second)
    assert (standing(first, cast.at), standing(second, cast.at)) == (Standing.REPLACED, Standing.HOLDS)


def test_ended_withdrawn_and_annulled_are_told(cast: Cast) -> None:
    notices = []
    for number in range(3):
        sanction = make_sanction(cast, served=False, at=cast.at - DAY / 8, family_name=f"Naam{number}")
        notices.append(printed(cast, sanction))
        hand_over(cast, notices[-1])
    lift(notices[1].sanction, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    annul(notices[2].sanction, reason="Een ander.", by=cast.coordinator, at=cast.at)
    withdrawal = letters.print_ending(Sanction.objects.get(pk=notices[1].sanction_id), by=cast.coordinator, at=cast.at)
    assert standing(notices[1], cast.at) == standing(withdrawal, cast.at) == Standing.WITHDRAWN
    assert standing(notices[2], cast.at) == Standing.ANNULLED
    assert told(withdrawal, at=cast.at).premises == []  # type: ignore[union-attr]
    after = cast.at + 366 * DAY
    assert standing(notices[0], after) == Standing.ENDED


@pytest.mark.parametrize("why", ["restricted", "review", "no permit"])
def test_of_what_is_in_dispute_only_whom_to_ask(cast: Cast, ban: Sanction, why: str) -> None:
    """Neither the kind, nor a day, nor a shop (R1, R4, R19, D22)."""
    notice = printed(cast, ban)
    ban = hand_over(cast, notice)
    if why == "restricted":
        restrict(ban, by=cast.coordinator, at=cast.at)
    elif why == "review":
        Sanction.objects.filter(pk=ban.pk).update(review_since=cast.at)
    else:
        Permit.objects.filter(area=cast.area).update(valid_until=cast.today - DAY)
    found = told(notice, at=cast.at)
    assert found == Told(area=cast.area, reference=ban.reference, made_on=cast.today, standing=Standing.ASK)


def test_individual_measure_tells_of_the_shops_of_that_business_alone(cast: Cast) -> None:
    ban = make_sanction(cast, "ban", "shop", served=False, at=cast.at - DAY / 8)
    found = told(printed(cast, ban), at=cast.at)
    assert found is not None and not found.collective
    assert {entry["business"] for entry in found.premises} == {cast.shop_a.business.name}
    assert (found.map, found.boundary_text) == ("", "")


def test_r12_combined_letter_tells_of_both(cast: Cast) -> None:
    incident = make_incident(cast, at=cast.at - DAY / 8)
    ban, _warning = (
        make_sanction(cast, kind, scope, incident=incident, served=False, at=cast.at - DAY / 8)
        for kind, scope in (("ban", "shop"), ("warning", "area"))
    )
    notice = letters.prepare(ban, starts_on=cast.today, combined=True, by=cast.manager_a, at=cast.at)[0]
    hand_over(cast, notice)
    found = told(notice, at=cast.at)
    assert found is not None
    assert [(m.is_ban, m.standing) for m in found.measures] == [(True, Standing.HOLDS), (False, Standing.HOLDS)]
    assert len(found.premises) == len(notice.participant_list.entries)


def test_r36_newer_list_counts_once_it_was_handed_over(cast: Cast, ban: Sanction) -> None:
    ban = hand_over(cast, printed(cast, ban))
    make_shop(cast.area, "Boekhandel", by=cast.coordinator, at=cast.at)
    notice = supplements.print_supplement(ban, by=cast.manager_a, at=cast.at)
    assert standing(notice, cast.at) == Standing.NOT_SERVED
    facts = serving.HandedOver(
        handed_at=cast.at, place="kantoor", server_name="A. Bakker", witness_name="B. Visser", receipt="signed"
    )
    serving.serve_supplement(notice, facts=facts, by=cast.manager_a, at=cast.at)
    assert standing(notice, cast.at) == Standing.HOLDS


def test_letter_about_a_request_is_genuine_and_tells_no_more(cast: Cast) -> None:
    """Whether and until when the measure holds stands in another letter."""
    ban = make_sanction(cast)
    asked = Request(Right.OBJECTION, cast.today - DAY, "V 3K7F 92MH", cast.today + 27 * DAY, cast.today + 30 * DAY)
    notice = requests.print_receipt(ban, request=asked, by=cast.coordinator, at=cast.at)
    found = told(notice, at=cast.at)
    assert found == Told(area=cast.area, reference=ban.reference, made_on=cast.today, kind=LetterKind.REQUEST_RECEIVED)


def questions(typed: str, at: dt.datetime, visitor: str) -> tuple[Any, list[str]]:
    """The answer, and what it asked of the database, without the values."""
    with CaptureQueriesContext(connection) as asked:
        answer = check_letter(typed, visitor=visitor, at=at)
    return answer, [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in asked]


def test_t37_unknown_expired_and_erased_get_one_answer(cast: Cast) -> None:
    """The same answer after the same questions, so that a clock tells no more than the page."""
    kept, gone = (make_sanction(cast, served=False, at=cast.at - DAY / 8, family_name=n) for n in ("Een", "Twee"))
    notices = [printed(cast, sanction) for sanction in (kept, gone)]
    for notice in notices:
        hand_over(cast, notice)
    kept.refresh_from_db()
    assert kept.last_day is not None
    days = (kept.last_day - cast.today).days
    court = kept.last_day + 150 * DAY
    hold(kept.person, until=court, reason="Rechtszaak.", by=cast.coordinator, at=cast.at + days * DAY)
    codes = [code_on(notice) for notice in notices]
    assert check_letter(codes[0], visitor="a", at=cast.at + (days + CODE_OUTLIVES_D) * DAY) is not None
    late = cast.at + (days + CODE_OUTLIVES_D + 1) * DAY
    erase_ended(on=late.date())
    assert Notice.objects.filter(pk=notices[0].pk).exists() and not Notice.objects.filter(pk=notices[1].pk).exists()
    expired, erased, unknown = (questions(code, late, f"v{n}") for n, code in enumerate([*codes, new_code()]))
    assert expired == erased == unknown and unknown[0] is None


def test_code_works_until_the_data_go(cast: Cast, ban: Sanction) -> None:
    notice = printed(cast, ban)
    hand_over(cast, notice)
    lift(Sanction.objects.get(pk=ban.pk), reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    assert standing(notice, cast.at) == Standing.WITHDRAWN
    erase_ended(on=cast.today + DAY)
    assert standing(notice, cast.at + DAY) is None


def test_mistyped_code_is_told_and_costs_no_turn(cast: Cast, ban: Sanction) -> None:
    notice = printed(cast, ban)
    code = code_on(notice)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "C")
    for _time in range(EACH + 5):
        with pytest.raises(Refusal) as caught:
            check_letter(wrong, visitor="192.0.2.1", at=cast.at)
        assert (caught.value.code, caught.value.field) == ("mistyped", "code")
    assert standing(notice, cast.at) == Standing.NOT_SERVED


def test_visitor_waits_after_so_many_codes_and_another_does_not(cast: Cast, ban: Sanction) -> None:
    """What is found costs no turn, before the limit or at it; what is not found does."""
    notice = printed(cast, ban)
    for _time in range(EACH + 5):
        assert told(notice, at=cast.at) is not None
    for _time in range(EACH):
        assert check_letter(new_code(), visitor="192.0.2.1", at=cast.at) is None
    with pytest.raises(Refusal) as caught:
        told(notice, at=cast.at)
    assert caught.value.code == "wait" and 0 < (caught.value.wait or 0) <= checking.WINDOW.total_seconds()
    assert told(notice, at=cast.at, visitor="192.0.2.2") is not None
    assert told(notice, at=cast.at + checking.WINDOW + dt.timedelta(seconds=1)) is not None


def test_all_together_are_stopped_by_what_they_do_not_find(
    cast: Cast, ban: Sanction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters that are found take nothing from the others; guesses do, and one line of the log tells of it."""
    monkeypatch.setattr(checking, "EVERYBODY", checking.EVERYBODY._replace(limit=10))
    notice = printed(cast, ban)
    for number in range(15):
        assert told(notice, at=cast.at, visitor=f"holder {number}") is not None
    for number in range(10):
        assert check_letter(new_code(), visitor=f"guesser {number}", at=cast.at) is None
    for number in range(5):
        with pytest.raises(Refusal):
            check_letter(new_code(), visitor=f"late {number}", at=cast.at)
    assert Event.objects.filter(action="letter.guessed").count() == 1


def test_t37_guesses_find_nothing(cast: Cast, ban: Sanction, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without limits and with a letter to find; the full million is `python -m bench.letter_codes`."""
    printed(cast, ban)
    monkeypatch.setattr(checking, "_take", lambda bucket, at: None)
    assert not any(check_letter(new_code(), visitor="a", at=cast.at) for _guess in range(500))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_t37_limit_holds_for_fifty_at_once(cast: Cast) -> None:
    """Of fifty parallel guesses of one visitor as many are answered as one visitor may make, and not one more."""
    gate, answered = threading.Barrier(50), []

    def guess() -> None:
        gate.wait()
        try:
            answered.append(check_letter(new_code(), visitor="192.0.2.9", at=cast.at))
        except Refusal as refusal:
            assert refusal.code == "wait"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess) for _number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answered) == EACH and TOGETHER > EACH
