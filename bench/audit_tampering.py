"""Tamper with the log at random, many times, and count how often the verifier finds it (G19, T22).

    python -m bench.audit_tampering                      10,000 older tamperings, then 1,000,000 lines timed
    python -m bench.audit_tampering --count 900 --lines 0

Each attacker knows the format, rewrites the file as far as the kind allows, and in the last three kinds holds the
signing key as well. The reader has the public key and the heads up to a moment, from elsewhere. "Older" is what
lies under the reader's last head, "younger" is what came after it: there a forger with the key stays unseen.
"""

import argparse
import datetime as dt
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django

if __name__ == "__main__":
    django.setup()

from audit import verifier
from audit.canonical import beginning, chained, next_hash, text_of, utc
from audit.export import entry_line
from audit.models import Event
from audit.signing import sign, verifier_key
from tests.audit.logbook import START, Book, changed, make_book, make_event

SEED = "drempel-19"
AREA = "markt"
MINUTE = dt.timedelta(minutes=1)
# A log of some hours, with a head every hour; the reader has all but the last two.
LINES, EVERY, MISSED = 60, 6, 2
FIELDS = ("actor", "action", "subject", "roles", "organisation", "purpose", "door", "operation", "result")


def edit(event: Event, chance: random.Random) -> Event:
    name = chance.choice((*FIELDS, "facts"))
    return changed(event, **{name: {"rows": chance.randint(51, 99)} if name == "facts" else "forged"})


def change(book: Book, place: int, chance: random.Random) -> list[bytes]:
    """1. Another word in one line; hashes as they were."""
    return swapped_lines(book, place, [edit(book.events[place], chance)])


def delete(book: Book, place: int, chance: random.Random) -> list[bytes]:
    """2. One line out."""
    lines = book.lines()
    del lines[place + 1]
    return lines


def insert(book: Book, place: int, chance: random.Random) -> list[bytes]:
    """3. One line more: a made-up one, or another one twice."""
    lines = book.lines()
    new = entry_line(
        make_event(chance, at=book.events[place].at), number=place + 1, digest=text_of(chance.randbytes(32))
    )
    lines.insert(place + 1, chance.choice([new, lines[chance.randint(1, len(lines) - 1)]]))
    return lines


def reorder(book: Book, place: int, chance: random.Random) -> list[bytes]:
    """4. Two lines change places, with or without their numbers."""
    other = chance.choice([n for n in range(len(book.events)) if n != place])
    lines = book.lines()
    if chance.random() < 0.5:
        lines[place + 1], lines[other + 1] = lines[other + 1], lines[place + 1]
        return lines
    first, second = book.events[place], book.events[other]
    digests = book.digests()
    lines[place + 1] = entry_line(second, number=place + 1, digest=text_of(digests[place + 1]))
    lines[other + 1] = entry_line(first, number=other + 1, digest=text_of(digests[other + 1]))
    return lines


def truncate(book: Book, place: int, chance: random.Random) -> list[bytes]:
    """5. Everything from a line on is gone, and the header says that the log ended there at a signed head."""
    shorter = book.copy()
    shorter.heads = [(size, at) for size, at in book.heads if size <= place]
    if not shorter.heads or chance.random() < 0.3:
        return book.lines()[: place + 1]
    return shorter.lines()


def edit_and_recompute(book: Book, place: int, chance: random.Random) -> list[bytes]:
    """6. Another word in one line, every later hash computed anew and every head signed anew."""
    forged = book.copy()
    forged.events[place] = edit(book.events[place], chance)
    return signed_anew(book, forged, chance)


def delete_and_recompute(book: Book, place: int, chance: random.Random) -> list[bytes]:
    """7. One line out, numbers and hashes computed anew, heads signed anew."""
    forged = book.copy()
    del forged.events[place]
    forged.heads = [(size - (size > place), at) for size, at in book.heads]
    return signed_anew(book, forged, chance)


