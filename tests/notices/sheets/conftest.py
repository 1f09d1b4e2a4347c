"""The facts of each letter that has a sheet, from the same scene as the register's tests."""

from collections.abc import Callable
from typing import Any

import pytest

from bans.actions.endings import annul, lift
from bans.models import Sanction
from notices.actions.letters import _warning_beside
from notices.facts import letter_facts
from notices.models.notice import LetterKind
from participants.actions.lists import publish_list
from tests.bans.conftest import scene
from tests.notices.test_letters import approved, pair, serve
from tests.participants.api.scene import Scene, make_shop

__all__ = ["facts_for", "scene"]

FactsFor = Callable[..., dict[str, Any]]


@pytest.fixture
def facts_for(scene: Scene) -> FactsFor:
    """`facts_for("combined")` is what the letter of that kind says; `post=True` for one that goes by post."""

    def facts_for(kind: str, *, post: bool = False, **person: object) -> dict[str, Any]:
        sanction = _sanction(scene, kind, person)
        facts = letter_facts(
            sanction,
            participant_list=publish_list(scene.area, at=scene.at),
            starts_on=None if post else scene.today,
            signatory=scene.users["manager"],
            at=scene.at,
            combined=kind == LetterKind.COMBINED,
        )
        if kind == LetterKind.COMBINED:
            facts.update(_warning_beside(sanction, scene.today))
        return facts

    return facts_for


def _sanction(scene: Scene, kind: str, person: dict[str, object]) -> Sanction:
    head = scene.users["coordinator"]
    match kind:
        case LetterKind.INDIVIDUAL_WARNING:
            return approved(scene, "warning", "shop", "insulting", **person)
        case LetterKind.INDIVIDUAL_BAN:
            return approved(scene, "ban", "shop", "theft", **person)
        case LetterKind.COLLECTIVE_WARNING:
            return approved(scene, "warning", "area", "theft", **person)
        case LetterKind.COMBINED:
            return pair(scene)[0]
        case LetterKind.SUPPLEMENTARY:
            ban = serve(scene, approved(scene, **person))
            make_shop(scene.area, "Boekhandel", by=head, at=scene.at)
            return ban
        case LetterKind.WITHDRAWAL:
            return lift(serve(scene, approved(scene, **person)), reason="Het is goed zo.", by=head, at=scene.at)
        case LetterKind.ANNULMENT:
            return annul(serve(scene, approved(scene, **person)), reason="Fout.", by=head, at=scene.at)
    return approved(scene, **person)
