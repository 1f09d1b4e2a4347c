"""The fourteen pitfalls that were met while choosing the libraries; each is held shut by a test."""

import ast
import gc
import hashlib
import io
import re
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import Client
from django.urls import reverse
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware

from notices.letters import to_pdf
from participants.refusals import Refusal

from .surroundings import ROOT, run

APPS = ("audit", "participants", "oversight", "toolbox", "rights", "bans", "notices")
SOURCES = [p for app in APPS for p in sorted((ROOT / app).rglob("*.py")) if "migrations" not in p.parts]

BEAT = """
import threading
from celery.signals import task_postrun
from config import serve
from config.celery import app

done = threading.Event()
task_postrun.connect(lambda **facts: (print(facts["task"].name, facts["state"], flush=True), done.set()), weak=False)
app.conf.beat_schedule = {"soon": {"task": "bans.tasks.erase_ended", "schedule": 0.2}}
serve.start_timetable(None)
raise SystemExit(0 if done.wait(60) else "the timetable sent its task to nobody")
"""


@pytest.mark.embedded
def test_pitfall_01_timetable_in_the_process_runs_its_tasks(installation: dict[str, str]) -> None:
    """The thread of the embedded server does the work itself; no task goes to a broker that nobody reads."""
    done = run("-c", BEAT, env={"DJANGO_SETTINGS_MODULE": "config.settings", **installation})
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "bans.tasks.erase_ended SUCCESS"


def test_pitfall_02_no_due_time_lives_in_the_queue() -> None:
    """Run at once, a task knows no delay and no later attempt: due times are columns."""
    forbidden = {"countdown", "eta", "autoretry_for", "retry_backoff", "expires"}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                assert not forbidden & {keyword.arg for keyword in node.keywords}, path
                assert not (isinstance(node.func, ast.Attribute) and node.func.attr == "retry"), path


@pytest.fixture
def file_database(tmp_path: Path, django_db_blocker: Any) -> Iterator[ConnectionHandler]:
    """A database in a file, opened with the options of the settings; a connection for each thread."""
    options = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "db", "OPTIONS": settings.SQLITE_OPTIONS}
    connections = ConnectionHandler({"default": options})
    with django_db_blocker.unblock():
        yield connections
        connections["default"].close()


def test_pitfall_03_sqlite_queues_its_writers(file_database: ConnectionHandler) -> None:
    """Eight threads read and write at once: none is turned away and none overtakes another."""
    with file_database["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE visit (n integer)")
    failures: list[Exception] = []

    def write() -> None:
        mine = file_database["default"]
        try:
            for _attempt in range(20):
                mine.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
                with mine.cursor() as cursor:
                    count = cursor.execute("SELECT count(*) FROM visit").fetchone()[0]
                    cursor.execute("INSERT INTO visit VALUES (%s)", [count])
                mine.commit()
                mine.set_autocommit(True)
        except Exception as error:
            failures.append(error)
        finally:
            mine.close()

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with file_database["default"].cursor() as cursor:
        counted = cursor.execute("SELECT count(*), count(DISTINCT n) FROM visit").fetchone()
    assert failures == []
    assert counted == (160, 160)


def test_pitfall_03_sqlite_loses_and_keeps_nothing(file_database: ConnectionHandler) -> None:
    """Readers beside the writer, a commit on the disk, references kept, deleted rows overwritten."""
    with file_database["default"].cursor() as cursor:
        told = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "/etc/hostname"])
def test_pitfall_04_letter_reaches_nothing_outside_itself(address: str) -> None:
    """The engine's own error is no Exception and would pass every handler; ours is a refusal."""
    page = f'<html lang="nl"><head><title>x</title></head><body><img alt="x" src="{address}"></body></html>'
    base = "" if "://" in address else "file://"
    with pytest.raises(Refusal) as refused:
        to_pdf(page.replace(address, base + address), identifier="x")
    assert refused.value.code == "letter_reaches_out"


def test_pitfall_05_letter_is_accessible_and_leaves_no_file_open() -> None:
    """PDF/UA-1, the one variant that opens no colour profile and forgets it."""
    page = '<html lang="nl"><head><title>Brief</title></head><body><h1>Brief</h1><p>Tekst.</p></body></html>'
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always", ResourceWarning)
        pdf = to_pdf(page, identifier="one")
        gc.collect()
    assert [str(w.message) for w in heard if issubclass(w.category, ResourceWarning)] == []
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "nl"
    assert to_pdf(page, identifier="one") == pdf


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_pitfall_06_account_pages_are_ours(client: Client, db: None, name: str) -> None:
    """The library's own page names no language; ours has one, a way past the menu, and one heading."""
    answer = client.get(reverse(name))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="nl">' in page and 'class="skip-link"' in page
    assert len(re.findall("<h1", page)) == 1


