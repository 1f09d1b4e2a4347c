"""Pruning of the log by hand: the same as the nightly duty."""

from typing import Any

from django.core.management.base import BaseCommand

from participants.log_tasks import prune_log


class Command(BaseCommand):
    help = "Drop lines of the log that are older than LOG_MONTHS; prints counts only."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = prune_log()
        told = [f"{area or 'site'}: {count} lines" for area, count in sorted(counts.items())]
        self.stdout.write("\n".join(told) or "nothing is old enough")
