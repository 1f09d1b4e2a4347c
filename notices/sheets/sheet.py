"""One explanation sheet as a page of its own: outline, words and language into the template."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models.notice import LetterKind
from .languages import language_of, original
from .outline import headline, outline
from .reading import Language
from .words import filled, lines, values

TEMPLATE = "notices/sheets/sheet.html"


def sheet_html(kind: str, facts: dict[str, Any], language: str, *, large_print: bool = False) -> str:
    """The sheet beside a letter of this kind, with the letter's own facts (see `notices.facts`), in that language.

    It names nobody: the reference leads to the letter. `large_print` sets everything in 18 points and more.
    Refuses a language that there is not.
    """
    spoken = language_of(language)
    known = values(facts, spoken)

    def say(key: str) -> SafeString:
        return filled(spoken.texts[key], known)

    sections = [
        {
            "key": section.heading,
            "heading": say(section.heading),
            "lines": [line for key in section.sentences for line in lines(say(key))],
            **_pictogram(section.pictogram, spoken),
        }
        for section in outline(kind, facts)
    ]
    context = {
        "language": spoken,
        "large_print": large_print,
        "say": {key: say(f"sheet.{key}") for key in ("title", "reference", "issuer", "letter_date")},
        "reference": facts["sanction"].reference,
        "area": facts["area"],
        "form": _form(facts),
        "door": _pictogram("entry_forbidden" if _form(facts) == "ban" else "entry_allowed", spoken),
        "headline": say(headline(kind, is_ban=facts["is_ban"])),
        "kind_line": say(f"kind.{LetterKind(kind)}"),
        "authentic": lines(say("sheet.authentic")),
        "sections": sections,
        "status": say(_status(spoken)),
        "genuine": say("sheet.genuine") if "check_page" in known else "",
        "dutch_status": _dutch_status(spoken),
    }
    return render_to_string(TEMPLATE, context)


def _form(facts: dict[str, Any]) -> str:
    """How the box around the headline looks: a ban, a warning, or neither once it has ended (R38)."""
    if facts["ended"]:
        return "plain"
    return "ban" if facts["is_ban"] else "warning"


def _status(language: Language) -> str:
    """What the sheet says of its own translation."""
    return "sheet.reviewed" if language.reviewed_on else "sheet.machine"


def _dutch_status(language: Language) -> SafeString:
    """The same for who keeps the file and does not read that language."""
    day = f"{language.reviewed_on:%d-%m-%Y}" if language.reviewed_on else ""
    said = filled(original()[_status(language)], {"reviewer": language.reviewed_by, "reviewed_on": day})
    return format_html("{}: {}", language.dutch_name, said)


def _pictogram(name: str, language: Language) -> dict[str, str]:
    return {"pictogram": f"notices/sheets/pictograms/{name}.svg", "shows": language.texts[f"pictogram.{name}"]}
