"""What the page tells about a letter: what it says itself, how that stands, and what was asked about it.

Never a name, a photo or the story; of a measure in dispute only whom to ask (D22).
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils.safestring import SafeString

from bans.actions.service import planned_last_day
from bans.models import EntryException
from bans.rules.rights import COURT_WEEKS
from bans.rules.terms import half_way
from notices.area_map import draw
from notices.facts import letter_facts
from notices.law.quoting import law_facts
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.sheets.outline import CONTACT, ENDINGS, SHEET_KINDS, Section, headline, outline
from notices.sheets.words import left_to_right, lines, values
from notices.standing import Measure, Standing, Told, sanctions_of, told_of

from .looks import is_final_week, looks_of
from .mine import requests_about
from .voices import Voice

# Where a measure no longer holds, its shops and what would follow are of no more use to anybody.
HOLDING = frozenset({Standing.HOLDS, Standing.NOT_SERVED})
SENTENCES = {
    Standing.NOT_SERVED: "now.not_served",
    Standing.REPLACED: "now.replaced",
    Standing.ENDED: "now.ended",
    Standing.NEVER_BEGAN: "now.never",
}
ON_DAY = {Standing.WITHDRAWN: "now.withdrawn", Standing.ANNULLED: "now.annulled"}
# Said above, or too much about a person for a page that names nobody.
NOT_HERE = frozenset({"happened.minor", "happened.child", "where.shops", "where.number", "when.period", "when.warning"})
WHEN_BY_POST = frozenset({"when.post", "when.example"})


def tell(notice: Notice, voice: Voice, *, on: dt.date) -> dict[str, Any]:
    """Everything that the page about this letter shows on that day, for its template."""
    told = told_of(notice, on=on)
    context: dict[str, Any] = {
        "told": told,
        "area": notice.area,
        "translated_kind": "",
        "requests": requests_about(notice.sanction, voice, on=on),
        **law_facts(notice.area, on),
        "contact": _contact(notice, voice),
        "court_weeks": COURT_WEEKS,
    }
    if not told.measures:
        return context
    facts = _facts(notice, on)
    spoken = values(facts, voice.language)
    context |= {
        "measures": [_card(told, measure, voice, spoken, on) for measure in told.measures],
        "sections": _sections(told, facts, voice, spoken),
        "exceptions": _exceptions(notice, told, voice, on),
        "looks": looks_of(notice.sanction.person),
        "final_week": any(_holds(measure) and is_final_week(measure.last_day, on) for measure in told.measures),
        "for_parent": lines(voice.sheet("act.child")) if told.kind == LetterKind.REPRESENTATIVE else [],
    }
    if told.kind in SHEET_KINDS:
        context["translated_kind"] = voice.sheet(f"kind.{told.kind}", **_named(spoken))
    if any(measure.standing in HOLDING for measure in told.measures) and told.premises:
        boundary = notice.participant_list.boundary if told.collective else []
        context |= {"premises": told.premises, "map": draw(boundary, label=voice.say("shops.map"))}
    return context


def _facts(notice: Notice, on: dt.date) -> dict[str, Any]:
    """The facts of the letter, as they were when it was made; of the law what holds now."""
    sanction = notice.sanction
    combined = notice.kind == LetterKind.COMBINED
    facts = letter_facts(
        sanction,
        participant_list=notice.participant_list,
        starts_on=notice.starts_on,
        signatory=notice.made_by or sanction.proposed_by,
        at=notice.made_at,
        combined=combined,
    )
    rows = sanctions_of(notice)
    if combined and len(rows) > 1 and facts["starts_on"]:
        last_day = rows[1].last_day or planned_last_day(rows[1], facts["starts_on"])
        facts |= {"warning": rows[1], "warning_last_day": last_day}
    return facts | law_facts(notice.area, on)


def _card(told: Told, measure: Measure, voice: Voice, spoken: dict[str, Any], on: dt.date) -> dict[str, Any]:
    """How one measure stands today. A ban and a warning have another form, sign and first word (R38)."""
    kind = LetterKind(told.kind)  # type: ignore[arg-type]
    holds, is_ending = _holds(measure), kind in ENDINGS
    # Of a combined letter each measure has a line of its own.
    own = measure.letter if kind == LetterKind.COMBINED and not measure.is_ban else kind
    named = voice.sheet(f"kind.{measure.letter}", **_named(spoken))
    title = voice.sheet(headline(own, is_ban=measure.is_ban), **_named(spoken)) if holds or is_ending else named
    form = ("ban" if measure.is_ban else "warning") if holds else "over" if measure.standing not in HOLDING else "plain"
    return {
        "form": form,
        "title": title,
        "named": named if title != named else "",
        "sentence": _sentence(told, measure, voice),
        "period": _period(measure, voice) if measure.starts_on else "",
        "left": _days_left(measure, voice, on) if holds else "",
        "ends": voice.sheet("when.ends") if holds else "",
        "half_way": _half_way(measure, voice, on) if holds else "",
    }


def _sentence(told: Told, measure: Measure, voice: Voice) -> SafeString:
    if measure.standing == Standing.HOLDS:
        # To a parent it is not "you", and the ban of a combined letter holds at some shops of its list alone.
        if told.kind == LetterKind.REPRESENTATIVE or (told.kind == LetterKind.COMBINED and measure.is_ban):
            return SafeString("")
        return voice.say("now.ban" if measure.is_ban else "now.warning")
    if measure.standing == Standing.NOT_SERVED and told.kind == LetterKind.SUPPLEMENTARY:
        return voice.say("now.list_not_served")
    if measure.standing in ON_DAY:
        return voice.say(ON_DAY[measure.standing], day=measure.ended_on)
    return voice.say(SENTENCES[measure.standing])


def _period(measure: Measure, voice: Voice) -> SafeString:
    return voice.say("now.period", start=measure.starts_on, end=measure.last_day)


def _days_left(measure: Measure, voice: Voice, on: dt.date) -> SafeString | str:
    if measure.last_day is None:
        return ""
    left = (measure.last_day - on).days + 1
    return voice.say("now.last_day") if left == 1 else voice.say("now.days_left", days=left)


def _half_way(measure: Measure, voice: Voice, on: dt.date) -> SafeString | str:
    """Only a ban is looked at half-way; in its last week it ends by itself."""
    if not measure.is_ban or measure.starts_on is None or measure.last_day is None:
        return ""
    day = half_way(measure.starts_on, measure.last_day)
    return voice.say("now.half_way", day=day) if on <= day and not is_final_week(measure.last_day, on) else ""


def _holds(measure: Measure) -> bool:
    return measure.standing == Standing.HOLDS


def _sections(told: Told, facts: dict[str, Any], voice: Voice, spoken: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of the explanation sheet that say more than the cards above them; their headings and sentences."""
    if told.kind not in SHEET_KINDS:
        return []
    hold = any(measure.standing in HOLDING for measure in told.measures)
    begun = any(_holds(measure) for measure in told.measures)
    parts = [_without(part, begun) for part in outline(told.kind, facts) if _belongs(part, hold)]
    return [
        {
            "key": part.heading.partition(".")[0],
            "heading": voice.sheet(part.heading),
            "lines": [line for key in part.sentences for line in lines(voice.sheet(key, **spoken))],
        }
        for part in parts
        if part.sentences
    ]


