"""The counter check: who is meant, what the counter is told, and the record that it was asked (R44-R47).

Names are compared in memory and never searched in the database, so that they can lie there encrypted.
"""

import datetime as dt
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from anyascii import anyascii
from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz.distance import DamerauLevenshtein

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.instruction.gate import require_instruction
from participants.models import Shop, User
from participants.refusals import Refusal
from participants.roles import Permission

from . import reach
from .encryption import Erased, Unreadable
from .models import CounterCheck, Person, Sanction
from .models.counter_check import OpenReason, Outcome

PARTICLES = frozenset("van de den der het t ten ter te in op v d vd vdr la le el al du da di von zu".split())
BRIEF_FACES = 8
BRIEF_DAYS = 7
LONGEST_NAME = 80
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What the counter is told: one of four words, and the check to open details with."""

    outcome: Outcome
    check: CounterCheck
    sanctions: list[Sanction] = field(default_factory=list)


@transaction.atomic
def check(
    *,
    shop: Shop,
    family_name: str,
    by: User,
    at: dt.datetime,
    given_name: str = "",
    birth_year: int | None = None,
) -> Answer:
    """Answer "may this person come in?" for one shop on the Dutch day of `at` (R47).

    The name itself is not kept. Refuses a question without surname, or with neither first name nor year.
    """
    on = dutch_date(at)
    require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=on, shop=shop)
    require_instruction(by, shop.area, on=on)
    _check_question(family_name, given_name, birth_year, on)
    people, certain, unread = _find(shop, family_name, given_name, birth_year, on)
    seen = list(_sanctions(shop, on).filter(person__in=people))
    if not seen:
        # Somebody's name could not be read, so that nobody can say that this is not that person.
        outcome = Outcome.UNKNOWN if unread else Outcome.WELCOME
    elif not certain or len({s.person_id for s in seen}) > 1:
        # Nearly the same name, or two who fit: "unknown" never means "banned".
        outcome = Outcome.UNKNOWN
    else:
        outcome = Outcome.BANNED if any(s.is_ban for s in seen) else Outcome.WARNED
    token = seen[0].person.token if len({s.person_id for s in seen}) == 1 else ""
    counter_check = CounterCheck.objects.create(
        area=shop.area, shop=shop, asked_by=by, asked_at=at, outcome=outcome, person_token=token
    )
    record("counter.asked", subject=_subject(token), by=by, area=shop.area, outcome=str(outcome), shop=shop.pk)
    return Answer(outcome, counter_check, seen)


@transaction.atomic
def open_details(counter_check: CounterCheck, *, reason: str, by: User, at: dt.datetime) -> list[Sanction]:
    """What a counter may see of the person asked about, for a reason from the list (R44, R45, R47)."""
    shop, on = counter_check.shop, dutch_date(at)
    require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=on, shop=shop)
    require_instruction(by, shop.area, on=on)
    if reason not in OpenReason.values:
        raise Refusal("reason_missing", _("Kies waarom u dit wilt zien."), rule="R47", field="reason")
    fresh = counter_check.asked_by_id == by.pk and at - counter_check.asked_at <= dt.timedelta(minutes=10)
    if not counter_check.person_token or not fresh:
        raise Refusal("nothing_to_open", _("Stel de vraag opnieuw."), rule="R47")
    seen = list(_sanctions(shop, on).filter(person__token=counter_check.person_token))
    CounterCheck.objects.filter(pk=counter_check.pk).update(opened_at=at, open_reason=reason)
    record(
        "counter.opened",
        subject=_subject(counter_check.person_token),
        by=by,
        area=shop.area,
        reason=reason,
        shop=shop.pk,
    )
    return seen


@transaction.atomic
def brief(shop: Shop, *, by: User, at: dt.datetime) -> list[Sanction]:
    """The faces that matter to this shop this week, newest first, one for each person (R44).

    At most eight, or all where the area's protocol says so; none where it says off.
    """
    on = dutch_date(at)
    require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=on, shop=shop)
    require_instruction(by, shop.area, on=on)
    mode = shop.area.protocol_on(on).parameters.photo_brief
    if mode == "off":
        return []
    rows = _sanctions(shop, on).filter(person__photo__isnull=False).order_by("-served_at")
    if mode == "brief":
        rows = rows.filter(served_at__gte=at - dt.timedelta(days=BRIEF_DAYS))
    faces = list({row.person_id: row for row in reversed(rows)}.values())[::-1]
    shown = faces if mode == "full" else faces[:BRIEF_FACES]
    record("counter.brief", subject=f"shop:{shop.pk}", by=by, area=shop.area, faces=len(shown))
    return shown


@transaction.atomic
def open_from_brief(sanction: Sanction, *, shop: Shop, reason: str, by: User, at: dt.datetime) -> list[Sanction]:
    """Open the details behind a face of the brief; leaves the same record as a question by name."""
    on = dutch_date(at)
    require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=on, shop=shop)
    require_instruction(by, shop.area, on=on)
    if not _sanctions(shop, on).filter(pk=sanction.pk, person__photo__isnull=False).exists():
        raise Refusal("nothing_to_open", _("Deze foto is er niet meer."), rule="R52")
    outcome = Outcome.BANNED if sanction.is_ban else Outcome.WARNED
    counter_check = CounterCheck.objects.create(
        area=shop.area,
        shop=shop,
        asked_by=by,
        asked_at=at,
        outcome=outcome,
        person_token=sanction.person.token,
    )
    return open_details(counter_check, reason=reason, by=by, at=at)


def known_people(*, shop: Shop, family_name: str, given_name: str, birth_year: int | None, on: dt.date) -> list[Person]:
    """People with a like name whom this shop may know of, for a new report about one of them (R46)."""
    people, _certain, _unread = _find(shop, family_name, given_name, birth_year, on)
    own = Person.objects.filter(area=shop.area, incidents__in=reach.incidents_of(shop, on)).distinct()
    like, _certain, _unread = _best(own, family_name, given_name, birth_year)
    return list({person.pk: person for person in [*people, *like]}.values())


def _check_question(family_name: str, given_name: str, birth_year: int | None, on: dt.date) -> None:
    if len(family_name) > LONGEST_NAME or len(given_name) > LONGEST_NAME:
        raise Refusal("too_long", _("Deze naam is te lang."), rule="R47", field="family_name")
    if not fold(family_name):
        raise Refusal("surname_missing", _("Vul de achternaam in."), rule="R47", field="family_name")
    if not fold(given_name) and birth_year is None:
        raise Refusal("too_little", _("Vul ook de voornaam of het geboortejaar in."), rule="R47", field="given_name")
    if birth_year is not None and not on.year - 120 <= birth_year <= on.year:
        raise Refusal("bad_year", _("Dit geboortejaar klopt niet."), rule="R47", field="birth_year")


def _sanctions(shop: Shop, on: dt.date):
    rows = Sanction.objects.visible_at_counter_of(shop, on)
    return rows.select_related("person", "person__photo", "incident", "protocol", "shop", "participant_list")


def _find(
    shop: Shop, family_name: str, given_name: str, birth_year: int | None, on: dt.date
) -> tuple[list[Person], bool, bool]:
    """The people who fit, whether they fit exactly, and whether somebody's name could not be read.

    Near names only when nobody fits exactly.
    """
    listed = {sanction.person_id: sanction.person for sanction in _sanctions(shop, on)}
    return _best(listed.values(), family_name, given_name, birth_year)


def _best(
    people: Iterable[Person], family_name: str, given_name: str, birth_year: int | None
) -> tuple[list[Person], bool, bool]:
    readable, unread = _readable(people)
    exact = [p for p in readable if _fits(p, family_name, given_name, birth_year, errors=False)]
    if exact:
        return exact, True, unread
    return [p for p in readable if _fits(p, family_name, given_name, birth_year)], False, unread


def _readable(people: Iterable[Person]) -> tuple[list[Person], bool]:
    """Those whose names can be read, and whether there are others. Who was erased is nobody any more."""
    readable, unread = [], False
    for person in people:
        try:
            _ = (person.family_name, person.given_name, person.birth_date)
            readable.append(person)
        except Erased:
            continue
        except Unreadable:
            log.error("The name of person %s cannot be read.", person.token)
            unread = True
    return readable, unread


def _fits(person: Person, family_name: str, given_name: str, birth_year: int | None, *, errors: bool = True) -> bool:
    if not person.family_name or not same_name(family_name, person.family_name, errors=errors):
        return False
    known_year = person.birth_date.year if person.birth_date else None
    if birth_year is not None and known_year is not None and birth_year != known_year:
        return False
    if fold(given_name) and person.given_name:
        return same_name(given_name, person.given_name, errors=errors)
    # Without a first name to compare, the year must be known on both sides.
    return birth_year is not None and known_year is not None


def same_name(asked: str, known: str, *, errors: bool) -> bool:
    """Whether two names are the same, particles and diacritics aside; with `errors` one typing error
    in a name of five letters or more, two in one of nine or more."""
    asked, known = fold(asked), fold(known)
    if not errors or min(len(asked), len(known)) < 5:
        return asked == known
    return DamerauLevenshtein.distance(asked, known) <= (2 if len(known) >= 9 else 1)


def fold(name: str) -> str:
    """A name in plain letters for comparison: "Van der Bérg-de Wit" becomes "berg wit"."""
    words = re.findall(r"[a-z]+", anyascii(name).lower().replace("ij", "y"))
    kept = [word for word in words if word not in PARTICLES]
    return " ".join(kept or words)


def _subject(token: str) -> str:
    return f"person:{token}" if token else "nobody"
