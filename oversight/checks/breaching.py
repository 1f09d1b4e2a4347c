"""May this report of a breach rest on that ban, and was the police told with proof? (R39, R41-R43, R73)."""

from django.utils.translation import gettext_lazy as _

from notices.models.notice import LetterKind
from participants.clock import dutch_date

from .facts import BreachFacts
from .verdict import About, Result, check, holds, missing, not_applicable

BREACH = About.BREACH


@check("R39", "R42", about=BREACH, says=_("alleen een uitgereikt verbod dat liep, is overtreden"))
def ban_was_running(breach: BreachFacts) -> Result:
    incident, ban = breach.incident, breach.incident.breached
    if ban is None:
        return missing(incident=incident.reference)
    day = dutch_date(incident.happened_at)
    running = ban.served_at is not None and ban.served_at <= incident.happened_at and ban.last_day is not None
    return holds(ban.is_ban and running and day <= (ban.last_day or day), kind=ban.kind, day=day, last_day=ban.last_day)


@check("R41", "R43", about=BREACH, says=_("de winkel stond op de lijst van de persoon, en deed mee"))
def shop_may_rest_on_it(breach: BreachFacts) -> Result:
    incident, ban = breach.incident, breach.incident.breached
    shop = breach.area.shops.get(incident.shop_id)
    if ban is None or shop is None:
        return missing(shop=incident.shop_id)
    imposed = breach.area.shops.get(ban.shop_id)
    if not ban.is_collective:
        return holds(imposed is not None and imposed.business_id == shop.business_id, shop=shop.pk)
    lists = [ban.participant_list] if ban.participant_list else []
    lists += [row.participant_list for row in breach.updates if row.served_at <= incident.happened_at]
    told = any(one.names_shop(shop) for one in lists)
    took_part = breach.area.took_part(shop, dutch_date(incident.happened_at))
    if told and took_part is None:
        return missing(shop=shop.pk, on_list=told)
    return holds(told and bool(took_part), shop=shop.pk, on_list=told)


@check("R73", about=BREACH, says=_("van elk blad voor de politie staat eerst vast wat, aan wie en waarom"))
def transfer_was_recorded(breach: BreachFacts) -> Result:
    sheets = [one for one in breach.sheets if one.kind == LetterKind.POLICE_SHEET]
    if not sheets:
        return not_applicable()
    lines = [
        event
        for event in breach.events
        if event.action == "police.copy_made" and event.facts.get("incident") == breach.incident.reference
    ]
    known = [one for one in sheets if breach.area.log_holds(one.made_at)]
    if len(known) <= len(lines) < len(sheets):
        return missing(sheets=len(sheets), lines=len(lines))
    return holds(len(lines) >= len(sheets), sheets=len(sheets), lines=len(lines))
