"""Tokens of the API: useless from the moment that their owner has no role any more (R5)."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.authentication import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed

from .. import clock, second_factor


class LiveTokenAuthentication(TokenAuthentication):
    def authenticate_credentials(self, key: str) -> Any:
        user, token = super().authenticate_credentials(key)
        if not second_factor.has_standing(user, second_factor.roles_of(user, on=clock.today())):
            raise AuthenticationFailed(_("Dit token hoort bij iemand die hier geen rol meer heeft."))
        return user, token
