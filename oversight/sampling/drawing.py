"""Which ones are drawn: by a public seed and the references alone, so that anybody can draw again."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

SMALL = "small"


def seed_of(head: str, day: str) -> str:
    """The seed of a day: the hash of the area's last signed head before that day, and the day."""
    return f"{head}|{day}"


def in_order(seed: str, references: Iterable[str]) -> list[str]:
    """The references in the order in which they are drawn: by SHA-256 over seed and reference."""
    return sorted(references, key=lambda reference: (_digest(seed, reference), reference))


def digest_of(population: Mapping[str, Sequence[str]]) -> str:
    """What the population was, in one hash: who keeps the list can show later that nothing was left out of it."""
    lines = sorted(f"{stratum} {reference}" for stratum, references in population.items() for reference in references)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def allocation(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """How many of each stratum: in proportion, by largest remainder, and at least one of each.

    Where the least of one asks for more than `total`, more are drawn.
    """
    there = {stratum: size for stratum, size in sizes.items() if size > 0}
    everything = sum(there.values())
    total = min(total, everything)
    if total <= 0:
        return {}
    share = {stratum: divmod(size * total, everything) for stratum, size in there.items()}
    given = {stratum: whole for stratum, (whole, _rest) in share.items()}
    by_rest = sorted(there, key=lambda stratum: (-share[stratum][1], stratum))
    for stratum in by_rest[: total - sum(given.values())]:
        given[stratum] += 1
    return {stratum: max(count, 1) for stratum, count in given.items()}


def draw(population: Mapping[str, Sequence[str]], *, seed: str, total: int) -> list[str]:
    """The references that are drawn, stratum by stratum."""
    counts = allocation({stratum: len(references) for stratum, references in population.items()}, total)
    return [
        reference for stratum in sorted(counts) for reference in in_order(seed, population[stratum])[: counts[stratum]]
    ]


def small_together(population: Mapping[str, Sequence[str]], total: int) -> dict[str, list[str]]:
    """The same with every stratum too small for one of its own in one stratum together.

    With hundreds of shops, one of each would make the sample many times as large as it has to be.
    """
    everything = sum(len(references) for references in population.values())
    found: dict[str, list[str]] = {}
    for stratum, references in population.items():
        name = stratum if len(references) * total >= everything else SMALL
        found.setdefault(name, []).extend(references)
    return found


def _digest(seed: str, reference: str) -> bytes:
    return hashlib.sha256(f"{seed}|{reference}".encode()).digest()
