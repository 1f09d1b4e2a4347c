"""The page that holds each shop and each reporter against the rest of the area."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from audit.log import record
from bans.rules.figures import SMALLEST_FIGURE
from participants import clock
from participants.context import permissions_of
from participants.doors import SignedInRequest, area_or_404
from participants.models import ShoppingArea, User
from participants.roles import Permission

from .comparing import By, Comparison, compare
from .gathering import cases, numbers, since, until
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


@never_cache
@require_safe
def even(request: SignedInRequest, slug: str) -> HttpResponse:
    area, on = area_or_404(request.user, slug), clock.today()
    held = permissions_of(request.user, area, on=on)
    if Permission.SEE_FIGURES not in held:
        raise Http404
    found = cases(area, on=on)
    counted = numbers(found)
    shops = dict(area.shops.order_by("name").values_list("pk", "name"))
    # Who it is, is for who keeps the register and can ask; for everybody else a reporter is a number.
    staff = _staff(area, list(counted)) if Permission.SEE_WHOLE_REGISTER in held else {}

    def name_of(one: Comparison) -> str:
        if one.by is By.SHOP:
            return shops.get(one.who, _("een winkel die er niet meer is"))  # type: ignore[call-overload]
        return _("Melder %(number)s") % {"number": counted[str(one.who)]} + staff.get(str(one.who), "")

    # Reporters by their number; shops by their name, which the list of them is ordered by.
    order = {who: place for place, who in enumerate([*shops, *counted])}
    compared = sorted(compare(found), key=lambda one: order.get(one.who, -1))
    by_shop, by_reporter = (_groups(compared, by, name_of) for by in By)
    questions = [line.question for group in [*by_shop, *by_reporter] for line in group.lines if line.question]
    record("evenhandedness.viewed", subject=f"area:{slug}", by=request.user, area=area, questions=len(questions))
    context = {
        "area": area,
        "first": since(on),
        "after": until(on),
        "questions": questions,
        "tables": [(_("Winkels"), by_shop), (_("Melders"), by_reporter)],
        "tested": sum(one.tested for one in compared),
        "smallest": SMALLEST_FIGURE,
    }
    return render(request, "oversight/even.html", context)


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
