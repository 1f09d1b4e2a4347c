"""Who on the list may be meant by a name: opened and compared in memory, never searched in the database (R47)."""

import datetime as dt
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.utils.crypto import salted_hmac

from participants.models import Shop
from participants.prepared import Prepared

from . import keyring, names, reach
from .encryption import Erased, Unreadable
from .models import LookAlike, Person, Sanction
from .personal import opened
from .rules.counter import Hit
from .rules.ladder import Kind

log = logging.getLogger(__name__)
# Each time that somebody with this very name turned out to be another, the likeness counts for less.
PENALTY = 0.15
# Folded names in memory, by the clock of the machine: this is about how long they lie there, not about any term.
KEPT_SECONDS, KEPT_NAMES, SINCE = 60, 20_000, "since"
COLUMNS = (
    "person__token", "person__family_name", "person__given_name", "person__birth_date", "kind", "person__photo",
)  # fmt: skip


SHARED = Prepared(
    lambda **place: Sanction.objects.shared_with(**place).order_by().values_list(*COLUMNS),
    area=int,
    shop=int,
    business=int,
    on=dt.date,
)
OWN = Prepared(
    lambda **place: Sanction.objects.of_business(**place).order_by().values_list(*COLUMNS),
    area=int,
    business=int,
    on=dt.date,
)


class Found(NamedTuple):
    """Who may be meant, and whether there is somebody whose name could not be read."""

    hits: list[Hit]
    unread: bool


def at_counter(shop: Shop, question: names.Question, on: dt.date) -> Found:
    """Everybody whom the counter of this shop may know of and whose name is like the one asked for."""
    people: dict[str, list] = {}
    for token, family, given, born, kind, photo in _listed(shop, on):
        person = people.setdefault(token, [(family, given, born), False, photo is not None])
        person[1] = person[1] or kind == Kind.BAN
    asked, hits, unread = names.ask(question), [], False
    with _folded_names() as folded:
        for token, (columns, banned, has_photo) in people.items():
            try:
                known = folded.get(columns) or _fold(token, columns, folded)
            except Erased:
                continue
            except Unreadable:
                log.error("The name of person %s cannot be read.", token)
                unread = True
                continue
            judged = names.judge(asked, known)
            if judged.likeness and (penalty := penalty_for(token, question)):
                judged = names.judge(asked, known, penalty=penalty)
            if judged.likeness and not names.asks_too_widely(asked, known):
                hits.append(Hit(token, judged.likeness, judged.score, judged.reasons, banned, has_photo))
    return Found(hits, unread)


def _listed(shop: Shop, on: dt.date) -> list[tuple[Any, ...]]:
    """A row for each measure that `visible_at_counter_of` finds."""
    if not shop.takes_part(on):
        return []
    area, business = shop.area_id, shop.business_id
    if not shop.in_permit(on):
        return OWN.rows(area=area, business=business, on=on)
    return SHARED.rows(area=area, shop=shop.pk, business=business, on=on)


@contextmanager
def _folded_names() -> Iterator[dict[Any, names.PreparedName]]:
    """Names folded before, by their sealed columns: in the memory of this process alone, for a minute at most, and
    gone as soon as anybody's key is made or destroyed (ADR 13)."""
    with keyring.steadily() as kept:
        now = time.monotonic()
        if now - kept.get(SINCE, now) > KEPT_SECONDS or len(kept) > KEPT_NAMES:
            kept.clear()
        kept.setdefault(SINCE, now)
        yield kept


def _fold(token: str, columns: tuple[Any, Any, Any], kept: dict[Any, names.PreparedName]) -> names.PreparedName:
    family, given, born = columns
    birth_date = opened(Person, "birth_date", token, born)
    year = birth_date.year if birth_date else None
    known = names.Known(opened(Person, "family_name", token, family), opened(Person, "given_name", token, given), year)
    kept[columns] = names.prepare(known)
    return kept[columns]


def known_people(*, shop: Shop, family_name: str, given_name: str, birth_year: int | None, on: dt.date) -> list[Person]:
    """People with a like name whom this shop may know of, for a new report about one of them (R46)."""
    asked = names.ask(names.narrowed(names.Question(family_name, given_name, birth_year)))
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
