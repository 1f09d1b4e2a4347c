"""A duty of the site itself."""

from celery import shared_task


@shared_task
def beat() -> None:
    """Done, it shows that timetable, broker and worker reach each other (config.duties notes when)."""
