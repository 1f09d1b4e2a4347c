"""By hand what the night does: the same as the duty."""

from typing import Any

from django.core.management.base import BaseCommand

from rights.tasks import close_request_figures


class Command(BaseCommand):
    help = "Close the figures about requests of each year that is over; prints a count only."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{close_request_figures()} years closed")
