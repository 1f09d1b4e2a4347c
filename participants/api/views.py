"""Areas, shops, people, permits and protocols. Thin: each view checks the body and calls the action."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ..access import has_permission, running_memberships
from ..accounts.invitations import send_invitation
from ..actions.areas import adopt_protocol, create_area, grant_permit, update_area
from ..actions.evaluations import record_evaluation
from ..actions.people import invite, revoke
from ..actions.shops import add_shop, join, update_shop
from ..models import Business, Membership, Shop, ShoppingArea
from ..refusals import Refusal
from ..roles import Permission
from . import serializers as words
from .doors import ApiView, AreaView
from .permissions import MayStartArea


class NothingHereView(APIView):
    """An address of the API that does not exist answers as a problem too."""

    schema = None
    authentication_classes: list[type] = []
    permission_classes: list[type] = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFound


class AreasView(ApiView):
    permission_classes = [IsAuthenticated, MayStartArea]

    @extend_schema(operation_id="areas_list", responses=words.AreaRow(many=True))
    def get(self, request: Request) -> Response:
        """The areas in which you have a role."""
        areas = ShoppingArea.objects.visible_to(self.user)
        running = [area for area in areas if running_memberships(self.user, area, on=self.on).exists()]
        return self.page(words.AreaRow, running)

    @extend_schema(operation_id="areas_create", request=words.NewArea, responses={201: words.Area})
    def post(self, request: Request) -> Response:
        """Start an area, of which you become the coordinator. For technical staff."""
        fields = self.read(words.NewArea)
        if ShoppingArea.objects.filter(slug=fields["slug"]).exists():
            raise Refusal("slug_taken", _("Deze korte naam is al in gebruik."), field="slug")
        area = create_area(fields=fields, by=self.user, at=self.at)
        return self.answer(words.Area, area, status=201)


class OneAreaView(AreaView):
    needs = {"GET": Permission.SEE_FIGURES, "PATCH": Permission.MANAGE_AREA}

    @extend_schema(operation_id="areas_retrieve", responses=words.Area)
    def get(self, request: Request, slug: str) -> Response:
        """One area."""
        return self.answer(words.Area, self.area)

    @extend_schema(operation_id="areas_update", request=words.AreaFields(partial=True), responses=words.Area)
    def patch(self, request: Request, slug: str) -> Response:
        """Change facts of the area. A new border makes a new version of the participants' list."""
        fields = self.read(words.AreaFields, partial=True)
        return self.answer(words.Area, update_area(self.area, fields=fields, by=self.user, at=self.at))


def seen_shops(view: AreaView) -> QuerySet[Shop]:
    """All shops for who oversees the area, else the user's own."""
    shops = view.area.shops.select_related("area", "business").order_by("name", "pk")
    if has_permission(view.user, Permission.SEE_FIGURES, area=view.area, on=view.on):
        return shops
    return shops.filter(pk__in=running_memberships(view.user, view.area, on=view.on).values("shop"))


