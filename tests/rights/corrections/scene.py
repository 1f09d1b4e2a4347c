"""What the tests of corrections have in common: a ladder, somebody who looks, and letters that get made."""

import datetime as dt
from typing import Any

import pytest

from bans.actions import breaches, checks
from bans.models import Incident, Sanction
from bans.models.counter_check import OpenReason
from notices.actions.letters import prepare, print_police_sheet
from notices.models import Notice
from notices.models.notice import LetterKind
from participants.jobs.work import run_due
from participants.models import Shop, User
from participants.refusals import Refusal
from rights.corrections import actions
from rights.corrections.models import Correction, Kind
from rights.requests.models import Cause
from tests.cast import Cast
from tests.factories import DAY, make_incident, make_sanction, serve

CAUSES = {Kind.WITHDRAWN: Cause.CHANGED}


def correct(sanction: Sanction, kind: Kind, cast: Cast, **more: Any) -> Correction:
    """By the coordinator, with a cause that fits."""
    known = {"cause": CAUSES.get(kind, Cause.WRONG_PERSON), "reason": "Het was iemand anders."}
    fresh = Sanction.objects.select_related("area", "person", "incident", "protocol", "shop").get(pk=sanction.pk)
    return actions.carry_through(fresh, kind=kind, **{**known, "by": cast.coordinator, "at": cast.at, **more})


def letters_made(at: dt.datetime) -> int:
    """Do the work that waits; how many pieces were done."""
    return run_due(now=lambda: at)


def code_of(deed: Any) -> str:
    with pytest.raises(Refusal) as caught:
        deed()
    return caught.value.code


def rule_of(deed: Any) -> str:
    with pytest.raises(Refusal) as caught:
        deed()
    return caught.value.rule


def at_counter(cast: Cast, ban: Sanction, shop: Shop, on: dt.date | None = None) -> bool:
    return Sanction.objects.visible_at_counter_of(shop, on or cast.today).filter(pk=ban.pk).exists()


def looks(cast: Cast, shop: Shop, by: User, *, opened: bool = True, at: dt.datetime | None = None, **name: str) -> None:
    """Somebody asks at this counter, and opens the details."""
    at = at or cast.at
    asked = {"family_name": "de Vries", "given_name": "Kees", **name}
    answer = checks.check(shop=shop, by=by, at=at, **asked)
    if opened:
        checks.open_details(answer.check, reason=OpenReason.AT_THE_DOOR, by=by, at=at)


def ladder(cast: Cast) -> list[Sanction]:
    """A collective warning, the ban that rests on it, and the ban after a breach of that ban."""
    start = cast.at - 100 * DAY
    warning = make_sanction(cast, "warning", "area", at=start)
    later = make_incident(cast, person=warning.person, at=start + 30 * DAY)
    ban = make_sanction(cast, incident=later, months=1, at=start + 30 * DAY)
    breach = breach_of(cast, ban, at=start + 40 * DAY)
    again = make_sanction(cast, incident=breach, served=False, at=start + 45 * DAY)
    return [warning, ban, serve(cast, again, at=start + 70 * DAY)]


def breach_of(cast: Cast, ban: Sanction, *, shop: Shop | None = None, at: dt.datetime | None = None) -> Incident:
    shop = shop or cast.shop_a
    by = {cast.shop_a.pk: cast.counter_a, cast.shop_b.pk: cast.counter_b}[shop.pk]
    return breaches.report_breach(
        ban, shop=shop, happened_at=at or cast.at, place="ingang", observed_by="N. Nader",
        observer_function="verkoper", by=by, at=at or cast.at,
    )  # fmt: skip


def police_sheet(cast: Cast, ban: Sanction) -> Notice:
    """A breach in shop B, with the sheet that its counter printed."""
    fresh = Sanction.objects.select_related("area", "person").get(pk=ban.pk)
    # The tests serve without a letter; then a sheet asks for no proof of it.
    Sanction.objects.filter(pk=ban.pk).update(imported=True)
    fresh.imported = True
    return print_police_sheet(breach_of(cast, fresh, shop=cast.shop_b), by=cast.counter_b, at=cast.at)


def printed(cast: Cast, **about: Any) -> Sanction:
    """A ban of which the letter was printed and handed over."""
    ban = make_sanction(cast, served=False, **about)
    prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)
    return serve(cast, ban)


def kinds(sanction: Sanction) -> list[str]:
    """The letters about it that a correction makes, by kind."""
    ours = (
        LetterKind.WITHDRAWAL, LetterKind.ANNULMENT, LetterKind.RECTIFICATION, LetterKind.RECIPIENTS,
        LetterKind.POLICE_CORRECTION,
    )  # fmt: skip
    return sorted(Notice.objects.filter(sanction=sanction, kind__in=ours).values_list("kind", flat=True))


def told_shops(sanction: Sanction) -> list[str]:
    rows = Notice.objects.filter(sanction=sanction, kind=LetterKind.RECIPIENTS)
    return sorted(rows.values_list("addressed_to__name", flat=True))
