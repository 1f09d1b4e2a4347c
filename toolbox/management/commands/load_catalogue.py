from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from participants import clock
from toolbox.catalogue import loading


class Command(BaseCommand):
    help = "Load the catalogue of measures from its files. Safe to repeat; a wrong file changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=loading.FOLDER, help="read other files than our own")
        parser.add_argument("--check", action="store_true", help="check the files and load nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                self.stdout.write(f"{len(loading.read(options['folder']))} measures, all in order.")
                return
            outcome = loading.load(options["folder"], by="load_catalogue", on=clock.today())
        except loading.CatalogueError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        self.stdout.write(
            f"{outcome.added} added, {outcome.changed} changed, {outcome.unchanged} unchanged, {outcome.ended} ended."
        )
