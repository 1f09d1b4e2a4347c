"""The record that a counter asked. Never what was asked: no name of anybody who is not listed (D14)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import Shop, ShoppingArea, User

from .person import new_token


class Outcome(models.TextChoices):
    """The four words of a counter (R44). "Unknown" never means "banned"."""

    WELCOME = "welcome", _("welkom")
    WARNED = "warned", _("gewaarschuwd: mag naar binnen")
    BANNED = "banned", _("winkelverbod: niet naar binnen")
    UNKNOWN = "unknown", _("weten we niet")


class OpenReason(models.TextChoices):
    """Why somebody opens the details; a closed list (D2)."""

    AT_THE_DOOR = "at_the_door", _("deze persoon staat nu in de winkel")
    AFTER_INCIDENT = "after_incident", _("er gebeurde net iets")
    WRONG_PERSON = "wrong_person", _("iemand zegt dat het om een ander gaat")


class CounterCheck(models.Model):
    """One question at a counter and its answer; details opened are on the same row."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="+")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    # The person's random token, only when there was an answer about somebody.
    person_token = models.CharField(max_length=16, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    open_reason = models.CharField(max_length=20, choices=OpenReason, blank=True)

    class Meta:
        ordering = ["-asked_at"]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "shop": "plain",
            "token": "trace",
            "asked_by": "staff",
            "asked_at": "trace",
            "outcome": "trace",
            "person_token": "trace",
            "opened_at": "trace",
            "open_reason": "trace",
        }

    def __str__(self) -> str:
        return f"check {self.token} {self.outcome}"
