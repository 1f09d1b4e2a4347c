"""What the catalogue and the register say that bears on a question, to stand beside it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..catalogue.models import Measure
from ..catalogue.shelf import Shelf
from ..catalogue.taxonomy import taxonomy
from .judging import Standing
from .telling import lighter
from .vocabulary import PermitStatus


class Row(NamedTuple):
    """One thing to know: its name, and a text or measures to read further."""

    label: str
    text: str = ""
    measures: tuple[Measure, ...] = ()


def beside(question: str, stands: Standing, books: Shelf) -> list[Row]:
    """The rows that have something to say."""
    return [row for row in _ROWS[question](stands, books) if row.text or row.measures]


def permit_told(stands: Standing) -> str:
    """How the area stands with its permit; empty where this measure needs none."""
    if stands.permit.status == PermitStatus.NOT_NEEDED:
        return ""
    if stands.permit.status == PermitStatus.IN_FORCE:
        return _("Ja, volgens het register: %s") % stands.permit.number
    return _("Nee. Volgens het register is er geen geldige vergunning.")


def _problem(stands: Standing, books: Shelf) -> Iterator[Row]:
    yield Row(_("Deze maatregel is tegen"), ", ".join(stands.measure.problem_labels))
    yield Row(_("Waar"), ", ".join(stands.measure.setting_labels))
    yield Row(_("Aanleiding"), stands.measure.trigger_label)


def _competence(stands: Standing, books: Shelf) -> Iterator[Row]:
    measure = stands.measure
    yield Row(_("Grondslag"), measure.legal_basis)
    yield Row(_("Wie dit doet"), ", ".join(measure.party_labels))
    yield Row(_("Wie moet beslissen"), ", ".join(measure.decider_labels) or _("Niemand anders: u mag dit zelf."))
    yield Row(_("Vergunning van dit gebied"), permit_told(stands))


def _conditions(stands: Standing, books: Shelf) -> Iterator[Row]:
    yield Row(_("Grondslag"), stands.measure.legal_basis)
    yield Row(_("Vergunning van dit gebied"), permit_told(stands))


def _necessity(stands: Standing, books: Shelf) -> Iterator[Row]:
    yield Row(_("Wat de maatregel is"), stands.measure.summary)
    yield Row(_("Wat er van de werking bekend is"), stands.measure.effect)
    yield Row(_("Hoe sterk dat bewijs is"), stands.measure.effect_strength_label)


def _subsidiarity(stands: Standing, books: Shelf) -> Iterator[Row]:
    measure = stands.measure
    nothing = "" if lighter(measure, books) else _("De catalogus noemt niets lichters.")
    yield Row(_("Dit is lichter"), nothing, tuple(books.named(measure.lighter)))
    for ladder in taxonomy().ladders:
        if measure.code in ladder.steps:
            below = ladder.steps[: ladder.steps.index(measure.code)]
            yield Row(_("Stappen hieronder op de ladder: %s") % ladder.title, "", tuple(books.named(below)))


def _proportionality(stands: Standing, books: Shelf) -> Iterator[Row]:
    yield Row(_("Hoe ingrijpend"), stands.measure.severity_label)
    yield Row(_("Hoelang meestal"), stands.measure.duration)
    yield Row(_("Gericht op"), _one_person(stands.measure))


def _equal_treatment(stands: Standing, books: Shelf) -> Iterator[Row]:
    yield Row(_("Aanleiding"), stands.measure.trigger_label)
    yield Row(_("Gericht op"), _one_person(stands.measure))


def _privacy(stands: Standing, books: Shelf) -> Iterator[Row]:
    yield Row(_("Gegevens"), stands.measure.data_class_label)
    yield Row(_("Let op"), stands.measure.privacy_note)


def _vulnerability(stands: Standing, books: Shelf) -> Iterator[Row]:
    yield Row(_("Gericht op"), _one_person(stands.measure))
    yield Row(_("Hoe ingrijpend"), stands.measure.severity_label)
    for relation in taxonomy().about(stands.measure.code):
        if relation.kind == "contraindicates":
            yield Row(_("Let op"), relation.note)


def _remedy(stands: Standing, books: Shelf) -> Iterator[Row]:
    yield Row(_("Vorm in het recht"), stands.measure.kind_label)
    yield Row(_("Wie dit doet"), ", ".join(stands.measure.party_labels))


def _end(stands: Standing, books: Shelf) -> Iterator[Row]:
    yield Row(_("Hoelang meestal"), stands.measure.duration)


def _one_person(measure: Measure) -> str:
    return _("één persoon") if measure.person_directed else _("een plaats of een werkwijze, geen persoon")


_ROWS: dict[str, Callable[[Standing, Shelf], Iterator[Row]]] = {
    "problem": _problem,
    "competence": _competence,
    "conditions": _conditions,
    "necessity": _necessity,
    "subsidiarity": _subsidiarity,
    "proportionality": _proportionality,
    "equal-treatment": _equal_treatment,
    "privacy": _privacy,
    "vulnerability": _vulnerability,
    "remedy": _remedy,
    "end": _end,
}
