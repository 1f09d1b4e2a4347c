"""The catalogue to take along: JSON, YAML and CSV, with stable codes, versions and a licence, and what changed when."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import yaml
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.cells import csv_table
from participants import clock

from .models import Measure
from .shelf import Versions, shelf, versions_on
from .taxonomy import FILE

LICENCE = "CC-BY-4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
NOTE = (
    "Drempel catalogue of measures. Inspired by the national toolbox of November 2020 and no copy of it. "
    "No lawyer has reviewed these texts; check each article before use."
)
NEWEST = 200
# In one cell of a table; no code holds it, and a sentence may hold commas.
BETWEEN = " | "


def as_data(measure: Measure) -> dict[str, Any]:
    """One measure: its file, with the version and the days on which that holds."""
    return {
        **measure.facts,
        "version": measure.version,
        "valid_from": measure.valid_from.isoformat(),
        "checksum": measure.checksum,
    }


def whole(on: dt.date) -> dict[str, Any]:
    """Everything of this day, with what one needs to use it."""
    return {
        "about": NOTE,
        "licence": LICENCE,
        "on": on.isoformat(),
        "measures": [as_data(measure) for measure in shelf(on).measures],
        "taxonomy": yaml.safe_load(FILE.read_text(encoding="utf-8")),
    }


def changes(limit: int = NEWEST) -> list[dict[str, Any]]:
    """What began or ended, the newest first: the feed for who keeps a copy."""
    rows: list[dict[str, Any]] = []
    for code, version, begun, ended in Measure.objects.values_list("code", "version", "valid_from", "valid_until"):
        rows.append({"on": begun, "code": code, "version": version, "change": "added" if version == 1 else "changed"})
        if ended:
            rows.append({"on": ended, "code": code, "version": version, "change": "ended"})
    followed = {(row["on"], row["code"], row["version"] - 1) for row in rows if row["change"] == "changed"}
    rows = [r for r in rows if r["change"] != "ended" or (r["on"], r["code"], r["version"]) not in followed]
    return sorted(rows, key=lambda row: (row["on"], row["code"], row["version"]), reverse=True)[:limit]


def as_json(on: dt.date) -> str:
    return json.dumps(whole(on), ensure_ascii=False, indent=1)


def as_yaml(on: dt.date) -> str:
    return yaml.safe_dump(whole(on), allow_unicode=True, sort_keys=False, width=110)


def as_csv(on: dt.date) -> str:
    """A line for each measure, after one with the names of the columns."""
    rows = [as_data(measure) for measure in shelf(on).measures]
    columns = list(dict.fromkeys(key for row in rows for key in row if key != "history"))
    return csv_table([columns, *([_cell(row.get(column)) for column in columns] for row in rows)]).decode()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN.join(str(item) for item in value)
    return "" if value is None else str(value)


FORMS: dict[str, tuple[str, Callable[[dt.date], str]]] = {
    "json": ("application/json", as_json),
    "yaml": ("application/yaml", as_yaml),
    "csv": ("text/csv; charset=utf-8", as_csv),
}


@lru_cache(maxsize=2 * len(FORMS))
def _written(form: str, on: dt.date, versions: Versions) -> str:
    """The file, made once for each state of the catalogue: anybody may ask for it, as often as they like."""
    return FORMS[form][1](on)


@login_not_required
@require_safe
def download(request: HttpRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    kind, _write = FORMS[form]
    today = clock.today()
    response = HttpResponse(_written(form, today, versions_on(today)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="drempel-catalogus-{today.isoformat()}.{form}"'
    response["Link"] = f'<{LICENCE_ADDRESS}>; rel="license"'
    return response


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What one may take, under which licence, and what changed last."""
    context: dict[str, Iterable[Any] | str] = {
        "forms": list(FORMS),
        "changes": changes(30),
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
    }
    return render(request, "toolbox/open_data.html", context)
