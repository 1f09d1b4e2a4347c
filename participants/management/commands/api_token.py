"""Make, or make anew, the API token of one user. It is shown once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from audit.log import record
from participants.accounts.tokens import make_token
from participants.models import User


class Command(BaseCommand):
    help = "Make the API token of a user. An older token of the same user stops working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.lower(), is_active=True).first()
        if user is None:
            raise CommandError("No active account has this e-mail address.")
        token = make_token(user)
        record("token.made", subject=f"user:{user.pk}", by="api_token")
        self.stdout.write(token)
