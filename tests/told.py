"""A scene that takes long to tell is told once for a module; each test leaves it as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def undone_afterwards(blocker: Any) -> Iterator[None]:
    """Open the database for a fixture of a module, and take back all of it when the module is done.

    Each test has a transaction of its own inside this one.
    """
    with blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
