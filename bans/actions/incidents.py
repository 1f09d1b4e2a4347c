"""Reporting what happened."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import require
from participants.clock import dutch_date
from participants.models import Shop, ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from .. import appearance, budgets, finding, reach
from ..budgets import Asker
from ..conduct import CONDUCT, ConductClass
from ..free_text import check_free_text
from ..models import Incident, Person, Photo
from ..models.person import IdentityBasis
from ..models.signal import SignalKind
from ..rules import minors, terms
from .signals import raise_signal, telling


@dataclass(frozen=True)
class PersonDraft:
    """What the reporter knows of the person. All may be unknown but the way it was established."""

    given_name: str = ""
    family_name: str = ""
    birth_date: dt.date | None = None
    address: str = ""
    appearance: Mapping[str, str] = field(default_factory=dict)
    identity_basis: str = IdentityBasis.UNKNOWN
    apparently_minor: bool = False


@transaction.atomic
def report_incident(
    *,
    shop: Shop,
    person: PersonDraft | Person,
    conduct_code: str,
    happened_at: dt.datetime,
    place: str,
    observed_by: str,
    observer_function: str,
    narrative: str,
    by: User,
    at: dt.datetime,
    police_report: str = "",
    photo: bytes | None = None,
    submission_key: str | None = None,
    breached_sanction_id: int | None = None,
) -> Incident:
    """Write down one person's conduct (R9, R10). Sending the same form twice makes one incident.

    Refuses a shop that does not take part on the day, a date to come, an unknown code, missing facts,
    and a person below the minimum age (R22), of whom nothing is kept.
    """
    if submission_key:
        sent_before = Incident.objects.filter(submission_key=submission_key, reported_by=by).first()
        if sent_before:
            return sent_before
    if breached_sanction_id is None:
        require(by, Permission.REPORT_INCIDENT, area=shop.area, on=dutch_date(at), shop=shop)
    _check_facts(shop, conduct_code, happened_at, at, breached_sanction_id)
    texts = clean_texts(place=place, observed_by=observed_by, observer_function=observer_function, narrative=narrative)
    check_free_text(police_report, "police_report")
    person = enter_person(person, shop.area, dutch_date(happened_at), has_photo=photo is not None)
    incident = _write(
        area=shop.area,
        shop=shop,
        person=person,
        conduct_code=conduct_code,
        happened_at=happened_at,
        police_report=police_report.strip(),
        breached_id=breached_sanction_id,
        reported_by=by,
        reported_at=at,
        submission_key=submission_key or None,
        **texts,
    )
    if photo:
        Photo.objects.update_or_create(
            person=person, defaults={"area": shop.area, "jpeg": photo, "taken_at": happened_at}
        )
    record(
        "incident.reported",
        subject=f"incident:{incident.reference}",
        by=by,
        area=shop.area,
        person=person.token,
        conduct=conduct_code,
    )
    return incident


def _write(**facts: Any) -> Incident:
    """Two sendings of one form at the same moment: the second finds the key taken."""
    try:
        with transaction.atomic():
            return Incident.objects.create(**facts)
    except IntegrityError:
        raise Refusal("already_sent", _("Dit formulier is al verstuurd."), field="submission_key") from None


def candidates(draft: PersonDraft, *, shop: Shop, by: User, at: dt.datetime) -> list[Person]:
    """People already on file whom this may be, among those that the reporter may know of (R46).

    It finds people as the counter does, so it takes from the same budget and leaves a line in the log (R47).
    """
    if not draft.family_name:
        return []
    on, year = dutch_date(at), draft.birth_date.year if draft.birth_date else None
    asker, settings = Asker(shop=shop, user=by, at=at), shop.area.protocol_on(on).parameters
    signs: list[SignalKind] = []
    with telling(asker), transaction.atomic():
        budgets.take_question(asker, settings)
        found = finding.known_people(
            shop=shop, family_name=draft.family_name, given_name=draft.given_name, birth_year=year, on=on
        )
        own = set(reach.incidents_of(shop, on).values_list("person__token", flat=True))
        for person in found:
            if person.token not in own:
                spent = budgets.note_person(asker, settings, person.token)
                signs += [spent] if spent else []
            record("person.looked_up", subject=f"person:{person.token}", by=by, area=shop.area, shop=shop.pk)
    for kind in signs:
        raise_signal(asker, kind)
    return found


def _check_facts(shop: Shop, code: str, happened_at: dt.datetime, at: dt.datetime, breached_id: int | None) -> None:
    conduct = CONDUCT.get(code)
    is_breach = conduct is not None and conduct.conduct_class is ConductClass.BREACH
    if conduct is None or is_breach != (breached_id is not None):
        raise Refusal("unknown_conduct", _("Kies wat er gebeurde uit de lijst."), rule="R10", field="conduct_code")
    if happened_at > at:
        raise Refusal("future_date", _("Dit tijdstip ligt in de toekomst."), rule="R9", field="happened_at")
    if happened_at < at - dt.timedelta(days=365):
        raise Refusal("too_long_ago", _("Dit is meer dan een jaar geleden."), rule="R9", field="happened_at")
    if not shop.takes_part(dutch_date(happened_at)):
        raise Refusal(
            "not_a_participant",
            _("Deze winkel deed op die dag niet mee."),
            rule="R41" if is_breach else "R9",
            field="shop",
        )


def clean_texts(**texts: str) -> dict[str, str]:
    """Every fact is needed, except the narrative of a breach; none may hold a citizen number (R9, R68)."""
    sentences = {
        "place": _("Vul in waar in de winkel het gebeurde."),
        "observed_by": _("Vul in wie het zag."),
        "observer_function": _("Vul de functie in van wie het zag."),
        "narrative": _("Beschrijf wat er gebeurde."),
    }
    cleaned = {name: check_free_text(text.strip(), name) for name, text in texts.items()}
    for name, text in cleaned.items():
        if not text:
            raise Refusal("facts_missing", sentences[name], rule="R9", field=name)
    for name, limit in (("place", 120), ("observer_function", 80)):
        if len(cleaned.get(name, "")) > limit:
            raise Refusal("too_long", _("Deze tekst is te lang."), field=name)
    return cleaned


def enter_person(person: PersonDraft | Person, area: ShoppingArea, on: dt.date, *, has_photo: bool) -> Person:
    """The person on file, or a new one from what is known; refuses one below the minimum age (R9, R22)."""
    if isinstance(person, Person):
        if person.area_id != area.pk:
            raise Refusal("other_area", _("Deze persoon is hier niet bekend."), rule="R8", field="person")
        _check_age(person.birth_date, area, on)
        return person
    _check_age(person.birth_date, area, on)
    looks = appearance.clean(person.appearance)
    if not (person.family_name.strip() or looks or has_photo):
        raise Refusal(
            "nobody_described",
            _("Vul een naam in, of een beschrijving, of voeg een foto toe."),
            rule="R9",
            field="family_name",
        )
    return Person.objects.create(
        area=area,
        given_name=check_free_text(person.given_name.strip(), "given_name"),
        family_name=check_free_text(person.family_name.strip(), "family_name"),
        birth_date=person.birth_date,
        address=check_free_text(person.address.strip(), "address"),
        appearance=looks,
        identity_basis=_basis(person),
        apparently_minor=person.apparently_minor or looks.get("approximate_age") == "under_18",
    )


def _basis(draft: PersonDraft) -> str:
    if draft.identity_basis not in IdentityBasis.values:
        raise Refusal("unknown_basis", _("Kies hoe dit is vastgesteld."), field="identity_basis")
    if draft.family_name.strip() and draft.identity_basis == IdentityBasis.UNKNOWN:
        raise Refusal("basis_missing", _("Kies hoe is vastgesteld wie het is."), rule="R9", field="identity_basis")
    return draft.identity_basis


def _check_age(birth_date: dt.date | None, area: ShoppingArea, on: dt.date) -> None:
    """R22: nothing about a child below the minimum age is kept."""
    if birth_date is None:
        return
    if birth_date > on:
        raise Refusal("future_date", _("Deze geboortedatum ligt na het voorval."), field="birth_date")
    parameters = area.protocol_on(on).parameters
    age = terms.age_on(birth_date, on)
    if minors.age_band(age, parameters) is minors.AgeBand.TOO_YOUNG:
        raise Refusal(
            "too_young",
            _("Van kinderen jonger dan %s jaar bewaren wij niets. Neem contact op met de ouders.") % parameters.min_age,
            rule="R22",
            field="birth_date",
        )
