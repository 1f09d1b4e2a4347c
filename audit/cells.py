"""Lists for a spreadsheet. A cell that a program could take for a formula gets an apostrophe before it (G20)."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator

from .canonical import to_json, utc
from .models import Link

# Full-width forms count as the plain ones, for some programs read them so.
STARTS_A_FORMULA = "=+-@\t\r\n"
COLUMNS = (
    "number", "at", "action", "actor", "roles", "organisation", "purpose", "door", "result", "subject", "facts",
    "operation", "hash",
)  # fmt: skip


def safe_cell(text: str) -> str:
    """The same text, which no spreadsheet runs."""
    bare = unicodedata.normalize("NFKC", text)
    seen = bare.lstrip(" \u200b\u200c\u200d\u2060\ufeff\x00")
    if bare[:1] in tuple("\t\r\n") or seen[:1] in tuple(STARTS_A_FORMULA):
        return "'" + text
    return text


def csv_lines(links: Iterable[Link], headings: Iterable[object]) -> Iterator[bytes]:
    """A line for each event, with semicolons, as a Dutch spreadsheet reads them."""
    yield "\ufeff".encode()
    yield _line([str(heading) for heading in headings])
    for link in links:
        event = link.event
        known = {"number": str(link.number), "at": utc(event.at), "facts": to_json(event.facts), "hash": link.hash}
        yield _line([known[name] if name in known else getattr(event, name) for name in COLUMNS])


def csv_table(rows: Iterable[list[str]]) -> bytes:
    """Rows of texts, the headings first, in the same way."""
    return "\ufeff".encode() + b"".join(_line(row) for row in rows)


def _line(cells: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerow([safe_cell(cell) for cell in cells])
    return written.getvalue().encode()
