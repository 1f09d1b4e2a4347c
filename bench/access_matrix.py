"""Everybody asks everything (G11, G12, G14): the tests of `tests/access` at full size.

python -m bench.access_matrix              all of it
python -m bench.access_matrix --every 5    one in five cases, as on each change
"""

import argparse
import sys
import time

from bench.access_scratch import scratch_database


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", choices=["strangers", "marks"], help="one half of it")
    asked = parser.parse_args()
    every = asked.every
    with scratch_database():
        from tests.access.canaries import crawl
        from tests.access.strangers import walk, walk_foreign_area
        from tests.access.world import built

        failed = False
        with built() as world:
            for title, find in (
                ()
                if asked.only == "marks"
                else (
                    ("what one may not see, against what never was", lambda: walk(world, every=every)),
                    ("an area that is not yours, against none", lambda: walk_foreign_area(world)),
                )
            ):
                began = time.monotonic()
                found = find()
                print(
                    f"{title}: {found.probes} questions in {time.monotonic() - began:.0f} s, "
                    f"{len(found.differences)} differences, {len(found.failures)} server errors"
                )
                for line in [*found.differences, *found.failures]:
                    print(f"  {line}")
                    failed = True
            if asked.only == "strangers":
                return 1 if failed else 0
            began = time.monotonic()
            read = crawl(world, every=every)
            print(
                f"marks read by who should not: {len(read.leaks)} in {read.answers} answers "
                f"in {time.monotonic() - began:.0f} s, {len(read.failures)} server errors"
            )
            for line in [*sorted(read.leaks), *read.failures]:
                print(f"  {line}")
                failed = True
            unseen = sorted({mark.where for mark in world.marks} - read.seen)
            print(f"marks that nobody saw anywhere: {', '.join(unseen)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
