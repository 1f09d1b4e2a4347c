"""The languages that there are: one folder each, read once."""

from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from bans.conduct import CONDUCT
from participants.refusals import Refusal

from .reading import FOLDER, ORIGINAL, Language, read_language, read_texts

CONDUCT_KEY = "conduct."
DUTCH = "nl"


@lru_cache(maxsize=1)
def languages() -> dict[str, Language]:
    """Every language whose folder is in order, by code, sorted by its Dutch name."""
    read, _complaints = read_folders(FOLDER)
    return {language.code: language for language in sorted(read, key=lambda one: one.dutch_name.casefold())}


@lru_cache(maxsize=1)
def original() -> dict[str, str]:
    """The Dutch texts by dotted key, from which every language is translated."""
    return read_texts(ORIGINAL)[0]


def read_folders(folder: Path) -> tuple[list[Language], list[str]]:
    """The languages of all folders in a folder, and what is wrong, each complaint with file and key."""
    original, complaints = read_texts(ORIGINAL)
    codes = {key.removeprefix(CONDUCT_KEY) for key in original if key.startswith(CONDUCT_KEY)}
    complaints += [f"original.yaml: {CONDUCT_KEY}{code}: is missing" for code in sorted(CONDUCT.keys() - codes)]
    complaints += [f"original.yaml: {CONDUCT_KEY}{code}: is unknown" for code in sorted(codes - CONDUCT.keys())]
    read = []
    for path in sorted(one for one in folder.iterdir() if one.is_dir()):
        language, more = read_language(path, original)
        complaints += more
        if language:
            read.append(language)
    return read, complaints


def language_of(code: str) -> Language:
    """The language with this code. Refuses one for which there is no folder."""
    try:
        return languages()[code]
    except KeyError:
        raise Refusal("no_such_sheet", _("In deze taal is er geen uitleg."), field="sheet") from None


def sheet_choices() -> list[tuple[str, str]]:
    """The languages for a form: the Dutch name, with the name by which its readers know it."""
    return [(code, named(one)) for code, one in languages().items()]


def given_languages() -> list[tuple[str, str]]:
    """In which language somebody can have been told of a letter: Dutch, or that of a sheet."""
    return [(DUTCH, _("Nederlands")), *sheet_choices()]


def named(language: Language) -> str:
    """How a Dutch page calls a language: Pools (Polski)."""
    if language.own_name == language.dutch_name:
        return language.dutch_name
    return f"{language.dutch_name} ({language.own_name})"
