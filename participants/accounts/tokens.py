"""Tokens of the API: kept as a hash, and useless from the moment that their owner has no role any more (R5)."""

import hashlib
import secrets
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.authentication import TokenAuthentication
from rest_framework.authtoken.models import Token
from rest_framework.exceptions import AuthenticationFailed

from .. import clock, second_factor
from ..models import User


def hash_of(secret: str) -> str:
    """What the database keeps of a token; 160 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()[:40]


def make_token(user: User) -> str:
    """A new token in place of the old one. It is returned once and kept nowhere."""
    secret = secrets.token_hex(20)
    Token.objects.filter(user=user).delete()
    Token.objects.create(user=user, key=hash_of(secret))
    return secret


class LiveTokenAuthentication(TokenAuthentication):
    def authenticate_credentials(self, key: str) -> Any:
        user, token = super().authenticate_credentials(hash_of(key))
        if not second_factor.has_standing(user, second_factor.roles_of(user, on=clock.today())):
            raise AuthenticationFailed(_("Dit token hoort bij iemand die hier geen rol meer heeft."))
        return user, token
