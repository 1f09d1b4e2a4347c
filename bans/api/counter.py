"""The counter: one question, one of four words; details for a reason; the photo brief (R44-R47)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from audit.log import record
from participants.api.doors import AreaView
from participants.roles import Permission

from .. import matching, reach
from ..models import CounterCheck
from . import bodies
from . import serializers as answers


class CounterView(AreaView):
    pagination_class = None
    needs = {"GET": Permission.CHECK_AT_COUNTER, "POST": Permission.CHECK_AT_COUNTER}


class ChecksView(CounterView):
    @extend_schema(operation_id="checks_create", request=bodies.Question, responses={201: answers.CheckAnswer})
    def post(self, request: Request, slug: str) -> Response:
        """Ask about one person. The name is not kept; that you asked is."""
        fields = self.read(bodies.Question)
        shop = self.own_shop(fields.pop("shop"), Permission.CHECK_AT_COUNTER)
        answer = matching.check(shop=shop, **fields, by=self.user, at=self.at)
        return self.answer(answers.CheckAnswer, answer, status=201)


class OpenView(CounterView):
    @extend_schema(operation_id="checks_open", request=bodies.OpenFor, responses=answers.CounterSanction(many=True))
    def post(self, request: Request, slug: str, token: str) -> Response:
        """See of whom the answer spoke, for a reason from the list, within ten minutes."""
        asked = get_object_or_404(
            CounterCheck.objects.select_related("shop", "area"),
            area=self.area,
            token=token,
            asked_by=self.user,
        )
        reason = self.read(bodies.OpenFor)["reason"]
        seen = matching.open_details(asked, reason=reason, by=self.user, at=self.at)
        return Response(answers.CounterSanction(seen, many=True).data)


class BriefView(CounterView):
    @extend_schema(
        operation_id="brief_list",
        parameters=[OpenApiParameter("shop", OpenApiTypes.INT, required=True)],
        responses=answers.Face(many=True),
    )
    def get(self, request: Request, slug: str) -> Response:
        """The faces that matter to this shop this week."""
        query = bodies.BriefFor(data=request.query_params)
        query.is_valid(raise_exception=True)
        shop = self.own_shop(query.validated_data["shop"], Permission.CHECK_AT_COUNTER)
        faces = matching.brief(shop, by=self.user, at=self.at)
        return Response(answers.Face(faces, many=True).data)


class OpenFaceView(CounterView):
    @extend_schema(operation_id="brief_open", request=bodies.OpenFace, responses=answers.CounterSanction(many=True))
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """See the details behind a face, for a reason from the list."""
        fields = self.read(bodies.OpenFace)
        shop = self.own_shop(fields["shop"], Permission.CHECK_AT_COUNTER)
        sanction = reach.at_counter_or_404(shop, self.on, reference)
        seen = matching.open_from_brief(sanction, shop=shop, reason=fields["reason"], by=self.user, at=self.at)
        return Response(answers.CounterSanction(seen, many=True).data)


class PhotoView(AreaView):
    @extend_schema(operation_id="photos_retrieve", responses={(200, "image/jpeg"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str, token: str) -> HttpResponse:
        """The photo, for who may see the sanction that it belongs to (R49)."""
        photo = reach.photo_or_404(token, user=self.user, area=self.area, on=self.on)
        record("photo.viewed", subject=f"person:{photo.person.token}", by=self.user, area=self.area)
        response = HttpResponse(bytes(photo.jpeg), content_type="image/jpeg")
        response["Cache-Control"] = "private, no-store"
        return response
