"""That something was put right: the bare deed, and whether everybody was told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bans.models import Person, Sanction
from participants.models import ShoppingArea, User
from participants.references import new_token

from ..requests.models import Cause, Request


class Kind(models.TextChoices):
    RECTIFIED = "rectified", _("verbeterd")
    RESTRICTED = "restricted", _("verborgen")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    ANNULLED = "annulled", _("vernietigd")
    ERASED = "erased", _("gewist")


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def unfinished(self) -> "CorrectionQuerySet":
        """Those of which not everybody was told yet."""
        return self.filter(finished_at=None)


class Correction(models.Model):
    """One deed that put something right, or hid it as somebody asked (art. 18 AVG), for one sanction.

    What it was about goes with the person; the deed stays.
    """

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="corrections")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    cause = models.CharField(max_length=12, choices=Cause)
    request = models.ForeignKey(Request, models.SET_NULL, null=True, blank=True, related_name="corrections")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    sanction = models.ForeignKey(Sanction, models.SET_NULL, null=True, blank=True, related_name="corrections")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # What it touched, in counts: letters, shops, sheets for the police, measures that rested on it.
    touched = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("correctie"), _("correcties")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None) | Q(finished_at__isnull=False),
                name="correction_finished",
            )
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "token": "trace",
            "kind": "conduct",
            "cause": "conduct",
            "request": "plain",
            "person": "plain",
            "sanction": "plain",
            "made_at": "plain",
            "made_by": "staff",
            "touched": "plain",
            "finished_at": "plain",
            "finished_by": "staff",
        }

    def __str__(self) -> str:
        return f"correction {self.token}"
