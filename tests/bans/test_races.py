"""Two people at once, on two connections. The row decides who came first; SQLite has one writer only."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from bans.actions.decisions import approve, reject
from bans.models import Sanction
from participants.refusals import Refusal
from tests.cast import Cast, build_cast
from tests.factories import make_incident, make_sanction, serve

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Start them together; the codes of the refusals, or "done"."""
    barrier, answers = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            deed()
            answers.append("done")
        except Refusal as refusal:
            answers.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(answers)


@pytest.fixture
def together(db: None) -> Cast:
    return build_cast()


@pytest.mark.parametrize("_round", range(5))
def test_r27_one_of_two_decisions_wins(together: Cast, _round: int) -> None:
    cast = together
    proposal = make_sanction(cast, approved=False, served=False)
    mine, yours = (Sanction.objects.get(pk=proposal.pk) for _n in range(2))
    answers = at_once(
        lambda: approve(mine, by=cast.approver, at=cast.at),
        lambda: reject(yours, reason="Te licht.", by=cast.coordinator, at=cast.at),
    )
    assert answers == ["already_decided", "done"]


@pytest.mark.parametrize("_round", range(5))
def test_r21_one_of_two_collective_bans_is_served(together: Cast, _round: int) -> None:
    cast = together
    person = make_incident(cast).person
    first, second = (
        make_sanction(cast, incident=make_incident(cast, "robbery", person=person), served=False) for _n in range(2)
    )
    assert at_once(lambda: serve(cast, first), lambda: serve(cast, second)) == ["done", "second_collective_ban"]
    assert Sanction.objects.in_force(cast.today).count() == 1


def test_r27_the_row_decides_for_whoever_looked_before(together: Cast) -> None:
    cast = together
    proposal = make_sanction(cast, approved=False, served=False)
    stale = Sanction.objects.get(pk=proposal.pk)
    approve(proposal, by=cast.approver, at=cast.at)
    with pytest.raises(Refusal):
        approve(stale, by=cast.approver, at=cast.at)
    assert Sanction.objects.get(pk=proposal.pk).approved_by == cast.approver
