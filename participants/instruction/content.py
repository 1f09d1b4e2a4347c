"""What somebody reads before the counter opens, and what is asked afterwards (R51). Plain Dutch, three minutes.

Whoever changes a sentence adds an edition. A new edition closes no counter, unless it says `must_repeat`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Edition:
    """One state of the text, and the day since which it holds.

    With `must_repeat` whoever has an older one does the instruction again.
    """

    number: int
    since: dt.date
    must_repeat: bool = False


@dataclass(frozen=True)
class Card:
    title: Any
    lines: tuple[Any, ...]


@dataclass(frozen=True)
class Question:
    """One question with three answers, of which `right` is the place of the good one."""

    code: str
    text: Any
    options: tuple[Any, Any, Any]
    right: int
    explanation: Any


EDITIONS = (Edition(1, since=dt.date(2026, 11, 25)),)

CARDS = (
    Card(
        _("Waar is de vraag aan de balie voor?"),
        (
            _("Sommige mensen hebben een winkelverbod. U vraagt of iemand die nu in de winkel is, binnen mag zijn."),
            _("Daar is de vraag voor, en voor niets anders."),
        ),
    ),
    Card(
        _("U krijgt één van vier antwoorden"),
        (
            _("“Welkom”: u hoeft niets te doen."),
            _("“Mag naar binnen”: er is een waarschuwing, geen verbod. Behandel deze persoon als elke klant."),
            _("“Winkelverbod”: deze persoon mag niet naar binnen."),
            _("“Dat weten we niet”: dit is geen verbod. Deze persoon is welkom."),
        ),
    ),
    Card(
        _("Vergelijk eerst, zeg dan pas iets"),
        (
            _("Staat er “Winkelverbod”? Vergelijk foto en beschrijving met wie er voor u staat. Zeg nog niets."),
            _("Twijfelt u? Dan is deze persoon welkom."),
            _("Klopt het? Zeg rustig: “U heeft een winkelverbod. Ik vraag u de winkel te verlaten.”"),
            _("Meer zegt u niet. Anderen hoeven het niet te horen."),
        ),
    ),
    Card(
        _("Dit doet u nooit"),
        (
            _("Niet in discussie gaan."),
            _("Niet duwen, niet vasthouden, de deur niet blokkeren."),
            _("Niet kijken of uw buren, uw ex of een bekende op de lijst staan."),
            _("Elke keer dat u kijkt, komt in het logboek. Wie op de lijst staat, mag zien dat er is gekeken."),
        ),
    ),
    Card(
        _("Bij gevaar belt u 112"),
        (
            _("Breng uzelf, collega's en klanten in veiligheid. Spullen zijn minder belangrijk."),
            _("Geen gevaar, maar gaat de persoon niet weg? Bel de politie. Het nummer staat bij het antwoord."),
        ),
    ),
    Card(
        _("Wat u ziet, blijft op het scherm"),
        (
            _("Maak geen foto van het scherm en schrijf niets over."),
            _("Vertel geen namen door: niet thuis, niet in een appgroep, niet aan klanten."),
            _("Laat niemand meekijken. Vergrendel de kassa als u wegloopt."),
        ),
    ),
)

QUESTIONS = (
    Question(
        "unknown",
        _("Het antwoord is “Dat weten we niet”. Wat doet u?"),
        (
            _("Deze persoon is welkom. Ik doe niets."),
            _("Ik houd deze persoon buiten tot ik het zeker weet."),
            _("Ik bel de politie."),
        ),
        0,
        _("“Dat weten we niet” betekent nooit dat iemand een verbod heeft. Deze persoon is welkom."),
    ),
    Question(
        "compare",
        _("Het antwoord is “Winkelverbod”. Wat doet u eerst?"),
        (
            _("Ik zeg meteen dat deze persoon weg moet."),
            _("Ik vergelijk foto en beschrijving met de persoon voor mij."),
            _("Ik vraag andere klanten of zij deze persoon kennen."),
        ),
        1,
        _("Er kan iemand anders voor u staan met dezelfde naam. Vergelijk daarom eerst, en zeg dan pas iets."),
    ),
    Question(
        "stays",
        _("Iemand met een winkelverbod wil niet weg. Er is geen gevaar. Wat doet u?"),
        (
            _("Ik duw deze persoon zachtjes naar buiten."),
            _("Ik leg uit waarom het verbod terecht is."),
            _("Ik ga niet in discussie en bel de politie."),
        ),
        2,
        _("U raakt niemand aan en gaat niet in discussie. Bel de politie; het nummer staat bij het antwoord."),
    ),
    Question(
        "known",
        _("U wilt weten of uw ex op de lijst staat. Mag u dat opzoeken?"),
        (
            _("Ja, als ik het aan niemand vertel."),
            _("Nee. Ik kijk alleen voor iemand die in de winkel is."),
            _("Ja, als het rustig is in de winkel."),
        ),
        1,
        _("Kijken mag alleen voor uw werk. Het komt in het logboek. Wie op de lijst staat, mag dat zien."),
    ),
    Question(
        "danger",
        _("Iemand bedreigt u. Wat doet u?"),
        (
            _("Ik breng mezelf in veiligheid en bel 112."),
            _("Ik houd deze persoon vast tot de politie er is."),
            _("Ik zoek eerst op of deze persoon een verbod heeft."),
        ),
        0,
        _("Veiligheid gaat voor alles. Bij gevaar belt u 112; de lijst kan wachten."),
    ),
    Question(
        "told_on",
        _("Een collega is vandaag vrij en vraagt wie er een winkelverbod heeft. Wat doet u?"),
        (
            _("Ik stuur een foto van het scherm."),
            _("Ik noem alleen de namen, zonder foto."),
            _("Ik stuur niets en noem geen namen."),
        ),
        2,
        _("Wat u ziet, blijft op het scherm. Uw collega kan het zelf vragen, als dat op het werk nodig is."),
    ),
)


def current_edition(editions: Iterable[Edition] = EDITIONS) -> int:
    return max(edition.number for edition in editions)


def edition_on(day: dt.date, editions: Iterable[Edition] = EDITIONS) -> int:
    """The edition that held on that day; before there was any, the first."""
    return max((edition.number for edition in editions if edition.since <= day), default=1)


def oldest_accepted(editions: Iterable[Edition] = EDITIONS) -> int:
    """The number of the oldest edition that still opens the counter."""
    return max((edition.number for edition in editions if edition.must_repeat), default=1)


def wrong_in(answers: Mapping[str, Any]) -> list[Question]:
    """The questions that were not answered rightly, an answer that is missing or is none among them."""
    return [question for question in QUESTIONS if str(answers.get(question.code, "")) != str(question.right)]


def right_answers() -> dict[str, str]:
    """For a demonstration or a test: what somebody answers who read the cards."""
    return {question.code: str(question.right) for question in QUESTIONS}
