"""The processing log of an area as a file, by the standard Logboek Dataverwerkingen (docs/processing-log.md)."""

import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oversight.processing.actions import COMMAND, export
from participants import area_lock, clock
from participants.models import ShoppingArea
from participants.refusals import Refusal


class Command(BaseCommand):
    help = (
        "Write each processing of somebody's data in an area as a line of JSON; to a new file or the standard output."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="the short name of the area, as in addresses")
        parser.add_argument("file", type=Path, nargs="?", help="a new file")
        parser.add_argument("--since", type=dt.date.fromisoformat, required=True, help="the first day, as 2026-01-31")
        parser.add_argument("--until", type=dt.date.fromisoformat, help="the last day; without it today")

    def handle(
        self, *args: Any, area: str, file: Path | None, since: dt.date, until: dt.date | None, **options: Any
    ) -> None:
        found = ShoppingArea.objects.filter(slug=area).first()
        if found is None:
            raise CommandError(f"There is no area {area!r}.")
        if file is not None and file.exists():
            raise CommandError(f"{file} exists already.")
        try:
            pieces = export(found, since=since, until=until or clock.today(), by=COMMAND, at=clock.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        with area_lock.one_area(found):
            if file is None:
                for piece in pieces:
                    sys.stdout.buffer.write(piece)
                return
            count = self._write(pieces, file)
        self.stdout.write(f"{count} lines")

    def _write(self, pieces: Iterator[bytes], file: Path) -> int:
        """Under another name until it is whole, and on the disk; nothing is left of what broke off."""
        beside = file.with_name(file.name + ".part")
        try:
            with beside.open("xb") as out:
                try:
                    count = sum(piece.count(b"\n") for piece in pieces if out.write(piece))
                    out.flush()
                    os.fsync(out.fileno())
                except BaseException:
                    beside.unlink(missing_ok=True)
                    raise
            beside.rename(file)
        except OSError as error:
            # A full disk, a folder that is not there, a folder that is not ours.
            raise CommandError(f"{file} cannot be written: {error.strerror or error}") from None
        return count
