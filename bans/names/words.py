"""The reasons of a judgement in plain words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def in_words(reasons: Iterable[str]) -> str:
    """Codes of reasons as one sentence: "Zelfde achternaam, voornaam klinkt hetzelfde." Unknown codes are left out."""
    words = _words()
    told = ", ".join(words[code] for code in reasons if code in words)
    return f"{told[0].upper()}{told[1:]}." if told else ""


def _words() -> dict[str, str]:
    return {
        "same_family": _("zelfde achternaam"),
        "family_sounds_alike": _("achternaam klinkt hetzelfde"),
        "family_part": _("een deel van de achternaam is gelijk"),
        "family_like": _("achternaam lijkt erop"),
        "family_other": _("andere achternaam"),
        "same_given": _("zelfde voornaam"),
        "given_sounds_alike": _("voornaam klinkt hetzelfde"),
        "given_short_form": _("voornaam is een roepnaam of korte vorm"),
        "given_initial": _("alleen de voorletter is gelijk"),
        "given_like": _("voornaam lijkt erop"),
        "given_other": _("andere voornaam"),
        "given_missing": _("voornaam is niet bekend"),
        "same_words": _("de woorden van de naam zijn gelijk of lijken erop"),
        "reversed": _("voornaam en achternaam zijn omgewisseld"),
        "year_same": _("zelfde geboortejaar"),
        "year_near": _("geboortejaar lijkt erop"),
        "year_other": _("ander geboortejaar"),
    }
