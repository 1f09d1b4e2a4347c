"""What the counter check is laid beside: the least that a Django view can do, without middleware of ours.

`bench.counter_speed` serves these with `ROOT_URLCONF=bench.bare_views` and an empty list of middleware.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from audit.models import Event
from bans.models import Sanction


def ok(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def one_row(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"area": Sanction.objects.values_list("area_id", flat=True)[0]})


def area_and_log(request: HttpRequest, area: int) -> HttpResponse:
    """Reads an area and appends one line to the log in the same transaction; opens and compares nothing."""
    rows: Any = Sanction.objects.filter(area=area, last_day__isnull=False)
    with transaction.atomic():
        seen = list(rows.values_list("person__token", "person__family_name", "kind"))
        Event.objects.create(action="counter.asked", subject="nobody", actor="bench", area="bench")
    return JsonResponse({"seen": len(seen)})


urlpatterns = [path("ok", ok), path("row", one_row), path("area/<int:area>", area_and_log)]
