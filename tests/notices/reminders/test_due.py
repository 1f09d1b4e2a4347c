"""What is due follows from the register: for whom, from when, and until it is done."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from bans.actions.decisions import approve, reject, settle_review
from bans.actions.endings import annul, hold, lift, release, restrict
from bans.actions.erasing import erase_ended
from notices.actions.law import add_legal_text
from notices.actions.reminders import keep_running
from notices.law.reading import built_in
from notices.law.texts import Subject
from notices.reminders.due import everything
from participants.actions.areas import grant_permit
from participants.actions.evaluations import record_evaluation
from participants.actions.shops import update_shop
from participants.models import Permit
from tests.cast import Cast
from tests.factories import DAY, instruct, make_incident, make_permit, make_protocol, make_sanction, serve
from tests.refused import refused

from .waiting import kinds_for, only, waits_for

EVERYBODY = ("coordinator", "approver", "manager_a", "counter_a", "manager_b", "counter_b", "municipality", "stranger")


def readers_of(cast: Cast, code: str, *, days: int = 0) -> set[str]:
    return {who for who in EVERYBODY if code in kinds_for(cast, getattr(cast, who), days=days)}


def test_quiet_area_reminds_nobody(quiet: Cast) -> None:
    assert {who: waits_for(quiet, getattr(quiet, who)) for who in EVERYBODY} == {who: [] for who in EVERYBODY}


def test_proposal_waits_for_who_decides_until_it_is_decided(quiet: Cast) -> None:
    proposal = make_sanction(quiet, approved=False, served=False)
    assert readers_of(quiet, "approve_by") == {"coordinator", "approver"}
    assert [waits_for(quiet, quiet.approver, days=n) for n in (22, 23, 28, 30, 31)] == [
        [("approve_by", stage)] for stage in ("begin", "-7", "-2", "0")
    ] + [[]]
    approve(proposal, by=quiet.approver, at=quiet.at)
    assert readers_of(quiet, "approve_by") == set()
    assert readers_of(quiet, "serve_by") == {"coordinator", "manager_a"}


def test_rejected_proposal_waits_for_nobody(quiet: Cast) -> None:
    proposal = make_sanction(quiet, approved=False, served=False)
    reject(proposal, reason="Te licht.", by=quiet.approver, at=quiet.at)
    assert [kinds_for(quiet, getattr(quiet, who)) for who in EVERYBODY] == [[]] * len(EVERYBODY)


def test_letter_waits_for_its_shop_until_it_is_served(quiet: Cast) -> None:
    ban = make_sanction(quiet, served=False)
    reminder = only(quiet, quiet.manager_a, days=28)
    assert reminder.fact.address.endswith(f"{ban.reference}/brief/")
    assert (reminder.stage.name, reminder.day) == ("-2", ban.serve_before)
    serve(quiet, ban)
    assert readers_of(quiet, "serve_by") == set()


def test_r28_warning_waits_for_its_check_and_is_late_after_five_working_days(quiet: Cast) -> None:
    """Served on a Monday: the next Monday is the last day, and from Tuesday it is late, every week again."""
    warning = make_sanction(quiet, "warning", "area", approved=False)
    assert readers_of(quiet, "unchecked") == {"coordinator"}
    said = [waits_for(quiet, quiet.coordinator, days=n)[0][1] for n in (6, 7, 8, 14, 15, 22)]
    assert said == ["begin", "0", "+1", "+1", "+8", "+15"]
    assert not only(quiet, quiet.coordinator, days=7).is_late
    late = only(quiet, quiet.coordinator, days=8)
    assert late.is_late and "23 maart 2026 gecontroleerd moeten zijn" in late.sentence
    approve(warning, by=quiet.coordinator, at=quiet.at)
    assert readers_of(quiet, "unchecked", days=8) == set()


def test_warning_that_may_be_served_before_its_check_waits_for_both(quiet: Cast) -> None:
    make_sanction(quiet, "warning", "area", approved=False, served=False)
    assert readers_of(quiet, "serve_by") == {"coordinator", "manager_a"}
    assert readers_of(quiet, "approve_by") == {"coordinator"}
    assert readers_of(quiet, "unchecked") == set()


def test_r19_what_rests_on_an_annulled_warning_waits_for_the_coordinator(quiet: Cast) -> None:
    warning = make_sanction(quiet, "warning", "area")
    later = quiet.at + DAY
    ban = make_sanction(quiet, incident=make_incident(quiet, person=warning.person, at=later), at=later)
    annul(warning, reason="Een ander.", by=quiet.coordinator, at=later)
    assert readers_of(quiet, "to_review", days=1) == {"coordinator"}
    ban.refresh_from_db()
    settle_review(ban, reason="Het feit staat vast.", by=quiet.coordinator, at=later)
    assert readers_of(quiet, "to_review", days=1) == set()


def test_end_is_told_to_the_shop_and_the_coordinator_and_to_no_other_shop(quiet: Cast) -> None:
    make_sanction(quiet, months=2)
    assert [readers_of(quiet, "ending", days=n) for n in (29, 30)] == [set(), {"coordinator", "manager_a"}]
    # 16 March and two months: the last day is 15 May, sixty days on.
    assert [waits_for(quiet, quiet.manager_a, days=n) for n in (52, 53, 60, 61)] == [
        [("ending", "-30")], [("ending", "-7")], [("ending", "0")], [],
    ]  # fmt: skip


def test_early_review_half_way_through_a_quiet_ban(quiet: Cast) -> None:
    make_sanction(quiet, months=2)
    assert [readers_of(quiet, "early_review", days=n) for n in (29, 30)] == [set(), {"coordinator"}]


def test_no_early_review_in_the_last_week(quiet: Cast) -> None:
    """The last day is sixty days on; a week before it the ban ends by itself soon enough."""
    make_sanction(quiet, months=2)
    assert [readers_of(quiet, "early_review", days=n) for n in (52, 53)] == [{"coordinator"}, set()]


def test_no_early_review_after_a_new_incident(quiet: Cast) -> None:
    ban = make_sanction(quiet, months=2)
    make_incident(quiet, "insulting", person=ban.person, shop=quiet.shop_b, at=quiet.at + 20 * DAY)
    assert readers_of(quiet, "early_review", days=30) == set()


def test_no_early_review_of_a_warning(quiet: Cast) -> None:
    make_sanction(quiet, "warning", "area", months=2)
    assert readers_of(quiet, "early_review", days=40) == set()


def test_early_review_is_over_when_it_is_lifted_or_decided(quiet: Cast) -> None:
    lifted, kept = make_sanction(quiet, months=2), make_sanction(quiet, months=2, family_name="Jansen")
    at = quiet.at + 31 * DAY
    assert kinds_for(quiet, quiet.coordinator, days=31).count("early_review") == 2
    lift(lifted, reason="Afgesproken.", by=quiet.coordinator, at=at)
    keep_running(kept, reason="Te kort geleden.", by=quiet.coordinator, at=at)
    assert readers_of(quiet, "early_review", days=60) == set()


def test_only_a_running_ban_goes_on_and_only_once(quiet: Cast) -> None:
    with refused("not_running"):
        keep_running(make_sanction(quiet, "warning", "area"), reason="Zo.", by=quiet.coordinator, at=quiet.at)
    ban = make_sanction(quiet, family_name="Jansen")
    with refused("not_allowed", "R30"):
        keep_running(ban, reason="Zo.", by=quiet.manager_a, at=quiet.at)
    with refused("reason_missing"):
        keep_running(ban, reason=" ", by=quiet.coordinator, at=quiet.at)
    with refused("citizen_number", "R68"):
        keep_running(ban, reason="bsn 111222333", by=quiet.coordinator, at=quiet.at)
    keep_running(ban, reason="Te kort geleden.", by=quiet.coordinator, at=quiet.at)
    with refused("already_decided"):
        keep_running(ban, reason="Toch niet.", by=quiet.coordinator, at=quiet.at)


def test_r54_hold_is_reviewed_once_for_each_person(quiet: Cast) -> None:
    ban = make_sanction(quiet)
    make_sanction(quiet, "warning", "area", incident=make_incident(quiet, person=ban.person))
    until = quiet.today + 40 * DAY
    hold(ban.person, reason="Rechtszaak.", until=until, by=quiet.coordinator, at=quiet.at)
    assert [readers_of(quiet, "hold_review", days=n) for n in (9, 10, 40)] == [set(), {"coordinator"}, {"coordinator"}]
    assert kinds_for(quiet, quiet.coordinator, days=10).count("hold_review") == 1
    hold(ban.person, reason="Rechtszaak.", until=until + 90 * DAY, by=quiet.coordinator, at=quiet.at + 10 * DAY)
    assert readers_of(quiet, "hold_review", days=10) == set()
    release(ban.person, by=quiet.coordinator, at=quiet.at)
    assert readers_of(quiet, "hold_review", days=120) == set()


def test_r52_what_is_gone_is_told_as_a_number(quiet: Cast) -> None:
    """Two that ended and one that lapsed: counts of that day, no reference, for a week."""
    gone = [make_sanction(quiet, months=1, family_name=name) for name in ("Jansen", "Pieters")]
    lapsed = make_sanction(quiet, served=False, family_name="Smit")
    on = quiet.today + 32 * DAY
    erase_ended(on=on)
    assert readers_of(quiet, "ended", days=32) == readers_of(quiet, "lapsed", days=32) == {"coordinator"}
    told = [found.sentence for found in everything(quiet.area, user=quiet.coordinator, on=on)]
    assert "Afgelopen en gewist op 17 april 2026: 2." in told
    assert "Niet op tijd beslist of uitgereikt, en daarom gewist op 17 april 2026: 1." in told
    assert not any(row.reference in " ".join(told) for row in (*gone, lapsed))
    assert readers_of(quiet, "ended", days=38) == {"coordinator"}
    assert readers_of(quiet, "ended", days=39) == set()


def test_r4_permit_is_spoken_of_until_another_follows(quiet: Cast) -> None:
    Permit.objects.filter(area=quiet.area).update(valid_until=quiet.today + 100 * DAY)
    assert readers_of(quiet, "permit_ends") == {"coordinator"}
    make_protocol(quiet.area, by=quiet.coordinator, at=quiet.at, permit_warn_d=60)
    assert [readers_of(quiet, "permit_ends", days=n) for n in (39, 40)] == [set(), {"coordinator"}]
    late = only(quiet, quiet.coordinator, days=101)
    assert late.is_late and late.stage.name == "+1" and "is afgelopen op 24 juni 2026" in late.sentence
    businesses = [shop.business for shop in (quiet.shop_a, quiet.shop_b)]
    days = {"granted_on": quiet.today, "valid_from": quiet.today + 101 * DAY, "valid_until": None}
    grant_permit(quiet.area, number="AP-2", **days, businesses=businesses, by=quiet.coordinator, at=quiet.at)
    assert readers_of(quiet, "permit_ends", days=40) == readers_of(quiet, "permit_ends", days=101) == set()


def test_permit_that_follows_after_a_gap_is_no_answer_to_the_gap(quiet: Cast) -> None:
    Permit.objects.filter(area=quiet.area).update(valid_until=quiet.today + 10 * DAY)
    make_permit(quiet.area, businesses=[], by=quiet.coordinator, at=quiet.at + 20 * DAY)
    assert [bool(readers_of(quiet, "permit_ends", days=n)) for n in (0, 15, 20)] == [True, True, False]


def test_agreement_is_spoken_of_until_it_is_renewed(quiet: Cast) -> None:
    by = {"by": quiet.coordinator, "at": quiet.at}
    update_shop(quiet.shop_b, fields={"agreement_ends_on": quiet.today + 61 * DAY}, **by)
    assert [readers_of(quiet, "agreement_ends", days=n) for n in (0, 1)] == [set(), {"coordinator"}]
    assert only(quiet, quiet.coordinator, days=62).is_late
    update_shop(quiet.shop_b, fields={"agreement_ends_on": None}, **by)
    assert readers_of(quiet, "agreement_ends", days=62) == set()


def test_r51_instruction_is_ones_own(quiet: Cast) -> None:
    """Done ninety days ago, so that its last day is 15 December; who did it anew is not reminded."""
    at_counters = {"manager_a", "counter_a", "manager_b", "counter_b"}
    assert [readers_of(quiet, "instruction", days=n) for n in (243, 244, 275)] == [set(), at_counters, at_counters]
    instruct(quiet.area, quiet.counter_a, at=quiet.at + 250 * DAY)
    assert readers_of(quiet, "instruction", days=275) == at_counters - {"counter_a"}
    (late,) = (r for r in everything(quiet.area, user=quiet.counter_b, on=quiet.today + 275 * DAY))
    assert late.is_late and "De balie is dicht" in late.sentence


def test_r74_evaluation_is_asked_for_after_the_months_of_the_protocol(cast: Cast) -> None:
    """Before the first one counted from the first protocol, which is of years ago here."""
    assert readers_of(cast, "evaluation") == {"coordinator"}
    record_evaluation(cast.area, held_on=cast.today, by=cast.coordinator, at=cast.at)
    assert [readers_of(cast, "evaluation", days=n) for n in (0, 334, 335)] == [set(), set(), {"coordinator"}]
    make_protocol(cast.area, by=cast.coordinator, at=cast.at, eval_m=6)
    assert readers_of(cast, "evaluation", days=160) == {"coordinator"}


def test_text_of_law_is_looked_up_each_year(quiet: Cast) -> None:
    """The built-in ones a year after their day; one that the area looked up a year after that."""
    day = min(text.look_up_by for text in built_in())
    days = (day - quiet.today).days
    assert "law_check" not in kinds_for(quiet, quiet.coordinator, days=days - 1)
    assert readers_of(quiet, "law_check", days=days) == {"coordinator"}
    text = next(text for text in built_in() if text.subject == "equality_body")
    parts = {"name": text.name, "site": text.site, "source": text.source}
    before = kinds_for(quiet, quiet.coordinator, days=days + 1).count("law_check")
    add_legal_text(
        quiet.area, Subject(text.subject), **parts, valid_from=day, checked_on=day,
        by=quiet.coordinator, at=quiet.at + days * DAY,
    )  # fmt: skip
    assert kinds_for(quiet, quiet.coordinator, days=days + 1).count("law_check") == before - 1


def test_r46_nobody_of_another_shop_is_reminded_of_an_individual_ban(quiet: Cast) -> None:
    make_sanction(quiet, "ban", "shop", months=1)
    make_sanction(quiet, "ban", "shop", served=False, family_name="Jansen")
    for days in (0, 15, 28, 30):
        for who in ("approver", "counter_a", "manager_b", "counter_b", "municipality", "stranger"):
            assert waits_for(quiet, getattr(quiet, who), days=days) == [], (who, days)


def test_r1_without_a_permit_nothing_collective_is_spoken_of(quiet: Cast) -> None:
    make_sanction(quiet, approved=False, served=False)
    make_sanction(quiet, months=2, family_name="Jansen")
    Permit.objects.filter(area=quiet.area).delete()
    for who in EVERYBODY:
        assert waits_for(quiet, getattr(quiet, who), days=30) == [], who


def test_what_is_in_dispute_is_spoken_of_to_the_coordinator_alone(quiet: Cast) -> None:
    """D22, G26: its shop is not reminded of a file that it cannot open."""
    ban = make_sanction(quiet, months=1)
    restrict(ban, by=quiet.coordinator, at=quiet.at)
    assert readers_of(quiet, "ending", days=20) == {"coordinator"}


def test_leaver_is_reminded_of_nothing(quiet: Cast) -> None:
    make_sanction(quiet, "ban", "shop", served=False)
    quiet.manager_a.memberships.update(ended_at=quiet.at)
    assert waits_for(quiet, quiet.manager_a) == []


def test_reminders_say_nothing_about_a_person(quiet: Cast) -> None:
    """Neither the name nor what happened, at any stage of a ban and its proposal."""
    for served in (True, False):
        make_sanction(quiet, served=served, months=1, given_name="Zwmerk", family_name="Zwmerknaam", address="Zwmerk 1")
    for days in range(31):
        for found in everything(quiet.area, user=quiet.coordinator, on=quiet.today + days * DAY):
            said = f"{found.sentence} {found.kind.what} {found.fact.name} {found.fact.address} {found.stage_key}"
            assert "zwmerk" not in said.lower() and "beroving" not in said.lower()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_stand_in_both_languages(quiet: Cast, language: str) -> None:
    make_sanction(quiet, served=False)
    with translation.override(language):
        sentence = only(quiet, quiet.manager_a).sentence
    assert (
        sentence
        == {
            "nl": "Reik de brief uit, uiterlijk op 15 april 2026. Daarna vervalt de maatregel.",
            "en": "Serve the letter, by 15 April 2026 at the latest. After that the measure lapses.",
        }[language]
    )


def test_an_area_asks_as_much_for_three_files_as_for_one(quiet: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            everything(quiet.area, user=quiet.coordinator, on=quiet.today + 20 * DAY)
        return len(queries)

    make_sanction(quiet, months=1)
    one = asked()
    for name in ("Jansen", "Pieters"):
        make_sanction(quiet, months=1, family_name=name)
    assert asked() == one


def test_days_are_dutch_days(quiet: Cast) -> None:
    """Served at half past eleven at night in London: in the Netherlands it is the next day."""
    late = dt.datetime(2026, 3, 16, 23, 30, tzinfo=dt.UTC)
    make_sanction(quiet, "warning", "area", approved=False, at=late)
    assert only(quiet, quiet.coordinator, days=1).stage.on == quiet.today + DAY
