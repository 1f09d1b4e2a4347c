"""What the coordinator should know of how the counter is used (R47)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models import Device, Shop, ShoppingArea, User


class SignalKind(models.TextChoices):
    """A sign is a reason to ask, never a verdict."""

    SPENT_BY_USER = "spent_by_user", _("iemand heeft het aantal vragen van vandaag gebruikt")
    SPENT_BY_SHOP = "spent_by_shop", _("een winkel heeft het aantal vragen van vandaag gebruikt")
    MANY_MISSES = "many_misses", _("veel vragen achter elkaar zonder iemand te vinden")
    OUTSIDE_HOURS = "outside_hours", _("vragen buiten de tijden dat er personeel is")
    SAME_PERSON = "same_person", _("iemand vraagt steeds naar dezelfde persoon")


STOPS = frozenset({SignalKind.SPENT_BY_USER, SignalKind.SPENT_BY_SHOP})


class SignalQuerySet(models.QuerySet["Signal"]):
    def open(self) -> "SignalQuerySet":
        """Nobody has looked into it yet."""
        return self.filter(settled_at=None)


class Signal(models.Model):
    """One sign, once a day for each asker: who or which till system, at which shop. No name of a customer."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=SignalKind)
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="+")
    # Whose doing it is: a user or a till system; neither where it is the shop's.
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    device = models.ForeignKey(Device, models.CASCADE, null=True, blank=True, related_name="+")
    day = models.DateField()
    raised_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("signaal"), _("signalen")
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "shop", "user", "day"],
                condition=Q(user__isnull=False, settled_at=None),
                name="one_open_signal_of_user",
            ),
            models.UniqueConstraint(
                fields=["kind", "shop", "device", "day"],
                condition=Q(device__isnull=False, settled_at=None),
                name="one_open_signal_of_device",
            ),
            models.UniqueConstraint(
                fields=["kind", "shop", "day"],
                condition=Q(user=None, device=None, settled_at=None),
                name="one_open_signal_of_shop",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="signal_settled_by_somebody",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "kind": "trace",
            "shop": "plain",
            "user": "staff",
            "device": "plain",
            "day": "trace",
            "raised_at": "trace",
            "mailed_at": "trace",
            "settled_at": "trace",
            "settled_by": "staff",
        }

    def __str__(self) -> str:
        return f"signal {self.kind} {self.day}"

    @property
    def stops(self) -> bool:
        """Whether the asker can ask nothing more until somebody releases it."""
        return self.kind in STOPS
