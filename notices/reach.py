"""Which letters a user can reach; anything else does not exist (R8, R46)."""

import datetime as dt

from django.http import Http404

from bans.models import Incident, Sanction
from bans.reach import files
from participants.access import has_permission, shops_of
from participants.models import ShoppingArea, User
from participants.roles import Permission

from .models import Notice, Service
from .models.notice import LetterKind


def served_file(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Sanction:
    """A sanction whose letters the user makes: of the own shop, or any for the coordinator."""
    sanction = files(user, area, on).filter(reference=reference).first()
    if sanction is None or not has_permission(user, Permission.SERVE, area=area, on=on, shop=sanction.shop):
        raise Http404
    return sanction


def ended_file(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Sanction:
    """A sanction that was withdrawn or annulled and is not purged yet, for the coordinator's last letter."""
    if not has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on):
        raise Http404
    rows = area.sanctions.filter(reference=reference).exclude(lifted_at=None, annulled_at=None)
    sanction = rows.select_related("area", "shop", "shop__business", "person", "incident", "protocol").first()
    if sanction is None:
        raise Http404
    return sanction


def notice_of(user: User, area: ShoppingArea, on: dt.date, pk: int) -> Notice:
    """A printed letter for who made it possible: the own shop, the coordinator, or who reported a breach."""
    notice = Notice.objects.filter(area=area, pk=pk).select_related("sanction", "incident").first()
    if notice is None:
        raise Http404
    if notice.kind == LetterKind.POLICE_SHEET:
        # It tells what one shop saw, and may hold a birth date: for who printed it, and for the coordinator.
        whole = has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on)
        if not whole and notice.made_by_id != user.pk:
            raise Http404
        return notice
    if notice.kind in (LetterKind.WITHDRAWAL, LetterKind.ANNULMENT):
        ended_file(user, area, on, notice.sanction.reference)
        return notice
    served_file(user, area, on, notice.sanction.reference)
    return notice


def letter_to_serve(user: User, area: ShoppingArea, on: dt.date, pk: int) -> Notice:
    """A printed letter for who may hand it over or send it."""
    notice = notice_of(user, area, on, pk)
    served_file(user, area, on, notice.sanction.reference)
    return notice


def service_of(user: User, area: ShoppingArea, on: dt.date, pk: int) -> Service:
    """A letter under way by post."""
    service = Service.objects.filter(area=area, pk=pk).select_related("sanction", "notice").first()
    if service is None:
        raise Http404
    served_file(user, area, on, service.sanction.reference)
    return service


def breach_of(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Incident:
    """A reported breach, for the shop that reported it and for the coordinator."""
    rows = Incident.objects.filter(area=area, reference=reference, breached__isnull=False)
    incident = rows.select_related("area", "shop", "shop__business", "breached", "person").first()
    if incident is None:
        raise Http404
    own = shops_of(user, area, on=on, permission=Permission.CHECK_AT_COUNTER)
    if incident.shop in own or has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on):
        return incident
    raise Http404
