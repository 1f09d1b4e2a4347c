"""Logs for the tests: short ones through the database, long ones straight from the canonical form."""

import base64
import datetime as dt
import random
from dataclasses import dataclass, field
from types import SimpleNamespace

from audit.canonical import FORMAT, beginning, chained, next_hash, text_of, to_json, utc
from audit.export import entry_line
from audit.models import Event
from audit.signing import origin_of, sign, verifier_key

START = dt.datetime(2026, 3, 16, 9, 0, tzinfo=dt.UTC)
ACTIONS = ("counter.asked", "person.viewed", "sanction.served", "login.done", "role.granted")


@dataclass
class Book:
    """An area's log as the server would export it, with all its heads. Editable, as whoever holds the key could."""

    area: str = "markt"
    events: list[Event] = field(default_factory=list)
    # Sizes at which a head was published, with its time.
    heads: list[tuple[int, dt.datetime]] = field(default_factory=list)

    def copy(self) -> "Book":
        return Book(self.area, list(self.events), list(self.heads))

    def digests(self) -> list[bytes]:
        """The hash at every number, beginning at nothing."""
        known = [beginning(self.area)]
        for event in self.events:
            known.append(next_hash(known[-1], chained(event)))
        return known

    def notes(self) -> list[str]:
        digests = self.digests()
        return [
            sign(self.area, size=size, digest=text_of(digests[size]), time=utc(at), serial=serial)
            for serial, (size, at) in enumerate(self.heads, 1)
        ]

    def header(self, notes: list[str], size: int) -> bytes:
        known = {
            "area": self.area,
            "format": FORMAT,
            "heads": notes,
            "keys": [verifier_key(self.area)],
            "origin": origin_of(self.area),
            "pruned": 0,
            "size": size,
        }
        return (to_json(known) + "\n").encode()

    def lines(self) -> list[bytes]:
        """The export up to the last head."""
        size, digests = self.heads[-1][0], self.digests()
        entries = [
            entry_line(event, number=number, digest=text_of(digests[number]))
            for number, event in enumerate(self.events[:size], 1)
        ]
        return [self.header(self.notes(), size), *entries]


def make_event(random: random.Random, *, at: dt.datetime, area: str = "markt") -> Event:
    """An event that was never saved."""
    return Event(
        at=at,
        action=random.choice(ACTIONS),
        subject=f"person:{random.getrandbits(64):016x}",
        actor=f"user:{random.randint(1, 40)}",
        roles="coordinator",
        organisation="association",
        area=area,
        purpose="measures",
        door="page",
        operation=f"{random.getrandbits(128):032x}",
        result="done",
        salt=f"{random.getrandbits(128):032x}"[:22],
        facts={"rows": random.randint(0, 50), "kind": random.choice(["ban", "warning", "brief é"])},
    )


def make_book(seed: int | str, *, lines: int = 40, every: int = 8) -> Book:
    """A log of so many lines, a minute apart, with a head after each `every` of them; the rest is the last hour's."""
    chance = random.Random(seed)
    events = [make_event(chance, at=START + dt.timedelta(minutes=number)) for number in range(1, lines + 1)]
    heads = [(size, START + dt.timedelta(minutes=size, seconds=30)) for size in range(every, lines + 1, every)]
    return Book(events=events, heads=heads)


def key_text(seed: bytes) -> str:
    return base64.b64encode(seed).decode()


def changed(event: Event, **values: object) -> Event:
    """The same event with something else in it."""
    known = {name: getattr(event, name) for name in SimpleNamespace(**event.__dict__).__dict__ if name[0] != "_"}
    return Event(**{**known, **values})
