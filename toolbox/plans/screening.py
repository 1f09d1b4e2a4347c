"""What may not stand in a plan: a person, a group, or something that nobody does."""

from django.utils.translation import gettext as _

from bans.free_text import check_free_text
from participants.refusals import Refusal

from ..catalogue.models import Measure
from ..catalogue.taxonomy import ExcludedPractice, taxonomy
from ..legal_test.rules import practices_in


def screen(text: str, field: str) -> str:
    """The text without space around it. Refuses what R68 refuses, and a practice that the catalogue rules out."""
    text = check_free_text(text.strip(), field)
    practices = {practice.code: practice for practice in taxonomy().excluded}
    for code in practices_in([text], {code: practice.words for code, practice in practices.items()}):
        raise Refusal("excluded_practice", _never_done(practices[code]), field=field)
    return text


def screen_needed(text: str, field: str) -> str:
    """The same for a text that may not stay empty."""
    if not text.strip():
        raise Refusal("text_missing", _("Vul hier iets in."), field=field)
    return screen(text, field)


def _never_done(practice: ExcludedPractice) -> str:
    """Why not, what there is instead, and how to say that one does not do it."""
    found = {measure.code: measure.title for measure in Measure.objects.open().filter(code__in=practice.instead)}
    titles = [f"“{found[code]}”" for code in practice.instead if code in found]
    told = [_("Dit doen we niet: %(title)s. %(reason)s") % {"title": practice.title, "reason": practice.reason}]
    if titles:
        told.append(_("Kies liever: %s.") % ", ".join(titles))
    return " ".join([*told, _("Bedoelt u juist dat u dit niet doet? Schrijf er dan ‘geen’ of ‘zonder’ voor.")])
