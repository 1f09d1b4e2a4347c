"""Who comes to a training, who was there, and what follows from that: a certificate, and an open counter."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from participants.access import require
from participants.actions.instruction import confirm_by_training, take_back_training
from participants.clock import dutch_date
from participants.models import Shop, User
from participants.refusals import Refusal
from participants.roles import Permission

from . import rules
from .models import Certificate, Headcount, Participant, State, TrainingSession
from .reach import Reach


@transaction.atomic
def sign_up(
    session: TrainingSession,
    *,
    people: Iterable[User] = (),
    counted: tuple[Shop, int] | None = None,
    by: User,
    at: dt.datetime,
) -> None:
    """These people come, and of a shop so many without an account (a later number takes the place of an earlier).

    The coordinator signs up whoever works in the area, a shop manager the own people and until the day itself.
    """
    row, reach = _open_for(session, by=by, at=at)
    people = list(people)
    if not {user.pk for user in people} <= reach.people.keys():
        raise Refusal("not_yours", _("Kies mensen uit de lijst."), field="people")
    if counted and counted[0] not in reach.shops:
        raise Refusal("not_yours", _("Kies een winkel uit de lijst."), field="shop")
    for user in people:
        told = {"area": session.area, "signed_up_by": by, "signed_up_at": at}
        Participant.objects.get_or_create(session=row, user=user, defaults=told)
    if counted:
        _count(row, *counted)
    if row.seats_taken > row.seats:
        raise Refusal("session_full", _("Zo veel plaatsen zijn er niet meer vrij."), field="people")
    facts = {"people": len(people), "without_account": counted[1] if counted else 0}
    record("training.signed_up", subject=f"training_session:{row.pk}", by=by, area=session.area, **facts)


def _count(row: TrainingSession, shop: Shop, people: int) -> None:
    if not 0 <= people <= rules.MOST_SEATS:
        raise Refusal("odd_number", _("Vul een aantal van 0 tot en met 500 in."), field="number")
    if people:
        Headcount.objects.update_or_create(session=row, shop=shop, defaults={"area": row.area, "people": people})
    else:
        Headcount.objects.filter(session=row, shop=shop).delete()


@transaction.atomic
def sign_off(participant: Participant, *, by: User, at: dt.datetime) -> None:
    """Somebody does not come after all. Who was there stays."""
    row, reach = _open_for(participant.session, by=by, at=at)
    if not reach.whole and participant.user_id not in reach.people:
        raise Refusal("not_yours", _("Kies mensen uit de lijst."))
    if Certificate.objects.filter(participant=participant).exists():
        raise Refusal("was_present", _("Deze persoon was er en heeft een certificaat."))
    subject = f"training_session:{row.pk}"
    participant.delete()
    record("training.signed_off", subject=subject, by=by, area=row.area)


def _open_for(session: TrainingSession, *, by: User, at: dt.datetime) -> tuple[TrainingSession, Reach]:
    """The session, locked, for who may still say who comes."""
    on = dutch_date(at)
    reach = Reach(by, session.area, on)
    if not reach.signs_up:
        raise Refusal("not_allowed", _("Uw rol mag dit niet doen."), rule="R30")
    row = TrainingSession.objects.select_for_update(of=("self",)).select_related("area").get(pk=session.pk)
    state = row.state(on)
    if state is State.CANCELLED:
        raise Refusal("cancelled", _("Deze bijeenkomst gaat niet door."))
    if state is State.HELD and not reach.whole:
        raise Refusal("already_held", _("Deze bijeenkomst is geweest. Vraag de coördinator."))
    return row, reach


@transaction.atomic
def mark_presence(
    session: TrainingSession,
    *,
    present: Iterable[Participant],
    came: Mapping[int, int] | None = None,
    by: User,
    at: dt.datetime,
) -> list[Certificate]:
    """Who was there gets a certificate, and has done the counter's instruction that day if the training counts so
    (R51). `came` tells by shop how many came without an account. Whoever was forgotten is added by doing it again.
    """
    on = dutch_date(at)
    require(by, Permission.MANAGE_AREA, area=session.area, on=on)
    row = TrainingSession.objects.select_for_update(of=("self",)).select_related("area", "training").get(pk=session.pk)
    if row.cancelled_at:
        raise Refusal("cancelled", _("Deze bijeenkomst gaat niet door."))
    if row.held_on > on:
        raise Refusal("not_yet_held", _("Deze bijeenkomst moet nog komen."))
    here = {participant.pk: participant for participant in row.participants.select_related("user", "certificate")}
    new = [here[pk] for pk in {row.pk for row in present} & here.keys() if not here[pk].was_present]
    until = rules.valid_until(row.held_on, row.training.valid_months)
    told = {"area": row.area, "valid_until": until, "made_by": by, "made_at": at}
    made = [Certificate.objects.create(participant=participant, **told) for participant in new]
    for headcount in row.headcounts.all():
        headcount.came = _sensible((came or {}).get(headcount.shop_id, headcount.came))
        headcount.save(update_fields=["came"])
    row.presence_marked_by, row.presence_marked_at = by, at
    row.save(update_fields=["presence_marked_by", "presence_marked_at"])
    facts = {"certificates": len(made), "without_account": sum(head.came or 0 for head in row.headcounts.all())}
    record("training.presence", subject=f"training_session:{row.pk}", by=by, area=row.area, **facts)
    if row.training.opens_counter:
        for participant in new:
            confirm_by_training(row.area, participant.user, training_on=row.held_on, by=by, at=at)
    return made


def _sensible(number: int | None) -> int | None:
    if number is not None and not 0 <= number <= rules.MOST_SEATS:
        raise Refusal("odd_number", _("Vul een aantal van 0 tot en met 500 in."))
    return number


@transaction.atomic
def close_certificate(certificate: Certificate, *, reason: str, by: User, at: dt.datetime) -> Certificate:
    """It counts no longer, for a reason, and neither does the instruction that came of it."""
    require(by, Permission.MANAGE_AREA, area=certificate.area, on=dutch_date(at))
    row = Certificate.objects.of_area(certificate.area).select_for_update(of=("self",)).get(pk=certificate.pk)
    if row.closed_at:
        raise Refusal("already_closed", _("Dit certificaat is al ingetrokken."))
    if not reason.strip():
        raise Refusal("missing", _("Schrijf op waarom u het intrekt."), field="reason")
    row.close_reason = check_free_text(reason.strip(), "reason")
    row.closed_by, row.closed_at = by, at
    row.save(update_fields=["close_reason", "closed_by", "closed_at"])
    record("certificate.closed", subject=f"certificate:{row.number}", by=by, area=row.area)
    if row.training.opens_counter:
        take_back_training(row.area, row.holder, training_on=row.session.held_on, by=by, at=at)
    return row
