"""References that say nothing about what they stand for."""

import secrets


def new_token() -> str:
    """A random reference (D30)."""
    return secrets.token_hex(8)
