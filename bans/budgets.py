"""How often the counter may ask, and of how many people it may come to know in a day (R47, G17).

Counted in the transaction of the question: a question that is refused was not counted. Whoever has come to
know so many people, or asked so often, asks nothing more that day until the coordinator releases it.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from participants import limits
from participants.clock import DUTCH_TIME, dutch_date
from participants.limits import Bucket
from participants.models import Device, Shop, User
from participants.protocol import Parameters
from participants.refusals import Refusal

from .models.signal import SignalKind

BETWEEN = dt.timedelta(seconds=1.5)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
NO_LIMIT = 1_000_000
MISSES_IN_A_ROW = 25


@dataclass(frozen=True)
class Asker:
    """Who asks for which shop on which Dutch day: somebody, or a till system."""

    shop: Shop
    at: dt.datetime
    user: User | None = None
    device: Device | None = None

    @property
    def who(self) -> str:
        return f"user {self.user.pk}" if self.user else f"device {self.device.pk if self.device else 0}"

    def bucket(self, what: str, limit: int, window: dt.timedelta | None = None) -> Bucket:
        return Bucket(f"counter {what} {self.who} {dutch_date(self.at)}", limit, DAY if window is None else window)

    def shop_bucket(self, what: str, limit: int) -> Bucket:
        return Bucket(f"counter {what} shop {self.shop.pk} {dutch_date(self.at)}", limit, DAY)


class Spent(Refusal):
    """The budget of the day is gone; `kind` is what the coordinator is told."""

    def __init__(self, kind: SignalKind, *, at: dt.datetime) -> None:
        sentence = {
            SignalKind.SPENT_BY_USER: _(
                "U heeft vandaag het aantal vragen gebruikt. De coördinator kan u weer vrijgeven en heeft bericht. "
                "Weet u niet of iemand een verbod heeft? Dan mag die persoon naar binnen."
            ),
            SignalKind.SPENT_BY_SHOP: _(
                "Deze winkel heeft vandaag het aantal vragen gebruikt. De coördinator kan de winkel weer vrijgeven en "
                "heeft bericht. Weet u niet of iemand een verbod heeft? Dan mag die persoon naar binnen."
            ),
        }[kind]
        midnight = dt.datetime.combine(dutch_date(at) + DAY, dt.time(), DUTCH_TIME)
        super().__init__("budget_spent", sentence, rule="R47", wait=(midnight - at).total_seconds())
        self.kind = kind


def take_question(asker: Asker, settings: Parameters) -> int:
    """Count one question; how many this asker has put in a row without finding anybody, this one included.

    Raises Spent, and Refusal for who asks too fast.
    """
    pause = asker.bucket("pause", 1, BETWEEN)
    minute = asker.bucket("minute", settings.checks_minute_n, MINUTE)
    hour = asker.bucket("hour", settings.checks_hour_n, HOUR)
    day, shop_day = _day(asker, settings), _shop_day(asker, settings)
    misses = asker.bucket("misses", NO_LIMIT)
    taken = limits.take_several([pause, minute, hour, day, shop_day, misses], at=asker.at)
    if taken[day.name] is None:
        raise Spent(SignalKind.SPENT_BY_USER, at=asker.at)
    if taken[shop_day.name] is None:
        raise Spent(SignalKind.SPENT_BY_SHOP, at=asker.at)
    for bucket in (hour, minute):
        if taken[bucket.name] is None:
            raise _wait_until(limits.free_again_at(bucket.name, at=asker.at), at=asker.at)
    if taken[pause.name] is None:
        sentence = _("Dat ging te snel. Wacht twee tellen en vraag het dan opnieuw.")
        raise Refusal("too_fast", sentence, rule="R47", wait=BETWEEN.total_seconds())
    return taken[misses.name] or 0


def note_person(asker: Asker, settings: Parameters, token: str) -> SignalKind | None:
    """This asker comes to know that this person is on the list. The kind of budget that this was the last of.

    Somebody who was known to the asker, or to the shop, that day already counts no second time.
    """
    limits.forget(asker.bucket("misses", NO_LIMIT).name)
    own = _note(asker.bucket(f"knows {token}", 1), asker.bucket("people", settings.people_day_n), asker.at)
    shops = note_for_shop(asker, settings, token)
    if own == settings.people_day_n:
        limits.exhaust(_day(asker, settings), at=asker.at)
        return SignalKind.SPENT_BY_USER
    return shops


def note_for_shop(asker: Asker, settings: Parameters, token: str) -> SignalKind | None:
    """The shop comes to know of this person, by a question or by a face of the brief."""
    limit = settings.people_shop_day_n
    known = _note(asker.shop_bucket(f"knows {token}", 1), asker.shop_bucket("people", limit), asker.at)
    if known != limit:
        return None
    limits.exhaust(_shop_day(asker, settings), at=asker.at)
    return SignalKind.SPENT_BY_SHOP


def _note(seen: Bucket, people: Bucket, at: dt.datetime) -> int:
    """How many people that makes, or nought when this one was known."""
    if limits.take_several([seen], at=at)[seen.name] is None:
        return 0
    count = limits.take_several([people._replace(limit=NO_LIMIT)], at=at)[people.name]
    return count or 0


def release(asker: Asker) -> None:
    """Begin the day anew for this asker and for the shop; only what was asked stays on record."""
    own = ("minute", "hour", "day", "people", "misses")
    limits.forget(*(asker.bucket(what, 1).name for what in own))
    limits.forget(*(asker.shop_bucket(what, 1).name for what in ("day", "people")))


def _day(asker: Asker, settings: Parameters) -> Bucket:
    return asker.bucket("day", settings.checks_day_n)


def _shop_day(asker: Asker, settings: Parameters) -> Bucket:
    return asker.shop_bucket("day", settings.checks_shop_day_n)


def _wait_until(moment: dt.datetime, *, at: dt.datetime) -> Refusal:
    # To the next whole minute, for a clock on the wall shows no seconds.
    shown = timezone.localtime(moment + dt.timedelta(seconds=59), DUTCH_TIME)
    sentence = _("U vraagt te veel achter elkaar. Vanaf %s kunt u weer vragen.") % f"{shown:%H:%M}"
    return Refusal("wait", sentence, rule="R47", wait=(moment - at).total_seconds())
