"""Who oversees an area, and who answers for it. Never the same person: the municipality has no other role (R30)."""

import datetime as dt

from django.http import Http404
from django.utils.translation import gettext as _

from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .models import Sample, SampleItem


def audits(user: User, area: ShoppingArea, *, on: dt.date) -> bool:
    """Whether somebody sees figures and no names here."""
    held = permissions_of(user, area, on=on)
    return Permission.SEE_FIGURES in held and Permission.SEE_WHOLE_REGISTER not in held


def answers(user: User, area: ShoppingArea, *, on: dt.date) -> bool:
    """Whether somebody keeps the register here, and so answers for it."""
    return Permission.SEE_WHOLE_REGISTER in permissions_of(user, area, on=on)


def require_auditor(user: User, area: ShoppingArea, *, on: dt.date) -> None:
    """Refuse whoever does not oversee the area (R30)."""
    if not audits(user, area, on=on):
        raise Refusal("not_allowed", _("Dit doet de gemeente."), rule="R30")


def require_association(user: User, area: ShoppingArea, *, on: dt.date) -> None:
    """Refuse whoever does not keep the register of the area (R30)."""
    if not answers(user, area, on=on):
        raise Refusal("not_allowed", _("Dit doet de coördinator van de vereniging."), rule="R30")


def overseen_area(request: SignedInRequest, slug: str) -> ShoppingArea:
    """The area, for who oversees it and who answers for it; for everybody else it is not there."""
    area = area_or_404(request.user, slug)
    if Permission.SEE_FIGURES not in permissions_of(request.user, area, on=clock.today()):
        raise Http404
    return area


def auditors_area(request: SignedInRequest, slug: str) -> ShoppingArea:
    """The area, for who oversees it alone."""
    area = area_or_404(request.user, slug)
    if not audits(request.user, area, on=clock.today()):
        raise Http404
    return area


def sample_or_404(area: ShoppingArea, token: str) -> Sample:
    found = Sample.objects.filter(area=area, token=token).select_related("area").first()
    if found is None:
        raise Http404
    return found


def item_or_404(sample: Sample, number: int, *, on: dt.date) -> SampleItem:
    """The file under this number; none once the sample cannot be opened any more, or the file is erased."""
    rows = sample.items.select_related("sample__area", "sanction", "counter_check")
    found = rows.filter(number=number).first() if sample.opens(on) else None
    if found is None:
        raise Http404
    return found
