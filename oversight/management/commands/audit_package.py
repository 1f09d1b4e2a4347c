"""The audit package of an area as a file, for who runs the server."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from oversight.package.actions import make_package
from participants import area_lock, clock
from participants.models import ShoppingArea


class Command(BaseCommand):
    help = "Write the signed audit package of an area to a new file; check it with audit/verify_package.py."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", help="the short name of the area, as in addresses")
        parser.add_argument("file", type=Path, help="a new file")

    def handle(self, *args: Any, area: str, file: Path, **options: Any) -> None:
        found = ShoppingArea.objects.filter(slug=area).first()
        if found is None:
            raise CommandError(_("Er is geen gebied met de korte naam %s.") % area)
        if file.exists():
            raise CommandError(_("Dit bestand is er al: %s") % file)
        beside = file.with_name(file.name + ".part")
        try:
            size = self._write(found, beside)
            beside.rename(file)
        except OSError as error:
            # A full disk, a folder that is not there, a folder that is not ours.
            raise CommandError(
                _("Het pakket kan niet naar %(file)s worden geschreven: %(why)s")
                % {"file": file, "why": error.strerror or error}
            ) from None
        self.stdout.write(_("%(file)s is gemaakt: %(size)s bytes") % {"file": file, "size": size})

    def _write(self, area: ShoppingArea, beside: Path) -> int:
        """Under another name until it is whole, and on the disk; nothing is left of what broke off."""
        with beside.open("xb") as written:
            try:
                with area_lock.one_area(area):
                    made = make_package(area, by="audit_package", at=clock.now())
                    for block in made.blocks:
                        written.write(block)
                written.flush()
                os.fsync(written.fileno())
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
            return written.tell()
