"""What our own code never does: run text as code, open a shell, read pickles or XML, ask outside."""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("audit", "bans", "config", "notices", "oversight", "participants", "rights", "toolbox")
SOURCES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
# The processes that we start open photos and lay out letters; the ones that ask outside are single sign-on, if it is
# switched on, and the container asking itself whether it lives.
STARTS_PROCESSES = {"bans/photos.py", "notices/pdf/engine.py"}
ASKS_OUTSIDE = {"config/alive.py", "participants/accounts/sso.py"}
# Chance decides here how long to wait, and nothing that anybody must not foresee.
CHANCE = {"audit/chain.py"}
SOCKETS = {*ASKS_OUTSIDE, "config/serve.py"}
MODULES = {"pickle", "marshal", "shelve", "dill", "xml", "lxml", "telnetlib", "ftplib", "random"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.split(".")[0])
    return names


def called(tree: ast.AST) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_source_is_plain(path: Path) -> None:
    """No code from text, no shell, no pickle, no XML, no randomness that can be foreseen, no call outside."""
    tree, name = ast.parse(path.read_text(encoding="utf-8")), name_of(path)
    modules, calls = imported(tree), called(tree)
    may_throw_dice = name.startswith("notices/demo/") or name in CHANCE
    assert not modules & (MODULES - ({"random"} if may_throw_dice else set()))
    assert not calls & {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.load", "mark_safe"}
    assert not {call for call in calls if re.search(r"\b(md5|sha1|DES|ARC4|ECB|CBC)$", call)}
    assert "subprocess" not in modules or name in STARTS_PROCESSES
    assert not modules & {"requests", "urllib3", "httpx", "aiohttp"} or name in ASKS_OUTSIDE
    assert not [c for c in calls if c.startswith(("urllib.request.", "smtplib.", "socket."))] or name in SOCKETS
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "shell":
            raise AssertionError("a shell is opened")
        # A statement is written by us, with a place for each value; names of tables are quoted by the database.
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".execute") and node.args:
            assert not re.search(r"request\.|\.GET|\.POST", ast.unparse(node.args[0]))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_escapes_everything(path: Path) -> None:
    """Nothing that somebody typed is marked safe; help texts of the framework are the one exception."""
    text = path.read_text(encoding="utf-8")
    assert "autoescape off" not in text and "safeseq" not in text
    assert set(re.findall(r"\{\{\s*([^}|]+)\|safe", text)) <= {"field.help_text"}
    assert not re.search(r"\sstyle=|\son[a-z]+=[\"']", text)


# The frame of the app is kept, by these two alone; `tests/browser/test_app.py` looks at what that is.
KEEPS_THE_FRAME = {"static/js/shell.js": {"serviceWorker"}, "static/js/shell-worker.js": {"caches.open"}}


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_script_makes_no_markup_and_keeps_nothing(path: Path) -> None:
    """Text becomes text; nothing is stored in the browser, and no other site is asked."""
    text = path.read_text(encoding="utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
                 "localStorage", "sessionStorage", "indexedDB", "postMessage", "document.cookie", "caches.open",
                 "serviceWorker", "__proto__", "http://", "https://"):  # fmt: skip
        assert word not in text or word in KEEPS_THE_FRAME.get(name_of(path), ()), word


def patterns() -> Iterator[tuple[str, str]]:
    """Every regular expression that stands as text in our code."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name, text = ast.unparse(node.func), node.args[0].value
                if re.fullmatch(r"re\.\w+|RegexValidator", name) and isinstance(text, str):
                    yield name_of(path), text


# Longer than any field; a search begins anew at each letter, so that it gets a shorter one.
LONG, SHORTER = 20_000, 2_000
HOSTILE = [c * LONG + "!" for c in ("a", "1", " ", "-", ".", "a ", "1-", "a1", "1 ", "\n", "ij", "A.", "aA0")]


@pytest.mark.parametrize(("where", "text"), sorted(set(patterns())))
def test_pattern_ends_in_time(where: str, text: str) -> None:
    """On the worst that a form lets through and more, each is done within a second: none runs away."""
    pattern = re.compile(text)
    began = time.process_time()
    for hostile in HOSTILE:
        pattern.search(hostile[-SHORTER:])
        pattern.fullmatch(hostile)
    assert time.process_time() - began < 1


def test_there_are_patterns() -> None:
    assert len(set(patterns())) > 12
