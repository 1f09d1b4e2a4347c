"""What can be put right by whom; anything else does not exist (R8)."""

import datetime as dt

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from bans.models import Sanction
from bans.reach import RELATED, files
from participants.access import has_permission
from participants.models import ShoppingArea, User
from participants.roles import Permission

from .models import Correction


def file_to_correct(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Sanction:
    """A sanction for who may end it; also one that was ended by another door, until it is purged."""
    _require(user, area, on)
    ended = ~Q(lifted_at=None) | ~Q(annulled_at=None)
    rows = Sanction.objects.filter(Q(pk__in=files(user, area, on)) | ended, area=area)
    return get_object_or_404(rows.select_related(*RELATED), reference=reference)


def correction_or_404(user: User, area: ShoppingArea, on: dt.date, token: str) -> Correction:
    """What was put right in this area, for who may put right."""
    _require(user, area, on)
    rows = Correction.objects.filter(area=area).select_related("area", "sanction", "request__area", "made_by")
    return get_object_or_404(rows, token=token)


def _require(user: User, area: ShoppingArea, on: dt.date) -> None:
    if not has_permission(user, Permission.LIFT, area=area, on=on):
        raise Http404
