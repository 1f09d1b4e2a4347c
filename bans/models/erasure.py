"""The certificate of an erasure: that, when and why, and nothing about whom (R56)."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from participants import clock
from participants.models import ShoppingArea
from participants.references import new_token

from ..rules import retention

RULE_LABELS = {
    "R5": _("de winkel doet niet meer mee"),
    "R29": _("afgewezen, of gemeld zonder maatregel"),
    "R34": _("niet op tijd uitgereikt"),
    "R53": _("de laatste dag was voorbij"),
    "R55": _("ingetrokken of vernietigd"),
    "R64": _("op verzoek gewist"),
    "R56": _("opnieuw verwijderd na het terugzetten van een kopie"),
}


class Erasure(models.Model):
    """What was deleted of one person at one moment, in kinds and counts."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="erasures")
    reference = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    # The random token, by which the log can still be read; whom it stood for is unknown for ever.
    person_token = models.CharField(max_length=16, db_index=True)
    erased_at = models.DateTimeField(_("verwijderd op"))
    rules = models.JSONField(_("volgens"), default=list)
    kinds = models.JSONField(_("wat"), default=dict)
    # How often this file was looked at before it went, by kind; afterwards nobody can tell.
    looks = models.JSONField(_("hoe vaak bekeken"), default=dict)
    key_destroyed = models.BooleanField(_("sleutel vernietigd"))

    class Meta:
        ordering = ["-erased_at", "-pk"]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "reference": "trace",
            "person_token": "trace",
            "erased_at": "plain",
            "rules": "plain",
            "kinds": "plain",
            "looks": "trace",
            "key_destroyed": "plain",
        }

    def __str__(self) -> str:
        return f"erasure {self.reference}"

    @property
    def reasons(self) -> list[str]:
        """Why, in words."""
        return [str(RULE_LABELS[rule]) for rule in self.rules]

    @property
    def contents(self) -> list[tuple[str, int]]:
        """What went, in words and counts."""
        named = ((apps.get_model(label)._meta, count) for label, count in sorted(self.kinds.items()))
        return [(str(meta.verbose_name if count == 1 else meta.verbose_name_plural), count) for meta, count in named]

    @property
    def erased_on(self) -> dt.date:
        return clock.dutch_date(self.erased_at)

    @property
    def unreadable_from(self) -> dt.date | None:
        """When no copy can be read any more; None while the person's key lives on for another sanction."""
        return retention.unreadable_from(self.erased_on) if self.key_destroyed else None

    @property
    def gone_from_copies_on(self) -> dt.date:
        return retention.gone_from_copies_on(self.erased_on)
