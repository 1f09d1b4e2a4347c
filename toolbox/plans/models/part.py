"""A measure in a plan: who does it, from when until when, and for how much."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea, User

from ...catalogue.vocabulary import Party
from .indicator import Indicator
from .plan import Plan

if TYPE_CHECKING:
    from .evaluation import PartEvaluation


class Stage(models.TextChoices):
    """Where a part stands on a day: the columns of the board."""

    AHEAD = "ahead", _("Moet nog beginnen")
    RUNNING = "running", _("Loopt")
    ENDED = "ended", _("Afgelopen, nog niet geëvalueerd")
    EVALUATED = "evaluated", _("Geëvalueerd")


class PlanPart(models.Model):
    """A measure of the catalogue as this plan uses it. An organisation answers for it, in a role and without a name."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="plan_parts")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="parts")
    measure_code = models.SlugField(_("maatregel"), max_length=60)
    owner = models.CharField(_("wie is verantwoordelijk?"), max_length=30, choices=Party.choices)
    owner_role = models.CharField(_("in welke rol?"), max_length=80)
    partners = models.JSONField(_("wie helpen mee?"), default=list, blank=True)
    starts_on = models.DateField(_("eerste dag"))
    last_day = models.DateField(_("laatste dag"))
    budget = models.PositiveIntegerField(_("budget in hele euro's"), default=0)
    indicator = models.ForeignKey(Indicator, models.SET_NULL, null=True, blank=True, related_name="parts")
    note = models.TextField(_("opmerking"), blank=True)
    legal_test = models.ForeignKey("toolbox.LegalTest", models.PROTECT, null=True, blank=True, related_name="+")
    # Ended before its time; its last day is then the day of stopping.
    stopped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.TextField(_("waarom stopt het?"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("onderdeel"), _("onderdelen")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("starts_on")), name="part_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_by=None, stop_reason="")
                | Q(stopped_at__isnull=False, stopped_by__isnull=False) & ~Q(stop_reason=""),
                name="part_stopped_by_somebody_for_a_reason",
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            (
                "id", "area", "plan", "measure_code", "owner", "owner_role", "partners", "starts_on", "last_day",
                "budget", "indicator", "note", "legal_test", "stopped_at", "stop_reason",
            ),
            "plain",
        ) | {"stopped_by": "staff"}  # fmt: skip

    def __str__(self) -> str:
        return f"{self.measure_code} of plan {self.plan_id}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:part", args=[self.area.slug, self.plan_id, self.pk])

    @property
    def written_evaluation(self) -> "PartEvaluation | None":
        return getattr(self, "evaluation", None)

    @property
    def partner_labels(self) -> list[str]:
        return [str(Party(code).label) for code in self.partners]

    def stage(self, on: dt.date) -> Stage:
        if self.written_evaluation:
            return Stage.EVALUATED
        if on < self.starts_on:
            return Stage.AHEAD
        return Stage.RUNNING if on <= self.last_day else Stage.ENDED


class PartExtension(models.Model):
    """A later last day for a part that runs, on a new test or, for what coerces nobody, on a reason alone."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    part = models.ForeignKey(PlanPart, models.PROTECT, related_name="extensions")
    earlier_last_day = models.DateField()
    last_day = models.DateField(_("nieuwe laatste dag"))
    reason = models.TextField(_("reden"))
    legal_test = models.ForeignKey("toolbox.LegalTest", models.PROTECT, null=True, blank=True, related_name="+")
    extended_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    extended_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gt=F("earlier_last_day")), name="extension_makes_longer"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
            models.UniqueConstraint(fields=["legal_test"], name="extension_has_a_test_of_its_own"),
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("id", "area", "part", "earlier_last_day", "last_day", "reason", "legal_test", "extended_at"), "plain"
        ) | {"extended_by": "staff"}

    def __str__(self) -> str:
        return f"extension {self.pk} of part {self.part_id}"
