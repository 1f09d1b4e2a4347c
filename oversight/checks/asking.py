"""Were questions at the counter asked by who may, within the limits, and are they on record? (R47, R51, R72)"""

from django.utils.translation import gettext_lazy as _

from participants.instruction.content import oldest_accepted

from .facts import CounterFacts
from .verdict import About, Result, check, failed, holds, missing, not_applicable

COUNTER = About.COUNTER


@check("R47", about=COUNTER, says=_("niemand vroeg op een dag vaker dan het protocol toelaat"))
def within_the_budget(counter: CounterFacts) -> Result:
    protocol = counter.area.protocol_on(counter.day)
    if protocol is None:
        return failed(day=counter.day, protocol=False)
    limits = counter.area.parameters(protocol.pk)
    most = limits.checks_day_n if counter.asked_by is not None else limits.checks_shop_day_n
    return holds(counter.questions <= most, day=counter.day, questions=counter.questions, most=most)


@check("R51", about=COUNTER, says=_("wie vroeg, had de instructie gedaan"))
def instructed(counter: CounterFacts) -> Result:
    if counter.asked_by is None:
        return not_applicable(device=True)
    row = counter.area.instructions.get(counter.asked_by)
    if row is None:
        return failed(day=counter.day, instruction=False)
    if row.confirmed_on > counter.day:
        # It was done again since; the row keeps the last time alone.
        return missing(day=counter.day, confirmed_on=row.confirmed_on)
    protocol = counter.area.protocol_on(counter.day)
    months = counter.area.parameters(protocol.pk).instruction_m if protocol else 12
    if row.edition < oldest_accepted():
        # It counted until a newer edition had to be done, and on which day that was nobody wrote down.
        return missing(day=counter.day, edition=row.edition)
    return holds(counter.day <= row.last_day(months), day=counter.day, last_day=row.last_day(months))


@check("R5", "R44", about=COUNTER, says=_("er is alleen gevraagd aan een balie van een winkel die meedoet"))
def shop_takes_part(counter: CounterFacts) -> Result:
    shop = counter.area.shops.get(counter.shop)
    if shop is None:
        return missing(shop=counter.shop)
    took_part = counter.area.took_part(shop, counter.day)
    if took_part is None:
        return missing(day=counter.day, joined_on=shop.joined_on)
    return holds(took_part, day=counter.day, left_on=shop.left_on)


@check("R72", about=COUNTER, says=_("van elke vraag staat een regel in het logboek"))
def questions_are_on_record(counter: CounterFacts) -> Result:
    if counter.without_line is None:
        return missing(day=counter.day, questions=counter.questions)
    return holds(not counter.without_line, day=counter.day, questions=counter.questions, without=counter.without_line)
