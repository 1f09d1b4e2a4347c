"""By hand what the night does: the same as the duty."""

from typing import Any

from django.core.management.base import BaseCommand

from oversight.tasks import forget_samples


class Command(BaseCommand):
    help = "Let go of the files of samples that are older than thirty days; prints a count only."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_samples()} files")
