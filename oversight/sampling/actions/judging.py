"""What the auditor finds of one file, what she asks, and what the association answers."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from audit.log import record
from bans.free_text import check_free_text
from participants.clock import dutch_date
from participants.models import User
from participants.refusals import Refusal

from ...nameless import refuse_names, refuse_references
from ..doors import answers, require_association, require_auditor
from ..models import Choice, Note, Sample, SampleItem, Side
from ..redacting import holds_a_name_of
from .drawing import waits


@transaction.atomic
def judge(item: SampleItem, *, verdict: Choice, by: User, at: dt.datetime) -> None:
    """Tick what was found of this file; until the sample is closed another tick takes its place."""
    require_auditor(by, item.area, on=dutch_date(at))
    sample = require_open(item, at)
    sample.verdicts = {**sample.verdicts, str(item.number): str(Choice(verdict))}
    sample.save(update_fields=["verdicts"])
    _log("sample.judged", item, by=by, verdict=str(verdict))


@transaction.atomic
def comment(item: SampleItem, *, words: str, by: User, at: dt.datetime) -> Note:
    """Write something beside the file."""
    require_auditor(by, item.area, on=dutch_date(at))
    note = _write(item, Side.COMMENT, words, by=by, at=at)
    _log("sample.commented", item, by=by)
    return note


@transaction.atomic
def ask(item: SampleItem, *, words: str, by: User, at: dt.datetime) -> Note:
    """Ask the association something about this file."""
    require_auditor(by, item.area, on=dutch_date(at))
    note = _write(item, Side.QUESTION, words, by=by, at=at)
    _log("sample.asked", item, by=by)
    return note


@transaction.atomic
def answer(item: SampleItem, *, words: str, by: User, at: dt.datetime) -> Note:
    """Answer the question that waits. An answer names nobody of the file."""
    require_association(by, item.area, on=dutch_date(at))
    if not waits(SampleItem.objects.prefetch_related("notes").get(pk=item.pk)):
        raise Refusal("no_question", _("Er wacht geen vraag op antwoord."))
    note = _write(item, Side.ANSWER, words, by=by, at=at)
    _log("sample.answered", item, by=by)
    return note


def checked_words(item: SampleItem, words: str, *, by: User, at: dt.datetime, field: str = "words") -> str:
    """The words as they came. Refuses none, what no text may hold (R68), and what names somebody.

    The association knows the register: its words are held against all of it. The auditor does not, and a refusal would
    tell her who is in it: hers are held against the one name that was shown to her.
    """
    words = words.strip()
    if not words:
        raise Refusal("words_missing", _("Schrijf iets op."), field=field)
    check_free_text(words, field)
    knows_all = answers(by, item.area, on=dutch_date(at))
    if knows_all:
        refuse_references({field: words}, item.area)
        refuse_names({field: words}, item.area)
    if (knows_all or _was_shown(item, by)) and holds_a_name_of(item, words):
        raise Refusal(
            "names_somebody", _("Schrijf geen naam op. De gemeente ziet dit dossier zonder namen."), field=field
        )
    return words


def _was_shown(item: SampleItem, who: User) -> bool:
    """Whether the name in this file was granted to them, now or before."""
    return item.name_requests.filter(asked_by=who, granted=True).exists()


def _write(item: SampleItem, side: Side, words: str, *, by: User, at: dt.datetime) -> Note:
    require_open(item, at)
    said = checked_words(item, words, by=by, at=at)
    return Note.objects.create(area=item.area, item=item, side=side, words=said, written_at=at, written_by=by)


def require_open(item: SampleItem, at: dt.datetime) -> Sample:
    """The sample of the file, held until the end. Refuses one that was closed or has run out."""
    sample = Sample.objects.select_for_update().get(pk=item.sample_id)
    if sample.closed_at:
        raise Refusal("closed", _("Deze steekproef is al afgesloten."))
    if not sample.opens(dutch_date(at)):
        raise Refusal("expired", _("Deze steekproef is verlopen: na dertig dagen gaan de dossiers dicht."))
    return sample


def _log(action: str, item: SampleItem, *, by: User, **facts: str) -> None:
    subject = f"sample:{item.sample.token}"
    record(action, subject=subject, by=by, area=item.area, number=item.number, **facts)
