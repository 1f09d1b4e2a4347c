"""Everything about one person on one moment, gathered once; the document and the file both tell this (R65, G27)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils import translation

from bans.models import Person
from notices.law.quoting import law_facts
from participants.clock import dutch_date
from participants.models import Permit, Protocol, ShoppingArea

from ..requests.models import Request
from . import graph, looks, recipients
from .fields import LEFT_OUT, Cell, cells_of
from .kept import Kept, kept_of
from .labels import table_called
from .looks import Look
from .masking import Masks, is_account
from .recipients import Recipient, Source


@dataclass(frozen=True)
class Told:
    """A table with its rows, each with the cells that are not empty."""

    label: str
    called: str
    rows: list[list[Cell]]


@dataclass(frozen=True)
class Overview:
    """What is held about one person."""

    area: ShoppingArea
    request: Request
    at: dt.datetime
    protocol: Protocol
    permit: Permit | None
    law: dict[str, Any]
    tables: list[Told]
    recipients: list[Recipient]
    sources: list[Source]
    kept: list[Kept]
    looks: list[Look]

    @property
    def on(self) -> dt.date:
        return dutch_date(self.at)


def overview_of(request: Request, person: Person, *, at: dt.datetime) -> Overview:
    """Gather everything; in Dutch, whatever the language of who asks for it."""
    on, area = dutch_date(at), request.area
    with translation.override("nl"):
        masks = Masks(area, person)
        events = list(looks.events_about(person))
        return Overview(
            area=area,
            request=request,
            at=at,
            protocol=area.protocol_on(on),
            permit=area.permit_on(on),
            law=law_facts(area, on),
            tables=[told for model in graph.tables() if (told := _told(model, person, masks)).rows],
            recipients=recipients.recipients_of(person, events),
            sources=recipients.sources_of(person),
            kept=kept_of(person, on=on),
            looks=[looks.look_of(event) for event in events],
        )


def _told(model: type[Model], person: Person, masks: Masks) -> Told:
    label = model._meta.label
    aside = [column.name for column in model._meta.concrete_fields if f"{label}.{column.name}" in LEFT_OUT]
    beside = [
        column.name
        for column in model._meta.concrete_fields
        if isinstance(column, ForeignKey) and not is_account(column) and column.name not in aside
    ]
    rows = graph.rows_of(person, model).select_related(*beside) if beside else graph.rows_of(person, model)
    sealed = [name for name in aside if name not in _foreign(model)]
    told = [cells_of(row, masks) for row in rows.defer(*sealed)]
    return Told(label, table_called(model, rows=len(told)), told)


def _foreign(model: type[Model]) -> set[str]:
    return {column.name for column in model._meta.concrete_fields if isinstance(column, ForeignKey)}
