from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notices.demo.cast import SLUG
from participants import area_lock, clock
from participants.models import ShoppingArea
from rights import demo
from rights.models import Request


class Command(BaseCommand):
    help = "Let people of the fictional area of `demo` ask something. A second time does nothing."

    @area_lock.all_areas()
    def handle(self, *args: Any, **options: Any) -> None:
        area = ShoppingArea.objects.filter(slug=SLUG).first()
        if area is None:
            raise CommandError("There is no demonstration here. Run `demo` first.")
        if not Request.objects.filter(area=area).exists():
            demo.tell(area, at=clock.now())
