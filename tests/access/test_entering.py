"""Whatever works in the register without a door enters areas by itself (G13)."""

import inspect
from pathlib import Path
from typing import Any

import pytest

from config.celery import app

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [
    path
    for name in ("bans", "notices", "rights", "oversight")
    for path in (ROOT / name / "management" / "commands").glob("[a-z]*.py")
]
# These touch the ring of keys or the files of the database, and no row of the register.
NO_ROWS = {"copy_keyring", "overwrite_erased", "rotate_master_key"}


def duties() -> list[Any]:
    app.loader.import_default_modules()
    return [task for name, task in app.tasks.items() if name.startswith(("bans.", "notices.", "oversight."))]


@pytest.mark.parametrize("task", duties(), ids=lambda task: task.name)
def test_every_duty_enters(task: Any) -> None:
    name = task.name.rpartition(".")[2]
    before = inspect.getsource(inspect.getmodule(task.run)).partition(f"def {name}(")[0]
    entered = "@area_lock." in before.rpartition("@shared_task")[2]
    assert entered != (name in NO_ROWS)


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_every_command_enters(path: Path) -> None:
    """By itself, or by calling a duty that does."""
    text = path.read_text(encoding="utf-8")
    assert ("area_lock." in text or ".tasks import" in text) != (path.stem in NO_ROWS and ".tasks import" not in text)
