"""The papers of a dossier: which there are, and each made from the facts alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.template import Context
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.cells import csv_table
from notices.letters import load, to_pdf
from participants.refusals import Refusal
from participants.roles import ROLE_DESCRIPTIONS, Role

from . import wording
from .changes import Changes, Facts, businesses_outside, changes_between, versions
from .data_kept import classes, lines
from .models import Purpose
from .reading import dpia, risks

# As many as the engine lays out well within its time; a larger area has more files of a kind.
SHOPS_A_FILE, BUSINESSES_A_FILE = 250, 100


@dataclass(frozen=True)
class Paper:
    """One file of the archive: its name there, what it is called, and how it is made."""

    name: str
    title: Any
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Sources:
    """The facts of a dossier, those of the filing before it, and what keeps its papers apart from all others."""

    facts: Facts
    before: Facts | None
    token: str

    @property
    def changes(self) -> Changes | None:
        return changes_between(self.before, self.facts) if self.before else None


def papers_of(sources: Sources) -> list[Paper]:
    """Every paper that belongs to these facts, in the order in which they are read."""
    facts = sources.facts
    shops, businesses = list(enumerate(facts["shops"], start=1)), list(enumerate(by_business(facts), start=1))
    found = [_pdf(sources, "1-brief-en-samenvatting.pdf", "letter", gettext_lazy("Brief en samenvatting"))]
    for name, rows in _parts("2-deelnemers", shops, SHOPS_A_FILE):
        title = gettext_lazy("Lijst van deelnemers")
        found.append(_pdf(sources, f"{name}.pdf", "participants", title, rows=rows))
    found.append(Paper("2-deelnemers.csv", gettext_lazy("Lijst van deelnemers, als tabel"), lambda: _csv(facts)))
    for name, groups in _parts("3-verklaringen", businesses, BUSINESSES_A_FILE):
        title = gettext_lazy("Verklaringen van de ondernemingen")
        found.append(_pdf(sources, f"{name}.pdf", "declarations", title, businesses=groups))
    found.append(_pdf(sources, "4-protocol.pdf", "protocol", gettext_lazy("Protocol")))
    found.append(_pdf(sources, "5-dpia.pdf", "dpia", gettext_lazy("DPIA, met open punten")))
    found.append(_pdf(sources, "6-wijzigingen.pdf", "changes", gettext_lazy("Wijzigingen sinds de vorige indiening")))
    return found


def _parts(name: str, rows: list[Any], most: int) -> Iterator[tuple[str, list[Any]]]:
    """The rows in files of at most so many; one file has no number."""
    pieces = [rows[at : at + most] for at in range(0, len(rows), most)]
    for number, piece in enumerate(pieces, start=1):
        yield (name if len(pieces) == 1 else f"{name}-{number:02}"), piece


def by_business(facts: Facts) -> list[dict[str, Any]]:
    """The shops of the list under their businesses, in the order of the list, with the version that each signed for."""
    found: dict[str, list[Facts]] = {}
    for entry in facts["shops"]:
        found.setdefault(entry["business"], []).append(entry)
    return [
        {
            "name": name,
            "shops": entries,
            "in_permit": all(entry["in_permit"] for entry in entries),
            "unsigned": [entry for entry in entries if not entry["declaration_signed_on"]],
            "earlier": [entry for entry in entries if signed_for_earlier(facts, entry)],
        }
        for name, entries in found.items()
    ]


def signed_for_earlier(facts: Facts, entry: Facts) -> bool:
    """Whether the declaration was signed before the protocol in force was adopted."""
    signed = entry["declaration_signed_on"]
    return bool(signed) and signed < min(in_force(facts)["adopted_on"], in_force(facts)["valid_from"])


def in_force(facts: Facts) -> Facts:
    found: Facts = next(one for one in facts["protocols"] if one["number"] == facts["protocol"])
    return found


def _pdf(sources: Sources, name: str, template: str, title: Any, **more: Any) -> Paper:
    identifier = f"dossier-{sources.token}-{name}"
    return Paper(name, title, lambda: to_pdf(page_of(sources, template, **more), identifier=identifier))


def page_of(sources: Sources, template: str, **more: Any) -> str:
    """One paper as a page, in Dutch whatever the language of who asked."""
    with translation.override("nl"):
        context = {**_shared(sources), **CONTEXTS[template](sources), **more}
        return str(load(f"oversight/dossier/papers/{template}.html").render(Context(context)))


def _shared(sources: Sources) -> dict[str, Any]:
    facts = sources.facts
    return {
        "area": facts["area"],
        "facts": facts,
        "protocol": in_force(facts),
        "purpose": Purpose(facts["purpose"]).label,
        "look": None,
    }


def _letter(sources: Sources) -> dict[str, Any]:
    facts, groups = sources.facts, by_business(sources.facts)
    return {
        "contents": [(paper.name, paper.title) for paper in papers_of(sources)],
        "businesses": len(groups),
        "outside": businesses_outside(facts),
        "earlier": sum(bool(group["earlier"]) for group in groups),
        "unsigned": sum(bool(group["unsigned"]) for group in groups),
        "open_points": sum(not point["settled_on"] for point in facts["points"]),
        "points": len(facts["points"]),
        "changes": sources.changes,
    }


def _protocol(sources: Sources) -> dict[str, Any]:
    facts = sources.facts
    known = versions(facts)
    return {
        # The one in force, and what was adopted to follow it.
        "told": [
            (one.protocol, wording.settings_by_group(one.protocol["values"]))
            for one in known
            if one.protocol["number"] >= facts["protocol"]
        ],
        "history": [(one, [wording.parameter_was(change) for change in one.changed]) for one in known],
    }


def _dpia(sources: Sources) -> dict[str, Any]:
    facts, text = sources.facts, dpia()
    values = {"association": facts["area"]["association"], "area": facts["area"]["name"]}
    settled = wording.terms(in_force(facts)["values"])
    return {
        "edition": facts["edition"],
        "sections": [
            (one["title"], [wording.filled(line, values) for line in one["text"]]) for one in text["sections"]
        ],
        "classes": classes(),
        "lines": lines(),
        "never": text["never"],
        "roles": [(role.label, ROLE_DESCRIPTIONS[role]) for role in Role],
        "retention": [(one["what"], wording.filled(one["until"], settled)) for one in text["retention"]],
        "rights": [wording.filled(line, settled) for line in text["rights"]],
        "harms": risks(),
        "checks": _checks(),
        "open": [point for point in facts["points"] if not point["settled_on"]],
        "settled": [
            (point, wording.role_names(point["settled_as"])) for point in facts["points"] if point["settled_on"]
        ],
    }


def _checks() -> dict[str, Any]:
    from ..checks import running  # noqa: F401  (fills the list)
    from ..checks.verdict import CHECKS

    return {code: one.says for code, one in CHECKS.items()}


def _changes(sources: Sources) -> dict[str, Any]:
    changes = sources.changes
    if changes is None:
        return {"changes": None, "outside": businesses_outside(sources.facts)}
    return {
        "changes": changes,
        "renamed": [(one.shop, [wording.shop_was(change) for change in one.changed]) for one in changes.renamed],
        "area_changes": [wording.area_was(change) for change in changes.area],
        "versions": [(one, [wording.parameter_was(change) for change in one.changed]) for one in changes.versions],
        "sectors": [wording.sector_name(code) for code in changes.sectors],
        "settled": [(point, wording.role_names(point["settled_as"])) for point in changes.settled],
    }


def _csv(facts: Facts) -> bytes:
    """Exactly the names and addresses of the list, as text between quotes."""
    with translation.override("nl"):
        head = [_("nummer"), _("onderneming"), _("winkel"), _("adres"), _("branche"), _("in de vergunning")]
        head += [_("verklaring getekend op")]
        rows = [
            [
                str(number), entry["business"], entry["name"], entry["address"], wording.sector_name(entry["sector"]),
                _("ja") if entry["in_permit"] else _("nee"), entry["declaration_signed_on"] or "",
            ]
            for number, entry in enumerate(facts["shops"], start=1)
        ]  # fmt: skip
        return csv_table([head, *rows])


CONTEXTS: dict[str, Callable[[Sources], dict[str, Any]]] = {
    "letter": _letter,
    "participants": lambda sources: {},
    "declarations": lambda sources: {},
    "protocol": _protocol,
    "dpia": _dpia,
    "changes": _changes,
}


def made(paper: Paper) -> bytes:
    """The file. A part that cannot be made is named in the refusal."""
    try:
        return paper.make()
    except Refusal as refusal:
        sentence = _("“%(part)s” kan niet worden gemaakt. %(reason)s Er is niets bewaard.")
        told = sentence % {"part": paper.title, "reason": refusal.message}
        raise Refusal("part_failed", told, rule=refusal.rule, wait=refusal.wait) from refusal
