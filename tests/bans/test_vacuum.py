"""The files of every app with personal rows or photos are rewritten at night (R56)."""

from bans.vacuum import _tables
from config.celery import app


def test_r56_photos_of_people_and_of_places_are_in_files_that_are_rewritten() -> None:
    assert {"bans_photo", "notices_notice", "toolbox_scanphoto"} <= set(_tables())


def test_r56_what_is_erased_at_night_is_erased_before_that() -> None:
    """Else it would lie in the file for one more day."""
    by_task = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
    minutes = {
        name: min(by_task[name].hour) * 60 + min(by_task[name].minute)
        for name in ("bans.tasks.erase_ended", "toolbox.tasks.erase_scan_photos", "bans.tasks.overwrite_erased")
    }
    assert minutes["bans.tasks.overwrite_erased"] > max(list(minutes.values())[:2])
