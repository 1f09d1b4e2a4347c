"""Each shop and each reporter against the rest of the area, as a page and a system are told of it."""

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participants.models import ShoppingArea, User

from .comparing import By, Comparison, compare
from .gathering import cases, numbers
from .wording import Line, line_of


@dataclass(frozen=True)
class Group:
    """Everything about one shop or one reporter."""

    name: str
    lines: list[Line]

    @property
    def tested(self) -> list[Line]:
        return [line for line in self.lines if line.tested]

    @property
    def untested(self) -> list[Line]:
        return [line for line in self.lines if not line.tested]

    @property
    def questions(self) -> int:
        return sum(bool(line.question) for line in self.lines)


@dataclass(frozen=True)
class Told:
    """All comparisons of an area, and the questions among them."""

    shops: list[Group]
    reporters: list[Group]
    tested: int

    @property
    def questions(self) -> list[str]:
        return [line.question for group in [*self.shops, *self.reporters] for line in group.lines if line.question]


def told_of(area: ShoppingArea, *, on: dt.date, with_names: bool) -> Told:
    """Every comparison in words. Who it is, is for who keeps the register and can ask (`with_names`); for everybody
    else a reporter is a number."""
    found = cases(area, on=on)
    counted = numbers(found)
    shops = dict(area.shops.order_by("name").values_list("pk", "name"))
    staff = _staff(area, list(counted)) if with_names else {}

    def name_of(one: Comparison) -> str:
        if one.by is By.SHOP:
            return shops.get(one.who, _("een winkel die er niet meer is"))  # type: ignore[call-overload]
        return _("Melder %(number)s") % {"number": counted[str(one.who)]} + staff.get(str(one.who), "")

    # Reporters by their number; shops by their name, which the list of them is ordered by.
    order = {who: place for place, who in enumerate([*shops, *counted])}
    compared = sorted(compare(found), key=lambda one: order.get(one.who, -1))
    by_shop, by_reporter = (_groups(compared, by, name_of) for by in By)
    return Told(by_shop, by_reporter, sum(one.tested for one in compared))


def _groups(compared: list[Comparison], by: By, name_of: Callable[[Comparison], str]) -> list[Group]:
    groups: dict[Hashable, Group] = {}
    for one in compared:
        if one.by is by:
            group = groups.setdefault(one.who, Group(name_of(one), []))
            group.lines.append(line_of(one, group.name))
    return list(groups.values())


def _staff(area: ShoppingArea, actors: list[str]) -> dict[str, str]:
    keys = [actor.removeprefix("user:") for actor in actors]
    users = User.objects.filter(pk__in=keys, memberships__area=area).distinct()
    return {f"user:{user.pk}": f" ({user.name})" for user in users}
