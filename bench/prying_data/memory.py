"""The same area without a database: real matcher and verdict, budgets as plain counters. Quick, and for the large ones.

Minutes and hours are left out: they spread the questions over the day and let no fewer through.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from .population import Asked, Population, Somebody
from .world import Asks, as_known


@dataclass
class Count:
    """What was asked and learned on one day."""

    asked: int = 0
    people: set[str] = field(default_factory=set)


class MemoryWorld:
    def __init__(self, size: int, population: Population) -> None:
        from participants.protocol import DEFAULTS

        self.size, self.population, self.limits = size, population, DEFAULTS.as_dict()
        self.known: dict[str, Somebody] = {}
        self.counts: list[Count] = []

    def adopt(self, parameters: dict[str, int]) -> None:
        self.limits |= parameters

    def rename(self) -> None:
        from bans import names

        self.known = {f"{count}": one for count, one in enumerate(self.population.people(self.size))}
        self.folded = {token: names.prepare(as_known(one)) for token, one in self.known.items()}

    def begin(self) -> None:
        self.free, self.raised = False, {}
        self.new_day()

    def new_day(self) -> None:
        """Midnight: everybody's counters begin anew."""
        self.shop = Count()
        for own in self.counts:
            own.asked, own.people = 0, set()

    def askers(self, *, api: bool = True) -> dict[str, Asks]:
        self.counts = [Count(), Count(), Count()]
        return dict(zip(("user", "colleague", "door"), map(self._asker, self.counts), strict=True))

    def _asker(self, own: Count) -> Asks:
        def ask(question: Asked) -> tuple[int, dict[str, Any], float]:
            spent = own.asked >= self.limits["checks_day_n"] or len(own.people) >= self.limits["people_day_n"]
            shops = (
                self.shop.asked >= self.limits["checks_shop_day_n"]
                or len(self.shop.people) >= self.limits["people_shop_day_n"]
            )
            if (spent or shops) and not self.free:
                self.raised["spent_by_user" if spent else "spent_by_shop"] = 1
                return 429, {"code": "budget_spent"}, 0
            told = self._verdict(question)
            for count in (own, self.shop):
                count.asked += 1
                count.people |= set(told.about)
            return 201, {"outcome": told.outcome, "about": told.about}, 0

        return ask

    def _verdict(self, question: Asked) -> Any:
        from bans import names
        from bans.rules.counter import Hit, verdict

        typed = names.Question(question["family_name"], question.get("given_name", ""), question.get("birth_year"))
        asked, hits = names.ask(names.narrowed(typed)), []
        for token, known in self.folded.items():
            judged = names.judge(asked, known)
            if judged.likeness and not names.asks_too_widely(asked, known):
                hits.append(Hit(token, judged.likeness, judged.score, judged.reasons, True, True))
        return verdict(hits, unread=False)

    def told_of(self, question: Asked, body: dict) -> list[str]:
        return list(body["about"])

    def brief(self, who: str) -> None:
        """Eight faces, the same ones all week."""
        self.shop.people |= set(Random(len(self.known)).sample(sorted(self.known), min(8, len(self.known))))

    def signs(self) -> dict[str, int]:
        return dict(self.raised)
