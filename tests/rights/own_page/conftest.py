"""Somebody who holds a letter, on the day on which it was handed over."""

import pytest

from notices.actions import letters, serving
from notices.models import Notice
from tests.cast import Cast
from tests.factories import DAY, make_sanction
from tests.screens import Screens, screens

__all__ = ["screens"]


@pytest.fixture
def notice(screens: Screens, cast: Cast) -> Notice:
    """The letter of a collective ban that was handed over this morning."""
    ban = make_sanction(cast, served=False, at=cast.at - DAY / 8)
    made = letters.prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)[0]
    facts = serving.HandedOver(
        handed_at=cast.at, place="kantoor", server_name="A. Bakker", witness_name="B. Visser", receipt="signed"
    )
    serving.serve_in_person(made, facts=facts, by=cast.manager_a, at=cast.at)
    return Notice.objects.get(pk=made.pk)
