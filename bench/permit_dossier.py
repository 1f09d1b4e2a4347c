"""Making the permit dossier of a small, a usual and a large area (3, 20 and 400 shops; at most a minute each).

    python -m bench.permit_dossier [--shops 3 20 400] [--postgresql DATABASE_URL]

Each shop has a business of its own, so that there are as many declarations. Prints the load of the machine, the time
by paper, and the size of the archive; the areas are written in bulk and past the software.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from bench.filled_register import fill, prepare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shops", type=int, nargs="+", default=[3, 20, 400])
    parser.add_argument("--postgresql", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), options.postgresql)
        import django

        django.setup()
        from django.core.management import call_command

        from participants import area_lock

        call_command("migrate", verbosity=0)
        print(f"load before: {os.getloadavg()[0]:.1f}")
        with area_lock.all_areas():
            for shops in options.shops:
                fill(1, shops, 0, slug=f"gebied-{shops}")
                measure(f"gebied-{shops}-0", shops)


def measure(slug: str, shops: int) -> None:
    from oversight.dossier.actions.asking import ask_dossier, keep_archive, sources_of
    from oversight.dossier.bundle import archive_of
    from oversight.dossier.papers import papers_of
    from participants import clock
    from participants.models import ShoppingArea

    area = ShoppingArea.objects.get(slug=slug)
    began = time.perf_counter()
    dossier = ask_dossier(area, purpose="new", case_number="", by=None, at=clock.now(), queued=False)
    asked = time.perf_counter()
    moments: list[float] = []
    archive = archive_of(sources_of(dossier), between=lambda: moments.append(time.perf_counter()))
    ended = time.perf_counter()
    keep_archive(dossier, archive, by=None, at=clock.now())
    names = [paper.name for paper in papers_of(sources_of(dossier))]
    took = [later - earlier for earlier, later in zip(moments, [*moments[1:], ended], strict=True)]
    print(f"{shops} shops: asking {asked - began:.2f} s, making {ended - asked:.1f} s, {len(archive) / 1024:.0f} kB")
    for name, seconds in zip(names, took, strict=True):
        print(f"    {name:<32}{seconds:6.2f} s")


if __name__ == "__main__":
    main()
