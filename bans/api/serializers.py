"""What the API tells of the register. A counter gets `CounterSanction`, a file is `SanctionFile` (R44, R45).

Every field is named here, one by one: a new column reaches nobody before somebody writes it down.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .. import appearance, permissions, photo_views
from ..actions.proposals import explain
from ..conduct import CLASS_LABELS, CONDUCT_CHOICES
from ..models import Incident, Sanction
from ..models.counter_check import Outcome
from ..models.person import IdentityBasis
from ..models.sanction import KIND_CHOICES, LABELS, SCOPE_CHOICES
from ..rules.ladder import Kind, Scope
from ..rules.status import Status
from .bodies import IMPORT_KINDS

STATUS_CHOICES = [(str(s), str(s)) for s in Status]
LIKENESS_CHOICES = [(name, name) for name in ("possible", "likely")]


def photo_url(sanction: Sanction) -> str | None:
    """Where this user's client may fetch the photo; it asks for the same login (R49)."""
    photo = getattr(sanction.person, "photo", None)
    return reverse("api:photo", args=[sanction.area.slug, photo.token]) if photo else None


class CounterSanction(serializers.Serializer):
    """What a counter may see, and nothing besides (R44): no address, birth date, story or witness."""

    reference = serializers.CharField()
    photo = serializers.SerializerMethodField()
    name = serializers.CharField(source="person.name")
    description = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    label = serializers.CharField()  # type: ignore[assignment]
    category = serializers.SerializerMethodField()
    may_enter = serializers.SerializerMethodField()
    # What was agreed with somebody who may come in although a ban holds; else empty.
    exception = serializers.SerializerMethodField()
    starts_on = serializers.DateField()
    last_day = serializers.DateField()

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_photo(self, sanction: Sanction) -> str | None:
        """An address that opens for half a minute, for who asked."""
        address = photo_url(sanction)
        if address is None:
            return None
        ticket = photo_views.ticket(sanction.person.photo, user=self.context["view"].user)  # type: ignore[attr-defined]
        return f"{address}?ticket={ticket}"

    def get_description(self, sanction: Sanction) -> str:
        return appearance.describe(sanction.person.appearance)

    def get_category(self, sanction: Sanction) -> str:
        return str(CLASS_LABELS[sanction.incident.conduct.conduct_class])

    def get_may_enter(self, sanction: Sanction) -> bool:
        """A warning never keeps anybody out (R38), nor does a ban during an exception."""
        entry = self.context["view"].entry
        return not sanction.is_ban or bool(entry and entry.allowed)

    def get_exception(self, sanction: Sanction) -> str:
        entry = self.context["view"].entry
        return entry.sentence if entry and sanction.is_ban else ""


class CounterDetails(serializers.Serializer):
    """Of whom the answer spoke, and in words why this person may be meant."""

    why = serializers.CharField()
    sanctions = CounterSanction(many=True)


class CounterState(serializers.Serializer):
    state = serializers.CharField()


class TillAnswer(serializers.Serializer):
    """What a till or a door is told, and the number under which the question is on record."""

    receipt = serializers.CharField(source="check.receipt")
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    # How sure it is, when the answer points at somebody: likely or possible.
    likeness = serializers.SerializerMethodField()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    # What was agreed with somebody who may come in although a ban holds, or when that would be; else empty.
    exception = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=LIKENESS_CHOICES, allow_null=True))
    def get_likeness(self, answer) -> str | None:
        return answer.hit.likeness.name.lower() if answer.hit else None

    def get_label(self, answer) -> str:
        """The word; during an exception it is no warning that lets somebody in."""
        if answer.outcome == Outcome.WARNED and answer.entry:
            return _("uitzondering: mag naar binnen")
        return str(Outcome(answer.outcome).label)

    def get_exception(self, answer) -> str:
        return answer.entry.sentence if answer.entry else ""


class CheckAnswer(TillAnswer):
    """The same for somebody, and whether there is something to open for a reason."""

    token = serializers.CharField(source="check.token")
    details_available = serializers.SerializerMethodField()

    def get_details_available(self, answer) -> bool:
        return bool(answer.check.person_token)


class SanctionRow(serializers.Serializer):
    """One line of the register, for who may open the file."""

    reference = serializers.CharField()
    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    scope = serializers.ChoiceField(choices=SCOPE_CHOICES)
    label = serializers.CharField()  # type: ignore[assignment]
    status = serializers.SerializerMethodField()
    name = serializers.CharField(source="person.name")
    shop = serializers.CharField(source="shop.name")
    serve_before = serializers.DateField()
    starts_on = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)

    @extend_schema_field(serializers.ChoiceField(choices=STATUS_CHOICES))
    def get_status(self, sanction: Sanction) -> str:
        return str(sanction.status(self.context["view"].on))


class PersonFile(serializers.Serializer):
    """A person, for who may open the file. Address and birth date stand at sanctions/<reference>/identity."""

    token = serializers.CharField()
    given_name = serializers.CharField()
    family_name = serializers.CharField()
    description = serializers.SerializerMethodField()
    identity_basis = serializers.ChoiceField(choices=IdentityBasis.choices)
    apparently_minor = serializers.BooleanField()
    minor_confirmed_at = serializers.DateTimeField(allow_null=True)

    def get_description(self, person) -> str:
        return appearance.describe(person.appearance)


class Identity(serializers.Serializer):
    """What only the coordinator sees, and only just after a proof of who is looking."""

    birth_date = serializers.DateField(allow_null=True)
    address = serializers.CharField()


class Candidate(serializers.Serializer):
    """Somebody already on file whom this may be."""

    token = serializers.CharField()
    name = serializers.CharField()
    description = serializers.SerializerMethodField()

    def get_description(self, person) -> str:
        return appearance.describe(person.appearance)


