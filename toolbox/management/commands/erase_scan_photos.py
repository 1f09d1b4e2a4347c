"""Erasing by hand the photos of scans that nobody looked at: the same as the nightly duty."""

from typing import Any

from django.core.management.base import BaseCommand

from toolbox.tasks import erase_scan_photos


class Command(BaseCommand):
    help = "Erase photos of scans that wait for more than a week to be confirmed; prints the count only."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{erase_scan_photos()} photos erased")
