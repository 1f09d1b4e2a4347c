"""Which letters a user can reach; anything else does not exist (R8, R46)."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from bans.models import Incident, Sanction
from bans.reach import files
from participants.access import has_permission, shops_of
from participants.models import ShoppingArea, User
from participants.roles import Permission

from .models import Notice, Service
from .models.notice import LetterKind
from .reminders.due import Reminder, find
from .rules import KEPT_ASIDE

LAST_LETTERS = [LetterKind.WITHDRAWAL, LetterKind.ANNULMENT]


def served_file(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Sanction:
    """A sanction whose letters the user makes: of the own shop, or any for the coordinator."""
    sanction = files(user, area, on).filter(reference=reference).first()
    if sanction is None or not has_permission(user, Permission.SERVE, area=area, on=on, shop=sanction.shop):
        raise Http404
    return sanction


def file_to_end(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Sanction:
    """A sanction for who may end it before its last day."""
    if not has_permission(user, Permission.LIFT, area=area, on=on):
        raise Http404
    return get_object_or_404(files(user, area, on), reference=reference)


def reminder_of(user: User, area: ShoppingArea, on: dt.date, key: str) -> Reminder:
    """One of the user's own reminders. Another's does not exist, nor does what is done."""
    found = find(area, user=user, on=on, key=key)
    if found is None:
        raise Http404
    return found


def ended_file(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Sanction:
    """A sanction that was withdrawn or annulled and is not purged yet, for the coordinator's last letter."""
    if not has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on):
        raise Http404
    rows = area.sanctions.filter(reference=reference).exclude(lifted_at=None, annulled_at=None)
    sanction = rows.select_related("area", "shop", "shop__business", "person", "incident", "protocol").first()
    if sanction is None:
        raise Http404
    return sanction


def letters_about(sanction: Sanction, *, user: User, on: dt.date) -> QuerySet[Notice]:
    """The letters about one sanction that the user may read, without their pages; the newest first."""
    rows = _letters(user, sanction.area, on).filter(sanction=sanction)
    return rows.order_by("-made_at", "-pk").defer("html", "pdf")


def notice_of(user: User, area: ShoppingArea, on: dt.date, pk: int) -> Notice:
    """A printed letter for who made it possible: the own shop, the coordinator, or who reported a breach."""
    return get_object_or_404(_letters(user, area, on).select_related("sanction", "incident"), pk=pk)


def _letters(user: User, area: ShoppingArea, on: dt.date) -> QuerySet[Notice]:
    """All that the user may read. One question, so that another's letter takes no longer than none (G12)."""
    aside = [LetterKind.POLICE_SHEET, *LAST_LETTERS, *KEPT_ASIDE]
    of_sanction = ~Q(kind__in=aside) & Q(sanction__in=_served(user, area, on))
    if has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on):
        ended = area.sanctions.exclude(lifted_at=None, annulled_at=None)
        last = Q(kind__in=LAST_LETTERS, sanction__in=ended)
        asked = Q(kind__in=KEPT_ASIDE) & (Q(sanction__in=_served(user, area, on)) | Q(sanction__in=ended))
        return Notice.objects.filter(of_sanction | last | asked | Q(kind=LetterKind.POLICE_SHEET), area=area)
    # The sheet for the police tells what one shop saw, and is for who printed it.
    running = area.sanctions.open_to_shops(on)
    own_sheet = Q(kind=LetterKind.POLICE_SHEET, made_by=user, sanction__in=running)
    return Notice.objects.filter(of_sanction | own_sheet, area=area)


def _served(user: User, area: ShoppingArea, on: dt.date) -> QuerySet[Sanction]:
    """The sanctions whose letters the user makes."""
    rows = Sanction.objects.visible_to(user, area, on)
    if has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on):
        return rows
    return rows.filter(shop__in=shops_of(user, area, on=on, permission=Permission.SERVE))


def letter_to_serve(user: User, area: ShoppingArea, on: dt.date, pk: int) -> Notice:
    """A printed letter for who may hand it over or send it."""
    rows = _letters(user, area, on).filter(sanction__in=_served(user, area, on))
    return get_object_or_404(rows.select_related("sanction", "incident"), pk=pk)


def service_of(user: User, area: ShoppingArea, on: dt.date, pk: int) -> Service:
    """A letter under way by post."""
    rows = Service.objects.filter(area=area, sanction__in=_served(user, area, on))
    return get_object_or_404(rows.select_related("sanction", "notice"), pk=pk)


def breach_of(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Incident:
    """A reported breach, for the shop that reported it and for the coordinator."""
    rows = Incident.objects.filter(area=area, breached__isnull=False)
    if not has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on):
        own = shops_of(user, area, on=on, permission=Permission.CHECK_AT_COUNTER)
        clear = Sanction.objects.filter(area=area).not_in_dispute(on)
        rows = rows.filter(shop__in=own, breached__in=clear)
    rows = rows.select_related("area", "shop", "shop__business", "breached", "person")
    return get_object_or_404(rows, reference=reference)
