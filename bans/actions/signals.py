"""Signs of how the counter is used, for the coordinator, and her answer to them (R47)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission, Role

from .. import budgets
from ..budgets import Asker, Spent
from ..models import Signal
from ..models.signal import SignalKind


def raise_signal(asker: Asker, kind: SignalKind) -> Signal | None:
    """Tell the coordinator, once a day for each asker until she has settled it. None when she was told."""
    shop = asker.shop
    of_shop = kind is SignalKind.SPENT_BY_SHOP
    who = {} if of_shop else {"user": asker.user, "device": None if asker.user else asker.device}
    try:
        with transaction.atomic():
            signal = Signal.objects.create(
                area=shop.area, kind=kind, shop=shop, day=dutch_date(asker.at), raised_at=asker.at, **who
            )
            about = f"shop:{shop.pk}" if of_shop else asker.who.replace(" ", ":")
            record("counter.signalled", subject=about, by="counter", area=shop.area, kind=str(kind), shop=shop.pk)
    except IntegrityError:
        return None
    return signal


@contextmanager
def telling(asker: Asker) -> Iterator[None]:
    """Around the transaction of a question: where the budget is spent, the coordinator is told all the same."""
    try:
        yield
    except Spent as spent:
        raise_signal(asker, spent.kind)
        raise


@transaction.atomic
def settle(signal: Signal, *, by: User, at: dt.datetime) -> Signal:
    """The coordinator has looked into it; where it stopped somebody, they may ask again."""
    require(by, Permission.MANAGE_AREA, area=signal.area, on=dutch_date(at))
    settled = Signal.objects.filter(pk=signal.pk, settled_at=None).update(settled_at=at, settled_by=by)
    if not settled:
        raise Refusal("already_settled", _("Dit signaal was al afgehandeld."), rule="R47")
    about: dict[str, Any] = {"subject": f"shop:{signal.shop_id}", "by": by, "area": signal.area, "kind": signal.kind}
    if signal.stops:
        moment = at if dutch_date(at) == signal.day else signal.raised_at
        budgets.release(Asker(shop=signal.shop, user=signal.user, device=signal.device, at=moment))
        record("counter.released", **about)
    else:
        record("counter.settled", **about)
    signal.refresh_from_db()
    return signal


def mail_signals(area: ShoppingArea, *, at: dt.datetime) -> int:
    """Mail the coordinators of an area that there are new signs; how many. The mail names nobody (within a minute)."""
    waiting = list(Signal.objects.open().filter(area=area, mailed_at=None))
    if not waiting:
        return 0
    # Claimed first, so that two duties at once never mail twice.
    claimed = Signal.objects.filter(pk__in=[row.pk for row in waiting], mailed_at=None).update(mailed_at=at)
    to = User.objects.filter(memberships__area=area, memberships__role=Role.COORDINATOR, memberships__ended_at=None)
    addresses = sorted(set(to.filter(is_active=True, fictional=False).values_list("email", flat=True)))
    if claimed and addresses:
        with translation.override(settings.LANGUAGE_CODE):
            body = _("Er is een nieuw signaal over vragen aan de balie in %s. Log in bij Drempel en kijk bij Signalen.")
            send_mail(_("Signaal van de balie"), body % area.name, None, addresses, fail_silently=True)
    return claimed
