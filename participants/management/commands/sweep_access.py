"""By hand what the night does: remove what is left of access that has ended."""

from typing import Any

from django.core.management.base import BaseCommand

from participants import clock
from participants.actions.sweeping import sweep_access


class Command(BaseCommand):
    help = "Remove expired sessions and limits, and codes and tokens of who has no role any more."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in sweep_access(at=clock.now()).items():
            self.stdout.write(f"{name}: {count}")
