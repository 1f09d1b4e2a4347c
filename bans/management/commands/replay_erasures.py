"""To be run after a database was put back from an older copy; every start does it too."""

from typing import Any

from django.core.management.base import BaseCommand

from bans.tasks import replay_erasures


class Command(BaseCommand):
    help = "Erase again what was erased since the copy was made that is now the database; prints counts only."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = replay_erasures()
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        if told or options["verbosity"]:
            self.stdout.write(told or "nothing had come back")
