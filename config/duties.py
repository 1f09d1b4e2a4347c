"""When each duty of the timetable was last done: noted as it ends well, whoever ran it."""

import datetime as dt
import logging
from typing import Any

from celery.signals import task_success
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder

from participants import clock

from .celery import app
from .models import Duty

logger = logging.getLogger(__name__)


@task_success.connect
def note(sender: Any = None, **kwargs: Any) -> None:
    """Note that a duty was done. Not being able to note it does not undo it."""
    if sender.name not in {entry["task"] for entry in app.conf.beat_schedule.values()}:
        return
    try:
        Duty.objects.update_or_create(name=sender.name, defaults={"done_at": clock.now()})
    except DatabaseError as error:
        logger.error("%s was done but could not be noted: %s", sender.name, type(error).__name__)


def last_done(name: str) -> dt.datetime | None:
    return Duty.objects.filter(name=name).values_list("done_at", flat=True).first()


def installed_at() -> dt.datetime:
    """Since when duties are noted; what was never done by then is not yet late."""
    applied = MigrationRecorder.Migration.objects.filter(app="config").values_list("applied", flat=True)
    return min(applied)
