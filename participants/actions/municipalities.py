"""Municipalities that merge. What they oversaw goes on; what was before that day keeps the old name."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record

from ..models import Municipality, ShoppingArea
from ..refusals import Refusal


@transaction.atomic
def merge(old: Municipality, into: Municipality, *, on: dt.date, by: str, at: dt.datetime) -> list[ShoppingArea]:
    """From that day on, also one to come, `old` is part of `into`; the areas that this concerns.

    Refuses a municipality that was merged before, or that would come out at itself. Roles stay as they are: who is an
    official of the new municipality is for the association to say.
    """
    rows = {row.pk: row for row in Municipality.objects.select_for_update().filter(pk__in=(old.pk, into.pk))}
    old, into = rows[old.pk], rows[into.pk]
    if old.merged_into:
        raise Refusal(
            "merged_already",
            _("%(old)s is al opgegaan in %(new)s.") % {"old": old, "new": old.merged_into},
        )
    if into.on(dt.date.max) == old:
        raise Refusal("merged_into_itself", _("Een gemeente kan niet opgaan in zichzelf."))
    # Also those of what became part of `old` earlier, or will. Asked before, for `old` leads further from here.
    areas = [
        area
        for area in ShoppingArea.objects.select_related("municipality__merged_into")
        if area.municipality.on(dt.date.max) == old
    ]
    old.merged_into, old.merged_on = into, on
    old.save(update_fields=["merged_into", "merged_on"])
    for area in areas:
        facts = {"on": on.isoformat(), "into": into.pk}
        record("municipality.merged", subject=f"municipality:{old.pk}", by=by, area=area, **facts)
    return areas
