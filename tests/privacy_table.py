"""The tables at the end of docs/privacy.md, written from what each model says of its fields.

python -m tests.privacy_table            print the tables
python -m tests.privacy_table --write    write them to docs/privacy.md
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "privacy.md"
MARK = "<!-- written by tests/privacy_table.py; edit the models, not the tables -->"
OURS = ("audit", "participants", "toolbox", "bans", "notices", "config")


def tables() -> str:
    """For each model its fields by class, "plain" last."""
    from django.apps import apps

    parts = []
    for label in OURS:
        for model in sorted(apps.get_app_config(label).get_models(), key=lambda m: m.__name__):
            classes: dict[str, list[str]] = {}
            for name, kind in model.Privacy.fields.items():
                classes.setdefault(kind, []).append(f"`{name}`")
            rows = sorted(classes.items(), key=lambda item: (item[0] == "plain", item[0]))
            lines = [f"| {kind} | {', '.join(names)} |" for kind, names in rows]
            parts.append("\n".join([f"### {label}.{model.__name__}", "", "| class | fields |", "|---|---|", *lines]))
    return "\n\n".join(parts) + "\n"


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
