"""Sealing one value: AES-256-GCM under the person's key, bound to its table, column and row.

A sealed value carries the token of the person whose key opens it. Anything altered, or moved to another
place, does not open; and nothing that is not sealed is ever taken for a value.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag

from . import keyring

FORMAT = b"\x01"
TOKEN = 8
HEADER = len(FORMAT) + TOKEN + keyring.NONCE


class Unreadable(Exception):
    """A value that cannot be opened: altered, moved, or cut short."""


class Erased(Unreadable):
    """The key was destroyed: this person was erased, and what is left waits to be swept."""


@dataclass(frozen=True)
class Place:
    """Where a value belongs; elsewhere it does not open."""

    table: str
    column: str
    row: str

    def bound_to(self, token: str) -> bytes:
        return "|".join(("drempel", self.table, self.column, self.row, token)).encode()


def seal(value: bytes, *, token: str, place: Place) -> bytes:
    """The value as it is stored, under the key of the person with this token."""
    nonce = os.urandom(keyring.NONCE)
    return FORMAT + bytes.fromhex(token) + nonce + _key(token).encrypt(nonce, value, place.bound_to(token))


def unseal(sealed: bytes, *, place: Place) -> bytes:
    """The value again. Raises Unreadable, and Erased when the key is gone."""
    if len(sealed) < HEADER or not sealed.startswith(FORMAT):
        raise Unreadable(f"{place.table}.{place.column} holds no sealed value")
    token = sealed[len(FORMAT) : len(FORMAT) + TOKEN].hex()
    nonce = sealed[HEADER - keyring.NONCE : HEADER]
    try:
        return _key(token).decrypt(nonce, sealed[HEADER:], place.bound_to(token))
    except InvalidTag:
        raise Unreadable(f"{place.table}.{place.column} was altered or moved") from None


def _key(token: str) -> keyring.AESGCM:
    try:
        return keyring.key(token)
    except keyring.KeyGone:
        raise Erased("the key was destroyed") from None
