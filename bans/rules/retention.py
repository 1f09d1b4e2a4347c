"""How long things are kept after they are of no more use. Pure dates (R29, R53, R56)."""

import datetime as dt

from dateutil.relativedelta import relativedelta

# A report without a sanction, and a proposal that was never served.
DRAFT_DAYS = 30
# The copies of the database, and those of the key ring. The second is what counts: a destroyed key is
# gone everywhere after these days, and no copy of the database can be read without it.
BACKUP_DAYS = 30
KEY_COPY_DAYS = 7
# Tombstones outlive every copy of the database that could be put back.
TOMBSTONE_DAYS = 730
# The record that a counter asked.
CHECK_MONTHS = 12


def unreadable_from(erased_on: dt.date) -> dt.date:
    """From this day no copy anywhere can be read."""
    return erased_on + dt.timedelta(days=KEY_COPY_DAYS)


def gone_from_copies_on(erased_on: dt.date) -> dt.date:
    """From this day no copy holds even the sealed bytes (R56)."""
    return erased_on + dt.timedelta(days=BACKUP_DAYS)


def checks_kept_from(on: dt.date) -> dt.date:
    """Records of questions at a counter before this day are deleted."""
    return on - relativedelta(months=CHECK_MONTHS)
