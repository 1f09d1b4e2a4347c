"""Whether an area has a page that anybody can read. The association decides; without its word there is none."""

import datetime as dt

from django.db import transaction
from django.db.models import Case, URLField, Value, When
from django.utils.translation import gettext as _

from audit.log import record

from ..access import require
from ..clock import dutch_date
from ..models import ShoppingArea, User
from ..refusals import Refusal
from ..roles import Permission


@transaction.atomic
def show(area: ShoppingArea, *, address: str, by: User, at: dt.datetime) -> ShoppingArea:
    """From now on anybody can read the page of the area. Letters name its address where they named none."""
    on = dutch_date(at)
    require(by, Permission.MANAGE_AREA, area=area, on=on)
    named = Case(When(public_page="", then=Value(address)), default="public_page", output_field=URLField())
    if not ShoppingArea.objects.filter(pk=area.pk, public_since=None).update(public_since=on, public_page=named):
        raise Refusal("already_public", _("De bladzijde is al openbaar."))
    record("public_page.shown", subject=f"area:{area.slug}", by=by, area=area)
    area.refresh_from_db(fields=["public_since", "public_page"])
    return area


@transaction.atomic
def hide(area: ShoppingArea, *, address: str, by: User, at: dt.datetime) -> ShoppingArea:
    """From now on nobody can read it, and new letters do not name its address any more."""
    require(by, Permission.MANAGE_AREA, area=area, on=dutch_date(at))
    named = Case(When(public_page=address, then=Value("")), default="public_page", output_field=URLField())
    if not ShoppingArea.objects.filter(pk=area.pk, public_since__isnull=False).update(
        public_since=None, public_page=named
    ):
        raise Refusal("already_hidden", _("De bladzijde is niet openbaar."))
    record("public_page.hidden", subject=f"area:{area.slug}", by=by, area=area)
    area.refresh_from_db(fields=["public_since", "public_page"])
    return area
