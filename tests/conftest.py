"""What all tests share: the network is closed, and photos, letters and names are invented."""

import atexit
import base64
import datetime as dt
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker

from audit import walls
from tests import migrated

# Playwright runs an event loop in this thread; our own code is synchronous throughout.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Nobody collected static files for a test, so their names carry no hash, on whatever database.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
# Every browser of a test builds the site anew: static files are looked for when they are asked for, not all at once.
settings.WHITENOISE_AUTOREFRESH = True
# A key ring for this run alone.
settings.KEYS_DIR = tempfile.mkdtemp(prefix="drempel-keys-")
settings.MASTER_KEY, settings.MASTER_KEY_FILE = base64.b64encode(os.urandom(32)).decode(), ""
settings.MASTER_KEY_PREVIOUS, settings.MASTER_KEY_PREVIOUS_FILE = "", ""
atexit.register(shutil.rmtree, settings.KEYS_DIR, ignore_errors=True)
# Production gets its key from a file; a run of tests on PostgreSQL has none.
settings.AUDIT_KEY = settings.AUDIT_KEY or "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
settings.MFA_KEY = settings.MFA_KEY or "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
# The cast works without a second factor, but for the tests that are about it.
settings.SECOND_FACTOR_REQUIRED = False
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
ON_DISK = bool(os.environ.get("DREMPEL_TEST_ON_DISK")) and "postgresql" not in settings.DATABASES["default"]["ENGINE"]
# Folders and files of which the other database is not asked again.
ON_ONE_DATABASE = {
    "accounts", "api", "dossier", "fairness", "legal_test", "own_page", "pages", "pdf", "plans", "public", "security",
    "sheets", "yearly",
    "test_demo.py", "test_designs.py", "test_digests.py", "test_free_text_doors.py", "test_letters.py",
    "test_own_words.py", "test_page.py", "test_pages.py", "test_supplements.py",
}  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this run has no service for, and on PostgreSQL what has nothing to do with a database."""
    on_postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
    absent = {"embedded"} if on_postgresql else {"postgresql"}
    if not os.environ.get("DREMPEL_TEST_REDIS"):
        absent.add("redis")
    again = bool(os.environ.get("DREMPEL_TEST_EVERYTHING"))
    left_out = [
        item
        for item in items
        if any(item.get_closest_marker(name) for name in absent)
        or (on_postgresql and not again and not _says_more_on_postgresql(item))
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    # The longest first, or one process would wait for the browser while the other has nothing left to do.
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def _says_more_on_postgresql(item: pytest.Item) -> bool:
    """What asks no database was run already. Nor are the long walks, the doors and the papers made twice: behind a door
    and before a paper are the same actions and questions, and those are tried on both. `DREMPEL_TEST_EVERYTHING=1`
    runs all of it again."""
    database = item.get_closest_marker("django_db")
    if any(item.get_closest_marker(name) for name in ("postgresql", "redis")):
        return True
    if item.get_closest_marker("once"):
        return False
    # What commits is where two databases differ most.
    if database and database.kwargs.get("transaction"):
        return True
    if ON_ONE_DATABASE & {*item.path.parts, item.path.name}:
        return False
    fixtures = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or any(item.get_closest_marker(name) for name in ("django_db", "browser"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """A database server is shared: a name for this run alone, so that two runs never meet in one.

    All begin as a copy of one that was migrated. SQLite is in memory, but for the browser: there threads of a served
    page would share one connection with each other and with the test, and one could commit in the middle of another's
    question. They get a file, as in earnest.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        made = {"NAME": f"test_drempel_{os.getpid()}", "TEMPLATE": migrated.on_postgresql(os.environ["DATABASE_URL"])}
    elif ON_DISK:
        folder = tempfile.mkdtemp(prefix="drempel-database-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        made = {"NAME": os.path.join(folder, "test.sqlite3")}
        migrated.embedded(Path(made["NAME"]))
    else:
        made = {}
        migrated.in_memory(connection)
    database.setdefault("TEST", {}).update(made)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A file is there already."""
    return ON_DISK


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The log can be emptied between two tests that commit. At the end nobody holds the test database open."""
    with django_db_blocker.unblock():
        assert walls.standing(connection) == walls.expected(connection), "a migration took down a wall of the log"
        # pytest empties the tables, which is exactly what the walls are there to refuse.
        walls.take_away(connection, kinds=("delete", "empty"))
    yield
    # A page that answered last may still be letting go.
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def no_pause_between_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time stands still in most tests, so that nobody could ask twice; what is about the pause sets it again."""
    from bans import budgets

    monkeypatch.setattr(budgets, "BETWEEN", dt.timedelta())


@pytest.fixture(autouse=True)
def no_catalogue_of_another_test() -> None:
    """What a test loads is rolled back, and the numbers of its rows are given out again."""
    from toolbox.catalogue import shelf

    shelf._read.cache_clear()


@pytest.fixture(autouse=True)
def language_of_the_site() -> None:
    """Whatever language the page before this test was read in."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def no_bell(settings: object) -> None:
    """Work that was asked for waits until a test does it, and no other thread takes it."""
    settings.JOBS_BELL = False  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def only_loopback(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in LOOPBACK:
            raise RuntimeError(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_loopback)
    yield
