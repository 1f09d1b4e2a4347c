"""The same question for a till system or a door: one call with the token of the device, one small answer.

A device opens no details, for nobody stands behind it: somebody looks on a screen of their own.
"""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from participants import area_lock, clock
from participants.accounts import tills
from participants.models import Device

from ..actions import checks
from . import bodies
from . import serializers as answers

WORD = b"till"


class TillAuthentication(BaseAuthentication):
    """`Authorization: Till <token>`; the token is in the hands of one device of one shop."""

    def authenticate(self, request: Request) -> tuple[Any, Device] | None:
        parts = get_authorization_header(request).split()
        if len(parts) != 2 or parts[0].lower() != WORD:
            return None
        device = tills.system_of(parts[1].decode("ascii", "replace"), on=clock.today())
        if device is None:
            raise AuthenticationFailed(_("Deze koppeling is er niet (meer)."))
        return AnonymousUser(), device

    def authenticate_header(self, request: Request) -> str:
        return "Till"


class TillScheme(OpenApiAuthenticationExtension):
    """How the description of the API tells of it."""

    target_class = TillAuthentication
    name = "till"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Till <token>"}


class IsDevice(BasePermission):
    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.auth, Device)


class TillChecksView(APIView):
    authentication_classes = [TillAuthentication]
    permission_classes = [IsDevice]
    # Its own budget holds under parallel calls; the throttle of the framework does not.
    throttle_classes: list[type[BaseThrottle]] = []

    @cached_property
    def at(self) -> dt.datetime:
        return clock.now()

    @extend_schema(operation_id="till_checks_create", request=bodies.TillQuestion, responses={201: answers.TillAnswer})
    def post(self, request: Request) -> Response:
        """Ask about one person at the shop of this device. Keep the receipt number; the name is kept by nobody."""
        body = bodies.TillQuestion(data=request.data)
        body.is_valid(raise_exception=True)
        device: Any = request.auth
        area_lock.enter(device.shop.area)
        answer = checks.check(shop=device.shop, **body.validated_data, device=device, at=self.at)
        return Response(answers.TillAnswer(answer).data, status=201)
