"""Was it forgotten? Certificates held against what there still is (R5, R29, R34, R53, R55, R56)."""

from django.utils.translation import gettext_lazy as _

from bans.models.erasure import RULE_LABELS

from .facts import ErasureFacts, ShopFacts
from .verdict import About, Result, check, holds, not_applicable

ERASURE, SHOP = About.ERASURE, About.SHOP


@check("R56", about=ERASURE, says=_("van wie gewist is, is er geen sleutel en geen regel meer"))
def nothing_is_left(erasure: ErasureFacts) -> Result:
    if not erasure.row.key_destroyed:
        return not_applicable(part=True)
    good = not erasure.key_lives and not erasure.rows_left
    return holds(good, key=erasure.key_lives, rows=erasure.rows_left)


@check("R52", "R56", about=ERASURE, says=_("geen balie kreeg nog een antwoord over wie gewist is"))
def no_answer_afterwards(erasure: ErasureFacts) -> Result:
    if not erasure.row.key_destroyed:
        return not_applicable(part=True)
    return holds(erasure.answers_after == 0, answers=erasure.answers_after)


@check("R29", "R34", "R53", "R55", about=ERASURE, says=_("elke verwijdering noemt haar regel en wat er ging"))
def certificate_is_complete(erasure: ErasureFacts) -> Result:
    row = erasure.row
    known = bool(row.rules) and all(rule in RULE_LABELS for rule in row.rules)
    return holds(known and bool(row.kinds), rules=row.rules, kinds=len(row.kinds))


@check("R5", about=SHOP, says=_("een winkel die weg is, heeft geen eigen maatregelen meer"))
def left_without_measures(shop: ShopFacts) -> Result:
    left = shop.shop.left_on
    if left is None or left >= shop.area.on:
        return not_applicable()
    return holds(shop.own_measures == 0, left_on=left, measures=shop.own_measures)


@check("R3", about=SHOP, says=_("wie meedoet, tekende overeenkomst, volmacht en verklaring voor de eerste dag"))
def signed_before_joining(shop: ShopFacts) -> Result:
    row = shop.shop
    if row.joined_on is None:
        return not_applicable()
    papers = (row.agreement_signed_on, row.power_of_attorney_signed_on, row.declaration_signed_on)
    good = all(day is not None and day <= row.joined_on for day in papers)
    return holds(good, joined_on=row.joined_on, signed=[day for day in papers if day])


@check("R2", about=SHOP, says=_("de vergunning noemt wie meedoet"))
def named_in_the_permit(shop: ShopFacts) -> Result:
    on = shop.area.on
    if not shop.shop.takes_part(on) or not shop.area.permits_on(on):
        return not_applicable()
    return holds(shop.area.named_on(shop.shop.business_id, on), business=shop.shop.business_id)
