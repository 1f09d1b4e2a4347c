"""Two corrections at once, on two connections: the row decides who came first (R55)."""

import pytest

from bans.models import Sanction
from participants.models import Job
from rights.corrections.models import Correction, Kind
from tests.bans.test_races import at_once, together
from tests.cast import Cast
from tests.factories import make_sanction

from .scene import correct
from .test_rectifying import rectify

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
__all__ = ["together"]


@pytest.mark.parametrize("kinds", [(Kind.ANNULLED, Kind.ANNULLED), (Kind.WITHDRAWN, Kind.ERASED)])
def test_r55_one_of_two_corrections_is_made(together: Cast, kinds: tuple[Kind, Kind]) -> None:
    ban = make_sanction(together)
    deeds = [lambda kind=kind: correct(ban, kind, together) for kind in kinds]
    assert at_once(*deeds) == ["done", "ended"]
    assert Correction.objects.count() == 1 and Job.objects.count() == 2
    ban.refresh_from_db()
    assert (ban.annulled_at is None) != (ban.lifted_at is None)


def test_same_rectification_sent_twice_is_made_once(together: Cast) -> None:
    ban = make_sanction(together)
    deed = lambda: rectify(ban, together, family_name="Bakker")  # noqa: E731
    assert at_once(deed, deed) == ["done", "nothing_changed"]
    assert Correction.objects.count() == 1
    assert Sanction.objects.get().person.family_name == "Bakker"
