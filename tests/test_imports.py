"""Who may import whom (docs/architecture.md). The direction is a test, not a hope."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "audit": set(),
    "participants": {"audit"},
    "bans": {"audit", "participants"},
    "notices": {"audit", "participants", "bans"},
    "rights": {"audit", "participants", "bans", "notices"},
    "oversight": {"audit", "participants", "bans", "notices", "rights"},
    "toolbox": {"audit", "participants", "bans", "notices", "rights"},
}
OURS = {*MAY_IMPORT, "config", "tests", "bench"}


def imported(path: Path) -> set[str]:
    """The top-level names of our own packages that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found & OURS


FILES = [
    pytest.param(app, path, id=str(path.relative_to(ROOT)))
    for app in MAY_IMPORT
    for path in sorted((ROOT / app).rglob("*.py"))
]


@pytest.mark.parametrize(("app", "path"), FILES)
def test_import_direction(app: str, path: Path) -> None:
    """An app imports only itself and what lies below it; nobody imports the configuration."""
    assert imported(path) - {app} <= MAY_IMPORT[app]


@pytest.mark.parametrize("app", ["participants", "bans", "notices"])
def test_pages_and_api_do_not_know_each_other(app: str) -> None:
    """Two doors to one house: neither leads through the other."""
    for inside, other in (("pages", "api"), ("api", "pages")):
        for path in (ROOT / app / inside).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert f"from ..{other}" not in text and f"{app}.{other}" not in text, path


def test_rules_import_no_models() -> None:
    """A pure rule knows neither the database nor a clock."""
    for path in (ROOT / "bans" / "rules").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "models" not in text.replace("no models", "") and "timezone.now" not in text, path


def test_only_the_clock_asks_what_time_it_is() -> None:
    """Time is an argument everywhere else (D20)."""
    asking = ("timezone.now(", "datetime.now(", "date.today(", "timezone.localdate(", "time.time(")
    for app in MAY_IMPORT:
        for path in (ROOT / app).rglob("*.py"):
            if path.name == "clock.py" or "migrations" in path.parts:
                continue
            text = path.read_text(encoding="utf-8")
            assert not [word for word in asking if word in text], path
