"""Every Dutch text of the screens and letters has an English one, and the compiled file is up to date."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "locale/en/LC_MESSAGES/django.po"
APPS = ("audit", "participants", "toolbox", "rights", "bans", "notices", "oversight", "config")
MARKERS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
# What templatize leaves of a template: calls of _ and gettext around one Python string.
IN_TEMPLATE = re.compile(r"""(?:\b_|\bn?gettext)\(\s*(u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))""")
PLACEHOLDER = re.compile(r"%\(\w+\)s|%s|</?\w+>")


def texts_in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if name in MARKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def texts_in_template(path: Path) -> Iterator[str]:
    for found in IN_TEMPLATE.finditer(templatize(path.read_text())):
        yield ast.literal_eval(found.group(1)).replace("%%", "%")


def texts_in_use() -> dict[str, str]:
    """Each text that is marked for translation, with a file it stands in."""
    used = {}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            used.update(dict.fromkeys(texts_in_python(path), str(path.relative_to(ROOT))))
    for path in (path for kind in ("*.html", "*.txt") for path in (ROOT / "templates").rglob(kind)):
        used.update(dict.fromkeys(texts_in_template(path), str(path.relative_to(ROOT))))
    return used


def english(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_translations_have_every_text_in_use() -> None:
    known = {entry.msgid.replace("%%", "%") for entry in polib.pofile(str(CATALOGUE))}
    used = texts_in_use()
    assert len(used) > 500
    assert {text: where for text, where in used.items() if text not in known} == {}


def test_translations_are_complete_and_certain() -> None:
    entries = list(polib.pofile(str(CATALOGUE)))
    assert [e.msgid for e in entries if e.fuzzy or e.obsolete or not all(english(e))] == []


def test_translations_keep_the_placeholders() -> None:
    for entry in polib.pofile(str(CATALOGUE)):
        dutch = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        for source, target in zip(dutch, english(entry), strict=True):
            assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(target)), source


def test_translations_are_compiled() -> None:
    written = polib.pofile(str(CATALOGUE))
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {(e.msgctxt, e.msgid): english(e) for e in compiled} == {(e.msgctxt, e.msgid): english(e) for e in written}
