"""Which tables hold something of one person, found in the models themselves (D24).

A path of foreign keys leads from a row to its person, or the row names the person by the random token. A table that is
added later is found too; until somebody decides what it means for the export, a test fails.
"""

from functools import cache

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet

from bans.models import CounterCheck, Erasure, Person
from bans.personal import PersonalField

# Rows without a key to the person, and the column with the person's token.
BY_TOKEN: dict[type[Model], str] = {CounterCheck: "person_token", Erasure: "person_token"}
# The lines of the log, which know no other table; `looks` finds them by their subject.
LOG = "audit.Event"

# In the order in which they are told. Whoever adds a table that leads to a person adds it here or to `EXEMPT`.
ORDER = (
    "bans.Person",
    "bans.Photo",
    "bans.Incident",
    "bans.Sanction",
    "bans.EntryException",
    "bans.ListUpdate",
    "notices.Notice",
    "notices.Service",
    "notices.RepresentativeLetter",
    "rights.Request",
    "rights.Requester",
    "rights.Statement",
    "rights.Correction",
    "rights.AccessExport",
    "notices.ReviewDecision",
    "notices.Snooze",
    "notices.ReminderSent",
    "bans.PaperRow",
    "bans.CounterCheck",
    "bans.LookAlike",
    "bans.Erasure",
)
# Tables that lead to a person and are not told, with the reason.
EXEMPT = {
    "audit.Link": "The place of a line of the log in its chain: a number and a hash over all lines, about nobody.",
    "oversight.NameRequest": "A name that was given to who oversees: the look itself is told, with its moment.",
    "oversight.SampleItem": "That a file was drawn, by a number: no look at the person. A name that was given is told.",
    "oversight.Note": "Words of an auditor about a file without a name, which may not name anybody.",
    "rights.ForgottenLetter": "The digest of a code and a day, kept only when nothing is held of whom it was.",
}


@cache
def reaching() -> dict[type[Model], tuple[str, ...]]:
    """Every model that leads to a person by foreign keys, and the shortest ways there; nothing for the person itself.

    Whatever becomes of a row when the person goes, it is about that person as long as both are there.
    """
    found: dict[type[Model], tuple[str, ...]] = {Person: ()}
    while True:
        more = {
            model: ways
            for model in apps.get_models(include_auto_created=True)
            if model not in found and (ways := _ways(model, found))
        }
        if not more:
            return found
        found.update(more)


def _ways(model: type[Model], found: dict[type[Model], tuple[str, ...]]) -> tuple[str, ...]:
    ways: list[str] = []
    for column in model._meta.concrete_fields:
        if isinstance(column, ForeignKey) and column.related_model in found:
            further = found[column.related_model]
            ways += [f"{column.name}__{way}" for way in further] or [column.name]
    return tuple(ways)


@cache
def tables() -> tuple[type[Model], ...]:
    """The models of which rows are told, in order; what nobody decided about comes last and is told all the same."""
    known = {model._meta.label: model for model in (*reaching(), *BY_TOKEN) if model._meta.label not in EXEMPT}
    return tuple(sorted(known.values(), key=_place))


def _place(model: type[Model]) -> int:
    label = model._meta.label
    return ORDER.index(label) if label in ORDER else len(ORDER)


def undecided() -> set[str]:
    """Models that have to do with a person and of which nobody said what that means for the export."""
    pointing = {model for model in apps.get_models() if _points_at_a_person(model)}
    beside = {model for model in apps.get_models() if _leads_to(model, {*BY_TOKEN, apps.get_model(LOG)})}
    labels = {model._meta.label for model in (*reaching(), *pointing, *beside)}
    return labels - {*ORDER, *EXEMPT, LOG}


def _points_at_a_person(model: type[Model]) -> bool:
    """By a token, or because what it holds is sealed under a key."""
    columns = model._meta.concrete_fields
    return any(isinstance(column, PersonalField) or column.name.endswith("person_token") for column in columns)


def _leads_to(model: type[Model], others: set[type[Model]]) -> bool:
    columns = model._meta.concrete_fields
    return any(isinstance(column, ForeignKey) and column.related_model in others for column in columns)


def rows_of(person: Person, model: type[Model]) -> QuerySet:
    """All rows of this table that are about this person."""
    if model is Person:
        return Person.objects.filter(pk=person.pk)
    if model in BY_TOKEN:
        return model._base_manager.filter(**{BY_TOKEN[model]: person.token}).order_by("pk")
    asked = Q()
    for way in reaching()[model]:
        asked |= Q(**{way: person})
    return model._base_manager.filter(asked).order_by("pk")
