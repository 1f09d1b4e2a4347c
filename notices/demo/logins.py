"""The password of the demonstration: made per installation, printed, and kept in one private file."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from .cast import LOGINS

# No letters that look alike, for somebody types it over from a screen.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def password() -> str:
    """The password that the environment sets, or a random one."""
    chosen = os.environ.get("DREMPEL_DEMO_PASSWORD", "")
    return chosen or "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def path() -> Path:
    return Path(settings.VAR_DIR) / "demo-logins.txt"


def lines(secret: str) -> list[str]:
    """One line for each login, as it is printed and kept."""
    width = max(len(login.email) for login in LOGINS)
    return [f"{login.email:<{width}}  {secret}  ({login.role.label})" for login in LOGINS]


def keep(secret: str) -> None:
    """Write the logins down for the owner of this installation alone."""
    target = path()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made anew, so that the mode is right from its first byte.
    target.unlink(missing_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines(secret)) + "\n")


def kept() -> str:
    """What was written down, or nothing when it is gone."""
    return path().read_text(encoding="utf-8").rstrip() if path().exists() else ""
