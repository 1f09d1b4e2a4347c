"""No path leads from a proposal to a measure in force without a person other than the proposer's side (T35, G36).

From each kind of proposal everybody tries everything, through the real actions; each state that comes about is
looked at, and tried from in its turn, until no new state appears.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from bans.actions import decisions, endings, erasing, proposals
from bans.actions.service import mark_served
from bans.models import Incident, Sanction
from bans.rules.status import Status
from participants.access import organisations_of
from participants.actions.lists import publish_list
from participants.actions.people import invite, revoke
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Role
from tests.cast import Cast
from tests.factories import make_incident
from tests.size import FULL

REASON = "Met reden."
STARTS = {
    "collective ban": ("robbery", "ban", {}),
    "collective warning": ("theft", "warning", {}),
    "warning of a minor": ("theft", "warning", {"birth_date": dt.date(2010, 1, 1)}),
    "warning of one who looks young": ("theft", "warning", {"apparently_minor": True}),
}
# With each change one start and the deeds that decide; in full all others as well, and hiding and showing.
ALL = FULL
PROPOSERS = ("the proposing manager", "the coordinator")
EACH_CHANGE = [("collective warning", "the coordinator"), ("warning of one who looks young", "the proposing manager")]
CASES = [(start, proposer) for start in STARTS for proposer in PROPOSERS] if ALL else EACH_CHANGE
Deed = Callable[[Sanction, User, dt.datetime], object]


def hand_over(sanction: Sanction, by: User, at: dt.datetime) -> None:
    current = publish_list(sanction.area, at=at)
    mark_served(sanction, served_at=at, participant_list=current, by=by, at=at)


DEEDS: dict[str, Deed] = {
    "approve": lambda s, by, at: decisions.approve(s, by=by, at=at),
    "reject": lambda s, by, at: decisions.reject(s, reason=REASON, by=by, at=at),
    "confirm minor": lambda s, by, at: decisions.confirm_minor(s.person, minor=True, by=by, at=at),
    "deny minor": lambda s, by, at: decisions.confirm_minor(s.person, minor=False, by=by, at=at),
    "serve": hand_over,
    "lift": lambda s, by, at: endings.lift(s, reason=REASON, by=by, at=at),
    "annul": lambda s, by, at: endings.annul(s, reason=REASON, by=by, at=at),
    "propose again": lambda s, by, at: proposals.impose(
        s.incident, kind=s.kind, scope=s.scope, months=s.months, reason=REASON, by=by, at=at
    ),
}
HIDING: dict[str, Deed] = {
    "restrict": lambda s, by, at: endings.restrict(s, by=by, at=at),
    "unrestrict": lambda s, by, at: endings.unrestrict(s, by=by, at=at),
    "settle review": lambda s, by, at: decisions.settle_review(s, reason=REASON, by=by, at=at),
}
MARKS = ("approved_at", "rejected_at", "served_at", "lifted_at", "annulled_at", "restricted_at", "review_since")
ENDED = (1, 3, 4)
# What could bring to life again what has ended.
REVIVING = {"approve", "serve", "propose again", "unrestrict", "settle review"}


@dataclass
class Search:
    """Walks all states that can be reached from one proposal."""

    cast: Cast
    people: dict[str, User]
    proposer: User
    states: int = 0
    in_force: int = 0
    tried: int = 0

    def run(self, start: Sanction) -> None:
        self.seen: set[tuple] = set()
        self.visit(start.pk, self.cast.at + dt.timedelta(minutes=1), ())

    def visit(self, pk: int, at: dt.datetime, path: tuple[str, ...]) -> None:
        state = self.state_of(pk, at)
        if state is None or state in self.seen:
            return
        self.seen.add(state)
        self.states += 1
        self.look(Sanction.objects.get(pk=pk), at, path)
        ended = any(state[number] for number in ENDED)
        for name, deed in self.moves(ended):
            self.tried += 1
            try:
                with transaction.atomic():
                    deed(Sanction.objects.select_related("person").get(pk=pk), at)
                    self.visit(pk, at, (*path, name))
                    raise _TakenBack
            except (Refusal, _TakenBack):
                continue

    def moves(self, ended: bool) -> Iterator[tuple[str, Callable[[Sanction, dt.datetime], object]]]:
        for name, deed in {**DEEDS, **(HIDING if ALL else {})}.items():
            if ended and name not in REVIVING:
                continue
            for who, user in self.people.items():
                yield f"{name} by {who}", lambda s, at, deed=deed, user=user: deed(s, user, at)

    def state_of(self, pk: int, at: dt.datetime) -> tuple | None:
        """What tells one state from another; who decided counts only as whose side it was."""
        row = Sanction.objects.filter(pk=pk).select_related("person", "approved_by").first()
        if row is None:
            return None
        facts = tuple(getattr(row, mark) is not None for mark in MARKS)
        return (*facts, self.decided_by_another(row), row.person.apparently_minor, bool(row.person.minor_confirmed_at))

    def decided_by_another(self, row: Sanction) -> bool:
        """A named human, of no organisation for which the proposer acted on that day."""
        by = row.approved_by
        if by is None or by.pk == self.proposer.pk or not by.is_active:
            return False
        return not organisations_of(by, self.cast.area, on=self.cast.today) & set(row.proposed_for)

    def look(self, row: Sanction, at: dt.datetime, path: tuple[str, ...]) -> None:
        on = dutch_date(at)
        running = row.status(on) is Status.IN_FORCE
        self.in_force += running
        rows = Sanction.objects.filter(pk=row.pk)
        assert rows.in_force(on).exists() is running
        shown = any(
            Sanction.objects.visible_at_counter_of(shop, on).filter(pk=row.pk).exists()
            for shop in (self.cast.shop_b, self.cast.shop_c)
        )
        if row.needs_approval == "approve" and (running or shown):
            assert self.decided_by_another(row), path
        # A collective warning may run before its check, but no other business sees it and nothing builds on it.
        if shown or (running and rows.counted_by_ladder(on).exists()):
            assert self.decided_by_another(row), path


class _TakenBack(Exception):
    pass


@pytest.fixture
def people(cast: Cast) -> dict[str, User]:
    """All roles, and those whom one could mistake for another side."""

    def give(name: str, role: Role, shop: Any = None) -> User:
        email = f"{name}@voorbeeld.example"
        return invite(cast.area, email=email, name=name, role=role, shop=shop, by=cast.coordinator, at=cast.at).user

    manager_and_approver = cast.manager_b
    invite(
        cast.area, email=manager_and_approver.email, name="b", role=Role.APPROVER, shop=cast.shop_b,
        by=cast.coordinator, at=cast.at,
    )  # fmt: skip
    return {
        "the proposing manager": cast.manager_a,
        "her counter": cast.counter_a,
        "an approver of her business": give("own_approver", Role.APPROVER, cast.shop_a),
        "the coordinator": cast.coordinator,
        "a second coordinator": give("second", Role.COORDINATOR),
        "an approver": cast.approver,
        "another manager and approver": manager_and_approver,
        "the municipality": cast.municipality,
        "a stranger": cast.stranger,
    }


@pytest.mark.parametrize(("start", "proposer"), CASES)
def test_g36_no_path_to_a_measure_without_another_person(
    cast: Cast, people: dict[str, User], start: str, proposer: str
) -> None:
    conduct, kind, about = STARTS[start]
    incident: Incident = make_incident(cast, conduct, **about)
    by = people[proposer]
    sanction = proposals.impose(incident, kind=kind, scope="area", months=6, by=by, at=cast.at)
    search = Search(cast, people, by)
    search.run(sanction)
    # The walk reached decisions, service and endings, and not only the proposal.
    assert search.in_force and search.states >= 8 and search.tried >= 400


def test_g36_time_alone_brings_nothing_into_force(cast: Cast) -> None:
    """No day comes on which a proposal begins by itself; at last it is gone."""
    incident = make_incident(cast, "robbery")
    proposal = proposals.impose(incident, kind="ban", scope="area", months=12, by=cast.manager_a, at=cast.at)
    for days in range(0, 400, 5):
        on = cast.today + dt.timedelta(days=days)
        erasing.erase_ended(on=on)
        assert not Sanction.objects.in_force(on).exists()
    assert not Sanction.objects.filter(pk=proposal.pk).exists()


def test_g36_one_who_lost_the_role_decides_no_more(cast: Cast) -> None:
    incident = make_incident(cast, "robbery")
    proposal = proposals.impose(incident, kind="ban", scope="area", months=12, by=cast.manager_a, at=cast.at)
    membership = cast.approver.memberships.get()
    revoke(membership, by=cast.coordinator, at=cast.at)
    with pytest.raises(Refusal):
        decisions.approve(proposal, by=cast.approver, at=cast.at)
