"""Make and check an audit package of so many lines of the log: seconds, memory, and rows beside `values().iterator()`.

    python -m bench.audit_package [--lines 10000 100000 1000000] [--postgresql DATABASE_URL]

Rows/s are those of the processor. Of memory a process cannot be seen to use less than what started it, some 135 MB.
The register is that of `bench.filled_register`, with one area. Making and checking each run in a process of their own,
so that the memory is theirs alone. What a log costs to prove by itself is measured on the same rows.
"""

import argparse
import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.filled_register import fill, prepare

AT_ONCE = 5000
OUTCOMES = ("nobody", "welcome", "not_welcome", "uncertain")


def lines_of_log(area: str, *, since: int, until: int) -> None:
    """Linked lines as counters write them, past the actions: their numbers go on from `since`."""
    from django.db import transaction

    from audit.canonical import chained, next_hash, text_of
    from audit.chain import tip
    from audit.models import Event, Link

    dice, number, digest = random.Random(since), since, tip(area).hash
    while number < until:
        events = [
            Event(action="counter.asked", subject=f"page:{dice.getrandbits(64):016x}", actor="device:1",
                  roles="counter", organisation="business:4 shop:7", area=area, purpose="entry", door="till:7",
                  operation=f"{dice.getrandbits(128):032x}", result="done",
                  facts={"outcome": dice.choice(OUTCOMES), "shop": dice.randint(1, 20), "took": dice.randint(1, 900)})
            for _n in range(min(AT_ONCE, until - number))
        ]  # fmt: skip
        links = []
        with transaction.atomic():
            Event.objects.bulk_create(events, batch_size=1000)
            for event in events:
                number, digest = number + 1, next_hash(digest, chained(event))
                links.append(Link(event=event, area=area, number=number, hash=text_of(digest)))
            Link.objects.bulk_create(links, batch_size=1000)


def measured(*words: str) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor and megabytes of a process."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{words}: {told}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def rate(rows: Any) -> tuple[int, float]:
    began = time.process_time()
    count = sum(1 for _row in rows)
    return count, time.process_time() - began


def measure(slug: str, folder: Path, lines: int) -> None:
    from audit import heads, verifier, verify_package
    from audit.export import CHUNK, export_blocks
    from audit.models import Event, HeadReason, Link
    from audit.signing import verifier_key

    known = Link.objects.filter(area=slug).count()
    lines_of_log(slug, since=known, until=lines)
    head = heads.publish(slug, at=dt.datetime.now(dt.UTC), reason=HeadReason.HOUR)
    rows = Event.objects.filter(area=slug).order_by("pk")
    count, plain = rate(rows.values().iterator(chunk_size=CHUNK))
    _blocks, export = rate(export_blocks(head, sealed=True))
    package, log, notes = folder / "p.zip", folder / "log.jsonl", folder / "heads.txt"
    package.unlink(missing_ok=True)
    notes.write_text(head.note, encoding="utf-8")
    with log.open("wb") as file:
        file.writelines(export_blocks(head, sealed=True))
    size = log.stat().st_size / 1e6
    theirs = ("--heads", str(notes), "--key", verifier_key(slug))
    made = measured("manage.py", "audit_package", slug, str(package))
    checked = measured("-I", str(verify_package.__file__), str(package), *theirs)
    proved = measured("-I", str(verifier.__file__), str(log), *theirs)
    print(f"{count:,} lines, {size:.0f} MB of log, package of {package.stat().st_size / 1e6:.0f} MB")
    print(
        f"  values().iterator() {count / plain:,.0f} rows/s; export {count / export:,.0f}: {plain / export:.2f} of it"
    )
    for name, (clock, busy, memory) in (("made", made), ("checked", checked), ("log alone checked", proved)):
        print(f"  {name}: {clock:.1f} s, {busy:.1f} s busy, {size / clock:.0f} MB/s, {memory:.0f} MB of memory")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--postgresql", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), options.postgresql)
        import django

        django.setup()
        from django.core.management import call_command

        from participants import area_lock

        call_command("migrate", verbosity=0)
        fill(1, 20, 60)
        with area_lock.all_areas():
            for lines in sorted(options.lines):
                measure("gebied-0", Path(folder), lines)


if __name__ == "__main__":
    main()
