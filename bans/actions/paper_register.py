"""Taking over a running sanction from a register on paper, with the proof that it was served."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from participants.access import organisations_of, require
from participants.clock import DUTCH_TIME, dutch_date
from participants.models import Protocol, Shop, User
from participants.protocol import Parameters
from participants.refusals import Refusal
from participants.roles import Permission

from ..conduct import CONDUCT, REPORTABLE, Conduct, ConductClass
from ..free_text import check_free_text
from ..models import Incident, Person, Sanction
from ..rules import approval, minors, terms
from ..rules.ladder import Kind, Scope
from .incidents import PersonDraft, clean_texts, enter_person
from .proposals import new_reference


@dataclass(frozen=True)
class PaperSanction:
    """What the paper tells. `list_given` says that the letter held the list of shops that Drempel has now."""

    kind: Kind
    scope: Scope
    months: int
    conduct_code: str
    happened_on: dt.date
    served_on: dt.date
    place: str
    observed_by: str
    observer_function: str
    narrative: str
    proof: str
    list_given: bool = False


@transaction.atomic
def take_over(*, shop: Shop, person: PersonDraft | Person, paper: PaperSanction, by: User, at: dt.datetime) -> Sanction:
    """Enter a running sanction that was decided and served on paper; the coordinator vouches for it.

    The same limits hold as for a new one: age (R22-R24), term (R18), permit (R1, R2), participation (R9),
    one running collective ban (R21). What has ended is not taken over (R52), nor what was never served (R31).
    """
    on = dutch_date(at)
    area = shop.area
    require(by, Permission.IMPORT_REGISTER, area=area, on=on)
    conduct = _conduct(paper.conduct_code)
    last_day = _check_dates(shop, paper, on=on)
    _check_permit(shop, paper, on=on)
    person = enter_person(person, area, paper.happened_on, has_photo=False)
    protocol = area.protocol_on(on)
    _check_measure(person, conduct, paper, protocol.parameters)
    _check_not_there_yet(person, shop, paper, on=on)
    sanction = Sanction.objects.create(
        area=area,
        person=person,
        incident=_incident(shop, person, paper, by=by, at=at),
        shop=shop,
        reference=new_reference(on),
        kind=paper.kind,
        scope=paper.scope,
        months=paper.months,
        rule=_rule(conduct, paper),
        reason=_reason(paper),
        needs_approval=approval.approval_needed(paper.kind, paper.scope, minor=person.is_minor(paper.happened_on)),
        serve_before=paper.served_on,
        proposed_at=at,
        proposed_by=by,
        proposed_for=sorted(organisations_of(by, area, on=on)),
        approved_at=at,
        approved_by=by,
        imported=True,
        **_service(shop, protocol, paper, served_at=_noon(paper.served_on, at), last_day=last_day),
    )
    record("sanction.taken_over", subject=f"sanction:{sanction.reference}", by=by, area=area)
    return sanction


def _conduct(code: str) -> Conduct:
    conduct = CONDUCT.get(code)
    if conduct is None or conduct not in REPORTABLE:
        raise Refusal(
            "unknown_conduct",
            _("Kies een van deze woorden: %s.") % ", ".join(c.code for c in REPORTABLE),
            rule="R10",
            field="conduct_code",
        )
    return conduct


def _check_dates(shop: Shop, paper: PaperSanction, *, on: dt.date) -> dt.date:
    """The last day; refuses dates that cannot be, and what has ended already (R9, R31, R52)."""
    if paper.served_on > on:
        raise Refusal("future_date", _("De uitreiking ligt in de toekomst."), rule="R32", field="served_on")
    if paper.happened_on > paper.served_on:
        raise Refusal("before_incident", _("Het voorval ligt na de uitreiking."), rule="R31", field="happened_on")
    if paper.months < 1:
        raise Refusal("bad_term", _("De termijn is ten minste 1 maand."), rule="R18", field="months")
    last_day = terms.last_day(paper.served_on, paper.months)
    if last_day < on:
        raise Refusal(
            "ended",
            _("Deze maatregel liep tot en met %s en is dus al voorbij.") % last_day.strftime("%d-%m-%Y"),
            rule="R52",
            field="served_on",
        )
    if not (shop.takes_part(paper.happened_on) and shop.takes_part(on)):
        raise Refusal(
            "not_a_participant",
            _("Deze winkel doet niet mee, of deed op de dag van het voorval nog niet mee."),
            rule="R9",
            field="shop",
        )
    return last_day


def _check_permit(shop: Shop, paper: PaperSanction, *, on: dt.date) -> None:
    if paper.scope is not Scope.AREA:
        return
    if shop.area.permit_on(on) is None:
        raise Refusal(
            "no_permit",
            _("Zonder geldige vergunning kan er geen collectieve maatregel zijn."),
            rule="R1",
            field="scope",
        )
    if not shop.in_permit(on):
        raise Refusal("not_in_permit", _("Deze onderneming staat niet in de vergunning."), rule="R2", field="scope")


def _check_measure(person: Person, conduct: Conduct, paper: PaperSanction, p: Parameters) -> None:
    """R18, R23, R24: no ban where the age forbids it, no term above what the protocol allows today."""
    band = minors.age_band(person.age_on(paper.happened_on), p, apparently_minor=person.apparently_minor)
    limits = minors.limits(band, p, violent=conduct.violent)
    if paper.kind is Kind.BAN and not limits.ban_allowed:
        raise Refusal(
            "too_young_for_ban",
            _("Jonger dan 16 en geen geweld: een verbod mag niet, een waarschuwing wel."),
            rule="R23",
            field="kind",
        )
    usual = {
        (Kind.WARNING, Scope.SHOP): p.ind_warn_m,
        (Kind.BAN, Scope.SHOP): p.ind_ban_m,
        (Kind.WARNING, Scope.AREA): p.col_warn_m,
        (Kind.BAN, Scope.AREA): p.col_ban_m,
    }[paper.kind, paper.scope]
    serious = conduct.conduct_class is ConductClass.SERIOUS
    if serious and (paper.kind, paper.scope) == (Kind.BAN, Scope.AREA):
        usual = p.col_ban_serious_m
    most = min(usual, p.max_ban_m, limits.max_months or p.max_ban_m)
    if paper.months > most:
        raise Refusal(
            "above_maximum",
            _("De termijn is ten hoogste %s maanden.") % most,
            rule="R24" if limits.minor else "R18",
            field="months",
        )


def _check_not_there_yet(person: Person, shop: Shop, paper: PaperSanction, *, on: dt.date) -> None:
    """Refuses the same sanction a second time, and a second running collective ban (R21)."""
    running = person.sanctions.in_force(on).filter(kind=paper.kind, scope=paper.scope)
    if running.filter(shop=shop, starts_on=paper.served_on).exists():
        raise Refusal("already_there", _("Deze maatregel staat al in het register."), field="served_on")
    if (paper.kind, paper.scope) == (Kind.BAN, Scope.AREA) and running.exists():
        raise Refusal("second_collective_ban", _("Er loopt al een collectief winkelverbod."), rule="R21", field="scope")


def _incident(shop: Shop, person: Person, paper: PaperSanction, *, by: User, at: dt.datetime) -> Incident:
    texts = clean_texts(
        place=paper.place,
        observed_by=paper.observed_by,
        observer_function=paper.observer_function,
        narrative=paper.narrative,
    )
    return Incident.objects.create(
        area=shop.area,
        shop=shop,
        person=person,
        conduct_code=paper.conduct_code,
        happened_at=_noon(paper.happened_on, at),
        reported_by=by,
        reported_at=at,
        **texts,
    )


def _noon(day: dt.date, at: dt.datetime) -> dt.datetime:
    """The paper tells the day and seldom the hour; noon stands for it, if that is not still to come."""
    return min(dt.datetime.combine(day, dt.time(12), tzinfo=DUTCH_TIME), at)


def _reason(paper: PaperSanction) -> str:
    """Where it comes from and what proves its service; without that proof nothing is in force (R31, R32)."""
    proof = check_free_text(paper.proof.strip(), "proof")
    if not proof:
        raise Refusal(
            "proof_missing", _("Vul in waaruit blijkt dat de brief is uitgereikt."), rule="R32", field="proof"
        )
    return _("Overgenomen uit het papieren register. Bewijs van uitreiking: %s.") % proof.rstrip(".")


def _rule(conduct: Conduct, paper: PaperSanction) -> str:
    """The rule under which the ladder would have come to this."""
    if paper.scope is Scope.SHOP:
        return "R11" if conduct.conduct_class is ConductClass.NUISANCE else "R12"
    by_class = {
        ConductClass.NUISANCE: {Kind.WARNING: "R16", Kind.BAN: "R14"},
        ConductClass.OFFENCE: {Kind.WARNING: "R12", Kind.BAN: "R13"},
        ConductClass.SERIOUS: {Kind.WARNING: "R12", Kind.BAN: "R15"},
    }
    return by_class[conduct.conduct_class][paper.kind]


def _service(
    shop: Shop, protocol: Protocol, paper: PaperSanction, *, served_at: dt.datetime, last_day: dt.date
) -> dict:
    """When it began and ends, and which list was given; without a list no breach can be reported (R36)."""
    given = shop.area.current_list() if paper.scope is Scope.AREA and paper.list_given else None
    return {
        "protocol": protocol,
        "served_at": served_at,
        "starts_on": paper.served_on,
        "last_day": last_day,
        "participant_list": given,
    }
