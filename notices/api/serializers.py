"""What the API reads and tells of letters and their service. Every field is named."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from ..models.notice import LetterKind
from ..models.service import Delivery, Receipt, Way
from ..reminders.timetable import TIMETABLE
from ..sheets.languages import DUTCH, given_languages

OUTCOMES = [choice for choice in Delivery.choices if choice[0] != Delivery.UNDERWAY]
SHEET_HELP = "Language of the explanation behind the letter, by its folder: pl, ar, nl-easy, ...; empty for none."


class PrepareLetters(serializers.Serializer):
    """By hand on a day, today unless said otherwise; or by registered post, which names no day."""

    by_post = serializers.BooleanField(default=False)
    starts_on = serializers.DateField(required=False, allow_null=True, default=None)
    combined = serializers.BooleanField(
        default=False, help_text="One hand-out of an individual ban and the collective warning beside it."
    )
    sheet = serializers.CharField(default="", allow_blank=True, max_length=8, help_text=SHEET_HELP)
    large_print = serializers.BooleanField(default=False, help_text="The explanation in 18 points.")


class Letter(serializers.Serializer):
    """A printed letter; its PDF stands at letters/<id>/pdf, and is the same however often it is printed."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=LetterKind.choices)
    version = serializers.IntegerField()
    starts_on = serializers.DateField(allow_null=True)
    sheet_language = serializers.CharField()
    large_print = serializers.BooleanField()
    sha256 = serializers.CharField()
    made_at = serializers.DateTimeField()
    copies = serializers.IntegerField()


class Handing(serializers.Serializer):
    """What must be known of a letter that was handed over (R32)."""

    handed_at = serializers.DateTimeField()
    place = serializers.CharField(max_length=120)
    server_name = serializers.CharField(max_length=120)
    witness_name = serializers.CharField(max_length=120)
    receipt = serializers.ChoiceField(choices=Receipt.choices)
    signature = serializers.FileField(
        required=False,
        allow_null=True,
        help_text="What was signed on a screen: a PNG, JPEG or WebP of at most 400 kB, as multipart/form-data.",
    )
    language = serializers.CharField(
        default=DUTCH, max_length=8, help_text="The language that was given: nl, or that of the explanation."
    )

    def validate_language(self, code: str) -> str:
        if code not in dict(given_languages()):
            raise serializers.ValidationError(_("In deze taal is er geen uitleg."))
        return code


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


class ReminderOut(serializers.Serializer):
    """Something that waits for you. It goes by itself when it is done."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=[(kind.code, kind.code) for kind in TIMETABLE], source="kind.code")
    sentence = serializers.CharField(help_text="What to do, in the language of the request.")
    sanction = serializers.CharField(source="reference", help_text="Reference of the file; empty if it is about none.")
    day = serializers.DateField(help_text="The day from which it counts.")
    since = serializers.DateField(source="stage.on", help_text="Since when it speaks at this stage.")
    late = serializers.BooleanField(source="is_late")
    snoozed_until = serializers.DateField(source="snooze.until", default=None, allow_null=True)


class SnoozeBody(serializers.Serializer):
    """Until when a reminder is put off, and why. For everybody only by who runs the area."""

    until = serializers.DateField()
    reason = serializers.CharField(max_length=200)
    for_everybody = serializers.BooleanField(default=False)


class KeepRunning(serializers.Serializer):
    """Why a ban goes on after half of its term."""

    reason = serializers.CharField(max_length=200)
