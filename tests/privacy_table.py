"""The tables at the end of docs/privacy.md, written from what each model says of its fields.

python -m tests.privacy_table            print the tables
python -m tests.privacy_table --write    write them to docs/privacy.md
"""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from participants.privacy import CLASSES, Access, Viewer, access_to

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "privacy.md"
MARK = "<!-- written by tests/privacy_table.py; edit the models, not the tables -->"
OURS = ("audit", "participants", "oversight", "toolbox", "rights", "bans", "notices", "config")


def tables() -> str:
    """What each class is for, who sees it and until when; then for each model its fields, "plain" last."""
    return "\n\n".join([classes(), *models()]) + "\n"


def classes() -> str:
    head = [
        "### What each class means",
        "",
        "| class | purpose | seen by | in letters seen by | ends |",
        "|---|---|---|---|---|",
    ]
    lines = [
        f"| {name} | {kind.purpose} | {people(kind.access.seen_by)} | {people(kind.access.in_letters)} | {kind.ends} |"
        for name, kind in CLASSES.items()
    ]
    return "\n".join([*head, *lines])


def people(viewers: Iterable[str]) -> str:
    found = set(viewers)
    return ", ".join(viewer for viewer in Viewer if viewer in found) or "nobody"


def models() -> Iterator[str]:
    """A field that is narrower than its class has a line of its own."""
    from django.apps import apps

    for label in OURS:
        for model in sorted(apps.get_app_config(label).get_models(), key=lambda m: m.__name__):
            rows: dict[tuple[str, Access], list[str]] = {}
            for name, kind in model.Privacy.fields.items():
                rows.setdefault((kind, access_to(f"{model._meta.label}.{name}", kind)), []).append(name)
            lines = [_line(kind, access, names) for (kind, access), names in sorted(rows.items(), key=_order)]
            head = [f"### {model._meta.label}", "", "| class | fields | seen by | ends |", "|---|---|---|---|"]
            yield "\n".join([*head, *lines])


def _order(row: tuple[tuple[str, Access], list[str]]) -> tuple[bool, str, str]:
    (kind, _access), names = row
    return kind == "plain", kind, names[0]


def _line(kind: str, access: Access, names: list[str]) -> str:
    fields = ", ".join(f"`{name}`" for name in names)
    seen = people(access.seen_by) + (", just after a proof of who looks" if access.proof else "")
    if access != CLASSES[kind].access and access.in_letters - access.seen_by:
        seen += f"; in a letter also {people(access.in_letters - access.seen_by)}"
    return f"| {kind} | {fields} | {seen} | {CLASSES[kind].ends} |"


def page() -> str:
    """The page as it should be: its prose as it stands, the tables as the models say."""
    prose, mark, _tables = PAGE.read_text(encoding="utf-8").partition(MARK)
    return f"{prose}{mark}\n\n{tables()}"


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(tables(), end="")
