"""Keeping the partnership: partners and covenants."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..catalogue.vocabulary import DataClass
from .models import Covenant, Partner
from .wording import checked


@dataclass(frozen=True)
class PartnerFacts:
    organisation: str
    party: str
    joined_on: dt.date
    contact_name: str = ""
    contact_email: str = ""
    left_on: dt.date | None = None


@dataclass(frozen=True)
class CovenantFacts:
    title: str
    signed_on: dt.date
    purpose: str
    data_class: str
    data_note: str = ""
    ends_on: dt.date | None = None
    review_on: dt.date | None = None
    link: str = ""


def may_write(area: ShoppingArea, *, by: User, at: dt.datetime) -> None:
    require(by, Permission.MAKE_PLANS, area=area, on=dutch_date(at))


@transaction.atomic
def save_partner(
    area: ShoppingArea, *, facts: PartnerFacts, by: User, at: dt.datetime, partner: Partner | None = None
) -> Partner:
    """A new partner, or other facts of one that is known."""
    may_write(area, by=by, at=at)
    name = checked(facts.organisation, "organisation")
    if facts.left_on and facts.left_on < facts.joined_on:
        sentence = _("De organisatie stopt voordat zij meedoet. Kijk de datums na.")
        raise Refusal("leaves_before_it_joins", sentence, field="left_on")
    known = Refusal("partner_known", _("Deze organisatie doet al mee."), field="organisation")
    others = area.partners.filter(organisation__iexact=name, left_on=None).exclude(pk=partner.pk if partner else 0)
    if facts.left_on is None and others.exists():
        raise known
    row = partner or Partner(area=area)
    row.organisation, row.party = name, facts.party
    row.contact_name = check_free_text(facts.contact_name.strip(), "contact_name")
    row.contact_email = check_free_text(facts.contact_email.strip(), "contact_email")
    row.joined_on, row.left_on = facts.joined_on, facts.left_on
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # Somebody else wrote the same name down in the meantime.
        raise known from None
    if partner:
        record("partner.changed", subject=f"partner:{row.pk}", by=by, area=area)
    else:
        record("partner.joined", subject=f"partner:{row.pk}", by=by, area=area)
    return row


@transaction.atomic
def save_covenant(
    area: ShoppingArea, *, facts: CovenantFacts, by: User, at: dt.datetime, covenant: Covenant | None = None
) -> Covenant:
    """A covenant that was signed, or other facts of one. Who shares data says which."""
    may_write(area, by=by, at=at)
    for name in ("ends_on", "review_on"):
        day = getattr(facts, name)
        if day and day < facts.signed_on:
            sentence = _("Deze dag ligt voor de dag van tekenen. Kijk de datums na.")
            raise Refusal("before_it_is_signed", sentence, field=name)
    names = organisations_of(area)
    row = covenant or Covenant(area=area)
    row.title = checked(facts.title, "title", organisations=names)
    row.purpose = checked(facts.purpose, "purpose", organisations=names)
    row.data_note = checked(facts.data_note, "data_note", organisations=names)
    if facts.data_class != DataClass.NONE and not row.data_note:
        sentence = _("Schrijf op welke gegevens de partners delen, en waarom.")
        raise Refusal("say_which_data", sentence, field="data_note")
    row.link = check_free_text(facts.link.strip(), "link")
    row.data_class, row.signed_on, row.ends_on, row.review_on = (
        facts.data_class, facts.signed_on, facts.ends_on, facts.review_on
    )  # fmt: skip
    row.save()
    if covenant:
        record("covenant.changed", subject=f"covenant:{row.pk}", by=by, area=area)
    else:
        record("covenant.signed", subject=f"covenant:{row.pk}", by=by, area=area)
    return row


def organisations_of(area: ShoppingArea) -> list[str]:
    """The names by which partners of the area may be called in a text."""
    return list(area.partners.values_list("organisation", flat=True))
