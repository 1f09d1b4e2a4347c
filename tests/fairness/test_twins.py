"""The same conduct gives the same proposals, whoever did it and wherever it was (T34, G34)."""

import dataclasses
import datetime as dt
import io
import random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bans import appearance
from bans.actions.decisions import approve, confirm_minor
from bans.actions.incidents import PersonDraft, report_incident
from bans.actions.proposals import impose, steps_for
from bans.conduct import REPORTABLE
from bans.models import Incident, Person
from bans.photos import clean_photo
from bans.rules import ladder, terms
from bans.rules.ladder import Case, Earlier, Kind, Scope
from participants.clock import dutch_date
from participants.models import Shop
from participants.protocol import LIMITS, Parameters
from participants.refusals import Refusal
from tests.bans.hostile_photos import picture, saved
from tests.cast import Cast
from tests.factories import serve
from tests.size import size

PAIRS = size(2_000, 10_000)
TODAY = dt.date(2026, 3, 16)
DAY = dt.timedelta(days=1)


def moment(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=dt.UTC)


def judged(steps: tuple[ladder.Step, ...], order: dict[str, int]) -> list[dict[str, Any]]:
    """Steps with the place of an earlier measure in the row instead of its reference."""
    return [{**dataclasses.asdict(step), "builds_on": order.get(step.builds_on, step.builds_on)} for step in steps]


def test_g34_ladder_judges_thousands_of_pairs_of_twins_alike() -> None:
    """Equal in conduct, history, age and protocol; another shop, another hour, other references."""
    made = random.Random(20260316)
    proposed = 0
    for _pair in range(PAIRS):
        parameters = Parameters(**{name: made.randint(low, high) for name, (low, high) in LIMITS.items()})
        conduct, age = made.choice(REPORTABLE), made.choice([None, *range(10, 22), 40])
        looks_minor = made.random() < 0.2
        history = [
            (
                made.choice(list(Kind)),
                made.choice(list(Scope)),
                made.randrange(3),
                made.choice(REPORTABLE),
                TODAY - DAY * made.randint(1, 500),
                made.randint(1, 24),
            )
            for _ in range(made.randrange(4))
        ]
        answers = []
        for _twin in range(2):
            shops, hour = made.sample(range(1_000_000), 3), made.randrange(20, 24)
            earlier = [
                Earlier(
                    f"{made.getrandbits(40):x}", kind, scope, shops[shop], was.conduct_class,
                    moment(day, made.randrange(0, 20)), day, terms.last_day(day, months),
                )
                for kind, scope, shop, was, day, months in history
            ]  # fmt: skip
            case = Case(conduct, moment(TODAY, hour), TODAY, shops[0], age, looks_minor)
            order = {sanction.reference: place for place, sanction in enumerate(earlier)}
            answers.append(judged(ladder.propose(case, earlier, parameters), order))
        assert answers[0] == answers[1], (conduct.code, age, history)
        proposed += bool(answers[0])
    assert proposed > PAIRS / 2


NAMES = st.sampled_from(
    ["Jan|de Vries", "Fatima|El Amrani", "Łukasz|Nowak", "Nguyễn|Ánh", "Priya|Sharma", "Mehmet|Yılmaz", "|Onbekend",
     "Ama|Owusu", "Sven|Ångström", "Maria|dos Santos", "Li|Wei", "Kees|Jansen-van den Berg"]
)  # fmt: skip
WORDS = st.sampled_from(["bij de kassa", "in de gang", "voor de ingang", "naast de lift", "op de tweede verdieping"])
CHOICES = {key: st.sampled_from(sorted(words)) for key, words in appearance.LISTS.items()}
LOOKS = st.fixed_dictionaries({}, optional=CHOICES)
HISTORY = st.lists(
    st.tuples(
        st.sampled_from(["theft", "insulting", "robbery", "bothering", "violence", "weapon"]),
        st.sampled_from([Scope.SHOP, Scope.AREA]),
        st.booleans(),
        st.integers(20, 300),
    ),
    max_size=2,
)


