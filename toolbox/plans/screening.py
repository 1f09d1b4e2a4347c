"""What may not stand in a plan: a person, a group, or something that nobody does."""

import re
from functools import cache

from django.utils.translation import gettext as _

from bans.free_text import check_free_text
from participants.refusals import Refusal

from ..catalogue.models import Measure
from ..catalogue.taxonomy import ExcludedPractice, taxonomy


def screen(text: str, field: str) -> str:
    """The text without space around it. Refuses what R68 refuses, and a practice that the catalogue rules out.

    The words of such a practice are found at the beginning of a word: what is put together with one asks for it too.
    """
    text = check_free_text(text.strip(), field)
    plain = " ".join(text.casefold().replace("’", "'").split())
    for practice, pattern in _patterns():
        if pattern.search(plain):
            raise Refusal("excluded_practice", _never_done(practice), field=field)
    return text


def screen_needed(text: str, field: str) -> str:
    """The same for a text that may not stay empty."""
    if not text.strip():
        raise Refusal("text_missing", _("Vul hier iets in."), field=field)
    return screen(text, field)


@cache
def _patterns() -> tuple[tuple[ExcludedPractice, re.Pattern[str]], ...]:
    return tuple(
        (practice, re.compile("|".join(rf"(?<!\w){re.escape(word.casefold())}" for word in practice.words)))
        for practice in taxonomy().excluded
    )


def _never_done(practice: ExcludedPractice) -> str:
    """Why not, and what there is instead."""
    found = {measure.code: measure.title for measure in Measure.objects.open().filter(code__in=practice.instead)}
    titles = [f"“{found[code]}”" for code in practice.instead if code in found]
    sentence = _("Dit doen we niet: %(title)s. %(reason)s") % {"title": practice.title, "reason": practice.reason}
    return sentence + (" " + _("Kies liever: %s.") % ", ".join(titles) if titles else "")
