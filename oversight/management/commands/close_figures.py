"""By hand what the night does: the same as the duty."""

from typing import Any

from django.core.management.base import BaseCommand

from oversight.tasks import close_figures


class Command(BaseCommand):
    help = "Count each quarter of the register that is over and close each year; prints counts only."

    def handle(self, *args: Any, **options: Any) -> None:
        closed = close_figures()
        self.stdout.write(f"{closed['quarters']} quarters counted, {closed['years']} years closed")
