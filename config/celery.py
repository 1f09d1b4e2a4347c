"""The Celery app and the one timetable, top to bottom by hour (Dutch time)."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab, schedule
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("drempel")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Each duty is an entry of its own, so that one that fails stops only itself.
app.conf.beat_schedule = {
    # Through the day. The first proves that the rest comes through; one that waited too long is dropped.
    "beat": {"task": "config.tasks.beat", "schedule": schedule(20), "options": {"expires": 60}},
    # What the bell did not tell of, and what somebody died over (participants/jobs).
    "do the work that was asked for": {
        "task": "participants.tasks.run_jobs",
        "schedule": crontab(),
        "options": {"expires": 60},
    },
    "mail signs of the counter": {"task": "bans.tasks.mail_signals", "schedule": crontab()},
    # So that the last lines of a busy counter stand in the chain soon (audit.actions.Action.links_later).
    "link the lines of the log": {"task": "participants.log_tasks.link_log", "schedule": crontab()},
    "sign the heads of the log": {
        "task": "participants.log_tasks.publish_log_heads",
        "schedule": crontab(minute="*/30"),
    },
    "erase again what came back": {"task": "bans.tasks.replay_erasures", "schedule": crontab(minute=1)},
    "copy the key ring": {"task": "bans.tasks.copy_keyring", "schedule": crontab(minute=2)},
    # At night. Before anything of the quarter that is over goes: from the register, and later from the log.
    "close the figures of what is over": {
        "task": "oversight.tasks.close_figures",
        "schedule": crontab(hour=0, minute=5),
    },
    "close the figures of requests": {
        "task": "rights.tasks.close_request_figures",
        "schedule": crontab(hour=0, minute=6),
    },
    "erase what has ended": {"task": "bans.tasks.erase_ended", "schedule": crontab(hour=0, minute=10)},
    "erase photos of scans that nobody confirmed": {
        "task": "toolbox.tasks.erase_scan_photos",
        "schedule": crontab(hour=0, minute=12),
    },
    "forget requests that were closed long ago": {
        "task": "rights.tasks.forget_requests",
        "schedule": crontab(hour=0, minute=14),
    },
    "let go of the files of old samples": {
        "task": "oversight.tasks.forget_samples",
        "schedule": crontab(hour=0, minute=16),
    },
    "let go of dossiers not filed": {"task": "oversight.tasks.forget_dossiers", "schedule": crontab(hour=0, minute=18)},
    "overwrite what was erased": {"task": "bans.tasks.overwrite_erased", "schedule": crontab(hour=0, minute=20)},
    "sweep keys without a person": {"task": "bans.tasks.sweep_keys", "schedule": crontab(hour=0, minute=30)},
    "sweep access that has ended": {"task": "participants.tasks.sweep_access", "schedule": crontab(hour=0, minute=40)},
    "forget work that ended": {"task": "participants.tasks.forget_jobs", "schedule": crontab(hour=0, minute=45)},
    "forget what was mailed long ago": {"task": "notices.tasks.forget_sent", "schedule": crontab(hour=0, minute=48)},
    "forget codes of erased letters": {"task": "rights.tasks.forget_letters", "schedule": crontab(hour=0, minute=49)},
    "drop the oldest of the log": {"task": "participants.log_tasks.prune_log", "schedule": crontab(hour=0, minute=50)},
    "verify the log": {"task": "participants.log_tasks.check_log", "schedule": crontab(hour=1, minute=10)},
    "count what waits for service": {"task": "notices.tasks.count_unserved", "schedule": crontab(hour=6, minute=0)},
    "mail heads of the log": {
        "task": "participants.log_tasks.mail_log_heads",
        "schedule": crontab(hour=7, minute=0),
    },
    "mail reminders": {"task": "notices.tasks.send_reminders", "schedule": crontab(hour=7, minute=15)},
    # For whom the mail server did not take it, until the evening. Whoever had the mail of the day gets no second one.
    "mail reminders that did not go out": {
        "task": "notices.tasks.send_reminders",
        "schedule": crontab(hour="8-20", minute=15),
    },
}


@worker_init.connect
@beat_init.connect
def stop_when_unsafe(**kwargs: Any) -> None:
    """Neither worker nor timetable of production starts when a check for deployment finds an error."""
    import django

    from .starting import refuse_when_unsafe

    django.setup()
    refuse_when_unsafe()
