"""Who was given something about the person, and from where it came (art. 15 lid 1 onder c en g AVG)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from audit.models import Event
from bans.models import CounterCheck, Incident, Person, Sanction
from notices.models import Notice, RepresentativeLetter
from notices.models.notice import LetterKind
from participants.clock import dutch_date
from participants.models import Shop

SHOP = "shop:"
# So begins every kind of paper that goes to the police.
POLICE = "police"
# By these somebody of a shop learned something of the person.
SEEN = frozenset(
    {
        "counter.asked", "counter.opened", "counter.other_person", "person.viewed", "photo.viewed", "identity.viewed",
        "letter.viewed", "letter.printed", "letter.copied", "person.looked_up", "incident.reported", "breach.reported",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Recipient:
    """Somebody who was given something, on which days, and what."""

    kind: str
    name: str
    what: str
    days: tuple[dt.date, ...] = ()
    basis: str = ""


@dataclass(frozen=True)
class Source:
    """From what kind of organisation something about the person came, and when."""

    kind: str
    what: str
    on: dt.date


@dataclass
class _Seen:
    answers: set[dt.date] = field(default_factory=set)
    opened: set[dt.date] = field(default_factory=set)
    file: set[dt.date] = field(default_factory=set)


def recipients_of(person: Person, events: Iterable[Event]) -> list[Recipient]:
    """The shops that learned something, the police, representatives, and the shops that were told of a change."""
    return [*_shops(person, events), *_on_the_list(person), *_papers(person)]


def _shops(person: Person, events: Iterable[Event]) -> Iterator[Recipient]:
    seen: dict[int, _Seen] = {}
    for key, asked_at, opened_at in CounterCheck.objects.filter(person_token=person.token).values_list(
        "shop", "asked_at", "opened_at"
    ):
        known = seen.setdefault(key, _Seen())
        known.answers.add(dutch_date(asked_at))
        if opened_at:
            known.opened.add(dutch_date(opened_at))
    for event in events:
        if event.action in SEEN:
            _note(event, seen)
    shops = Shop.objects.filter(area=person.area, pk__in=seen).select_related("business").order_by("name", "pk")
    for shop in shops:
        known, name = seen[shop.pk], f"{shop.name} ({shop.business.name})"
        for days, what in (
            (known.answers, _("kreeg aan de balie een antwoord over u")),
            (known.opened, _("opende aan de balie uw gegevens")),
            (known.file, _("zag uw dossier, uw foto of een brief aan u")),
        ):
            if days:
                yield Recipient("shop", name, what, tuple(sorted(days)))


def _note(event: Event, seen: dict[int, _Seen]) -> None:
    """Where the log names the shop, as a fact or as that for which somebody acted."""
    day, at_counter = dutch_date(event.at), event.action.startswith("counter.")
    if at_counter:
        shops = [event.facts["shop"]] if "shop" in event.facts else []
    else:
        named = event.organisation.split()
        shops = [int(one.removeprefix(SHOP)) for one in named if one.startswith(SHOP) and one[len(SHOP) :].isdigit()]
    for key in shops:
        known = seen.setdefault(key, _Seen())
        if not at_counter:
            known.file.add(day)
        else:
            (known.opened if event.action == "counter.opened" else known.answers).add(day)


def _on_the_list(person: Person) -> Iterator[Recipient]:
    """The shops of the list that was handed over: they get an answer when they ask, whether they did or not."""
    sanctions = Sanction.objects.filter(person=person).exclude(served_at=None).exclude(participant_list=None)
    for sanction in sanctions.select_related("participant_list").order_by("served_at", "pk"):
        if sanction.is_collective and sanction.participant_list and sanction.served_at:
            listed = sanction.participant_list
            name = _("de winkels op lijst %s") % listed.number
            what = _("krijgen een antwoord als zij aan de balie naar u vragen (%s)") % sanction.reference
            yield Recipient("list", name, what, (dutch_date(sanction.served_at),))


def _papers(person: Person) -> Iterator[Recipient]:
    letters = Notice.objects.filter(sanction__person=person).order_by("made_at", "pk")
    letters = letters.select_related("addressed_to__business").defer("html", "pdf")
    for notice in letters.filter(kind__startswith=POLICE):
        reported = notice.kind == LetterKind.POLICE_SHEET
        basis = _("aangifte van een overtreding van het verbod (artikel 6 lid 1 onder f AVG)") if reported else ""
        what = str(notice.get_kind_display())
        yield Recipient("police", _("de politie"), what, (dutch_date(notice.made_at),), basis)
    for row in RepresentativeLetter.objects.filter(sanction__person=person).exclude(sent_on=None).order_by("pk"):
        what = _("een brief, omdat u jonger was dan 18")
        yield Recipient("representative", _("uw ouder of voogd"), what, (row.sent_on,) if row.sent_on else ())
    for notice in letters.filter(kind=LetterKind.RECIPIENTS).exclude(addressed_to=None):
        shop = notice.addressed_to
        name = f"{shop.name} ({shop.business.name})" if shop else ""
        what = _("een bericht dat er iets is veranderd (artikel 19 AVG)")
        yield Recipient("told", name, what, (dutch_date(notice.made_at),))


def sources_of(person: Person) -> list[Source]:
    """Who told us: never a name of somebody, only what they are."""
    found = []
    for incident in Incident.objects.filter(person=person).order_by("reported_at", "pk"):
        what = _("een overtreding van een verbod") if incident.breached_id else _("een voorval")
        found.append(Source(_("personeel van een winkel"), what, dutch_date(incident.reported_at)))
    for sanction in Sanction.objects.filter(person=person, imported=True).order_by("proposed_at", "pk"):
        found.append(Source(_("het papieren register"), sanction.label, dutch_date(sanction.proposed_at)))
    for reviewed in person.rights_requests.order_by("received_on", "pk"):
        found.append(Source(_("uzelf"), str(reviewed.get_right_display()), reviewed.received_on))
    return found
