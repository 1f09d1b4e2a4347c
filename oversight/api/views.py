"""What the pages of oversight show, for a system. Thin: each asks the room that the page asks, and reckons nothing."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from audit.models import Head
from bans.rules.figures import SMALLEST_FIGURE
from participants.access import has_permission
from participants.models import ShoppingArea
from participants.roles import Permission
from rights.figures.closing import first_shown, shown
from rights.figures.periods import periods

from ..checks.running import report_of
from ..checks.verdict import CHECKS
from ..evenhanded.gathering import since, until
from ..evenhanded.groups import told_of
from ..figures.held import Held, known_years
from ..figures.periods import Year
from ..figures.tables import durations, sections
from ..gaps import gaps_of
from ..package.findings import told_of as told_of_check
from ..sampling.actions.drawing import outcome_of
from ..sampling.models import Sample
from . import serializers as words
from .entering import OversightView

YEAR = OpenApiParameter("year", int, description="Four digits; without it the newest that may be seen.")
HEADS = 24 * 31


class AreasView(OversightView):
    what = "areas"

    @property
    def area(self) -> ShoppingArea | None:  # type: ignore[override]
        """No area is named here: that of the key, and for a user those that she may see figures of."""
        return self.key.area if self.key else None

    def check_permissions(self, request: Request) -> None:
        if self.key is None and not request.user.is_authenticated:
            self.permission_denied(request)

    def write_line(self) -> None:
        if self.key is not None:
            super().write_line()

    @extend_schema(operation_id="oversight_areas", responses=words.OverseenArea(many=True))
    def get(self, request: Request) -> Response:
        """The areas that may be overseen with this key, or by who asks."""
        if self.key is not None:
            found = [self.key.area]
        else:
            visible = ShoppingArea.objects.visible_to(self.user).select_related("municipality")
            found = [one for one in visible if has_permission(self.user, Permission.SEE_FIGURES, area=one, on=self.on)]
        return self.answer_many(words.OverseenArea, found)


class PapersView(OversightView):
    what = "papers"

    @extend_schema(operation_id="oversight_papers", responses=words.Papers)
    def get(self, request: Request, slug: str) -> Response:
        """Permits, versions of the protocol and of the list of shops, and days of evaluations; the newest first."""
        papers = {
            "permits": self.area.permits.order_by("-valid_from", "-pk"),
            "protocols": self.area.protocols.order_by("-number"),
            "participants": self.area.participant_lists.order_by("-number"),
            "evaluations": list(self.area.evaluations.order_by("-held_on").values_list("held_on", flat=True)),
        }
        return self.answer(words.Papers, papers)


class ChecksView(OversightView):
    what = "checks"

    @extend_schema(operation_id="oversight_checks", responses=words.Checks)
    def get(self, request: Request, slug: str) -> Response:
        """Each rule over the register as it is now: what it says, how often it failed, and the rest in steps (R70)."""
        report = report_of(self.area, on=self.on)
        outcomes = [told_of_check(check, report) for check in CHECKS.values()]
        return self.answer(words.Checks, {"on": self.on, "checks": outcomes})


class YearView(OversightView):
    """Something of a year that may be asked for."""

    def chosen(self, known: list[int]) -> int | None:
        """The year that was asked for, or else the newest; one that may not be seen is not there."""
        asked = self.request.query_params.get("year", "")
        if not asked:
            return known[0] if known else None
        if not (len(asked) == 4 and asked.isascii() and asked.isdigit()):
            raise ValidationError({"year": [_("Een jaar heeft vier cijfers.")]})
        if int(asked) not in known:
            raise Http404
        return int(asked)

    def gaps(self, year: int | None) -> list[Any]:
        if year is None:
            return []
        return gaps_of(self.area, first=Year(year).first, last=Year(year).last, on=self.on)


class FiguresView(YearView):
    what = "figures"

    @extend_schema(operation_id="oversight_figures", parameters=[YEAR], responses=words.Figures)
    def get(self, request: Request, slug: str) -> Response:
        """The register in one year: the tables of the page, with the same numbers hidden (R70)."""
        known = known_years(Held(self.area), on=self.on, running=self.whole)
        year = self.chosen([one.number for one in known])
        found: list[dict[str, Any]] = []
        if year is not None:
            made = sections(self.area, Year(year), known)
            found = [{"title": s.title, "based_on": s.source, "tables": plain(s.tables)} for s in made]
            took = durations(self.area, Year(year))
            found.append({"title": took.caption, "based_on": "", "tables": plain([took])})
        return self.answer(words.Figures, self.told(known, year, found))

    def told(self, known: Iterable[Any], year: int | None, found: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "years": [one.number for one in known],
            "year": year,
            "smallest": SMALLEST_FIGURE,
            "sections": found,
            "gaps": self.gaps(year),
        }


class RequestsView(FiguresView):
    what = "requests"

    @extend_schema(operation_id="oversight_requests", parameters=[YEAR], responses=words.Figures)
    def get(self, request: Request, slug: str) -> Response:
        """Requests of people in one year, and how soon they were answered: the tables of the page (R70)."""
        whole = periods(first_shown(self.area, on=self.on), on=self.on, everything=self.whole)
        known = [one for one in whole if not one.quarter]
        year = self.chosen([one.year for one in known])
        found: list[dict[str, Any]] = []
        if year is not None:
            made = shown(self.area, next(one for one in known if one.year == year))
            rows = [(t.caption, t.nothing, [(line.label, line.cells) for line in t.lines]) for t in made]
            found = [{"title": str(year), "based_on": "", "tables": [table(*row) for row in rows]}]
        return self.answer(words.Figures, self.told([Year(one.year) for one in known], year, found))


class GapsView(YearView):
    what = "gaps"

    @extend_schema(operation_id="oversight_gaps", parameters=[YEAR], responses=words.Gaps)
    def get(self, request: Request, slug: str) -> Response:
        """What is missing or broken in the facts of a year; without a year, of the year until today."""
        asked = self.chosen(list(range(self.on.year, 2000, -1)))
        year = Year(asked or self.on.year)
        first, last = year.first, min(year.last, self.on)
        gaps = gaps_of(self.area, first=first, last=last, on=self.on)
        return self.answer(words.Gaps, {"first": first, "last": last, "gaps": gaps})


class EvenhandednessView(OversightView):
    what = "evenhandedness"

    @extend_schema(operation_id="oversight_evenhandedness", responses=words.Evenhandedness)
    def get(self, request: Request, slug: str) -> Response:
        """Each shop and each reporter held against the rest; what deviates is a question, never a verdict."""
        told = told_of(self.area, on=self.on, with_names=self.whole)
        facts = {"first": since(self.area, self.on), "before": until(self.on), "tested": told.tested}
        lists = {"questions": told.questions, "shops": told.shops, "reporters": told.reporters}
        return self.answer(words.Evenhandedness, facts | lists)


class SamplesView(OversightView):
    what = "samples"

    @extend_schema(operation_id="oversight_samples", responses=words.SampleOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """Every sample with its seed and, in counts, what was found; the newest first."""
        rows = list(Sample.objects.filter(area=self.area).order_by("-drawn_at"))
        for row in rows:
            row.outcome = outcome_of(row)  # type: ignore[attr-defined]
        return self.answer_many(words.SampleOut, rows)


class HeadsView(OversightView):
    what = "heads"

    @extend_schema(operation_id="oversight_heads", responses=words.HeadOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """The signed heads of the log of the last month, the newest first; keep them to check the log with."""
        begin = self.at - dt.timedelta(days=31)
        return self.answer_many(
            words.HeadOut, Head.objects.filter(area=slug, at__gte=begin).order_by("-serial")[:HEADS]
        )


def plain(found: Iterable[Any]) -> list[dict[str, Any]]:
    """Tables of the page without their pictures."""
    return [table(one.caption, one.nothing, [(row.label, row.cells) for row in one.rows]) for one in found]


def table(caption: str, nothing: str, rows: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> dict[str, Any]:
    """One table; a cell is a number where the page shows one, and else what the page says there."""
    return {
        "caption": caption,
        "nothing": nothing,
        "rows": [{"name": label, "cells": [_cell(*cell) for cell in cells]} for label, cells in rows],
    }


def _cell(column: str, text: str) -> dict[str, Any]:
    return {"column": column, "value": int(text) if text.isascii() and text.isdigit() else None, "text": text}
