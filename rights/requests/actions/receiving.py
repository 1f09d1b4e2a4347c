"""A request comes in: by the person's own page, by e-mail, telephone or letter, or in a shop."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from audit.log import record
from bans.encryption import Erased
from bans.free_text import check_free_text
from bans.models import Sanction
from notices.requests import Right
from participants.access import require, running_roles
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import ROLE_PERMISSIONS, Permission

from ..models import Channel, Dispute, Identified, Request, Requester, Side, Statement
from ..own_words import as_kept
from . import counters

# What was asked longer ago than this has its answer, or the date is a mistake.
OLDEST = dt.timedelta(days=366)
LONGEST_CONTACT = 300
# Of a request of which nobody knows whose it is; what was decided was decided about another measure.
UNBOUND: dict[str, Any] = {
    **dict.fromkeys(("sanction", "person", "identified_by", "identified_at")),
    **dict.fromkeys(("set_aside", "set_aside_decided_at", "set_aside_decided_by")),
    **dict.fromkeys(("dispute_settled_at", "dispute_settled_by", "dispute_right")),
    "identified": "",
    "said_before": False,
}


@dataclass(frozen=True)
class Asking:
    """What somebody asks, as it came in. `words` are their own."""

    right: Right
    words: str = ""
    dispute: str = ""
    name: str = ""
    contact: str = ""
    copy_destroyed: bool = False


def receive_by_code(
    sanction: Sanction, asking: Asking, *, submission_key: str | None = None, at: dt.datetime
) -> Request:
    """A request of who holds a letter of this sanction (D27): its number, its clock and its owner at once.

    Of two that come in with one submission key, at whatever moment, the second is the first. Refuses one about a file
    that is being erased.
    """
    try:
        with transaction.atomic():
            return _receive_by_code(sanction, asking, submission_key, at)
    except Erased:
        raise _gone() from None
    except IntegrityError:
        before = Request.objects.filter(submission_key=submission_key).exclude(submission_key=None).first()
        if before is None:
            raise
        return before


def _receive_by_code(sanction: Sanction, asking: Asking, submission_key: str | None, at: dt.datetime) -> Request:
    request = _received(
        sanction.area,
        asking,
        channel=Channel.PAGE,
        received_on=dutch_date(at),
        by=None,
        at=at,
        submission_key=submission_key,
    )
    _bind(request, sanction, how=Identified.CODE, by=None, at=at)
    _keep_words(request, asking, by=None, at=at)
    return request


@transaction.atomic
def register(
    area: ShoppingArea,
    asking: Asking,
    *,
    channel: Channel,
    received_on: dt.date,
    by: User,
    at: dt.datetime,
    sanction: Sanction | None = None,
    identified: str = "",
) -> Request:
    """Write down a request that came in another way. The clock runs from the day on which it reached us, whoever it
    reached. `sanction` once it is known of whom it is; then `identified` says how."""
    require(by, Permission.HANDLE_REQUESTS, area=area, on=dutch_date(at))
    _check_day(received_on, dutch_date(at))
    if channel == Channel.PAGE:
        raise Refusal("bad_channel", _("Kies hoe het verzoek binnenkwam."), field="channel")
    _check_contact(asking)
    request = _received(area, asking, channel=channel, received_on=received_on, by=by, at=at)
    if sanction is not None:
        _bind(request, sanction, how=_how(identified), by=by, at=at)
    _keep_words(request, asking, by=by, at=at)
    return request


@transaction.atomic
def bind(request: Request, sanction: Sanction, *, identified: str, by: User, at: dt.datetime) -> Request:
    """Say whose request this is, and how we know. What was said moves under that person's key."""
    require(by, Permission.HANDLE_REQUESTS, area=request.area, on=dutch_date(at))
    check_may_bind(request)
    if sanction.area_id != request.area_id:
        raise Refusal("other_area", _("Deze maatregel hoort bij een ander gebied."), rule="R8", field="sanction")
    # Opened while its key is still that of the request.
    with _sealed_anew(request):
        _bind(request, sanction, how=_how(identified), by=by, at=at)
    return request


