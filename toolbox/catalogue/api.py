"""The catalogue as data, for everybody; read only."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.decorators import method_decorator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.permissions import AllowAny

from participants import clock

from . import open_data
from .finding import filters
from .models import Measure
from .serializers import ChangeSerializer, MeasureSerializer
from .shelf import measure_for, shelf

LONGEST_QUESTION = 100
# What the list may be narrowed by: the name here, and that of the same filter on the page.
NARROWED_BY = {
    "category": "soort",
    "problem": "probleem",
    "setting": "waar",
    "party": "leidt",
    "partner": "doet-mee",
    "kind": "recht",
    "severity": "zwaarte",
    "data_class": "gegevens",
    "status": "stand",
}
BY_KEY = {row.key: row for row in filters.FILTERS}
PARAMETERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Words in Dutch or English; the likeliest measures come first"),
    *(
        OpenApiParameter(
            name, OpenApiTypes.STR, many=True, enum=[code for code, _label in BY_KEY[key].choices],
            description="May be given more than once",
        )
        for name, key in NARROWED_BY.items()
    ),
]  # fmt: skip


@method_decorator(login_not_required, name="dispatch")
@extend_schema(tags=["measures"], parameters=PARAMETERS, auth=[])
class MeasureList(generics.ListAPIView):
    """The measures of the catalogue that hold today: by code, or the likeliest first."""

    permission_classes = [AllowAny]
    serializer_class = MeasureSerializer
    queryset = Measure.objects.none()

    def get_queryset(self) -> Any:
        asked = self.request.query_params
        books = shelf(clock.today())
        words = asked.get("q", "").strip()[:LONGEST_QUESTION]
        found = books.ranked(words) if words else list(books.measures)
        chosen = {key: values for name, key in NARROWED_BY.items() if (values := asked.getlist(name))}
        return [measure for measure in found if filters.fits(measure, chosen)]


@method_decorator(login_not_required, name="dispatch")
@extend_schema(tags=["measures"], auth=[])
class MeasureDetail(generics.RetrieveAPIView):
    """One measure of the catalogue, as it holds today."""

    permission_classes = [AllowAny]
    serializer_class = MeasureSerializer
    queryset = Measure.objects.none()

    def get_object(self) -> Measure:
        found = measure_for(self.kwargs["code"], on=clock.today())
        if found is None:
            raise Http404
        return found


@method_decorator(login_not_required, name="dispatch")
@extend_schema(tags=["measures"], auth=[])
class ChangeList(generics.ListAPIView):
    """What began or ended in the catalogue, the newest first."""

    permission_classes = [AllowAny]
    serializer_class = ChangeSerializer
    queryset = Measure.objects.none()

    def get_queryset(self) -> Any:
        return open_data.changes()
