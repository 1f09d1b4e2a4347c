"""What a report says of how the register was kept: rules, samples, even treatment, the log, and what is missing.

Whether a rule held is told, and how often it did not from five on: fewer are not told apart (R70).
"""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Event, Head
from bans.rules.figures import SMALLEST_FIGURE
from participants.clock import dutch_date
from participants.models import ShoppingArea

from ..checks.running import report_of
from ..checks.showing import Line, lines_of
from ..checks.verdict import About
from ..evenhanded.comparing import compare
from ..evenhanded.gathering import cases, since
from ..figures.held import first_line_at, gone_until
from ..figures.periods import Year
from ..figures.tables import Row, Table
from ..gaps import Period, gaps_of, silent
from ..sampling.actions.drawing import outcome_of
from ..sampling.models import Sample
from .chapters import Chapter
from .of_area import DAY, day_in_words


def rules_chapter(area: ShoppingArea, *, on: dt.date) -> Chapter:
    """The checks over everything that is in the register on the day on which the report is made."""
    lines = lines_of(report_of(area, on=on))
    judged = [line for line in lines if line.judged]
    wrong = [line for line in judged if not line.good]
    if not judged:
        says = _("Er staat niets in het register om na te rekenen.")
    elif wrong:
        says = ngettext(
            "Van %(all)s controles op de regels klopt er %(count)s niet overal.",
            "Van %(all)s controles op de regels kloppen er %(count)s niet overal.",
            len(wrong),
        ) % {"all": len(judged), "count": len(wrong)}
    else:
        says = _("Alle %(all)s controles op de regels die na te gaan zijn, kloppen.") % {"all": len(judged)}
    note = _(
        "Nagerekend op %(day)s, over alles wat toen in het register stond. Wat al gewist is, is niet meer na te gaan; "
        "daaruit volgt niets."
    ) % {"day": day_in_words(on)}
    rows = [
        Row(_capital(line.check.says), [(_("regel"), ", ".join(line.check.rules)), (_("uitkomst"), _outcome(line))])
        for line in lines
    ]
    caption = _("De regels van het protocol, op %(day)s") % {"day": day_in_words(on)}
    tables = [Table(caption, (_("Wat er moet gelden"), _("regel"), _("uitkomst")), rows)] if rows else []
    points = [_("Klopt niet overal: %(rule)s.") % {"rule": line.check.says} for line in wrong]
    return Chapter("rules", _("Kloppen de regels?"), [says, note], tables, key=says, points=points)


def _outcome(line: Line) -> str:
    count = len(line.findings)
    if not count:
        outcome = _("klopt") if line.judged else _("niet na te gaan")
    elif line.check.about is About.AREA:
        outcome = _("klopt niet")
    elif count < SMALLEST_FIGURE:
        outcome = _("klopt niet, minder dan %(number)s keer") % {"number": SMALLEST_FIGURE}
    else:
        outcome = _("klopt niet, %(number)s keer") % {"number": count}
    return _("%(outcome)s; soms niet na te gaan") % {"outcome": outcome} if line.missing and line.judged else outcome


def samples_chapter(area: ShoppingArea, year: Year) -> Chapter:
    drawn = list(Sample.objects.filter(area=area, drawn_on__range=(year.first, year.last)).order_by("drawn_on"))
    if drawn:
        says = ngettext(
            "De gemeente trok %(count)s steekproef uit het register.",
            "De gemeente trok %(count)s steekproeven uit het register.",
            len(drawn),
        ) % {"count": len(drawn)}
    else:
        says = _("De gemeente trok in dit jaar geen steekproef uit het register.")
    caption = _("Steekproeven in %(year)s") % {"year": year.number}
    rows = [
        Row(
            day_in_words(one.drawn_on),
            [(_("dossiers"), _size(one)), (_("uitkomst"), _found(one)), (_("afgesloten"), _closed(one))],
        )
        for one in drawn
    ]
    head = (_("Getrokken op"), _("dossiers"), _("uitkomst"), _("afgesloten"))
    tables = [Table(caption, head, rows)] if rows else []
    points = [
        _("In de steekproef van %(day)s: %(outcome)s.") % {"day": day_in_words(one.drawn_on), "outcome": _found(one)}
        for one in drawn
        if outcome_of(one)["wrong"] or outcome_of(one)["question"]
    ]
    return Chapter("samples", _("Steekproeven"), [says], tables, key=says, points=points)


def _size(sample: Sample) -> str:
    return str(sample.size) if sample.size >= SMALLEST_FIGURE else _("niet getoond")


def _closed(sample: Sample) -> str:
    return day_in_words(dutch_date(sample.closed_at)) if sample.closed_at else _("nee")


