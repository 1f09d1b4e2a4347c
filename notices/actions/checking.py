"""Whether a letter is genuine, for anybody who has its code (A12, T37)."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.log import record
from participants import area_lock, limits
from participants.clock import DUTCH_TIME, dutch_date
from participants.limits import Bucket
from participants.models import ShoppingArea
from participants.prepared import Prepared
from participants.refusals import Refusal

from ..codes import MistypedError, digest, read_code
from ..models import Notice
from ..models.notice import CODE_OUTLIVES_D
from ..standing import Told, told_of

WINDOW = dt.timedelta(minutes=10)
EACH, TOGETHER = 20, 1000
EVERYBODY = Bucket("letter-check:all", TOGETHER, WINDOW)

# Built once, for anybody may ask it: then an answer costs little, and each as much as the other.
LETTERS = Prepared(
    lambda code_digest, since: (
        Notice.objects.answering_to(code_digest, since).order_by().values_list("pk", "area")
    ),
    code_digest=str,
    since=dt.date,
)  # fmt: skip


def check_letter(typed: str, *, visitor: str, at: dt.datetime) -> Told | None:
    """What the holder of this code may know. None when no letter has it: never, not any more, or erased.

    `visitor` is the address from which it is asked. Refuses a mistyped code, which costs no turn, and who asks
    too often. What all together ask counts only while nothing is found. The code is written nowhere.
    """
    try:
        code = read_code(typed)
    except MistypedError:
        sentence = _("Deze code klopt niet. Kijk of u een teken verkeerd typte.")
        raise Refusal("mistyped", sentence, field="code") from None
    _take(Bucket(f"letter-check:{visitor}", EACH, WINDOW), at)
    _take(EVERYBODY, at)
    on = dutch_date(at)
    # Nobody knows yet of which area it is; from the answer on, the door of that area is the only one open.
    with area_lock.all_areas():
        found = LETTERS.rows(code_digest=digest(code), since=on - dt.timedelta(days=CODE_OUTLIVES_D))
    if not found:
        return None
    limits.give_back(EVERYBODY.name, at=at)
    key, area = found[0]
    area_lock.enter(ShoppingArea.objects.get(pk=area))
    whole = ("area", "participant_list", "sanction__area", "sanction__shop__business", "sanction__protocol")
    # The purge may have come in between.
    notice = Notice.objects.filter(pk=key).select_related(*whole).defer("html", "pdf").first()
    return told_of(notice, on=on) if notice else None


def _take(bucket: Bucket, at: dt.datetime) -> None:
    if limits.take(bucket.name, limit=bucket.limit, window=bucket.window, at=at):
        return
    # One line for a window tells of a burst; more would let a guesser fill the log.
    if bucket == EVERYBODY and limits.take("told:letter-check", limit=1, window=WINDOW, at=at):
        record("letter.guessed", subject="page:notices:check", by="visitor")
    again = limits.free_again_at(bucket.name, at=at)
    sentence = _("Er is te vaak een code gevraagd. Probeer het opnieuw na %s.")
    shown = date_format(again.astimezone(DUTCH_TIME) + dt.timedelta(minutes=1), "H:i")
    raise Refusal("wait", sentence % shown, wait=max(1.0, (again - at).total_seconds()))
