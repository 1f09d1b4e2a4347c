"""A production process that is not set up safely does not start."""

import sys

from django.conf import settings
from django.core.checks import run_checks

# By this code gunicorn knows that a new try would end the same way, and stops.
NOT_BOOTED = 3


def refuse_when_unsafe() -> None:
    """Stop this process when a check for deployment finds an error. The embedded default, on this machine
    alone and without TLS, is not asked."""
    if settings.EMBEDDED and not settings.HTTPS:
        return
    found = run_checks(include_deployment_checks=True, databases=["default"])
    errors = [message for message in found if message.is_serious() and not message.is_silenced()]
    if errors:
        lines = [f"  {error.id}: {error.msg}" + (f"\n      {error.hint}" if error.hint else "") for error in errors]
        told = ["Drempel does not start; `manage.py check --deploy` tells the same:", *lines]
        # Past whatever was put in the place of stderr: the timetable sends that to a log which ends with it.
        print("\n".join(told), file=sys.__stderr__, flush=True)
        sys.exit(NOT_BOOTED)
