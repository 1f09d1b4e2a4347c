"""What production must not start with: a second lock that is open, or a role that may walk around it."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection

from . import database_roles

HINT = "Run `manage.py migrate` and `manage.py database_roles` as owner; let the application connect as its own role."


@register(Tags.security, deploy=True)
def the_second_lock_is_shut(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The application's role owns nothing, bypasses nothing and only adds to the log; every table is locked."""
    if connection.vendor != "postgresql":
        return []
    try:
        found = database_roles.weaknesses()
    except DatabaseError as error:
        found = {"E106": f"The database cannot be asked about its locks: {type(error).__name__}."}
    return [Error(sentence, hint=HINT, id=f"participants.{code}") for code, sentence in found.items()]
