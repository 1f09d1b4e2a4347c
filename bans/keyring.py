"""The key ring: one key for each person, in a file of its own outside the database and its backups.

A person's key is wrapped by the master key, which lies in a secret file. Destroying a person's key makes
everything about that person unreadable, in every copy of the database that there is. The ring also keeps
the tombstones: what was erased, so that a database restored from an older copy forgets it again.
"""

import base64
import datetime as dt
import hashlib
import hmac
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
TABLES = """
CREATE TABLE IF NOT EXISTS person_keys (
    token TEXT PRIMARY KEY, wrapped BLOB NOT NULL, master TEXT NOT NULL, made_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tombstones (
    kind TEXT NOT NULL, reference TEXT NOT NULL, erased_at TEXT NOT NULL, PRIMARY KEY (kind, reference)
) WITHOUT ROWID;
"""


class KeyringError(Exception):
    """The ring or its master key is not as it must be; the sentence says what."""


class KeyGone(KeyringError):
    """There is no such key: the person was erased, or is being erased."""


class _Local(threading.local):
    """One connection for each thread and file, and the keys that it opened since the file last changed."""

    connections: dict[tuple[int, Path | str], sqlite3.Connection]
    opened: dict[str, AESGCM]
    opened_at: tuple[Path | str, int]
    # What others worked out from opened values; it goes whenever the keys go.
    worked_out: dict[Any, Any]
    steady: bool
    # While something is tried out: keys that are written nowhere.
    rehearsed: dict[str, AESGCM] | None

    def __init__(self) -> None:
        self.connections, self.opened, self.opened_at = {}, {}, ("", 0)
        self.worked_out, self.steady, self.rehearsed = {}, False, None

    def forget(self) -> None:
        self.opened.clear()
        self.worked_out.clear()


_local = _Local()


def path() -> Path:
    return Path(settings.KEYS_DIR) / "keyring.sqlite3"


def _connection() -> sqlite3.Connection:
    """One connection for each thread; after a fork a new one."""
    key = (os.getpid(), settings.KEYS_DIR)
    if key not in _local.connections:
        try:
            connection = sqlite3.connect(path(), timeout=20, isolation_level=None)
            os.chmod(path(), 0o600)
            # What is deleted is overwritten, and no journal keeps it.
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA journal_mode = TRUNCATE")
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(TABLES)
        except (sqlite3.Error, OSError) as error:
            raise KeyringError(f"The key ring cannot be opened: {error}.") from error
        _local.connections[key] = connection
    return _local.connections[key]


@contextmanager
def _writing() -> Iterator[sqlite3.Connection]:
    connection = _connection()
    _local.forget()
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def masters() -> list[bytes]:
    """The master key, and the one before it while a rotation runs.

    A file is looked at each time, so that a running process notices a new key.
    """
    found = []
    for name in ("MASTER_KEY", "MASTER_KEY_PREVIOUS"):
        file = getattr(settings, f"{name}_FILE")
        value = _content(file) if file else getattr(settings, name)
        if value:
            found.append(_decoded(value))
    if not found:
        raise KeyringError("There is no master key: set MASTER_KEY_FILE.")
    return found


def _content(file: Path) -> str:
    try:
        seen = os.stat(file)
        return _read(str(file), seen.st_mtime_ns, seen.st_ino)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise KeyringError(f"The master key cannot be read: {error}.") from error


@lru_cache(maxsize=4)
def _read(file: str, _changed_at: int, _inode: int) -> str:
    return Path(file).read_text().strip()


