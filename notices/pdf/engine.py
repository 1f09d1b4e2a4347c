"""The engine of letters, in a process of its own that stays for the next one (security.md 9.3).

It has no secret, no settings and no way out. One that takes too long or too much is ended, the letter refused with a
sentence, and the next letter gets a new one.
"""

import atexit
import json
import os
import select
import subprocess
import sys
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
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(WORKER), str(fonts)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={}, cwd="/",
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

    def end(self) -> None:
        if self.pid == os.getpid():
            self.process.kill()
            self.process.communicate()


_lock = Lock()
_running: list[_Engine] = []


def make_pdf(parts: Sequence[Part], *, identifier: str) -> bytes:
    """The parts as one PDF/UA-1. The same parts and identifier give the same bytes.

    Refuses what reaches outside the letter, what is too heavy, and plainly where the engine is missing.
    """
    with _lock:
        engine = _engine()
        try:
            code, pdf = engine.make(parts, identifier)
        except DiedError:
            _end_all()
            raise Refusal(
                "letter_too_heavy", _("Deze brief is te zwaar om te maken. Maak de teksten korter.")
            ) from None
        if code == worker.NO_ENGINE:
            _end_all()
            raise Refusal("no_pdf_engine", _("Brieven maken kan hier nog niet. Nodig: %s") % PANGO_HINT)
    if code == worker.REACHES_OUT:
        raise Refusal("letter_reaches_out", _("De brief verwijst naar iets buiten de brief."))
    if code != worker.DONE:
        raise Refusal("letter_went_wrong", _("Deze brief kan niet worden gemaakt. Er is niets bewaard."))
    return pdf


def _engine() -> _Engine:
    """The one of this process: a forked child does not share the line of its parent."""
    if _running and (_running[0].pid != os.getpid() or _running[0].letters >= LETTERS):
        _end_all()
    if not _running:
        _running.append(_Engine())
    return _running[0]


def _end_all() -> None:
    while _running:
        _running.pop().end()


atexit.register(_end_all)
