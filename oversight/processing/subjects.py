"""Of whom a line is: by a pseudonym that only the key of that person can make, and that nobody can make without it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from bans import keyring
from bans.models import Incident, Person, Sanction
from participants.models import ShoppingArea
from rights.models import Correction, Request

# Under what a file of somebody is told in the log, and where it says whose it is.
HELD_BY = {
    "person": (Person, "token", "token"),
    "sanction": (Sanction, "reference", "person__token"),
    "incident": (Incident, "reference", "person__token"),
    "request": (Request, "number", "person__token"),
    "correction": (Correction, "token", "person__token"),
}
LENGTH = 32
REMEMBERED = 4096


class Pseudonyms:
    """The pseudonyms of one export. Remembers no more than so many, and nothing when it is over."""

    def __init__(self, area: ShoppingArea) -> None:
        self.area = area
        self._label = f"processing log|{area.slug}".encode()
        self.of_token = lru_cache(maxsize=REMEMBERED)(self._of_token)

    def of(self, subjects: Iterable[str]) -> dict[str, str]:
        """The pseudonym for each of these references of the log; none for who is gone, or was never known."""
        by_kind: dict[str, set[str]] = defaultdict(set)
        for subject in subjects:
            kind, _colon, name = subject.partition(":")
            by_kind[kind].add(name)
        found: dict[str, str] = {}
        for kind, names in by_kind.items():
            if kind in HELD_BY:
                model, column, way = HELD_BY[kind]
                rows = model._base_manager.filter(area=self.area, **{f"{column}__in": names})
                for name, token in rows.values_list(column, way):
                    if token and (pseudonym := self.of_token(token)):
                        found[f"{kind}:{name}"] = pseudonym
        return found

    def _of_token(self, token: str) -> str:
        try:
            return keyring.mark_under(token, self._label).hex()[:LENGTH]
        except keyring.KeyGone:
            return ""
