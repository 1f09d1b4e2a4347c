"""Copies of the key ring, each in a place of its own: the register cannot be read without the ring.

No copy may live longer than a week, for an erased person must be unreadable everywhere after that (R56).
"""

import datetime as dt
import logging
from pathlib import Path

from django.conf import settings

from . import keyring
from .rules.retention import KEY_COPY_DAYS

NAME = "keyring-%Y%m%dT%H%M%SZ.sqlite3"
log = logging.getLogger(__name__)


def renew(*, at: dt.datetime) -> int:
    """Write a copy into each folder of KEYRING_COPIES and drop the old ones; returns how many were written."""
    written = 0
    for folder in map(Path, settings.KEYRING_COPIES):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            keyring.copy_to(folder / at.astimezone(dt.UTC).strftime(NAME))
            written += 1
            _drop_old(folder, at)
        except OSError as error:
            log.error("The key ring could not be copied to %s: %s", folder, error.strerror)
    return written


def _drop_old(folder: Path, at: dt.datetime) -> None:
    oldest = at.astimezone(dt.UTC) - dt.timedelta(days=KEY_COPY_DAYS)
    for copy in folder.glob("keyring-*.sqlite3"):
        if copy.name < oldest.strftime(NAME):
            copy.unlink()
