"""Trainings, the days on which they are given, who takes part, and certificates."""

import datetime as dt
import secrets
from enum import StrEnum

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import Shop, ShoppingArea, User

from .rules import LONGEST_M, MOST_SEATS, SHORTEST_M

FIRST_SUBJECT = "resilience-training-retail"


def new_number() -> str:
    """The number of a certificate, which tells nothing about its holder."""
    digits = secrets.token_hex(4).upper()
    return f"{digits[:4]}-{digits[4:]}"


class Training(models.Model):
    """What an area teaches who works there: a measure of the catalogue, in the area's own words."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="trainings")
    measure_code = models.SlugField(_("onderwerp"), max_length=60, default=FIRST_SUBJECT)
    title = models.CharField(_("naam van de training"), max_length=120)
    practised = models.TextField(_("wat oefent men?"), max_length=500)
    valid_months = models.PositiveSmallIntegerField(_("certificaat geldt (maanden)"))
    opens_counter = models.BooleanField(_("telt als de instructie voor de balie"), default=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["area", "title"], name="one_training_per_title"),
            models.CheckConstraint(
                condition=Q(valid_months__gte=SHORTEST_M, valid_months__lte=LONGEST_M),
                name="training_holds_for_some_months",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "measure_code": "plain",
            "title": "plain",
            "practised": "plain",
            "valid_months": "plain",
            "opens_counter": "plain",
            "added_by": "staff",
            "added_at": "plain",
        }

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("toolbox:training", args=[self.area.slug, self.pk])


class State(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


STATE_WORDS = {State.PLANNED: _("gepland"), State.HELD: _("geweest"), State.CANCELLED: _("gaat niet door")}


class TrainingSessionQuerySet(models.QuerySet["TrainingSession"]):
    def ahead(self, on: dt.date) -> "TrainingSessionQuerySet":
        """What is still to come, today's among it."""
        return self.filter(cancelled_at=None, presence_marked_at=None, held_on__gte=on).order_by("held_on", "starts_at")


class TrainingSession(models.Model):
    """One day on which a training is given. Its trainer is an organisation and no person."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    training = models.ForeignKey(Training, models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("dag"))
    starts_at = models.TimeField(_("van"), null=True, blank=True)
    ends_at = models.TimeField(_("tot"), null=True, blank=True)
    place = models.CharField(_("plaats"), max_length=120)
    trainer = models.CharField(_("organisatie die de training geeft"), max_length=120)
    seats = models.PositiveSmallIntegerField(_("aantal plaatsen"))
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    presence_marked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    presence_marked_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("waarom gaat het niet door?"), max_length=300, blank=True)

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(starts_at__lt=F("ends_at")),
                name="training_session_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=MOST_SEATS), name="training_session_has_seats"),
            models.CheckConstraint(
                condition=Q(presence_marked_at=None, presence_marked_by=None)
                | Q(presence_marked_at__isnull=False, presence_marked_by__isnull=False),
                name="training_presence_marked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None, cancel_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")),
                name="training_session_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(presence_marked_at=None),
                name="training_session_held_or_cancelled",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "training": "plain",
            "held_on": "plain",
            "starts_at": "plain",
            "ends_at": "plain",
            "place": "plain",
            "trainer": "plain",
            "seats": "plain",
            "planned_by": "staff",
            "planned_at": "plain",
            "presence_marked_by": "staff",
            "presence_marked_at": "plain",
            "cancelled_by": "staff",
            "cancelled_at": "plain",
            "cancel_reason": "plain",
        }

    def __str__(self) -> str:
        return f"training session {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:session", args=[self.area.slug, self.pk])

    def state(self, on: dt.date) -> State:
        """Planned until its day is over or presence was marked."""
        if self.cancelled_at:
            return State.CANCELLED
        return State.HELD if self.presence_marked_at or self.held_on < on else State.PLANNED

    @property
    def seats_taken(self) -> int:
        counted = self.headcounts.aggregate(people=models.Sum("people"))["people"] or 0
        return self.participants.count() + counted

    @property
    def seats_left(self) -> int:
        return max(0, self.seats - self.seats_taken)


class Participant(models.Model):
    """Somebody with an account who comes. Whoever was there has a certificate."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="participants")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    signed_up_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_up_at = models.DateTimeField()

    class Meta:
        ordering = ["user__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="signed_up_once")]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "session": "plain",
            "user": "account",
            "signed_up_by": "staff",
            "signed_up_at": "plain",
        }

    def __str__(self) -> str:
        return f"participant {self.pk}"

    @property
    def was_present(self) -> bool:
        return hasattr(self, "certificate")


class Headcount(models.Model):
    """How many people of a shop come who have no account. Nobody's name is asked."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="headcounts")
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="+")
    people = models.PositiveSmallIntegerField(_("aangemeld"))
    came = models.PositiveSmallIntegerField(_("aanwezig"), null=True, blank=True)

    class Meta:
        ordering = ["shop__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "shop"], name="one_headcount_per_shop"),
            models.CheckConstraint(condition=Q(people__gte=1), name="headcount_counts_somebody"),
        ]

    class Privacy:
        fields = dict.fromkeys(("id", "area", "session", "shop", "people", "came"), "plain")

    def __str__(self) -> str:
        return f"headcount {self.pk}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def of_area(self, area: ShoppingArea) -> "CertificateQuerySet":
        """With everything that is told of one."""
        told = ("area", "participant__user", "participant__session__training")
        return self.filter(area=area).select_related(*told)

    def open(self) -> "CertificateQuerySet":
        return self.filter(closed_at=None)

    def valid(self, on: dt.date) -> "CertificateQuerySet":
        return self.open().filter(valid_until__gte=on)

    def newest(self) -> "CertificateQuerySet":
        """Without those for which the holder has a later one of the same training."""
        later = Certificate.objects.open().filter(
            participant__user=models.OuterRef("participant__user"),
            participant__session__training=models.OuterRef("participant__session__training"),
            valid_until__gt=models.OuterRef("valid_until"),
        )
        return self.filter(~models.Exists(later))


class Certificate(models.Model):
    """That somebody was there, and until when that counts. It is closed with a reason, never deleted by hand."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="certificate")
    number = models.CharField(_("nummer"), max_length=9, unique=True, default=new_number)
    valid_until = models.DateField(_("geldig tot en met"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(_("waarom trekt u het in?"), max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_until", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, close_reason="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(close_reason="")),
                name="certificate_closed_with_a_reason",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "participant": "account",
            "number": "account",
            "valid_until": "account",
            "made_by": "staff",
            "made_at": "plain",
            "closed_by": "staff",
            "closed_at": "account",
            "close_reason": "account",
        }

    def __str__(self) -> str:
        return f"certificate {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:certificate", args=[self.area.slug, self.number])

    @property
    def holder(self) -> User:
        return self.participant.user

    @property
    def session(self) -> TrainingSession:
        return self.participant.session

    @property
    def training(self) -> Training:
        return self.session.training

    def is_valid(self, on: dt.date) -> bool:
        return self.closed_at is None and on <= self.valid_until
