"""Redis that is slow, full or gone while people save (T11, G4): nobody waits, and no work is lost.

    .venv/bin/python -m bench.slow_broker [--saves 200] [--postgresql postgres://…]

Each save writes work down in a transaction and rings the bell after it, as the pages do. It is timed with a broker that
answers, one behind a line of a second there and back, one whose memory is full, one that was emptied, and none.
Afterwards all work is done as the timetable does it, without the bell, and counted. Goal: p95 below one second, 0 lost.
"""

import argparse
import contextlib
import logging
import os
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

from .filled_register import prepare
from .services import Redis
from .slow_line import SlowLine

THERE_AND_BACK = 1.0
BYTES_A_SECOND = 1_000_000
KIND = "bench.nothing"
GOAL = 1.0


@contextlib.contextmanager
def broker(state: str, redis: Redis) -> Iterator[str]:
    """The address of a broker in this state."""
    if state == "slow":
        with SlowLine(redis.port, there_and_back=THERE_AND_BACK, down=BYTES_A_SECOND, up=BYTES_A_SECOND) as line:
            yield f"redis://127.0.0.1:{line.port}/0"
    elif state == "full":
        tell(redis, "config", "set", "maxmemory", "1")
        yield redis.url
        tell(redis, "config", "set", "maxmemory", "0")
    elif state == "emptied":
        tell(redis, "flushall")
        yield redis.url
    elif state == "gone":
        yield "redis://127.0.0.1:1/0"
    else:
        yield redis.url


def tell(redis: Redis, *words: str) -> None:
    subprocess.run(["redis-cli", "-p", str(redis.port), *words], check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=200)
    parser.add_argument("--postgresql", default="", help="address of an empty database; without it SQLite in a folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        redis = Redis(folder)
        redis.start()
        try:
            prepare(folder, options.postgresql)
            os.environ["REDIS_URL"] = redis.url
            raise SystemExit(run(options.saves, redis))
        finally:
            redis.kill()


def run(saves: int, redis: Redis) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection, transaction

    from config.celery import app
    from participants import area_lock, clock
    from participants.jobs import asking
    from participants.jobs.kinds import job
    from participants.jobs.work import Work, run_due
    from participants.models import Job

    call_command("migrate", verbosity=0)
    settings.JOBS_BELL = True
    # That it cannot be rung is what is tried.
    logging.getLogger("participants.jobs.bell").setLevel(logging.ERROR)
    done: Counter[str] = Counter()

    @job(KIND, label="nothing")
    def nothing(work: Work) -> None:
        with work.finishing():
            done[str(work.payload["number"])] += 1

    number, worst = 0, 0.0
    for state in ("answers", "slow", "full", "emptied", "gone"):
        with broker(state, redis) as address:
            app.conf.broker_url = address
            app.close()
            took = []
            for _each in range(saves):
                number += 1
                began = time.perf_counter()
                with transaction.atomic():
                    asking.ask_for(KIND, key=str(number), area=None, at=clock.now(), payload={"number": number})
                took.append(time.perf_counter() - began)
            p95 = quantiles(took, n=20)[-1]
            worst = max(worst, p95)
            told = f"{connection.vendor}, broker {state}: {saves} saves, p95 {p95 * 1000:.1f} ms, longest"
            print(f"{told} {max(took) * 1000:.1f} ms", flush=True)
    with area_lock.all_areas():
        run_due(now=clock.now)
        waiting = Job.objects.filter(done_at=None).count()
    lost, doubled = number - len(done), sum(count > 1 for count in done.values())
    print(f"{number} asked for, {len(done)} done: lost {lost}, doubled {doubled}, waiting {waiting}")
    return 1 if lost or doubled or waiting or worst > GOAL else 0


if __name__ == "__main__":
    main()
