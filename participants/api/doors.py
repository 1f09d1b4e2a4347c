"""The base of every view: one look at the clock, and within an area one look-up of that area."""

import datetime as dt
from typing import Any, cast

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from .. import clock
from ..access import require
from ..doors import area_or_404
from ..models import Shop, ShoppingArea, User
from ..refusals import Refusal
from ..roles import Permission
from .permissions import MayHere


class ApiView(GenericAPIView):
    """A view for who is logged in."""

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def at(self) -> dt.datetime:
        return clock.now()

    @property
    def on(self) -> dt.date:
        return clock.dutch_date(self.at)

    def read(self, serializer_class: type[Serializer], *, partial: bool = False) -> dict[str, Any]:
        """The body of the request, checked."""
        serializer = serializer_class(data=self.request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def answer(self, serializer_class: type[Serializer], value: Any, *, status: int = 200) -> Response:
        """One object as JSON."""
        return Response(serializer_class(value, context=self.get_serializer_context()).data, status=status)

    def page(self, serializer_class: type[Serializer], rows: QuerySet | list) -> Response:
        """A page of a list."""
        page = self.paginate_queryset(rows)
        serializer = serializer_class(page, many=True, context=self.get_serializer_context())
        return self.get_paginated_response(serializer.data)


class AreaView(ApiView):
    """A view below areas/<slug>/. `needs` names the permission for a method; none is for every member."""

    permission_classes = [IsAuthenticated, MayHere]
    needs: dict[str, Permission] = {}

    @cached_property
    def area(self) -> ShoppingArea:
        return area_or_404(self.user, self.kwargs["slug"])

    def shop(self, pk: int, field: str = "shop") -> Shop:
        """A shop of this area, named in the body. Another area's shop does not exist here (R8)."""
        shop = self.area.shops.filter(pk=pk).select_related("area", "business").first()
        if shop is None:
            raise Refusal("unknown_shop", _("Kies een winkel uit dit gebied."), rule="R8", field=field)
        return shop

    def own_shop(self, pk: int, permission: Permission) -> Shop:
        """A shop named in the body, for who has the permission there."""
        shop = self.shop(pk)
        require(self.user, permission, area=self.area, on=self.on, shop=shop)
        return shop

    def shop_or_404(self, pk: int) -> Shop:
        """A shop named in the address."""
        return get_object_or_404(self.area.shops.select_related("area", "business"), pk=pk)
