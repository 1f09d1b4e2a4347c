"""The purge by hand: the same as the nightly duty."""

from typing import Any

from django.core.management.base import BaseCommand

from bans.tasks import erase_ended


class Command(BaseCommand):
    help = "Delete what has ended, and what was never served in time; prints counts only."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = erase_ended()
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing to delete")
