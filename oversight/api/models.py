"""A key by which a system of the municipality fetches what her pages show."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants.access import running_roles
from participants.models import Membership, ShoppingArea, User
from participants.roles import Role

# A key that is near its end is said to be: so that there is time to put another in the system.
SOON = dt.timedelta(days=30)


class OversightKeyQuerySet(models.QuerySet["OversightKey"]):
    def running(self, on: dt.date) -> "OversightKeyQuerySet":
        """Not revoked, and not over."""
        return self.filter(revoked_at=None, made_on__lte=on, ends_on__gt=on)

    def usable(self, on: dt.date) -> "OversightKeyQuerySet":
        """Running, and made by somebody who oversees that area today and ever since: who left takes the key along
        (R5), and does not bring it back with a role that is given anew."""
        hers = {"role": Role.MUNICIPALITY, "user": models.OuterRef("made_by"), "area": models.OuterRef("area")}
        ended = Membership.objects.filter(**hers, ended_at__gte=models.OuterRef("made_at"))
        oversees = models.Exists(running_roles(on=on).filter(**hers))
        return self.running(on).filter(oversees, ~models.Exists(ended))


class OversightKey(models.Model):
    """The key of one system for one area. It holds a random token; here lies only the hash of that."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    name = models.CharField(_("naam van het systeem"), max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_on = models.DateField()
    # From this day on it opens nothing.
    ends_on = models.DateField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OversightKeyQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("sleutel van een systeem"), _("sleutels van systemen")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="oversight_key_revoked_by_somebody",
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("made_on")), name="oversight_key_ends_after_start"),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "name": "plain",
            "token_hash": "key",
            "made_by": "account",
            "made_at": "account",
            "made_on": "account",
            "ends_on": "plain",
            "last_used_at": "account",
            "revoked_at": "account",
            "revoked_by": "account",
        }

    def __str__(self) -> str:
        return f"oversight key {self.pk}"

    def days_left(self, on: dt.date) -> int:
        return max(0, (self.ends_on - on).days)

    def ends_soon(self, on: dt.date) -> bool:
        return self.ends_on - on <= SOON
