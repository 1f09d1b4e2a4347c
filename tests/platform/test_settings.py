"""Settings: from the environment alone, safe by default, loud when something is missing."""

import stat
from pathlib import Path

import pytest

from .surroundings import PRODUCTION, run, setting

pytestmark = pytest.mark.embedded


@pytest.mark.parametrize("absent", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_does_not_start_without(absent: str) -> None:
    """A missing secret or host name stops the process and is named."""
    env = {name: value for name, value in PRODUCTION.items() if name != absent}
    done = run("manage.py", "check", env=env)
    assert done.returncode != 0
    assert f"Set {absent}" in done.stderr


def test_unreadable_secret_file_is_named(tmp_path: Path) -> None:
    env = {**PRODUCTION, "SECRET_KEY_FILE": str(tmp_path / "absent")}
    done = run("manage.py", "check", env=env)
    assert done.returncode != 0
    assert "SECRET_KEY_FILE cannot be read" in done.stderr


def test_secret_comes_from_a_file(tmp_path: Path) -> None:
    """The file wins over the variable, and a closing line feed does not belong to the secret."""
    (tmp_path / "key").write_text("from-the-file\n")
    env = {**PRODUCTION, "SECRET_KEY_FILE": str(tmp_path / "key")}
    assert setting("settings.SECRET_KEY", env) == "from-the-file"


def test_framework_has_nothing_to_say_about_production() -> None:
    """Django's own list is clean; with database and Redis all of it is (test_hardening_start.py, S3)."""
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", env=PRODUCTION)
    assert "(participants.E106)" in done.stderr, "without a database the second lock cannot be seen"
    assert "(security." not in done.stderr and "(audit." not in done.stderr


def test_production_cookies_and_transport() -> None:
    """`__Host-` cookies over TLS alone, and a year of HSTS."""
    expression = (
        "settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE,"
        "settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS, settings.DEBUG"
    )
    told = setting(expression, PRODUCTION)
    assert told == "__Host-session __Host-csrf True True True 31536000 False"


def test_embedded_key_is_made_once_and_private(tmp_path: Path) -> None:
    """Nobody has to choose a key to try Drempel, and no two installations share one."""
    env = {"DREMPEL_VAR": str(tmp_path / "var")}
    first = setting("settings.SECRET_KEY", env)
    assert len(first) > 60
    assert setting("settings.SECRET_KEY", env) == first
    assert setting("settings.SECRET_KEY", {"DREMPEL_VAR": str(tmp_path / "other")}) != first
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


def test_embedded_answers_to_this_machine_alone(tmp_path: Path) -> None:
    env = {"DREMPEL_VAR": str(tmp_path)}
    assert setting("settings.ALLOWED_HOSTS", env) == "['localhost', '127.0.0.1', '[::1]']"


def test_proxy_is_trusted_only_when_declared(tmp_path: Path) -> None:
    """A visitor cannot choose the address that the limits count by."""
    expression = "settings.ALLAUTH_TRUSTED_PROXY_COUNT, settings.SECURE_PROXY_SSL_HEADER"
    assert setting(expression, {**PRODUCTION, "BEHIND_PROXY": "no"}) == "0 None"
    assert setting(expression, PRODUCTION).startswith("1 ('HTTP_X_FORWARDED_PROTO'")


def test_static_files_are_collected_for_production(tmp_path: Path) -> None:
    """As the image does it, for our own files: what a style sheet names exists, and each name gets a hash."""
    code = (
        "import django; from django.conf import settings; django.setup();"
        f"settings.STATIC_ROOT = {str(tmp_path)!r};"
        "settings.STATICFILES_FINDERS = ['django.contrib.staticfiles.finders.FileSystemFinder'];"
        "from django.core.management import call_command;"
        "call_command('collectstatic', interactive=False, verbosity=0);"
        "from django.templatetags.static import static; print(static('css/base.css'))"
    )
    done = run("-c", code, env={"DJANGO_SETTINGS_MODULE": "config.settings", **PRODUCTION})
    assert done.returncode == 0, done.stderr
    assert (tmp_path / done.stdout.strip().removeprefix("/static/")).is_file()
    assert done.stdout.strip() != "/static/css/base.css"


def test_unusable_port_is_refused() -> None:
    done = run("-m", "config.serve", env={"PORT": "80o0"})
    assert done.returncode == 1
    assert done.stderr.startswith("PORT must be a number")
