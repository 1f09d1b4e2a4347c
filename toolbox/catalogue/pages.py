"""The catalogue for everybody: it holds no personal data, so nobody has to log in to read it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from participants import clock
from participants.models import User

from ..doing import goings
from ..plans.experience import experiences_with
from .finding import filters
from .models import Measure
from .shelf import Shelf, measure_for, shelf
from .taxonomy import Relation, taxonomy

LONGEST_QUESTION = 100
MOST_COMPARED = 3
ON_A_PAGE = 24


@login_not_required
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """The list: everything, or what fits the question and the choices in the address."""
    books = shelf(clock.today())
    words = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    query = filters.as_named_now(request.GET)
    chosen = filters.chosen_in(query)
    found = books.ranked(words) if words else _in_order(books.measures, chosen)
    fitting = [measure for measure in found if filters.fits(measure, chosen)]
    page = Paginator(fitting, ON_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "address": filters.without(query, "pagina", ""),
        "found": len(fitting),
        "free": [measure for measure in page if not measure.deciders],
        "bound": [measure for measure in page if measure.deciders],
        "total": len(books.measures),
        "awaiting": sum(measure.awaits_legal_review for measure in books.measures),
        "words": words,
        "filters": filters.shown(found, chosen),
        "chips": _chips(query, chosen),
        "filtered": bool(words or chosen),
    }
    return render(request, "toolbox/list.html", context)


def _in_order(found: Iterable[Measure], chosen: filters.Chosen) -> list[Measure]:
    """Without words: what the reader may begin alone, then what the reader leads, the lighter, what is meant for few
    problems, and by title."""
    leading = {party for name in chosen.get("voor", ()) for party in filters.AUDIENCES[name]}
    return sorted(
        found,
        key=lambda measure: (
            bool(measure.deciders),
            bool(leading) and not leading.intersection(measure.parties),
            measure.severity,
            len(measure.problems),
            measure.title.casefold(),
        ),
    )


def _chips(query: QueryDict, chosen: filters.Chosen) -> list[dict[str, Any]]:
    """What is chosen, each with the address in which it is not."""
    labels = {row.key: dict(row.choices) for row in filters.FILTERS}
    return [
        {"label": labels[key][code], "address": "?" + filters.without(query, key, code)}
        for key, codes in chosen.items()
        for code in codes
    ]


@login_not_required
@require_safe
def way_in(request: HttpRequest, audience: str) -> HttpResponse:
    """For one kind of reader: which problem, and then what fits."""
    if audience not in filters.AUDIENCES:
        raise Http404
    chosen = {"voor": [audience]}
    fitting = [measure for measure in shelf(clock.today()).measures if filters.fits(measure, chosen)]
    problems = next((row.options for row in filters.shown(fitting, chosen) if row.filter.key == "probleem"), [])
    context = {
        "audience": audience,
        "label": dict(filters.AUDIENCE_LABELS)[audience],
        "problems": sorted(problems, key=lambda option: -option.count),
        "first": [measure for measure in fitting if measure.named_in_article],
    }
    return render(request, "toolbox/way_in.html", context)


@login_not_required
@require_safe
def measure(request: HttpRequest, code: str) -> HttpResponse:
    books = shelf(clock.today())
    found = books.by_code.get(code)
    if found is None:
        if Measure.objects.filter(code=code).exists():
            # It left the catalogue; what it said can still be read.
            return redirect("toolbox:history", code)
        raise Http404
    context = {
        "measure": found,
        "lighter": books.named(found.lighter),
        "heavier": books.named(found.heavier),
        "relations": _relations(found, books),
        "ladders": [(ladder, books.named(ladder.steps)) for ladder in taxonomy().ladders if found.code in ladder.steps],
        "goings": goings(found, request.user, on=clock.today()) if isinstance(request.user, User) else [],
        "experiences": experiences_with(code),
    }
    return render(request, "toolbox/detail.html", context)


def _relations(found: Measure, books: Shelf) -> list[tuple[Relation, Measure]]:
    """What goes with it, before it or not beside it: each with the other measure."""
    pairs = [(row, row.b if row.a == found.code else row.a) for row in taxonomy().about(found.code)]
    return [(row, books.by_code[other]) for row, other in pairs if other in books.by_code]


@login_not_required
@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Every version of a measure, and in which of its fields each differs from the one before."""
    versions = list(Measure.objects.filter(code=code).order_by("version"))
    if not versions:
        raise Http404
    rows = []
    before: dict[str, Any] = {}
    for version in versions:
        changed = sorted(
            key
            for key in {*before, *version.facts}
            if before and before.get(key) != version.facts.get(key) and key not in ("history", "reviewed_on")
        )
        rows.append((version, changed))
        before = version.facts
    context = {"measure": versions[-1], "rows": rows[::-1]}
    return render(request, "toolbox/history.html", context)


@login_not_required
@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An earlier text of a measure, with the days on which it held."""
    found = Measure.objects.filter(code=code, version=number).first()
    if found is None:
        raise Http404
    return render(request, "toolbox/version.html", {"measure": found, "now": measure_for(code, on=clock.today())})


@login_not_required
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three measures side by side; with fewer, the page helps to choose."""
    books = shelf(clock.today())
    asked = list(dict.fromkeys(request.GET.getlist("m")))
    chosen = books.named(asked)[:MOST_COMPARED]
    context = {
        "chosen": chosen,
        "too_many": len(asked) > MOST_COMPARED,
        "choices": sorted(books.measures, key=lambda row: row.title.casefold()),
        "places": range(MOST_COMPARED),
    }
    return render(request, "toolbox/compare.html", context)


@login_not_required
@require_safe
def never_done(request: HttpRequest) -> HttpResponse:
    """What nobody does, why, and what there is instead."""
    books = shelf(clock.today())
    rows = [(practice, books.named(practice.instead)) for practice in taxonomy().excluded]
    return render(request, "toolbox/never_done.html", {"rows": rows})
