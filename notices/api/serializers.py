"""What the API reads and tells of letters and their service. Every field is named."""

from rest_framework import serializers

from ..models.notice import LetterKind
from ..models.service import Delivery, Receipt, Way

OUTCOMES = [choice for choice in Delivery.choices if choice[0] != Delivery.UNDERWAY]
# The letters exist in Dutch; another language is added here when its templates are.
LETTER_LANGUAGES = [("nl", "Nederlands")]


class PrepareLetters(serializers.Serializer):
    """By hand on a day, today unless said otherwise; or by registered post, which names no day."""

    by_post = serializers.BooleanField(default=False)
    starts_on = serializers.DateField(required=False, allow_null=True, default=None)
    combined = serializers.BooleanField(
        default=False, help_text="One hand-out of an individual ban and the collective warning beside it."
    )


class Letter(serializers.Serializer):
    """A printed letter; its PDF stands at letters/<id>/pdf."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=LetterKind.choices)
    version = serializers.IntegerField()
    starts_on = serializers.DateField(allow_null=True)
    sha256 = serializers.CharField()
    made_at = serializers.DateTimeField()


class Handing(serializers.Serializer):
    """What must be known of a letter that was handed over (R32)."""

    handed_at = serializers.DateTimeField()
    place = serializers.CharField(max_length=120)
    server_name = serializers.CharField(max_length=120)
    witness_name = serializers.CharField(max_length=120)
    receipt = serializers.ChoiceField(choices=Receipt.choices)
    language = serializers.ChoiceField(choices=LETTER_LANGUAGES, default="nl")


class Sending(serializers.Serializer):
    sent_on = serializers.DateField()
    track_and_trace = serializers.CharField(max_length=40)


class DeliveryBody(serializers.Serializer):
    delivery = serializers.ChoiceField(choices=OUTCOMES)
    delivered_on = serializers.DateField(required=False, allow_null=True, default=None)


class ServiceOut(serializers.Serializer):
    """How a letter went to the person."""

    id = serializers.IntegerField()
    letter = serializers.IntegerField(source="notice_id")
    way = serializers.ChoiceField(choices=Way.choices)
    handed_at = serializers.DateTimeField(allow_null=True)
    sent_on = serializers.DateField(allow_null=True)
    delivery = serializers.CharField()
    delivered_on = serializers.DateField(allow_null=True)


class Served(serializers.Serializer):
    """From when to when the sanction holds now."""

    reference = serializers.CharField()
    served_at = serializers.DateTimeField(allow_null=True)
    starts_on = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)


class Representative(serializers.Serializer):
    """The letter to a minor's representative: when it went out, or why it could not (R25)."""

    sent_on = serializers.DateField(required=False, allow_null=True, default=None)
    impossible_reason = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
