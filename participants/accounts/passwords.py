"""Passwords: long, not easy to guess, chosen by their owner through a link that works once."""

import datetime as dt
from itertools import pairwise
from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.utils.http import base36_to_int
from django.utils.translation import gettext as _

FORGOTTEN_LINK = dt.timedelta(hours=1)
ENOUGH_OF_ONES_OWN = 8
CONTEXT = ("drempel", "winkelverbod", "winkelgebied", "winkeliers", "vereniging", "wachtwoord", "password", "welkom")


class LinkGenerator(PasswordResetTokenGenerator):
    """An invitation works for three days, a link for a forgotten password for an hour; each works once.

    Once, because the token covers the address, the password and the last log-in: choosing one changes them.
    """

    def check_token(self, user: Any, token: str | None) -> bool:
        if not token or not super().check_token(user, token):
            return False
        if not user.has_usable_password():
            return True
        age = self._num_seconds(self._now()) - base36_to_int(token.split("-")[0])
        return age <= FORGOTTEN_LINK.total_seconds()


class EasyToGuessValidator:
    """Refuses what is long only by repeating, counting on, or naming the place and the person."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = password.lower()
        for word in sorted(words_around(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if is_repetition(rest) or counts_on(password.lower()) or len(set(password)) < 5:
            raise ValidationError(_("Dit wachtwoord is makkelijk te raden. Neem een zin van een paar losse woorden."))
        if sum(char.isalnum() for char in rest) < ENOUGH_OF_ONES_OWN:
            raise ValidationError(_("Dit wachtwoord lijkt te veel op uw naam, uw e-mailadres of deze site."))

    def get_help_text(self) -> str:
        return _("Een zin van een paar losse woorden is goed. Uw naam of de naam van het winkelgebied telt niet mee.")


def words_around(user: Any) -> set[str]:
    """What somebody who knows the user would try first."""
    texts = list(CONTEXT)
    if user is not None and getattr(user, "pk", None):
        texts += [user.name, user.email.partition("@")[0], user.email.partition("@")[2]]
        for area in {membership.area for membership in user.memberships.select_related("area")}:
            texts += [area.name, area.slug, area.association]
    spread = {part for text in texts for part in (text, *text.replace("@", " ").replace(".", " ").split())}
    return {word.lower() for word in spread if len(word) > 3}


def is_repetition(text: str) -> bool:
    """Whether the text is one shorter text over and over."""
    return bool(text) and text in (text + text)[1:-1]


def counts_on(text: str) -> bool:
    """Whether each character follows the one before: abcdef…, 987654…"""
    steps = {(ord(after) - ord(before)) for before, after in pairwise(text)}
    return len(steps) == 1 or steps <= {1, -9} or steps <= {-1, 9}
