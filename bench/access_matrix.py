"""Everybody asks everything (G11, G12, G14, T1, T4, T8): the tests of `tests/access` at full size.

python -m bench.access_matrix                    all of it
python -m bench.access_matrix --only marks       one part: strangers, areas, marks or verbs
python -m bench.access_matrix --every 5          one in five files
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from bench.access_scratch import scratch_database

if TYPE_CHECKING:
    from tests.access.world import World

Told = tuple[str, Iterable[str]]


def strangers(world: "World", every: int) -> Told:
    """What one may not see, against what never was (T1)."""
    from tests.access.strangers import walk

    found = walk(world, every=every)
    told = f"{found.probes} questions, {len(found.differences)} differences, {len(found.failures)} server errors"
    return told, [*found.differences, *found.failures]


def areas(world: "World", every: int) -> Told:
    """An area that is not yours, against one that is not there (T1)."""
    from tests.access.strangers import walk_foreign_area

    found = walk_foreign_area(world)
    told = f"{found.probes} questions, {len(found.differences)} differences, {len(found.failures)} server errors"
    return told, [*found.differences, *found.failures]


def marks(world: "World", every: int) -> Told:
    """A mark in every field, and who reads it (T4)."""
    from tests.access.canaries import crawl

    read = crawl(world, every=every)
    unseen = sorted({mark.where for mark in world.marks} - read.seen)
    told = (
        f"{read.answers} answers, {len(world.marks)} marks, {len(read.leaks)} read by who should not, "
        f"{len(read.failures)} server errors; fields that showed nowhere: {', '.join(unseen) or 'none'}"
    )
    return told, [*sorted(read.leaks), *read.failures]


def verbs(world: "World", every: int) -> Told:
    """Every verb with every odd body on every route, as three viewers (T8)."""
    from tests.access.test_methods import BODIES, ROUTES, VERBS, VIEWERS, ask_with_every_verb

    faults, changes = ask_with_every_verb(world, bodies=len(BODIES), viewers=len(VIEWERS))
    asked = len(ROUTES) * len(VERBS) * len(BODIES) * len(VIEWERS)
    return f"{asked} questions, {len(faults)} faults, {len(changes)} changes by looking", [*faults, *changes]


PARTS: dict[str, Callable[["World", int], Told]] = {
    "strangers": strangers,
    "areas": areas,
    "marks": marks,
    "verbs": verbs,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", choices=list(PARTS))
    asked = parser.parse_args()
    wrong = 0
    with scratch_database():
        from tests.access.world import built

        with built() as world:
            for name, part in PARTS.items():
                if asked.only in (None, name):
                    began = time.monotonic()
                    told, lines = part(world, asked.every)
                    print(f"{name}: {told} ({time.monotonic() - began:.0f} s)", flush=True)
                    for line in lines:
                        print(f"  {line}")
                        wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
