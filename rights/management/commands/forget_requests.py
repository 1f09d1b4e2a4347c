"""What the night forgets of requests, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from rights.tasks import forget_requests


class Command(BaseCommand):
    help = "Delete requests that were closed long ago, and words that nobody needs any more; prints counts only."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = forget_requests()
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()))