def check_may_bind(request: Request) -> None:
    """Refuses where it is known already whose request it is, and where it was answered."""
    if request.decided_at is not None:
        raise Refusal("already_decided", _("Op dit verzoek is al geantwoord."))
    if request.identified:
        raise _already_bound()


@transaction.atomic
def unbind(request: Request, *, by: User, at: dt.datetime) -> Request:
    """Say that it was of somebody else, as long as it is not answered: what was said goes back under the key of the
    request, what it hid is shown unless something else hides it, and what was decided about that measure is undone.

    For what one of us bound; who sent it with the code of a letter says so in the request itself (R63).
    """
    require(by, Permission.HANDLE_REQUESTS, area=request.area, on=dutch_date(at))
    if request.decided_at is not None:
        raise Refusal("already_decided", _("Op dit verzoek is al geantwoord."))
    if not request.bound_by_hand:
        raise Refusal("bound_by_code", _("Dit verzoek is niet door een van ons aan een maatregel verbonden."))
    sanction, reached = request.sanction, counters.reached_by(request, at)
    with _sealed_anew(request):
        bound = Request.objects.undecided().filter(pk=request.pk).exclude(identified="")
        if not bound.update(**UNBOUND):
            raise Refusal("already_decided", _("Op dit verzoek is al geantwoord."))
        for name, value in UNBOUND.items():
            setattr(request, name, value)
    record("request.unbound", subject=_subject(request), by=by, area=request.area)
    counters.show_what_nothing_hides(reached, by=by, at=at)
    counters.hide_when_late(sanction)
    return request


@transaction.atomic
def give_to(request: Request, owner: User, *, by: User, at: dt.datetime) -> Request:
    """Make somebody else who handles requests the owner of this one."""
    on = dutch_date(at)
    require(by, Permission.HANDLE_REQUESTS, area=request.area, on=on)
    if owner not in handlers(request.area, on=on):
        raise Refusal("not_a_handler", _("Kies iemand die verzoeken behandelt."), field="owner")
    Request.objects.filter(pk=request.pk).update(owner=owner)
    request.owner = owner
    record("request.given", subject=_subject(request), by=by, area=request.area, owner=owner.pk)
    return request


