"""What the API accepts. Shape and length are checked here; every rule is the action's own."""

from rest_framework import serializers

from .. import appearance
from ..conduct import REPORTABLE
from ..models.counter_check import OpenReason
from ..models.person import IdentityBasis
from ..models.sanction import KIND_CHOICES, SCOPE_CHOICES
from ..paper_columns import TABLE_LABELS

NARRATIVE = 4000
IMPORT_KINDS = [(str(table), label) for table, label in TABLE_LABELS.items()]
REPORTABLE_CHOICES = [(conduct.code, conduct.label) for conduct in REPORTABLE]


def words(name: str) -> serializers.ChoiceField:
    """A choice from one of the closed lists that describe somebody."""
    return serializers.ChoiceField(choices=list(appearance.LISTS[name].items()), required=False, allow_blank=True)


class DraftPerson(serializers.Serializer):
    """What the reporter knows of somebody. All may be left out but how it was established."""

    given_name = serializers.CharField(max_length=80, required=False, allow_blank=True)
    family_name = serializers.CharField(max_length=80, required=False, allow_blank=True)
    birth_date = serializers.DateField(required=False, allow_null=True)
    address = serializers.CharField(max_length=200, required=False, allow_blank=True)
    identity_basis = serializers.ChoiceField(choices=IdentityBasis.choices, required=False)
    apparently_minor = serializers.BooleanField(required=False)
    approximate_age = words("approximate_age")
    build = words("build")
    hair = words("hair")
    clothing = words("clothing")
    tattoo_place = words("tattoo_place")


class NewIncident(DraftPerson):
    """A report. `person` is the token of somebody already on file; else the draft's fields say who."""

    shop = serializers.IntegerField()
    person = serializers.CharField(max_length=16, required=False, allow_blank=True)
    conduct_code = serializers.ChoiceField(choices=REPORTABLE_CHOICES)
    happened_at = serializers.DateTimeField()
    place = serializers.CharField(max_length=120)
    observed_by = serializers.CharField(max_length=120)
    observer_function = serializers.CharField(max_length=80)
    narrative = serializers.CharField(max_length=NARRATIVE)
    police_report = serializers.CharField(max_length=60, required=False, allow_blank=True)
    photo = serializers.FileField(required=False, allow_null=True)
    submission_key = serializers.CharField(
        max_length=64,
        required=False,
        allow_blank=True,
        help_text="A random text of your own. The same key again gives the same incident.",
    )


class CandidateQuestion(serializers.Serializer):
    shop = serializers.IntegerField()
    family_name = serializers.CharField(max_length=80)
    given_name = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")
    birth_date = serializers.DateField(required=False, allow_null=True, default=None)


class NewSanction(serializers.Serializer):
    """One of the steps that the ladder offers."""

    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    scope = serializers.ChoiceField(choices=SCOPE_CHOICES)
    months = serializers.IntegerField()
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    door_override_reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class Reason(serializers.Serializer):
    reason = serializers.CharField(max_length=2000)


class Hold(Reason):
    until = serializers.DateField()


class ConfirmMinor(serializers.Serializer):
    minor = serializers.BooleanField()


class NewBreach(serializers.Serializer):
    shop = serializers.IntegerField()
    happened_at = serializers.DateTimeField()
    place = serializers.CharField(max_length=120)
    observed_by = serializers.CharField(max_length=120)
    observer_function = serializers.CharField(max_length=80)
    narrative = serializers.CharField(max_length=NARRATIVE, required=False, allow_blank=True)
    submission_key = serializers.CharField(max_length=64, required=False, allow_blank=True)


class Question(serializers.Serializer):
    """A surname as heard, with a first name or a birth year (R47)."""

    shop = serializers.IntegerField()
    family_name = serializers.CharField(max_length=80)
    given_name = serializers.CharField(max_length=80, required=False, allow_blank=True)
    birth_year = serializers.IntegerField(required=False, allow_null=True)


class OpenFor(serializers.Serializer):
    reason = serializers.ChoiceField(choices=OpenReason.choices)


class TillQuestion(serializers.Serializer):
    """The same question; the shop is that of the device."""

    family_name = serializers.CharField(max_length=80)
    given_name = serializers.CharField(max_length=80, required=False, allow_blank=True)
    birth_year = serializers.IntegerField(required=False, allow_null=True)


class ForShop(serializers.Serializer):
    shop = serializers.IntegerField()


class ImportFile(serializers.Serializer):
    kind = serializers.ChoiceField(choices=IMPORT_KINDS)
    file = serializers.FileField(allow_empty_file=True)
    really = serializers.BooleanField(default=False)
