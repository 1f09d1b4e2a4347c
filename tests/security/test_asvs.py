"""The list of ASVS 5.0 is whole, and each evidence that it names exists (G24, T29)."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.platform.surroundings import ROOT

PAGE = ROOT / "docs" / "security" / "asvs.md"
# Level 1 and 2 as far as they apply, and what was chosen of level 3; two numbers and what lies between.
ADOPTED = """
1.1.1-2 1.2.1-5 1.2.9-10 1.3.1-7 1.3.10-12 1.5.1-2
2.1.1-3 2.2.1-3 2.3.1-5 2.4.1-2
3.2.1-2 3.3.1-4 3.4.1-8 3.5.1-4 3.5.6-8 3.6.1-1 3.7.1-2
4.1.1-4 4.2.1-1
5.1.1-1 5.2.1-2 5.2.4-4 5.2.6-6 5.3.1-2 5.4.1-3
6.1.1-3 6.2.1-12 6.3.1-8 6.4.1-4 6.4.6-6 6.5.1-6 6.6.2-3
7.1.1-2 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-3
8.1.1-4 8.2.1-4 8.3.1-3 8.4.1-1
11.1.1-2 11.1.4-4 11.2.1-5 11.3.1-5 11.4.1-4 11.5.1-1 11.6.1-1
12.1.1-2 12.2.1-2 12.3.1-4
13.1.1-1 13.1.4-4 13.2.1-6 13.3.1-2 13.3.4-4 13.4.1-6
14.1.1-2 14.2.1-4 14.2.6-8 14.3.1-3
15.1.1-5 15.2.1-5 15.3.1-7 15.4.2-2
16.1.1-1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-4
"""
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (test|check|document|open) \| (.+) \|$", re.M)
TEST, CHECK, LINK = (
    re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`"),
    re.compile(r"`(\w+\.[EW]\d{3})`"),
    re.compile(r"\]\(([^)]+)\)"),
)


@dataclass(frozen=True)
class Item:
    number: str
    subject: str
    kind: str
    evidence: str


def items() -> list[Item]:
    adopted = PAGE.read_text(encoding="utf-8").partition("## Not adopted")[0]
    return [Item(*found) for found in ROW.findall(adopted)]


def adopted() -> list[str]:
    numbers = []
    for word in ADOPTED.split():
        first, last = word.split("-")
        before, _dot, begin = first.rpartition(".")
        numbers += [f"{before}.{number}" for number in range(int(begin), int(last) + 1)]
    return numbers


def checks_in_source() -> set[str]:
    """The codes of the checks for deployment, as they are written in the source."""
    found = set()
    for app in ("audit", "participants", "config"):
        for path in (ROOT / app).rglob("*check*.py"):
            text = path.read_text(encoding="utf-8")
            found |= set(re.findall(rf'id="({app}\.[EW]\d{{3}})"', text))
            found |= {f"config.E{int(number):03}" for number in re.findall(r"\berror\(\s*(\d+),", text)}
    text = (ROOT / "participants" / "database_roles.py").read_text(encoding="utf-8")
    return found | {f"participants.{code}" for code in re.findall(r'found\["(E\d{3})"\]', text)}


def test_every_adopted_item_stands_there_once() -> None:
    """228, and no other."""
    assert len(adopted()) == 228
    assert [item.number for item in items()] == adopted()


@pytest.mark.parametrize("item", items(), ids=lambda item: item.number)
def test_evidence_exists(item: Item) -> None:
    """A test by its name, a check by its code, a page by its place; what has none says that it is open."""
    tests, checks, links = TEST.findall(item.evidence), CHECK.findall(item.evidence), LINK.findall(item.evidence)
    for file, name in tests:
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{name}"
    assert set(checks) <= checks_in_source()
    for link in links:
        assert (PAGE.parent / link).is_file(), link
    first = "test" if tests else "check" if checks else "document" if links else "open"
    assert item.kind in {first, "open"} and (item.kind != "open" or not (tests or checks or links))


def test_how_many_have_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    """Said at every run, and on the page: open items are counted and not hidden."""
    kinds = Counter(item.kind for item in items())
    line = ", ".join(f"{kinds[kind]} {kind}" for kind in ("test", "check", "document", "open"))
    with capsys.disabled():
        print(f"\nASVS 5.0: {len(items())} items: {line}")
    assert f"Today: {line}." in PAGE.read_text(encoding="utf-8")


def pages() -> list[Path]:
    return [*sorted((ROOT / "docs" / "security").glob("*.md")), ROOT / "SECURITY.md"]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_page_names_nothing_that_is_not_there(page: Path) -> None:
    """Tests, files and pages that the documentation of security leads to."""
    text = page.read_text(encoding="utf-8")
    known = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)\(", path.read_text(encoding="utf-8"))
    }
    # A name after a path is a file beside it, as in `tests/access/test_a.py`, `test_b.py`.
    files = {path.name for path in (ROOT / "tests").rglob("*.py")}
    assert {name for name in re.findall(r"`(test_\w+)`", text) if name not in known} == set()
    assert {name for name in re.findall(r"`(test_\w+\.py)`", text) if name not in files} == set()
    for place in re.findall(
        r"`(?:python -m |python )?((?:tests|bench|audit|bans|participants|config)/[\w/]+(?:\.\w+)?)", text
    ):
        assert (ROOT / place).exists(), place
    for module in re.findall(r"python -m (bench\.\w+)", text):
        assert (ROOT / (module.replace(".", "/") + ".py")).exists(), module
    for link in LINK.findall(text):
        if "://" not in link:
            assert (page.parent / link.partition("#")[0]).exists(), link
