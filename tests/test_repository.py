"""The repository keeps its own promises: small files, locked packages, no traces of how it was made."""

import ast
import json
import os
import re
import shutil
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parent.parent
APPS = ("audit", "bans", "config", "notices", "oversight", "participants", "rights", "toolbox")
SOURCES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


# Others take it along alone, so that it cannot be two files.
LONGER = {"audit/verifier.py": 505}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_is_small(path: Path) -> None:
    """At most 400 lines for a file and 60 for a function."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGER.get(str(path.relative_to(ROOT)), 400)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno < 60, node.name


def test_no_drawers() -> None:
    """A name says what is inside."""
    for path in SOURCES:
        assert not set(path.stem.split("_")) & {
            "utils",
            "util",
            "helpers",
            "common",
            "manager",
            "service_layer",
        }


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_lock_is_hashed_and_holds_no_address(name: str) -> None:
    """Every package is pinned to hashes, from whatever index."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9_.-]+(?:\[[a-z,]+\])?==", text, re.M)
    assert len(pins) > 40 and text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text


@pytest.mark.django_db
def test_locks_hold_what_the_project_asks_for() -> None:
    """A package that is added to the project is added to the locks too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"requirements.txt": project["dependencies"]}
    asked["requirements-dev.txt"] = project["dependencies"] + project["optional-dependencies"]["dev"]
    for name, packages in asked.items():
        pinned = set(re.findall(r"^([a-z0-9_.-]+)(?:\[[a-z,]+\])?==", (ROOT / name).read_text(), re.M))
        assert {re.split(r"[\[<>=]", package)[0] for package in packages} <= pinned, name


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_lock_names_the_extras_that_packages_ask_for(name: str) -> None:
    """An older pip reads `coverage[toml]` beside a pin of `coverage` as unpinned, as soon as there is a newer one."""
    pinned = dict(re.findall(r"^([a-z0-9_.-]+)((?:\[[a-z,]+\])?)==", (ROOT / name).read_text(encoding="utf-8"), re.M))
    asked = [
        re.match(r"([A-Za-z0-9_.-]+)(\[[a-z,]+\])", said)
        for package in pinned
        for said in requires_of(package)
        if "extra ==" not in said
    ]
    assert {found[1].lower(): pinned[found[1].lower()] for found in asked if found} == {
        found[1].lower(): found[2] for found in asked if found
    }


def requires_of(package: str) -> list[str]:
    """What an installed package asks for; nothing of one that another system or Python has."""
    try:
        return requires(package) or []
    except PackageNotFoundError:
        return []


@pytest.mark.parametrize("name", ["start", ".ci/run"])
def test_scripts_can_be_run_as_they_are(name: str) -> None:
    """Executable, and readable by the shell that they ask for."""
    path = ROOT / name
    shell = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("#!").split()
    assert os.access(path, os.X_OK)
    assert subprocess.run([*shell, "-n", str(path)]).returncode == 0


def test_migrations_are_complete(db: None) -> None:
    """The models and the migrations tell the same story."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_new_database_takes_no_step_that_was_squashed(db: None) -> None:
    """Half a minute at a first start, and at the start of every run of tests."""
    loader = MigrationLoader(connection)
    assert {app for app, _name in loader.replacements} == set(APPS) - {"config"}
    replaced = {step for migration in loader.replacements.values() for step in migration.replaces}
    assert not replaced & set(loader.graph.nodes)


def test_compose_file_starts_five_services_with_health_checks() -> None:
    """Web, worker, beat, PostgreSQL and Redis; and one that migrates and ends."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    once = compose["services"].pop("migrate")
    assert once["restart"] == "no"
    assert set(compose["services"]) == {"web", "worker", "beat", "postgres", "redis"}
    assert all("healthcheck" in service for service in compose["services"].values())


def test_long_download_neither_ends_nor_stops_the_site() -> None:
    """A worker with threads: the plain one does nothing beside a download, and is killed in a long one."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    told = re.search(r"^CMD (.*)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert told
    for command in (compose["services"]["web"]["command"], " ".join(json.loads(told[1]))):
        assert "--worker-class gthread --threads 4" in command


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    """No paths of a workplace and no package index in tracked files."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        return  # an unpacked archive, or a machine that cannot list what is tracked
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    pattern = re.compile(rb"/(?:wor[k]|far[m])/|index-ur[l]|\"resolve[d]\": *\"https?:")
    for name in filter(None, listed.stdout.split(b"\0")):
        path = ROOT / name.decode()
        if path.is_file():
            assert not pattern.search(path.read_bytes()), path
