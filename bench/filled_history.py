"""What a register in use has beside its running measures: a year of questions at the counters, and its certificates.

Written in bulk and past the software, over the log that `bench.filled_log` wrote.
"""

import datetime as dt
import itertools
import random
from typing import Any

BATCH = 20_000
ASKERS = 40
# For each measure that runs, so many were erased in five years.
ERASED_EACH = 5


def askers() -> None:
    """The people whose questions stand in the log: `write_log` tells of users 1 to 40."""
    from django.core.management.color import no_style
    from django.db import connection

    from participants.models import User

    known = set(User.objects.filter(pk__lte=ASKERS).values_list("pk", flat=True))
    missing = [n for n in range(1, ASKERS + 1) if n not in known]
    User.objects.bulk_create(User(pk=n, email=f"balie{n}@voorbeeld.example", name=f"balie {n}") for n in missing)
    with connection.cursor() as cursor:
        # Whoever comes next gets a number after these.
        for sql in connection.ops.sequence_reset_sql(no_style(), [User]):
            cursor.execute(sql)


def ask_questions(area: Any, *, until: dt.datetime) -> int:
    """A record for each question in the log of the months that they are kept; how many."""
    from audit.models import Event
    from bans.models import CounterCheck
    from bans.rules.retention import checks_kept_from
    from participants.clock import DUTCH_TIME, dutch_date

    since = dt.datetime.combine(checks_kept_from(dutch_date(until)), dt.time(), DUTCH_TIME)
    shops = list(area.shops.order_by("pk").values_list("pk", flat=True))
    asked = Event.objects.filter(area=area.slug, action="counter.asked", at__gte=since).order_by("pk")
    rows = (
        CounterCheck(
            area=area, shop_id=shops[n % len(shops)], asked_by_id=int(actor[5:]), asked_at=at, outcome="welcome"
        )
        for n, (actor, at) in enumerate(asked.values_list("actor", "at").iterator(chunk_size=BATCH))
    )
    made = 0
    while some := list(itertools.islice(rows, BATCH)):
        made += len(CounterCheck.objects.bulk_create(some))
    return made


def erase(area: Any, measures: int, *, until: dt.datetime, seed: int = 7) -> None:
    """Certificates of what ended and was deleted, over five years."""
    from bans.models import Erasure
    from participants.references import new_token

    dice = random.Random(f"{seed}-{area.slug}")
    kinds = {"bans.incident": 1, "bans.person": 1, "bans.sanction": 1}
    Erasure.objects.bulk_create(
        Erasure(
            area=area, person_token=new_token(), erased_at=until - dt.timedelta(days=dice.randrange(1, 365 * 5)),
            rules=["R53"], kinds=kinds, looks={}, key_destroyed=True,
        )
        for _ in range(measures * ERASED_EACH)
    )  # fmt: skip
