"""What the paper and the page of the yearly report ask beside their facts."""

from django import template

from ..figures.tables import Table
from ..yearly.questions import Question, questions_of
from ..yearly.words import Judgement

register = template.Library()
LONGEST_NUMBER = len("niet getoond") + 6


@register.filter
def questions(judgement: Judgement) -> list[Question]:
    return questions_of(judgement)


@register.filter
def in_words(table: Table) -> bool:
    """Whether its cells are words, which stand at the left, and not numbers."""
    return any(not cell[:1].isdigit() for row in table.rows for _head, cell in row.cells[-1:]) and any(
        len(cell) > LONGEST_NUMBER or cell.isalpha() for row in table.rows for _head, cell in row.cells
    )
