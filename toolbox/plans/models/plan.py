"""A local plan, and the reasons that were given where it goes against a warning."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import ShoppingArea, User


class State(models.TextChoices):
    """What the facts of a plan mean; there is no column for it."""

    DRAFT = "draft", _("concept")
    PUT_FORWARD = "put_forward", _("voorgelegd")
    SENT_BACK = "sent_back", _("teruggestuurd")
    APPROVED = "approved", _("goedgekeurd")
    CLOSED = "closed", _("gesloten")


class PlanQuerySet(models.QuerySet["Plan"]):
    def waiting(self) -> "PlanQuerySet":
        """Put forward, and not decided on."""
        return self.filter(approved_at=None).exclude(put_forward_at=None)

    def running(self) -> "PlanQuerySet":
        """Approved, and not closed."""
        return self.filter(closed_at=None).exclude(approved_at=None)


def _both_or_neither(name: str) -> Q:
    """A fact has a moment and somebody who did it."""
    return Q(**{f"{name}_at": None, f"{name}_by": None}) | Q(
        **{f"{name}_at__isnull": False, f"{name}_by__isnull": False}
    )


class Plan(models.Model):
    """What an area does about a problem, from one day to another.

    What two people agreed on stays as it was: after the approval neither the problem nor a part changes, but for
    an extension, an early end and an evaluation. For anything else the plan is closed, and a new one made from its
    file.
    """

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="plans")
    title = models.CharField(_("naam van het plan"), max_length=120)
    problem = models.TextField(_("wat is het probleem?"))
    goal = models.TextField(_("wat moet er veranderen?"))
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    budget = models.PositiveIntegerField(_("budget in hele euro's"), default=0)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    put_forward_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    put_forward_at = models.DateTimeField(null=True, blank=True)
    # Sent back, it is no longer put forward; the reason stays to be read.
    sent_back_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.TextField(_("reden"), blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("plan"), _("plannen")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_it_starts"),
            models.CheckConstraint(condition=_both_or_neither("put_forward"), name="plan_put_forward_by_somebody"),
            models.CheckConstraint(condition=_both_or_neither("approved"), name="plan_approved_by_somebody"),
            models.CheckConstraint(condition=_both_or_neither("closed"), name="plan_closed_by_somebody"),
            models.CheckConstraint(
                condition=_both_or_neither("sent_back") & (Q(sent_back_at=None) | ~Q(sent_back_reason="")),
                name="plan_sent_back_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(put_forward_at__isnull=False) & ~Q(approved_by=F("put_forward_by")),
                name="plan_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(approved_at__isnull=False), name="plan_closed_after_approval"
            ),
        ]

    class Privacy:
        fields = dict.fromkeys(
            ("id", "area", "title", "problem", "goal", "starts_on", "ends_on", "budget", "made_at"), "plain"
        ) | {
            **dict.fromkeys(("made_by", "put_forward_by", "sent_back_by", "approved_by", "closed_by"), "staff"),
            **dict.fromkeys(("put_forward_at", "sent_back_at", "approved_at", "closed_at"), "plain"),
            "sent_back_reason": "plain",
        }

    def __str__(self) -> str:
        return f"plan {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("toolbox:plan", args=[self.area.slug, self.pk])

    @property
    def state(self) -> State:
        if self.closed_at:
            return State.CLOSED
        if self.approved_at:
            return State.APPROVED
        if self.put_forward_at:
            return State.PUT_FORWARD
        return State.SENT_BACK if self.sent_back_at else State.DRAFT

    @property
    def may_change(self) -> bool:
        """Whether its text and its parts are still open."""
        return self.state in (State.DRAFT, State.SENT_BACK)


class WarningAnswer(models.Model):
    """Why the plan goes against a warning. Other facts make it another warning, which asks for its own answer."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=40)
    reason = models.TextField(_("reden"))
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="warning_answered_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="warning_answered_with_a_reason"),
        ]

    class Privacy:
        fields = dict.fromkeys(("id", "area", "plan", "key", "reason", "answered_at"), "plain") | {
            "answered_by": "staff"
        }

    def __str__(self) -> str:
        return f"{self.key} of plan {self.plan_id}"
