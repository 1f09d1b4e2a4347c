"""A paper register is taken over row by row, each once, whatever dies; what waits for it can be read by nobody."""

import datetime as dt

import pytest
from django.db import connection

from audit.models import Event
from bans import keyring
from bans.actions import paper_rows
from bans.actions.restoring import sweep_keys
from bans.importing import begin, read
from bans.models import Incident, PaperRow, Person, Sanction
from notices.demo.scene import Scene
from participants.actions import batches
from participants.jobs.work import HELD_FOR, run_due, take
from participants.models import Batch, Job, Shop
from participants.refusals import Refusal
from tests.bans.test_importing import AT, SANCTION, SHOP, built, csv_of, place

__all__ = ["built", "place"]
LATER = AT + HELD_FOR + dt.timedelta(seconds=1)
TWO = (SANCTION | {"geboortedatum": ""}, SANCTION | {"geboortedatum": "", "uitgereikt_op": "05-09-2026"})


def asked(place: Scene, *rows: dict[str, str], kind: str = "sanctions") -> Batch:
    report = begin(kind, csv_of(*rows), area=place.area, by=place.coordinator, at=AT)
    assert report.batch, report.problems
    return report.batch


def ended(batch: Batch) -> tuple[int, int, int]:
    counted = Batch.objects.with_counts().get(pk=batch.pk)
    return counted.done, counted.failed, counted.cancelled  # type: ignore[attr-defined]


def everything_in(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for row in cursor.fetchall() for v in row)


def test_what_waits_is_sealed_and_the_work_itself_says_nothing(place: Scene) -> None:
    """G21: neither a name nor what happened, in the row, in the job or in the log."""
    asked(place, SANCTION)
    for table in ("bans_paperrow", "participants_job", "participants_batch", "audit_event"):
        told = everything_in(table)
        assert told and not [word for word in ("Voorbeeld", "Alex", "1988", "ketting", "P-1") if word in told], table
    assert PaperRow.objects.get().cells["achternaam"] == "Voorbeeld"


def test_rows_and_their_key_are_gone_when_all_were_entered(
    place: Scene, django_capture_on_commit_callbacks: object
) -> None:
    batch = asked(place, *TWO)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert run_due(now=lambda: AT) == 2
    assert not PaperRow.objects.exists() and batch.token not in keyring.tokens()
    [event] = Event.objects.filter(action="register.imported")
    assert event.facts["rows"] == 2


def test_rows_of_one_file_number_are_about_one_person_whoever_enters_them(place: Scene) -> None:
    """Also without a birth date, and when one was entered long before the other."""
    asked(place, *TWO)
    first = take(lambda: AT)
    assert run_due(now=lambda: AT) == 1 and first is not None
    assert run_due(now=lambda: LATER) == 1
    assert (Person.objects.count(), Sanction.objects.count()) == (1, 2)


def test_person_of_the_register_is_recognised(place: Scene) -> None:
    asked(place, SANCTION)
    run_due(now=lambda: AT)
    asked(place, SANCTION | {"dossier": "Q-7", "uitgereikt_op": "05-09-2026"})
    run_due(now=lambda: AT)
    assert (Person.objects.count(), Sanction.objects.count()) == (1, 2)


