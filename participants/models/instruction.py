"""That somebody did the instruction: the fact alone, no answers and no score (R51)."""

import datetime as dt

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..clock import dutch_date
from .area import ShoppingArea
from .user import User


class Instruction(models.Model):
    """The last time that a user confirmed the instruction in an area. How long it holds is the area's to say."""

    user = models.ForeignKey(User, models.CASCADE, related_name="instructions")
    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="instructions")
    confirmed_at = models.DateTimeField(_("bevestigd op"))
    edition = models.PositiveSmallIntegerField(_("uitgave"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "area"], name="one_instruction_in_area")]

    class Privacy:
        fields = {
            "id": "plain",
            "user": "account",
            "area": "plain",
            "confirmed_at": "account",
            "edition": "account",
        }

    def __str__(self) -> str:
        return f"instruction {self.pk}"

    @property
    def confirmed_on(self) -> dt.date:
        """The Dutch day on which it was confirmed."""
        return dutch_date(self.confirmed_at)

    def last_day(self, months: int) -> dt.date:
        """The last day on which it holds: months first, clamped to a short month, then one day back."""
        return self.confirmed_on + relativedelta(months=months) - dt.timedelta(days=1)
