"""What may be rectified, how it is checked and written, and what follows from it for the measures (art. 16 AVG)."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bans import appearance
from bans.actions.incidents import clean_texts
from bans.free_text import check_free_text
from bans.models import Incident, Person, Photo, Sanction
from bans.models.person import IdentityBasis
from bans.rules import minors, terms
from participants.clock import DUTCH_TIME, dutch_date
from participants.refusals import Refusal

OF_PERSON = ("given_name", "family_name", "birth_date", "address", "appearance", "identity_basis")
OF_INCIDENT = ("happened_at", "place", "narrative")
LABELS = {
    "given_name": gettext_lazy("voornaam"),
    "family_name": gettext_lazy("achternaam"),
    "birth_date": gettext_lazy("geboortedatum"),
    "address": gettext_lazy("adres"),
    "appearance": gettext_lazy("beschrijving"),
    "identity_basis": gettext_lazy("hoe is vastgesteld wie het is"),
    "remove_photo": gettext_lazy("foto"),
    "happened_at": gettext_lazy("wanneer het gebeurde"),
    "place": gettext_lazy("waar in de winkel"),
    "narrative": gettext_lazy("wat er gebeurde"),
}
# What stands on a sheet for the police; the rest they never had.
ON_POLICE_SHEET = ("given_name", "family_name", "birth_date", "appearance", "identity_basis", "happened_at")
NAMES = ("given_name", "family_name", "birth_date")
LONGEST = {"given_name": 80, "family_name": 80, "address": 200}


def cleaned(sanction: Sanction, changes: Mapping[str, object], *, at: dt.datetime) -> dict[str, Any]:
    """What really changes, checked as when it was reported (R9, R22, R68).

    Refuses an unknown field, a change of nothing, and other conduct: the measure would not rest on that, so that it
    has to be annulled (R19).
    """
    _refuse_other_conduct(sanction.incident, changes)
    changes = {name: value for name, value in changes.items() if name != "conduct_code"}
    if unknown := set(changes) - set(LABELS):
        raise Refusal("unknown_field", _("Dit kan niet worden verbeterd."), field=min(unknown))
    checks: dict[str, Callable[..., Any]] = {
        "birth_date": _birth_date,
        "happened_at": _happened_at,
        "appearance": _appearance,
    }
    checks |= {"identity_basis": _basis, "remove_photo": _photo}
    wanted = {name: checks.get(name, _text)(sanction, name, value, at) for name, value in changes.items()}
    wanted = {name: value for name, value in wanted.items() if value != present(sanction, name)}
    if not wanted:
        raise Refusal("nothing_changed", _("Er verandert niets. Vul in wat er moet staan."), rule="R64")
    _refuse_nobody(sanction.person, wanted)
    return wanted


def present(sanction: Sanction, name: str) -> Any:
    """What stands there now."""
    if name == "remove_photo":
        return not Photo.objects.filter(person=sanction.person_id).exists()
    row: Any = sanction.person if name in OF_PERSON else sanction.incident
    return getattr(row, name)


def write(sanction: Sanction, changed: Mapping[str, Any], *, at: dt.datetime) -> int:
    """Write it down, and what follows: another name ends the notes about who is alike; a measure that the age no longer
    allows, or that no longer comes after what it rests on, goes under review. How many measures those were."""
    person, incident = sanction.person, sanction.incident
    for row, names in ((person, OF_PERSON), (incident, OF_INCIDENT)):
        own = [name for name in names if name in changed]
        for name in own:
            setattr(row, name, changed[name])
        if own:
            row.save(update_fields=own)
    if changed.get("remove_photo"):
        Photo.objects.filter(person=person).delete()
    if set(changed) & set(NAMES):
        # They were about the name and year as they stood.
        person.look_alikes.all().delete()
    return _review(sanction, changed, at=at)


def told(sanction: Sanction, fields: list[str]) -> list[tuple[Any, str]]:
    """What the register says now of these fields, in words for a letter."""
    return [(LABELS[name], _in_words(sanction, name)) for name in LABELS if name in fields]


def _in_words(sanction: Sanction, name: str) -> str:
    value = present(sanction, name)
    if name == "remove_photo" or not value:
        return ""
    if name == "appearance":
        return appearance.describe(value)
    if name == "identity_basis":
        return str(sanction.person.get_identity_basis_display())
    if name == "happened_at":
        return date_format(value.astimezone(DUTCH_TIME), "j F Y, H:i")
    return date_format(value, "j F Y") if isinstance(value, dt.date) else str(value)


def _review(sanction: Sanction, changed: Mapping[str, Any], *, at: dt.datetime) -> int:
    """Put under review what rests on what is no longer so; what was under review stays so (R19, R22-R24)."""
    on, due = dutch_date(at), []
    rows = Sanction.objects.filter(person=sanction.person_id, review_since=None).not_ended(on)
    for row in rows.select_related("incident", "protocol", "builds_on"):
        other_age = bool({"birth_date", "happened_at"} & set(changed)) and _above_limit(row, sanction.person)
        earlier = row.builds_on.served_at if row.builds_on else None
        too_early = "happened_at" in changed and earlier is not None and row.incident.happened_at < earlier
        if other_age or too_early:
            due.append(row.pk)
    return Sanction.objects.filter(pk__in=due, review_since=None).update(review_since=at)


def _above_limit(row: Sanction, person: Person) -> bool:
    """Whether somebody of that age may not have had this (R22-R24)."""
    age, parameters = person.age_on(dutch_date(row.incident.happened_at)), row.protocol.parameters
    band = minors.age_band(age, parameters, apparently_minor=person.apparently_minor)
    allowed = minors.limits(band, parameters, violent=row.incident.conduct.violent)
    too_long = allowed.max_months is not None and row.months > allowed.max_months
    return not allowed.recordable or too_long or (row.is_ban and not allowed.ban_allowed)


def _refuse_other_conduct(incident: Incident, changes: Mapping[str, object]) -> None:
    if changes.get("conduct_code", incident.conduct_code) != incident.conduct_code:
        raise Refusal(
            "annul_it_then",
            _("Was het ander gedrag, dan rust de maatregel daar niet op. Vernietig hem dan."),
            rule="R19",
            field="conduct_code",
        )


def _refuse_nobody(person: Person, wanted: Mapping[str, Any]) -> None:
    """A name comes with how it was established, and something has to say who it is (R9)."""
    name = wanted.get("family_name", person.family_name)
    looks = wanted.get("appearance", person.appearance)
    photo = Photo.objects.filter(person=person).exists() and not wanted.get("remove_photo")
    if not (name or looks or photo):
        sentence = _("Vul een naam of een beschrijving in. Weet niemand wie het is, wis het dan.")
        raise Refusal("nobody_described", sentence, rule="R9", field="family_name")
    if name and wanted.get("identity_basis", person.identity_basis) == IdentityBasis.UNKNOWN:
        raise Refusal("basis_missing", _("Kies hoe is vastgesteld wie het is."), rule="R9", field="identity_basis")


def _text(sanction: Sanction, name: str, value: object, at: dt.datetime) -> str:
    text = str(value or "").strip()
    if name in OF_INCIDENT:
        return clean_texts(**{name: text})[name]
    if len(text) > LONGEST[name]:
        raise Refusal("too_long", _("Deze tekst is te lang."), field=name)
    return check_free_text(text, name)


def _birth_date(sanction: Sanction, name: str, value: Any, at: dt.datetime) -> dt.date | None:
    """Refuses a child of whom nothing may be kept: everything of it has to be erased (R22)."""
    if value is None:
        return None
    for incident in Incident.objects.filter(person=sanction.person_id):
        on = dutch_date(incident.happened_at)
        if value > on:
            raise Refusal("future_date", _("Deze geboortedatum ligt na het voorval."), field=name)
        parameters = sanction.area.protocol_on(on).parameters
        if minors.age_band(terms.age_on(value, on), parameters) is minors.AgeBand.TOO_YOUNG:
            sentence = _("Van kinderen jonger dan %s jaar bewaren wij niets. Wis alles van deze persoon.")
            raise Refusal("too_young", sentence % parameters.min_age, rule="R22", field=name)
    return value


def _happened_at(sanction: Sanction, name: str, value: Any, at: dt.datetime) -> dt.datetime:
    moment: dt.datetime = value if value.tzinfo else value.replace(tzinfo=DUTCH_TIME)
    before = sanction.incident.happened_at
    if moment.replace(second=0, microsecond=0) == before.replace(second=0, microsecond=0):
        return before
    if moment > sanction.incident.reported_at:
        raise Refusal("future_date", _("Dit tijdstip ligt na de melding."), rule="R9", field=name)
    if not sanction.incident.shop.takes_part(dutch_date(moment)):
        sentence = _("Deze winkel deed op die dag niet mee. Vernietig de maatregel dan.")
        raise Refusal("annul_it_then", sentence, rule="R9", field=name)
    return moment


def _appearance(sanction: Sanction, name: str, value: Any, at: dt.datetime) -> dict[str, str]:
    return appearance.clean(value or {})


def _basis(sanction: Sanction, name: str, value: Any, at: dt.datetime) -> str:
    if value not in IdentityBasis.values:
        raise Refusal("unknown_basis", _("Kies hoe dit is vastgesteld."), field=name)
    return str(value)


def _photo(sanction: Sanction, name: str, value: Any, at: dt.datetime) -> bool:
    """Only asked to take it away: not asked is as it stands now."""
    return True if value else bool(present(sanction, name))
