"""The catalogue as data, for everybody; read only."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.decorators import method_decorator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.permissions import AllowAny

from .. import catalogue, clock
from ..models import Measure, MeasureQuerySet
from ..vocabulary import Category, Problem
from .serializers import MeasureSerializer

FILTERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Words that must all occur in the texts"),
    OpenApiParameter("category", OpenApiTypes.STR, enum=Category.values),
    OpenApiParameter("problem", OpenApiTypes.STR, enum=Problem.values),
]


@method_decorator(login_not_required, name="dispatch")
@extend_schema(tags=["measures"], parameters=FILTERS, auth=[])
class MeasureList(generics.ListAPIView):
    """The measures of the catalogue that hold today, by title."""

    permission_classes = [AllowAny]
    serializer_class = MeasureSerializer
    queryset = Measure.objects.none()

    def get_queryset(self) -> MeasureQuerySet:
        asked = self.request.query_params
        found = Measure.objects.in_force(clock.today()).about(asked.get("q", "")[:100])
        if category := asked.get("category"):
            found = found.filter(category=category)
        if problem := asked.get("problem"):
            found = found.for_problem(problem)
        return found


@method_decorator(login_not_required, name="dispatch")
@extend_schema(tags=["measures"], auth=[])
class MeasureDetail(generics.RetrieveAPIView):
    """One measure of the catalogue, as it holds today."""

    permission_classes = [AllowAny]
    serializer_class = MeasureSerializer
    queryset = Measure.objects.none()

    def get_object(self) -> Measure:
        found = catalogue.measure_for(self.kwargs["code"], on=clock.today())
        if found is None:
            raise Http404
        return found
