"""What only shows in the area as a whole: permit, sectors, evaluation, what nobody may keep (R1, R4, R6, R29, R74)."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from audit import pruning
from bans.rules.terms import add_months
from notices.checks import letters_are_complete as complaints_about_letters
from participants.clock import dutch_date

from .facts import WholeFacts
from .verdict import About, Result, check, failed, holds, not_applicable

AREA = About.AREA
# The log goes up to a head that was signed: where one was missing, a while later.
LOG_GRACE = dt.timedelta(days=7)


@check("R1", "R4", about=AREA, says=_("zolang er collectieve maatregelen lopen, is er een vergunning"))
def permit_while_measures_run(whole: WholeFacts) -> Result:
    permits = whole.area.permits_on(whole.area.on)
    if not whole.running_collective:
        return not_applicable(running=0)
    return holds(bool(permits), running=whole.running_collective, until=permits[0].valid_until if permits else None)


@check("R3", "R75", about=AREA, says=_("wie meedoet, doet dat onder een protocol"))
def protocol_while_shops_take_part(whole: WholeFacts) -> Result:
    held = whole.area.protocol_on(whole.area.on)
    if not whole.taking_part:
        return not_applicable(shops=0)
    return holds(held is not None, shops=whole.taking_part, protocol=held.number if held else None)


@check("R6", about=AREA, says=_("de vergunning dekt de branches die meedoen"))
def sectors_are_covered(whole: WholeFacts) -> Result:
    if len(whole.sectors) < 2:
        return not_applicable(sectors=len(whole.sectors))
    return holds(whole.area.area.mixed_sectors_permitted, sectors=whole.sectors)


@check("R8", about=AREA, says=_("geen regel van dit gebied wijst naar een ander gebied"))
def nothing_from_elsewhere(whole: WholeFacts) -> Result:
    return holds(whole.strangers == 0, rows=whole.strangers)


@check("R29", about=AREA, says=_("een melding zonder maatregel blijft niet langer dan dertig dagen"))
def drafts_are_gone(whole: WholeFacts) -> Result:
    return holds(whole.long_lived_drafts == 0, drafts=whole.long_lived_drafts)


@check("R37", about=AREA, says=_("elke brief heeft een plaats voor alles wat erin moet"))
def letters_are_complete(whole: WholeFacts) -> Result:
    complaints = [str(one.id) for one in complaints_about_letters(None)]
    return holds(not complaints, complaints=complaints)


@check("R54", about=AREA, says=_("geen dossier wordt voor een zaak bewaard tot een dag die meer dan twee jaar weg is"))
def holds_end(whole: WholeFacts) -> Result:
    return holds(whole.holds_too_long == 0, holds=whole.holds_too_long)


@check("R72", about=AREA, says=_("geen vraag aan een balie wordt langer bewaard dan twaalf maanden"))
def questions_are_forgotten(whole: WholeFacts) -> Result:
    return holds(whole.old_questions == 0, questions=whole.old_questions)


@check("R53", about=AREA, says=_("geen verzoek wordt langer bewaard dan het protocol toelaat"))
def requests_are_forgotten(whole: WholeFacts) -> Result:
    return holds(whole.old_requests == 0, requests=whole.old_requests)


@check("R72", about=AREA, says=_("het logboek wordt opgeruimd na zijn termijn"))
def log_is_cleared(whole: WholeFacts) -> Result:
    if whole.first_line is None:
        return not_applicable(lines=0)
    since, months = dutch_date(whole.first_line), pruning.months()
    limit = add_months(since, months) + LOG_GRACE
    return holds(whole.area.on <= limit, since=since, limit=limit)


@check("R74", about=AREA, says=_("de samenwerking is op tijd geëvalueerd"))
def evaluated_in_time(whole: WholeFacts) -> Result:
    protocols = whole.area.protocols
    if not protocols:
        return not_applicable(protocol=False)
    begun, on, last = protocols[0].valid_from, whole.area.on, whole.evaluated_on
    limit = add_months(last or begun, _months_between(whole, on))
    if on <= limit and last is not None:
        # The last one itself may have come too late, and that does not pass by holding it.
        before = max(whole.evaluated_before or begun, begun)
        late_after = add_months(before, _months_between(whole, last))
        if last > late_after:
            return failed(since=before, limit=late_after, held_on=last)
    return holds(on <= limit, since=last or begun, limit=limit)


def _months_between(whole: WholeFacts, day: dt.date) -> int:
    held = whole.area.protocol_on(day)
    return whole.area.parameters(held.pk).eval_m if held else 12


@check("R75", about=AREA, says=_("elke versie van het protocol volgt op de vorige, zonder gat"))
def protocols_follow_each_other(whole: WholeFacts) -> Result:
    protocols = whole.area.protocols
    if not protocols:
        return not_applicable(protocols=0)
    numbers = [one.number for one in protocols]
    days = [one.valid_from for one in protocols]
    if numbers != list(range(1, len(numbers) + 1)):
        return failed(numbers=numbers)
    return holds(days == sorted(days), versions=len(numbers), since=days[0])
