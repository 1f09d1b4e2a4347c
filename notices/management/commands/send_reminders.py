"""The mail of the day by hand: the same as the duty. Whoever had it today does not get it again."""

from typing import Any

from django.core.management.base import BaseCommand

from notices.tasks import send_reminders


class Command(BaseCommand):
    help = "Mail everybody who had no mail today what is new for them; prints counts only."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = send_reminders()
        self.stdout.write(", ".join(f"{count} {name}" for name, count in sorted(counts.items())) or "nobody to mail")
