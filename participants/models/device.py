"""A till that a shop enrolled, and the personal codes that open it for its staff."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .shop import Shop
from .user import User

WRONG_CODES_ALLOWED = 5


class DeviceKind(models.TextChoices):
    TILL = "till", _("browser aan de kassa")
    SYSTEM = "system", _("kassasysteem of deur")


class DeviceQuerySet(models.QuerySet["Device"]):
    def usable(self, on: dt.date) -> "DeviceQuerySet":
        """Not revoked, and of a shop that takes part that day (R5)."""
        takes_part = Q(shop__left_on=None) | Q(shop__left_on__gt=on)
        return self.filter(takes_part, shop__joined_on__lte=on, revoked_at=None)


class Device(models.Model):
    """A browser or a till system of one shop. It holds a random token; here lies only the hash of that."""

    kind = models.CharField(max_length=10, choices=DeviceKind, default=DeviceKind.TILL)
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="devices")
    name = models.CharField(_("naam van de kassa"), max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    enrolled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="device_revoked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("enrolled_at")),
                name="device_revoked_after_enrolment",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "kind": "plain",
            "shop": "plain",
            "name": "plain",
            "token_hash": "key",
            "enrolled_by": "account",
            "enrolled_at": "account",
            "last_used_at": "account",
            "revoked_at": "account",
            "revoked_by": "account",
        }

    def __str__(self) -> str:
        return f"device {self.pk}"


class TillCode(models.Model):
    """Somebody's code of six digits for one till. On any other device it opens nothing."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="codes")
    user = models.ForeignKey(User, models.CASCADE, related_name="till_codes")
    code_hash = models.CharField(max_length=160)
    wrong_count = models.PositiveSmallIntegerField(default=0)
    set_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "user"], name="one_code_per_till"),
            models.CheckConstraint(
                condition=Q(wrong_count__lte=WRONG_CODES_ALLOWED), name="till_code_wrong_count_bounded"
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "device": "plain",
            "user": "account",
            "code_hash": "key",
            "wrong_count": "account",
            "set_at": "account",
            "last_used_at": "account",
        }

    def __str__(self) -> str:
        return f"till code {self.pk}"

    @property
    def is_locked(self) -> bool:
        """Too many wrong codes; only a full log-in on this till opens it again."""
        return self.wrong_count >= WRONG_CODES_ALLOWED
