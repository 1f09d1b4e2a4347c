"""What came of a part of a plan. It is written once and stays, also when the measure did not help."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea, User

from .part import PlanPart


class Outcome(models.TextChoices):
    """What the people who did it saw."""

    HELPED = "helped", _("het hielp")
    NO_CHANGE = "no_change", _("geen verandering te zien")
    WORSE = "worse", _("het werd erger")
    UNKNOWN = "unknown", _("niet te zeggen")


class PartEvaluationQuerySet(models.QuerySet["PartEvaluation"]):
    def delete(self) -> NoReturn:
        raise ProtectedError(_text("Een evaluatie blijft bewaard."), set(self))


class PartEvaluation(models.Model):
    """Side effects and displacement are always asked: an empty text means that they were looked for and not seen."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    part = models.OneToOneField(PlanPart, models.PROTECT, related_name="evaluation")
    outcome = models.CharField(_("hielp het?"), max_length=12, choices=Outcome.choices)
    side_effects = models.TextField(_("bijwerkingen"), blank=True)
    displacement = models.TextField(_("verplaatsing"), blank=True)
    learned = models.TextField(_("wat hebt u geleerd?"))
    shared = models.BooleanField(_("deel dit op de bladzijde van de maatregel"), default=False)
    copy = models.OneToOneField(
        "toolbox.SharedExperience", models.SET_NULL, null=True, blank=True, related_name="evaluation"
    )
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = PartEvaluationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(learned=""), name="evaluation_says_what_was_learned")]

    class Privacy:
        fields = dict.fromkeys(
            (
                "id",
                "area",
                "part",
                "outcome",
                "side_effects",
                "displacement",
                "learned",
                "shared",
                "copy",
                "written_at",
            ),
            "plain",
        ) | {"written_by": "staff"}

    def __str__(self) -> str:
        return f"evaluation of part {self.part_id}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ProtectedError(_text("Een evaluatie blijft bewaard."), {self})


class SharedExperience(models.Model):
    """What an evaluation leaves for every reader of the catalogue: a copy apart, with a municipality and no area.

    The public page reads this and never an evaluation, so that it needs no key to anybody's area.
    """

    measure_code = models.SlugField(max_length=60)
    municipality = models.CharField(max_length=100)
    year = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    learned = models.TextField()

    class Meta:
        ordering = ["-year", "-pk"]

    class Privacy:
        fields = dict.fromkeys(("id", "measure_code", "municipality", "year", "outcome", "learned"), "plain")

    def __str__(self) -> str:
        return f"experience with {self.measure_code}"
