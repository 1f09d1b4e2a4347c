"""Which requests a user can reach, and which measures one may be about; anything else does not exist (R8, R46)."""

import datetime as dt

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from bans.models import Sanction
from bans.reach import files
from notices.models import Notice
from notices.rules import REQUEST_LETTERS
from participants.access import has_permission
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .models import Request, RequestQuerySet

RELATED = ("area", "protocol", "owner", "hearer", "person", "sanction__area", "sanction__protocol", "sanction__person")


def handles(user: User, area: ShoppingArea, on: dt.date) -> bool:
    """Whether the user handles the requests of this area."""
    return has_permission(user, Permission.HANDLE_REQUESTS, area=area, on=on)


def requests(user: User, area: ShoppingArea, on: dt.date) -> RequestQuerySet:
    """All for who handles them; for who hears people, those of which the user is the one who listens, until they are
    closed (R66)."""
    rows = Request.objects.filter(area=area).select_related(*RELATED)
    if handles(user, area, on):
        return rows
    if has_permission(user, Permission.HEAR_OBJECTIONS, area=area, on=on):
        return rows.filter(hearer=user, closed_at=None)
    return rows.none()


def request_or_404(user: User, area: ShoppingArea, on: dt.date, number: str) -> Request:
    return get_object_or_404(requests(user, area, on), number=number)


def handled_or_404(user: User, area: ShoppingArea, on: dt.date, number: str) -> Request:
    """A request for who handles it, and not for who only listens."""
    if not handles(user, area, on):
        raise Http404
    return request_or_404(user, area, on, number)


def sanction_named(reference: str, *, user: User, area: ShoppingArea, on: dt.date) -> Sanction:
    """The measure that a request is about: one that the user may open, or one that was ended and is not erased yet.

    Refuses any other reference in one sentence.
    """
    ended = ~Q(lifted_at=None, annulled_at=None)
    rows = area.sanctions.filter(Q(pk__in=files(user, area, on).values("pk")) | ended)
    sanction = rows.filter(reference=reference.strip().upper()).select_related("area", "person", "protocol").first()
    if sanction is None:
        raise Refusal(
            "unknown_sanction", _("Dit kenmerk is hier niet bekend. Kijk het na."), rule="R8", field="sanction"
        )
    return sanction


def letters_about(request: Request) -> list[Notice]:
    """The letters that this request brought about, the newest first: those that carry its number."""
    if request.sanction is None:
        return []
    rows = request.sanction.notices.filter(kind__in=REQUEST_LETTERS).select_related("sanction__person")
    about = [row for row in rows.defer("pdf").order_by("-made_at", "-pk") if request.shown_number in row.html]
    return about


def letter_or_404(request: Request, pk: int) -> Notice:
    """One of them, with its pages."""
    if pk not in {row.pk for row in letters_about(request)}:
        raise Http404
    return get_object_or_404(Notice.objects.select_related("sanction__person"), pk=pk)
