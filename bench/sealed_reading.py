"""What sealing costs: the names of a whole area, opened as the counter check opens them.

.venv/bin/python bench/sealed_reading.py [--people 60 600 5000]
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, nargs="+", default=[60, 600, 5000])
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drempel-sealed-"))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DREMPEL_VAR": str(folder / "var"),
        "DREMPEL_KEYS": str(folder / "keys"),
    }
    sys.path.insert(0, str(ROOT))
    try:
        run(options.people)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(sizes: list[int]) -> None:
    import django
    from django.core.management import call_command
    from django.db import transaction

    django.setup()
    call_command("migrate", verbosity=0)
    from bans.models import Person
    from tests.cast import build_cast

    with transaction.atomic():
        area = build_cast().area
    print(f"{'people':>8}  {'two fields each, median of ' + str(ROUNDS):>32}  {'a person':>10}")
    made = 0
    for size in sorted(sizes):
        with transaction.atomic():
            for number in range(made, size):
                Person.objects.create(area=area, given_name=f"Voornaam{number}", family_name=f"Achternaam{number}")
        made = size
        times = []
        for _ in range(ROUNDS):
            people = list(Person.objects.filter(area=area))
            started = time.perf_counter()
            names = [(person.given_name, person.family_name) for person in people]
            times.append(time.perf_counter() - started)
        assert len(set(names)) == size
        median = statistics.median(times)
        print(f"{size:>8}  {median * 1000:>29.1f} ms  {median / size * 1e6:>7.0f} µs")


if __name__ == "__main__":
    main()
