"""The register of processing activities and the processing log, for systems of the association and the municipality."""

from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from ..api.entering import OversightView
from .actions import export
from .register import TEXTS, Activity, activities

NDJSON = "application/x-ndjson"


class NdjsonRenderer(JSONRenderer):
    """So that somebody may ask for lines of JSON. The lines are a stream of their own; what goes wrong is JSON."""

    media_type, format = NDJSON, "ndjson"


class ActivityOut(serializers.Serializer):
    id = serializers.CharField()
    code = serializers.CharField()
    version = serializers.IntegerField()
    uri = serializers.CharField()
    purposes = serializers.ListField(child=serializers.CharField())
    actions = serializers.ListField(child=serializers.CharField())

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), **{name: serializers.CharField(source=f"told.{name}") for name in TEXTS}}


class Days(serializers.Serializer):
    """Which days, both counted; without `until` up to today."""

    since = serializers.DateField()
    until = serializers.DateField(required=False)


class ActivitiesView(OversightView):
    what = "processing_activities"

    @extend_schema(operation_id="oversight_processing_activities", responses=ActivityOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """What is done with data of people and why: the register that art. 30 AVG asks for."""
        found: tuple[Activity, ...] = activities()
        return self.answer_many(ActivityOut, found)


class ProcessingLogView(OversightView):
    what = "processing_log"
    renderer_classes = [JSONRenderer, NdjsonRenderer]

    def write_line(self) -> None:
        """Its own line tells more."""

    @extend_schema(
        operation_id="oversight_processing_log",
        parameters=[
            OpenApiParameter("since", OpenApiTypes.DATE, required=True),
            OpenApiParameter("until", OpenApiTypes.DATE),
        ],
        responses={(200, NDJSON): OpenApiTypes.STR},
    )
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        """Each processing of somebody's data as a line of JSON, by the standard Logboek Dataverwerkingen.

        Pseudonyms of people are for who manages the area; a system of the municipality gets what oversight did.
        """
        days = Days(data=request.query_params)
        days.is_valid(raise_exception=True)
        since, until = days.validated_data["since"], days.validated_data.get("until", self.on)
        lines = export(self.area, since=since, until=until, by=self.by, at=self.at)
        response = StreamingHttpResponse(lines, content_type=NDJSON)
        response["Content-Disposition"] = f'attachment; filename="verwerkingen-{slug}-{since}.ndjson"'
        return response