def _found(sample: Sample) -> str:
    found = outcome_of(sample)
    if found["wrong"]:
        return _("er was iets niet in orde")
    if found["question"]:
        return _("er waren vragen")
    if found["good"]:
        return _("wat is beoordeeld, was in orde")
    return _("niets beoordeeld")


def even_chapter(area: ShoppingArea, year: Year) -> Chapter:
    """Whether anything deviates, and not what: that stands on its own page, for who can ask (R70)."""
    compared = compare(cases(area, on=year.last + DAY))
    points: list[str] = []
    if any(one.question for one in compared):
        says = _("Er zijn vragen om te stellen: iets wijkt meer af dan toeval verklaart. Een vraag is geen oordeel.")
        points = [_("Gelijke behandeling: er zijn vragen om te stellen.")]
    elif any(one.tested for one in compared):
        says = _("Niets wijkt meer af dan toeval verklaart.")
    else:
        says = _("Er zijn te weinig gevallen om iets te zeggen.")
    note = _(
        "Winkels en melders zijn vergeleken over de maatregelen van %(first)s tot en met %(last)s. Welke vragen het "
        "zijn, staat op de bladzijde Gelijke behandeling."
    ) % {"first": day_in_words(since(area, year.last + DAY)), "last": day_in_words(year.last)}
    key = _("Gelijke behandeling: %(says)s") % {"says": says[:1].lower() + says[1:]}
    return Chapter("even", _("Gelijke behandeling"), [says, note], key=key, points=points)


def log_chapter(area: ShoppingArea, year: Year) -> Chapter:
    """How often the log was signed, and when it was not."""
    signed = Head.objects.filter(area=area.slug, at__gte=year.begins, at__lt=year.ends)
    times = signed.count()
    # Of each silence what lies in the year.
    silences = [
        min(until or year.ends, year.ends) - max(since, year.begins)
        for since, until in silent(area, Period(year.first, year.last))
    ]
    lines = Event.objects.filter(area=area.slug, at__gte=year.begins, at__lt=year.ends).count()
    begun = first_line_at(area)
    gone = gone_until(area)
    if not times:
        says = _("Het logboek is in dit jaar niet ondertekend.")
    elif silences:
        says = ngettext(
            "Het logboek is ondertekend, en zweeg %(count)s keer langer dan twee uur.",
            "Het logboek is ondertekend, en zweeg %(count)s keer langer dan twee uur.",
            len(silences),
        ) % {"count": len(silences)}
    elif begun and begun >= year.begins:
        says = _("Het logboek is ondertekend vanaf %(day)s, zonder stilte van meer dan twee uur.") % {
            "day": day_in_words(dutch_date(begun))
        }
    else:
        says = _("Het logboek is het hele jaar ondertekend, zonder stilte van meer dan twee uur.")
    counts = [
        (_("ondertekende standen"), str(times)),
        (_("stiltes van meer dan twee uur"), str(len(silences))),
    ]
    if not gone or gone < year.begins:
        # Of a year of which lines went, the number of those that are left tells nothing of it.
        counts.insert(0, (_("regels in het logboek"), str(lines) if lines >= SMALLEST_FIGURE else _("niet getoond")))
    if silences:
        counts.append((_("langste stilte, in uren"), str(round(max(silences) / dt.timedelta(hours=1)))))
    caption = _("Het logboek in %(year)s") % {"year": year.number}
    rows = [Row(label, [(_("aantal"), count)]) for label, count in counts]
    note = _("Iedereen kan met de ondertekende standen nagaan of het logboek heel is.")
    return Chapter("log", _("Logboek"), [says, note], [Table(caption, (_("Wat"), _("aantal")), rows)], key=says)


def gaps_chapter(area: ShoppingArea, year: Year, *, on: dt.date) -> Chapter:
    found = gaps_of(area, first=year.first, last=year.last, on=on)
    if not found:
        says = [_("Er ontbreekt niets waarvan wij weten.")]
        return Chapter("gaps", _("Wat er ontbreekt, en waarom"), says)
    says = [
        _("Bij deze gegevens ontbreekt iets. Daaruit volgt niets: niet dat het goed ging, en niet dat het fout ging.")
    ]
    rows = [
        Row(
            _capital(one.says),
            [
                (_("vanaf"), day_in_words(one.since) if one.since else "–"),
                (_("tot en met"), day_in_words(one.until) if one.until else "–"),
            ],
        )
        for one in found
    ]
    caption = _("Wat er ontbreekt over %(year)s") % {"year": year.number}
    tables = [Table(caption, (_("Wat"), _("vanaf"), _("tot en met")), rows)]
    key = _("Er ontbreken gegevens; wat en waarom staat achterin. Daaruit volgt niets.")
    points = [_("Ontbreekt: %(what)s") % {"what": one.says} for one in found]
    return Chapter("gaps", _("Wat er ontbreekt, en waarom"), says, tables, key=key, points=points)


def _capital(words: object) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
