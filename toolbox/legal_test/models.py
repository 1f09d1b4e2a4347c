"""A legal test of one measure in one area, and its answers. The outcome is computed until closing freezes it."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.clock import DUTCH_TIME
from participants.models import ShoppingArea, User

from .vocabulary import Answer, Outcome, PermitStatus

__all__ = ["Answer", "LegalAnswer", "LegalTest", "Outcome", "PermitStatus"]

_OPEN = Q(closed_at=None, closed_by=None, outcome="", measure_checksum="", permit_status="", permit_number="")
_CLOSED = Q(
    closed_at__isnull=False, closed_by__isnull=False, outcome__in=Outcome.values, permit_status__in=PermitStatus.values
) & ~Q(measure_checksum="")


class LegalTestQuerySet(models.QuerySet["LegalTest"]):
    def open(self) -> "LegalTestQuerySet":
        return self.filter(closed_at=None)

    def closed(self) -> "LegalTestQuerySet":
        return self.exclude(closed_at=None)

    def ready_for(self, area: ShoppingArea, measure_code: str, *, since: dt.date) -> "LegalTestQuerySet":
        """The tests of this measure in this area that came out ready, closed on that Dutch day or later."""
        begin = dt.datetime.combine(since, dt.time.min, tzinfo=DUTCH_TIME)
        return self.filter(area=area, measure_code=measure_code, outcome=Outcome.READY, closed_at__gte=begin)


class LegalTest(models.Model):
    """Whether one measure may be taken at one place. Once closed it never changes; a new test can follow it.

    `measure_version` is the version that it was begun on, and from closing on the one that it was judged by.
    """

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="legal_tests")
    measure_code = models.SlugField(_("maatregel"), max_length=60)
    measure_version = models.PositiveSmallIntegerField()
    title = models.CharField(_("plaats en probleem"), max_length=120)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    # Why it came to that: [outcome, code, about], as `rules.Finding`.
    findings = models.JSONField(default=list, blank=True)
    measure_checksum = models.CharField(max_length=64, blank=True)
    permit_status = models.CharField(max_length=12, choices=PermitStatus.choices, blank=True)
    permit_number = models.CharField(max_length=60, blank=True)

    objects = LegalTestQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=_OPEN | _CLOSED, name="legal_test_open_or_closed_whole"),
            models.CheckConstraint(condition=~Q(title=""), name="legal_test_has_a_title"),
        ]

    class Privacy:
        fields = {
            **dict.fromkeys(("id", "area", "measure_code", "measure_version", "title", "follows"), "plain"),
            **dict.fromkeys(("begun_at", "closed_at", "outcome", "findings"), "plain"),
            **dict.fromkeys(("measure_checksum", "permit_status", "permit_number"), "plain"),
            **dict.fromkeys(("begun_by", "closed_by"), "staff"),
        }

    def __str__(self) -> str:
        return f"legal test {self.pk} of {self.measure_code}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:test", args=[self.area.slug, self.pk])

    @property
    def ends_on(self) -> dt.date | None:
        """The last day that it was tested for; None where that was not asked or not known."""
        row = self.answers.filter(question="end").first()
        day = row.facts.get("ends_on") if row else None
        return dt.date.fromisoformat(day) if day else None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class LegalAnswer(models.Model):
    """One answer with its reason. `facts` is what the question asks besides; `facts.clean` says what that may be."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    test = models.ForeignKey(LegalTest, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    reason = models.TextField(_("waarom"))
    facts = models.JSONField(default=dict, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["test", "question"], name="legal_answer_once_for_each_question"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="legal_answer_is_one_of_three"),
            models.CheckConstraint(condition=~Q(reason=""), name="legal_answer_has_a_reason"),
        ]

    class Privacy:
        fields = {
            **dict.fromkeys(("id", "area", "test", "question", "answer", "reason", "facts", "answered_at"), "plain"),
            "answered_by": "staff",
        }

    def __str__(self) -> str:
        return f"{self.question} of legal test {self.test_id}"
