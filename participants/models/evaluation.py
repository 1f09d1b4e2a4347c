"""That the co-operation in an area was evaluated: the day alone (R74)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .area import ShoppingArea
from .user import User


class Evaluation(models.Model):
    """One evaluation, on the day on which it was held. When the next is due is the protocol's to say."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="evaluations")
    held_on = models.DateField(_("gehouden op"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on"]
        constraints = [models.UniqueConstraint(fields=["area", "held_on"], name="one_evaluation_a_day")]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "held_on": "plain",
            "recorded_by": "staff",
            "recorded_at": "plain",
        }

    def __str__(self) -> str:
        return f"evaluation {self.area} {self.held_on}"
