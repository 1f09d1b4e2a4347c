"""What was shown of the requests of a year when it was over. It stays, though requests are deleted afterwards (R70)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea


class ClosedRequestYear(models.Model):
    """The tables of a year as they were on the first day after it, in each language of the pages."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="closed_request_years")
    year = models.PositiveSmallIntegerField()
    tables = models.JSONField()
    closed_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("afgesloten jaar van verzoeken"), _("afgesloten jaren van verzoeken")
        ordering = ["area", "year"]
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="one_closing_of_requests_a_year")]

    class Privacy:
        fields = {"id": "plain", "area": "plain", "year": "plain", "tables": "plain", "closed_at": "plain"}

    def __str__(self) -> str:
        return f"closed year of requests {self.year}"
