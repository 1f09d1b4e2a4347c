"""The record that a counter asked. Never what was asked: no name of anybody who is not listed (D14, G29)."""

from types import SimpleNamespace

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models import Device, Shop, ShoppingArea, User
from participants.references import new_token

from ..personal import PersonalJSON, PersonalText
from .person import Person


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
    """One question at a counter and its answer; details opened are on the same row. Its token is the receipt."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="+")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    # Who asked: somebody, or a till system without anybody at it.
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    device = models.ForeignKey(Device, models.CASCADE, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    # The person's random token, only when there was an answer about somebody.
    person_token = models.CharField(max_length=16, blank=True)
    # Of such an answer alone, under that person's key: why the names are alike, and a digest of the question.
    match = PersonalJSON()
    opened_at = models.DateTimeField(null=True, blank=True)
    open_reason = models.CharField(max_length=20, choices=OpenReason, blank=True)
    other_person_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["person_token", "asked_at"], name="check_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_by__isnull=False) | Q(device__isnull=False), name="check_asked_by_somebody"
            )
        ]

    class Privacy:
        person = "pointed_at"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "shop": "plain",
            "token": "trace",
            "asked_by": "staff",
            "device": "trace",
            "asked_at": "trace",
            "outcome": "trace",
            "person_token": "trace",
            "match": "trace",
            "opened_at": "trace",
            "open_reason": "trace",
            "other_person_at": "trace",
        }

    def __str__(self) -> str:
        return f"check {self.token} {self.outcome}"

    @property
    def pointed_at(self) -> SimpleNamespace:
        """Whose key seals `match`; the person may be gone, and then it cannot be opened."""
        return SimpleNamespace(token=self.person_token)

    @property
    def receipt(self) -> str:
        """The number of this question, in groups that can be read out."""
        return "-".join(self.token[at : at + 4] for at in range(0, len(self.token), 4))


class LookAlike(models.Model):
    """A name that was asked for, of somebody who turned out not to be this person.

    The name is kept as a digest, under the key of the person on the list: it goes with that person.
    """

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="look_alikes")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    digest = PersonalText()
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("iemand die erop lijkt"), _("mensen die erop lijken")
        ordering = ["-last_at"]

    class Privacy:
        person = "person"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "person": "plain",
            "token": "trace",
            "digest": "trace",
            "times": "trace",
            "last_at": "trace",
        }

    def __str__(self) -> str:
        return f"look-alike {self.token}"
