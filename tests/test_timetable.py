"""One timetable: what stands in it exists, and every duty that exists stands in it."""

from celery import current_app
from celery.schedules import crontab
from django.conf import settings

from config.celery import app

OURS = ("audit.", "participants.", "oversight.", "toolbox.", "rights.", "bans.", "notices.", "config.")


def duties() -> set[str]:
    app.loader.import_default_modules()
    return {name for name in app.tasks if name.startswith(OURS)}


def test_every_duty_has_its_hour() -> None:
    """No duty is forgotten and none is planned that does not exist."""
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} == duties()


def test_timetable_is_sorted_and_in_dutch_time() -> None:
    """Top to bottom by hour, so that a night can be read at a glance."""
    first, *schedules = [entry["schedule"] for entry in app.conf.beat_schedule.values()]
    assert first.run_every.total_seconds() == 20, "the pulse of the timetable has no hour"
    assert all(isinstance(schedule, crontab) for schedule in schedules)
    times = [(min(schedule.hour), min(schedule.minute)) for schedule in schedules]
    assert times == sorted(times)
    assert app.conf.timezone == "Europe/Amsterdam"


def test_duties_take_nothing_and_find_their_own_work() -> None:
    """A duty asks what is due now, so that missed work is found the next time."""
    for entry in app.conf.beat_schedule.values():
        assert not entry.get("args") and not entry.get("kwargs")


def test_queue_is_careful() -> None:
    """A task is done when it is done: a killed worker loses nothing, and only JSON is read."""
    conf = current_app.conf
    assert conf.task_acks_late and conf.task_reject_on_worker_lost and conf.worker_prefetch_multiplier == 1
    assert (conf.task_serializer, list(conf.accept_content)) == ("json", ["json"])
    assert conf.task_ignore_result and conf.result_backend is None


def test_without_redis_a_task_runs_at_once() -> None:
    assert settings.CELERY_TASK_ALWAYS_EAGER is not bool(settings.REDIS_URL)
