"""The yearly report as a file, for who has no screen: what was adopted last, or else the draft."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oversight.yearly.actions import draft_of, pdf_of
from oversight.yearly.facts import year_to_report
from oversight.yearly.models import YearlyReport
from oversight.yearly.paper import as_pdf
from participants import area_lock, clock
from participants.models import ShoppingArea
from participants.refusals import Refusal


class Command(BaseCommand):
    help = "Write the yearly report of an area to a PDF: the newest that was adopted, or else the draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the short name of the area, as in its address")
        parser.add_argument("year", type=int, help="a calendar year that is over")
        parser.add_argument("file", help="a file that is not there yet")

    def handle(self, *args: Any, slug: str, year: int, file: str, **options: Any) -> None:
        area = ShoppingArea.objects.filter(slug=slug).first()
        if area is None:
            raise CommandError(f"There is no area {slug!r}.")
        path = Path(file)
        if path.exists():
            raise CommandError(f"{path} exists already.")
        with area_lock.one_area(area):
            pdf, what = self._report(area, year)
        try:
            with path.open("xb") as out:
                out.write(pdf)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{path}: {what}, {len(pdf)} bytes")

    def _report(self, area: ShoppingArea, year: int) -> tuple[bytes, str]:
        on = clock.today()
        try:
            year_to_report(area, year, on=on)
            found = YearlyReport.objects.filter(area=area, year=year, adopted_at__isnull=False).first()
            if found is None:
                return as_pdf(area, year, on=on, report=draft_of(area, year)), "a draft"
            return pdf_of(found), f"version {found.version}, adopted"
        except Refusal as refusal:
            raise CommandError(str(refusal.message)) from refusal
