"""Take away a lost second factor. Its owner logs in with the password and sets up a new one before anything opens."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.models import User


class Command(BaseCommand):
    help = "Remove the second factor of a user who lost it and its recovery codes, and end their sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise CommandError("No account has this e-mail address.")
        count = Authenticator.objects.filter(user=user).delete()[0]
        for session in UserSession.objects.filter(user=user):
            session.end()
        record("second_factor.reset", subject=f"user:{user.pk}", by="reset_second_factor", count=count)
        text = _("De tweede stap van uw account is weggehaald. Heeft u dit niet gevraagd? Bel uw coördinator.")
        transaction.on_commit(lambda: send_mail(_("Drempel: uw tweede stap is weggehaald"), text, None, [user.email]))
        self.stdout.write("Removed. The user sets up a new one at the next log-in.")
