"""The one door for what people type: what no free text may hold, and what to write instead (R68, D11).

Every action sends each text through `check_free_text` before it saves it. Nobody can override a refusal.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participants.refusals import Refusal

from .characters import trouble_with
from .numbers import citizen_number_in, document_number_in
from .terms import Found, terms_in

__all__ = ["check_free_text"]

# Fields that hold a name or an address: "Turk" and "Poolsestraat" are at home there.
NAMES = frozenset(
    (
        "given_name",
        "family_name",
        "observed_by",
        "server_name",
        "witness_name",
        "address",
        "contact_name",
        "contact_email",
        "organisation",
    )
)
# Fields that hold the address of a page, in which letters and digits stand together as they do in a document's number.
LINKS = frozenset(("link",))


def check_free_text(text: str, field: str) -> str:
    """The text as it came. Refuses one with a number or a word that has no place in the register (R68)."""
    if trouble := trouble_with(text):
        raise Refusal(trouble.code, trouble.sentence, rule="R68", field=field)
    if citizen_number_in(text):
        raise Refusal(
            "citizen_number",
            _("Hier lijkt een burgerservicenummer te staan. Dat mag nooit in het register."),
            rule="R68",
            field=field,
        )
    if field not in LINKS and document_number_in(text):
        raise Refusal(
            "document_number",
            _("Hier lijkt het nummer van een document te staan. Schrijf alleen dat u het document hebt gezien."),
            rule="R68",
            field=field,
        )
    if found := terms_in(text, names=field in NAMES):
        raise _word_refused(found, field)
    return text


def _word_refused(found: list[Found], field: str) -> Refusal:
    """Names the words that were found, and says what to write instead."""
    language = "en" if (get_language() or "").startswith("en") else "nl"
    lists = list({found_one.word_list.code: found_one.word_list for found_one in found}.values())
    facts = {
        "words": ", ".join(dict.fromkeys(f"“{found_one.text}”" for found_one in found[:5])),
        "about": ", ".join(word_list.name[language] for word_list in lists),
    }
    sentence = _("Dit hoort niet in het register: %(words)s (%(about)s).") % facts
    advice = " ".join(word_list.advice[language] for word_list in lists)
    return Refusal("forbidden_words", f"{sentence} {advice}", rule="R68", field=field)
