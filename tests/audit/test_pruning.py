"""Old lines go, up to a signed head, and what stays still verifies (D32)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from audit import chain, heads, pruning, verifier, walls
from audit.export import export_lines
from audit.models import Event, Head, HeadReason, Link, Pruning
from audit.signing import verifier_key
from tests.audit.writing import MARKT, numbers, write

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
MONTH = dt.timedelta(days=31)


@pytest.fixture(autouse=True)
def behind_walls(db: None) -> None:
    """The walls stand as in production: they decide as well."""
    walls.lay(connection)


def write_at(at: dt.datetime, count: int = 3) -> Head:
    """So many lines on that day, and a head after them."""
    with time_machine.travel(at, tick=False):
        for number in range(count):
            write(number)
    return heads.publish("markt", at=at, reason=HeadReason.HOUR)


def check(**also: Any) -> tuple[int, str]:
    head = heads.newest_head("markt")
    code, sentences = verifier.verify(export_lines(head), keys=[verifier_key("markt")], lang="en", **also)
    return code, sentences[0]


def test_old_lines_go_and_the_rest_verifies() -> None:
    old = [write_at(NOW - months * MONTH) for months in (16, 14)]
    young = write_at(NOW - 2 * MONTH)
    assert pruning.prune("markt", at=NOW) == 6
    assert numbers("markt") == [7, 8, 9]
    assert list(Head.objects.order_by("serial").values_list("serial", "size")) == [(2, 6), (3, 9), (4, 9)]
    assert check(heads=old[0].note + young.note) == (
        verifier.SOUND,
        f"Sound: numbers 7 to 9 are intact up to 9, the last of your heads ({young.at:%Y-%m-%d %H:%M:%S} UTC).",
    )
    assert Pruning.objects.get().head == old[1]


def test_pruning_twice_prunes_once() -> None:
    write_at(NOW - 14 * MONTH)
    write_at(NOW - MONTH)
    assert (pruning.prune("markt", at=NOW), pruning.prune("markt", at=NOW)) == (3, 0)


def test_chain_goes_on_after_everything_was_pruned() -> None:
    """An area where nothing happened for a year starts at its next number, not at one."""
    write_at(NOW - 14 * MONTH)
    assert pruning.prune_all(at=NOW) == {"markt": 3}
    assert not Event.objects.exists()
    write(1)
    assert chain.sweep() == 1 and numbers("markt") == [4]
    head = heads.publish("markt", at=NOW, reason=HeadReason.HOUR)
    assert check(heads=head.note)[0] == verifier.SOUND


def test_line_younger_than_the_term_stays() -> None:
    write_at(NOW - 11 * MONTH)
    assert pruning.prune("markt", at=NOW) == 0 and numbers("markt") == [1, 2, 3]


def test_line_under_no_head_stays() -> None:
    with time_machine.travel(NOW - 14 * MONTH, tick=False):
        write(1)
    chain.sweep()
    assert pruning.prune("markt", at=NOW) == 0 and numbers("markt") == [1]


def test_line_that_is_younger_than_its_head_says_stays() -> None:
    """A clock that had run ahead, or behind: the age of every line under the head counts."""
    write_at(NOW - 15 * MONTH)
    with time_machine.travel(NOW - MONTH, tick=False):
        write(1)
    heads.publish("markt", at=NOW - 14 * MONTH, reason=HeadReason.HOUR)
    assert pruning.prune("markt", at=NOW) == 3 and numbers("markt") == [4]


@pytest.mark.parametrize("months", [5, 25, 0, -1])
def test_term_outside_the_bounds_is_refused(settings: Any, months: int) -> None:
    settings.LOG_MONTHS = months
    with pytest.raises(ImproperlyConfigured, match="from 6 to 24"):
        pruning.prune("markt", at=NOW)


def test_term_of_the_setting_holds(settings: Any) -> None:
    settings.LOG_MONTHS = 24
    write_at(NOW - 20 * MONTH)
    assert pruning.prune("markt", at=NOW) == 0
    settings.LOG_MONTHS = 6
    assert pruning.prune("markt", at=NOW) == 3


def deleting(up_to: int) -> Callable[[], None]:
    def delete() -> None:
        with transaction.atomic():
            walls.prune(connection, "markt", up_to)

    return delete


def test_database_deletes_nothing_younger_than_six_months() -> None:
    """Not even when somebody writes down that it may go."""
    head = write_at(NOW - 5 * MONTH)
    Pruning.objects.create(area="markt", head=head, size=head.size, at=NOW)
    with pytest.raises(DatabaseError, match=walls.REFUSAL):
        deleting(head.size)()
    assert numbers("markt") == [1, 2, 3]


def test_database_deletes_nothing_without_a_pruning() -> None:
    head = write_at(NOW - 14 * MONTH)
    with pytest.raises(DatabaseError, match=walls.REFUSAL):
        deleting(head.size)()
    assert Link.objects.count() == Event.objects.count() == 3


def test_database_deletes_nothing_above_the_pruning() -> None:
    head = write_at(NOW - 14 * MONTH)
    Pruning.objects.create(area="markt", head=head, size=2, at=NOW)
    with pytest.raises(DatabaseError, match=walls.REFUSAL):
        deleting(3)()
    deleting(2)()
    assert numbers("markt") == [3]


def test_pruning_of_one_area_leaves_the_other() -> None:
    write_at(NOW - 14 * MONTH)
    with time_machine.travel(NOW - 14 * MONTH, tick=False):
        write(1, type(MARKT)("elders"))
    chain.sweep()
    assert pruning.prune("markt", at=NOW) == 3
    assert numbers("elders") == [1]


def test_nightly_duty_says_in_the_log_what_went(capsys: Any) -> None:
    write_at(NOW - 14 * MONTH)
    call_command("prune_log")
    assert capsys.readouterr().out == "markt: 3 lines\n"
    event = Event.objects.get()
    assert (event.action, event.actor, event.facts) == ("log.pruned", "prune_log", {"lines": 3})
    call_command("prune_log")
    assert capsys.readouterr().out == "nothing is old enough\n"


@pytest.mark.postgresql
def test_application_prunes_without_a_right_to_delete() -> None:
    """Its database user may add and read; the function that prunes meets the same walls."""
    write_at(NOW - 14 * MONTH)
    write_at(NOW - MONTH)
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE pruner NOLOGIN")
        cursor.execute(f"GRANT SELECT, INSERT ON {', '.join(walls.TABLES)} TO pruner")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO pruner")
        connection.check_constraints()
        cursor.execute("SET LOCAL ROLE pruner")
        for table in walls.TABLES:
            for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET area = area"):
                with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                    cursor.execute(statement)
        assert pruning.prune("markt", at=NOW) == 3
        cursor.execute("RESET ROLE")
    assert numbers("markt") == [4, 5, 6]
