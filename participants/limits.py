"""Limits that hold however many requests come at once: one statement counts and judges.

Not inside the transaction of a deed that may refuse: its rollback would give the attempt back.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import F
from django.utils.crypto import salted_hmac

from .models import Budget

TAKE = """
INSERT INTO {table} AS b ("key", "count", "expires_at") VALUES (%s, 1, %s)
ON CONFLICT ("key") DO UPDATE SET
  "count" = CASE WHEN b."expires_at" <= %s THEN 1 ELSE b."count" + 1 END,
  "expires_at" = CASE WHEN b."expires_at" <= %s THEN excluded."expires_at" ELSE b."expires_at" END
WHERE b."expires_at" <= %s OR b."count" < %s
"""


TAKE_SEVERAL = """
INSERT INTO {table} AS b ("key", "count", "expires_at") VALUES {rows}
ON CONFLICT ("key") DO UPDATE SET
  "count" = CASE WHEN b."expires_at" <= %s THEN 1 ELSE b."count" + 1 END,
  "expires_at" = CASE WHEN b."expires_at" <= %s THEN excluded."expires_at" ELSE b."expires_at" END
WHERE b."expires_at" <= %s OR b."count" < CASE b."key" {limits} END
RETURNING "key", "count"
"""


class Bucket(NamedTuple):
    """At most `limit` uses in each running window."""

    name: str
    limit: int
    window: dt.timedelta


def key_of(bucket: str) -> str:
    """What stands in the table for a bucket: no address and no name can be read from it."""
    return salted_hmac("participants.limits", bucket, algorithm="sha256").hexdigest()


def take(bucket: str, *, limit: int, window: dt.timedelta, at: dt.datetime) -> bool:
    """Count one use; False, and nothing counted, when `limit` uses were made in the running window."""
    if limit < 1:
        return False
    now, ends = (connection.ops.adapt_datetimefield_value(moment) for moment in (at, at + window))
    with connection.cursor() as cursor:
        statement = TAKE.format(table=connection.ops.quote_name(Budget._meta.db_table))
        cursor.execute(statement, [key_of(bucket), ends, now, now, now, limit])
        return cursor.rowcount == 1


def take_several(buckets: Iterable[Bucket], *, at: dt.datetime) -> dict[str, int | None]:
    """Count one use of each, in one statement: how many that makes, or None where the limit was reached.

    Belongs inside the transaction of the deed: whoever finds a None rolls it back, and nothing was counted.
    """
    # In one order for everybody, or two that take the same ones would wait for each other for ever.
    rows = sorted({key_of(bucket.name): bucket for bucket in buckets}.items())
    now = connection.ops.adapt_datetimefield_value(at)
    ends = [connection.ops.adapt_datetimefield_value(at + bucket.window) for _key, bucket in rows]
    statement = TAKE_SEVERAL.format(
        table=connection.ops.quote_name(Budget._meta.db_table),
        rows=", ".join(["(%s, 1, %s)"] * len(rows)),
        limits=" ".join(["WHEN %s THEN %s"] * len(rows)),
    )
    values = [value for (key, _bucket), end in zip(rows, ends, strict=True) for value in (key, end)]
    limits = [value for key, bucket in rows for value in (key, bucket.limit)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, now, now, now, *limits])
        taken = dict(cursor.fetchall())
    return {bucket.name: taken.get(key) for key, bucket in rows}


def exhaust(bucket: Bucket, *, at: dt.datetime) -> None:
    """From here on the bucket is spent, until its window ends or somebody forgets it."""
    Budget.objects.update_or_create(
        key=key_of(bucket.name), defaults={"count": bucket.limit, "expires_at": at + bucket.window}
    )


def forget(*names: str) -> None:
    """Begin these buckets anew."""
    Budget.objects.filter(key__in=[key_of(name) for name in names]).delete()


def give_back(bucket: str, *, at: dt.datetime) -> None:
    """Take one use back, such as that of a password that was right."""
    Budget.objects.filter(key=key_of(bucket), count__gt=0, expires_at__gt=at).update(count=F("count") - 1)


def free_again_at(bucket: str, *, at: dt.datetime) -> dt.datetime:
    """When the running window of the bucket ends."""
    running = Budget.objects.filter(key=key_of(bucket), expires_at__gt=at).first()
    return running.expires_at if running else at


def forget_expired(*, at: dt.datetime) -> int:
    """Remove the windows that are over, for the night."""
    return Budget.objects.filter(expires_at__lte=at).delete()[0]
