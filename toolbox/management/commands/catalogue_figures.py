from typing import Any

from django.core.management.base import BaseCommand, CommandError

from toolbox.catalogue import loading
from toolbox.catalogue.figures import figures, spread, waiting

SPREADS = ("category", "severity", "kind", "data_class", "status", "effect_strength")


class Command(BaseCommand):
    help = "Count what is in the catalogue and what still waits. Fails when it is thinner than we say."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            entries = loading.read()
        except loading.CatalogueError as error:
            raise CommandError(str(error)) from error
        rows = figures(entries)
        for row in rows:
            of = f" of {row.of}" if row.of else ""
            self.stdout.write(f"{row.count:>6}{of:<9} {row.name} (promised {row.promised})")
        for name, codes in waiting(entries).items():
            self.stdout.write(f"{len(codes):>6} {name}: {', '.join(codes[:6])}{' …' if len(codes) > 6 else ''}")
        for key in SPREADS:
            told = ", ".join(f"{code} {count}" for code, count in spread(entries, key).most_common())
            self.stdout.write(f"{key}: {told}")
        broken = [row.name for row in rows if not row.kept]
        if broken:
            raise CommandError(f"Thinner than promised: {', '.join(broken)}.")
