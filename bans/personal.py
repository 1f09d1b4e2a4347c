"""The one door to what identifies or describes a person.

Every column that holds such a value is one of the fields below, and nothing else in Drempel knows how
the value lies in the database. The value is stored as text or bytes and is never filtered, ordered or
indexed upon, so that it can be encrypted under the person's own key here, without a change elsewhere.
"""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from django.db import models


class PersonalField:
    """Marks a column as personal. Its `Privacy` class must not be "plain"."""


class PersonalText(PersonalField, models.TextField):
    """Personal text; empty when unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


if TYPE_CHECKING:
    DateColumn = models.Field[dt.date | None, dt.date | None]
    MappingColumn = models.Field[dict[str, str], dict[str, str]]
else:
    DateColumn = MappingColumn = models.TextField


class PersonalDate(PersonalField, DateColumn):
    """A personal date, stored as text; None when unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("null", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> dt.date | None:
        return dt.date.fromisoformat(value) if value else None

    def to_python(self, value: Any) -> dt.date | None:
        if value in (None, ""):
            return None
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)

    def get_prep_value(self, value: Any) -> str | None:
        value = self.to_python(value)
        return value.isoformat() if value else None


class PersonalJSON(PersonalField, MappingColumn):
    """A small personal structure, stored as text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return json.loads(value) if value else {}

    def to_python(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str:
        return json.dumps(value or {}, ensure_ascii=False, sort_keys=True)


class PersonalBytes(PersonalField, models.BinaryField):
    """A photo or a letter."""
