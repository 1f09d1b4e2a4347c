"""How the letters of an association look and what it says in them; a version never changes, a new one follows it."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea, User


class LetterDesignQuerySet(models.QuerySet["LetterDesign"]):
    def holding(self, area: ShoppingArea, on: dt.date) -> "LetterDesign | None":
        """The newest version that holds on that day; None while an area has none."""
        return self.filter(area=area, valid_from__lte=on).order_by("-number").first()


class LetterDesign(models.Model):
    """One version of an area's own face and words. Empty parts are left out of the letter."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="letter_designs")
    number = models.PositiveIntegerField(_("versie"))
    valid_from = models.DateField(_("geldt vanaf"))
    # A JPEG that the photo worker rebuilt; empty without a logo.
    logo = models.BinaryField(default=bytes, blank=True)
    colour = models.CharField(max_length=7)
    accent = models.CharField(max_length=7)
    contact_line = models.CharField(max_length=200, blank=True)
    opening = models.TextField(blank=True)
    house_rules = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = LetterDesignQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("huisstijl van brieven"), _("huisstijlen van brieven")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["area", "number"], name="one_design_per_number")]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "number": "plain",
            "valid_from": "plain",
            "logo": "plain",
            "colour": "plain",
            "accent": "plain",
            "contact_line": "plain",
            "opening": "plain",
            "house_rules": "plain",
            "made_at": "plain",
            "made_by": "staff",
        }

    def __str__(self) -> str:
        return f"{self.area} design {self.number}"
