"""The one door to what identifies or describes a person.

Every column that holds such a value is one of the fields below. In the database it is sealed under the
person's own key, bound to its table, column and row; it is opened when somebody asks for it. Such a column
cannot be filtered, ordered or indexed upon. A model with such columns says in its `Privacy` whose they are
(`person`, a path to the person) and what names the row (`row`, a column that never changes).
"""

import datetime as dt
import json
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from .encryption import Place, seal, unseal


class Sealed:
    """A value as it lies in the database. Nobody reads it by accident."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.data == self.data

    def __hash__(self) -> int:
        return hash(self.data)

    def __repr__(self) -> str:
        return "<sealed>"


class OpenedWhenAsked(DeferredAttribute):
    """The attribute of a personal column: opened on first use, and then kept on the instance."""

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.opened(instance, value)  # type: ignore[attr-defined]
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


if TYPE_CHECKING:
    TextColumn = models.Field[str, str]
    DateColumn = models.Field[dt.date | None, dt.date | None]
    MappingColumn = models.Field[dict[str, str], dict[str, str]]
    BytesColumn = models.Field[bytes, bytes]
else:
    TextColumn = DateColumn = MappingColumn = BytesColumn = models.Field


class PersonalField(models.Field):
    """A sealed column; NULL stands for an empty value. Its `Privacy` class is not "plain"."""

    descriptor_class = OpenedWhenAsked
    encode: Callable[[Any], bytes]
    decode: Callable[[bytes], Any]
    nothing: Callable[[], Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", type(self).nothing)
        super().__init__(*args, **{**kwargs, "null": True, "blank": True, "editable": False})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("null", "blank", "editable", "default"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return type(self).nothing() if value is None else Sealed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__[self.attname]
        return value if isinstance(value, Sealed) else self.sealed(model_instance, value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Sealed):
            return connection.Database.Binary(value.data)
        if value is None or value == type(self).nothing():
            return None
        raise TypeError(f"{self} is sealed by its row: use bans.personal.sealed in an update.")

    def get_lookup(self, lookup_name: str) -> Any:
        # An exact search for any value is refused where the value is prepared.
        if lookup_name in ("isnull", "exact"):
            return super().get_lookup(lookup_name)
        raise TypeError(f"{self} is sealed and cannot be searched.")

    def place(self, row: models.Model) -> Place:
        return Place(row._meta.db_table, str(self.column), attrgetter(row.Privacy.row)(row))  # type: ignore[attr-defined]

    def sealed(self, row: models.Model, value: Any) -> Sealed | None:
        """The value as it is stored in this row."""
        if value is None or value == type(self).nothing():
            return None
        whose = row.Privacy.person  # type: ignore[attr-defined]
        person: Any = attrgetter(whose)(row) if whose else row
        return Sealed(seal(type(self).encode(value), token=person.token, place=self.place(row)))

    def opened(self, row: models.Model, value: Sealed) -> Any:
        """The value that lies in this row. Raises bans.encryption.Unreadable."""
        return type(self).decode(unseal(value.data, place=self.place(row)))


def sealed(row: models.Model, **values: Any) -> dict[str, Sealed | None]:
    """Personal values of a row for QuerySet.update, which knows of no row."""
    fields = {name: row._meta.get_field(name) for name in values}
    return {name: fields[name].sealed(row, value) for name, value in values.items()}  # type: ignore[union-attr]


def opened(model: type[models.Model], name: str, row: str, value: Any) -> Any:
    """A value that was fetched without its row, as `values_list` does. Raises bans.encryption.Unreadable."""
    if not isinstance(value, Sealed):
        return value
    field: Any = model._meta.get_field(name)
    place = Place(model._meta.db_table, field.column, row)
    return type(field).decode(unseal(value.data, place=place))


class PersonalText(PersonalField, TextColumn):
    """Personal text; empty when unknown."""

    encode = staticmethod(str.encode)
    decode = staticmethod(bytes.decode)
    nothing = str


class PersonalDate(PersonalField, DateColumn):
    """A personal date; None when unknown."""

    encode = staticmethod(lambda value: value.isoformat().encode())
    decode = staticmethod(lambda data: dt.date.fromisoformat(data.decode()))
    nothing = staticmethod(lambda: None)


class PersonalJSON(PersonalField, MappingColumn):
    """A small personal structure."""

    encode = staticmethod(lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True).encode())
    decode = staticmethod(json.loads)
    nothing = dict


class PersonalBytes(PersonalField, BytesColumn):
    """A photo or a letter."""

    encode = staticmethod(bytes)
    decode = staticmethod(bytes)
    nothing = bytes
