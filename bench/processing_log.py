"""How fast the processing log is exported, beside reading the same columns of the log and doing nothing with them.

    python -m bench.processing_log [lines]

Works in a scratch database of its own, with a key ring of its own.
"""

import datetime as dt
import os
import resource
import sys
import tempfile
import time
import uuid
from pathlib import Path

SCRATCH = tempfile.mkdtemp(prefix="processing-log-")
os.environ.update(
    DREMPEL_VAR=f"{SCRATCH}/var", DREMPEL_KEYS=f"{SCRATCH}/keys", DJANGO_SETTINGS_MODULE="config.settings"
)
os.environ.pop("DATABASE_URL", None)
PEOPLE, LINES = 300, 100_000


def main(count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from audit.models import Event
    from bans.models import Person
    from oversight.processing.lines import COLUMNS, PORTION, Span, export_lines
    from oversight.processing.register import subject_type
    from participants.models import Municipality, ShoppingArea

    call_command("migrate", verbosity=0)
    # The first address of a process reads every page that there is; that is no part of an export.
    subject_type()
    area = ShoppingArea.objects.create(
        slug="markt", name="Markt", association="V", association_address="A", contact_email="a@voorbeeld.example",
        contact_phone="1", boundary_text="plein", municipality=Municipality.objects.create(name="Stad"),
    )  # fmt: skip
    tokens = [Person.objects.create(area=area).token for _one in range(PEOPLE)]
    for start in range(0, count, 5000):
        Event.objects.bulk_create(
            Event(
                action="counter.asked", subject=f"person:{tokens[(start + n) % PEOPLE]}", actor="user:1",
                area="markt", purpose="entry", door="page", operation=uuid.uuid4().hex,
            )
            for n in range(5000)
        )  # fmt: skip
    today = dt.datetime.now(dt.UTC).date()
    span = Span(today - dt.timedelta(days=2), today + dt.timedelta(days=1))
    rows = Event.objects.filter(area="markt", at__gte=span.begins, at__lt=span.ends).order_by("pk")

    def bare() -> int:
        return sum(1 for _row in rows.values_list(*COLUMNS).iterator(chunk_size=PORTION))

    def export(with_subjects: bool) -> int:
        with Path(f"{SCRATCH}/log.ndjson").open("wb") as file:
            return sum(1 for line in export_lines(area, span, with_subjects=with_subjects) if file.write(line))

    for name, work in (
        ("read the columns, nothing else", bare),
        ("without pseudonyms", lambda: export(False)),
        ("with pseudonyms", lambda: export(True)),
        ("read the columns, again", bare),
    ):
        before, began = peak(), time.perf_counter()
        number = work()
        took = time.perf_counter() - began
        print(f"{name:32} {number:8} lines {took:6.2f} s {number / took:9.0f} lines/s, {peak() - before:4.1f} MB more")


def peak() -> float:
    """The most memory that was used until now, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
