"""The master key of the key ring, replaced while everybody keeps working."""

import base64
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from audit.log import record
from bans import keyring


class Command(BaseCommand):
    help = (
        "Wrap the key of each person with today's master key. Put the new one in MASTER_KEY_FILE and the old one in"
        " MASTER_KEY_PREVIOUS_FILE first, or let --new do that. It can be stopped anywhere and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new", action="store_true", help="make a new master key in MASTER_KEY_FILE first")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["new"]:
                self._make_new()
            wrapped = 0
            while batch := keyring.rewrap():
                wrapped += batch
            keyring.check()
        except keyring.KeyringError as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            record("keyring.rotated", subject="keyring", by="command", keys=wrapped)
        previous = settings.MASTER_KEY_PREVIOUS_FILE
        if options["new"] or (previous and Path(previous).exists()):
            Path(previous).unlink(missing_ok=True)
        self.stdout.write(f"{wrapped} keys wrapped anew; the previous master key is needed no more")

    def _make_new(self) -> None:
        """The old key is safe under its second name before the new one takes its place."""
        current, previous = settings.MASTER_KEY_FILE, settings.MASTER_KEY_PREVIOUS_FILE
        if not (current and previous):
            raise CommandError("--new needs MASTER_KEY_FILE and MASTER_KEY_PREVIOUS_FILE.")
        if Path(previous).exists():
            self.stdout.write("An earlier rotation was not finished; going on with it.")
            return
        keyring.check()
        _write(Path(previous), Path(current).read_text())
        _write(Path(current), base64.b64encode(secrets.token_bytes(32)).decode())


def _write(path: Path, text: str) -> None:
    """The whole text or nothing, on disk before anybody sees it."""
    beside = path.with_name(f"{path.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