def test_what_a_killed_run_left_is_finished_by_the_next(place: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between entering a row and the mark that it is done: nothing of that row stands, and it comes once."""
    batch = asked(place, *TWO)

    class Killed(BaseException):
        pass

    def dies(*args: object, **kwargs: object) -> None:
        assert Sanction.objects.count() == 1
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(PaperRow, "delete", dies)
        run_due(now=lambda: AT)
    assert (Sanction.objects.count(), Incident.objects.count(), PaperRow.objects.count()) == (0, 0, 2)
    assert run_due(now=lambda: AT) == 1
    assert run_due(now=lambda: LATER) == 1 and run_due(now=lambda: LATER) == 0
    assert ended(batch) == (2, 0, 0) and Sanction.objects.count() == 2


def test_stopped_work_keeps_what_is_done_and_forgets_the_rest(place: Scene) -> None:
    """The night drops the rows that nobody will enter, and with them the key that opened them."""
    batch = asked(place, *TWO)
    run_due(now=lambda: AT, until=AT)
    work = take(lambda: AT)
    assert work is not None
    with work.finishing() as at:
        paper_rows.take_over_row(work.job, at=at)
    batches.cancel(batch, by=place.coordinator, at=AT)
    assert run_due(now=lambda: LATER) == 0 and Sanction.objects.count() == 1
    assert paper_rows.forget_stopped(at=LATER) == 1
    assert not PaperRow.objects.exists() and batch.token not in keyring.tokens()


def test_row_that_fails_says_why_and_can_be_tried_again(place: Scene) -> None:
    """What became impossible since the file was looked at stops that row alone."""
    batch = asked(place, SANCTION, SANCTION | {"dossier": "P-2", "achternaam": "Fictie", "winkel": "Letterlust"})
    Shop.objects.filter(name=SANCTION["winkel"]).update(name="Anders")
    assert run_due(now=lambda: AT) == 1
    [failed] = batch.jobs.filter(failed_at__isnull=False)
    assert (failed.error, failed.payload["about"]) == ("Deze winkel doet niet mee in dit gebied.", "regel-2")
    Shop.objects.filter(name="Anders").update(name=SANCTION["winkel"])
    batches.try_again(batch, by=place.coordinator, at=AT)
    assert run_due(now=lambda: AT) == 1 and ended(batch) == (2, 0, 0)


def test_second_file_waits_for_the_first(place: Scene) -> None:
    asked(place, SANCTION)
    with pytest.raises(Refusal) as refused:
        asked(place, SHOP, kind="shops")
    assert refused.value.code == "already_running" and Job.objects.count() == 1


def test_list_of_shops_is_published_once(place: Scene) -> None:
    before = place.area.current_list().number  # type: ignore[union-attr]
    asked(place, SHOP, SHOP | {"winkel": "Kaashuis Vierkant"}, kind="shops")
    run_due(now=lambda: AT)
    assert place.area.current_list().number == before + 1  # type: ignore[union-attr]


def test_trying_makes_no_keys(place: Scene) -> None:
    """Of a try nothing stays, not even a key that opens nothing."""
    before = keyring.tokens()
    assert read("sanctions", csv_of(*TWO), area=place.area, by=place.coordinator, at=AT).problems == []
    assert keyring.tokens() == before


def test_key_of_what_still_waits_is_not_swept(place: Scene) -> None:
    batch = asked(place, SANCTION)
    others = keyring.tokens() - {batch.token} - set(Person.objects.values_list("token", flat=True))
    keyring.destroy(others, at=AT)
    paper_rows.forget_stopped(at=AT)
    sweep_keys(at=AT + dt.timedelta(days=3))
    assert run_due(now=lambda: AT) == 1 and Sanction.objects.exists()


@pytest.mark.parametrize("stopped", [True, False])
def test_file_of_which_the_last_row_was_not_entered_is_ended_at_night(place: Scene, stopped: bool) -> None:
    """Stopped or failed: the list of shops is published, the log tells how many rows, and both once."""
    before = place.area.current_list().number  # type: ignore[union-attr]
    batch = asked(place, SHOP, SHOP | {"winkel": "Kaashuis Vierkant"}, kind="shops")
    work = take(lambda: AT)
    assert work is not None
    with work.finishing() as at:
        paper_rows.take_over_row(work.job, at=at)
    if stopped:
        batches.cancel(batch, by=place.coordinator, at=AT)
    else:
        Job.objects.open().update(failed_at=AT)
    assert place.area.current_list().number == before  # type: ignore[union-attr]
    for night in (LATER, LATER + dt.timedelta(days=1)):
        paper_rows.forget_stopped(at=night)
        assert place.area.current_list().number == before + 1  # type: ignore[union-attr]
        assert [event.facts["rows"] for event in Event.objects.filter(action="register.imported")] == [1]


def test_file_that_still_runs_is_not_ended_at_night(place: Scene) -> None:
    asked(place, *TWO)
    work = take(lambda: AT)
    assert work is not None
    with work.finishing() as at:
        paper_rows.take_over_row(work.job, at=at)
    paper_rows.forget_stopped(at=AT)
    assert not Event.objects.filter(action="register.imported").exists()
