"""How many people are trained, by shop and in the area.

These are numbers of who works there, and nobody of them stands in the register: small numbers are shown as they are.
"""

import datetime as dt
from dataclasses import dataclass

from participants.access import running_roles
from participants.models import Shop, ShoppingArea

from .models import Certificate, Headcount, Training
from .rules import valid_until


@dataclass(frozen=True)
class Trained:
    """People of one shop with a valid certificate, those who were counted without an account, and who work there."""

    shop: Shop
    people: int
    counted: int
    staff: int


@dataclass(frozen=True)
class Figures:
    shops: list[Trained]
    people: int
    counted: int

    @property
    def total(self) -> int:
        return self.people + self.counted


def figures_of(training: Training, *, on: dt.date) -> Figures:
    """Of one training. Somebody who works for two shops counts in both, and once in the area."""
    area = training.area
    certificates = Certificate.objects.filter(participant__session__training=training).valid(on)
    trained = set(certificates.values_list("participant__user", flat=True))
    staff: dict[int | None, set[int]] = {}
    for user, shop_key in running_roles(on=on).filter(area=area).values_list("user", "shop"):
        staff.setdefault(shop_key, set()).add(user)
    counted = _counted(training, on)
    rows = []
    for shop in area.shops.taking_part(on):
        here = staff.get(shop.pk, set())
        rows.append(Trained(shop, len(trained & here), counted.get(shop.pk, 0), len(here)))
    working = set().union(*staff.values())
    return Figures(rows, len(trained & working), sum(row.counted for row in rows))


def _counted(training: Training, on: dt.date) -> dict[int, int]:
    """Who came without an account, by shop, for as long as a certificate would hold.

    Nobody knows who they are: somebody who comes twice counts twice, and the page says so.
    """
    found: dict[int, int] = {}
    for row in Headcount.objects.filter(session__training=training, came__gt=0).select_related("session"):
        if valid_until(row.session.held_on, training.valid_months) >= on:
            found[row.shop_id] = found.get(row.shop_id, 0) + (row.came or 0)
    return found


def trained_in(area: ShoppingArea, *, on: dt.date) -> dict[int, int]:
    """For the list: how many people with an account have a valid certificate, by training."""
    working = running_roles(on=on).filter(area=area).values("user")
    certificates = Certificate.objects.filter(area=area, participant__user__in=working).valid(on)
    pairs = set(certificates.values_list("participant__session__training", "participant__user"))
    counts: dict[int, int] = {}
    for training, _user in pairs:
        counts[training] = counts.get(training, 0) + 1
    return counts
