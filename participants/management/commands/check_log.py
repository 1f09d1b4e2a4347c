"""A look at the log by hand: the same as the nightly duty."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participants.log_tasks import check_log


class Command(BaseCommand):
    help = "Verify the log of every area as it lies in the database. An auditor uses audit/verifier.py on an export."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = check_log()
        if wrong:
            raise CommandError("\n".join(f"{area or 'site'}: {sentence}" for area, sentence in sorted(wrong.items())))
        self.stdout.write("every log is whole")
