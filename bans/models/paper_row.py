"""A row of a paper register that waits to be taken over (docs/import.md)."""

from django.db import models

from participants.models import Job, ShoppingArea
from participants.references import new_token

from ..personal import PersonalJSON
from .person import Person


class PaperRow(models.Model):
    """Sealed under a key of its file, which is the batch; it goes when it has been entered, or with its work.

    Rows with the same number in `about` are about one person, who is known from the first of them on.
    """

    area = models.ForeignKey(ShoppingArea, models.CASCADE, related_name="+")
    job = models.OneToOneField(Job, models.CASCADE, related_name="+")
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    about = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    cells = PersonalJSON()

    class Privacy:
        person = "job.batch"
        row = "token"
        fields = {
            "id": "plain",
            "area": "plain",
            "job": "plain",
            "token": "trace",
            "about": "plain",
            "person": "plain",
            "cells": "identity",
        }

    def __str__(self) -> str:
        return f"paper row {self.token}"