def _belongs(part: Section, hold: bool) -> bool:
    """Rights, data, contact and complaints have their own place on this page."""
    name = part.heading.partition(".")[0]
    return name in ("happened", "ended") or (hold and name in ("where", "when", "follows", "changed"))


def _without(part: Section, begun: bool) -> Section:
    dropped = NOT_HERE | WHEN_BY_POST | {"when.ends"} if begun else NOT_HERE
    return replace(part, sentences=tuple(key for key in part.sentences if key not in dropped))


def _contact(notice: Notice, voice: Voice) -> dict[str, Any]:
    area = notice.area
    facts = {
        "phone": left_to_right(area.contact_phone),
        "email": left_to_right(area.contact_email),
        "post": f"{area.association}, {area.association_address}",
    }
    return {"heading": voice.sheet(CONTACT.heading), "lines": [voice.sheet(key, **facts) for key in CONTACT.sentences]}


def _exceptions(notice: Notice, told: Told, voice: Voice, on: dt.date) -> list[SafeString]:
    """Where somebody may come in although a ban holds there, and until when."""
    if not any(_holds(measure) and measure.is_ban for measure in told.measures):
        return []
    rows = EntryException.objects.filter(sanction__in=sanctions_of(notice)).running(on).select_related("shop")
    return [_exception(row, voice) for row in rows]


def _exception(row: EntryException, voice: Voice) -> SafeString:
    names = [voice.say(f"exceptions.days.{day + 1}") for day in row.weekdays or range(7)]
    days = SafeString(", ".join(names))
    if row.starts_at and row.ends_at:
        hours = {"start": left_to_right(f"{row.starts_at:%H:%M}"), "end": left_to_right(f"{row.ends_at:%H:%M}")}
        told = voice.say("exceptions.times", shop=row.shop.name, days=days, **hours)
    elif row.weekdays:
        told = voice.say("exceptions.on_days", shop=row.shop.name, days=days)
    else:
        told = voice.say("exceptions.always", shop=row.shop.name)
    return SafeString(f"{told} {voice.say('exceptions.until', day=row.last_day)}")


def _named(spoken: dict[str, Any]) -> dict[str, Any]:
    return {name: spoken[name] for name in ("business", "area")}
