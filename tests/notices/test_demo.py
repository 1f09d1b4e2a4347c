"""The demonstration fills an empty database once, and prints logins that work."""

import datetime as dt
import stat
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from bans.models import Photo, Sanction
from bans.rules.status import Status
from notices.demo import cast, silhouettes
from participants.clock import today
from participants.models import Municipality, ShoppingArea, User


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.VAR_DIR = tmp_path
    monkeypatch.delenv("DREMPEL_DEMO_PASSWORD", raising=False)
    return tmp_path


@pytest.mark.django_db
def test_demo_has_every_state_and_a_login_for_each_role(
    own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("demo")
    printed = capsys.readouterr().out
    line = next(line for line in printed.splitlines() if "counter@drempel.example" in line)
    user = authenticate(email="counter@drempel.example", password=line.split()[1])
    assert user is not None
    assert all(login.email in printed for login in cast.LOGINS)
    states = {s.status(today()) for s in Sanction.objects.select_related("protocol")}
    assert states == set(Status)
    kept = own_folder / "demo-logins.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600 and line.strip() in kept.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_second_time_changes_nothing_and_prints_the_logins(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo")
    first = capsys.readouterr().out
    before = Sanction.objects.count(), User.objects.count()
    call_command("demo")
    assert (Sanction.objects.count(), User.objects.count()) == before
    assert capsys.readouterr().out.splitlines()[1:] == first.splitlines()[1:]


@pytest.mark.django_db
def test_new_password_when_the_old_one_is_lost(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo")
    (own_folder / "demo-logins.txt").unlink()
    call_command("demo")
    assert "--new-password" in capsys.readouterr().out
    call_command("demo", new_password=True)
    line = capsys.readouterr().out.splitlines()[1]
    assert authenticate(email="coordinator@drempel.example", password=line.split()[1])


@pytest.mark.django_db
def test_chosen_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DREMPEL_DEMO_PASSWORD", "een zin om te onthouden")
    call_command("demo")
    assert authenticate(email="manager@drempel.example", password="een zin om te onthouden")
    assert not User.objects.get(email="manager-3@drempel.example").has_usable_password()


@pytest.mark.django_db
def test_real_register_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    ShoppingArea.objects.create(
        slug="echt", name="Echt", municipality=Municipality.objects.create(name="Echt")
    )
    call_command("demo")
    assert ShoppingArea.objects.count() == 1 and not User.objects.exists()
    assert "no demonstration" in capsys.readouterr().out


def test_names_are_dealt_before_any_conduct() -> None:
    """The deal knows no conduct, and is the same each time."""
    assert cast.deal(12) == cast.deal(12)
    assert len({(c.given_name, c.family_name) for c in cast.deal(12)}) == 12
    assert all(c.birth_date < dt.date(2004, 1, 1) for c in cast.deal(12))


@pytest.mark.django_db
def test_photos_are_drawings() -> None:
    call_command("demo")
    assert Photo.objects.count() >= 10
    assert silhouettes.draw("a") == silhouettes.draw("a") != silhouettes.draw("b")
