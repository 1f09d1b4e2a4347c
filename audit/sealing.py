"""Which lines whoever oversees may read, and which are proved to her without being told (R70, R71).

A line about somebody in the register can be counted, and a number below five is not hers to know. So she gets its seal:
the chain goes over it, nobody can take it away or change it, and who kept the register can show what it says.
"""

from functools import cache

from django.db.models import Q

from .actions import ACTIONS
from .purposes import Purpose

# What a line about one person, or about one file, is about.
OF_PEOPLE = frozenset({"person", "sanction", "incident", "request", "correction"})
TOLD = frozenset({Purpose.ORGANISATION, Purpose.OVERSIGHT})


@cache
def told_actions() -> frozenset[str]:
    """The deeds that whoever oversees may read: how the area is organised, how it was overseen, and some by name."""
    return frozenset(
        name for name, known in ACTIONS.items() if (known.purpose in TOLD if known.told is None else known.told)
    )


def is_told(action: str, subject: str) -> bool:
    return action in told_actions() and subject.partition(":")[0] not in OF_PEOPLE


def told_lines(prefix: str = "") -> Q:
    """The same as a question to the database; `prefix` leads from what is asked to the event."""
    about_people = Q()
    for kind in sorted(OF_PEOPLE):
        about_people |= Q(**{f"{prefix}subject__startswith": f"{kind}:"}) | Q(**{f"{prefix}subject": kind})
    return Q(**{f"{prefix}action__in": sorted(told_actions())}) & ~about_people
