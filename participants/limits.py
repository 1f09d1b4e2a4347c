"""Limits that hold however many requests come at once: one statement counts and judges.

Not inside the transaction of a deed that may refuse: its rollback would give the attempt back.
"""

import datetime as dt

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
