"""The cast in consultation with others."""

import datetime as dt
from typing import Any

from tests.cast import Cast
from tests.screens import cast, screens
from toolbox.partnerships import actions, meeting_actions
from toolbox.partnerships.actions import CovenantFacts, PartnerFacts
from toolbox.partnerships.meeting_actions import MeetingFacts
from toolbox.partnerships.models import Covenant, Meeting, MeetingAction, Partner

__all__ = ["cast", "screens"]
DAY = dt.timedelta(days=1)


def make_partner(cast: Cast, organisation: str = "Politie Voorbeeldstad", **about: Any) -> Partner:
    facts = {"organisation": organisation, "party": "police", "joined_on": cast.today - 60 * DAY, **about}
    return actions.save_partner(cast.area, facts=PartnerFacts(**facts), by=cast.coordinator, at=cast.at)


def make_covenant(cast: Cast, **about: Any) -> Covenant:
    known = {"title": "Veilige Markt", "purpose": "Samen rust op de Markt.", "data_class": "none"}
    facts = CovenantFacts(**{**known, "signed_on": cast.today - 30 * DAY, **about})
    return actions.save_covenant(cast.area, facts=facts, by=cast.coordinator, at=cast.at)


def make_meeting(cast: Cast, *partners: Partner, **about: Any) -> Meeting:
    known = {"held_on": cast.today - 7 * DAY, "subject": "Drukte op koopavond", "decisions": ["Meer licht."]}
    facts = MeetingFacts(**{**known, "partners": partners or [make_partner(cast)], **about})
    return meeting_actions.save_meeting(cast.area, facts=facts, by=cast.coordinator, at=cast.at)


def make_action(cast: Cast, **about: Any) -> MeetingAction:
    meeting = make_meeting(cast)
    partner = meeting.partners.get()
    facts = {"what": "Lampen laten maken", "partner": partner, "due_on": cast.today + 14 * DAY, **about}
    return meeting_actions.add_action(meeting, **facts, by=cast.coordinator, at=cast.at)
