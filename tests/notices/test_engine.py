"""The engine of letters is another program, that may be killed and never takes a letter with it."""

import os
import signal
import time

import pytest

from notices.pdf import engine, worker
from notices.pdf.engine import Part, make_pdf
from participants.refusals import Refusal

PAGE = '<html lang="nl"><head><title>Brief</title></head><body><h1>Brief</h1><p>{}</p></body></html>'


def running() -> engine._Engine:
    make_pdf([Part(PAGE.format("x"))], identifier="x")
    return engine._running[0]


def test_engine_that_is_killed_in_between_is_replaced() -> None:
    before = running()
    os.kill(before.process.pid, signal.SIGKILL)
    before.process.wait()
    assert make_pdf([Part(PAGE.format("y"))], identifier="y").startswith(b"%PDF")
    assert running().process.pid != before.process.pid


def test_engine_knows_no_secret_and_nothing_of_the_register() -> None:
    """Its surroundings hold one folder, and of our code it has loaded its own neighbours."""
    with open(f"/proc/{running().process.pid}/environ", "rb") as surroundings:
        known = [line for line in surroundings.read().split(b"\0") if line]
    assert [line.partition(b"=")[0] for line in known] == [b"TMPDIR"]
    assert os.readlink(f"/proc/{running().process.pid}/cwd") == "/"


def test_letter_that_takes_too_long_is_refused_and_the_next_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = running()
    monkeypatch.setattr(engine, "SECONDS", 0.3)
    os.kill(busy.process.pid, signal.SIGSTOP)  # as if it were busy for ever
    began = time.monotonic()
    with pytest.raises(Refusal) as caught:
        make_pdf([Part(PAGE.format("x"))], identifier="x")
    assert caught.value.code == "letter_too_heavy" and time.monotonic() - began < 20
    monkeypatch.undo()
    assert make_pdf([Part(PAGE.format("x"))], identifier="x")


def test_letter_has_so_many_seconds_of_the_processor() -> None:
    """The system ends an engine that uses more; that is told from one that was ended from outside."""
    import resource

    limits = resource.prlimit(running().process.pid, resource.RLIMIT_CPU)
    assert 0 < limits[0] <= 60 * worker.SECONDS and limits[1] == resource.RLIM_INFINITY
    assert resource.prlimit(running().process.pid, resource.RLIMIT_AS)[0] == worker.MEMORY
    os.kill(running().process.pid, signal.SIGXCPU)
    engine._running[0].process.wait()
    assert engine._running[0].ended_by_the_letter()


def test_parts_are_one_document_and_a_shared_one_is_laid_out_once() -> None:
    import io

    import pikepdf

    shared = PAGE.format("voor iedereen")
    first = make_pdf([Part(PAGE.format("een")), Part(shared, shared=True)], identifier="1")
    began = time.process_time()
    second = make_pdf([Part(PAGE.format("een")), Part(shared, shared=True)], identifier="1")
    assert first == second and time.process_time() - began < 1
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert len(pdf.pages) == 2 and len(pdf.Root.StructTreeRoot.K) == 1
        numbers = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(numbers)) == 2 and set(numbers) <= {int(n) for n in pdf.Root.StructTreeRoot.ParentTree.Nums[::2]}


def test_what_a_killed_process_left_behind_is_swept() -> None:
    left = engine.folder().with_name(f"{engine.FOLDER}999999999")
    left.mkdir(exist_ok=True)
    engine.sweep()
    assert not left.exists()