def handlers(area: ShoppingArea, *, on: dt.date) -> list[User]:
    """Who handles requests here; whoever has the fewest open ones first."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if Permission.HANDLE_REQUESTS in held]
    people = running_roles(on=on).filter(area=area, role__in=roles).values("user")
    open_here = Count("rights_owned", filter=Q(rights_owned__area=area, rights_owned__closed_at=None))
    return list(User.objects.filter(pk__in=people).annotate(_open=open_here).order_by("_open", "pk"))


def _received(
    area: ShoppingArea,
    asking: Asking,
    *,
    channel: Channel,
    received_on: dt.date,
    by: User | None,
    at: dt.datetime,
    submission_key: str | None = None,
) -> Request:
    if asking.dispute not in ("", *Dispute.values):
        raise Refusal("bad_dispute", _("Kies een van de mogelijkheden."), field="dispute")
    owners = handlers(area, on=dutch_date(at))
    request = Request.objects.create(
        area=area,
        right=asking.right,
        channel=channel,
        received_on=received_on,
        registered_at=at,
        registered_by=by,
        owner=by if by in owners else next(iter(owners), None),
        protocol=area.protocol_on(received_on) if _held(area, received_on) else area.protocol_on(dutch_date(at)),
        dispute=asking.dispute,
        copy_destroyed=asking.copy_destroyed,
        submission_key=submission_key,
    )
    facts = {"right": str(asking.right), "channel": str(channel), "dispute": asking.dispute}
    record("request.received", subject=_subject(request), by=by or "visitor", area=area, **facts)
    return request


def _held(area: ShoppingArea, on: dt.date) -> bool:
    return area.protocols.filter(valid_from__lte=on).exists()


def _bind(request: Request, sanction: Sanction, *, how: Identified, by: User | None, at: dt.datetime) -> None:
    """From here on it is about this person, and does to the counters what the rules say (R62, R63)."""
    # Whoever is being erased at this moment is not bound to anything any more.
    if not Sanction.objects.select_for_update().filter(pk=sanction.pk).exists():
        raise _gone()
    changes = {
        "sanction": sanction,
        "person": sanction.person,
        "identified": how,
        "identified_by": by,
        "identified_at": at,
    }
    if not Request.objects.undecided().filter(pk=request.pk, identified="").update(**changes):
        raise _already_bound()
    for name, value in changes.items():
        setattr(request, name, value)
    record("request.bound", subject=_subject(request), by=by or "visitor", area=request.area, how=str(how))
    counters.hide_what_is_disputed(request, at=at)
    counters.hide_by_objection(request, at=at)
    counters.hide_when_late(sanction)
    sanction.refresh_from_db()


def _how(identified: str) -> Identified:
    if identified not in Identified.values:
        raise Refusal("how_missing", _("Kies hoe u weet om wie het gaat."), field="identified")
    return Identified(identified)


def _keep_words(request: Request, asking: Asking, *, by: User | None, at: dt.datetime) -> None:
    """What the person said and where the answer goes. A number that we may not keep is left out of it."""
    if asking.name.strip() or asking.contact.strip():
        asker = Requester(area=request.area, request=request, person=request.person)
        asker.name, asker.contact = asking.name.strip(), asking.contact.strip()
        asker.save()
    if asking.words.strip():
        said = Statement(area=request.area, request=request, person=request.person, side=Side.PERSON, said_at=at)
        said.words, said.written_by = as_kept(asking.words), by
        said.save()


def _already_bound() -> Refusal:
    return Refusal("already_bound", _("Van dit verzoek is al bekend om wie het gaat."))


def _gone() -> Refusal:
    return Refusal("erased", _("Deze gegevens zijn net verwijderd."), rule="R53")


def _check_day(received_on: dt.date, on: dt.date) -> None:
    if received_on > on:
        raise Refusal("future_date", _("Deze dag ligt in de toekomst."), rule="R58", field="received_on")
    if received_on < on - OLDEST:
        raise Refusal("too_long_ago", _("Deze dag is langer dan een jaar geleden."), rule="R58", field="received_on")


def _check_contact(asking: Asking) -> None:
    for field, text in (("name", asking.name), ("contact", asking.contact)):
        if len(text) > LONGEST_CONTACT:
            sentence = _("Deze tekst is te lang: hoogstens %d tekens.") % LONGEST_CONTACT
            raise Refusal("text_too_long", sentence, field=field)
    for field, text, kind in (("name", asking.name, "given_name"), ("contact", asking.contact, "address")):
        try:
            check_free_text(text, kind)
        except Refusal as refusal:
            refusal.field = field
            raise


@contextmanager
def _sealed_anew(request: Request) -> Iterator[None]:
    """What was said about this request is opened before and sealed after, under the key that holds then."""
    said = [(row, {"words": row.words}) for row in Statement.objects.filter(request=request).select_related("request")]
    askers = Requester.objects.filter(request=request).select_related("request")
    asked_by = [(row, {"name": row.name, "contact": row.contact}) for row in askers]
    yield
    for statement, values in said:
        _seal_for(statement, request, values)
    for asker, values in asked_by:
        _seal_for(asker, request, values)


def _seal_for(row: Requester | Statement, request: Request, values: dict[str, str]) -> None:
    row.person = request.person
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _subject(request: Request) -> str:
    return f"request:{request.number}"
