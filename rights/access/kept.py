"""Until when what is held about somebody is held: the last day of each measure, and what goes when (R53, R56)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit import pruning
from bans.models import Person, Sanction
from bans.rules import retention
from bans.rules.status import ENDED

from ..requests import clocks
from ..requests.models import Request

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """What is kept, and its last day where that is known."""

    what: str
    text: str
    last_day: dt.date | None = None


def kept_of(person: Person, *, on: dt.date) -> list[Kept]:
    """What is kept about this person and when it goes, as it stands on that day."""
    return [*_measures(person, on), *_cases(person), *_the_rest(person)]


def _measures(person: Person, on: dt.date) -> Iterator[Kept]:
    rows = Sanction.objects.filter(person=person).select_related("protocol").order_by("proposed_at", "pk")
    for sanction in rows:
        what = f"{sanction.label} {sanction.reference}"
        if sanction.status(on) in ENDED:
            yield Kept(what, _("Is afgelopen en wordt gewist zodra niemand het meer nodig heeft."))
        elif sanction.last_day:
            text = _("Loopt tot en met de laatste dag. Daarna wordt alles van deze maatregel vanzelf gewist.")
            yield Kept(what, text, sanction.last_day)
        else:
            text = _("Is nog niet uitgereikt. Gebeurt dat niet tot en met deze dag, dan wordt alles gewist.")
            yield Kept(what, text, sanction.deadline())


def _cases(person: Person) -> Iterator[Kept]:
    for request in Request.objects.open().filter(person=person).select_related("protocol"):
        text = _("Zolang wij dit behandelen, en hoogstens tot en met deze dag, bewaren wij wat daarvoor nodig is.")
        what = f"{request.get_right_display()} {request.shown_number}"
        yield Kept(what, text, clocks.case_needed_until(request.clock))
    if person.hold_until:
        text = _("Uw dossier blijft bewaard voor een zaak die loopt. Op deze dag kijken wij opnieuw.")
        yield Kept(_("bewaren voor een zaak"), text, person.hold_until)


def _the_rest(person: Person) -> Iterator[Kept]:
    yield Kept(
        _("naam, foto en alles wat bij u hoort"),
        _("Gaat weg met uw laatste maatregel. Dan vernietigen wij ook de sleutel; zonder die is niets meer te lezen."),
    )
    yield Kept(
        _("kopieën voor noodgevallen"),
        _("%(days)s dagen na het wissen is geen kopie meer te lezen, na %(more)s dagen is ook de kopie weg.")
        % {"days": retention.KEY_COPY_DAYS, "more": retention.BACKUP_DAYS},
    )
    yield Kept(_("vragen aan de balie"), _("Hoogstens %s maanden.") % retention.CHECK_MONTHS)
    yield Kept(
        _("het logboek: wie keek en wanneer"),
        _("%s maanden. Er staat geen naam in, alleen een kenmerk dat na het wissen naar niemand meer leidt.")
        % pruning.months(),
    )
    kept_m = person.area.protocols.order_by("-valid_from").first()
    if kept_m is not None:
        months = kept_m.parameters.request_kept_m
        text = _("Wat u vroeg en wat wij besloten: %s maanden na het einde, zonder uw naam en uw woorden.") % months
        yield Kept(_("verzoeken"), text)
