"""The Celery app and the one timetable, top to bottom by hour (Dutch time)."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("drempel")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Each duty is an entry of its own, so that one that fails stops only itself.
app.conf.beat_schedule = {
    "erase what has ended": {"task": "bans.tasks.erase_ended", "schedule": crontab(hour=0, minute=10)},
    "sweep access that has ended": {"task": "participants.tasks.sweep_access", "schedule": crontab(hour=0, minute=40)},
    "count what waits for service": {"task": "notices.tasks.count_unserved", "schedule": crontab(hour=6, minute=0)},
}
