"""Open points of the DPIA: an own one is raised, each is settled with words, and may be opened again."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from participants.access import running_memberships
from participants.clock import dutch_date
from participants.models import ShoppingArea, User
from participants.references import new_token
from participants.refusals import Refusal

from ...nameless import refuse_names, refuse_references
from ..models import LONGEST_POINT, LONGEST_REMARK, DpiaPoint
from ..points import point_called

# Since then there is a DPIA at all (AVG).
EARLIEST = dt.date(2018, 5, 25)
MOST_OWN = 40


@transaction.atomic
def raise_point(area: ShoppingArea, *, words: str, by: User, at: dt.datetime) -> DpiaPoint:
    """Write down a point of one's own. Refuses none, what no text may hold (R68), and more than anybody can settle."""
    words = _checked(words, "words", area, longest=LONGEST_POINT)
    ShoppingArea.objects.select_for_update().get(pk=area.pk)
    own = DpiaPoint.objects.filter(area=area).exclude(words="")
    if own.filter(settled_at=None).count() >= MOST_OWN:
        raise Refusal("too_many_points", _("Er staan al %d eigen punten open. Beslis eerst daarover.") % MOST_OWN)
    if own.filter(words=words).exists():
        raise Refusal("point_exists", _("Dit punt staat er al."), field="words")
    point = DpiaPoint.objects.create(area=area, code=new_token(), words=words, raised_at=at, raised_by=by)
    record("dpia.point_raised", subject=f"dpia:{point.code}", by=by, area=area)
    return point


@transaction.atomic
def settle_point(
    area: ShoppingArea, code: str, *, settled_on: dt.date, remark: str, by: User, at: dt.datetime
) -> DpiaPoint:
    """Say what was decided and when. Refuses without words, on a day to come, and what was settled already."""
    remark = _checked(remark, "remark", area, longest=LONGEST_REMARK)
    if settled_on > dutch_date(at):
        raise Refusal("future_date", _("De datum ligt in de toekomst."), field="settled_on")
    if settled_on < EARLIEST:
        raise Refusal("too_early", _("Die dag is te lang geleden."), field="settled_on")
    row = _row(area, code, by=by, at=at)
    if row.settled_at:
        raise Refusal("settled", _("Over dit punt is al beslist. Open het eerst weer."))
    roles = running_memberships(by, area, on=dutch_date(at)).values_list("role", flat=True)
    row.settled_on, row.settled_at, row.settled_by, row.remark = settled_on, at, by, remark
    row.settled_as = " ".join(sorted(set(roles)))[:20]
    row.save(update_fields=["settled_on", "settled_at", "settled_by", "settled_as", "remark"])
    record("dpia.point_settled", subject=f"dpia:{code}", by=by, area=area, on=settled_on.isoformat())
    return row


@transaction.atomic
def reopen_point(area: ShoppingArea, code: str, *, by: User, at: dt.datetime) -> DpiaPoint:
    """Open a point again; what was decided goes from the page and stays in dossiers that were made."""
    row = _row(area, code, by=by, at=at)
    if not row.settled_at:
        raise Refusal("not_settled", _("Dit punt staat al open."))
    row.settled_on = row.settled_at = row.settled_by = None
    row.settled_as = row.remark = ""
    row.save(update_fields=["settled_on", "settled_at", "settled_by", "settled_as", "remark"])
    record("dpia.point_reopened", subject=f"dpia:{code}", by=by, area=area)
    return row


def _row(area: ShoppingArea, code: str, *, by: User, at: dt.datetime) -> DpiaPoint:
    """The row of this point, held until the end; a standard one gets its row now."""
    ShoppingArea.objects.select_for_update().get(pk=area.pk)
    if point_called(area, code) is None:
        raise Refusal("no_point", _("Dit punt is er niet."))
    row, _made = DpiaPoint.objects.get_or_create(area=area, code=code, defaults={"raised_at": at, "raised_by": by})
    return row


def _checked(text: str, field: str, area: ShoppingArea, *, longest: int) -> str:
    """The words as they came: others read them, so that they name nobody and lead to no file."""
    text = text.strip()
    if not text:
        raise Refusal("words_missing", _("Schrijf iets op."), field=field)
    if len(text) > longest:
        raise Refusal("too_long", _("Schrijf het korter op, in hoogstens %d tekens.") % longest, field=field)
    check_free_text(text, field)
    refuse_references({field: text}, area)
    refuse_names({field: text}, area)
    return text
