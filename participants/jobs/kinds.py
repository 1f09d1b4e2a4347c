"""Which kinds of work there are, and who does each. An app tells of its own in its `jobs.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .work import Work

Doer = Callable[["Work"], None]


@dataclass(frozen=True)
class JobKind:
    """A kind of work: its name in words, and what does it."""

    name: str
    label: Any
    do: Doer


_kinds: dict[str, JobKind] = {}


def job(name: str, *, label: Any) -> Callable[[Doer], Doer]:
    """Make a function the doer of a kind of work.

    It may take its time, and keeps what it made inside `with work.finishing(): …`: that and the mark that it is
    done are one transaction. It may be begun more than once, for whoever began it can die; it is finished once.
    """

    def register(do: Doer) -> Doer:
        _kinds[name] = JobKind(name, label, do)
        return do

    return register


def kind_called(name: str) -> JobKind | None:
    return _kinds.get(name)


def label_of(name: str) -> str:
    """In words; a kind that an older version knew keeps its name."""
    kind = kind_called(name)
    return str(kind.label) if kind else name
