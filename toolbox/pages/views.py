"""The catalogue for everybody: it holds no personal data, so nobody has to log in to read it."""

from collections import Counter
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import catalogue, clock
from ..models import Measure
from ..vocabulary import Category, Problem

Option = dict[str, Any]


def options(choices: type, counts: Counter[str], chosen: str) -> list[Option]:
    """The choices of one filter, each with how many measures it gives."""
    return [
        {"code": code, "label": label, "count": counts[code], "chosen": code == chosen}
        for code, label in choices.choices  # type: ignore[attr-defined]
    ]


@login_not_required
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    category, problem = request.GET.get("categorie", ""), request.GET.get("probleem", "")
    everything = list(Measure.objects.in_force(clock.today()))
    found = Measure.objects.in_force(clock.today()).about(words)
    if category in Category.values:
        found = found.filter(category=category)
    if problem in Problem.values:
        found = found.for_problem(problem)
    shown = sorted(found, key=lambda m: m.title.casefold())
    groups = [(label, [m for m in shown if m.category == code]) for code, label in Category.choices]
    context = {
        "groups": [(label, members) for label, members in groups if members],
        "shown": len(shown),
        "total": len(everything),
        "awaiting": sum(m.awaits_legal_review for m in everything),
        "words": words,
        "filtered": bool(words or category or problem),
        "categories": options(Category, Counter(m.category for m in everything), category),
        "problems": options(Problem, Counter(p for m in everything for p in m.problems), problem),
    }
    return render(request, "toolbox/list.html", context)


@login_not_required
@require_safe
def measure(request: HttpRequest, code: str) -> HttpResponse:
    found = catalogue.measure_for(code, on=clock.today())
    if found is None:
        raise Http404
    return render(request, "toolbox/detail.html", {"measure": found})
