"""The table of docs/security/access.md, written from what the tests hold every route against.

python -m tests.access.page            print the table
python -m tests.access.page --write    write it to the page
"""

import os
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security" / "access.md"
MARK = "<!-- written by tests/access/page.py from tests/access/expected.py; edit that -->"
TITLES = {
    "file": "the file and the deeds on it",
    "decide": "deciding on it",
    "counter": "the counter: details, faces, breach",
    "ending": "the last letter",
    "correcting": "putting it right",
    "half-way": "that it goes on, half-way",
    "reminder": "a reminder, to put it off",
    "case": "what somebody asked, and the overview of what is held",
    "hearing": "the case while it is open, for who listens too, without address or letters",
    "letters": "its letters",
    "incident": "the incident",
    "photo": "the photo",
    "check": "a question once asked",
    "notice": "one letter",
    "serving": "handing a letter over",
    "service": "a letter under way",
    "shop": "the shop",
    "device": "the till of the shop",
    "batch": "long work that somebody asked for",
    "membership": "a role in the shop",
    "legal test": "a legal test",
    "making a legal test": "answering and closing a legal test",
    "scan": "a safety scan of the shop",
    "scan photo": "a photo of it",
    "partner": "a partner of the area",
    "covenant": "a covenant",
    "meeting": "the minutes of a meeting",
    "meeting action": "closing an action of it",
    "training": "a training",
    "training session": "a day on which a training is given",
    "certificate": "the certificate of a training",
}


def table() -> str:
    """For each kind of address and each viewer the files that open; all others are as if they never were."""
    from .expected import OPEN
    from .world import ELSEWHERE, ERASED, FILES, VIEWERS

    order = [*FILES, ELSEWHERE, ERASED]
    lines = ["| address of | viewer | opens for |", "|---|---|---|"]
    for door, title in TITLES.items():
        for viewer in VIEWERS:
            files = OPEN[door].get(viewer, set())
            if files:
                lines.append(f"| {title} | {viewer} | {', '.join(file for file in order if file in files)} |")
    return "\n".join(lines) + "\n"


def page() -> str:
    prose, mark, _table = PAGE.read_text(encoding="utf-8").partition(MARK)
    return f"{prose}{mark}\n\n{table()}"


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(table(), end="")
