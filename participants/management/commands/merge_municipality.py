"""A municipality that becomes part of another one."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from participants import clock
from participants.actions.municipalities import merge
from participants.models import Municipality
from participants.refusals import Refusal


class Command(BaseCommand):
    help = "Say from which day a municipality is part of another one. Its areas go on under the new name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", help="the municipality that ends")
        parser.add_argument("into", help="the one that it becomes part of; made if it is new")
        parser.add_argument("--on", required=True, help="the first day, as 2027-01-01")

    def handle(self, *args: Any, old: str, into: str, on: str, **options: Any) -> None:
        try:
            day = dt.date.fromisoformat(on)
        except ValueError:
            raise CommandError(f"{on!r} is no day: write it as 2027-01-01.") from None
        ending = Municipality.objects.filter(name=old).first()
        if ending is None:
            raise CommandError(f"There is no municipality {old!r}.")
        if not 1 <= len(into.strip()) <= 100:
            raise CommandError("The name of the new municipality has 1 to 100 characters.")
        try:
            with transaction.atomic():
                lasting, _made = Municipality.objects.get_or_create(name=into.strip())
                areas = merge(ending, lasting, on=day, by="merge_municipality", at=clock.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{ending} is part of {lasting} from {day}; areas: {', '.join(map(str, areas)) or 'none'}")
