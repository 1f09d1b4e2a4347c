"""What waits in each area, as numbers: for the owner of an installation, who may not see names."""

from typing import Any

from django.core.management.base import BaseCommand

from participants import area_lock, clock
from participants.models import ShoppingArea


class Command(BaseCommand):
    help = "Print for each area how many sanctions wait for a decision, for service and for the purge."

    @area_lock.all_areas()
    def handle(self, *args: Any, **options: Any) -> None:
        on = clock.today()
        for area in ShoppingArea.objects.all():
            rows = area.sanctions.all()
            self.stdout.write(
                f"{area.slug}: {rows.awaiting_approval(on).count()} to decide, "
                f"{rows.awaiting_service(on).count()} to serve, {rows.in_force(on).count()} in force, "
                f"{rows.ended_before(on).count()} to purge"
            )
