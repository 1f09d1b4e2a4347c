"""What the demonstration's area did beside its register, through the actions; nobody is in it but who works there."""

import datetime as dt
from dataclasses import dataclass

from notices.demo.cast import DOMAIN
from participants.clock import dutch_date
from participants.models import ShoppingArea, User

from .partnerships import actions as partnerships
from .partnerships import meeting_actions as meetings
from .plans.actions import figures, parts, plans
from .plans.baseline import months_before
from .plans.models import Plan
from .scans import actions as scans
from .scans.models import Kind, State
from .trainings import actions as trainings
from .trainings import attendance

DAY = dt.timedelta(days=1)
# Reports of theft by month, the newest last: invented.
COUNTS = (14, 17, 12, 19, 15, 21, 16, 13, 18, 11, 9, 10)
PARTS = (
    ("resilience-training-retail", "shop-association", "coördinator van de vereniging", 1200),
    ("always-report-agreement", "police", "wijkteam", 0),
    ("store-layout-and-tagging", "shopkeeper", "winkelmanagers", 2500),
)
WRONG_IN_THE_SHOP = ("view-corners", "till-cash", "door-rules")


@dataclass(frozen=True)
class Stage:
    """The area, who works there, and the moment of the demonstration."""

    area: ShoppingArea
    at: dt.datetime

    def who(self, name: str) -> User:
        return User.objects.get(email=f"{name}@{DOMAIN}")

    def days_ago(self, days: int) -> dt.datetime:
        return self.at - days * DAY


def tell(area: ShoppingArea, *, at: dt.datetime) -> None:
    """A partnership that met, a plan that runs, a shop that was walked through, and a training that was given."""
    stage = Stage(area, at)
    _partnership(stage)
    _plan(stage)
    _scan(stage)
    _training(stage)


def _partnership(stage: Stage) -> None:
    coordinator, on = stage.who("coordinator"), dutch_date(stage.at)
    known = [
        partnerships.save_partner(
            stage.area,
            facts=partnerships.PartnerFacts(organisation=name, party=party, joined_on=on - 200 * DAY),
            by=coordinator,
            at=stage.days_ago(200),
        )
        for name, party in (("Ondernemersfonds Centrum", "shop-association"), ("Wijkteam Centrum", "police"))
    ]
    about = meetings.MeetingFacts(
        held_on=on - 20 * DAY,
        subject="Najaarsoverleg",
        partners=known,
        decisions=["Elke diefstal wordt aangegeven.", "De verlichting achter de winkels wordt nagelopen."],
    )
    meeting = meetings.save_meeting(stage.area, facts=about, by=coordinator, at=stage.days_ago(20))
    what = "Lijst maken van lampen die niet branden."
    meetings.add_action(
        meeting, what=what, partner=known[0], due_on=on + 5 * DAY, by=coordinator, at=stage.days_ago(20)
    )


def _plan(stage: Stage) -> Plan:
    """Written down today, for the catalogue of the demonstration begins today; it has run for three whole months."""
    coordinator, on = stage.who("coordinator"), months_before(dutch_date(stage.at), 3)[0]
    draft = plans.PlanDraft(
        title="Minder diefstal in het centrum",
        problem="Op vrijdag en zaterdag wordt veel gestolen. Niet elke winkel doet aangifte.",
        goal="Binnen een jaar een derde minder diefstallen.",
        starts_on=on,
        ends_on=on + 365 * DAY,
        budget=5000,
    )
    plan = plans.create_plan(stage.area, draft=draft, by=coordinator, at=stage.at)
    months = dict(zip(months_before(dutch_date(stage.at), len(COUNTS)), COUNTS, strict=True))
    counted = figures.add_own_figures(
        plan,
        name="Meldingen van winkeldiefstal",
        unit="meldingen",
        months=months,
        by=coordinator,
        at=stage.at,
    )
    for code, owner, role, budget in PARTS:
        part = parts.PartDraft(
            measure_code=code,
            owner=owner,
            owner_role=role,
            starts_on=plan.starts_on,
            last_day=plan.ends_on,
            budget=budget,
            indicator=counted,
        )
        parts.add_part(plan, draft=part, by=coordinator, at=stage.at)
    plans.put_forward(plan, by=coordinator, at=stage.at)
    return plans.approve(plan, by=stage.who("municipality"), at=stage.at)


def _scan(stage: Stage) -> None:
    manager, at = stage.who("manager"), stage.days_ago(12)
    shop = stage.area.shops.filter(memberships__user=manager).first()
    scan = scans.begin(stage.area, kind=Kind.SHOP, shop=shop, place="", by=manager, at=at)
    found = {
        point.code: scans.Given(
            state=State.NOT_IN_ORDER if point.code in WRONG_IN_THE_SHOP else State.IN_ORDER, note=""
        )
        for point in scan.checklist.points
    }
    scans.save_answers(scan, answers=found, by=manager, at=at)
    scans.finish(scan, by=manager, at=at)


def _training(stage: Stage) -> None:
    coordinator, manager, on = stage.who("coordinator"), stage.who("manager"), dutch_date(stage.at)
    training = trainings.add_training(
        stage.area,
        measure_code="resilience-training-retail",
        title="Rustig blijven in de winkel",
        practised="Rustig aanspreken, afstand houden en hulp halen.",
        valid_months=24,
        by=coordinator,
        at=stage.at,
    )
    held, _ahead = (
        trainings.plan_session(
            training,
            held_on=on + days * DAY,
            place="Buurthuis",
            trainer="Oefenhuis Centrum",
            seats=12,
            by=coordinator,
            at=stage.at,
        )
        for days in (-7, 14)
    )
    attendance.sign_up(held, people=[manager], by=coordinator, at=stage.at)
    came = list(held.participants.all())
    attendance.mark_presence(held, present=came, by=coordinator, at=stage.at)
