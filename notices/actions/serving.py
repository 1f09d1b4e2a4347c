"""Recording service: from here, and not before, a sanction has effect (R31-R36)."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.actions.service import check_may_be_served, mark_served, update_list
from bans.free_text import check_free_text
from bans.models import Sanction
from participants.access import require
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import User
from participants.refusals import Refusal
from participants.roles import Permission

from ..facts import representative_is_told
from ..models import Notice, RepresentativeLetter, Service
from ..models.notice import LetterKind
from ..models.service import Delivery, Receipt, Way
from ..rules import SERVED_LETTERS
from .letters import handed_out_together

# Longer than a citizen number, so that none can stand in its place (R68).
TRACK_AND_TRACE = r"[A-Z0-9]{10,30}"


@dataclass(frozen=True)
class HandedOver:
    """What must be known of a letter that was handed over in person (R32)."""

    handed_at: dt.datetime
    place: str
    server_name: str
    witness_name: str
    receipt: str
    language: str = "nl"
    # Drawn on a screen and rebuilt (`bans.signatures`); empty when it stands on paper.
    signature: bytes = b""


@transaction.atomic
def serve_in_person(notice: Notice, *, facts: HandedOver, by: User, at: dt.datetime) -> Sanction:
    """Record that the letter was handed over. "Refused to sign" is valid with a witness (R32).

    Refuses missing facts, a moment to come, and a letter that names another day.
    """
    sanctions = _told_of(notice)
    _check_letter(notice)
    _check_handed_over(facts, at)
    if notice.starts_on != dutch_date(facts.handed_at):
        raise Refusal(
            "other_day",
            _("De brief noemt een andere dag. Maak een nieuwe brief voor deze dag."),
            rule="R32",
            field="handed_at",
        )
    _check_protocol(notice, on=dutch_date(facts.handed_at))
    for sanction in sanctions:
        _check_representative(sanction, on=dutch_date(facts.handed_at))
        _keep_proof(sanction, notice, facts, by=by, at=at)
        mark_served(sanction, served_at=facts.handed_at, participant_list=notice.participant_list, by=by, at=at)
    return sanctions[0]


def _told_of(notice: Notice) -> list[Sanction]:
    """The sanctions that a letter tells of: one, or with a combined letter the ban and the warning (R12)."""
    if notice.kind == LetterKind.COMBINED:
        return list(handed_out_together(notice.sanction))
    return [notice.sanction]


def _keep_proof(sanction: Sanction, notice: Notice, facts: HandedOver, *, by: User, at: dt.datetime) -> Service:
    return Service.objects.create(
        area=sanction.area,
        sanction=sanction,
        notice=notice,
        way=Way.IN_PERSON,
        language=facts.language,
        handed_at=facts.handed_at,
        place=check_free_text(facts.place.strip(), "place"),
        server_name=check_free_text(facts.server_name.strip(), "server_name"),
        witness_name=check_free_text(facts.witness_name.strip(), "witness_name"),
        receipt=facts.receipt,
        signature=facts.signature,
        recorded_by=by,
        recorded_at=at,
    )


def _check_protocol(notice: Notice, *, on: dt.date) -> None:
    """R35, R75: the letter names the protocol that holds on the day of service."""
    if notice.protocol != notice.area.protocol_on(on):
        raise Refusal(
            "other_protocol",
            _("Er geldt een nieuw protocol. Maak een nieuwe brief."),
            rule="R75",
        )


def _check_letter(notice: Notice) -> None:
    if notice.kind not in SERVED_LETTERS:
        raise Refusal("other_letter", _("Deze brief wordt niet uitgereikt als maatregel."), rule="R31")


def _check_handed_over(facts: HandedOver, at: dt.datetime) -> None:
    if facts.handed_at > at:
        raise Refusal("future_date", _("De uitreiking ligt in de toekomst."), rule="R32", field="handed_at")
    needed = {
        "place": _("Vul in waar de brief is uitgereikt."),
        "server_name": _("Vul in wie de brief uitreikte."),
        "witness_name": _("Vul in wie erbij was als getuige."),
        "language": _("Kies de taal van de brief."),
    }
    for name, sentence in needed.items():
        if not getattr(facts, name).strip():
            raise Refusal("facts_missing", sentence, rule="R32", field=name)
    if facts.receipt not in Receipt.values:
        raise Refusal("facts_missing", _("Kies: getekend of geweigerd."), rule="R32", field="receipt")
    if facts.signature and facts.receipt != Receipt.SIGNED:
        raise Refusal(
            "signed_and_refused", _("Er is getekend en geweigerd. Kies wat er gebeurde."), rule="R32", field="receipt"
        )
    if facts.server_name.strip().casefold() == facts.witness_name.strip().casefold():
        raise Refusal(
            "same_person",
            _("De getuige is een ander dan wie uitreikte."),
            rule="R32",
            field="witness_name",
        )


def _check_representative(sanction: Sanction, *, on: dt.date) -> None:
    """R25: a minor's sanction is not closed before the representative's letter is settled."""
    if not representative_is_told(sanction, on=on):
        return
    if not RepresentativeLetter.objects.filter(sanction=sanction).exists():
        raise Refusal(
            "representative_first",
            _("Leg eerst vast dat de brief aan de ouder of voogd is verstuurd, of waarom dat niet kan."),
            rule="R25",
        )


@transaction.atomic
def settle_representative_letter(
    sanction: Sanction, *, sent_on: dt.date | None, impossible_reason: str, by: User, at: dt.datetime
) -> RepresentativeLetter:
    """Record that the representative's letter went out, or why it could not (R25)."""
    on = dutch_date(at)
    require(by, Permission.SERVE, area=sanction.area, on=on, shop=sanction.shop)
    reason = check_free_text(impossible_reason.strip(), "impossible_reason")
    if (sent_on is None) == (not reason):
        raise Refusal(
            "sent_or_impossible",
            _("Vul in wanneer de brief is verstuurd, of waarom dat niet kan."),
            rule="R25",
            field="sent_on",
        )
    if sent_on is not None and sent_on > on:
        raise Refusal("future_date", _("Deze dag ligt in de toekomst."), rule="R25", field="sent_on")
    if sent_on is not None and not sanction.notices.filter(kind=LetterKind.REPRESENTATIVE).exists():
        raise Refusal("no_letter", _("Maak eerst de brief aan de ouder of voogd."), rule="R25", field="sent_on")
    letter, _made = RepresentativeLetter.objects.update_or_create(
        sanction=sanction,
        defaults={
            "area": sanction.area,
            "sent_on": sent_on,
            "impossible_reason": reason,
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    record("representative.settled", subject=f"sanction:{sanction.reference}", by=by, area=sanction.area)
    return letter


@transaction.atomic
def send_registered(notice: Notice, *, sent_on: dt.date, track_and_trace: str, by: User, at: dt.datetime) -> Service:
    """Record that the letter went out by registered post. It has no effect yet (R33)."""
    sanction = notice.sanction
    require(by, Permission.SERVE, area=sanction.area, on=dutch_date(at), shop=sanction.shop)
    _check_letter(notice)
    if notice.starts_on is not None:
        raise Refusal("other_day", _("Maak een brief voor aangetekende post."), rule="R33", field="way")
    if sent_on > dutch_date(at):
        raise Refusal("future_date", _("Deze dag ligt in de toekomst."), rule="R33", field="sent_on")
    check_may_be_served(sanction, on=dutch_date(at))
    if sanction.services.filter(delivery=Delivery.UNDERWAY).exists():
        raise Refusal("already_sent", _("Er is al een brief onderweg."), rule="R33")
    code = re.sub(r"[\s.-]", "", track_and_trace).upper()
    if not re.fullmatch(TRACK_AND_TRACE, code):
        raise Refusal(
            "facts_missing",
            _("Vul de track-and-tracecode in: tien tot dertig letters en cijfers."),
            rule="R33",
            field="track_and_trace",
        )
    service = Service.objects.create(
        area=sanction.area,
        sanction=sanction,
        notice=notice,
        way=Way.REGISTERED,
        language=notice.sheet_language or notice.language,
        sent_on=sent_on,
        track_and_trace=code,
        delivery=Delivery.UNDERWAY,
        recorded_by=by,
        recorded_at=at,
    )
    record("letter.sent", subject=f"sanction:{sanction.reference}", by=by, area=sanction.area)
    return service


@transaction.atomic
def record_delivery(
    service: Service, *, delivery: str, delivered_on: dt.date | None, by: User, at: dt.datetime
) -> Service:
    """What became of the letter. Delivered: the sanction begins on that day. Returned or unclaimed:
    it stays unserved (R33)."""
    sanction = service.sanction
    require(by, Permission.SERVE, area=sanction.area, on=dutch_date(at), shop=sanction.shop)
    if delivery not in (Delivery.DELIVERED, Delivery.RETURNED, Delivery.UNCLAIMED):
        raise Refusal("facts_missing", _("Kies wat er met de brief gebeurde."), rule="R33", field="delivery")
    delivered = delivery == Delivery.DELIVERED
    if delivered and (delivered_on is None or service.sent_on is None or delivered_on < service.sent_on):
        raise Refusal("bad_date", _("De dag van bezorging klopt niet."), rule="R33", field="delivered_on")
    changed = Service.objects.filter(pk=service.pk, delivery=Delivery.UNDERWAY).update(
        delivery=delivery, delivered_on=delivered_on if delivered else None
    )
    if not changed:
        raise Refusal("already_decided", _("De bezorging is al vastgelegd."), rule="R33")
    service.refresh_from_db()
    record(
        "letter.delivery",
        subject=f"sanction:{sanction.reference}",
        by=by,
        area=sanction.area,
        outcome=delivery,
    )
    if delivered and delivered_on:
        if delivered_on > dutch_date(at):
            raise Refusal("future_date", _("Deze dag ligt in de toekomst."), rule="R33", field="delivered_on")
        _check_representative(sanction, on=delivered_on)
        _check_protocol(service.notice, on=delivered_on)
        # Post has no hour. The end of the day is in favour of the person, and never lies in the future.
        end_of_day = dt.datetime.combine(delivered_on, dt.time(23, 59, 59), tzinfo=DUTCH_TIME)
        mark_served(
            sanction,
            served_at=min(end_of_day, at),
            participant_list=service.notice.participant_list,
            by=by,
            at=at,
        )
    return service


@transaction.atomic
def serve_supplement(notice: Notice, *, facts: HandedOver, by: User, at: dt.datetime) -> Service:
    """Record that the newer list was handed over; then the sanction holds for those shops too (R36)."""
    sanction = notice.sanction
    if notice.kind != LetterKind.SUPPLEMENTARY:
        raise Refusal("other_letter", _("Dit is geen aanvullende brief."), rule="R36")
    _check_handed_over(facts, at)
    service = _keep_proof(sanction, notice, facts, by=by, at=at)
    update_list(sanction, participant_list=notice.participant_list, served_at=facts.handed_at, by=by, at=at)
    return service
