"""Every event gets its place in the chain of its area, whoever writes at the same time (G19)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audit import chain, verifier
from audit.canonical import beginning, chained, next_hash, text_of
from audit.log import record
from audit.models import Event, Head, HeadReason, Link
from tests.audit import crowd
from tests.audit.writing import ELDERS, MARKT, check, numbers, write
from tests.cast import Cast
from tests.platform.conftest import installation
from tests.platform.surroundings import run

__all__ = ["installation"]


def test_hash_is_over_the_one_before_and_the_event(db: None) -> None:
    events = [write(number) for number in range(3)]
    assert chain.sweep() == 3
    known = beginning("markt")
    for event in events:
        event.refresh_from_db()
        known = next_hash(known, chained(event))
        assert event.link.hash == text_of(known)
    assert numbers("markt") == [1, 2, 3]


def test_each_area_has_a_chain_of_its_own(db: None) -> None:
    for number in range(4):
        write(number, (MARKT, ELDERS)[number % 2])
    assert chain.sweep("markt") == 2 and chain.sweep() == 2
    assert numbers("markt") == numbers("elders") == [1, 2]
    assert Link.objects.get(area="markt", number=1).hash != Link.objects.get(area="elders", number=1).hash


def test_sweeping_twice_links_once(db: None) -> None:
    write(1)
    assert (chain.sweep(), chain.sweep(), numbers("markt")) == (1, 0, [1])


@pytest.mark.django_db(transaction=True)
def test_deed_is_linked_as_soon_as_it_is_certain() -> None:
    with transaction.atomic():
        for number in range(5):
            write(number)
        assert not Link.objects.exists()
    assert numbers("markt") == [1, 2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
def test_deed_that_was_undone_leaves_no_line() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        write(1)
        raise RuntimeError
    with transaction.atomic():
        write(2)
        with pytest.raises(RuntimeError), transaction.atomic():
            write(3)
            raise RuntimeError
        write(4)
    assert list(Event.objects.values_list("facts__number", flat=True)) == [2, 4]
    assert numbers("markt") == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_deed_stands_when_linking_fails(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """The deed is committed by then; the sweeper makes good what was missed."""

    def broken(events: list[Event]) -> None:
        raise IntegrityError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(chain, "_link", broken)
        write(1)
    assert Event.objects.count() == 1 and not Link.objects.exists()
    assert "the disk is full" in caplog.text
    write(2)
    assert chain.sweep() == 1
    # Order is that of arrival in the chain.
    assert list(Link.objects.order_by("number").values_list("event__facts__number", flat=True)) == [2, 1]
    assert check("markt")[0] == verifier.SOUND


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_chain() -> None:
    """Eight people write in two areas at the same moment, ten times each, while a ninth sweeps."""
    crowd.write_at_once()
    assert crowd.told() == crowd.EXPECTED


@pytest.mark.embedded
def test_many_at_once_make_one_chain_in_a_file(installation: dict[str, str]) -> None:
    """The same on SQLite in a file, which has one writer at a time."""
    done = run("-m", "tests.audit.crowd", env={"DJANGO_SETTINGS_MODULE": "config.settings", **installation})
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str(crowd.EXPECTED)


@pytest.mark.django_db(transaction=True)
def test_role_change_publishes_a_head_at_once(db: None) -> None:
    record("role.granted", subject="user:1", by="test", area=MARKT, role="counter")
    head = Head.objects.get()
    assert (head.area, head.size, head.serial, head.reason) == ("markt", 1, 1, HeadReason.ROLE)
    write(2)
    assert Head.objects.count() == 1


def test_export_of_the_cast_is_sound(cast: Cast) -> None:
    """The real actions, in both areas."""
    for area in ("markt", "elders"):
        code, sentences = check(area)
        assert code == verifier.SOUND, sentences
    assert Event.objects.filter(area="markt").count() == len(numbers("markt")) > 10
