"""By hand what the night does: the same as the duty."""

from typing import Any

from django.core.management.base import BaseCommand

from oversight.tasks import forget_dossiers


class Command(BaseCommand):
    help = "Let go of permit dossiers that nobody filed in three months; prints a count only."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_dossiers()} dossiers")
