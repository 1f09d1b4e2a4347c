"""What is kept of the figures when the log goes: numbers by codes, and nothing of anybody.

A quarter that is over keeps what was counted in it, so that its lines may go. When the year is over its four quarters
become what is shown of it, after hiding (R70), and what was counted goes: no small number is kept for ever.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea


class QuarterCounts(models.Model):
    """Everything counted in one quarter that is over, before anything is hidden. It goes when the year is closed."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="quarter_counts")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    # By subject a list of codes with how many there were, the codes that there could have been, and by what is
    # measured how often it took so many days.
    cases = models.JSONField()
    possible = models.JSONField()
    waits = models.JSONField()
    # From which day of it the log knows.
    since = models.DateField()
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("geteld kwartaal"), _("getelde kwartalen")
        ordering = ["area", "year", "quarter"]
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "quarter"], name="one_count_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="quarter_of_a_year"),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "year": "plain",
            "quarter": "plain",
            "cases": "plain",
            "possible": "plain",
            "waits": "plain",
            "since": "plain",
            "counted_at": "plain",
        }

    def __str__(self) -> str:
        return f"counts of {self.year}-{self.quarter}"


class ClosedYear(models.Model):
    """What is shown of a year that is over: by subject the numbers after hiding, and the middles. It never changes."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="closed_years")
    year = models.PositiveSmallIntegerField()
    # The name of the area at that time, for it stands above the figures.
    name = models.CharField(max_length=120)
    subjects = models.JSONField()
    middles = models.JSONField()
    since = models.DateField()
    closed_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("afgesloten jaar"), _("afgesloten jaren")
        ordering = ["area", "year"]
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="one_closing_a_year")]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "year": "plain",
            "name": "plain",
            "subjects": "plain",
            "middles": "plain",
            "since": "plain",
            "closed_at": "plain",
        }

    def __str__(self) -> str:
        return f"closed year {self.year}"
