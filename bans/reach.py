"""What a user can reach by a reference or a token. Anything else does not exist for that user (R8, R46)."""

import datetime as dt
import hashlib

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from participants.access import has_permission, shops_of
from participants.clock import dutch_date
from participants.models import Shop, ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .models import EntryException, Incident, Person, Photo, Sanction
from .models.sanction import SanctionQuerySet

RELATED = ("area", "person", "person__photo", "incident", "shop", "shop__business", "protocol")


def files(user: User, area: ShoppingArea, on: dt.date) -> SanctionQuerySet:
    """The sanctions whose file the user may open."""
    return Sanction.objects.visible_to(user, area, on).select_related(*RELATED)


def file_or_404(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Sanction:
    return get_object_or_404(files(user, area, on), reference=reference)


def proposal_or_404(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Sanction:
    """A proposal for who decides on its kind, decided or not: a second decider is told so, not "not there".

    Without a permit in force nothing collective is shown to anybody (R1).
    """
    needs = [
        needed
        for needed, permission in (("approve", Permission.APPROVE), ("check", Permission.CHECK_WARNING))
        if area.permit_on(on) and has_permission(user, permission, area=area, on=on)
    ]
    running = Q(last_day=None) | Q(last_day__gte=on)
    rows = Sanction.objects.filter(running, area=area, needs_approval__in=needs).select_related(*RELATED)
    return rows.filter(reference=reference).first() or file_or_404(user, area, on, reference)


def file_to_end_or_404(user: User, area: ShoppingArea, on: dt.date, reference: str) -> Sanction:
    """A file for who may end it, or make an exception to it."""
    if not has_permission(user, Permission.LIFT, area=area, on=on):
        raise Http404
    return file_or_404(user, area, on, reference)


def at_counter_or_404(shop: Shop, on: dt.date, reference: str) -> Sanction:
    """A sanction that the counter of this shop may know of."""
    rows = Sanction.objects.visible_at_counter_of(shop, on).select_related(*RELATED)
    return get_object_or_404(rows, reference=reference)


def incidents(user: User, area: ShoppingArea, on: dt.date) -> QuerySet[Incident]:
    """Incidents of the user's own shops, or of the whole area; none whose sanctions all ended (R46, R52).

    What a legal hold keeps, or what is in dispute, is there for the coordinator alone (R54, G26).
    """
    sanctions = Sanction.objects.filter(area=area)
    if has_permission(user, Permission.SEE_WHOLE_REGISTER, area=area, on=on):
        rows = _resting_on(sanctions.not_ended_or_held(on)).filter(area=area)
    else:
        shops = shops_of(user, area, on=on, permission=Permission.PROPOSE)
        rows = _resting_on(sanctions.open_to_shops(on)).filter(area=area, shop__in=shops)
    return rows.select_related("area", "shop", "person").order_by("-happened_at", "-pk")


def incidents_of(shop: Shop, on: dt.date) -> QuerySet[Incident]:
    """What this shop reported itself, of which something still runs."""
    return _resting_on(Sanction.objects.filter(area=shop.area).open_to_shops(on)).filter(shop=shop)


def _resting_on(running: SanctionQuerySet) -> QuerySet[Incident]:
    """Incidents from which one of these sanctions followed, or of which nothing was decided yet.

    A breach is there as long as the ban that it broke.
    """
    undecided = Q(sanctions=None) & (Q(breached=None) | Q(breached__in=running))
    return Incident.objects.filter(undecided | Q(sanctions__in=running)).distinct()


def known_person(token: str, *, shop: Shop, on: dt.date) -> Person:
    """Somebody already on file whom this shop may know of: from its own reports, or at its counter."""
    seen = Sanction.objects.visible_at_counter_of(shop, on).values("person")
    rows = Person.objects.filter(area=shop.area, token=token)
    person = rows.filter(Q(incidents__in=incidents_of(shop, on)) | Q(pk__in=seen)).first()
    if person is None:
        raise Refusal("unknown_person", _("Deze persoon is hier niet bekend."), rule="R46", field="person")
    return person


def counter_state(shop: Shop, at: dt.datetime) -> str:
    """Changes whenever something changes that the counter of this shop may know; says nothing about what."""
    on = dutch_date(at)
    rows = Sanction.objects.visible_at_counter_of(shop, on).order_by("pk")
    columns = ("pk", "kind", "starts_on", "last_day", "person__token", "person__photo__token")
    sealed = ("person__family_name", "person__given_name", "person__birth_date", "person__appearance")
    digest = hashlib.sha256(f"{shop.pk} {on} ".encode())
    for row in rows.values_list(*columns, *sealed):
        digest.update("|".join(str(getattr(value, "data", value)) for value in row).encode())
    for exception in EntryException.objects.running(on).filter(shop=shop).order_by("pk"):
        digest.update(f"|{exception.token} {exception.allows_at(at)}".encode())
    return digest.hexdigest()[:16]


def photo_or_404(token: str, *, user: User, area: ShoppingArea, on: dt.date, at_counter: bool) -> Photo:
    """A photo for who may open the file, or see the sanction at the counter (R49).

    The image is read last, so that another's photo takes no longer than none (G12).
    """
    seen = [files(user, area, on)]
    if at_counter:
        shops = shops_of(user, area, on=on, permission=Permission.CHECK_AT_COUNTER)
        seen += [Sanction.objects.visible_at_counter_of(shop, on) for shop in shops]
    rows = Photo.objects.filter(area=area, token=token)
    for sanctions in seen:
        photo = rows.filter(person__in=sanctions.values("person")).select_related("person", "area").first()
        if photo:
            return photo
    raise Http404
