"""Keeping a partnership: who may, what is kept, and what may not be."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.db.models.signals import pre_save

from audit.models import Event
from tests.cast import Cast
from tests.refused import refused
from toolbox.partnerships import actions, meeting_actions
from toolbox.partnerships.actions import PartnerFacts
from toolbox.partnerships.models import Covenant, Meeting, MeetingAction, Partner
from toolbox.partnerships.rules import Standing, standing

from .conftest import DAY, make_action, make_covenant, make_meeting, make_partner


@pytest.mark.parametrize("by", ["manager_a", "counter_a", "approver", "stranger"])
def test_only_who_makes_plans_keeps_the_partnership(cast: Cast, by: str) -> None:
    facts = PartnerFacts("Gemeente", "municipality", cast.today)
    with refused("not_allowed", "R30"):
        actions.save_partner(cast.area, facts=facts, by=getattr(cast, by), at=cast.at)
    assert actions.save_partner(cast.area, facts=facts, by=cast.municipality, at=cast.at)


def test_a_partner_takes_part_once_and_can_come_back(cast: Cast) -> None:
    partner = make_partner(cast)
    with refused("partner_known"):
        make_partner(cast, "politie voorbeeldstad")
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.create(area=cast.area, organisation=partner.organisation, party="police", joined_on=cast.today)
    left = PartnerFacts(partner.organisation, "police", partner.joined_on, left_on=cast.today)
    actions.save_partner(cast.area, facts=left, partner=partner, by=cast.coordinator, at=cast.at)
    assert not partner.takes_part(cast.today) and partner.takes_part(cast.today - DAY)
    assert make_partner(cast, joined_on=cast.today).takes_part(cast.today)


def test_two_who_write_down_the_same_partner_at_once_are_told(cast: Cast) -> None:
    """The second is refused as if the first had been there already."""

    def first(sender: type, instance: Partner, **kwargs: object) -> None:
        Partner.objects.bulk_create([Partner(**{**facts, "area": cast.area})])

    facts = {"organisation": "Politie", "party": "police", "joined_on": cast.today}
    pre_save.connect(first, sender=Partner)
    try:
        with refused("partner_known"):
            actions.save_partner(cast.area, facts=PartnerFacts(**facts), by=cast.coordinator, at=cast.at)
    finally:
        pre_save.disconnect(first, sender=Partner)


def test_days_that_are_a_mistake_in_typing_are_refused(cast: Cast) -> None:
    with refused("odd_day"):
        make_meeting(cast, held_on=dt.date(1999, 12, 31))
    Partner.objects.all().delete()
    with refused("odd_day"):
        make_action(cast, due_on=dt.date(2101, 1, 1))


def test_a_meeting_does_not_move_past_what_was_done_after_it(cast: Cast) -> None:
    action = make_action(cast)
    meeting_actions.complete(action, done_on=cast.today - 6 * DAY, by=cast.coordinator, at=cast.at)
    facts = meeting_actions.MeetingFacts(cast.today, "Drukte", list(action.meeting.partners.all()))
    with refused("after_its_actions"):
        meeting_actions.save_meeting(
            cast.area, facts=facts, meeting=action.meeting, by=cast.coordinator, at=cast.at
        )  # fmt: skip


def test_r68_an_address_is_an_address(cast: Cast) -> None:
    """A name in a mail address tells of no origin, and the letters of a link are no document; its words are read."""
    assert make_partner(cast, contact_email="a.turk@voorbeeld.example").contact_email
    link = "https://voorbeeld.example/stuk/NXR7D8F45"
    assert make_covenant(cast, link=link).link == link
    with refused("forbidden_words", "R68"):
        make_covenant(cast, link="https://voorbeeld.example/asielzoeker")


def test_nobody_leaves_before_joining(cast: Cast) -> None:
    with refused("leaves_before_it_joins"):
        make_partner(cast, left_on=cast.today - 61 * DAY)
    make_partner(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.update(left_on=cast.today - 61 * DAY)


@pytest.mark.parametrize("field", ["ends_on", "review_on"])
def test_a_covenant_ends_and_is_reviewed_after_it_is_signed(cast: Cast, field: str) -> None:
    early = cast.today - 31 * DAY
    with refused("before_it_is_signed"):
        make_covenant(cast, **{field: early})
    make_covenant(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Covenant.objects.update(**{field: early})


def test_a_covenant_that_shares_data_says_which(cast: Cast) -> None:
    with refused("say_which_data"):
        make_covenant(cast, data_class="personal")
    assert make_covenant(cast, data_class="personal", data_note="Adressen van winkels, voor de post.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Covenant.objects.update(data_note="")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (1, Standing.HOLDS),
        (9, Standing.HOLDS),
        (10, Standing.TO_REVIEW),
        (20, Standing.TO_REVIEW),
        (21, Standing.ENDED),
    ],
)
def test_a_covenant_stands_as_its_days_say(on: int, expected: Standing) -> None:
    """Its last day is still one of it."""
    days = {"review_on": dt.date(2026, 1, 10), "ends_on": dt.date(2026, 1, 20)}
    assert standing(**days, on=dt.date(2026, 1, on)) is expected
    assert standing(review_on=None, ends_on=None, on=dt.date(2099, 1, 1)) is Standing.HOLDS


def test_a_meeting_was_held_and_somebody_was_there(cast: Cast) -> None:
    with refused("not_held_yet"):
        make_meeting(cast, held_on=cast.today + DAY)
    with refused("who_was_there"):
        meeting_actions.save_meeting(
            cast.area, facts=meeting_actions.MeetingFacts(cast.today, "Iets", []), by=cast.coordinator, at=cast.at
        )
    elsewhere = Partner.objects.create(area=cast.elsewhere, organisation="X", party="police", joined_on=cast.today)
    with refused("who_was_there"):
        make_meeting(cast, elsewhere)
    assert not Meeting.objects.exists()


def test_the_minutes_can_be_put_right(cast: Cast) -> None:
    """Not to a day after one of their actions was due."""
    action = make_action(cast, due_on=cast.today - 6 * DAY)
    facts = meeting_actions.MeetingFacts(
        action.meeting.held_on, "Rust op koopavond", list(action.meeting.partners.all()), ["Meer licht.", "  "]
    )
    who = {"meeting": action.meeting, "by": cast.coordinator, "at": cast.at}
    meeting = meeting_actions.save_meeting(cast.area, facts=facts, **who)
    assert (meeting.subject, meeting.decisions) == ("Rust op koopavond", ["Meer licht."])
    with refused("after_its_actions"):
        meeting_actions.save_meeting(cast.area, facts=replace(facts, held_on=cast.today), **who)


def test_an_action_is_due_after_the_meeting_and_is_of_a_partner_here(cast: Cast) -> None:
    with refused("due_before_the_meeting"):
        make_action(cast, due_on=cast.today - 8 * DAY)
    Meeting.objects.all().delete()
    Partner.objects.all().delete()
    elsewhere = Partner.objects.create(area=cast.elsewhere, organisation="X", party="police", joined_on=cast.today)
    with refused("who_does_it"):
        make_action(cast, partner=elsewhere)


def test_an_action_is_done_once(cast: Cast) -> None:
    action = make_action(cast)
    for day in (cast.today + DAY, action.meeting.held_on - DAY):
        with refused("done_on_another_day"):
            meeting_actions.complete(action, done_on=day, by=cast.coordinator, at=cast.at)
    meeting_actions.complete(action, done_on=cast.today, by=cast.coordinator, at=cast.at)
    with refused("action_closed"):
        meeting_actions.drop(action, reason="Toch niet.", by=cast.coordinator, at=cast.at)
    assert not MeetingAction.objects.open().exists()


def test_an_action_is_dropped_with_a_reason(cast: Cast) -> None:
    action = make_action(cast)
    with refused("reason_missing"):
        meeting_actions.drop(action, reason="  ", by=cast.coordinator, at=cast.at)
    meeting_actions.drop(action, reason="Er komt een nieuwe lamp.", by=cast.coordinator, at=cast.at)
    assert MeetingAction.objects.get().dropped_on == cast.today
    for change in ({"dropped_reason": ""}, {"done_on": cast.today}, {"dropped_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingAction.objects.update(**change)


TEXTS: dict[str, Callable[[Cast, str], object]] = {
    "organisation": lambda cast, text: make_partner(cast, text),
    "contact_name": lambda cast, text: make_partner(cast, contact_name=text),
    "title": lambda cast, text: make_covenant(cast, title=text),
    "purpose": lambda cast, text: make_covenant(cast, purpose=text),
    "data_note": lambda cast, text: make_covenant(cast, data_note=text),
    "subject": lambda cast, text: make_meeting(cast, subject=text),
    "decisions": lambda cast, text: make_meeting(cast, decisions=[text]),
    "what": lambda cast, text: make_action(cast, what=text),
    "dropped_reason": lambda cast, text: meeting_actions.drop(
        make_action(cast), reason=text, by=cast.coordinator, at=cast.at
    ),
}


@pytest.mark.parametrize("field", TEXTS)
def test_r68_nothing_is_saved_past_the_door(cast: Cast, field: str) -> None:
    """A number and a word about who somebody is are refused at the field itself; ordinary words pass."""
    for text, code in (("1112.22.333", "citizen_number"), ("een asielzoeker", "forbidden_words")):
        with pytest.raises(Exception) as caught, transaction.atomic():
            TEXTS[field](cast, text)
        assert (getattr(caught.value, "code", None), getattr(caught.value, "field", None)) == (code, field)
    TEXTS[field](cast, "Mevrouw De Boer")


def test_an_organisation_may_be_called_by_its_name(cast: Cast) -> None:
    """COA is a word about somebody's status in a file, and here it is a partner; so is a name with an origin in it.

    Written as the name is: other words that happen to be the same are read like any.
    """
    make_partner(cast, "COA", party="coa")
    make_partner(cast, "Stichting Turkse Ondernemers", party="shop-association")
    meeting = make_meeting(cast, decisions=["Het COA en de Stichting Turkse Ondernemers sturen aantallen."])
    assert "COA" in meeting.decisions[0]
    for decision in ("De Turkse jongens aanspreken.", "De stichting turkse ondernemers komt."):
        with refused("forbidden_words", "R68"):
            make_meeting(cast, *meeting.partners.all(), decisions=[decision])


def test_every_change_is_a_line_in_the_log_without_a_name(cast: Cast) -> None:
    action = make_action(cast)
    meeting_actions.complete(action, done_on=cast.today, by=cast.coordinator, at=cast.at)
    make_covenant(cast)
    told = Event.objects.filter(action__regex="^(partner|covenant|meeting)").order_by("pk")
    assert [event.action for event in told] == [
        "partner.joined", "meeting.recorded", "meeting_action.added", "meeting_action.done", "covenant.signed",
    ]  # fmt: skip
    assert "Politie" not in str([(event.subject, event.facts) for event in told])
