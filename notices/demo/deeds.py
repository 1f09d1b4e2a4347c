"""The deeds of which the story consists: each calls what the pages call, at a moment in the past."""

import datetime as dt
from dataclasses import dataclass, field

from bans.actions.decisions import approve
from bans.actions.incidents import PersonDraft, report_incident
from bans.actions.proposals import impose
from bans.models import Incident, Person, Sanction
from bans.models.person import IdentityBasis
from bans.rules.approval import Approval
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import Shop

from ..actions.letters import prepare
from ..actions.serving import HandedOver, serve_in_person
from ..models.service import Receipt
from . import silhouettes
from .cast import Character
from .scene import Scene


@dataclass
class Teller:
    """Lets the characters act in the scene, counted back from now."""

    scene: Scene
    now: dt.datetime
    _told: int = field(default=0)

    def days_ago(self, days: int, hour: int = 15) -> dt.datetime:
        """An hour in the afternoon so many days ago; each next deed some minutes later."""
        self._told += 1
        day = dutch_date(self.now) - dt.timedelta(days=days)
        return dt.datetime.combine(day, dt.time(hour, self._told * 7 % 60), tzinfo=DUTCH_TIME)

    def incident(
        self,
        who: Character | Person,
        shop: Shop,
        conduct: str,
        narrative: str,
        *,
        days_ago: int,
        place: str = "bij de ingang",
        minor: bool = False,
    ) -> Incident:
        """The shop's manager reports what happened there."""
        happened_at = self.days_ago(days_ago)
        return report_incident(
            shop=shop,
            person=who if isinstance(who, Person) else _draft(who, minor=minor),
            conduct_code=conduct,
            happened_at=happened_at,
            place=place,
            observed_by=f"Medewerker {shop.name}",
            observer_function="verkoopmedewerker",
            narrative=narrative,
            photo=None if isinstance(who, Person) or minor else _picture(who),
            by=self.scene.manager_of(shop),
            at=happened_at + dt.timedelta(minutes=25),
        )

    def propose(
        self,
        incident: Incident,
        kind: str,
        scope: str,
        *,
        months: int = 12,
        reason: str = "",
        by_head: bool = False,
    ) -> Sanction:
        """The manager proposes on the spot; the coordinator where only she sees the step (R16)."""
        by = self.scene.coordinator if by_head else self.scene.manager_of(incident.shop)
        at = incident.reported_at + dt.timedelta(minutes=5)
        return impose(incident, kind=kind, scope=scope, months=months, reason=reason, by=by, at=at)

    def decide(self, sanction: Sanction) -> Sanction:
        """The second person agrees an hour later: the coordinator to a warning, the approver to a ban."""
        scene = self.scene
        by = scene.coordinator if sanction.needs_approval == Approval.CHECK else scene.approver
        return approve(sanction, by=by, at=sanction.proposed_at + dt.timedelta(hours=1))

    def serve(self, sanction: Sanction, *, days_ago: int) -> Sanction:
        """The letter is printed and handed over; from then on it has effect."""
        handed_at = self.days_ago(days_ago, hour=17)
        by = self.scene.manager_of(sanction.shop)
        letter, *_others = prepare(sanction, starts_on=dutch_date(handed_at), by=by, at=handed_at)
        facts = HandedOver(
            handed_at=handed_at,
            place=f"kantoor van {sanction.shop.name}",
            server_name=by.name,
            witness_name=f"Medewerker {sanction.shop.name}",
            receipt=Receipt.REFUSED if self._told % 3 == 0 else Receipt.SIGNED,
        )
        return serve_in_person(letter, facts=facts, by=by, at=handed_at + dt.timedelta(minutes=10))

    def warned_for_theft(self, who: Character, shop: Shop, *, days_ago: int) -> Sanction:
        """A theft, answered with a collective warning that was served and checked the next day."""
        incident = self.incident(who, shop, "theft", "Liep met spullen onder de jas langs de kassa.", days_ago=days_ago)
        warning = self.decide(self.propose(incident, "warning", "area"))
        return self.serve(warning, days_ago=days_ago - 1)

    def banned_at_once(self, who: Character, shop: Shop, *, days_ago: int, months: int = 12) -> Sanction:
        """A serious act, answered with a collective ban."""
        incident = self.incident(
            who,
            shop,
            "serious_violence",
            "Sloeg een medewerker die vroeg om de winkel te verlaten.",
            days_ago=days_ago,
            place="bij de kassa",
        )
        reason = "Het geweld was zwaar en gericht tegen personeel." if months > 12 else ""
        ban = self.decide(self.propose(incident, "ban", "area", months=months, reason=reason))
        return self.serve(ban, days_ago=days_ago - 2)


def _draft(who: Character, *, minor: bool) -> PersonDraft:
    return PersonDraft(
        given_name=who.given_name,
        family_name=who.family_name,
        birth_date=None if minor else who.birth_date,
        address="Voorbeeldlaan 1, 0000 AA Voorbeeldstad",
        appearance=who.appearance,
        identity_basis=IdentityBasis.STATED,
        apparently_minor=minor,
    )


def _picture(who: Character) -> bytes:
    looks = who.appearance
    return silhouettes.draw(
        f"{who.given_name} {who.family_name}", hair=looks.get("hair", ""), build=looks.get("build", "")
    )