def fork(book: Book, place: int, chance: random.Random) -> list[bytes]:
    """8. From a line on another history, of another length, with heads of its own; the reader saw the first one."""
    forged = book.copy()
    length = chance.randint(place + 1, len(book.events) + 10)
    events = [
        make_event(chance, at=START + dt.timedelta(minutes=10 * number)) for number in range(place + 1, length + 1)
    ]
    forged.events = [*book.events[:place], *events]
    kept = [(size, at) for size, at in book.heads if size <= place]
    later = range(place + 1, length + 1)
    forged.heads = [
        *kept,
        *[(size, START + 10 * size * MINUTE) for size in later if size % EVERY == 0 or size == length],
    ]
    return signed_anew(book, forged, chance)


def redate(book: Book, place: int, chance: random.Random) -> list[bytes]:
    """9. A line at another time; as it is, or with all hashes and heads anew."""
    moved = dt.timedelta(minutes=chance.choice([-1, 1]) * chance.randint(1, 500_000))
    dated = changed(book.events[place], at=book.events[place].at + moved)
    if chance.random() < 0.5:
        return swapped_lines(book, place, [dated])
    forged = book.copy()
    forged.events[place] = dated
    return signed_anew(book, forged, chance)


def swapped_lines(book: Book, place: int, events: list[Event]) -> list[bytes]:
    lines, digests = book.lines(), book.digests()
    for number, event in enumerate(events, place):
        lines[number + 1] = entry_line(event, number=number + 1, digest=text_of(digests[number + 1]))
    return lines


def signed_anew(book: Book, forged: Book, chance: random.Random) -> list[bytes]:
    """The forger holds the key. Sometimes the true heads stay in the file, sometimes they are left out."""
    lines = forged.lines()
    if chance.random() < 0.3 and forged.heads[-1][0] == book.heads[-1][0]:
        return [book.lines()[0], *lines[1:]]
    return lines


KINDS: dict[str, Callable[[Book, int, random.Random], list[bytes]]] = {
    "change": change,
    "delete": delete,
    "insert": insert,
    "reorder": reorder,
    "cut the tail": truncate,
    "change and recompute": edit_and_recompute,
    "delete and recompute": delete_and_recompute,
    "fork": fork,
    "re-date": redate,
}


def tamper(kind: str, seed: str) -> tuple[bool, bool]:
    """One tampering: whether it was older than the reader's last head, and whether it was found."""
    chance = random.Random(seed)
    book = make_book(seed, lines=LINES, every=EVERY)
    place = chance.randrange(LINES)
    theirs = book.notes()[:-MISSED]
    older = place < book.heads[-1 - MISSED][0]
    if chance.random() < 0.3:
        # The reader kept only the last of them.
        theirs = theirs[-1:]
    lines = KINDS[kind](book, place, chance)
    assert lines != book.lines()
    code, _sentences = verifier.verify(lines, heads="".join(theirs), keys=[verifier_key(AREA)])
    return older, code in (verifier.TAMPERED, verifier.UNREADABLE)


def run(count: int, seed: str = SEED) -> dict[str, Counter]:
    """So many tamperings that are older than the last head, evenly over the kinds; what came of them and of others."""
    told: dict[str, Counter] = {kind: Counter() for kind in KINDS}
    number = -1
    while sum(counts["older", True] + counts["older", False] for counts in told.values()) < count:
        number += 1
        kind = list(KINDS)[number % len(KINDS)]
        older, found = tamper(kind, f"{seed}/{kind}/{number}")
        told[kind].update({("older" if older else "younger", found): 1})
    return told


def withheld(count: int, seed: str = SEED) -> tuple[int, int]:
    """A head that the reader has, and that the file leaves out; found, of how many."""
    found = 0
    for number in range(count):
        chance = random.Random(f"{seed}/withheld/{number}")
        book = make_book(f"{seed}/{number}", lines=LINES, every=EVERY)
        notes = book.notes()
        hidden = chance.randrange(len(notes) - 1)
        kept = [note for index, note in enumerate(notes) if index != hidden]
        lines = [book.header(kept, LINES), *book.lines()[1:]]
        code, _sentences = verifier.verify(lines, heads=notes[hidden], keys=[verifier_key(AREA)])
        found += code == verifier.TAMPERED
    return found, count


