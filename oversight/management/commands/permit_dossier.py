"""The permit dossier of an area as a file, by hand."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oversight.dossier.actions.asking import ask_dossier, keep_archive, sources_of
from oversight.dossier.bundle import archive_of
from oversight.dossier.models import Purpose
from participants import area_lock, clock
from participants.models import ShoppingArea
from participants.refusals import Refusal


class Command(BaseCommand):
    help = "Make the permit dossier of an area and write it to a file, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("file", type=Path)
        parser.add_argument("--purpose", choices=Purpose.values, default=Purpose.NEW.value)
        parser.add_argument("--case-number", default="")

    @area_lock.all_areas()
    def handle(self, *args: Any, **options: Any) -> None:
        area = ShoppingArea.objects.filter(slug=options["slug"]).first()
        target: Path = options["file"]
        if area is None:
            raise CommandError("There is no such area.")
        if target.exists():
            raise CommandError(f"{target} exists already.")
        at = clock.now()
        try:
            dossier = ask_dossier(
                area, purpose=options["purpose"], case_number=options["case_number"], by=None, at=at, queued=False
            )
            archive = archive_of(sources_of(dossier))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        _write(target, archive)
        kept = keep_archive(dossier, archive, by=None, at=clock.now())
        self.stdout.write(f"{target}: {len(archive)} bytes, SHA-256 {kept.sha256}")


def _write(target: Path, data: bytes) -> None:
    """Beside its place first, so that nobody finds half a file."""
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(data)
        os.replace(beside, target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CommandError(f"{target} cannot be written: {error.strerror}") from error
