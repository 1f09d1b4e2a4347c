"""The pages of the partnership, from a partner to an action that is done; and the reminder in between."""

import pytest

from notices.reminders.due import due
from tests.cast import Cast
from tests.screens import Screens, text
from toolbox.partnerships import meeting_actions
from toolbox.partnerships.models import Covenant, Meeting, MeetingAction, Partner

from .conftest import DAY, make_action, make_covenant, make_meeting, make_partner


def test_from_a_partner_to_an_action_that_is_done(screens: Screens, cast: Cast) -> None:
    """The coordinator adds a partner, records a meeting, and closes what came of it."""
    screen = screens.of("coordinator")
    assert "Voeg eerst een partner toe" in text(screen.get("toolbox:partnership"))
    facts = {"organisation": "Politie Markt", "party": "police", "joined_on": "2026-01-05"}
    assert screen.post("toolbox:partner-new", **facts).status_code == 302
    partner = Partner.objects.get()
    minutes = {"held_on": "2026-03-10", "subject": "Koopavond", "decisions": "Meer licht.\nEerder sluiten.\n"}
    saved = screen.post("toolbox:meeting-new", **minutes, partners=[partner.pk])
    meeting = Meeting.objects.get()
    assert saved["Location"] == screen.address("toolbox:meeting", meeting.pk)
    assert meeting.decisions == ["Meer licht.", "Eerder sluiten."]
    task = {"what": "Rondes lopen", "partner": partner.pk, "due_on": "2026-03-30"}
    assert screen.post("toolbox:meeting-action-new", meeting.pk, **task).status_code == 302
    page = text(screen.get("toolbox:partnership"))
    assert "Rondes lopen" in page and "klaar op 30 maart 2026" in page
    action = MeetingAction.objects.get()
    closed = screen.post("toolbox:meeting-action", action.pk, outcome="done", done_on="2026-03-16")
    assert closed["Location"] == screen.address("toolbox:meeting", meeting.pk)
    assert "gedaan op 16 maart 2026" in text(screen.get("toolbox:meeting", meeting.pk))
    assert "Er staan geen acties open." in text(screen.get("toolbox:partnership"))


def test_a_covenant_says_what_is_shared_and_where_it_lies(screens: Screens, cast: Cast) -> None:
    screen = screens.of("municipality")
    facts = {
        "title": "Veilige Markt", "signed_on": "2026-01-01", "ends_on": "2027-12-31", "review_on": "2026-03-01",
        "purpose": "Samen rust.", "data_class": "personal", "data_note": "Adressen van winkels.",
        "link": "https://voorbeeld.example/convenant",
    }  # fmt: skip
    saved = screen.post("toolbox:covenant-new", **facts)
    page = screens.of("approver").client.get(saved["Location"])
    for told in ("Opnieuw bekijken", "Gewone persoonsgegevens", "Adressen van winkels.", "31 december 2027"):
        assert told in text(page)
    assert 'href="https://voorbeeld.example/convenant"' in page.content.decode()
    refused = screen.post("toolbox:covenant-edit", Covenant.objects.get().pk, **{**facts, "data_note": ""})
    assert refused.status_code == 422 and "Schrijf op welke gegevens" in text(refused)


def test_who_sees_plans_reads_and_who_makes_plans_writes(screens: Screens, cast: Cast) -> None:
    action, covenant = make_action(cast, what="Lampen maken"), make_covenant(cast)
    reads = [("partnership",), ("meeting", action.meeting.pk), ("covenant", covenant.pk)]
    writes = [
        ("partner-new",), ("partner", action.partner.pk), ("covenant-new",), ("covenant-edit", covenant.pk),
        ("meeting-new",), ("meeting-edit", action.meeting.pk), ("meeting-action-new", action.meeting.pk),
        ("meeting-action", action.pk),
    ]  # fmt: skip
    for who, may_read, may_write in (
        ("coordinator", 200, 200), ("municipality", 200, 200), ("approver", 200, 404), ("manager_a", 200, 404),
        ("counter_a", 404, 404), ("stranger", 404, 404),
    ):  # fmt: skip
        for pages, status in ((reads, may_read), (writes, may_write)):
            for name, *args in pages:
                assert screens.of(who).get(f"toolbox:{name}", *args).status_code == status, (who, name)
    assert "Nieuwe partner" not in text(screens.of("manager_a").get("toolbox:partnership"))


