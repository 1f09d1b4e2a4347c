"""The log of an area as a file, to check with audit/verifier.py."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.cells import COLUMNS, csv_lines
from audit.export import export_lines, links
from participants import clock
from participants.actions.log_keeping import export_head
from participants.models import ShoppingArea


class Command(BaseCommand):
    help = "Write the log of an area as JSON lines, or as CSV; to a file or to the standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="the short name of the area, as in addresses")
        parser.add_argument("--csv", action="store_true", help="for a spreadsheet; cannot be verified")
        parser.add_argument("--sealed", action="store_true", help="as whoever oversees gets it")
        parser.add_argument("--output", type=Path, help="a new file")

    def handle(self, *args: Any, area: str, csv: bool, sealed: bool, output: Path | None, **options: Any) -> None:
        found = ShoppingArea.objects.filter(slug=area).first()
        if found is None:
            raise CommandError(f"There is no area {area!r}.")
        if output is not None and output.exists():
            raise CommandError(f"{output} exists already.")
        form = "csv" if csv else "jsonl"
        head = export_head(found, form=form, by="export_log", at=clock.now())
        lines = csv_lines(links(head, sealed=sealed), COLUMNS) if csv else export_lines(head, sealed=sealed)
        if output is None:
            for line in lines:
                sys.stdout.buffer.write(line)
            return
        with output.open("xb") as file:
            file.writelines(lines)
        self.stdout.write(f"{head.size} lines up to head {head.serial}")
