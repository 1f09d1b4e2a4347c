"""The tables of docs/timetable.md, written from the timetable of reminders.

python -m tests.timetable_page            print the tables
python -m tests.timetable_page --write    write them to docs/timetable.md
"""

import os
import sys
from pathlib import Path

from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "timetable.md"
MARK = "<!-- written by tests/timetable_page.py from notices/reminders/timetable.py; edit that -->"


def tables() -> str:
    """For each kind when it speaks and to whom; then what it says."""
    from notices.reminders.timetable import TIMETABLE

    lines = ["| kind | for | counts from | that day | speaks | set by | until |", "|---|---|---|---|---|---|---|"]
    for kind in TIMETABLE:
        who = ", ".join(f"`{permission}`" for permission in kind.who)
        cells = [f"`{kind.code}`", who, kind.counts_from, str(kind.day), speaks(kind)]
        cells += [f"`{kind.setting}`" if kind.setting else "–", kind.stops]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "| kind | what it says | afterwards |", "|---|---|---|"]
    lines += [f"| `{kind.code}` | {plain(kind.sentence)} | {plain(kind.late) or '–'} |" for kind in TIMETABLE]
    return "\n".join(lines) + "\n"


def speaks(kind) -> str:
    """The days in words: "at once; 7, 2 days before; on the day; 1 day after, then every 7"."""
    before = [str(-day) for day in kind.speaks if day < 0]
    after = [str(day) for day in kind.speaks if day > 0]
    parts = ["at once"] if kind.at_once else []
    if kind.opens_by_setting:
        parts.append(f"`{kind.setting}` days before")
        parts.append(f"{', '.join(before)} if that is later")
    elif before:
        parts.append(f"{', '.join(before)} days before")
    if 0 in kind.speaks:
        parts.append("on the day")
    if after:
        parts.append(f"{', '.join(after)} after")
    text = "; ".join(parts)
    if kind.then_every:
        text += f"; then every {kind.then_every} days"
    return text + (f"; stands {kind.stays} days" if kind.stays else "")


def plain(sentence) -> str:
    return str(sentence).replace("%(day)s", "*dag*").replace("%(count)s", "*aantal*")


def page() -> str:
    """The page as it should be: its prose as it stands, the tables as the timetable says."""
    prose, mark, _tables = PAGE.read_text(encoding="utf-8").partition(MARK)
    with translation.override("nl"):
        return f"{prose}{mark}\n\n{tables()}"


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(tables(), end="")
