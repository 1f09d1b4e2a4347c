"""The pieces of which a report is made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..figures.tables import Table


@dataclass(frozen=True)
class Chapter:
    """One subject: what it says in sentences, and its tables. `key` is its sentence for the summary."""

    code: str
    title: str
    says: Sequence[str] = ()
    tables: Sequence[Table] = ()
    source: str = ""
    key: str = ""
    # What somebody should judge: rules that did not hold, facts that are missing.
    points: Sequence[str] = field(default_factory=tuple)

    def plain(self) -> dict[str, Any]:
        """As plain data, without the pictures: those show the same numbers."""
        return {
            "code": self.code,
            "title": self.title,
            "says": list(self.says),
            "source": self.source,
            "points": list(self.points),
            "tables": [_plain(table) for table in self.tables],
        }


def _plain(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "head": [str(word) for word in table.head],
        "rows": [[str(row.label), *(cell for _head, cell in row.cells)] for row in table.rows],
        "nothing": table.nothing,
    }
