"""A shop where somebody may come in although a ban holds there: for what cannot be had elsewhere."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from participants import clock
from participants.models import Shop, ShoppingArea, User
from participants.references import new_token

from .sanction import Sanction


class ForWhat(models.TextChoices):
    """Why somebody may come in, as far as a counter needs it. Which goods and what appointment is nobody's business."""

    GOODS = "goods", _("boodschappen")
    WORK = "work", _("werk")
    APPOINTMENT = "appointment", _("een afspraak")


class EntryExceptionQuerySet(models.QuerySet["EntryException"]):
    def running(self, on: dt.date) -> "EntryExceptionQuerySet":
        """Not ended, and not past their last day."""
        return self.filter(ended_at=None, last_day__gte=on)


class EntryException(models.Model):
    """One shop, on some days of the week or all, between two times or as long as it is open, until a day."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="entry_exceptions")
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="+", verbose_name=_("winkel"))
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    for_what = models.CharField(_("waarvoor"), max_length=12, choices=ForWhat)
    # Monday is 0; empty for every day.
    weekdays = models.JSONField(_("dagen"), default=list, blank=True)
    starts_at = models.TimeField(_("vanaf"), null=True, blank=True)
    ends_at = models.TimeField(_("tot"), null=True, blank=True)
    last_day = models.DateField(_("tot en met"))
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = EntryExceptionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("uitzondering"), _("uitzonderingen")
        ordering = ["granted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
                name="entry_exception_between_two_times",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="entry_exception_ended_by_somebody",
            ),
            # One whose last day passed is ended when another takes its place (`actions.exceptions.grant`).
            models.UniqueConstraint(
                fields=["sanction", "shop"], condition=Q(ended_at=None), name="entry_exception_one_at_a_time"
            ),
        ]

    class Privacy:
        person = "sanction.person"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "sanction": "plain",
            "shop": "plain",
            "token": "trace",
            "for_what": "conduct",
            "weekdays": "conduct",
            "starts_at": "conduct",
            "ends_at": "conduct",
            "last_day": "conduct",
            "granted_at": "plain",
            "granted_by": "staff",
            "ended_at": "plain",
            "ended_by": "staff",
        }

    def __str__(self) -> str:
        return f"exception {self.token}"

    def allows_at(self, at: dt.datetime) -> bool:
        """Whether somebody may come in at that moment, or might then, by the Dutch clock."""
        on, time = clock.dutch_date(at), clock.dutch_time(at)
        ended = self.ended_at is not None and self.ended_at <= at
        if at < self.granted_at or ended or on > self.last_day:
            return False
        if self.weekdays and on.weekday() not in self.weekdays:
            return False
        return self.starts_at is None or self.ends_at is None or self.starts_at <= time < self.ends_at
