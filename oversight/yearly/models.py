"""The judgement about a year, and the report as it was adopted. What is computed is stored in that PDF alone."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea, User

MOST = 3000


class YearlyReport(models.Model):
    """One version of the report about a year: a draft until it is adopted, and from then on the same for ever.

    Its words name nobody of the register (`yearly.words`), and go to whoever may see figures.
    """

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="yearly_reports")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    # How often it was saved, so that nobody writes over what another wrote meanwhile.
    revision = models.PositiveIntegerField(default=0)
    held_on = models.DateField(_("dag van het overleg"), null=True, blank=True)
    took_part = models.TextField(_("wie erbij waren"), max_length=MOST, blank=True)
    went_well = models.TextField(_("wat ging goed"), max_length=MOST, blank=True)
    must_change = models.TextField(_("wat moet anders"), max_length=MOST, blank=True)
    needed = models.TextField(_("is het nog nodig, en niet te zwaar"), max_length=MOST, blank=True)
    conclusions = models.TextField(_("over wat niet klopt of ontbreekt"), max_length=MOST, blank=True)
    agreed = models.TextField(_("wat is afgesproken"), max_length=MOST, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.BinaryField(default=bytes, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("jaarverslag"), _("jaarverslagen")
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "version"], name="one_report_a_version"),
            models.UniqueConstraint(
                fields=["area", "year"], condition=Q(adopted_at=None), name="one_draft_report_a_year"
            ),
            models.CheckConstraint(
                condition=Q(adopted_at=None, adopted_by=None, sha256="")
                | (Q(adopted_at__isnull=False, adopted_by__isnull=False, held_on__isnull=False) & ~Q(sha256="")),
                name="report_adopted_whole",
            ),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "year": "plain",
            "version": "plain",
            "revision": "plain",
            "held_on": "plain",
            "took_part": "plain",
            "went_well": "plain",
            "must_change": "plain",
            "needed": "plain",
            "conclusions": "plain",
            "agreed": "plain",
            "written_at": "plain",
            "written_by": "staff",
            "adopted_at": "plain",
            "adopted_by": "staff",
            "pdf": "plain",
            "sha256": "plain",
        }

    def __str__(self) -> str:
        return f"{self.area.slug} {self.year} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("oversight:yearly-adopted", args=[self.area.slug, self.year, self.version])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A draft can be saved; what was adopted never again."""
        if not self._state.adding and YearlyReport.objects.filter(pk=self.pk, adopted_at__isnull=False).exists():
            raise TypeError("An adopted report never changes.")
        super().save(*args, **kwargs)

    @property
    def is_adopted(self) -> bool:
        return self.adopted_at is not None