@st.composite
def twins(draw: st.DrawFn) -> dict[str, Any]:
    """What the two share, and beside it two of everything else."""
    age = draw(st.sampled_from([12, 15, 16, 17, 18, 35, 80, None]))
    names = draw(st.lists(NAMES, min_size=2, max_size=2, unique=True))
    looks = draw(st.lists(LOOKS.filter(lambda look: look.get("approximate_age") != "under_18"), min_size=2, max_size=2))
    return {
        "conduct": draw(st.sampled_from(REPORTABLE)).code,
        "age": age,
        "minor": draw(st.booleans()) if age is None else False,
        "history": draw(HISTORY),
        "each": [
            {
                "name": names[number],
                "looks": looks[number],
                "words": draw(WORDS),
                "hour": draw(st.integers(0, 8)),
                # Nobody has a birthday in between, so that both are of one age all along.
                "born": draw(st.integers(0, 59)),
                "photo": draw(st.booleans()),
                "other_shop": draw(st.booleans()),
                "address": draw(st.sampled_from(["", "Markt 3", "Poolsestraat 8", "Kade 100, Elders"])),
                "basis": draw(st.sampled_from(["stated", "document_shown", "police_confirmed", "known_to_staff"])),
            }
            for number in range(2)
        ],
    }


@pytest.fixture(scope="module")
def jpeg() -> bytes:
    return clean_photo(io.BytesIO(saved(picture(), "JPEG")))


def life(cast: Cast, shared: dict[str, Any], own: dict[str, Any], jpeg: bytes) -> list[dict[str, Any] | str]:
    """Lets one of the two do what both did, and tells what the register answered each time."""
    shops = [cast.shop_b, cast.shop_a] if own["other_shop"] else [cast.shop_a, cast.shop_b]
    who: Person | PersonDraft = draft(cast, shared, own)
    answers: list[dict[str, Any] | str] = []
    order: dict[str, int] = {}
    for place, (conduct, scope, here, days) in enumerate(sorted(shared["history"], key=lambda row: -row[3])):
        at = cast.at - DAY * days
        incident = reported(cast, shops[0 if here else 1], who, conduct, at, own)
        who = incident.person
        offered = [step for step in steps_for(incident, on=dutch_date(at), by=cast.coordinator) if step.scope is scope]
        if offered:
            try:
                order[imposed(cast, incident, offered[0], at)] = place
            except Refusal as refusal:
                answers.append(refusal.code)
    at = cast.at - dt.timedelta(hours=own["hour"])
    photo = jpeg if own["photo"] else None
    incident = reported(cast, shops[0], who, shared["conduct"], at, own, photo=photo)
    for by in (cast.manager_of(shops[0]), cast.coordinator):
        answers += judged(steps_for(incident, on=cast.today, by=by), order)
    return answers


def draft(cast: Cast, shared: dict[str, Any], own: dict[str, Any]) -> PersonDraft:
    given, family = own["name"].split("|")
    born = None
    if shared["age"] is not None:
        born = dt.date(cast.today.year - shared["age"] - 1, 3, 17) + DAY * own["born"]
    return PersonDraft(given, family, born, own["address"], own["looks"], own["basis"], shared["minor"])


def imposed(cast: Cast, incident: Incident, step: ladder.Step, at: dt.datetime) -> str:
    """Proposed, decided and served as far as the rules let it; gives the reference."""
    with transaction.atomic():
        sanction = impose(
            incident,
            kind=step.kind,
            scope=step.scope,
            months=step.months,
            reason="Herhaling.",
            by=cast.coordinator,
            at=at,
        )
        if sanction.approved_at is None and sanction.needs_approval == "approve":
            if incident.person.apparently_minor:
                confirm_minor(incident.person, minor=True, by=cast.coordinator, at=at)
                sanction = type(sanction).objects.get(pk=sanction.pk)
            sanction = approve(sanction, by=cast.approver, at=at)
        serve(cast, sanction, at=at)
    return sanction.reference


def reported(
    cast: Cast, shop: Shop, who: PersonDraft | Person, conduct: str, at: dt.datetime, own: dict[str, Any], **more: Any
) -> Incident:
    return report_incident(
        shop=shop,
        person=who,
        conduct_code=conduct,
        happened_at=at,
        place=own["words"],
        observed_by=own["name"].replace("|", " ").strip(),
        observer_function="verkoper",
        narrative=f"Gezien {own['words']}.",
        by=cast.manager_of(shop),
        at=at,
        **more,
    )


@settings(max_examples=size(6, 20), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(pair=twins())
def test_g34_register_proposes_the_same_for_both_twins(cast: Cast, jpeg: bytes, pair: dict[str, Any]) -> None:
    """Through the register itself: names, looks, photo, address, shop, hour and words differ, the answer does not."""
    first, second = (life(cast, pair, own, jpeg) for own in pair["each"])
    assert first == second
    assert first or pair["age"] in (10, 11)
