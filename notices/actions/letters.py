"""Printing letters, each version once."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils import translation
from django.utils.translation import gettext as _

from audit.log import record
from bans.actions.service import check_may_be_served, planned_last_day
from bans.models import Incident, Sanction
from bans.rules.ladder import Kind, Scope
from participants.access import require
from participants.actions.lists import publish_list
from participants.clock import dutch_date
from participants.models import ParticipantList, Shop, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..codes import digest, new_code
from ..facts import check_facts, letter_facts, representative_is_told
from ..letters import Explained, Letter, render_letter
from ..models import Notice, Service
from ..models.notice import LetterKind
from ..models.service import Delivery, Way
from ..rules import CHECKED_LETTERS, letters_for
from ..sheets.languages import language_of, languages
from ..sheets.outline import SHEET_KINDS


def prepare(
    sanction: Sanction,
    *,
    starts_on: dt.date | None,
    by: User,
    at: dt.datetime,
    language: str = "nl",
    combined: bool = False,
    sheet: str = "",
    large_print: bool = False,
) -> list[Notice]:
    """Print what must be handed over: the letter, the representative's for a minor (R25), the sheet to sign.

    `starts_on` is the day of handing over, None for registered post. `combined` makes one hand-out of an
    individual ban and the collective warning beside it (R12). `sheet` is the language of the explanation behind the
    letter, `large_print` sets it in 18 points. Refuses what may not be served, and a language that there is not.
    """
    on = dutch_date(at)
    require(by, Permission.SERVE, area=sanction.area, on=on, shop=sanction.shop)
    check_may_be_served(sanction, on=starts_on or on)
    if starts_on is not None and not on - dt.timedelta(days=7) <= starts_on <= on + dt.timedelta(days=30):
        raise Refusal("bad_date", _("Kies een dag rond vandaag voor de uitreiking."), rule="R32", field="starts_on")
    minor = representative_is_told(sanction, on=starts_on or on)
    if combined:
        sanction, warning = handed_out_together(sanction)
        check_may_be_served(warning, on=starts_on or on)
        check_may_be_served(sanction, on=starts_on or on)
    explained = _explained(sheet, large_print=large_print)
    kinds = letters_for(Kind(sanction.kind), Scope(sanction.scope), minor=minor, combined=combined)
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
            explained=explained,
        )
        for kind in kinds
    ]


def _explained(sheet: str, *, large_print: bool) -> Explained | None:
    """The explanation that is asked for, if one is."""
    if sheet:
        return Explained(language_of(sheet).code, large_print=large_print)
    if large_print:
        raise Refusal(
            "no_such_sheet",
            _("Grote letters zijn er voor de uitleg. Kies een taal, bijvoorbeeld makkelijk Nederlands."),
            field="sheet",
        )
    return None


def explained_before(sanction: Sanction) -> Explained | None:
    """As the last letter about it was explained: a later one speaks the same language, while there is that one."""
    letters = sanction.notices.filter(kind__in=SHEET_KINDS).order_by("made_at", "pk")
    last = letters.only("sheet_language", "large_print").last()
    if last is None or last.sheet_language not in languages():
        return None
    return Explained(last.sheet_language, large_print=last.large_print)


@dataclass(frozen=True)
class Drawn:
    """A letter that was laid out and is not kept yet."""

    letter: Letter
    values: dict[str, Any]

    def keep(self) -> Notice:
        """Write it down, with a line in the log. Belongs inside a transaction.

        Refuses when the same version was kept meanwhile.
        """
        values, by = self.values, self.values["made_by"]
        try:
            with transaction.atomic():
                notice = Notice.objects.create(
                    **values, html=self.letter.html, pdf=self.letter.pdf, sha256=self.letter.sha256
                )
        except IntegrityError:
            raise Refusal("printed_twice", _("Deze brief wordt al gemaakt. Ververs de pagina.")) from None
        record(
            "letter.printed",
            subject=f"sanction:{notice.sanction.reference}",
            by=by,
            area=notice.area,
            kind=str(notice.kind),
            version=notice.version,
        )
        return notice


def print_letter(sanction: Sanction, kind: LetterKind, *, by: User, at: dt.datetime, **more: Any) -> Notice:
    """Draw and keep the next version of one letter; `more` as for `draw`."""
    drawn = draw(sanction, kind, by=by, at=at, **more)
    with transaction.atomic():
        return drawn.keep()


def draw(
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
    explained: Explained | None = None,
    addressed_to: Shop | None = None,
    about: dict[str, Any] | None = None,
) -> Drawn:
    """Lay out the next version of one letter, outside any transaction: that takes a while.

    `about`: what this kind of letter tells beside the facts of the sanction.
    """
    participant_list = participant_list or sanction.participant_list or publish_list(sanction.area, at=at)
    version = (sanction.notices.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0) + 1
    code = new_code() if kind in CHECKED_LETTERS else ""
    # Words in the facts follow the language of the letter, not that of whoever prints it.
    with translation.override(language):
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
        facts.update(check_facts(code))
        facts.update(about or {})
    explained = explained if kind in SHEET_KINDS else None
    identifier = f"{sanction.reference}-{kind}-{version}"
    letter = render_letter(kind, facts, identifier=identifier, language=language, explained=explained)
    values = {
        "area": sanction.area,
        "sanction": sanction,
        "incident": breach,
        "addressed_to": addressed_to,
        "kind": kind,
        "version": version,
        "language": language,
        "sheet_language": explained.language if explained else "",
        "large_print": bool(explained and explained.large_print),
        "starts_on": starts_on,
        "code_digest": digest(code) if code else None,
        "participant_list": participant_list,
        "protocol": facts["protocol"],
        "design": facts["design"],
        "made_at": at,
        "made_by": by,
    }
    return Drawn(letter, values)


def _warning_beside(sanction: Sanction, starts_on: dt.date | None) -> dict:
    """What a combined letter also tells: the collective warning from the same incident (R12)."""
    if starts_on is None:
        raise Refusal("other_day", _("Een gezamenlijke brief gaat niet per post."), rule="R12", field="by_post")
    _ban, warning = handed_out_together(sanction)
    return {"warning": warning, "warning_last_day": planned_last_day(warning, starts_on)}


def handed_out_together(sanction: Sanction) -> tuple[Sanction, Sanction]:
    """The individual ban and the collective warning of one incident, both still to be served (R12)."""
    waiting = sanction.incident.sanctions.filter(
        served_at=None, rejected_at=None, lifted_at=None, annulled_at=None
    ).select_related("area", "shop", "shop__business", "person", "incident", "protocol")
    ban = waiting.filter(kind=Kind.BAN, scope=Scope.SHOP).first()
    warning = waiting.filter(kind=Kind.WARNING, scope=Scope.AREA).first()
    if ban is None or warning is None:
        raise Refusal(
            "nothing_to_combine",
            _("Er wacht geen winkelverbod met een collectieve waarschuwing van hetzelfde voorval."),
            rule="R12",
        )
    return ban, warning


def draw_ending(sanction: Sanction, *, by: User, at: dt.datetime) -> Drawn:
    """The letter that tells of a withdrawal, or of an annulment with its apology (R55); not kept yet."""
    explained = explained_before(sanction)
    if sanction.annulled_at:
        return draw(sanction, LetterKind.ANNULMENT, by=by, at=at, explained=explained)
    if sanction.lifted_at:
        return draw(sanction, LetterKind.WITHDRAWAL, by=by, at=at, explained=explained)
    raise Refusal("not_ended", _("Deze maatregel loopt nog."), rule="R55")


def print_ending(sanction: Sanction, *, by: User, at: dt.datetime) -> Notice:
    """That letter, drawn and kept at once."""
    drawn = draw_ending(sanction, by=by, at=at)
    with transaction.atomic():
        return drawn.keep()


def proof_of(sanction: Sanction) -> Service | None:
    """The service by which the sanction began; None for one taken over from paper. Refuses an unserved one."""
    attempts = sanction.services.exclude(notice__kind=LetterKind.SUPPLEMENTARY)
    service = attempts.filter(Q(way=Way.IN_PERSON) | Q(delivery=Delivery.DELIVERED)).last()
    if sanction.served_at is None or (service is None and not sanction.imported):
        raise Refusal("no_proof", _("Er is geen bewijs van uitreiking."), rule="R31")
    return service


def print_proof(sanction: Sanction, *, by: User, at: dt.datetime) -> Notice:
    """The sheet that tells how the sanction was served, under the same reference."""
    return print_letter(sanction, LetterKind.PROOF_OF_SERVICE, service=proof_of(sanction), by=by, at=at)


def print_police_sheet(breach: Incident, *, by: User, at: dt.datetime) -> Notice:
    """The sheet for the police report of a breach: person, sanction, proof, list, membership (R39).

    What goes to whom and on what ground is a line of the log before there is anything to give (R73).
    """
    sanction = breach.breached
    if sanction is None or not sanction.is_ban:
        raise Refusal("only_a_warning", _("Bij een waarschuwing is er geen overtreding."), rule="R42")
    service = proof_of(sanction)
    record(
        "police.copy_made",
        subject=f"sanction:{sanction.reference}",
        by=by,
        area=sanction.area,
        incident=breach.reference,
        basis="report of trespass",
        recipient="police",
        content=str(LetterKind.POLICE_SHEET),
    )
    return print_letter(sanction, LetterKind.POLICE_SHEET, by=by, at=at, service=service, breach=breach)


@transaction.atomic
def print_copy(notice: Notice, *, by: User) -> Notice:
    """Write down that the letter is printed once more: the same bytes, and "copy 2" in the log alone (R35)."""
    Notice.objects.filter(pk=notice.pk).update(copies=F("copies") + 1)
    notice.refresh_from_db(fields=["copies"])
    record(
        "letter.copied",
        subject=f"sanction:{notice.sanction.reference}",
        by=by,
        area=notice.area,
        kind=str(notice.kind),
        version=notice.version,
        copy=notice.copies,
    )
    return notice


def intact(notice: Notice) -> bool:
    """Whether the kept letter is still what was printed (R35)."""
    return hashlib.sha256(bytes(notice.pdf)).hexdigest() == notice.sha256
