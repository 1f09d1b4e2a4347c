"""Whose long work somebody may see; anything else does not exist (R8)."""

import datetime as dt

from django.shortcuts import get_object_or_404

from ..access import has_permission
from ..models import Batch, ShoppingArea, User
from ..models.job import BatchQuerySet
from ..roles import Permission


def batches_of(user: User, area: ShoppingArea, *, on: dt.date) -> BatchQuerySet:
    """One's own, and for the coordinator everybody's; with their counts."""
    rows: BatchQuerySet = (
        Batch.objects.filter(area=area).select_related("area", "asked_by").with_counts().order_by("-asked_at")
    )
    if has_permission(user, Permission.MANAGE_AREA, area=area, on=on):
        return rows
    return rows.filter(asked_by=user)


def batch_or_404(user: User, area: ShoppingArea, token: str, *, on: dt.date) -> Batch:
    return get_object_or_404(batches_of(user, area, on=on), token=token)
