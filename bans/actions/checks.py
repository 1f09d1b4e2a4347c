"""The counter check: a question, one of four words, the details for a reason, and "it is somebody else" (R44-R47).

Each question leaves a receipt. What was typed is never kept; with an answer about somebody on the list a digest
of it is, under that person's key.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.instruction.gate import require_instruction
from participants.models import Device, Shop, User
from participants.refusals import Refusal
from participants.roles import Permission

from .. import budgets, excepted, finding, names
from ..budgets import MISSES_IN_A_ROW, Asker
from ..excepted import Entry
from ..models import CounterCheck, LookAlike, Person, Sanction
from ..models.counter_check import OpenReason, Outcome
from ..models.signal import SignalKind
from ..rules.counter import Hit, Verdict, verdict
from .signals import raise_signal, telling

LONGEST_NAME = 80
OPEN_FOR = dt.timedelta(minutes=10)
# Asked about the same person so often within a month: a sign, for it may be a neighbour or a former partner.
SAME_PERSON_TIMES, SAME_PERSON_WITHIN = 6, dt.timedelta(days=30)


@dataclass(frozen=True)
class Answer:
    """What the counter is told: one of four words, and the check to open details with.

    `entry` is what was agreed with somebody who has a ban: then the word is that of a warning while it lets them in.
    """

    outcome: Outcome
    check: CounterCheck
    hit: Hit | None = None
    entry: Entry | None = None

    @property
    def several(self) -> bool:
        """More than one person may be meant, or a name could not be read."""
        return self.outcome == Outcome.UNKNOWN and self.hit is None


def check(
    *,
    shop: Shop,
    family_name: str,
    at: dt.datetime,
    by: User | None = None,
    device: Device | None = None,
    given_name: str = "",
    birth_year: int | None = None,
) -> Answer:
    """Answer "may this person come in?" for one shop on the Dutch day of `at` (R47).

    `by` is who asks, or `device` the till system of that shop. Refuses a question without surname, or with neither
    first name nor year, and one for which the budget is spent. Not to be called inside a transaction.
    """
    on = dutch_date(at)
    if by is not None:
        require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=on, shop=shop)
        require_instruction(by, shop.area, on=on)
    question = _read(family_name, given_name, birth_year, on)
    asker = Asker(shop=shop, user=by, device=device, at=at)
    with telling(asker):
        answer, signs = _answer(asker, question, on)
    for kind in signs:
        raise_signal(asker, kind)
    return answer


def _read(family_name: str, given_name: str, birth_year: int | None, on: dt.date) -> names.Question:
    if len(family_name) > LONGEST_NAME or len(given_name) > LONGEST_NAME:
        raise Refusal("too_long", _("Deze naam is te lang."), rule="R47", field="family_name")
    if not _has_letter(family_name):
        raise Refusal("surname_missing", _("Vul de achternaam in."), rule="R47", field="family_name")
    if not _has_letter(given_name) and birth_year is None:
        raise Refusal("too_little", _("Vul ook de voornaam of het geboortejaar in."), rule="R47", field="given_name")
    if birth_year is not None and not on.year - 120 <= birth_year <= on.year:
        raise Refusal("bad_year", _("Dit geboortejaar klopt niet."), rule="R47", field="birth_year")
    question = names.narrowed(names.Question(family_name, given_name, birth_year))
    if birth_year is None and names.only_initials(question):
        sentence = _("Een voorletter is te weinig. Vul de hele voornaam in, of het geboortejaar.")
        raise Refusal("initial_only", sentence, rule="R47", field="given_name")
    return question


def _has_letter(name: str) -> bool:
    return any(character.isalpha() for character in name)


@transaction.atomic
def _answer(asker: Asker, question: names.Question, on: dt.date) -> tuple[Answer, list[SignalKind]]:
    shop = asker.shop
    settings = shop.area.parameters_on(on)
    misses = budgets.take_question(asker, settings)
    found = finding.at_counter(shop, question, on)
    told = verdict(found.hits, unread=found.unread)
    # Asked of nobody else: what a question costs that finds nobody does not change.
    entry = None
    if told.hit and told.outcome == Outcome.BANNED:
        entry = excepted.at_counter(shop, told.hit.token, at=asker.at)
        if entry and entry.allowed:
            told = replace(told, outcome=str(Outcome.WARNED))
    made = _keep(asker, told, question)
    signs = [] if shop.staffed_at(asker.at) else [SignalKind.OUTSIDE_HOURS]
    if not told.about and misses == MISSES_IN_A_ROW:
        signs.append(SignalKind.MANY_MISSES)
    # Also where it stays open which of two is meant: that there is somebody of that name was told.
    for token in told.about:
        spent = budgets.note_person(asker, settings, token)
        signs += [spent] if spent else []
    if told.hit and _asked_often(asker, told.hit.token):
        signs.append(SignalKind.SAME_PERSON)
    return Answer(Outcome(told.outcome), made, told.hit, entry), signs


def _keep(asker: Asker, told: Verdict, question: names.Question) -> CounterCheck:
    token = told.hit.token if told.hit else ""
    made = CounterCheck(
        area=asker.shop.area,
        shop=asker.shop,
        asked_by=asker.user,
        device=asker.device,
        asked_at=asker.at,
        outcome=told.outcome,
        person_token=token,
    )
    if told.hit:
        made.match = {"digest": finding.digest_of(question), "reasons": " ".join(told.hit.reasons)}
    made.save(force_insert=True)
    record(
        "counter.asked",
        subject=f"person:{token}" if token else "nobody",
        by=asker.user or f"device:{asker.device.pk if asker.device else 0}",
        area=asker.shop.area,
        outcome=told.outcome,
        shop=asker.shop.pk,
    )
    return made


def _asked_often(asker: Asker, token: str) -> bool:
    since = asker.at - SAME_PERSON_WITHIN
    same = CounterCheck.objects.filter(person_token=token, asked_at__gte=since, asked_by=asker.user)
    return asker.user is not None and same.count() == SAME_PERSON_TIMES


@transaction.atomic
def open_details(counter_check: CounterCheck, *, reason: str, by: User, at: dt.datetime) -> list[Sanction]:
    """What a counter may see of the person asked about, for a reason from the list (R44, R45, R47)."""
    shop, on = counter_check.shop, dutch_date(at)
    require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=on, shop=shop)
    require_instruction(by, shop.area, on=on)
    if reason not in OpenReason.values:
        raise Refusal("reason_missing", _("Kies waarom u dit wilt zien."), rule="R47", field="reason")
    _still_fresh(counter_check, by=by, at=at)
    seen = list(visible(shop, on).filter(person__token=counter_check.person_token))
    CounterCheck.objects.filter(pk=counter_check.pk).update(opened_at=at, open_reason=reason)
    about = f"person:{counter_check.person_token}"
    record("counter.opened", subject=about, by=by, area=shop.area, reason=reason, shop=shop.pk)
    return seen


@transaction.atomic
def say_other_person(counter_check: CounterCheck, *, by: User, at: dt.datetime) -> LookAlike | None:
    """It is somebody else: remembered with the person on the list, so that this name counts for less next time."""
    shop, on = counter_check.shop, dutch_date(at)
    require(by, Permission.CHECK_AT_COUNTER, area=shop.area, on=on, shop=shop)
    _still_fresh(counter_check, by=by, at=at)
    said = CounterCheck.objects.filter(pk=counter_check.pk, other_person_at=None).update(other_person_at=at)
    person = Person.objects.filter(area=shop.area, token=counter_check.person_token).first()
    if not said or person is None:
        return None
    digest = counter_check.match.get("digest", "")
    row = next((row for row in person.look_alikes.select_related("person") if row.digest == digest), None)
    if row is None:
        row = LookAlike(area=shop.area, person=person, last_at=at)
        row.digest = digest
    else:
        row.times, row.last_at = row.times + 1, at
    row.save()
    record("counter.other_person", subject=f"person:{person.token}", by=by, area=shop.area, shop=shop.pk)
    return row


def why(counter_check: CounterCheck) -> str:
    """In words why this person may be meant: "Zelfde achternaam, voornaam klinkt hetzelfde." """
    return names.in_words(counter_check.match.get("reasons", "").split())


def _still_fresh(counter_check: CounterCheck, *, by: User, at: dt.datetime) -> None:
    fresh = counter_check.asked_by_id == by.pk and at - counter_check.asked_at <= OPEN_FOR
    if not counter_check.person_token or not fresh:
        raise Refusal("nothing_to_open", _("Stel de vraag opnieuw."), rule="R47")


def visible(shop: Shop, on: dt.date):
    """What the counter of this shop may know, with what its pages show of it."""
    rows = Sanction.objects.visible_at_counter_of(shop, on)
    return rows.select_related("person", "person__photo", "incident", "protocol", "shop", "participant_list")