def sound(count: int, seed: str = SEED) -> int:
    """How many logs that nobody touched were called sound."""
    good = 0
    for number in range(count):
        book = make_book(f"{seed}/sound/{number}", lines=LINES, every=EVERY)
        code, _sentences = verifier.verify(book.lines(), heads=book.notes()[-1], keys=[verifier_key(AREA)])
        good += code == verifier.SOUND
    return good


def long_log(lines: int) -> Iterator[bytes]:
    """A log of so many lines with a head for each hour of a year. Made twice, not to hold it in memory."""
    every, heads = max(lines // 8760, 1), []
    for number, at, _entry, digest in _entries(lines):
        if number % every == 0 or number == lines:
            heads.append(sign(AREA, size=number, digest=digest, time=utc(at), serial=len(heads) + 1))
    yield Book(AREA).header(heads, lines)
    for _number, _at, entry, _digest in _entries(lines):
        yield entry


def _entries(lines: int) -> Iterator[tuple[int, dt.datetime, bytes, str]]:
    chance, digest = random.Random(SEED), beginning(AREA)
    step = dt.timedelta(days=365) / lines
    for number in range(1, lines + 1):
        event = make_event(chance, at=START + step * number)
        digest = next_hash(digest, chained(event))
        yield number, event.at, entry_line(event, number=number, digest=text_of(digest)), text_of(digest)


def time_verifier(lines: int, folder: Path) -> tuple[float, float, float, int]:
    """Seconds by the clock and of the processor, and megabytes, in a process of its own that knows nothing of us."""
    export, heads = folder / "export.jsonl", folder / "heads.txt"
    with export.open("wb") as file:
        file.writelines(long_log(lines))
    with export.open("rb") as file:
        header = verifier._parse(next(file), 1)
    heads.write_text(header["heads"][-1], encoding="utf-8")
    command = [sys.executable, "-I", verifier.__file__, str(export), "--heads", str(heads), "--key", verifier_key(AREA)]
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    code = os.spawnv(os.P_WAIT, sys.executable, command)
    busy = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return time.monotonic() - began, busy, export.stat().st_size / 1e6, code


def table(told: dict[str, Counter]) -> str:
    rows = ["| kind | older than the last head | younger |", "|---|---|---|"]
    total: Counter[Any] = Counter()
    for kind, counts in told.items():
        rows.append(f"| {kind} | {_share(counts, 'older')} | {_share(counts, 'younger')} |")
        total.update(counts)
    rows.append(f"| **all** | **{_share(total, 'older')}** | **{_share(total, 'younger')}** |")
    return "\n".join(rows)


def _share(counts: Counter, age: str) -> str:
    return f"{counts[age, True]:,} of {counts[age, True] + counts[age, False]:,}"


def main() -> int:
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", default=SEED)
    options = parser.parse_args()
    print(f"seed {options.seed}, {options.count:,} tamperings older than the last head")
    told = run(options.count, options.seed)
    print(table(told))
    found, of = withheld(max(options.count // 10, 1), options.seed)
    print(f"head withheld: found {found:,} of {of:,}")
    good, logs = sound(max(options.count // 10, 1), options.seed), max(options.count // 10, 1)
    print(f"untouched logs called sound: {good:,} of {logs:,}")
    if options.lines:
        with tempfile.TemporaryDirectory() as folder:
            seconds, busy, size, code = time_verifier(options.lines, Path(folder))
        print(f"{options.lines:,} lines ({size:.0f} MB): {seconds:.1f} s, of which {busy:.1f} s busy; exit code {code}")
    missed = sum(counts["older", False] for counts in told.values())
    return 0 if not missed and found == of and good == logs else 1


if __name__ == "__main__":
    sys.exit(main())
