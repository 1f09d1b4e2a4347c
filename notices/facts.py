"""What a letter may say: the facts of one sanction, gathered for the template and nothing more."""

import base64
import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from bans.actions.service import planned_last_day
from bans.appearance import describe
from bans.models import Incident, Sanction
from bans.rules.ladder import Kind, Scope
from participants.access import has_permission
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import ParticipantList, Shop, ShoppingArea, User
from participants.roles import Permission

from . import qr
from .area_map import draw
from .codes import in_groups
from .law.quoting import law_facts
from .models import LetterDesign, Service
from .models.notice import LetterKind
from .own_words.look import look_of
from .rules import main_letter


def letter_facts(
    sanction: Sanction,
    *,
    participant_list: ParticipantList,
    starts_on: dt.date | None,
    signatory: User,
    at: dt.datetime,
    service: Service | None = None,
    breach: Incident | None = None,
    combined: bool = False,
) -> dict[str, Any]:
    """Facts for any letter about this sanction. `starts_on` None: it begins on delivery by post.

    A combined letter speaks for the whole area, though its ban holds for one business.
    """
    incident, area, shop = sanction.incident, sanction.area, sanction.shop
    starts_on = sanction.starts_on or starts_on
    # R75: until service the protocol of the day of service counts, not that of the proposal.
    protocol = sanction.protocol if sanction.starts_on else area.protocol_on(starts_on or dutch_date(at))
    collective = sanction.is_collective or combined
    whole = has_permission(signatory, Permission.SEE_WHOLE_REGISTER, area=area, on=dutch_date(at))
    return {
        "area": area,
        "shop": shop,
        **_own_look(area, shop, dutch_date(at)),
        "sanction": sanction,
        "person": sanction.person,
        # On a sheet that a shop prints, the police write these down themselves (R45, D16).
        "shows_birth_date": whole,
        "shows_address": whole or breach is None,
        "person_description": describe(sanction.person.appearance),
        **_what_happened(incident),
        "ended": bool(sanction.lifted_at or sanction.annulled_at),
        "new_premises": new_premises(sanction, participant_list),
        "collective": collective,
        "combined": combined,
        "is_ban": sanction.is_ban,
        "earlier": sanction.builds_on_reference,
        "earlier_date": sanction.builds_on_date,
        "premises": premises_of(shop, participant_list, collective=collective),
        "participant_list": participant_list,
        "list_made_on": dutch_date(participant_list.made_at),
        "map": draw(participant_list.boundary) if collective else "",
        **_term(sanction, starts_on, at),
        "served_at": sanction.served_at.astimezone(DUTCH_TIME) if sanction.served_at else None,
        "signatory": signatory,
        "signatory_function": _function(signatory, sanction),
        "made_at": at,
        "date": dutch_date(at),
        "permit": area.permit_on(dutch_date(at)) if collective else None,
        "protocol": protocol,
        "minor": sanction.person.is_minor(dutch_date(incident.happened_at)),
        "representative_told": representative_is_told(sanction, on=starts_on or dutch_date(at)),
        **_proof(service),
        "breach": breach,
        "breach_at": breach.happened_at.astimezone(DUTCH_TIME) if breach else None,
        **law_facts(area, dutch_date(at)),
    }


def _own_look(area: ShoppingArea, shop: Shop, on: dt.date) -> dict[str, Any]:
    """The association's own face and words, in the version of that day."""
    design = LetterDesign.objects.holding(area, on)
    return {"design": design, "look": look_of(design, area=area, shop=shop)}


def _what_happened(incident: Incident) -> dict[str, Any]:
    return {
        "incident": incident,
        "happened_at": incident.happened_at.astimezone(DUTCH_TIME),
        "conduct": incident.conduct,
    }


def _term(sanction: Sanction, starts_on: dt.date | None, at: dt.datetime) -> dict[str, Any]:
    """From when until when it holds."""
    tomorrow = dutch_date(at) + dt.timedelta(days=1)
    return {
        "starts_on": starts_on,
        "last_day": sanction.last_day or (planned_last_day(sanction, starts_on) if starts_on else None),
        # By post nobody knows the day yet: the letter shows how it would count from the next day on.
        "example_day": tomorrow,
        "example_last_day": planned_last_day(sanction, tomorrow),
    }


def premises_of(shop: Shop, participant_list: ParticipantList, *, collective: bool) -> list[dict[str, Any]]:
    """The whole list, or for an individual sanction the shops of that business alone."""
    if collective:
        return participant_list.entries
    own = [entry for entry in participant_list.entries if entry["business"] == shop.business.name]
    return own or [{"name": shop.name, "address": shop.address, "business": shop.business.name}]


def new_premises(sanction: Sanction, newer: ParticipantList) -> list[dict[str, Any]]:
    """The shops that no list in the person's hands names yet (R36)."""
    if sanction.participant_list is None or sanction.participant_list == newer:
        return []
    known = {entry["shop"] for entry in sanction.participant_list.entries}
    for update in sanction.list_updates.all():
        known |= {entry["shop"] for entry in update.participant_list.entries}
    return [entry for entry in newer.entries if entry["shop"] not in known]


def _function(user: User, sanction: Sanction) -> str:
    """The function under the signature: the role that the signatory holds here."""
    memberships = user.memberships.filter(area=sanction.area, ended_at=None)
    own = memberships.filter(shop=sanction.shop).first() or memberships.first()
    return str(own.get_role_display()) if own else ""


def _proof(service: Service | None) -> dict[str, Any]:
    """How it was served. A signature is an address that holds the picture itself, for a letter fetches nothing."""
    drawn = base64.b64encode(service.signature).decode() if service else ""
    return {"service": service, "signature": f"data:image/jpeg;base64,{drawn}" if drawn else ""}


def representative_is_told(sanction: Sanction, *, on: dt.date) -> bool:
    """Whether a parent or guardian gets a letter too: of who was a minor at the conduct, until that person is eighteen.

    The measure itself does not change on that birthday (R25, R26).
    """
    person = sanction.person
    return person.is_minor(dutch_date(sanction.incident.happened_at)) and person.is_minor(on)


def check_facts(code: str) -> dict[str, Any]:
    """How a letter says that it can be checked: the page, the code, and both as one picture.

    The code stands behind a hash, so that a browser tells it to no server on the way to the page. A sheet for the
    file has no code.
    """
    if not code:
        return {"code": ""}
    page = f"{settings.SITE_URL}{reverse('rights:own')}"
    return {
        "code": in_groups(code),
        "check_page": page.partition("://")[2].rstrip("/"),
        "qr": qr.draw(f"{page}#{code}", label=_("QR-code: leidt naar de pagina waar u deze brief controleert")),
    }


def letter_of(sanction: Sanction) -> LetterKind:
    """The kind of letter that is served for this sanction."""
    return main_letter(Kind(sanction.kind), Scope(sanction.scope))
