from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notices.demo.cast import SLUG
from participants import area_lock, clock
from participants.models import ShoppingArea
from toolbox import demo
from toolbox.models import Plan


class Command(BaseCommand):
    help = "Give the fictional area of `demo` a plan, a scan, a training and partners. A second time does nothing."

    @area_lock.all_areas()
    def handle(self, *args: Any, **options: Any) -> None:
        area = ShoppingArea.objects.filter(slug=SLUG).first()
        if area is None:
            raise CommandError("There is no demonstration here. Run `demo` first.")
        if not Plan.objects.filter(area=area).exists():
            demo.tell(area, at=clock.now())
