"""A log of any length for the benchmarks: five years of an area's lines, chained, with a signed head each day.

Lines are written in bulk and past `audit.log.record`; each has the bytes and the hash that the software itself makes,
so that a verifier finds the whole sound. Most are questions at counters, as in a register that is in use.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator

YEARS = 5
BATCH = 20_000
COLUMNS = (
    "id", "at", "action", "subject", "actor", "roles", "organisation", "area", "purpose", "door", "operation", "result",
    "facts", "salt",
)  # fmt: skip
# One line in so many is something else than a question at a counter.
DEED_EVERY = 40


def write_log(areas: list[str], lines: int, *, until: dt.datetime, seed: int = 7) -> int:
    """So many lines over these areas, evenly over five years up to `until`; how many were written."""
    each = max(1, lines // len(areas))
    return sum(_write_area(area, each, until=until, dice=random.Random(f"{seed}-{area}")) for area in areas)


def _write_area(area: str, count: int, *, until: dt.datetime, dice: random.Random) -> int:
    from django.db import connection, transaction
    from django.db.models import Max

    from audit.chain import tip
    from audit.models import Event

    number, digest = tip(area)
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    lines = _lines(area, count, until=until, dice=dice)
    while some := list(itertools.islice(lines, BATCH)):
        events, links = [], []
        for event in some:
            last, number = last + 1, number + 1
            digest, link = _chained(digest, event)
            events.append(_row(last, event))
            links.append((last, area, number, link))
        with transaction.atomic(), connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(f"INSERT INTO audit_event ({', '.join(COLUMNS)}) VALUES ({marks})", events)
            cursor.executemany("INSERT INTO audit_link (event_id, area, number, hash) VALUES (%s, %s, %s, %s)", links)
    _heads(area, until=until)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('audit_event', 'id'), %s)", [last])
    return count


def _chained(digest: bytes, event: object) -> tuple[bytes, str]:
    from audit.canonical import chained, next_hash, text_of
    from audit.models import Event

    assert isinstance(event, Event)
    after = next_hash(digest, chained(event))
    return after, text_of(after)


def _row(key: int, event: object) -> tuple:
    from django.db import connection

    from audit.canonical import to_json
    from audit.models import Event

    assert isinstance(event, Event)
    # SQLite keeps a moment as text without a zone; PostgreSQL takes it as it is.
    at = event.at if connection.vendor == "postgresql" else event.at.strftime("%Y-%m-%d %H:%M:%S.%f")
    rest = (event.action, event.subject, event.actor, event.roles, event.organisation, event.area, event.purpose)
    return (key, at, *rest, event.door, event.operation, event.result, to_json(event.facts), event.salt)


def _lines(area: str, count: int, *, until: dt.datetime, dice: random.Random) -> Iterator[object]:
    from audit.models import Event

    step = dt.timedelta(days=365 * YEARS) / count
    at = until - dt.timedelta(days=365 * YEARS)
    for n in range(count):
        at += step
        common = {"at": at, "area": area, "door": "api", "operation": f"{dice.getrandbits(128):032x}"}
        if n % DEED_EVERY:
            facts = {"outcome": "welcome", "shop": 1 + n % 20}
            yield Event(
                action="counter.asked", subject="nobody", actor=f"user:{1 + n % 40}", purpose="entry",
                roles="counter", organisation=f"shop:{1 + n % 20}", facts=facts, **common,
            )  # fmt: skip
            continue
        kind, scope = dice.choice((("warning", "shop"), ("warning", "area"), ("ban", "shop"), ("ban", "area")))
        action, facts = dice.choice(
            (
                ("sanction.proposed", {"kind": kind, "scope": scope, "months": 12, "rule": "R12"}),
                ("incident.reported", {"conduct": dice.choice(("theft", "insulting", "robbery"))}),
                ("sanction.approved", {}),
                ("sanction.served", {"list": 1, "protocol": 1}),
            )
        )
        yield Event(
            action=action, subject=f"sanction:L-{area}-{n}", actor=f"user:{1 + n % 40}", purpose="measures",
            roles="shop_manager", organisation=f"shop:{1 + n % 20}", facts=facts, **common,
        )  # fmt: skip


def _heads(area: str, *, until: dt.datetime) -> None:
    """A head for each day, as the hourly duty would have signed its last of the day."""
    from audit.canonical import utc
    from audit.models import Head, HeadReason, Link
    from audit.signing import sign, verifier_key

    key, made = verifier_key(area), []
    rows = Link.objects.filter(area=area).order_by("number").values_list("number", "hash", "event__at")
    day, before = None, None
    for number, digest, at in rows.iterator(chunk_size=BATCH):
        if before and at.date() != day:
            made.append(before)
        day, before = at.date(), (number, digest, at)
    if before:
        made.append((before[0], before[1], until))
    Head.objects.bulk_create(
        (
            Head(
                area=area, serial=serial, size=number, hash=digest, at=at, reason=HeadReason.HOUR, key=key,
                note=sign(area, size=number, digest=digest, time=utc(at), serial=serial),
            )
            for serial, (number, digest, at) in enumerate(made, start=1)
        ),
        batch_size=1000,
    )  # fmt: skip
