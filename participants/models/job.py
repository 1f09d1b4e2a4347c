"""Work that must be done once, whatever dies: the truth about it stands here, and Redis only rings (ADR 14)."""

import datetime as dt

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from ..references import new_token
from .area import ShoppingArea
from .user import User


class JobState(models.TextChoices):
    """Computed from the facts on the row, never stored."""

    WAITING = "waiting", _("wacht")
    RUNNING = "running", _("bezig")
    DONE = "done", _("klaar")
    FAILED = "failed", _("mislukt")
    CANCELLED = "cancelled", _("gestopt")


class BatchQuerySet(models.QuerySet["Batch"]):
    def with_counts(self) -> "BatchQuerySet":
        """How many jobs each has, and how many of those are done, failed or stopped."""
        return self.annotate(
            total=Count("jobs"),
            done=Count("jobs", filter=Q(jobs__done_at__isnull=False)),
            failed=Count("jobs", filter=Q(jobs__failed_at__isnull=False)),
            cancelled=Count("jobs", filter=Q(jobs__cancelled_at__isnull=False)),
        )


class Batch(models.Model):
    """Long work that somebody asked for, in pieces: so many jobs, of which each is done or not."""

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="batches")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    kind = models.CharField(max_length=60)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "token": "trace",
            "kind": "plain",
            "asked_by": "staff",
            "asked_at": "trace",
            "cancelled_at": "trace",
        }

    def __str__(self) -> str:
        return f"batch {self.token} {self.kind}"


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> "JobQuerySet":
        """Neither done, nor given up, nor stopped."""
        return self.filter(done_at=None, failed_at=None, cancelled_at=None)

    def due(self, at: dt.datetime) -> "JobQuerySet":
        """What may be taken now: its time has come, and nobody holds it, or who held it was silent for too long."""
        free = Q(claimed_until=None) | Q(claimed_until__lte=at)
        return self.open().filter(free, next_at__lte=at).order_by("next_at", "pk")


class Job(models.Model):
    """One piece of work, written in the transaction of the deed that asks for it.

    `key` makes that the same work asked twice is one job. `payload` holds keys and codes, nothing about anybody.
    """

    area = models.ForeignKey(ShoppingArea, models.CASCADE, null=True, blank=True, related_name="+")
    batch = models.ForeignKey(Batch, models.CASCADE, null=True, blank=True, related_name="jobs")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=160, unique=True)
    payload = models.JSONField(default=dict)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    # Who holds it, and until when he is believed to be alive.
    claim = models.CharField(max_length=16, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Why it failed: the sentence of a refusal, or the name of an error.
    error = models.CharField(max_length=300, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(done_at=None, failed_at=None, cancelled_at=None),
                name="jobs_that_are_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, failed_at=None)
                | Q(done_at=None, cancelled_at=None)
                | Q(failed_at=None, cancelled_at=None),
                name="job_ends_once",
            )
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "batch": "plain",
            "token": "trace",
            "kind": "plain",
            "key": "trace",
            "payload": "trace",
            "asked_by": "staff",
            "asked_at": "trace",
            "next_at": "trace",
            "attempts": "trace",
            "claim": "trace",
            "claimed_until": "trace",
            "done_at": "trace",
            "failed_at": "trace",
            "cancelled_at": "trace",
            "error": "trace",
        }

    def __str__(self) -> str:
        return f"job {self.token} {self.kind}"

    def state(self, at: dt.datetime) -> JobState:
        """What became of it by that moment."""
        if self.done_at:
            return JobState.DONE
        if self.cancelled_at:
            return JobState.CANCELLED
        if self.failed_at:
            return JobState.FAILED
        held = self.claimed_until is not None and self.claimed_until > at
        return JobState.RUNNING if held else JobState.WAITING
