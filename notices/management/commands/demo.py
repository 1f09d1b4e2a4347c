"""Fill an empty database with a fictional shopping area, or print the logins of the one that is there."""

import io
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from notices.demo import cast, logins, scene, story
from participants import area_lock, clock
from participants.models import ShoppingArea, User


class Command(BaseCommand):
    help = "Fill an empty database with a fictional shopping area; a second time only print its logins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-password", action="store_true", help="Give the demonstration's logins a new password."
        )

    @area_lock.all_areas()
    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_catalogue", stdout=io.StringIO())
        if ShoppingArea.objects.filter(slug=cast.SLUG).exists():
            self._print_again(new_password=options["new_password"])
        elif ShoppingArea.objects.exists():
            self.stdout.write("This database holds a real area, so no demonstration was added to it.")
        else:
            self._fill()

    def _fill(self) -> None:
        secret = logins.password()
        at = clock.now()
        self.stdout.write(f"Making {cast.AREA['name']}, which does not exist, with its letters. Some seconds…")
        self.stdout.flush()
        with transaction.atomic():
            story.tell(scene.build(at=at, password=secret), at=at)
            self._mark_fictional()
            # By name: what stands on top of us adds its own.
            call_command("demo_rights")
            call_command("demo_toolbox")
            call_command("demo_oversight")
        logins.keep(secret)
        self.stdout.write("Log in as:")
        self._print(logins.lines(secret))

    def _mark_fictional(self) -> None:
        """A newcomer looks around without a second factor; production does not start with such accounts."""
        User.objects.filter(email__endswith=f"@{cast.DOMAIN}").update(fictional=True)

    def _print_again(self, *, new_password: bool) -> None:
        self._mark_fictional()
        if new_password:
            secret = logins.password()
            scene.set_passwords(secret)
            logins.keep(secret)
        known = logins.kept()
        if known:
            self.stdout.write("The demonstration is there. Log in as:")
            self._print(known.splitlines())
        else:
            self.stdout.write("The demonstration is there; its password was not kept on this machine.")
            self.stdout.write("Make a new one with: ./start demo --new-password")

    def _print(self, lines: list[str]) -> None:
        for line in lines:
            self.stdout.write(f"  {line}")
