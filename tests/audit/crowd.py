"""Eight who write to two logs at the same moment, and a ninth who sweeps and publishes meanwhile.

python -m tests.audit.crowd    on the database of the settings
"""

import threading
from collections.abc import Callable

TOGETHER, ROUNDS = 8, 10
LINES = TOGETHER * ROUNDS
# Nothing left for the sweeper; for both areas every number once, in a log that the verifier finds sound.
EXPECTED = (0, [(list(range(1, LINES + 1)), 0)] * 2)


def write_at_once() -> None:
    """Raises what went wrong for any of them."""
    from django.db import connections, transaction

    from audit import chain, heads
    from audit.models import HeadReason
    from tests.audit.logbook import START
    from tests.audit.writing import ELDERS, MARKT, write

    barrier, failures = threading.Barrier(TOGETHER + 1), []

    def run(deed: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            deed()
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    def one(who: int) -> None:
        area = (MARKT, ELDERS)[who % 2]
        for number in range(ROUNDS):
            with transaction.atomic():
                write(who * 100 + number, area)
                write(who * 100 + number + 50, area)

    def sweeper() -> None:
        for _round in range(ROUNDS):
            chain.sweep()
            heads.publish("markt", at=START, reason=HeadReason.HOUR)

    deeds = [lambda who=who: one(who) for who in range(TOGETHER)]
    threads = [threading.Thread(target=run, args=(deed,)) for deed in (*deeds, sweeper)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=100)
    if failures:
        raise ExceptionGroup("somebody could not write", failures)


def told() -> tuple[int, list[tuple[list[int], int]]]:
    """How many lines nobody linked, and for each area the numbers in its chain and the verifier's exit code."""
    from audit import heads
    from tests.audit.writing import check, numbers

    return heads.unlinked(), [(numbers(area), check(area)[0]) for area in ("markt", "elders")]


if __name__ == "__main__":
    import django

    django.setup()
    write_at_once()
    print(told())
