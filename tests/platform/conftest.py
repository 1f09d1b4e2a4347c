"""An installation of the embedded default, as `./start` leaves it but without a demonstration."""

from pathlib import Path

import pytest

from config import health
from tests import migrated


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a migrated, empty installation."""
    folder: Path = tmp_path_factory.mktemp("site") / "var"
    migrated.embedded(folder / "drempel.sqlite3")
    return {"DREMPEL_VAR": str(folder)}


@pytest.fixture(autouse=True)
def asked_anew() -> None:
    """What an earlier test found of the health of its site is not this one's."""
    health.forget()
