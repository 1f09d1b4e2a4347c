"""What is in a package, and what never is; who may have it, and how it reaches a disk."""

import ast
import json
import re
import resource
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command

from audit.models import Event
from audit.verify_package import LOG, SOUND
from bans.models import Person, Sanction
from oversight.checks.fact_words import FACTS
from oversight.figures.periods import Year
from oversight.figures.tables import sections
from oversight.package.findings import LEFT_OUT, TOLD
from participants.models import Shop, User
from tests.screens import Screens

from .conftest import DAY, Scene
from .zips import files_of


def content(scene: Scene, name: str) -> dict:
    return json.loads(dict(files_of(scene.package))[name])


def test_nothing_in_it_leads_to_anybody(scene: Scene) -> None:
    """No name, address, story, shop or member of staff, and no reference of a file: its lines of the log are sealed."""
    texts = {name: text.decode() for name, text in files_of(scene.package) if not name.endswith(".py")}
    people = list(Person.objects.all())
    marks = {"Zwaantje", "Liep weg zonder te betalen", "M. de Wit", "bij de kassa", "@voorbeeld"}
    marks |= {person.family_name for person in people} | set(User.objects.values_list("email", flat=True))
    marks |= {text for row in Shop.objects.all() for text in (row.name, row.address)}
    subjects = Event.objects.exclude(subject__startswith="area:").values_list("subject", flat=True)
    references = {subject.partition(":")[2] for subject in subjects} | {person.token for person in people}
    references |= set(Sanction.objects.values_list("reference", flat=True))
    references = {one for one in references if len(one) > 6}
    assert len(marks) > 12 and len(references) > 5
    for name, text in texts.items():
        assert {mark for mark in marks if mark in text} == set(), name
        assert {one for one in references if one in text} == set(), name
        assert not re.search(r"\b(sanction|person|incident|request|correction):\w", text), name
        assert name == LOG or not re.search(r"\b(shop|user):\w", text), name


def test_figures_are_those_of_the_page(scene: Scene) -> None:
    years = {one["year"]: one["subjects"] for one in content(scene, "figures.json")["years"]}
    assert list(years) == sorted(years, reverse=True) and 2026 not in years
    measures = years[2025]["measures"]
    assert measures["totals"]["year"] == 15
    # Three bans are too few to be told, and so is what they could be computed from.
    assert set(measures["by"]["step"]["ban:area"].values()) == {None}
    assert years[2025]["deeds"]["totals"]["year"] is None
    table = dict(files_of(scene.package))["figures.csv"].decode("utf-8-sig")
    for section in sections(scene.cast.area, Year(2025), [Year(number) for number in years]):
        assert all(f'"{one.caption}"' in table for one in section.tables)


def test_finding_has_a_number_and_no_small_count_is_told(scene: Scene) -> None:
    checks = content(scene, "checks.json")
    found = {one["check"]: one for one in checks["findings"]}
    assert any(one["about"] == "measure" and one["number"] >= 1 for one in found.values())
    by_code = {one["check"]: one for one in checks["checks"]}
    for code, one in by_code.items():
        assert one["fail"] == sum(finding["check"] == code for finding in checks["findings"])
        assert all(
            one[f"{name}_at_least"] in (None, *range(5, 500, 5)) for name in ("pass", "not_applicable", "missing")
        )
    assert {one["outcome"] for one in by_code.values()} >= {"pass", "fail", "not_applicable"}


def test_every_fact_of_a_check_is_told_or_left_out_on_purpose() -> None:
    """Who adds a fact says whether it leads to a shop or a file."""
    used = set()
    for path in (Path(settings.BASE_DIR) / "oversight" / "checks").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "passed", "failed", "holds", "missing", "not_applicable",
            ):  # fmt: skip
                used |= {word.arg for word in node.keywords if word.arg}
    assert len(used) > 60 and used - TOLD - LEFT_OUT == set() and not TOLD & LEFT_OUT
    assert set(FACTS) == TOLD | LEFT_OUT


def test_settings_tell_what_changed_and_samples_what_was_found(scene: Scene) -> None:
    known = content(scene, "settings.json")
    assert [len(known[name]) for name in ("permits", "protocols", "municipality")] == [1, 1, 1]
    assert known["protocols"][0]["values"]["eval_m"] == 12 and known["permits"][0]["businesses"] == 3
    assert [row["shops"] for row in known["participant_lists"]][-1] == 3
    samples = content(scene, "samples.json")
    assert samples["not_closed"] == 1 and [one["outcome"] for one in samples["closed"]] == [
        {"good": 2, "question": 0, "wrong": 1}
    ]
    assert json.loads(dict(files_of(scene.package))["gaps.json"])


@pytest.mark.parametrize(
    ("who", "status"),
    [("municipality", 200), ("coordinator", 200), ("manager_a", 404), ("counter_a", 404), ("approver", 404),
     ("stranger", 404), (None, 302)],
)  # fmt: skip
def test_button_gives_it_to_who_oversees_and_who_answers(scene: Scene, who: str | None, status: int) -> None:
    with time_machine.travel(scene.cast.at + 2 * DAY, tick=False):
        screen = Screens(scene.cast).of(who)
        answer = screen.post("oversight:package")
        assert answer.status_code == status
        if status != 200:
            return
        package = b"".join(answer.streaming_content)
        assert scene.check(package)[0] == SOUND
        assert answer["Content-Disposition"].startswith('attachment; filename="toezichtpakket-markt-2026-03-18.zip"')
        last = Event.objects.filter(action="package.made").latest("pk")
        assert last.actor == f"user:{getattr(scene.cast, who).pk}"
        assert screen.address("oversight:package") in screen.get("oversight:desk").content.decode()


def test_command_writes_a_package_and_leaves_nothing_half(scene: Scene, tmp_path: Path, capsys) -> None:
    file = tmp_path / "p.zip"
    with time_machine.travel(scene.cast.at + 3 * DAY, tick=False):
        call_command("audit_package", "markt", str(file))
        assert scene.check(file.read_bytes())[0] == SOUND and [*tmp_path.iterdir()] == [file]
        for area, where, said in (
            ("nergens", tmp_path / "q.zip", "Er is geen gebied met de korte naam nergens."),
            ("markt", file, "Dit bestand is er al"),
            ("markt", tmp_path / "no" / "q.zip", "kan niet naar"),
            ("markt", Path("/dev/full/q.zip"), "kan niet naar"),
        ):
            with pytest.raises(CommandError, match=said):
                call_command("audit_package", area, str(where))
    assert [*tmp_path.iterdir()] == [file]


def test_full_disk_leaves_nothing(scene: Scene, tmp_path: Path) -> None:
    """The system refuses to write more than so many bytes, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, hard))
    try:
        with (
            time_machine.travel(scene.cast.at + 3 * DAY, tick=False),
            pytest.raises(CommandError, match="kan niet naar"),
        ):
            call_command("audit_package", "markt", str(tmp_path / "p.zip"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [*tmp_path.iterdir()] == []
