"""Printing letters, each version once."""

import datetime as dt
import hashlib

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit.log import record
from bans.actions.service import check_may_be_served, planned_last_day
from bans.models import Incident, Sanction
from bans.rules.ladder import Kind, Scope
from participants.access import require
from participants.actions.lists import publish_list
from participants.clock import dutch_date
from participants.models import ParticipantList, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..facts import letter_facts
from ..letters import render_letter
from ..models import Notice, Service
from ..models.notice import LetterKind
from ..rules import letters_for


def prepare(
    sanction: Sanction, *, starts_on: dt.date | None, by: User, at: dt.datetime, language: str = "nl"
) -> list[Notice]:
    """Print what must be handed over: the letter, and the representative's for a minor (R25).

    `starts_on` is the day of handing over, None for registered post. Refuses what may not be served.
    """
    on = dutch_date(at)
    require(by, Permission.SERVE, area=sanction.area, on=on, shop=sanction.shop)
    check_may_be_served(sanction, on=starts_on or on)
    if starts_on is not None and not on - dt.timedelta(days=7) <= starts_on <= on + dt.timedelta(days=30):
        raise Refusal(
            "bad_date", _("Kies een dag rond vandaag voor de uitreiking."), rule="R32", field="starts_on"
        )
    minor = sanction.person.is_minor(dutch_date(sanction.incident.happened_at))
    kinds = letters_for(Kind(sanction.kind), Scope(sanction.scope), minor=minor)
    participant_list = publish_list(sanction.area, at=at)
    return [
        print_letter(
            sanction,
            kind,
            starts_on=starts_on,
            participant_list=participant_list,
            by=by,
            at=at,
            language=language,
        )
        for kind in kinds
    ]


def print_letter(
    sanction: Sanction,
    kind: LetterKind,
    *,
    by: User,
    at: dt.datetime,
    participant_list: ParticipantList | None = None,
    starts_on: dt.date | None = None,
    language: str = "nl",
    service: Service | None = None,
    breach: Incident | None = None,
) -> Notice:
    """Render and keep the next version of one letter. Rendering happens outside the transaction."""
    participant_list = participant_list or sanction.participant_list or publish_list(sanction.area, at=at)
    version = (sanction.notices.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0) + 1
    facts = letter_facts(
        sanction,
        participant_list=participant_list,
        starts_on=starts_on,
        signatory=by,
        at=at,
        service=service,
        breach=breach,
        combined=kind == LetterKind.COMBINED,
    )
    if kind == LetterKind.COMBINED:
        facts.update(_warning_beside(sanction, starts_on))
    letter = render_letter(
        kind, facts, identifier=f"{sanction.reference}-{kind}-{version}", language=language
    )
    try:
        with transaction.atomic():
            notice = Notice.objects.create(
                area=sanction.area,
                sanction=sanction,
                incident=breach,
                kind=kind,
                version=version,
                language=language,
                starts_on=starts_on,
                html=letter.html,
                pdf=letter.pdf,
                sha256=letter.sha256,
                participant_list=participant_list,
                protocol=sanction.protocol,
                made_at=at,
                made_by=by,
            )
            record(
                "letter.printed",
                subject=f"sanction:{sanction.reference}",
                by=by,
                area=sanction.area,
                kind=str(kind),
                version=version,
            )
    except IntegrityError:
        raise Refusal("printed_twice", _("Deze brief wordt al gemaakt. Ververs de pagina.")) from None
    return notice


def _warning_beside(sanction: Sanction, starts_on: dt.date | None) -> dict:
    """The collective warning from the same incident, which a combined letter also tells of (R12)."""
    warning = sanction.incident.sanctions.filter(
        kind=Kind.WARNING, scope=Scope.AREA, rejected_at=None
    ).first()
    if warning is None or starts_on is None:
        raise Refusal("nothing_to_combine", _("Er hoort geen collectieve waarschuwing bij dit verbod."))
    return {"warning": warning, "warning_last_day": planned_last_day(warning, starts_on)}


def print_ending(sanction: Sanction, *, by: User, at: dt.datetime) -> Notice:
    """The letter that tells of a withdrawal, or of an annulment with its apology (R55)."""
    if sanction.annulled_at:
        return print_letter(sanction, LetterKind.ANNULMENT, by=by, at=at)
    if sanction.lifted_at:
        return print_letter(sanction, LetterKind.WITHDRAWAL, by=by, at=at)
    raise Refusal("not_ended", _("Deze maatregel loopt nog."), rule="R55")


def print_police_sheet(breach: Incident, *, by: User, at: dt.datetime) -> Notice:
    """The sheet for the police report of a breach: person, sanction, proof, list, membership (R39)."""
    sanction = breach.breached
    if sanction is None or not sanction.is_ban:
        raise Refusal("only_a_warning", _("Bij een waarschuwing is er geen overtreding."), rule="R42")
    service = sanction.services.exclude(notice__kind=LetterKind.SUPPLEMENTARY).last()
    if service is None and not sanction.imported:
        raise Refusal("no_proof", _("Er is geen bewijs van uitreiking."), rule="R31")
    record(
        "police.copy_made",
        subject=f"sanction:{sanction.reference}",
        by=by,
        area=sanction.area,
        incident=breach.reference,
        basis="report of trespass",
    )
    return print_letter(sanction, LetterKind.POLICE_SHEET, by=by, at=at, service=service, breach=breach)


def intact(notice: Notice) -> bool:
    """Whether the kept letter is still what was printed (R35)."""
    return hashlib.sha256(bytes(notice.pdf)).hexdigest() == notice.sha256
