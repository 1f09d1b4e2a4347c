"""Give the application's role in PostgreSQL its rights; run as owner, after each migrate."""

from typing import Any

import environ
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from participants.database_roles import APP_ROLE, grant


class Command(BaseCommand):
    help = "Make the role with which the application connects, and grant it what it needs and nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", default="", help=f"Its name; else the user of APP_DATABASE_URL, or {APP_ROLE}.")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            self.stdout.write("SQLite knows no roles; nothing to do.")
            return
        login = environ.Env.db_url_config(settings.APP_DATABASE_URL) if settings.APP_DATABASE_URL else {}
        role = options["role"] or login.get("USER") or APP_ROLE
        if role == connection.settings_dict["USER"]:
            raise CommandError("This connects as the application itself. Run it with the owner's DATABASE_URL.")
        password = login.get("PASSWORD") or "" if role == login.get("USER") else ""
        with transaction.atomic():
            grant(role, password=password)
        self.stdout.write(f"{role} has its rights.")
