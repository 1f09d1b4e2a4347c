"""Writing down that the co-operation was evaluated, which quiets the yearly task (R74)."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.log import record

from ..access import require
from ..clock import dutch_date
from ..models import Evaluation, ShoppingArea, User
from ..refusals import Refusal
from ..roles import Permission


@transaction.atomic
def record_evaluation(area: ShoppingArea, *, held_on: dt.date, by: User, at: dt.datetime) -> Evaluation:
    """The evaluation of that day was held. Refuses a day to come, and the same day twice."""
    require(by, Permission.MANAGE_AREA, area=area, on=dutch_date(at))
    if held_on > dutch_date(at):
        raise Refusal("future_date", _("Deze dag ligt in de toekomst."), rule="R74", field="held_on")
    try:
        with transaction.atomic():
            made = Evaluation.objects.create(area=area, held_on=held_on, recorded_by=by, recorded_at=at)
    except IntegrityError:
        raise Refusal("already_recorded", _("Deze evaluatie staat er al."), rule="R74", field="held_on") from None
    record("evaluation.recorded", subject=f"area:{area.slug}", by=by, area=area, held_on=held_on.isoformat())
    return made
