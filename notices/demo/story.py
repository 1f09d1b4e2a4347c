"""A year in the Drempelstraat: a sanction in every state that the register knows.

Days are counted back from today, so that something always waits, runs, and is about to end.
"""

import datetime as dt

from bans.actions.breaches import report_breach
from bans.actions.decisions import confirm_minor, reject
from bans.actions.endings import annul, hold, lift, restrict
from participants.clock import dutch_date

from ..actions.letters import print_ending, print_police_sheet
from .cast import Character, deal
from .deeds import Teller
from .scene import Scene

PEOPLE = 18


def tell(scene: Scene, *, at: dt.datetime) -> None:
    """Play the whole year. Each part takes its own people from the deal."""
    teller = Teller(scene, at)
    people = deal(PEOPLE)
    _individual(teller, people[0:3])
    _collective_warnings(teller, people[3:6])
    _collective_bans(teller, people[6:10])
    _waiting(teller, people[10:14])
    _ended(teller, people[14:18])


def _individual(teller: Teller, people: list[Character]) -> None:
    """R11, R16: what a shop settles for itself, and the repeat that only the coordinator sees."""
    own, _books, market, *_rest = teller.scene.shops
    first = teller.incident(people[0], own, "insulting", "Schold een medewerker uit.", days_ago=60)
    teller.serve(teller.propose(first, "warning", "shop"), days_ago=60)
    second = teller.incident(first.person, market, "disturbing", "Schreeuwde tegen klanten in de rij.", days_ago=12)
    teller.propose(second, "warning", "area", by_head=True)
    incident = teller.incident(
        people[1], own, "bothering", "Bleef klanten om geld vragen, ook na een verzoek.", days_ago=35
    )
    teller.serve(teller.propose(incident, "ban", "shop", months=6), days_ago=34)
    # Reported, and nothing proposed yet.
    teller.incident(people[2], own, "house_rules", "Rookte in de paskamer.", days_ago=2)


def _collective_warnings(teller: Teller, people: list[Character]) -> None:
    """R12, R28: a combined hand-out, a warning served before the check, and one to be served."""
    own, _books, market, chemist, *_rest = teller.scene.shops
    incident = teller.incident(
        people[0],
        own,
        "theft",
        "Nam een ketting mee zonder te betalen.",
        days_ago=100,
        place="bij de vitrine",
    )
    ban = teller.propose(incident, "ban", "shop")
    warning = teller.decide(teller.propose(incident, "warning", "area"))
    teller.serve(ban, days_ago=99)
    teller.serve(warning, days_ago=99)
    unchecked = teller.incident(people[1], market, "theft", "Rekende de helft van de kar af.", days_ago=4)
    teller.serve(teller.propose(unchecked, "warning", "area"), days_ago=3)
    unserved = teller.incident(people[2], chemist, "vandalism", "Gooide een rek om na ruzie.", days_ago=6)
    teller.decide(teller.propose(unserved, "warning", "area"))


def _collective_bans(teller: Teller, people: list[Character]) -> None:
    """R13, R15, R39: a long ban with a breach, a repeat, one that ends this week and one of this week."""
    own, _books, market, _chemist, shoes, *_rest = teller.scene.shops
    long = teller.banned_at_once(people[0], shoes, days_ago=90, months=18)
    breached_at = teller.days_ago(20)
    breach = report_breach(
        long,
        shop=own,
        happened_at=breached_at,
        place="bij de kassa",
        observed_by="Medewerker De Gouden Knoop",
        observer_function="verkoopmedewerker",
        by=teller.scene.manager_of(own),
        at=breached_at + dt.timedelta(minutes=15),
    )
    print_police_sheet(breach, by=teller.scene.manager_of(own), at=breached_at + dt.timedelta(minutes=20))
    warning = teller.warned_for_theft(people[1], market, days_ago=150)
    repeat = teller.incident(warning.person, own, "theft", "Nam opnieuw spullen mee zonder te betalen.", days_ago=40)
    teller.serve(teller.decide(teller.propose(repeat, "ban", "area")), days_ago=38)
    teller.banned_at_once(people[2], shoes, days_ago=363)
    teller.banned_at_once(people[3], market, days_ago=6)


def _waiting(teller: Teller, people: list[Character]) -> None:
    """R25, R27, R31: what the desk has to do today."""
    own, _books, market, _chemist, shoes, bakery, *_rest = teller.scene.shops
    warning = teller.warned_for_theft(people[0], own, days_ago=80)
    repeat = teller.incident(warning.person, shoes, "theft", "Liep weg op schoenen die niet betaald waren.", days_ago=1)
    teller.propose(repeat, "ban", "area")
    serious = teller.incident(people[1], market, "robbery", "Dreigde met slaan en nam tabak mee.", days_ago=5)
    teller.decide(teller.propose(serious, "ban", "area"))
    young = teller.incident(people[2], bakery, "theft", "Nam broodjes mee met een groep.", days_ago=3, minor=True)
    confirm_minor(young.person, minor=True, by=teller.scene.coordinator, at=teller.days_ago(2))
    teller.propose(young, "warning", "area", months=6)
    hidden = teller.warned_for_theft(people[3], bakery, days_ago=70)
    restrict(hidden, by=teller.scene.coordinator, at=teller.days_ago(8))


def _ended(teller: Teller, people: list[Character]) -> None:
    """R19, R29, R34, R52, R54: turned down, lapsed, withdrawn, annulled and held, and past its last day."""
    own, _books, market, chemist, shoes, _bakery, cables, cafe = teller.scene.shops
    head, approver = teller.scene.coordinator, teller.scene.approver
    turned_down = teller.incident(people[0], cables, "weapon", "Hield iets vast dat op een mes leek.", days_ago=25)
    proposal = teller.propose(turned_down, "ban", "area")
    reject(proposal, reason="Op de beelden is geen wapen te zien.", by=approver, at=teller.days_ago(24))
    lapsed = teller.incident(turned_down.person, chemist, "serious_threat", "Dreigde iets te doen.", days_ago=50)
    teller.decide(teller.propose(lapsed, "ban", "area"))
    withdrawn = teller.warned_for_theft(people[1], cafe, days_ago=120)
    lift(withdrawn, reason="De coördinator en de winkel zijn het eens.", by=head, at=teller.days_ago(30))
    print_ending(withdrawn, by=head, at=teller.days_ago(30))
    first = teller.warned_for_theft(people[2], market, days_ago=110)
    again = teller.incident(first.person, own, "theft", "Nam een tas mee zonder te betalen.", days_ago=45)
    teller.serve(teller.decide(teller.propose(again, "ban", "area")), days_ago=43)
    annul(first, reason="De diefstal bleek een vergissing bij de kassa.", by=head, at=teller.days_ago(7))
    print_ending(first, by=head, at=teller.days_ago(7))
    until = dutch_date(teller.now) + dt.timedelta(days=90)
    hold(
        first.person,
        reason="Er loopt een klacht over de eerste waarschuwing.",
        until=until,
        by=head,
        at=teller.days_ago(6),
    )
    teller.banned_at_once(people[3], shoes, days_ago=371)
