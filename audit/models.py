"""The log of who did what. It knows no other table, so nothing that is erased elsewhere can disturb it."""

from typing import Any, NoReturn

from django.db import models


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The log is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("The log is append-only.")


class Event(models.Model):
    """One deed or one look: references and codes only, never a name or a free text (D29)."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    actor = models.CharField(max_length=80)
    area = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    class Privacy:
        fields = {
            "id": "plain",
            "at": "trace",
            "action": "trace",
            "subject": "trace",
            "actor": "trace",
            "area": "plain",
            "facts": "trace",
        }

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The log is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The log is append-only.")
