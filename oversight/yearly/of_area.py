"""What a report says of the area itself in a year: its permit, its protocol, and the shops that took part.

Shops are counted as they are: who takes part is public (R3), and says nothing of any case.
"""

import datetime as dt
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.models import Permit, Protocol, Shop, ShoppingArea
from participants.pages.protocol_words import changed_settings

from ..figures.periods import Year
from ..figures.tables import Row, Table
from .chapters import Chapter

DAY = dt.timedelta(days=1)


def day_in_words(day: dt.date) -> str:
    """The day, never broken over two lines."""
    return date_format(day, "j F Y").replace(" ", "\u00a0")


def days_without_permit(permits: list[Permit], year: Year) -> int:
    """On how many days of the year no permit was in force (R1, R4)."""
    covered: set[int] = set()
    for permit in permits:
        first, last = max(permit.valid_from, year.first), min(permit.valid_until or year.last, year.last)
        covered |= set(range(first.toordinal(), last.toordinal() + 1))
    return (year.last - year.first).days + 1 - len(covered)


def permit_chapter(area: ShoppingArea, year: Year) -> Chapter:
    permits = list(area.permits.filter(valid_from__lte=year.last).order_by("valid_from", "pk"))
    permits = [one for one in permits if not one.valid_until or one.valid_until >= year.first]
    without = days_without_permit(permits, year)
    if without == 0:
        says = _("Het hele jaar was er een vergunning van de Autoriteit Persoonsgegevens.")
    elif permits:
        says = _("Op %(days)s dagen van het jaar was er geen vergunning van de Autoriteit Persoonsgegevens.") % {
            "days": without
        }
    else:
        says = _("Het hele jaar was er geen vergunning van de Autoriteit Persoonsgegevens.")
    caption = _("Vergunningen in %(year)s") % {"year": year.number}
    rows = [
        Row(
            _("nr. %(number)s") % {"number": one.number},
            [
                (_("vanaf"), day_in_words(one.valid_from)),
                (_("tot en met"), day_in_words(one.valid_until) if one.valid_until else _("zonder einddatum")),
            ],
        )
        for one in permits
    ]
    head = (_("Kenmerk"), _("vanaf"), _("tot en met"))
    tables = [Table(caption, head, rows)] if rows else []
    return Chapter("permit", _("Vergunning"), [says], tables, key=says)


def protocol_chapter(area: ShoppingArea, year: Year) -> Chapter:
    """Which versions held in the year, and what each that came in it changed (R75)."""
    versions = list(area.protocols.filter(valid_from__lte=year.last).order_by("number"))
    ends = [later.valid_from - DAY for later in versions[1:]] + [year.last]
    held = [one for one, end in zip(versions, ends, strict=True) if end >= year.first and one.valid_from <= end]
    caption = _("Versies van het protocol die golden in %(year)s") % {"year": year.number}
    rows = [
        Row(
            _("Versie %(number)s") % {"number": one.number},
            [(_("geldt vanaf"), day_in_words(one.valid_from)), (_("DPIA"), one.dpia_version)],
        )
        for one in held
    ]
    tables = [Table(caption, (_("Protocol"), _("geldt vanaf"), _("DPIA")), rows)]
    changed = [row for old, new in pairwise(versions) if new.valid_from >= year.first for row in _changes(old, new)]
    if len(held) == 1 and not changed:
        says = _("Het hele jaar gold dezelfde versie van het protocol.")
        if held[0].valid_from > year.first:
            says = _("Het protocol gold vanaf %(day)s.") % {"day": day_in_words(held[0].valid_from)}
    else:
        says = _("In dit jaar golden %(count)s versies van het protocol.") % {"count": len(held)}
    if changed:
        caption = _("Wat er veranderde in het protocol in %(year)s") % {"year": year.number}
        head = (_("Wat"), _("in versie"), _("eerst"), _("daarna"))
        tables.append(Table(caption, head, changed))
    return Chapter("protocol", _("Protocol"), [says], tables, key=says)


def _changes(old: Protocol, new: Protocol) -> list[Row]:
    return [
        Row(name, [(_("in versie"), str(new.number)), (_("eerst"), before), (_("daarna"), after)])
        for name, before, after in changed_settings(old, new)
    ]


def participants_chapter(area: ShoppingArea, year: Year) -> Chapter:
    shops = list(area.shops.select_related("business"))
    at_first = [one for one in shops if one.takes_part(year.first)]
    at_last = [one for one in shops if one.takes_part(year.last)]
    joined = sum(one.joined_on is not None and year.first <= one.joined_on <= year.last for one in shops)
    left = sum(one.left_on is not None and year.first <= one.left_on <= year.last for one in shops)
    named = set(Permit.objects.in_force(year.last).filter(area=area).values_list("businesses", flat=True))
    counts = (
        (_("deden mee op 1 januari"), len(at_first)),
        (_("kwamen erbij in het jaar"), joined),
        (_("stopten in het jaar"), left),
        (_("deden mee op 31 december"), len(at_last)),
        (_("daarvan: genoemd in de vergunning"), sum(one.business_id in named for one in at_last)),
        (_("daarvan: overeenkomst, volmacht en verklaring getekend"), sum(_signed(one, year.last) for one in at_last)),
        (_("daarvan: sticker en huisregels bij de deur gezien"), sum(_shown(one, year.last) for one in at_last)),
    )
    caption = _("Winkels in %(year)s") % {"year": year.number}
    rows = [Row(label, [(_("winkels"), str(count))]) for label, count in counts]
    says = _("Op 31 december %(year)s deden %(count)s winkels mee.") % {"year": year.number, "count": len(at_last)}
    note = _("Een winkel die stopte en terugkwam, heeft in het register alleen de laatste dagen.")
    return Chapter(
        "participants", _("Deelnemers"), [says, note], [Table(caption, (_("Wat"), _("winkels")), rows)], key=says
    )


def _signed(shop: Shop, on: dt.date) -> bool:
    papers = (shop.agreement_signed_on, shop.power_of_attorney_signed_on, shop.declaration_signed_on)
    return all(day is not None and day <= on for day in papers)


def _shown(shop: Shop, on: dt.date) -> bool:
    return all(day is not None and day <= on for day in (shop.sticker_seen_on, shop.house_rules_seen_on))
