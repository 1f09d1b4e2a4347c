"""Letting somebody into a shop although a ban holds there, and ending that."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import Shop, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..models import EntryException, Sanction
from ..models.entry_exception import ForWhat
from ..rules.status import Status

WEEK = 7


@transaction.atomic
def grant(
    sanction: Sanction,
    *,
    shop: Shop,
    for_what: str,
    last_day: dt.date,
    by: User,
    at: dt.datetime,
    weekdays: Collection[int] = (),
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
) -> EntryException:
    """Let somebody into one shop where a running ban holds, for what cannot be had elsewhere.

    `weekdays` counts from Monday, 0; none is every day. Without two times it is for as long as the shop is open.
    Never longer than the ban, and never a second one for the same shop and ban.
    """
    on = dutch_date(at)
    require(by, Permission.LIFT, area=sanction.area, on=on)
    # Who grants at the same moment waits here.
    sanction = Sanction.objects.select_for_update(of=("self",)).select_related("area", "shop").get(pk=sanction.pk)
    if not sanction.is_ban or sanction.status(on) is not Status.IN_FORCE:
        raise Refusal("not_running", _("Een uitzondering kan alleen bij een winkelverbod dat loopt."))
    if shop not in shops_where_it_holds(sanction, at=at):
        raise Refusal("other_shop", _("Dit verbod geldt niet bij deze winkel."), rule="R36", field="shop")
    days = _when(weekdays, starts_at, ends_at)
    _check_last_day(sanction, last_day, days, on=on)
    if for_what not in ForWhat.values:
        raise Refusal("bad_purpose", _("Kies waarvoor iemand naar binnen mag."), field="for_what")
    if sanction.entry_exceptions.running(on).filter(shop=shop).exists():  # type: ignore[attr-defined]
        sentence = _("Voor deze winkel is er al een uitzondering. Beëindig die eerst.")
        raise Refusal("already_excepted", sentence, field="shop")
    # What is left passed its last day: the new one takes its place.
    EntryException.objects.filter(sanction=sanction, shop=shop, ended_at=None).update(ended_at=at, ended_by=by)
    made = EntryException.objects.create(
        area=sanction.area, sanction=sanction, shop=shop, for_what=for_what, weekdays=days, starts_at=starts_at,
        ends_at=ends_at, last_day=last_day, granted_at=at, granted_by=by,
    )  # fmt: skip
    record("exception.granted", **_line(made, by))
    return made


@transaction.atomic
def end(exception: EntryException, *, by: User, at: dt.datetime) -> EntryException:
    """From now on the ban holds there as everywhere else."""
    require(by, Permission.LIFT, area=exception.area, on=dutch_date(at))
    open_rows = EntryException.objects.filter(pk=exception.pk, ended_at=None)
    if not open_rows.update(ended_at=at, ended_by=by):
        raise Refusal("ended", _("Deze uitzondering is al beëindigd."))
    exception.refresh_from_db()
    record("exception.ended", **_line(exception, by))
    return exception


def shops_where_it_holds(sanction: Sanction, *, at: dt.datetime) -> list[Shop]:
    """The shops that keep somebody out by this ban: those of its business, or those on the lists that were handed
    over (R36), as far as they take part."""
    taking_part = sanction.area.shops.taking_part(dutch_date(at)).order_by("name", "pk")
    if not sanction.is_collective:
        return list(taking_part.filter(business=sanction.shop.business_id))
    return [shop for shop in taking_part if sanction.told_of(shop, at=at)]


def _when(weekdays: Collection[int], starts_at: dt.time | None, ends_at: dt.time | None) -> list[int]:
    """The days as they are kept. Refuses days that are none, and half a pair of times."""
    days = sorted(set(weekdays))
    if any(day not in range(WEEK) for day in days):
        raise Refusal("bad_days", _("Kies dagen van de week."), field="weekdays")
    if (starts_at is None) != (ends_at is None):
        raise Refusal("half_times", _("Vul beide tijden in, of geen van beide."), field="ends_at")
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise Refusal("bad_times", _("De tweede tijd komt na de eerste."), field="ends_at")
    return [] if len(days) == WEEK else days


def _check_last_day(sanction: Sanction, last_day: dt.date, days: list[int], *, on: dt.date) -> None:
    if last_day < on:
        raise Refusal("bad_last_day", _("Kies een dag die nog komt."), field="last_day")
    if sanction.last_day is None or last_day > sanction.last_day:
        raise Refusal("after_the_ban", _("De laatste dag kan niet na die van het verbod zijn."), field="last_day")
    left = {(on + dt.timedelta(days=n)).weekday() for n in range(min((last_day - on).days + 1, WEEK))}
    if days and not left & set(days):
        raise Refusal("no_such_day", _("Tot en met die dag komt geen van de gekozen dagen voor."), field="weekdays")


def _line(exception: EntryException, by: User) -> dict[str, Any]:
    """What the log tells of an exception: where and until when, and no more."""
    about: dict[str, Any] = {"shop": exception.shop_id, "until": exception.last_day.isoformat()}
    return {"subject": f"sanction:{exception.sanction.reference}", "by": by, "area": exception.area, **about}
