"""Forgetting by hand the codes of letters that are erased: the same as the nightly duty."""

from typing import Any

from django.core.management.base import BaseCommand

from rights.tasks import forget_letters


class Command(BaseCommand):
    help = "Forget codes of erased letters that showed their certificate long enough; prints the count only."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_letters()} codes forgotten")
