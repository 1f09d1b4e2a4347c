"""The key ring: the right master key or none, a rotation that can be stopped anywhere, copies that end."""

import base64
import datetime as dt
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from bans import key_copies, keyring
from bans.actions.restoring import sweep_keys
from bans.models import Person
from tests.cast import Cast
from tests.factories import make_incident

AT = dt.datetime(2026, 3, 16, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def new_master() -> str:
    return base64.b64encode(os.urandom(32)).decode()


@pytest.fixture
def ring(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """An empty ring in a folder of its own, with its master key in a file."""
    settings.KEYS_DIR = tmp_path
    settings.MASTER_KEY = settings.MASTER_KEY_PREVIOUS = ""
    settings.MASTER_KEY_FILE = str(tmp_path / "master-key")
    settings.MASTER_KEY_PREVIOUS_FILE = str(tmp_path / "master-key-previous")
    Path(settings.MASTER_KEY_FILE).write_text(new_master())
    yield tmp_path


def fill(count: int) -> list[str]:
    tokens = [f"{number:016x}" for number in range(count)]
    for token in tokens:
        keyring.make(token, at=AT)
    return tokens


def test_ring_is_for_its_owner_only(ring: Path) -> None:
    fill(1)
    assert stat.S_IMODE(keyring.path().stat().st_mode) == 0o600


def test_ring_lies_outside_the_database() -> None:
    assert Path(django_settings.KEYS_DIR) != Path(django_settings.VAR_DIR)
    assert Path(django_settings.VAR_DIR) not in Path(django_settings.KEYS_DIR).parents


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "no master key"),
        ("geheim", "32 random bytes"),
        (base64.b64encode(b"short").decode(), "32 random bytes"),
        (base64.b64encode(b"another key of 32 bytes in full.").decode(), "not the one"),
    ],
)
def test_wrong_master_key_is_told_and_opens_nothing(ring: Path, content: str, sentence: str) -> None:
    [token] = fill(1)
    (ring / "master-key").write_text(content)
    for deed in (lambda: keyring.key(token), keyring.check):
        with pytest.raises(keyring.KeyringError, match=sentence):
            deed()


def test_missing_master_key_is_told(ring: Path) -> None:
    [token] = fill(1)
    (ring / "master-key").unlink()
    with pytest.raises(keyring.KeyringError, match="no master key"):
        keyring.key(token)


def test_damaged_ring_is_told(ring: Path) -> None:
    fill(1)
    keyring.path().write_bytes(b"this is no database, it never was" * 100)
    keyring._local.connections.clear()
    with pytest.raises(keyring.KeyringError):
        keyring.check()


def test_key_of_another_person_put_in_its_place_does_not_open(ring: Path) -> None:
    one, two = fill(2)
    with sqlite3.connect(keyring.path()) as ring_file:
        [(wrapped,)] = ring_file.execute("SELECT wrapped FROM person_keys WHERE token = ?", (one,))
        ring_file.execute("UPDATE person_keys SET wrapped = ? WHERE token = ?", (wrapped, two))
    with pytest.raises(keyring.KeyringError, match="damaged"):
        keyring.key(two)


def test_rotation_leaves_every_key_as_it_was(ring: Path, db: None) -> None:
    tokens = fill(450)
    sealed = {token: keyring.key(token).encrypt(bytes(12), b"value", b"") for token in tokens}
    old = (ring / "master-key").read_text()
    call_command("rotate_master_key", new=True)
    assert (ring / "master-key").read_text() != old and not (ring / "master-key-previous").exists()
    assert all(keyring.key(token).decrypt(bytes(12), value, b"") == b"value" for token, value in sealed.items())


def test_rotation_stopped_half_way_reads_both_and_goes_on(ring: Path, db: None) -> None:
    tokens = fill(450)
    (ring / "master-key-previous").write_text((ring / "master-key").read_text())
    (ring / "master-key").write_text(new_master())
    assert keyring.rewrap() == 200
    keyring.make("f" * 16, at=AT)
    assert all(keyring.key(token) for token in (*tokens, "f" * 16))
    call_command("rotate_master_key", new=True)
    assert not (ring / "master-key-previous").exists()
    keyring.check()
    assert all(keyring.key(token) for token in tokens)


ROTATE = """
import django, os, sys
django.setup()
from bans import keyring
from django.core.management import call_command
call_command("rotate_master_key", new=True)
"""


def test_rotation_killed_at_any_moment_loses_no_key(ring: Path, tmp_path: Path) -> None:
    """A real process, killed after ever more time until one run comes to its end."""
    tokens = fill(300)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DREMPEL_VAR": str(tmp_path / "var"),
        "DREMPEL_KEYS": str(ring),
    }
    for patience in (0.6, 0.8, 1.0, 1.2):
        process = subprocess.Popen([sys.executable, "-c", ROTATE], env=environment, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert all(keyring.key(token) for token in tokens)
        keyring.check()


def test_readers_go_on_while_the_master_key_changes(ring: Path, db: None) -> None:
    tokens = fill(300)
    failures: list[Exception] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            for token in tokens[::7]:
                try:
                    keyring.key(token)
                except Exception as error:
                    failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(3):
        call_command("rotate_master_key", new=True)
    stop.set()
    reader.join()
    assert failures == []


def test_rotation_without_a_place_for_the_new_key_is_refused(ring: Path, settings: Any) -> None:
    settings.MASTER_KEY_FILE, settings.MASTER_KEY = "", new_master()
    with pytest.raises(CommandError, match="MASTER_KEY_FILE"):
        call_command("rotate_master_key", new=True)


def test_copy_opens_and_old_ones_go(ring: Path, tmp_path: Path, settings: Any) -> None:
    [token] = fill(1)
    folders = [tmp_path / "one", tmp_path / "two"]
    settings.KEYRING_COPIES = [str(folder) for folder in folders]
    for days in (0, 3, 9, 10):
        assert key_copies.renew(at=AT + days * DAY) == 2
    for folder in folders:
        copies = sorted(folder.iterdir())
        assert [copy.name[8:16] for copy in copies] == ["20260319", "20260325", "20260326"]
        with sqlite3.connect(copies[-1]) as copy:
            assert copy.execute("SELECT token FROM person_keys").fetchall() == [(token,)]


def test_copies_without_a_folder_are_refused(settings: Any) -> None:
    settings.KEYRING_COPIES = []
    with pytest.raises(CommandError, match="KEYRING_COPIES"):
        call_command("copy_keyring")


def test_destroyed_key_leaves_no_bytes_in_the_file(ring: Path) -> None:
    """Neither in the file nor in a journal beside it."""
    tokens = fill(50)
    with sqlite3.connect(keyring.path()) as file:
        wrapped = [value for (value,) in file.execute("SELECT wrapped FROM person_keys")]
    keyring.destroy(tokens, at=AT)
    left = b"".join(path.read_bytes() for path in ring.iterdir())
    assert [value for value in wrapped if value in left] == []


def test_keys_without_a_person_are_swept(ring: Path, cast: Cast) -> None:
    person = make_incident(cast).person
    fill(3)
    later = cast.at + 3650 * DAY
    assert sweep_keys(at=later) == 3
    assert keyring.tokens() == {person.token} == set(Person.objects.values_list("token", flat=True))


def test_wrong_database_costs_no_keys(ring: Path, db: None) -> None:
    """An empty database beside a full ring is a mistake, and no reason to destroy anything."""
    tokens = fill(40)
    with pytest.raises(keyring.KeyringError, match="right database"):
        sweep_keys(at=AT + 5 * DAY)
    assert keyring.tokens() == set(tokens)
