"""Figures of a plan: what is counted, and how many in each month."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea

from .plan import Plan


class Source(models.TextChoices):
    """Where the figures come from."""

    OWN = "own", _("eigen cijfers")
    REGISTER = "register", _("aantallen uit het register")


class Indicator(models.Model):
    """What shows whether the problem gets smaller."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    name = models.CharField(_("wat wordt geteld?"), max_length=120)
    unit = models.CharField(_("eenheid"), max_length=40)
    source = models.CharField(max_length=10, choices=Source.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="indicator_named_once")]

    class Privacy:
        fields = dict.fromkeys(("id", "area", "plan", "name", "unit", "source"), "plain")

    def __str__(self) -> str:
        return self.name

    @property
    def is_own(self) -> bool:
        return self.source == Source.OWN

    def months(self) -> dict[dt.date, int | None]:
        """The figures in order; None where the register counted too few to tell."""
        return dict(self.figures.values_list("month", "count"))


class Figure(models.Model):
    """How many in one month, told by its first day. Empty where fewer than may be told (R70)."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="figures")
    month = models.DateField()
    count = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["indicator", "month"], name="figure_once_a_month")]

    class Privacy:
        fields = dict.fromkeys(("id", "area", "indicator", "month", "count"), "plain")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
