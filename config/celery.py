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
    # Every hour.
    "erase again what came back": {"task": "bans.tasks.replay_erasures", "schedule": crontab(minute=1)},
    "copy the key ring": {"task": "bans.tasks.copy_keyring", "schedule": crontab(minute=2)},
    # Every night.
    "erase what has ended": {"task": "bans.tasks.erase_ended", "schedule": crontab(hour=0, minute=10)},
    "sweep access that has ended": {"task": "participants.tasks.sweep_access", "schedule": crontab(hour=0, minute=30)},
    "overwrite what was erased": {"task": "bans.tasks.overwrite_erased", "schedule": crontab(hour=0, minute=40)},
    "sweep keys without a person": {"task": "bans.tasks.sweep_keys", "schedule": crontab(hour=0, minute=50)},
    "count what waits for service": {"task": "notices.tasks.count_unserved", "schedule": crontab(hour=6, minute=0)},
}
