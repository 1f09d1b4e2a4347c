"""Do the work that was asked for and is due, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from participants import clock
from participants.jobs.work import run_due


class Command(BaseCommand):
    help = "Do the work that was asked for and is due, until nothing is left."

    def handle(self, *args: Any, **options: Any) -> None:
        done = run_due(now=clock.now)
        self.stdout.write(f"{done} done.")
