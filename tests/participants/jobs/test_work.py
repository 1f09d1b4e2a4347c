"""Work that was asked for is done once, whatever dies in between."""

import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections, transaction

from participants import area_lock
from participants.actions import batches
from participants.jobs import kinds, work
from participants.jobs.asking import NotPlainError, ask_for
from participants.jobs.work import HELD_FOR, WAITS, LostError, Work, run_due, take
from participants.models import Budget, Job
from participants.models.job import JobState
from participants.refusals import Refusal
from tests.cast import Cast, build_cast

AT = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


class Clock:
    """Stands still until it is put forward."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> dt.datetime:
        return self.at


@pytest.fixture
def now() -> Clock:
    return Clock()


@pytest.fixture
def doing(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A kind of work that leaves a row for each piece; what it meets on the way can be put in its place."""
    place: dict[str, Any] = {"meets": lambda: None}
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

    @kinds.job("test.piece", label="proef")
    def do(piece: Work) -> None:
        place["meets"]()
        with piece.finishing() as at:
            # Not "or update": done twice, this would be an error.
            Budget.objects.create(key=piece.payload["about"], count=1, expires_at=at)

    yield place


def ask(about: str, **more: Any) -> Job:
    with transaction.atomic():
        return ask_for("test.piece", key=about, area=None, at=AT, payload={"about": about}, **more)


def made() -> set[str]:
    return set(Budget.objects.values_list("key", flat=True))


@pytest.mark.django_db
def test_same_work_asked_twice_is_one_job(doing: dict, now: Clock) -> None:
    assert ask("a") == ask("a")
    assert run_due(now=now) == 1
    assert ask("a").state(AT) == JobState.DONE
    assert run_due(now=now) == 0


@pytest.mark.django_db(transaction=True)
def test_work_asked_for_by_a_deed_that_fails_was_never_asked(doing: dict) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        ask_for("test.piece", key="a", area=None, at=AT, payload={"about": "a"})
        raise RuntimeError
    assert not Job.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["Jan de Vries", "een zin.", ["lijst"], {"k": 1}, "x" * 81])
def test_a_job_holds_keys_and_codes_and_no_text(value: Any) -> None:
    with pytest.raises(NotPlainError):
        ask_for("test.piece", key="a", area=None, at=AT, payload={"about": value})
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_whoever_dies_over_a_job_leaves_it_to_the_next(doing: dict, now: Clock) -> None:
    """Taken and never finished: nobody else gets it at first, and then somebody does."""
    ask("a")
    assert take(now) is not None
    assert take(now) is None and made() == set()
    now.at += HELD_FOR
    assert run_due(now=now) == 1 and made() == {"a"}


@pytest.mark.django_db
def test_who_was_slow_keeps_nothing_when_another_took_over(doing: dict, now: Clock) -> None:
    ask("a")
    slow = take(now)
    now.at += HELD_FOR
    assert run_due(now=now) == 1
    with pytest.raises(LostError), slow.finishing():  # type: ignore[union-attr]
        Budget.objects.create(key="late", count=1, expires_at=AT)
    assert made() == {"a"}


@pytest.mark.django_db
def test_what_is_made_and_the_mark_that_it_is_done_are_one(doing: dict, now: Clock) -> None:
    job = ask("a")
    Budget.objects.create(key="a", count=1, expires_at=AT)  # so that keeping what was made goes wrong
    assert run_due(now=now) == 0
    job.refresh_from_db()
    assert job.done_at is None and job.error == "IntegrityError"


@pytest.mark.django_db
def test_error_is_tried_again_later_and_at_last_shown(doing: dict, now: Clock) -> None:
    def breaks() -> None:
        raise ZeroDivisionError("Jan de Vries")

    doing["meets"] = breaks
    job = ask("a")
    for wait in WAITS:
        assert run_due(now=now) == 0
        assert not Job.objects.due(now.at + wait - SECOND).exists()
        now.at += wait
    assert run_due(now=now) == 0
    job.refresh_from_db()
    # The name of the error alone: what it says may be about somebody.
    assert (job.state(now.at), job.error, job.attempts) == (JobState.FAILED, "ZeroDivisionError", len(WAITS) + 1)


