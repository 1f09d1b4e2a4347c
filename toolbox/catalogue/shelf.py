"""The measures that hold on a day, read once and kept in memory until the catalogue changes."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from .finding.index import Index
from .models import Measure, tongue

Versions = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Shelf:
    """All measures of one state of the catalogue. Nothing in it is changed by who reads it."""

    measures: tuple[Measure, ...]
    _indexes: dict[str, Index] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_code(self) -> dict[str, Measure]:
        return {measure.code: measure for measure in self.measures}

    def named(self, codes: list[str] | tuple[str, ...]) -> list[Measure]:
        """These, in this order; what is not there is left out."""
        return [self.by_code[code] for code in codes if code in self.by_code]

    def ranked(self, words: str) -> list[Measure]:
        """The measures that these words may mean, the likeliest first, in the reader's language."""
        spoken = tongue()
        if spoken not in self._indexes:
            self._indexes[spoken] = Index([measure.facts for measure in self.measures], spoken)
        return [self.measures[place] for place in self._indexes[spoken].ranked(words)]


def shelf(on: dt.date) -> Shelf:
    """The catalogue of this day. One small question tells whether the copy in memory is still right."""
    return _read(versions_on(on))


def versions_on(on: dt.date) -> Versions:
    """What tells one state of the catalogue from another."""
    return tuple(Measure.objects.in_force(on).order_by("pk").values_list("pk", "checksum"))


@lru_cache(maxsize=4)
def _read(versions: Versions) -> Shelf:
    return Shelf(tuple(Measure.objects.filter(pk__in=[key for key, _checksum in versions]).order_by("code")))


def measure_for(code: str, *, on: dt.date) -> Measure | None:
    """The version of this measure that holds on this day, if there is one."""
    return Measure.objects.in_force(on).filter(code=code).first()
