"""Put every secret of a second factor under the first of the keys in MFA_KEY. May be killed and repeated."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError

from audit.log import record
from participants.accounts import seeds

SECRETS = ("secret", "seed")


class Command(BaseCommand):
    help = "Encrypt the secrets of the second factor anew under the first key of MFA_KEY; the older ones may then go."

    def handle(self, *args: Any, **options: Any) -> None:
        unreadable = renewed = 0
        for item in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN):
            try:
                fresh = {name: seeds.renew(item.data[name]) for name in SECRETS if name in item.data}
            except seeds.UnreadableSecret:
                unreadable += 1
                continue
            # A code that is used in this very moment changes the row; what it wrote is kept.
            Authenticator.objects.filter(pk=item.pk, data=item.data).update(data={**item.data, **fresh})
            renewed += 1
        record("mfa_key.renewed", subject="mfa_key", by="renew_mfa_key", renewed=renewed, unreadable=unreadable)
        self.stdout.write(f"Renewed {renewed}.")
        if unreadable:
            raise CommandError(f"{unreadable} secrets cannot be read with any of the keys. Use reset_second_factor.")
