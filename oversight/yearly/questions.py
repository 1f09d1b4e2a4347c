"""What people are asked to judge: the same questions on the page and in the PDF, in the same order."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .words import Judgement

# For each field: the question, and what belongs in the answer.
QUESTIONS: Mapping[str, tuple[object, object]] = {
    "took_part": (
        _("wie waren erbij?"),
        _("Noem functies en geen namen. Bijvoorbeeld: coördinator, wijkagent, gemeente, twee winkels."),
    ),
    "went_well": (_("wat ging goed?"), _("Wat willen wij zo houden?")),
    "must_change": (_("wat moet anders?"), _("In de regels, in het werk of in de winkels.")),
    "needed": (
        _("is het winkelverbod nog nodig, en is het niet te zwaar?"),
        _("Kan het doel ook met minder worden bereikt? Weegt wat het oplevert op tegen wat het voor mensen betekent?"),
    ),
    "conclusions": (
        _("wat vinden wij van wat niet klopt of ontbreekt?"),
        _("Bij elk punt: hoe kwam dat, en wat doen wij eraan? Is er niets, schrijf dan: geen."),
    ),
    "agreed": (
        _("wat is afgesproken?"),
        _("Wat, wie (een functie) en wanneer. Is er niets, schrijf dan: geen."),
    ),
}


@dataclass(frozen=True)
class Question:
    name: str
    title: str
    asks: str
    text: str


def questions_of(judgement: Judgement) -> list[Question]:
    """Each question with what was answered; "" where that is still open."""
    return [
        Question(name, str(title)[:1].upper() + str(title)[1:], str(asks), getattr(judgement, name))
        for name, (title, asks) in QUESTIONS.items()
    ]
