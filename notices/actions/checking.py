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
    too often. Only what is not found costs a turn. The code is written nowhere.
    """
    code = read_typed(typed)
    take_turn(visitor, at=at)
    notice = letter_with(code, on=dutch_date(at))
    if notice is None:
        return None
    give_turn_back(visitor, at=at)
    return told_of(notice, on=dutch_date(at))


def read_typed(typed: str) -> str:
    """The code that was typed. Refuses one that cannot be one."""
    try:
        return read_code(typed)
    except MistypedError:
        sentence = _("Deze code klopt niet. Kijk of u een teken verkeerd typte.")
        raise Refusal("mistyped", sentence, field="code") from None


def take_turn(visitor: str, *, at: dt.datetime) -> None:
    """Count one question of this visitor, and one of all together. Refuses who asks too often."""
    _take(_each(visitor), at)
    _take(EVERYBODY, at)


def give_turn_back(visitor: str, *, at: dt.datetime) -> None:
    """What was found costs no turn: whoever holds the letter walks through its pages, and guesses nothing by it."""
    limits.give_back(_each(visitor).name, at=at)
    limits.give_back(EVERYBODY.name, at=at)


def letter_with(code: str, *, on: dt.date) -> Notice | None:
    """The letter with this code, if it still answers; from here on the door of its area is the only one open."""
    # Nobody knows yet of which area it is.
    with area_lock.all_areas():
        found = LETTERS.rows(code_digest=digest(code), since=on - dt.timedelta(days=CODE_OUTLIVES_D))
    if not found:
        return None
    key, area = found[0]
    area_lock.enter(ShoppingArea.objects.get(pk=area))
    whole = ("area", "participant_list", "sanction__area", "sanction__shop__business", "sanction__protocol")
    # The purge may have come in between.
    return Notice.objects.filter(pk=key).select_related(*whole).defer("html", "pdf").first()


def _each(visitor: str) -> Bucket:
    return Bucket(f"letter-check:{visitor}", EACH, WINDOW)


def _take(bucket: Bucket, at: dt.datetime) -> None:
    if limits.take(bucket.name, limit=bucket.limit, window=bucket.window, at=at):
        return
    # One line for a window tells of a burst; more would let a guesser fill the log.
    if bucket == EVERYBODY and limits.take("told:letter-check", limit=1, window=WINDOW, at=at):
        record("letter.guessed", subject="page:rights:own", by="visitor")
    again = limits.free_again_at(bucket.name, at=at)
    sentence = _("Er is te vaak een code gevraagd. Probeer het opnieuw na %s.")
    shown = date_format(again.astimezone(DUTCH_TIME) + dt.timedelta(minutes=1), "H:i")
    raise Refusal("wait", sentence % shown, wait=max(1.0, (again - at).total_seconds()))
