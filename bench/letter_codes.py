"""Does guessing find a letter, and does the page tell a code that was from one that never was? (T37)

python -m bench.letter_codes                        a million guesses, 2,000 pairs
python -m bench.letter_codes --guesses 20000 --pairs 200     a quick look

Guesses go to the look-up behind page and API, without its limits, among as many letters as a large area has. Then the
limits: fifty guesses at once. Then the clock: AUC of a code that expired, and of one that was erased, against one
that never was, through the page; 0.5 is a coin, 0.45 to 0.55 is met.
"""

import argparse
import datetime as dt
import random
import sys
import threading
import time
from typing import Any

from bench.access_scratch import scratch_database
from bench.indistinguishable import HIGH, LOW, auc

LETTERS, AT_ONCE = 600, 50


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guesses", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with scratch_database():
        import time_machine

        from tests.cast import AT, build_cast

        with time_machine.travel(AT, tick=False):
            cast = build_cast()
            codes = write_letters(cast)
        hits = guess(cast, asked.guesses)
        passed = at_once(cast)
        missed = clock_tells(cast, codes, asked.pairs, random.Random(asked.seed))
    from notices.actions.checking import EACH

    return 1 if hits or passed != EACH or missed else 0


def write_letters(cast: Any) -> dict[str, str]:
    """So many letters with a code, of which only the table knows; and one that expired, and one that was erased."""
    from notices.actions import letters
    from notices.codes import digest, new_code
    from notices.models import Notice
    from tests.factories import make_sanction

    long_ago = cast.at - dt.timedelta(days=500)
    sanctions = {
        "running": make_sanction(cast, served=False, family_name="Een"),
        "expired": make_sanction(cast, at=long_ago, family_name="Twee"),
        "erased": make_sanction(cast, at=long_ago, family_name="Drie"),
    }
    first = letters.prepare(sanctions["running"], starts_on=cast.today, by=cast.manager_a, at=cast.at)[0]
    names = [
        column.name for column in Notice._meta.concrete_fields if column.name not in ("id", "token", "html", "pdf")
    ]
    codes: dict[str, str] = {}

    def copy(version: int, sanction: Any, code: str) -> Notice:
        values = {name: getattr(first, name) for name in names}
        return Notice(**{**values, "sanction": sanction, "version": version, "code_digest": digest(code)}, html="x")

    rows = [copy(number, sanctions["running"], new_code()) for number in range(2, LETTERS)]
    for name in ("expired", "erased"):
        codes[name] = new_code()
        rows.append(copy(1, sanctions[name], codes[name]))
    Notice.objects.bulk_create(rows)
    sanctions["erased"].delete()
    return codes


def guess(cast: Any, guesses: int) -> int:
    """How many letters were found."""
    from notices.actions import checking
    from notices.codes import new_code

    take, checking._take = checking._take, lambda bucket, at: None  # type: ignore[assignment]
    began, hits = time.perf_counter(), 0
    for _guess in range(guesses):
        hits += checking.check_letter(new_code(), visitor="guesser", at=cast.at) is not None
    took = time.perf_counter() - began
    checking._take = take
    print(f"{'met ' if not hits else 'MISS'} {hits} hits in {guesses:,} guesses among {LETTERS} letters, {took:.0f} s")
    return hits


def at_once(cast: Any) -> int:
    """How many of fifty parallel guesses of one visitor were answered."""
    from django.db import connection, connections

    from notices.actions.checking import EACH, check_letter
    from notices.codes import new_code
    from participants.refusals import Refusal

    if connection.vendor == "sqlite":
        # In memory there is no queue for those who write at once; test_limits.py of the accounts has a file.
        print("     the limit at fifty at once: with DATABASE_URL of PostgreSQL")
        return EACH
    gate, answered = threading.Barrier(AT_ONCE), []

    def ask() -> None:
        gate.wait()
        try:
            answered.append(check_letter(new_code(), visitor="192.0.2.7", at=cast.at))
        except Refusal:
            pass
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=ask) for _number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(
        f"{'met ' if len(answered) == EACH else 'MISS'} {len(answered)} of {AT_ONCE} at once were answered, {EACH} may"
    )
    return len(answered)


def clock_tells(cast: Any, codes: dict[str, str], pairs: int, dice: random.Random) -> list[str]:
    """Whether the page's time, status or body tells a code that was from one that never was."""
    import time_machine
    from django.test import Client

    from notices.actions import checking
    from notices.codes import new_code

    client, missed = Client(), []
    checking._take = lambda bucket, at: None  # type: ignore[assignment]
    for name, code in codes.items():
        took: dict[str, list[float]] = {name: [], "never": []}
        bodies = set()
        for _pair in range(pairs):
            for case in dice.sample([name, "never"], 2):
                typed = code if case == name else new_code()
                with time_machine.travel(cast.at, tick=True):
                    began = time.perf_counter()
                    answer = client.post("/brief/", {"code": typed})
                    took[case].append(time.perf_counter() - began)
                bodies.add((answer.status_code, answer.content.decode().replace(typed, "")))
        found = auc(took[name], took["never"])
        met = LOW <= found <= HIGH and len({(status, _without_nonce(body)) for status, body in bodies}) == 1
        if not met:
            missed.append(name)
        print(f"{'met ' if met else 'MISS'} {found:.3f}  a code that {'was ' if name == 'erased' else ''}{name}")
    return missed


def _without_nonce(body: str) -> str:
    import re

    return re.sub(r'nonce="[^"]*"', "", body)


if __name__ == "__main__":
    sys.exit(main())
