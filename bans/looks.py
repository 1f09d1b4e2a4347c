"""What counts as a look at somebody, and under which references the log keeps it: one list for whoever counts them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db.models import Count

from audit.models import Event

from .models import Incident, Person, Sanction

LOOKS = (
    "access.viewed", "counter.asked", "counter.opened", "counter.other_person", "identity.viewed", "letter.viewed",
    "person.looked_up", "person.viewed", "photo.viewed", "request.viewed",
)  # fmt: skip
AT_ONCE = 500
# What an app above has of people (rights): the key of the person with each reference.
Named = Callable[[Sequence[int]], Iterable[tuple[int, str]]]
named_beside: list[Named] = []


def subjects_of(people: Sequence[Person]) -> dict[str, str]:
    """Each reference under which something about these people is logged, with the token of the person."""
    tokens = {person.pk: person.token for person in people}
    return {f"person:{token}": token for token in tokens.values()} | {
        subject: tokens[key] for key, subject in _named(list(tokens))
    }


def _named(people: Sequence[int]) -> Iterator[tuple[int, str]]:
    for word, model in (("sanction", Sanction), ("incident", Incident)):
        rows: Iterable[tuple[int, str]] = model.objects.filter(person__in=people).values_list("person", "reference")
        yield from ((key, f"{word}:{reference}") for key, reference in rows)
    for beside in named_beside:
        yield from beside(people)


def looks_at(people: Sequence[Person]) -> dict[str, dict[str, int]]:
    """How often each was looked at, by token and by kind of look."""
    subjects = subjects_of(people)
    looks: dict[str, dict[str, int]] = defaultdict(dict)
    for some in in_parts(subjects):
        events = Event.objects.filter(subject__in=some, action__in=LOOKS).order_by()
        for subject, action, count in events.values_list("subject", "action").annotate(Count("pk")):
            told = looks[subjects[subject]]
            told[action] = told.get(action, 0) + count
    return looks


def in_parts(subjects: Iterable[str]) -> Iterator[list[str]]:
    """So many at a time as one question can hold."""
    every = sorted(subjects)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
