"""The bell: tells whoever can that there is work. It may ring twice or never; the timetable looks each minute anyway.

A thread of its own rings, so that no page waits for a broker that is slow or gone. On the embedded default there is
no broker, and the same thread does the work.
"""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import connections, transaction

logger = logging.getLogger(__name__)


class Bell:
    """One for each process. Rings that come while it is ringing are one more ring."""

    def __init__(self, rung: Callable[[], None]) -> None:
        self._rung = rung
        self._wanted = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def ring(self) -> None:
        self._wanted.set()
        with self._starting:
            # A thread does not come along into a process that is forked.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._listen, name="bell", daemon=True)
                self._thread.start()

    def _listen(self) -> None:
        while self._wanted.wait():
            self._wanted.clear()
            try:
                self._rung()
            except Exception as error:  # whatever it is, the work stands in the database and is found
                logger.warning("The bell for jobs could not be rung: %s", type(error).__name__)
            finally:
                connections.close_all()


def _send() -> None:
    from ..tasks import run_jobs

    # Not tried again: the timetable rings within the minute.
    run_jobs.apply_async(retry=False)


_bell = Bell(_send)


def ring_after_commit() -> None:
    """Ring when the transaction that asked for work has been written."""
    if settings.JOBS_BELL:
        transaction.on_commit(_bell.ring, robust=True)
