"""A text of law that an area added for its letters; a version never changes, a new one follows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea, User

from ..law.texts import LawText, Subject

# How many characters each part may have.
LENGTHS = {"name": 160, "text": 400, "site": 120, "source": 200}


class LegalText(models.Model):
    """One version of one subject, from the day on which it holds."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="legal_texts")
    subject = models.CharField(max_length=20, choices=Subject)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LENGTHS["name"])
    text = models.CharField(max_length=LENGTHS["text"], blank=True)
    site = models.CharField(max_length=LENGTHS["site"], blank=True)
    source = models.CharField(max_length=LENGTHS["source"])
    valid_from = models.DateField(_("geldt vanaf"))
    checked_on = models.DateField(_("nagekeken op"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("tekst uit de wet"), _("teksten uit de wet")
        ordering = ["subject", "number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "subject", "number"], name="one_legal_text_per_number"),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "subject": "plain",
            "number": "plain",
            "name": "plain",
            "text": "plain",
            "site": "plain",
            "source": "plain",
            "valid_from": "plain",
            "checked_on": "plain",
            "made_at": "plain",
            "made_by": "staff",
        }

    def __str__(self) -> str:
        return f"{self.area} {self.subject} v{self.number}"

    def as_text(self) -> LawText:
        return LawText(
            subject=self.subject,
            name=self.name,
            text=self.text,
            site=self.site,
            source=self.source,
            valid_from=self.valid_from,
            checked_on=self.checked_on,
            own=True,
        )
