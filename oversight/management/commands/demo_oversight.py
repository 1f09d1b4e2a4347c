import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bans.actions import erasing
from notices.demo.cast import DOMAIN, SLUG
from participants import area_lock, clock
from participants.actions.evaluations import record_evaluation
from participants.models import ShoppingArea, User

EVALUATED_DAYS_AGO = 60


class Command(BaseCommand):
    help = "Let the nights of the year pass over the fictional area of `demo`, and evaluate it. Twice is once."

    @area_lock.all_areas()
    def handle(self, *args: Any, **options: Any) -> None:
        area = ShoppingArea.objects.filter(slug=SLUG).first()
        if area is None:
            raise CommandError("There is no demonstration here. Run `demo` first.")
        erasing.erase_ended(on=clock.today(), at=clock.now())
        if not area.evaluations.exists():
            held_on = clock.today() - dt.timedelta(days=EVALUATED_DAYS_AGO)
            head = User.objects.get(email=f"coordinator@{DOMAIN}")
            record_evaluation(area, held_on=held_on, by=head, at=clock.now())
