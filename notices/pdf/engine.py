"""The engine of letters, in a process of its own that stays for the next one (security.md 9.3).

It has no secret, no settings and no way out. One that takes too long or too much is ended, the letter refused with a
sentence, and the next letter gets a new one.
"""

import atexit
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from participants.refusals import Refusal

from . import worker

WORKER = Path(worker.__file__)
# By the clock: on a machine that is busy, ten seconds of the processor may take three times as long.
SECONDS = 30
LETTERS = 500
FOLDER = "drempel-letter-"
PANGO_HINT = "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"


class Part(NamedTuple):
    """One page or more of a letter. A shared part is the same in many letters, and laid out once."""

    html: str
    shared: bool = False


class DiedError(Exception):
    """The process ended before it answered."""


class _Engine:
    """The line to one process. Used by one thread at a time: text shaping is not safe for more."""

    def __init__(self) -> None:
        fonts = settings.BASE_DIR / "static" / "vendor" / "fonts"
        self.pid, self.letters = os.getpid(), 0
        sweep()
        folder().mkdir(mode=0o700, exist_ok=True)
        # Isolated, with nothing in its surroundings but where it may put its fonts down.
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(WORKER), str(fonts)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"TMPDIR": str(folder())}, cwd="/",
        )  # fmt: skip

    def make(self, parts: Sequence[Part], identifier: str) -> tuple[str, bytes]:
        assert self.process.stdin is not None
        body = json.dumps([[part.html, part.shared] for part in parts]).encode()
        head = json.dumps({"length": len(body), "identifier": identifier}).encode()
        # Whether it still listens, its answer tells.
        with suppress(OSError):
            self.process.stdin.write(head + b"\n" + body)
            self.process.stdin.flush()
        self.letters += 1
        until = time.monotonic() + SECONDS
        data = b""
        while b"\n" not in data:
            data += self._read(until)
        line, _newline, rest = data.partition(b"\n")
        answer = json.loads(line)
        while len(rest) < answer["length"]:
            rest += self._read(until)
        return answer["code"], rest

    def _read(self, until: float) -> bytes:
        assert self.process.stdout is not None
        ready, _w, _x = select.select([self.process.stdout], [], [], max(0.0, until - time.monotonic()))
        piece = os.read(self.process.stdout.fileno(), 1 << 20) if ready else b""
        if not piece:
            raise DiedError
        return piece

    def usable(self) -> bool:
        return self.pid == os.getpid() and self.letters < LETTERS and self.process.poll() is None

    def ended_by_the_letter(self) -> bool:
        """Whether it went past its limits: still busy after all that time, or stopped for its use of the processor."""
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(timeout=1) == -signal.SIGXCPU
        return True

    def end(self) -> None:
        if self.pid == os.getpid():
            self.process.kill()
            self.process.communicate()
            shutil.rmtree(folder(), ignore_errors=True)


def folder() -> Path:
    """Where the engine of this process puts its fonts down: nothing about anybody."""
    return Path(tempfile.gettempdir()) / f"{FOLDER}{os.getpid()}"


def sweep() -> None:
    """Remove what engines left behind whose process was killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        pid = left.name.removeprefix(FOLDER)
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(left, ignore_errors=True)


_lock = Lock()
_running: list[_Engine] = []


def make_pdf(parts: Sequence[Part], *, identifier: str) -> bytes:
    """The parts as one PDF/UA-1. The same parts and identifier give the same bytes.

    Refuses what reaches outside the letter, what is too heavy, and plainly where the engine is missing. One that was
    ended from outside is a refusal for now.
    """
    with _lock:
        code, pdf = _make(parts, identifier)
        if code in (worker.NO_ENGINE, worker.NO_ROOM):
            _end_all()
        if code == worker.NO_ROOM:
            sentence = _("De schijf is vol. De brief is niet gemaakt; probeer het later weer.")
            raise Refusal("no_room", sentence, wait=300)
        if code == worker.NO_ENGINE:
            raise Refusal("no_pdf_engine", _("Brieven maken kan hier nog niet. Nodig: %s") % PANGO_HINT)
    if code == worker.REACHES_OUT:
        raise Refusal("letter_reaches_out", _("De brief verwijst naar iets buiten de brief."))
    if code != worker.DONE:
        raise Refusal("letter_went_wrong", _("Deze brief kan niet worden gemaakt. Er is niets bewaard."))
    return pdf


def _make(parts: Sequence[Part], identifier: str) -> tuple[str, bytes]:
    """Once more with a new engine when it was not the letter that ended the first."""
    for _try in range(2):
        engine = _engine()
        try:
            return engine.make(parts, identifier)
        except DiedError:
            heavy = engine.ended_by_the_letter()
            _end_all()
        if heavy:
            sentence = _("Deze brief is te zwaar om te maken. Maak de teksten korter.")
            raise Refusal("letter_too_heavy", sentence)
    raise Refusal("letter_not_now", _("De brief kan nu niet worden gemaakt. Probeer het zo weer."), wait=30)


def _engine() -> _Engine:
    """The one of this process: a forked child does not share the line of its parent."""
    if _running and not _running[0].usable():
        _end_all()
    if not _running:
        _running.append(_Engine())
    return _running[0]


def _end_all() -> None:
    while _running:
        _running.pop().end()


atexit.register(_end_all)