class ShopsView(AreaView):
    needs = {"POST": Permission.MANAGE_AREA}

    @extend_schema(operation_id="shops_list", responses=words.ShopOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """The shops of the area, with their papers; for who works in a shop that shop alone."""
        return self.page(words.ShopOut, seen_shops(self))

    @extend_schema(operation_id="shops_create", request=words.NewShop, responses={201: words.ShopOut})
    def post(self, request: Request, slug: str) -> Response:
        """Write down a shop. It takes part only after `join`."""
        shop = add_shop(self.area, fields=self.read(words.NewShop), by=self.user, at=self.at)
        return self.answer(words.ShopOut, shop, status=201)


class OneShopView(AreaView):
    needs = {"PATCH": Permission.MANAGE_AREA}

    def get_object(self) -> Shop:
        return get_object_or_404(seen_shops(self), pk=self.kwargs["pk"])

    @extend_schema(operation_id="shops_retrieve", responses=words.ShopOut)
    def get(self, request: Request, slug: str, pk: int) -> Response:
        """One shop."""
        return self.answer(words.ShopOut, self.get_object())

    @extend_schema(operation_id="shops_update", request=words.ShopFields(partial=True), responses=words.ShopOut)
    def patch(self, request: Request, slug: str, pk: int) -> Response:
        """Change a shop's address or papers."""
        shop = self.get_object()
        fields = self.read(words.ShopFields, partial=True)
        return self.answer(words.ShopOut, update_shop(shop, fields=fields, by=self.user, at=self.at))


class JoinView(OneShopView):
    http_method_names = ["post", "options"]
    needs = {"POST": Permission.MANAGE_AREA}

    @extend_schema(operation_id="shops_join", request=words.OnDay, responses=words.ShopOut)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Let the shop take part. Refused while a paper is missing (R3)."""
        shop = join(self.get_object(), on=self.read(words.OnDay)["on"], by=self.user, at=self.at)
        return self.answer(words.ShopOut, shop)


class PeopleView(AreaView):
    needs = {"GET": Permission.MANAGE_AREA, "POST": Permission.MANAGE_AREA}

    @extend_schema(operation_id="people_list", responses=words.MembershipOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """Who has which role now."""
        running = self.area.memberships.filter(ended_at=None).select_related("user").order_by("pk")
        return self.page(words.MembershipOut, running)

    @extend_schema(operation_id="people_create", request=words.NewPerson, responses={201: words.MembershipOut})
    def post(self, request: Request, slug: str) -> Response:
        """Give somebody a role; the account is made when there is none."""
        fields = self.read(words.NewPerson)
        shop = None if fields["shop"] is None else self.shop(fields["shop"])
        membership = invite(self.area, **{**fields, "shop": shop}, by=self.user, at=self.at)
        send_invitation(membership, request=request, by=self.user)
        return self.answer(words.MembershipOut, membership, status=201)


class RevokeView(AreaView):
    needs = {"POST": Permission.MANAGE_AREA}

    @extend_schema(operation_id="people_revoke", request=None, responses={204: None})
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """End a role at once."""
        membership = get_object_or_404(Membership, area=self.area, pk=pk)
        revoke(membership, by=self.user, at=self.at)
        return Response(status=204)


class PermitsView(AreaView):
    needs = {"GET": Permission.SEE_FIGURES, "POST": Permission.MANAGE_AREA}

    @extend_schema(operation_id="permits_list", responses=words.PermitOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """The permits of the area, newest first."""
        permits = self.area.permits.prefetch_related("businesses").order_by("-valid_from", "-pk")
        return self.page(words.PermitOut, permits)

    @extend_schema(operation_id="permits_create", request=words.NewPermit, responses={201: words.PermitOut})
    def post(self, request: Request, slug: str) -> Response:
        """Record a permit and the businesses that it names (R1, R2)."""
        fields = self.read(words.NewPermit)
        names = set(fields.pop("businesses"))
        businesses = list(Business.objects.filter(area=self.area, name__in=names))
        if len(businesses) < len(names):
            raise Refusal("unknown_business", _("Kies ondernemingen uit dit gebied."), rule="R2", field="businesses")
        permit = grant_permit(self.area, **fields, businesses=businesses, by=self.user, at=self.at)
        return self.answer(words.PermitOut, permit, status=201)


class EvaluationsView(AreaView):
    needs = {"GET": Permission.SEE_FIGURES, "POST": Permission.MANAGE_AREA}

    @extend_schema(operation_id="evaluations_list", responses=words.EvaluationOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """The evaluations of the co-operation, newest first."""
        return self.page(words.EvaluationOut, self.area.evaluations.order_by("-held_on"))

    @extend_schema(operation_id="evaluations_create", request=words.NewEvaluation, responses={201: words.EvaluationOut})
    def post(self, request: Request, slug: str) -> Response:
        """Write down that an evaluation was held; the next is asked for after `eval_m` months (R74)."""
        made = record_evaluation(self.area, **self.read(words.NewEvaluation), by=self.user, at=self.at)
        return self.answer(words.EvaluationOut, made, status=201)


class ProtocolsView(AreaView):
    needs = {"GET": Permission.SEE_FIGURES, "POST": Permission.MANAGE_AREA}

    @extend_schema(operation_id="protocols_list", responses=words.ProtocolOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """The versions of the protocol, newest first."""
        return self.page(words.ProtocolOut, self.area.protocols.order_by("-number"))

    @extend_schema(operation_id="protocols_create", request=words.NewProtocol, responses={201: words.ProtocolOut})
    def post(self, request: Request, slug: str) -> Response:
        """Adopt the next version. A value above its ceiling is refused (R18, R75)."""
        protocol = adopt_protocol(self.area, **self.read(words.NewProtocol), by=self.user, at=self.at)
        return self.answer(words.ProtocolOut, protocol, status=201)
