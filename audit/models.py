"""The log of who did what, and what proves it. It knows no other table, so no erasure elsewhere can disturb it.

Four tables, all of them INSERT-only: through the models here, in the database by audit/walls.py.
"""

import secrets
from typing import Any, NoReturn

from django.db import models

from .purposes import Purpose, Result

REFUSAL = "The log is append-only."


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(REFUSAL)

    def delete(self) -> NoReturn:
        raise TypeError(REFUSAL)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(REFUSAL)


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(REFUSAL)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(REFUSAL)


def fresh_salt() -> str:
    """What makes two lines that say the same have another digest, so that nobody can guess a sealed one."""
    return secrets.token_urlsafe(16)


class Event(AppendOnly):
    """One deed or one look: references and codes only, never a name or a free text (D29)."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    actor = models.CharField(max_length=80)
    # What the actor was at that moment: roles, and the shop, the business or the association acted for.
    roles = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=60, blank=True)
    purpose = models.CharField(max_length=20, blank=True, choices=Purpose)
    door = models.CharField(max_length=40, blank=True)
    operation = models.CharField(max_length=32, blank=True)
    result = models.CharField(max_length=10, choices=Result, default=Result.DONE)
    facts = models.JSONField(default=dict)
    # Empty in lines from before there were sealed ones: their chain goes over the words themselves.
    salt = models.CharField(max_length=24, blank=True, default=fresh_salt)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["area", "-id"], name="event_of_area"),
            models.Index(fields=["area", "at"], name="event_of_area_by_time"),
        ]

    class Privacy:
        fields = {
            "id": "plain",
            "at": "trace",
            "action": "trace",
            "subject": "trace",
            "actor": "trace",
            "roles": "trace",
            "organisation": "trace",
            "area": "plain",
            "purpose": "trace",
            "door": "trace",
            "operation": "trace",
            "result": "trace",
            "facts": "trace",
            "salt": "plain",
        }

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"


class Link(AppendOnly):
    """An event's place in the chain of its area: its number, and the hash over all up to and including it."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="link")
    area = models.CharField(max_length=60, blank=True)
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=44)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "number"], name="one_link_per_number")]

    class Privacy:
        fields = {"event": "plain", "area": "plain", "number": "plain", "hash": "plain"}

    def __str__(self) -> str:
        return f"link {self.area} {self.number}"


class HeadReason(models.TextChoices):
    HOUR = "hour"
    ROLE = "role"
    EXPORT = "export"
    PRUNE = "prune"


class Head(AppendOnly):
    """A signed statement, public, of how long an area's log was and what its last hash was."""

    area = models.CharField(max_length=60, blank=True)
    serial = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=44)
    at = models.DateTimeField()
    reason = models.CharField(max_length=10, choices=HeadReason)
    # The signed text exactly as it was published, and the public key that checks it.
    note = models.TextField()
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "serial"], name="one_head_per_serial")]
        indexes = [models.Index(fields=["area", "at"], name="head_of_area_by_time")]

    class Privacy:
        fields = {
            "id": "plain",
            "area": "plain",
            "serial": "plain",
            "size": "plain",
            "hash": "plain",
            "at": "plain",
            "reason": "plain",
            "note": "plain",
            "key": "plain",
        }

    def __str__(self) -> str:
        return f"head {self.area} {self.serial}"


class Pruning(AppendOnly):
    """The decision to drop an area's lines up to a signed head. Without it the database refuses to (D32)."""

    area = models.CharField(max_length=60, blank=True)
    head = models.ForeignKey(Head, models.PROTECT, related_name="prunings")
    size = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["area", "size"], name="pruning_of_area")]

    class Privacy:
        fields = {"id": "plain", "area": "plain", "head": "plain", "size": "plain", "at": "plain"}

    def __str__(self) -> str:
        return f"pruning {self.area} {self.size}"
