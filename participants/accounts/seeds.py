"""Secrets of the second factor, encrypted under a key of their own: never that of the register or of sessions."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class UnreadableSecret(Exception):
    """What is stored was not encrypted under a key that we hold, or was changed."""


def keys() -> MultiFernet:
    """MFA_KEY: the first encrypts, each of them decrypts, so that a new one can be put in front."""
    parts = [part.strip() for part in settings.MFA_KEY.split(",") if part.strip()]
    try:
        return MultiFernet([Fernet(part) for part in parts])
    except ValueError as error:
        raise ImproperlyConfigured("MFA_KEY needs one or more keys of 32 bytes in URL-safe base64.") from error


def encrypt(text: str) -> str:
    return keys().encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    try:
        return keys().decrypt(stored.encode()).decode()
    except InvalidToken:
        raise UnreadableSecret from None


def renew(stored: str) -> str:
    """The same secret under the first key."""
    try:
        return keys().rotate(stored.encode()).decode()
    except InvalidToken:
        raise UnreadableSecret from None
