"""Letting go of dossiers that nobody filed, or whose filing was taken back."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from participants.models import ShoppingArea

from ..models import Dossier, Filing

KEPT_UNFILED = dt.timedelta(days=90)


@transaction.atomic
def forget_unfiled(*, at: dt.datetime) -> int:
    """Let go, in all areas, of what nobody filed in three months, or in three months after it was taken back. How many.

    One whose filing another dossier follows stays for as long as that one does.
    """
    until = at - KEPT_UNFILED
    filings = Filing.objects.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=until))
    old = Dossier.objects.filter(asked_at__lte=until).exclude(filings__in=filings)
    # Nobody files one or takes one back meanwhile.
    areas = ShoppingArea.objects.filter(pk__in=old.values("area")).order_by("pk")
    list(areas.select_for_update())
    forgotten = 0
    # The newest first, for a dossier follows an older one.
    for pk in list(old.order_by("-asked_at", "-pk").values_list("pk", flat=True)):
        if not Dossier.objects.filter(follows__dossier=pk).exists():
            Filing.objects.filter(dossier=pk).delete()
            Dossier.objects.filter(pk=pk).delete()
            forgotten += 1
    return forgotten
