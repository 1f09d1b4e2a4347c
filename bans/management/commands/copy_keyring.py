"""A copy of the key ring by hand: the same as the hourly duty."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bans.tasks import copy_keyring


class Command(BaseCommand):
    help = "Copy the key ring to the folders of KEYRING_COPIES; drops copies of more than a week."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.KEYRING_COPIES:
            raise CommandError("Set KEYRING_COPIES to the folders for the copies, with commas between them.")
        written = copy_keyring()
        if written < len(settings.KEYRING_COPIES):
            raise CommandError(f"Only {written} of {len(settings.KEYRING_COPIES)} copies were written.")
        self.stdout.write(f"{written} copies written")
