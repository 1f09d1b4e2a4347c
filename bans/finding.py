"""Who on the list may be meant by a name: opened and compared in memory, never searched in the database (R47)."""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.crypto import salted_hmac

from participants.models import Shop

from . import names, reach
from .encryption import Erased, Unreadable
from .models import LookAlike, Person, Sanction
from .personal import opened
from .rules.counter import Hit
from .rules.ladder import Kind

log = logging.getLogger(__name__)
# Each time that somebody with this very name turned out to be another, the likeness counts for less.
PENALTY = 0.15
COLUMNS = ("person__token", "person__family_name", "person__given_name", "person__birth_date")


class Found(NamedTuple):
    """Who may be meant, and whether there is somebody whose name could not be read."""

    hits: list[Hit]
    unread: bool


def at_counter(shop: Shop, question: names.Question, on: dt.date) -> Found:
    """Everybody whom the counter of this shop may know of and whose name is like the one asked for."""
    rows = Sanction.objects.visible_at_counter_of(shop, on).order_by()
    people: dict[str, list] = {}
    for token, family, given, born, kind, photo in rows.values_list(*COLUMNS, "kind", "person__photo"):
        person = people.setdefault(token, [family, given, born, False, photo is not None])
        person[3] = person[3] or kind == Kind.BAN
    asked, hits, unread = names.ask(question), [], False
    for token, (family, given, born, banned, has_photo) in people.items():
        try:
            known = _opened(token, family, given, born)
        except Erased:
            continue
        except Unreadable:
            log.error("The name of person %s cannot be read.", token)
            unread = True
            continue
        prepared = names.prepare(known)
        judged = names.judge(asked, prepared)
        if judged.likeness and (penalty := penalty_for(token, question)):
            judged = names.judge(asked, prepared, penalty=penalty)
        if judged.likeness and not names.only_begun(asked, prepared):
            hits.append(Hit(token, judged.likeness, judged.score, judged.reasons, banned, has_photo))
    return Found(hits, unread)


def _opened(token: str, family: object, given: object, born: object) -> names.Known:
    birth_date = opened(Person, "birth_date", token, born)
    return names.Known(
        opened(Person, "family_name", token, family),
        opened(Person, "given_name", token, given),
        birth_date.year if birth_date else None,
    )


def known_people(*, shop: Shop, family_name: str, given_name: str, birth_year: int | None, on: dt.date) -> list[Person]:
    """People with a like name whom this shop may know of, for a new report about one of them (R46)."""
    asked = names.ask(names.Question(family_name, given_name, birth_year))
    seen = Sanction.objects.visible_at_counter_of(shop, on).values("person")
    own = Person.objects.filter(area=shop.area, incidents__in=reach.incidents_of(shop, on)).values("pk")
    people = Person.objects.filter(pk__in=seen) | Person.objects.filter(pk__in=own)
    judged = [(names.judge(asked, known), person) for person, known in _readable(people.distinct())]
    likely = [(judgement.score, person) for judgement, person in judged if judgement.likeness]
    return [person for _score, person in sorted(likely, key=lambda pair: (-pair[0], pair[1].pk))]


def _readable(people: Iterable[Person]) -> Iterator[tuple[Person, names.PreparedName]]:
    for person in people:
        try:
            year = person.birth_date.year if person.birth_date else None
            yield person, names.prepare(names.Known(person.family_name, person.given_name, year))
        except Unreadable:
            continue


def digest_of(question: names.Question) -> str:
    """What is kept of a name that was asked for, and only with somebody whom it is like."""
    asked = "|".join(sorted(f"{question.family} {question.given}".casefold().split()))
    return salted_hmac("bans.look_alike", f"{asked}|{question.birth_year or ''}", algorithm="sha256").hexdigest()


def penalty_for(token: str, question: names.Question) -> float:
    """How much less a likeness counts, because it was somebody else before."""
    rows = LookAlike.objects.filter(person__token=token).select_related("person")
    digest = digest_of(question)
    return min(0.45, PENALTY * sum(row.times for row in rows if _digest(row) == digest))


def _digest(row: LookAlike) -> str:
    try:
        return row.digest
    except Unreadable:
        return ""