@lru_cache(maxsize=4)
def _decoded(value: str) -> bytes:
    try:
        key = base64.b64decode(value, validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyringError("The master key must be 32 random bytes in base64.")
    return key


def fingerprint(master: bytes) -> str:
    """By what a wrapped key tells which master key it needs; says nothing about the key."""
    return hashlib.sha256(b"drempel master key" + master).hexdigest()[:16]


def make(token: str, *, at: dt.datetime) -> None:
    """A new key for a new person."""
    if _local.rehearsed is not None:
        _local.rehearsed[token] = AESGCM(AESGCM.generate_key(256))
        return
    master = masters()[0]
    wrapped = _wrap(AESGCM.generate_key(256), token, master)
    with _writing() as connection:
        connection.execute(
            "INSERT INTO person_keys VALUES (?, ?, ?, ?)", (token, wrapped, fingerprint(master), _moment(at))
        )


@contextmanager
def rehearsing() -> Iterator[None]:
    """For what is tried out and undone: the keys that are made meanwhile exist in memory alone, and end with it."""
    _local.rehearsed = {}
    try:
        yield
    finally:
        _local.rehearsed = None


def key(token: str) -> AESGCM:
    """The key of one person. Raises KeyGone when it was destroyed.

    A key that was opened before is used again only while nobody changed the file, in whatever process.
    """
    if _local.rehearsed and token in _local.rehearsed:
        return _local.rehearsed[token]
    if not _local.steady:
        _notice_changes()
    if token not in _local.opened:
        row = _connection().execute("SELECT wrapped, master FROM person_keys WHERE token = ?", (token,)).fetchone()
        if row is None:
            raise KeyGone("This person's key was destroyed.")
        _local.opened[token] = AESGCM(_unwrap(row[0], token, row[1]))
    return _local.opened[token]


def mark_under(token: str, label: bytes) -> bytes:
    """A mark of this person for one use, that nobody can make without the person's key: once that is destroyed, nobody
    can tell any more whose it was. Raises KeyGone when it was destroyed."""
    row = _connection().execute("SELECT wrapped, master FROM person_keys WHERE token = ?", (token,)).fetchone()
    if row is None:
        raise KeyGone("This person's key was destroyed.")
    return hmac.digest(_unwrap(row[0], token, row[1]), b"drempel mark|" + label, "sha256")


def _notice_changes() -> None:
    version = (settings.KEYS_DIR, _connection().execute("PRAGMA data_version").fetchone()[0])
    if version != _local.opened_at:
        _local.forget()
        _local.opened_at = version


@contextmanager
def steadily() -> Iterator[dict[Any, Any]]:
    """For the moment of one question: whether the file changed is looked at once, and not for each of many people.

    Gives what was worked out from opened values since then, to read and to add to.
    """
    _notice_changes()
    _local.steady = True
    try:
        yield _local.worked_out
    finally:
        _local.steady = False


def destroy(tokens: Iterable[str], *, at: dt.datetime) -> int:
    """Destroy keys for ever; returns how many there were. Each leaves a tombstone."""
    with _writing() as connection:
        gone = 0
        for token in tokens:
            gone += connection.execute("DELETE FROM person_keys WHERE token = ?", (token,)).rowcount
            _bury(connection, "person", token, at)
    return gone


def bury(kind: str, references: Iterable[str], *, at: dt.datetime) -> None:
    """Remember that these were erased, by references that say nothing about anybody."""
    with _writing() as connection:
        for reference in references:
            _bury(connection, kind, reference, at)


def _bury(connection: sqlite3.Connection, kind: str, reference: str, at: dt.datetime) -> None:
    connection.execute("INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?)", (kind, reference, _moment(at)))


def buried(kind: str) -> set[str]:
    """The references of this kind that were erased."""
    rows = _connection().execute("SELECT reference FROM tombstones WHERE kind = ?", (kind,))
    return {reference for (reference,) in rows}


def forget_tombstones(*, before: dt.datetime) -> int:
    """Drop tombstones that no copy of the database can be older than."""
    with _writing() as connection:
        return connection.execute("DELETE FROM tombstones WHERE erased_at < ?", (_moment(before),)).rowcount


def tokens(*, made_before: dt.datetime | None = None) -> set[str]:
    """Everybody who has a key, or had one before that moment."""
    limit = _moment(made_before) if made_before else "9999"
    return {token for (token,) in _connection().execute("SELECT token FROM person_keys WHERE made_at < ?", (limit,))}


def rewrap(*, batch: int = 200) -> int:
    """Wrap up to `batch` keys anew that need another master key than today's; returns how many.

    Each batch is kept or not as a whole, so that it can be stopped anywhere and called again.
    """
    current = masters()[0]
    with _writing() as connection:
        rows = connection.execute(
            "SELECT token, wrapped, master FROM person_keys WHERE master != ? LIMIT ?", (fingerprint(current), batch)
        ).fetchall()
        for token, wrapped, master in rows:
            anew = _wrap(_unwrap(wrapped, token, master), token, current)
            connection.execute(
                "UPDATE person_keys SET wrapped = ?, master = ? WHERE token = ?", (anew, fingerprint(current), token)
            )
    return len(rows)


def copy_to(target: Path) -> None:
    """A consistent copy of the ring, whoever writes meanwhile."""
    copy = sqlite3.connect(target)
    with copy:
        _connection().backup(copy)
    copy.close()
    os.chmod(target, 0o600)


def check() -> None:
    """Raises KeyringError unless the ring opens, its file is whole, and every key in it can be unwrapped."""
    known = {fingerprint(master) for master in masters()}
    try:
        state = _connection().execute("PRAGMA quick_check").fetchone()[0]
        row = _connection().execute("SELECT token FROM person_keys LIMIT 1").fetchone()
        used = {master for (master,) in _connection().execute("SELECT DISTINCT master FROM person_keys")}
    except sqlite3.DatabaseError as error:
        raise KeyringError(f"The key ring is damaged: {error}.") from error
    if state != "ok":
        raise KeyringError("The key ring is damaged.")
    if not used <= known:
        raise KeyringError("The master key is not the one that the key ring was wrapped with.")
    if row:
        key(row[0])


def _moment(at: dt.datetime) -> str:
    """In one time zone, so that text sorts as time does."""
    return at.astimezone(dt.UTC).isoformat()


def _wrap(person_key: bytes, token: str, master: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, person_key, _bound_to(token))


def _unwrap(wrapped: bytes, token: str, needed: str) -> bytes:
    for master in masters():
        if fingerprint(master) == needed:
            try:
                return AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], _bound_to(token))
            except InvalidTag:
                raise KeyringError("A key in the ring is damaged.") from None
    raise KeyringError("The master key is not the one that the key ring was wrapped with.")


def _bound_to(token: str) -> bytes:
    return b"drempel person key|" + token.encode()
