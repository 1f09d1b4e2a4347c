"""Adding a text of law for the letters of an area."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from participants.access import require
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.refusals import Refusal
from participants.roles import Permission

from ..law.texts import PARTS, Subject
from ..models import LegalText
from ..models.law import LENGTHS


@transaction.atomic
def add_legal_text(
    area: ShoppingArea,
    subject: Subject,
    *,
    name: str,
    source: str,
    valid_from: dt.date,
    checked_on: dt.date,
    text: str = "",
    site: str = "",
    by: User,
    at: dt.datetime,
) -> LegalText:
    """Keep the next version of a text; letters of that day and later quote it. Earlier letters stay as they are.

    Refuses a part that is missing, a check in the future, and what no text may hold (R68).
    """
    require(by, Permission.MANAGE_AREA, area=area, on=dutch_date(at))
    values = {"name": name.strip(), "text": text.strip().rstrip("."), "site": site.strip(), "source": source.strip()}
    for field in (*PARTS[subject], "source"):
        if not values[field]:
            raise Refusal("facts_missing", _("Vul dit in: de brief kan niet zonder."), rule="R37", field=field)
        if len(values[field]) > LENGTHS[field]:
            sentence = _("Deze tekst is te lang: hoogstens %d tekens.") % LENGTHS[field]
            raise Refusal("text_too_long", sentence, field=field)
        check_free_text(values[field], field)
    if checked_on > dutch_date(at):
        raise Refusal("future_date", _("Deze dag ligt in de toekomst."), field="checked_on")
    latest = LegalText.objects.filter(area=area, subject=subject).aggregate(number=Max("number"))["number"] or 0
    kept = {field: values[field] for field in (*PARTS[subject], "source")}
    try:
        with transaction.atomic():
            made = LegalText.objects.create(
                area=area,
                subject=subject,
                number=latest + 1,
                valid_from=valid_from,
                checked_on=checked_on,
                made_at=at,
                made_by=by,
                **kept,
            )
    except IntegrityError:
        raise Refusal("added_twice", _("Deze tekst wordt al opgeslagen. Ververs de pagina.")) from None
    record("law.added", subject=f"area:{area.slug}", by=by, area=area, about=str(subject), number=made.number)
    return made