def test_a_refused_partner_keeps_what_was_typed_and_nothing_is_written(screens: Screens, cast: Cast) -> None:
    partner = make_partner(cast)
    facts = {"organisation": "Nieuwe naam", "party": "police", "joined_on": "2026-01-05", "left_on": "2026-01-04"}
    answer = screens.of("coordinator").post("toolbox:partner", partner.pk, **facts)
    assert answer.status_code == 422 and "stopt voordat zij meedoet" in text(answer)
    assert 'value="Nieuwe naam"' in answer.content.decode()
    partner.refresh_from_db()
    assert partner.organisation == "Politie Voorbeeldstad"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"outcome": "done", "done_on": ""}, "Vul in op welke dag"),
        ({"outcome": "dropped"}, "Schrijf op waarom"),
        ({"outcome": "done", "done_on": "2026-03-17"}, "niet in de toekomst"),
        ({}, "hoe loopt het af"),
    ],
)
def test_an_action_ends_with_a_day_or_a_reason(
    screens: Screens, cast: Cast, fields: dict[str, str], sentence: str
) -> None:
    action = make_action(cast)
    answer = screens.of("coordinator").post("toolbox:meeting-action", action.pk, **fields)
    assert answer.status_code == 422 and sentence.casefold() in text(answer).casefold()
    assert MeetingAction.objects.open().exists()


def test_a_late_action_stands_out(screens: Screens, cast: Cast) -> None:
    make_action(cast, due_on=cast.today - DAY)
    assert "te laat: 15 maart 2026" in text(screens.of("manager_a").get("toolbox:partnership"))


def told(cast: Cast, who: str, days: int) -> list[str]:
    rows = due(cast.area, user=getattr(cast, who), on=cast.today + days * DAY)
    return [row.sentence for row in rows if row.kind.code == "meeting_action"]


def test_an_action_is_reminded_of_until_it_is_done(cast: Cast) -> None:
    """A week before, to who makes plans; late when its day is over; silent when it is done."""
    action = make_action(cast)
    assert told(cast, "coordinator", 6) == [] and len(told(cast, "coordinator", 7)) == 1
    assert told(cast, "municipality", 15) == ["Een actie uit het overleg had klaar moeten zijn op 30 maart 2026."]
    assert told(cast, "manager_a", 15) == []
    meeting_actions.complete(action, done_on=cast.today, by=cast.coordinator, at=cast.at)
    assert told(cast, "coordinator", 15) == []


def test_a_reminder_leads_to_its_action(screens: Screens, cast: Cast) -> None:
    action = make_action(cast)
    rows = due(cast.area, user=cast.coordinator, on=cast.today + 14 * DAY)
    row = next(row for row in rows if row.kind.code == "meeting_action")
    assert row.fact.address == action.get_absolute_url()
    assert screens.of("coordinator").client.get(row.fact.address).status_code == 200


def test_a_dropped_action_is_silent_and_its_reason_is_in_the_minutes(screens: Screens, cast: Cast) -> None:
    action = make_action(cast)
    screen = screens.of("coordinator")
    reason = "Er komt al een nieuwe lamp."
    assert screen.post("toolbox:meeting-action", action.pk, outcome="dropped", dropped_reason=reason).status_code == 302
    assert told(cast, "coordinator", 15) == []
    assert reason in text(screens.of("manager_a").get("toolbox:meeting", action.meeting.pk))


def test_a_meeting_of_another_area_is_not_there(screens: Screens, cast: Cast) -> None:
    meeting = make_meeting(cast)
    Meeting.objects.update(area=cast.elsewhere)
    assert screens.of("coordinator").get("toolbox:meeting", meeting.pk).status_code == 404
