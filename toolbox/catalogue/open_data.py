"""The catalogue to take along: JSON, YAML and CSV, with stable codes, versions and a licence, and what changed when."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

import yaml
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from participants import clock

from .models import Measure
from .shelf import shelf
from .taxonomy import FILE, taxonomy

LICENCE = "CC-BY-4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
NOTE = (
    "Drempel catalogue of measures. Inspired by the national toolbox of November 2020 and no copy of it. "
    "No lawyer has reviewed these texts; check each article before use."
)
NEWEST = 200
# In one cell of a table; no code holds it, and a sentence may hold commas.
BETWEEN = " | "
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    followed = {(row["code"], row["version"] - 1) for row in rows if row["version"] > 1}
    rows = [row for row in rows if row["change"] != "ended" or (row["code"], row["version"]) not in followed]
    return sorted(rows, key=lambda row: (row["on"], row["code"], row["version"]), reverse=True)[:limit]


def as_json(on: dt.date) -> str:
    return json.dumps(whole(on), ensure_ascii=False, indent=1)


def as_yaml(on: dt.date) -> str:
    return yaml.safe_dump(whole(on), allow_unicode=True, sort_keys=False, width=110)


def as_csv(on: dt.date) -> str:
    """A line for each measure. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    rows = [as_data(measure) for measure in shelf(on).measures]
    columns = list(dict.fromkeys(key for row in rows for key in row if key != "history"))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    # A spreadsheet knows by this mark that the letters are UTF-8.
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = BETWEEN.join(str(item) for item in value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


FORMS: dict[str, tuple[str, Callable[[dt.date], str]]] = {
    "json": ("application/json", as_json),
    "yaml": ("application/yaml", as_yaml),
    "csv": ("text/csv; charset=utf-8", as_csv),
}


@login_not_required
@require_safe
def download(request: HttpRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    kind, write = FORMS[form]
    today = clock.today()
    response = HttpResponse(write(today), content_type=kind)
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
        "titles": {code: measure.title for code, measure in shelf(clock.today()).by_code.items()},
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "excluded": taxonomy().excluded,
    }
    return render(request, "toolbox/open_data.html", context)
