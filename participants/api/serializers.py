"""The words of the participants' API. Each field is named; nothing follows from a model by itself."""

import math

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..models import Municipality, Permit
from ..models.shop import Sector
from ..protocol import LIMITS, WORDS
from ..roles import Role


class BoundaryField(serializers.ListField):
    """The border as points of [latitude, longitude]."""

    child = serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)

    def to_internal_value(self, data):
        points = super().to_internal_value(data)
        if not all(math.isfinite(x) and abs(x) <= 180 for point in points for x in point):
            raise serializers.ValidationError(_("Een punt is een breedte en een lengte in graden."))
        return points


class AreaFields(serializers.Serializer):
    """What may be changed of an area."""

    name = serializers.CharField(max_length=120)
    municipality = serializers.SlugRelatedField(slug_field="name", queryset=Municipality.objects.all())
    association = serializers.CharField(max_length=160)
    association_address = serializers.CharField(max_length=200)
    contact_email = serializers.EmailField()
    contact_phone = serializers.CharField(max_length=30)
    privacy_officer = serializers.CharField(max_length=200, allow_blank=True, required=False)
    public_page = serializers.URLField(allow_blank=True, required=False, max_length=200)
    police_phone = serializers.CharField(max_length=30, required=False)
    help_places = serializers.CharField(max_length=300, allow_blank=True, required=False)
    boundary_text = serializers.CharField()
    boundary = BoundaryField(required=False)
    covers_passages = serializers.BooleanField(required=False)
    mixed_sectors_permitted = serializers.BooleanField(required=False)


class NewArea(AreaFields):
    slug = serializers.SlugField(max_length=60)


class AreaRow(serializers.Serializer):
    """An area in which you have a role."""

    slug = serializers.CharField()
    name = serializers.CharField()


class Area(NewArea):
    """An area as who runs or oversees it sees it."""


class ShopPapers(serializers.Serializer):
    """The papers with which a shop takes part, and what hangs at its entrance (R3, R7)."""

    agreement_signed_on = serializers.DateField(required=False, allow_null=True)
    agreement_ends_on = serializers.DateField(required=False, allow_null=True)
    power_of_attorney_signed_on = serializers.DateField(required=False, allow_null=True)
    declaration_signed_on = serializers.DateField(required=False, allow_null=True)
    sticker_seen_on = serializers.DateField(required=False, allow_null=True)
    house_rules_seen_on = serializers.DateField(required=False, allow_null=True)


@extend_schema_field({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"})
class WallClock(serializers.TimeField):
    """What a Dutch clock on the wall says. The "time" of a schema would ask for an offset, which it has not."""


class ShopFields(ShopPapers):
    name = serializers.CharField(max_length=120)
    address = serializers.CharField(max_length=200)
    sector = serializers.ChoiceField(choices=Sector.choices, required=False)
    staffed_from = WallClock(required=False)
    staffed_until = WallClock(required=False)


class NewShop(ShopFields):
    business_name = serializers.CharField(max_length=160)


class ShopOut(ShopFields):
    """A shop with its papers and the days on which it came and went."""

    id = serializers.IntegerField()
    business = serializers.CharField(source="business.name")
    joined_on = serializers.DateField(allow_null=True)
    left_on = serializers.DateField(allow_null=True)


class OnDay(serializers.Serializer):
    """The day from which something holds."""

    on = serializers.DateField()


class NewPermit(serializers.Serializer):
    number = serializers.CharField(max_length=60)
    granted_on = serializers.DateField()
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(required=False, allow_null=True, default=None)
    businesses = serializers.ListField(child=serializers.CharField(max_length=160), default=list)


class PermitOut(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField()
    granted_on = serializers.DateField()
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True)
    businesses = serializers.SerializerMethodField()

    def get_businesses(self, permit: Permit) -> list[str]:
        return [business.name for business in permit.businesses.all()]


class NewEvaluation(serializers.Serializer):
    """The day on which an evaluation was held."""

    held_on = serializers.DateField()


class EvaluationOut(NewEvaluation):
    recorded_at = serializers.DateTimeField()


class ParameterField(serializers.IntegerField):
    """A number whose limits the protocol itself checks, so that a refusal names its rule (R18)."""


class ProtocolValues(serializers.Serializer):
    """The parameters of a protocol; what is left out has its default."""

    def get_fields(self):
        numbers = {name: ParameterField(required=False) for name in LIMITS}
        words = {name: serializers.ChoiceField(choices=choices, required=False) for name, choices in WORDS.items()}
        return {**numbers, **words}

    def to_internal_value(self, data):
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError(
                {name: [_("Onbekende instelling: %s.") % name] for name in sorted(unknown, key=str)}
            )
        return dict(super().to_internal_value(data))


class NewProtocol(serializers.Serializer):
    values = ProtocolValues()
    adopted_on = serializers.DateField()
    valid_from = serializers.DateField()
    dpia_version = serializers.CharField(max_length=40)


class ProtocolOut(serializers.Serializer):
    number = serializers.IntegerField()
    adopted_on = serializers.DateField()
    valid_from = serializers.DateField()
    dpia_version = serializers.CharField()
    values = ProtocolValues(source="parameters.as_dict")


class NewPerson(serializers.Serializer):
    """Somebody who gets a role."""

    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=120)
    role = serializers.ChoiceField(choices=Role.choices)
    shop = serializers.IntegerField(required=False, allow_null=True, default=None)


class MembershipOut(serializers.Serializer):
    id = serializers.IntegerField()
    email = serializers.EmailField(source="user.email")
    name = serializers.CharField(source="user.name")
    role = serializers.ChoiceField(choices=Role.choices)
    shop = serializers.IntegerField(source="shop_id", allow_null=True)
    granted_at = serializers.DateTimeField()
