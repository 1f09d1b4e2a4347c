"""Who may come into a shop although a ban holds there, and how a counter says so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.clock import dutch_date
from participants.models import Shop

from .models import EntryException, Sanction
from .rules.ladder import Kind


@dataclass(frozen=True)
class Entry:
    """Whether somebody may come in at this moment, and what was agreed, in plain sentences."""

    allowed: bool
    sentences: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What the counter says: that somebody may come in, or when that would be."""
        agreed = " ".join(self.sentences)
        return agreed if self.allowed else _("Nu niet naar binnen. %(agreed)s") % {"agreed": agreed}


def at_counter(shop: Shop, token: str, *, at: dt.datetime) -> Entry | None:
    """What was agreed with this person for this shop; None when a ban holds there without an exception."""
    return everybody_at(shop, at=at, tokens=[token]).get(token)


def everybody_at(shop: Shop, *, at: dt.datetime, tokens: Iterable[str] | None = None) -> dict[str, Entry]:
    """The same for these people, or for all of whom there is an exception, by the token of the person.

    Who has more than one ban that holds at this shop is there only if each of them is excepted, and may come in only
    when all of them allow it. One question to the database for who has no exception, two for who has.
    """
    on = dutch_date(at)
    rows = EntryException.objects.running(on).filter(shop=shop)
    if tokens is not None:
        rows = rows.filter(sanction__person__token__in=list(tokens))
    agreed = {row.sanction_id: row for row in rows}
    if not agreed:
        return {}
    people = Sanction.objects.filter(pk__in=agreed).values("person")
    bans = Sanction.objects.visible_at_counter_of(shop, on).filter(kind=Kind.BAN, person__in=people).order_by("pk")
    holding: dict[str, list[EntryException | None]] = defaultdict(list)
    for pk, token in bans.values_list("pk", "person__token"):
        holding[token].append(agreed.get(pk))
    found = {}
    for token, exceptions in holding.items():
        given = [row for row in exceptions if row is not None]
        if len(given) == len(exceptions):
            told = tuple(dict.fromkeys(in_words(row) for row in given))
            found[token] = Entry(all(row.allows_at(at) for row in given), told)
    return found


def in_words(exception: EntryException) -> str:
    """ "Uitzondering: mag hier naar binnen voor boodschappen, maandag tot en met vrijdag van 9 tot 12 uur, …" """
    return _("Uitzondering: mag hier naar binnen voor %(for_what)s, %(when)s, tot en met %(day)s.") % {
        "for_what": exception.get_for_what_display(),
        "when": when_in_words(exception),
        "day": date_format(exception.last_day, "j F Y"),
    }


def when_in_words(exception: EntryException) -> str:
    """On which days and between which times: "maandag en woensdag van 9 tot 12 uur"."""
    days = _days(exception.weekdays)
    if exception.starts_at is None or exception.ends_at is None:
        return days
    between = {"days": days, "start": _time(exception.starts_at), "end": _time(exception.ends_at)}
    return _("%(days)s van %(start)s tot %(end)s uur") % between


def _days(weekdays: list[int]) -> str:
    """Days that follow one another as "from … to", from three on."""
    if not weekdays:
        return _("elke dag")
    runs: list[list[int]] = []
    for day in sorted(weekdays):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts: list[str] = []
    for run in runs:
        names = [str(WEEKDAYS[day]).lower() for day in run]
        if len(run) > 2:
            parts.append(_("%(first)s tot en met %(last)s") % {"first": names[0], "last": names[-1]})
        else:
            parts += names
    if len(parts) == 1:
        return parts[0]
    return _("%(days)s en %(last)s") % {"days": ", ".join(parts[:-1]), "last": parts[-1]}


def _time(time: dt.time) -> str:
    return f"{time.hour}:{time.minute:02}" if time.minute else str(time.hour)