class IncidentFile(serializers.Serializer):
    """What happened, for who may open the file."""

    reference = serializers.CharField()
    shop = serializers.IntegerField(source="shop_id")
    conduct_code = serializers.ChoiceField(choices=CONDUCT_CHOICES)
    conduct = serializers.CharField(source="conduct.label")
    happened_at = serializers.DateTimeField()
    place = serializers.CharField()
    observed_by = serializers.CharField()
    observer_function = serializers.CharField()
    narrative = serializers.CharField()
    police_report = serializers.CharField()
    person = PersonFile()
    reported_at = serializers.DateTimeField()

    def to_representation(self, incident: Incident) -> dict[str, Any]:
        """Who saw it and the police's number are left out for who decides on it as a second person."""
        told = super().to_representation(incident)
        if not permissions.can_see_witnesses(self.context["request"].user, incident, on=self.context["view"].on):
            told |= dict.fromkeys(("observed_by", "observer_function", "police_report"), "")
        return told


class IncidentRow(serializers.Serializer):
    """One line of the list of incidents."""

    reference = serializers.CharField()
    shop = serializers.IntegerField(source="shop_id")
    conduct_code = serializers.ChoiceField(choices=CONDUCT_CHOICES)
    happened_at = serializers.DateTimeField()
    name = serializers.CharField(source="person.name")


class SanctionFile(SanctionRow):
    """The file of a sanction, with what this user may do with it now."""

    months = serializers.IntegerField()
    rule = serializers.CharField()
    reason = serializers.CharField()
    builds_on = serializers.CharField(source="builds_on_reference")
    needs_approval = serializers.CharField()
    incident = IncidentFile()
    protocol = serializers.IntegerField(source="protocol.number")
    proposed_at = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)
    rejected_at = serializers.DateTimeField(allow_null=True)
    reject_reason = serializers.CharField()
    served_at = serializers.DateTimeField(allow_null=True)
    lifted_at = serializers.DateTimeField(allow_null=True)
    annulled_at = serializers.DateTimeField(allow_null=True)
    restricted_at = serializers.DateTimeField(allow_null=True)
    review_since = serializers.DateTimeField(allow_null=True)
    held_until = serializers.DateField(source="person.hold_until", allow_null=True)
    photo = serializers.SerializerMethodField()
    allowed = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_photo(self, sanction: Sanction) -> str | None:
        return photo_url(sanction)

    @extend_schema_field(
        serializers.ListField(child=serializers.ChoiceField(choices=["decide", "serve", "end", "breach"]))
    )
    def get_allowed(self, sanction: Sanction) -> list[str]:
        user, on = self.context["request"].user, self.context["view"].on
        questions = {
            "decide": permissions.can_decide,
            "serve": permissions.can_serve,
            "end": permissions.can_lift,
            "breach": permissions.can_report_breach,
        }
        return [deed for deed, may in questions.items() if may(user, sanction, on=on)]


class StepOut(serializers.Serializer):
    """A step that the ladder offers, with the reason in words and the rule that it comes from."""

    kind = serializers.ChoiceField(choices=KIND_CHOICES)
    scope = serializers.ChoiceField(choices=SCOPE_CHOICES)
    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    months = serializers.IntegerField()
    max_months = serializers.IntegerField()
    rule = serializers.CharField()
    explanation = serializers.SerializerMethodField()
    builds_on = serializers.CharField()
    needs_reason = serializers.BooleanField()
    reason_over = serializers.IntegerField(allow_null=True)
    optional = serializers.BooleanField()

    def get_label(self, step) -> str:
        return str(LABELS[Kind(step.kind), Scope(step.scope)])

    def get_explanation(self, step) -> str:
        return explain(step)


class PermitWarning(serializers.Serializer):
    number = serializers.CharField()
    valid_until = serializers.DateField(allow_null=True)


class DeskOut(serializers.Serializer):
    """What waits for this user."""

    to_decide = SanctionRow(many=True)
    to_serve = SanctionRow(many=True)
    in_review = SanctionRow(many=True)
    restricted = SanctionRow(many=True)
    ending_soon = SanctionRow(many=True)
    overdue = SanctionRow(many=True)
    in_force = serializers.IntegerField()
    permit = PermitWarning(allow_null=True)
    permit_days_left = serializers.IntegerField(allow_null=True)
    mixed_sectors = serializers.BooleanField()


class BreachOut(serializers.Serializer):
    """The report of a breach; a counter gets its number and nothing of the file."""

    reference = serializers.CharField()
    sanction = serializers.CharField(source="breached.reference")
    happened_at = serializers.DateTimeField()


class ImportProblem(serializers.Serializer):
    line = serializers.IntegerField()
    column = serializers.CharField()
    message = serializers.CharField()
    code = serializers.CharField()
    rule = serializers.CharField()


class ImportReport(serializers.Serializer):
    """What was found in the file; `batch` is the work that takes it over, and empty for a dry run."""

    kind = serializers.ChoiceField(choices=IMPORT_KINDS)
    rows = serializers.IntegerField()
    batch = serializers.CharField(source="batch.token", default="")
    problems = ImportProblem(many=True)


class ErasureRow(serializers.Serializer):
    """Proof of one erasure: kinds, counts and days, and nothing about whom (R56)."""

    reference = serializers.CharField()
    erased_at = serializers.DateTimeField()
    rules = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=serializers.CharField())
    kinds = serializers.DictField(child=serializers.IntegerField())
    key_destroyed = serializers.BooleanField()
    unreadable_from = serializers.DateField(allow_null=True)
    gone_from_copies_on = serializers.DateField()
