"""What is wrong with the place where everything is kept: full, closed, or away. Told from an error."""

import errno
from enum import StrEnum

from django.db import InterfaceError, OperationalError

FULL = frozenset({"53100", "SQLITE_FULL"})
CLOSED = frozenset({"25006", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN"})
# Of SQLite also what is said in words, for a code within a code ("disk I/O error").
WORDS = {
    "disk is full": "SQLITE_FULL",
    "readonly database": "SQLITE_READONLY",
    "disk I/O error": "SQLITE_IOERR",
    "unable to open database file": "SQLITE_CANTOPEN",
}


class Trouble(StrEnum):
    FULL = "disk_full"
    CLOSED = "disk_closed"
    AWAY = "database_away"


def trouble_in(error: BaseException | None) -> Trouble | None:
    """What kind of trouble an error comes from, or None when it is something else."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        found = _of(error)
        if found:
            return found
        error = error.__cause__ or error.__context__
    return None


def _of(error: BaseException) -> Trouble | None:
    if isinstance(error, OSError):
        kinds = {errno.ENOSPC: Trouble.FULL, errno.EDQUOT: Trouble.FULL, errno.EROFS: Trouble.CLOSED}
        return kinds.get(error.errno or 0)
    code = _code(error)
    if code in FULL:
        return Trouble.FULL
    if code in CLOSED:
        return Trouble.CLOSED
    # The class of connection errors, and a server that is stopping or starting.
    if code.startswith("08") or code in ("57P01", "57P02", "57P03"):
        return Trouble.AWAY
    is_lost = isinstance(error, OperationalError | InterfaceError) and "connection" in str(error).lower()
    return Trouble.AWAY if is_lost else None


def _code(error: BaseException) -> str:
    name = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    if name:
        return str(name)
    return next((code for words, code in WORDS.items() if words in str(error)), "") if error.args else ""
