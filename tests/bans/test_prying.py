"""Ways around the counter's budget: rows of names, faces, the form of a report (G17, R47)."""

import datetime as dt
from typing import Any

import pytest

from audit.models import Event
from bans import names
from bans.actions import incidents, shift_brief
from bans.models import CounterCheck, Signal
from bans.models.counter_check import Outcome
from bans.models.signal import SignalKind
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import DAY, make_incident, make_sanction

from .test_counter_rules import SECOND, ask, code_of, people

pytestmark = pytest.mark.django_db


def listed(cast: Cast, family_name: str, given_name: str, **about: Any) -> None:
    make_sanction(cast, at=cast.at - DAY, family_name=family_name, given_name=given_name, **about)


@pytest.mark.parametrize("question", [{"given_name": "K."}, {"given_name": "K"}, {"given_name": "K.J."}])
def test_r47_an_initial_is_no_first_name(cast: Cast, question: dict) -> None:
    """It would fit one in seven of all who bear the surname; with a birth year it may be said."""
    listed(cast, "de Vries", "Kees", birth_date=dt.date(1987, 3, 9))
    assert code_of(lambda: ask(cast, family_name="de Vries", **question)) == "initial_only"
    assert code_of(lambda: ask(cast, family_name="K", given_name="Vries")) == "initial_only"
    assert ask(cast, family_name="de Vries", birth_year=1987, **question).hit is not None


@pytest.mark.parametrize(
    ("family", "given"),
    [
        ("Jansen Bakker Smit", "Kees"),
        ("Jansen, Bakker, Smit", "Kees"),
        ("Bakker/Smit/Jansen/Mulder", "Kees"),
        ("Smit", "Jan Piet Kees"),
        ("Smit", "Jan-Piet-Kees-Klaas"),
        ("Jan Piet Kees", "Smit"),
        ("Kees", "Jansen Bakker Smit"),
    ],
)
def test_r47_a_row_of_names_is_no_question(cast: Cast, family: str, given: str) -> None:
    listed(cast, "Smit", "Kees")
    assert ask(cast, family_name=family, given_name=given).outcome == Outcome.WELCOME
    assert ask(cast, family_name="Smit", given_name="Kees").hit is not None


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        (("van den Berg-Jansen", "Jan Willem"), ("van den Berg", "Jan Willem")),
        (("Garcia Lopez", "Maria Jose"), ("García López", "María José")),
        (("Abd al Rahman El Amrani", "Mohamed Amin"), ("Abdurrahman Elamrani", "Mohammed")),
        (("Anna Maria Johanna", "Smit"), ("Smit", "Anna Maria Johanna")),
        (("Smit", "Anna Maria Johanna"), ("Smit", "Anna")),
        (("Sousa da Silva Pereira", "João"), ("da Silva Pereira", "Joao")),
    ],
)
def test_r47_long_names_are_still_found(asked: tuple[str, str], known: tuple[str, str]) -> None:
    question, filed = names.ask(names.narrowed(names.Question(*asked))), names.prepare(names.Known(*known))
    assert names.judge(question, filed).likeness and not names.asks_too_widely(question, filed)


def test_g17_who_is_told_that_one_of_two_is_there_has_learned_of_two(cast: Cast) -> None:
    cast.area.protocols.update(values={"people_day_n": 2})
    for year in (1980, 1990):
        listed(cast, "de Vries", "Kees", birth_date=dt.date(year, 3, 9))
    assert ask(cast, family_name="de Vries", given_name="Kees").several
    assert code_of(lambda: ask(cast, after=60 * SECOND)) == "budget_spent"
    assert not CounterCheck.objects.exclude(person_token="").exists()


def test_g17_opening_faces_takes_from_the_same_budget(cast: Cast) -> None:
    people(cast, 6)
    shown = shift_brief.brief(cast.shop_b, by=cast.counter_b, at=cast.at)

    def open_face(face: shift_brief.Face) -> CounterCheck:
        return shift_brief.open_face(
            face.sanction, shop=cast.shop_b, reason="at_the_door", by=cast.counter_b, at=cast.at + SECOND
        )

    for face in shown[:5]:
        open_face(face)
    assert code_of(lambda: open_face(shown[5])) == "budget_spent"
    assert code_of(lambda: ask(cast, after=60 * SECOND)) == "budget_spent"
    assert CounterCheck.objects.count() == 5
    assert Signal.objects.get().kind == SignalKind.SPENT_BY_USER


def test_g17_looking_up_for_a_report_takes_from_the_same_budget(cast: Cast) -> None:
    def look_up(surname: str, after: int) -> list:
        draft = incidents.PersonDraft(family_name=surname, given_name="Tobias")
        return incidents.candidates(draft, shop=cast.shop_b, by=cast.manager_b, at=cast.at + after * SECOND)

    for count, surname in enumerate(people(cast, 5)):
        assert len(look_up(surname, count * 60)) == 1
    assert code_of(lambda: look_up("Niemand", 3600)) == "budget_spent"
    assert code_of(lambda: ask(cast, by=cast.manager_b, after=3600 * SECOND)) == "budget_spent"
    assert Event.objects.filter(action="person.looked_up", subject__startswith="person:").count() == 5
    assert Signal.objects.get().user == cast.manager_b


def test_g17_whom_one_reported_oneself_counts_for_nobody(cast: Cast) -> None:
    cast.area.protocols.update(values={"people_day_n": 1})
    make_incident(cast, "insulting", family_name="Smit", given_name="Kees")
    for count in range(2):
        draft = incidents.PersonDraft(family_name="Smit", given_name="Kees")
        at = cast.at + count * SECOND
        assert len(incidents.candidates(draft, shop=cast.shop_a, by=cast.manager_a, at=at)) == 1


def test_g17_refusal_tells_when_to_come_back(cast: Cast) -> None:
    cast.area.protocols.update(values={"checks_day_n": 10})
    for count in range(10):
        ask(cast, after=count * 10 * SECOND)
    with pytest.raises(Refusal) as refused:
        ask(cast, after=3600 * SECOND)
    # The cast plays at ten; eleven it is now, and at midnight the budget begins anew.
    assert refused.value.wait == 13 * 3600
