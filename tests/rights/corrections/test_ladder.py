"""What rests on what is put right: through the whole ladder, and no further (R19, R55)."""

import pytest

from audit.models import Event
from bans.actions import endings
from bans.models import Sanction
from notices.models import Notice
from notices.models.notice import LetterKind
from rights.corrections.models import Correction, Kind
from rights.corrections.preview import touched_by
from rights.requests.models import Cause
from tests.cast import Cast
from tests.factories import make_sanction

from .scene import at_counter, code_of, correct, kinds, ladder, letters_made, police_sheet, rule_of


def test_r19_annulled_warning_takes_the_ban_two_steps_above_it_from_every_counter(cast: Cast) -> None:
    """Also where the step in between has ended: the ban on top still rests on the warning below."""
    warning, ban, breach_ban = ladder(cast)
    assert (ban.builds_on, breach_ban.builds_on) == (warning, ban) and ban.last_day < cast.today
    assert at_counter(cast, breach_ban, cast.shop_b)
    [resting] = touched_by(warning, Kind.ANNULLED, on=cast.today).resting
    assert (resting.sanction, resting.step) == (breach_ban, 2)
    correct(warning, Kind.ANNULLED, cast)
    assert not any(at_counter(cast, breach_ban, shop) for shop in (cast.shop_a, cast.shop_b, cast.shop_c))
    breach_ban.refresh_from_db()
    assert breach_ban.review_since == cast.at and breach_ban.annulled_at is None


def test_r19_nothing_rests_on_the_top(cast: Cast) -> None:
    _warning, _ban, breach_ban = ladder(cast)
    assert touched_by(breach_ban, Kind.ANNULLED, on=cast.today).resting == []


def test_r55_withdrawn_warning_leaves_what_rests_on_it(cast: Cast) -> None:
    warning, _ban, breach_ban = ladder(cast)
    correct(warning, Kind.WITHDRAWN, cast)
    breach_ban.refresh_from_db()
    assert breach_ban.review_since is None and at_counter(cast, breach_ban, cast.shop_b)


def test_r55_withdrawn_is_gone_from_counters_and_told_to_everybody(cast: Cast, ban: Sanction) -> None:
    assert at_counter(cast, ban, cast.shop_b)
    correction = correct(ban, Kind.WITHDRAWN, cast)
    assert not at_counter(cast, ban, cast.shop_b)
    assert letters_made(cast.at) == correction.touched["to_tell"] == 2
    assert kinds(ban) == ["recipients", "withdrawal"]
    made = Event.objects.get(action="correction.made")
    assert made.subject == f"sanction:{ban.reference}" and made.facts["kind"] == "withdrawn"


def test_r55_annulment_brings_an_apology_and_needs_a_mistake(cast: Cast, ban: Sanction) -> None:
    assert code_of(lambda: correct(ban, Kind.ANNULLED, cast, cause=Cause.NONE)) == "bad_cause"
    assert code_of(lambda: correct(ban, Kind.ANNULLED, cast, reason=" ")) == "reason_missing"
    assert not Correction.objects.exists()
    correct(ban, Kind.ANNULLED, cast)
    letters_made(cast.at)
    assert "excuses" in Notice.objects.get(kind=LetterKind.ANNULMENT).html


def test_r55_proposal_that_nobody_knows_of_is_told_to_its_shop_alone(cast: Cast) -> None:
    proposal = make_sanction(cast, approved=False, served=False)
    correct(proposal, Kind.WITHDRAWN, cast)
    letters_made(cast.at)
    assert kinds(proposal) == ["recipients"]


def test_police_hear_that_their_sheet_does_not_hold(cast: Cast, ban: Sanction) -> None:
    """R73: that they are told stands in the log before the letter is made."""
    police_sheet(cast, ban)
    correct(ban, Kind.ANNULLED, cast)
    assert Event.objects.filter(action="police.told", subject=f"sanction:{ban.reference}").count() == 1
    letters_made(cast.at)
    html = Notice.objects.get(kind=LetterKind.POLICE_CORRECTION).html
    assert "vernietigd" in html and cast.shop_b.name in html and ban.reference in html
    assert "Kees" not in html and "de Vries" not in html and "M. de Wit" not in html


def test_r19_police_hear_of_a_ban_that_rested_on_the_annulled_warning(cast: Cast) -> None:
    warning, _ban, breach_ban = ladder(cast)
    police_sheet(cast, breach_ban)
    correct(warning, Kind.ANNULLED, cast)
    letters_made(cast.at)
    [letter] = Notice.objects.filter(kind=LetterKind.POLICE_CORRECTION)
    assert letter.sanction == breach_ban and "opnieuw bekeken" in letter.html
    # That it stays is told to nobody, so that no letter says it will be.
    assert "Zolang geldt hij bij geen winkel." in letter.html and "U hoort van ons" not in letter.html


def test_r30_only_who_may_end_it(cast: Cast, ban: Sanction) -> None:
    for who in (cast.manager_a, cast.counter_a, cast.approver, cast.municipality, cast.stranger):
        assert rule_of(lambda who=who: correct(ban, Kind.WITHDRAWN, cast, by=who)) == "R30"
    assert not Correction.objects.exists()


def test_r55_second_correction_that_ends_it_is_refused(cast: Cast, ban: Sanction) -> None:
    correct(ban, Kind.WITHDRAWN, cast)
    for kind in (Kind.WITHDRAWN, Kind.ANNULLED, Kind.ERASED):
        assert code_of(lambda kind=kind: correct(ban, kind, cast)) == "ended"
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(("deed", "kind"), [(endings.lift, Kind.WITHDRAWN), (endings.annul, Kind.ANNULLED)])
def test_r55_what_ended_by_the_api_is_told_afterwards(cast: Cast, ban: Sanction, deed, kind: Kind) -> None:  # type: ignore[no-untyped-def]
    deed(ban, reason="Via de API.", by=cast.coordinator, at=cast.at)
    other = Kind.ANNULLED if kind == Kind.WITHDRAWN else Kind.WITHDRAWN
    assert code_of(lambda: correct(ban, other, cast)) == "ended"
    correct(ban, kind, cast)
    letters_made(cast.at)
    assert len(kinds(ban)) == 2
    ban.refresh_from_db()
    assert (ban.lift_reason or ban.annul_reason) == "Via de API."
    assert code_of(lambda: correct(ban, kind, cast)) == "ended"