@pytest.mark.django_db
def test_refusal_is_not_tried_again_and_says_why(doing: dict, now: Clock) -> None:
    def refuses() -> None:
        raise Refusal("no", "Dit kan niet.")

    doing["meets"] = refuses
    job = ask("a")
    run_due(now=now)
    job.refresh_from_db()
    assert (job.state(AT), job.error) == (JobState.FAILED, "Dit kan niet.")


@pytest.mark.django_db
def test_refusal_for_now_is_tried_again(doing: dict, now: Clock) -> None:
    def refuses() -> None:
        raise Refusal("not_now", "Nu niet.", wait=30)

    doing["meets"] = refuses
    job = ask("a")
    run_due(now=now)
    job.refresh_from_db()
    assert (job.state(AT), job.error) == (JobState.WAITING, "Nu niet.")
    doing["meets"] = lambda: None
    now.at += WAITS[0]
    assert run_due(now=now) == 1 and made() == {"a"}


@pytest.mark.django_db
def test_job_that_kills_whoever_takes_it_is_given_up(doing: dict, now: Clock) -> None:
    job = ask("a")
    for _time in range(work.MOST_BEGUN):
        assert take(now) is not None
        now.at += HELD_FOR
    assert run_due(now=now) == 0
    job.refresh_from_db()
    assert job.error == str(work.GIVEN_UP) and made() == set()


@pytest.mark.django_db
def test_kind_that_this_version_does_not_know_fails_plainly(now: Clock) -> None:
    job = ask_for("gone.kind", key="a", area=None, at=AT)
    run_due(now=now)
    job.refresh_from_db()
    assert job.error == str(work.UNKNOWN_KIND)


@pytest.mark.django_db
def test_batch_can_be_stopped_and_what_failed_tried_again(doing: dict, now: Clock) -> None:
    cast = build_cast()
    batch = batches.begin(cast.area, kind="test.piece", by=cast.coordinator, at=AT)
    for about in ("a", "b", "c"):
        ask(about, batch=batch)
    with pytest.raises(Refusal) as caught:
        batches.begin(cast.area, kind="test.piece", by=cast.coordinator, at=AT)
    assert caught.value.code == "already_running"
    doing["meets"] = lambda: (_ for _ in ()).throw(Refusal("no", "Nee."))
    held = take(now)
    assert held is not None
    work._do(held)
    doing["meets"] = lambda: None
    assert batches.try_again(batch, by=cast.coordinator, at=AT) == 1
    running = take(now)
    assert batches.cancel(batch, by=cast.coordinator, at=AT) == 3
    with pytest.raises(LostError), running.finishing():  # type: ignore[union-attr]
        pass
    assert run_due(now=now) == 0 and made() == set()
    for deed in (batches.cancel, batches.try_again):
        with pytest.raises(Refusal):
            deed(batch, by=cast.coordinator, at=AT)


@pytest.mark.django_db
def test_work_sees_the_rows_of_its_own_area_alone(doing: dict, now: Clock) -> None:
    cast: Cast = build_cast()
    seen = []
    doing["meets"] = lambda: seen.append(area_lock.entered())
    with transaction.atomic():
        ask_for("test.piece", key="a", area=cast.area, at=AT, payload={"about": "a"})
    run_due(now=now)
    assert seen in ([str(cast.area.pk)], [area_lock.ALL])  # SQLite has no such lock


@pytest.mark.django_db
def test_what_ended_is_forgotten_after_a_month(doing: dict, now: Clock) -> None:
    ask("a")
    run_due(now=now)
    ask("b")
    assert batches.forget_ended(at=AT + dt.timedelta(days=29)) == 0
    assert batches.forget_ended(at=AT + dt.timedelta(days=31)) == 1
    assert [job.payload["about"] for job in Job.objects.all()] == ["b"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_do_each_piece_once(doing: dict) -> None:
    """Each piece leaves one row; a second time would be an error, and none is missing."""
    wanted = {f"piece-{number}" for number in range(40)}
    for about in wanted:
        ask(about)
    counts = []

    def run() -> None:
        try:
            counts.append(run_due(now=lambda: AT))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=run) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert sum(counts) == len(wanted) and made() == wanted
    assert not Job.objects.exclude(attempts=1).exists()