def test_pitfall_06_nobody_signs_up_and_nobody_changes_the_login(client: Client, db: None) -> None:
    """An account exists because a coordinator invited somebody."""
    page = client.get(reverse("account_signup")).content.decode()
    assert 'type="password"' not in page
    body = {"email": "a@example.nl", "password1": "long-enough-1", "password2": "long-enough-1"}
    client.post(reverse("account_signup"), body)
    assert settings.AUTH_USER_MODEL == "participants.User"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM participants_user")
        assert cursor.fetchone() == (0,)


def test_pitfall_07_forms_go_to_this_site_alone() -> None:
    """A provider's address is added together with the provider, and here there is none."""
    assert settings.OIDC_ISSUER == ""
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] == ["'self'"]


@pytest.mark.parametrize("path", ["/", "/account/login/", "/maatregelen/", "/api/docs/", "/nergens/", "/api/v1/areas"])
def test_pitfall_07_every_answer_carries_the_policy(client: Client, db: None, path: str) -> None:
    """No page without it, and never a way in for inline script or style."""
    policy = client.get(path)["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "object-src 'none'" in policy
    assert "unsafe" not in policy


def test_pitfall_08_unknown_caller_gets_401_and_json(client: Client, db: None) -> None:
    """Not 403, for the caller may try again with a token; never the page of the framework."""
    answer = client.get("/api/v1/areas", headers={"accept": "text/html,*/*"})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Token"


def test_pitfall_09_absent_folder_of_static_files_is_the_one_warning_let_through(tmp_path: Path) -> None:
    """The exception to "a warning is an error" is still said in the words that it is listed by."""
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '"ignore:No directory at"' in config
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        as_served = _Settings(STATIC_ROOT=str(tmp_path / "absent"), WHITENOISE_AUTOREFRESH=False)
        WhiteNoiseMiddleware(lambda request: None, settings=as_served)
    assert [str(w.message).startswith("No directory at") for w in heard] == [True]


@pytest.mark.embedded
def test_pitfall_09_embedded_default_starts_without_a_warning(installation: dict[str, str]) -> None:
    """A newcomer's first screen shows an address and logins, and no complaint."""
    code = "from config.wsgi import application; print('served')"
    done = run("-W", "error", "-c", code, env=installation)
    assert (done.stdout, done.stderr) == ("served\n", "")


def test_pitfall_10_schema_describes_refusals(client: Client, db: None) -> None:
    """Every operation says what a caller without rights and a wrong address get."""
    schema = client.get("/api/schema/?format=json").json()
    operations = [
        (method, path, operation) for path, methods in schema["paths"].items() for method, operation in methods.items()
    ]
    assert len(operations) > 20
    for method, path, operation in operations:
        answers = operation["responses"]
        assert "401" in answers, (method, path)
        assert "404" in answers or "{" not in path, (method, path)
        assert "application/problem+json" in answers["401"]["content"], (method, path)


def test_pitfall_11_dutch_needs_no_catalogue_and_english_has_one() -> None:
    """The texts in the code are Dutch; a Dutch catalogue beside them could only contradict them."""
    assert settings.LANGUAGE_CODE == "nl" and not (ROOT / "locale" / "nl").exists()
    with translation.override("en"):
        assert translation.gettext("Uw rol mag dit niet doen.") not in {"", "Uw rol mag dit niet doen."}
    with translation.override("nl"):
        assert translation.gettext("Uw rol mag dit niet doen.") == "Uw rol mag dit niet doen."


def test_pitfall_12_only_what_both_databases_can() -> None:
    """No exclusion constraint, array or trigram: SQLite has none. Triggers are written twice (audit/walls.py).

    Skipping what another holds is passed over by SQLite, which has one writer at a time (participants/jobs/work.py).
    """
    for path in [p for app in APPS for p in (ROOT / app).rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"contrib\.postgres|ArrayField", text), path


def test_pitfall_13_test_run_starts_no_second_process_unasked() -> None:
    """Each worker of xdist migrates a database of its own first; a narrow run must not pay for that."""
    options = re.search(r"^addopts = (.*)$", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    assert options and not re.search(r"-n\b|--numprocesses", options[1])


def test_pitfall_14_vendored_files_are_the_ones_described() -> None:
    """Each has a line with its package, version, licence and checksum, and none has changed since."""
    vendor = ROOT / "static" / "vendor"
    rows = re.findall(r"^\| (\S+) \| .* \| ([0-9a-f]{64}) \|$", (vendor / "VENDOR.md").read_text(), re.M)
    told = dict(rows)
    files = {p.relative_to(vendor).as_posix(): p for p in vendor.rglob("*") if p.is_file()}
    unlisted = {name for name in files if Path(name).name not in {"VENDOR.md", "LICENSE"}}
    assert set(told) == unlisted
    for name, checksum in told.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == checksum, name
    assert not list(ROOT.glob("package*.json"))


class _Settings:
    """The settings of this run with some of them changed."""

    def __init__(self, **changed: Any) -> None:
        self.__dict__.update(changed)

    def __getattr__(self, name: str) -> Any:
        return getattr(settings, name)
