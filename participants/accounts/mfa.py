"""The second factor as our accounts have it: secrets encrypted, the last one kept while a role needs it."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext, gettext_lazy

from .. import clock, second_factor
from . import seeds


class SecretsAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Deze code klopt niet of is verlopen. Neem de nieuwste code uit uw app."),
        "cannot_delete_authenticator": gettext_lazy(
            "Uw rol vraagt een tweede stap. Voeg eerst een andere toe voordat u deze verwijdert."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seeds.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return seeds.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=second_factor.STRONG)
        if others.exclude(pk=authenticator.pk).exists():
            return True
        user = authenticator.user
        return not second_factor.is_required(user, second_factor.roles_of(user, on=clock.today()))

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %s") % number
