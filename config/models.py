"""What the site knows of itself; nothing about anybody."""

from django.db import models


class Duty(models.Model):
    """When a duty of the timetable was last done."""

    name = models.CharField(max_length=100, primary_key=True)
    done_at = models.DateTimeField()

    class Privacy:
        fields = {"name": "plain", "done_at": "plain"}

    def __str__(self) -> str:
        return self.name
