"""A request by the page: what was typed, what is still wrong with it, and taking it in once."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from notices.models import Notice
from notices.requests import Right
from participants import limits
from participants.limits import Bucket
from participants.refusals import Refusal

from ..requests.actions.receiving import LONGEST_CONTACT, Asking, receive_by_code
from ..requests.models import Dispute, Request
from ..requests.own_words import MOST_CHARACTERS, as_kept, holds_number, sensitive_words

HOUR, A_DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
EACH_HOUR, EACH_LETTER = 10, 20
POST, PICK_UP, ELSEWHERE = "post", "pick_up", "elsewhere"
WAYS = (POST, PICK_UP, ELSEWHERE)
KEY_SIGNS = 43
# In the order of the page.
RIGHTS = (
    Right.OBJECTION, Right.ACCESS, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION, Right.EXCEPTION,
    Right.COMPLAINT,
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """What stands in the form, whatever it is worth. `key` is of this one form, so that sending twice is once."""

    right: str = ""
    dispute: str = ""
    words: str = ""
    way: str = POST
    contact: str = ""
    key: str = ""
    anyway: bool = False

    @classmethod
    def of(cls, posted: Mapping[str, str]) -> "Draft":
        """A line ends with one sign, as it does in the browser that counts them."""
        key = posted.get("key", "")
        return cls(
            right=posted.get("right", ""),
            dispute=posted.get("dispute", ""),
            words=posted.get("words", "").replace("\r\n", "\n"),
            way=posted.get("way", POST),
            contact=posted.get("contact", ""),
            key=key if len(key) == KEY_SIGNS else secrets.token_urlsafe(32),
            anyway=bool(posted.get("anyway")),
        )

    def problems(self) -> dict[str, str]:
        """The text to show by the field that is not right yet; empty when it can be sent."""
        found = {}
        if self.right not in RIGHTS:
            found["right"] = "ask.choose_what"
        if self.dispute not in ("", *Dispute.values):
            found["dispute"] = "ask.bad_choice"
        if len(self.words) > MOST_CHARACTERS:
            found["words"] = "ask.too_long"
        elif not self.words.strip() and self.right != Right.ACCESS:
            found["words"] = "ask.write"
        if self.way not in WAYS:
            found["way"] = "ask.bad_choice"
        elif self.way == ELSEWHERE and not 0 < len(self.contact.strip()) <= LONGEST_CONTACT:
            found["contact"] = "ask.contact_missing"
        return found

    @property
    def to_reconsider(self) -> bool:
        """Whether it holds a word of which we ask once if it is needed."""
        return not self.anyway and bool(sensitive_words(self.words))

    @property
    def holds_number(self) -> bool:
        """Whether a number is left out of it that nobody may keep."""
        return holds_number(self.words) or (self.way == ELSEWHERE and holds_number(self.contact))

    def asking(self) -> Asking:
        """As it is taken in. Who asks to have something put right says by that that it is wrong now (R63)."""
        dispute = self.dispute or (Dispute.FACT if self.right == Right.RECTIFICATION else "")
        with translation.override("nl"):
            ways = {
                POST: _("per post, op het adres dat wij al hebben"),
                PICK_UP: _("komt het ophalen, met de brief"),
                ELSEWHERE: as_kept(self.contact),
            }
        return Asking(Right(self.right), words=self.words, dispute=dispute, contact=ways[self.way])


def ask(notice: Notice, draft: Draft, *, visitor: str, at: dt.datetime) -> Request:
    """Take the request in, with a number and a clock. The same form sent once more gives the same request.

    Refuses with a time to wait more than ten requests of one address in an hour, or twenty about one letter in a day.
    """
    key = _submission_key(notice, draft)
    before = Request.objects.filter(submission_key=key).first()
    if before is not None:
        return before
    _take_turn(notice, visitor, at)
    return receive_by_code(notice.sanction, draft.asking(), submission_key=key, at=at)


def _submission_key(notice: Notice, draft: Draft) -> str:
    """Bound to the measure, so that the key of a form leads to no request of anybody else."""
    return hashlib.sha256(f"{notice.sanction_id}:{draft.key}".encode()).hexdigest()


def _take_turn(notice: Notice, visitor: str, at: dt.datetime) -> None:
    """Outside the transaction of the request, which may be rolled back."""
    each = Bucket(f"own-ask:{visitor}", EACH_HOUR, HOUR)
    about = Bucket(f"own-ask-letter:{notice.token}", EACH_LETTER, A_DAY)
    take_or_refuse(each, at=at)
    try:
        take_or_refuse(about, at=at)
    except Refusal:
        limits.give_back(each.name, at=at)
        raise


def take_or_refuse(bucket: Bucket, *, at: dt.datetime) -> None:
    """Count one use of this. Refuses one too many, with the seconds until the next."""
    if not limits.take(bucket.name, limit=bucket.limit, window=bucket.window, at=at):
        again = limits.free_again_at(bucket.name, at=at)
        wait = max(1.0, (again - at).total_seconds())
        raise Refusal("too_many", _("Er zijn al veel verzoeken. Probeer het later opnieuw."), wait=wait)
