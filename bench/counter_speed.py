"""How many counter checks a second, beside the least that a view can do, in one run (quality.md "Counter speed").

    .venv/bin/python -m bench.counter_speed [--postgresql postgres://…/scratch] [--seconds 10]
    .venv/bin/python -m bench.counter_speed --endurance 600 --rate 300 [--postgresql …]

Serves with gunicorn's sync workers, two of them, and asks from a process beside it. A whole check is the call of a
till: token, budget, opening and comparing the names of the area, receipt and log. The budget of a till is lifted
for the measurement, and the pause between two questions with it; each is counted all the same.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from . import filled_register, load

WORKERS = 2
PORT = 8765
CLIENTS = 8


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgresql", default="", help="address of an empty scratch database; without it SQLite")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--endurance", type=float, default=0, help="seconds of the long run over 1,000 areas")
    parser.add_argument("--rate", type=float, default=300)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drempel-speed-"))
    try:
        filled_register.prepare(folder, options.postgresql)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        print(f"seed {options.seed}, load {os.getloadavg()[0]:.1f}, {WORKERS} sync workers, {CLIENTS} clients, "
              f"{'PostgreSQL' if options.postgresql else 'SQLite'}, Django {django.get_version()}")  # fmt: skip
        return endurance(options) if options.endurance else compare(options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def compare(options: argparse.Namespace) -> int:
    from django.db import connection

    from bans.models import Sanction

    listed = {
        size: filled_register.fill(1, shops, people, seed=options.seed, slug=size, limits=False)
        for size, (_areas, shops, people) in filled_register.SIZES.items()
        if size in ("typical", "large")
    }
    first = Sanction.objects.order_by("pk").values_list("area_id", flat=True)[0]
    connection.close()
    rates = {}
    with serving("bench.bare_views"):
        for name, path in (("ok", "/ok"), ("one row", "/row"), ("area + log", f"/area/{first}")):
            rates[name] = report(name, load.run(PORT, lambda _seed, path=path: same(load.get(path)),
                                                seconds=options.seconds, clients=CLIENTS))  # fmt: skip
    with serving("config.urls"):
        for size, people in listed.items():
            rates[size] = report(f"check, {size}", load.run(PORT, lambda seed, people=people: questions(people, seed),
                                                            seconds=options.seconds, clients=CLIENTS))  # fmt: skip
            print(f"{'':16} {rates[size] / rates['area + log']:.2f} of area + log")
    return 0


def endurance(options: argparse.Namespace) -> int:
    began = time.monotonic()
    listed = filled_register.fill(1000, 2, 60, seed=options.seed, slug="uithouden", limits=False)
    from django.db import connection

    print(f"{len(listed):,} people in 1,000 areas, written in {time.monotonic() - began:.0f} s")
    connection.close()
    with serving("config.urls"):
        result = load.run(PORT, lambda seed: questions(listed, seed), seconds=options.endurance, clients=64,
                          rate=options.rate)  # fmt: skip
    report(f"{options.rate:.0f} a second", result)
    from bans.models import CounterCheck

    kept = CounterCheck.objects.count()
    print(f"{len(result.times):,} answered as they should, {sum(result.wrong.values())} not; receipts kept {kept:,}")
    return 0


def same(data: bytes) -> Iterator[load.Request]:
    while True:
        yield data, "200 OK"


def questions(listed: list[filled_register.Listed], seed: int) -> Iterator[load.Request]:
    """One in ten about somebody on the list; the word that must stand in the answer beside it."""
    dice = random.Random(seed)
    while True:
        person = dice.choice(listed)
        body = {"family_name": person.family, "given_name": person.given, "birth_year": person.birth_year}
        word = '"outcome":"welcome"'
        if dice.random() < 0.1:
            # The very same name may be somebody else's too, and then nobody knows; never "welcome".
            word = '"receipt"'
        else:
            body |= {"family_name": f"Qu{person.family[::-1]}", "given_name": "Xerxes", "birth_year": 1930}
        yield load.post("/api/v1/till/checks", body, person.till), word


def report(name: str, result: load.Result) -> float:
    p50, p99 = result.percentile(0.5), result.percentile(0.99)
    print(f"{name:16} {result.rate:8.0f} /s   p50 {p50:6.1f} ms   p99 {p99:6.1f} ms ({p99 / p50 if p50 else 0:.1f} ×)"
          + (f"   wrong {result.wrong}" if result.wrong else ""), flush=True)  # fmt: skip
    return result.rate


class serving:
    """gunicorn with these addresses; stopped at the end."""

    def __init__(self, urlconf: str) -> None:
        self.urlconf = urlconf

    def __enter__(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "bench.served:application", "--bind", f"127.0.0.1:{PORT}",
                   "--workers", str(WORKERS), "--log-level", "error"]  # fmt: skip
        env = {**os.environ, "BENCH_URLCONF": self.urlconf, "PYTHONWARNINGS": "ignore"}
        self.process = subprocess.Popen(command, cwd=filled_register.ROOT, env=env)
        for _try in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/livez", timeout=5)
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise SystemExit("gunicorn did not start")

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait()


if __name__ == "__main__":
    sys.exit(main())
