"""Runs our own commands in surroundings of their own: what a process sees is what is given here."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLEAN = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
PRODUCTION = {
    "DATABASE_URL": "postgres://drempel:secret@postgres/drempel",
    "REDIS_URL": "redis://:secret@redis:6379/0",
    "SECRET_KEY": "x7Qm2vKp9LrT4wZn8BdF6hJs3GyC5tVa1EuR0oMiXqWbNkPzLc",
    "MFA_KEY": "c2V2ZW50ZWVuIHNlY3JldCB3b3JkcyBsb25nIGtleSE=",
    "AUDIT_KEY": "dHdlZWVudHdpbnRpZyB0ZWtlbnMgdm9vciBrb3BwZW4=",
    "MASTER_KEY": "ZWVuZW5kZXJ0aWcgdGVrZW5zIHZvb3IgZGUgcmluZyE=",
    "ALLOWED_HOSTS": "winkelverbod.example.nl",
    "BEHIND_PROXY": "yes",
    "SECURITY_CONTACT": "mailto:beveiliging@example.nl",
}


def run(*arguments: str, env: dict[str, str], timeout: int = 120) -> subprocess.CompletedProcess[str]:
    """Run Python in the repository with this environment and nothing of the tests' own."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**CLEAN, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


def setting(expression: str, env: dict[str, str]) -> str:
    """What a setting comes to in this environment."""
    code = f"from django.conf import settings; print({expression})"
    done = run("-c", code, env={"DJANGO_SETTINGS_MODULE": "config.settings", **env})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
