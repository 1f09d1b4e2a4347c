"""Every route that there is, found in the URLconf, and what stands in its address.

A parameter is known by the word before it: `maatregel/<str:reference>` is a sanction. A route with a word that
is not here is undeclared, and `test_every_route_is_declared` fails: who adds an address says what it names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# The word before a parameter, and the kind of thing that the parameter names.
NAMES = {
    "gebied": "area",
    "areas": "area",
    "logboek": "area with a public log",
    "maatregel": "sanction",
    "sanctions": "sanction",
    "gezichten": "sanction",
    "voorval": "incident",
    "incidents": "incident",
    "balie": "check",
    "checks": "check",
    "foto": "photo",
    "photos": "photo",
    "winkels": "shop",
    "shops": "shop",
    "mensen": "membership",
    "people": "membership",
    "letters": "notice",
    "bezorging": "service",
    "services": "service",
    "kassas": "device",
    "sessie": "session",
    "signalen": "signal",
    "werk": "batch",
    "batches": "batch",
    "wet": "subject of law",
    "herinneringen": "reminder",
    "reminders": "reminder",
    "besluit": "deed",
    "maatregelen": "measure",
    "voor": "audience",
    "versie": "version",
    "catalogus.": "form of the catalogue",
    "plannen": "plan",
    "onderdeel": "plan part",
    "uitleg": "warning of a plan",
    "bestand": "plan file",
    "measures": "measure",
    "toetsen": "legal test",
    "vraag": "question",
    "schouwen": "scan",
    "ruimte": "room",
    "beeld": "scan photo",
    "partners": "partner",
    "convenanten": "covenant",
    "overleg": "meeting",
    "acties": "meeting action",
    "trainingen": "training",
    "bijeenkomsten": "training session",
    "certificaten": "certificate",
    "corrigeren": "kind of correction",
    "correcties": "correction",
    "verzoeken": "request",
    "stukken": "request letter",
    "steekproeven": "sample",
    "dossier": "sample item",
    "jaarverslag": "year of a report",
    "vastgesteld": "version of a report",
    "yearly-reports": "year of a report",
    "versions": "version of a report",
    "koppelingen": "oversight key",
    "winkelgebied": "area with a public page",
    "uitgaven": "permit dossier",
    "punten": "dossier point",
}
# The word before it is that of another thing: the letter.
DIFFERS = {"gebied/<slug:slug>/brief/<int:pk>": "notice"}
# What a word in an address says more of the thing before it.
ASIDE = {
    "area",
    "deed",
    "subject of law",
    "question",
    "room",
    "kind of correction",
    "year of a report",
    "version of a report",
}
# Below these lies the code of a library, with addresses of its own and nothing of the register.
LIBRARIES = {"account", "static"}
CATCH_ALL = "<anything:rest>"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One pattern: `names` tells for each parameter what it names, or None when nobody declared that."""

    pattern: str
    name: str
    names: tuple[tuple[str, str | None], ...]
    methods: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return self.pattern.startswith("api/v1/")

    @property
    def thing(self) -> str | None:
        """The kind of thing that the address is about, below the area."""
        below = [kind for _parameter, kind in self.names if kind not in ASIDE]
        return below[-1] if below else None

    @property
    def inside_an_area(self) -> bool:
        return any(kind == "area" for _parameter, kind in self.names)

    def address(self, values: dict[str, object]) -> str:
        """The address with these values, by the kind of thing."""
        address = self.pattern
        for parameter, kind in self.names:
            address = re.sub(rf"<(?:\w+:)?{parameter}>", str(values[kind or ""]), address, count=1)
        return "/" + address


def every_route() -> list[Route]:
    """All of them, in the order of the URLconf."""
    return [_route(pattern, entry) for pattern, entry in _walk(get_resolver(), "")]


def register_routes() -> list[Route]:
    """Those below an area: pages and API."""
    return [route for route in every_route() if route.inside_an_area]


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, pattern)
        else:
            yield pattern, entry


def _route(pattern: str, entry: URLPattern) -> Route:
    view = getattr(entry.callback, "view_class", None) or getattr(entry.callback, "cls", None)
    methods: tuple[str, ...] = ("GET", "POST")
    if pattern.startswith("api/v1/") and view is not None:
        # A method that its view does not know is for the test of methods.
        allowed = [name for name in view.http_method_names if name not in ("head", "options", "trace")]
        methods = tuple(name.upper() for name in allowed if hasattr(view, name))
    return Route(pattern, entry.name or "", tuple(_names(pattern)), methods)


def _names(pattern: str) -> Iterator[tuple[str, str | None]]:
    for found in PARAMETER.finditer(pattern):
        before = pattern[: found.end()].replace("api/v1/", "")
        word = pattern[: found.start()].rstrip("/").rpartition("/")[2]
        yield found.group(1), DIFFERS.get(before, NAMES.get(word))


def is_of_a_library(route: Route) -> bool:
    return route.pattern.split("/")[0] in LIBRARIES
