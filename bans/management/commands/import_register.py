"""Take over a paper register from CSV files; a dry run unless --commit is given."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bans.importing import Report, begin, read
from bans.paper_columns import Table
from participants import area_lock, clock
from participants.jobs.work import run_due
from participants.models import Batch, ShoppingArea, User
from participants.refusals import Refusal

EACH = dt.timedelta(seconds=2)


class Command(BaseCommand):
    help = "Read shops or running sanctions from a CSV file. Tries without keeping, until --commit is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[str(kind) for kind in Table])
        parser.add_argument("file", type=Path)
        parser.add_argument("--area", required=True, help="The short name of the area in addresses.")
        parser.add_argument("--by", required=True, help="The e-mail address of the coordinator who vouches.")
        parser.add_argument("--commit", action=argparse.BooleanOptionalAction, default=False)

    def handle(self, *args: Any, **options: Any) -> None:
        area = ShoppingArea.objects.filter(slug=options["area"]).first()
        user = User.objects.filter(email=options["by"].lower()).first()
        if area is None or user is None:
            raise CommandError("There is no such area, or nobody with that e-mail address.")
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from error
        carry_out = begin if options["commit"] else read
        try:
            with area_lock.one_area(area):
                report = carry_out(options["kind"], data, area=area, by=user, at=clock.now())
                if report.batch:
                    self._take_over(report.batch)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(report)

    def _take_over(self, batch: Batch) -> None:
        """Do the pieces here; a worker that takes some meanwhile does no harm."""
        total = batch.jobs.count()
        while batch.jobs.due(clock.now()).exists():
            run_due(now=clock.now, until=clock.now() + EACH, batch=batch)
            self.stdout.write(f"{total - batch.jobs.open().count()} of {total} rows")
        failed = batch.jobs.filter(failed_at__isnull=False)
        for job in failed:
            self.stdout.write(f"line {job.payload['line']}: {job.error}")
        if failed:
            raise CommandError(f"{len(failed)} of {total} rows were not taken over; see batch {batch.token}.")

    def _tell(self, report: Report) -> None:
        for problem in report.problems:
            where = f"line {problem.line}" + (f", {problem.column}" if problem.column else "")
            self.stdout.write(f"{where}: {problem.message}")
        if report.problems:
            raise CommandError(f"{len(report.problems)} problems in {report.rows} rows; nothing was kept.")
        if not report.batch:
            self.stdout.write(f"{report.rows} rows are right. Nothing was kept; run again with --commit.")
