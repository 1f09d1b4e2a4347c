"""The counter for somebody with a role: one question, one of four words; details for a reason (R44-R47).

The brief of faces has no address here, on purpose: photos of many people are for eyes, not for programs
(security of the counter, docs/security/counter.md).
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participants.api.doors import AreaView
from participants.roles import Permission

from .. import excepted, photo_views, reach
from ..actions import checks
from ..excepted import Entry
from ..models import CounterCheck
from . import bodies
from . import serializers as answers


class CounterView(AreaView):
    pagination_class = None
    # What was agreed with whom the details are about.
    entry: Entry | None = None
    needs = {"GET": Permission.CHECK_AT_COUNTER, "POST": Permission.CHECK_AT_COUNTER}

    def own_check(self, token: str) -> CounterCheck:
        rows = CounterCheck.objects.select_related("shop", "shop__area")
        return get_object_or_404(rows, area=self.area, token=token, asked_by=self.user)


class ChecksView(CounterView):
    @extend_schema(operation_id="checks_create", request=bodies.Question, responses={201: answers.CheckAnswer})
    def post(self, request: Request, slug: str) -> Response:
        """Ask about one person. The name is not kept; that you asked is."""
        fields = self.read(bodies.Question)
        shop = self.own_shop(fields.pop("shop"), Permission.CHECK_AT_COUNTER)
        answer = checks.check(shop=shop, **fields, by=self.user, at=self.at)
        return self.answer(answers.CheckAnswer, answer, status=201)


class OpenView(CounterView):
    @extend_schema(operation_id="checks_open", request=bodies.OpenFor, responses=answers.CounterDetails)
    def post(self, request: Request, slug: str, token: str) -> Response:
        """See of whom the answer spoke and why, for a reason from the list, within ten minutes."""
        asked = self.own_check(token)
        reason = self.read(bodies.OpenFor)["reason"]
        seen = checks.open_details(asked, reason=reason, by=self.user, at=self.at)
        self.entry = excepted.at_counter(asked.shop, asked.person_token, at=self.at)
        return self.answer(answers.CounterDetails, {"why": checks.why(asked), "sanctions": seen})


class OtherPersonView(CounterView):
    @extend_schema(operation_id="checks_other_person", request=None, responses={204: None})
    def post(self, request: Request, slug: str, token: str) -> Response:
        """Say that it is somebody else. This name counts for less the next time."""
        checks.say_other_person(self.own_check(token), by=self.user, at=self.at)
        return Response(status=204)


class StateView(CounterView):
    @extend_schema(
        operation_id="counter_state",
        parameters=[OpenApiParameter("shop", OpenApiTypes.INT, required=True)],
        responses=answers.CounterState,
    )
    def get(self, request: Request, slug: str) -> Response:
        """Changes as soon as something changes that this counter may know: then ask again."""
        query = bodies.ForShop(data=request.query_params)
        query.is_valid(raise_exception=True)
        shop = self.own_shop(query.validated_data["shop"], Permission.CHECK_AT_COUNTER)
        return self.answer(answers.CounterState, {"state": reach.counter_state(shop, self.at)})


class PhotoView(AreaView):
    @extend_schema(
        operation_id="photos_retrieve",
        parameters=[OpenApiParameter("ticket", OpenApiTypes.STR)],
        responses={(200, "image/jpeg"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, slug: str, token: str) -> HttpResponse:
        """The photo with your name across it: for who may open the file, or with the ticket of opened details (R49)."""
        opens = photo_views.opens(request.query_params.get("ticket", ""), photo_token=token, user=self.user)
        photo = reach.photo_or_404(token, user=self.user, area=self.area, on=self.on, at_counter=opens)
        response = HttpResponse(photo_views.shown(photo, viewer=self.user, at=self.at), content_type="image/jpeg")
        response["Cache-Control"] = "private, no-store"
        return response
