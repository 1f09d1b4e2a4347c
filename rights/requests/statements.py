"""What both sides said, in order, as a reader sees it: whose words, when, and written down by whom (by role, D17)."""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participants.models import Membership, ShoppingArea, User
from participants.roles import Role

from .models import Channel, Request, Side, Statement

# A paragraph that nobody broke is laid out in pieces of so many characters, so that a page does not wait for it.
LONGEST_PIECE = 1500
FROM_RIGHT = frozenset({"R", "AL"})


@dataclass(frozen=True)
class Told:
    """One side's words on one day."""

    side: Any
    is_person: bool
    said_at: dt.datetime
    written_by: str
    words: str

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Each with the direction of its first letter."""
        return [(piece, direction_of(piece)) for line in self.words.splitlines() for piece in _pieces(line)]


def told_of(request: Request) -> list[Told]:
    """The statements of this request, the oldest first."""
    rows = list(request.statements.select_related("person", "request", "written_by").order_by("said_at", "pk"))
    roles = roles_of([row.written_by for row in rows if row.written_by], request.area)
    return [
        Told(
            side=row.get_side_display(),
            is_person=row.side == Side.PERSON,
            said_at=row.said_at,
            written_by=_writer(row, request, roles),
            words=row.words,
        )
        for row in rows
    ]


def roles_of(users: list[User], area: ShoppingArea) -> dict[int, str]:
    """By what each of these people does here, or did, is known in a file of both sides."""
    rows = Membership.objects.filter(area=area, user__in=users).order_by("ended_at", "pk")
    found: dict[int, str] = {}
    # Whoever still has a role comes last on one database and first on the other: a running one wins.
    for row in sorted(rows, key=lambda row: row.ended_at is None):
        found[row.user_id] = str(Role(row.role).label)
    return found


def direction_of(text: str) -> str:
    """From which side the text is read, by the first letter that tells."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind == "L":
            return "ltr"
        if kind in FROM_RIGHT:
            return "rtl"
    return "ltr"


def _writer(row: Statement, request: Request, roles: dict[int, str]) -> str:
    if row.written_by_id is not None:
        return roles.get(row.written_by_id, _("iemand van de vereniging"))
    return _("de persoon zelf, op de eigen pagina") if request.channel == Channel.PAGE else _("de persoon zelf")


def _pieces(line: str) -> Iterator[str]:
    """The line in pieces that end at a space."""
    while len(line) > LONGEST_PIECE:
        cut = line.rfind(" ", LONGEST_PIECE // 2, LONGEST_PIECE)
        cut = cut if cut > 0 else LONGEST_PIECE
        yield line[:cut].strip()
        line = line[cut:].strip()
    if line.strip():
        yield line.strip()
