"""What a counter is told, from who may be meant (R44, R47). "Unknown" never means "banned"."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..names import Likeness

# Two likely people: the better one is meant only when it is clearly better.
MARGIN = 0.1
SAME = frozenset({"same_family", "same_given"})


@dataclass(frozen=True)
class Hit:
    """Somebody on the list whose name is like the one asked for."""

    token: str
    likeness: Likeness
    score: float
    reasons: tuple[str, ...]
    banned: bool
    has_photo: bool

    @property
    def same_name(self) -> bool:
        """Surname and first name are the very same."""
        return set(self.reasons) >= SAME


@dataclass(frozen=True)
class Verdict:
    """One of the four words, and whom it is about when it is about one person.

    `about` are the tokens of all whom the asker now knows to be there.
    """

    outcome: str
    hit: Hit | None = None
    about: tuple[str, ...] = ()


def verdict(hits: Sequence[Hit], *, unread: bool) -> Verdict:
    """The word for these hits. `unread` says that somebody's name could not be read.

    Of two likely people the better is taken when it is clearly better; else nobody knows. A name that is merely
    like it, of somebody without a photo to compare, stays unknown: only a photo tells two like names apart.
    """
    likely = [hit for hit in hits if hit.likeness is Likeness.LIKELY]
    pool = sorted(likely or hits, key=lambda hit: -hit.score)
    if not pool:
        return Verdict("unknown" if unread else "welcome")
    best = pool[0]
    if len(near := [hit.token for hit in pool if best.score - hit.score < MARGIN]) > 1:
        return Verdict("unknown", about=tuple(near))
    about = (best.token,)
    if best.likeness is not Likeness.LIKELY or not (best.has_photo or best.same_name):
        return Verdict("unknown", best, about)
    return Verdict("banned" if best.banned else "warned", best, about)
