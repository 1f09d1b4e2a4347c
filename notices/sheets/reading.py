"""Reading a language from its folder, and saying exactly what is wrong with it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from ..pdf.fonts import FAMILIES

HERE = Path(__file__).parent
FOLDER = HERE / "languages"
ORIGINAL = HERE / "original.yaml"
CODE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?")
ABOUT = ("own_name", "dutch_name", "tag", "direction", "font", "pictograms", "status")
CHOICES = {
    "direction": ("ltr", "rtl"),
    "font": tuple(FAMILIES),
    "pictograms": ("yes", "no"),
    "status": ("machine", "reviewed"),
}
DATE = "date"
DATE_PARTS = frozenset({"day", "month", "year", "numbers"})


@dataclass(frozen=True)
class Language:
    """One language of the sheets: who it is for, how it is set, who checked it, and its texts by dotted key."""

    code: str
    own_name: str
    dutch_name: str
    tag: str
    direction: str
    font: str
    pictograms: bool
    reviewed_by: str
    reviewed_on: dt.date | None
    texts: dict[str, str]


# Written in C where there is one, since every start of Drempel reads all languages.
class _Texts(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Everything is text, so that `on` and `no` mean themselves; a key that stands twice is refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _value in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"'{key}' stands there twice", node.start_mark)
        return super().construct_mapping(node, deep=deep)


def read_language(folder: Path, original: dict[str, str]) -> tuple[Language | None, list[str]]:
    """The language of a folder, or None and what is wrong with it, each complaint with file and key."""
    about, complaints = read_texts(folder / "about.yaml")
    texts, more = read_texts(folder / "sheet.yaml")
    complaints += more
    if not complaints:
        complaints = [f"{folder.name}/about.yaml: {said}" for said in _about_complaints(about)]
        complaints += [f"{folder.name}/sheet.yaml: {said}" for said in text_complaints(texts, original)]
    if not CODE.fullmatch(folder.name):
        complaints.append(f"{folder.name}: a folder is named after its language: pl, or nl-easy")
    if complaints:
        return None, complaints
    language = Language(
        code=folder.name,
        own_name=about["own_name"],
        dutch_name=about["dutch_name"],
        tag=about["tag"],
        direction=about["direction"],
        font=about["font"],
        pictograms=about["pictograms"] == "yes",
        reviewed_by=about.get("by", ""),
        reviewed_on=dt.date.fromisoformat(about["on"]) if "on" in about else None,
        texts=texts,
    )
    return language, []


def placeholders(text: str) -> set[str] | None:
    """The names in braces, or None where the braces are not plain `{name}`."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return None
    names = [name or "" for _before, name, _spec, _conversion in parts]
    plain = all(not spec and not conversion for _before, _name, spec, conversion in parts)
    return set(names) if plain and all(name.isidentifier() for name in names) else None


def read_texts(path: Path) -> tuple[dict[str, str], list[str]]:
    """The texts of a file by dotted key, and a complaint if it cannot be read."""
    where = path.name if path.parent == HERE else f"{path.parent.name}/{path.name}"
    try:
        data = _Texts(path.read_text(encoding="utf-8")).get_single_data()
    except FileNotFoundError:
        return {}, [f"{where}: the file is missing"]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return {}, [f"{where}:{line}: {error.problem}"]
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        return {}, [f"{where}: cannot be read as UTF-8 YAML ({type(error).__name__})"]
    if not isinstance(data, dict):
        return {}, [f"{where}: keys with texts are expected"]
    return dict(_leaves(data)), []


def _leaves(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data, start=1)
    for key, value in pairs:
        name = f"{path}.{key}" if path else str(key)
        if isinstance(value, dict | list):
            yield from _leaves(value, name)
        else:
            yield name, value.strip()


def _about_complaints(about: dict[str, str]) -> Iterator[str]:
    reviewed = about.get("status") == "reviewed"
    needed = (*ABOUT, "by", "on") if reviewed else ABOUT
    yield from _key_complaints(about, needed)
    for key, choices in CHOICES.items():
        if about.get(key) and about[key] not in choices:
            yield f"{key}: '{about[key]}' is none of {', '.join(choices)}"
    if reviewed and about.get("on"):
        try:
            dt.date.fromisoformat(about["on"])
        except ValueError:
            yield f"on: '{about['on']}' is no date as 2026-03-14"


def text_complaints(texts: dict[str, str], original: dict[str, str]) -> Iterator[str]:
    """What is wrong with translated texts: a key or a placeholder that is missing, empty or unknown."""
    yield from _key_complaints(texts, original)
    for key in original.keys() & texts.keys():
        names, asked = placeholders(texts[key]), placeholders(original[key]) or set()
        if names is None:
            yield f"{key}: braces are for {{names}} alone"
        elif key == DATE:
            if not names <= DATE_PARTS or not ({"day", "month", "year"} <= names or "numbers" in names):
                yield f"{key}: a date has {{day}}, {{month}} and {{year}}, or {{numbers}}"
        else:
            yield from (f"{key}: the placeholder {{{name}}} is missing" for name in sorted(asked - names))
            yield from (f"{key}: the placeholder {{{name}}} is unknown" for name in sorted(names - asked))


def _key_complaints(found: dict[str, str], needed: Any) -> Iterator[str]:
    for key in needed:
        if key not in found:
            yield f"{key}: is missing"
        elif not found[key]:
            yield f"{key}: is empty"
    yield from (f"{key}: is unknown" for key in found if key not in needed)
