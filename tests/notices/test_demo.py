"""The demonstration fills an empty database once, and prints logins that work."""

import datetime as dt
import io
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.test import override_settings

from bans.models import Erasure, Photo, Sanction
from bans.rules.status import Status
from notices.demo import cast, logins, silhouettes
from notices.models import Notice
from notices.models.notice import LetterKind
from participants.clock import today
from participants.models import ShoppingArea, User
from tests.told import undone_afterwards


def demo(**options: Any) -> list[str]:
    """Run the command; the lines that it printed."""
    out = io.StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue().splitlines()


def logins_in(lines: list[str]) -> list[str]:
    return [line for line in lines if "@" in line]


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("var")
    with override_settings(VAR_DIR=folder), pytest.MonkeyPatch.context() as patch:
        patch.delenv("DREMPEL_DEMO_PASSWORD", raising=False)
        yield folder


@pytest.fixture(scope="module")
def first_run(var: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    with undone_afterwards(django_db_blocker):
        yield logins_in(demo())


@pytest.fixture
def printed(first_run: list[str], db: None) -> list[str]:
    """The logins that the first run printed, with the area that it made."""
    return first_run


def test_every_role_can_log_in(printed: list[str], var: Path) -> None:
    """The printed password works, and lies in a file that only its owner can read."""
    assert [line.split()[0] for line in printed] == [login.email for login in cast.LOGINS]
    for line in printed:
        email, password, *_role = line.split()
        assert authenticate(email=email, password=password)
    kept = var / "demo-logins.txt"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text(encoding="utf-8").splitlines() == [line.strip() for line in printed]


def test_accounts_are_marked_as_fictional(printed: list[str]) -> None:
    """So that they need no second factor here, and production does not start with them."""
    assert User.objects.exists() and not User.objects.filter(fictional=False).exists()


def test_nobody_can_log_in_as_the_others(printed: list[str]) -> None:
    others = User.objects.exclude(email__in=[login.email for login in cast.LOGINS])
    assert others.exists() and not any(user.has_usable_password() for user in others)


def test_every_state_is_there(printed: list[str]) -> None:
    """What ended is erased, as the nights of a year do; a file that is held for a case stays."""
    states = {s.status(today()) for s in Sanction.objects.select_related("protocol")}
    assert states == set(Status) - {Status.EXPIRED, Status.LAPSED, Status.WITHDRAWN}
    assert {rule for erasure in Erasure.objects.all() for rule in erasure.rules} >= {"R34", "R53", "R55"}


def test_what_was_served_has_its_letter_and_proof(printed: list[str]) -> None:
    served = Sanction.objects.filter(served_at__isnull=False)
    assert served.exists() and not served.filter(services=None).exists()
    assert Notice.objects.filter(kind=LetterKind.POLICE_SHEET).count() == 1


def test_photos_are_drawings(printed: list[str]) -> None:
    assert Photo.objects.count() >= 10
    assert silhouettes.draw("a") == silhouettes.draw("a") != silhouettes.draw("b")


def test_second_run_changes_nothing_and_prints_the_logins(printed: list[str]) -> None:
    before = Sanction.objects.count(), User.objects.count()
    assert logins_in(demo()) == printed
    assert (Sanction.objects.count(), User.objects.count()) == before


def test_new_password_when_the_old_one_is_lost(printed: list[str], tmp_path: Path) -> None:
    with override_settings(VAR_DIR=tmp_path):
        assert "--new-password" in demo()[-1]
        email, password, *_role = logins_in(demo(new_password=True))[0].split()
    assert authenticate(email=email, password=password)
    assert not authenticate(email=email, password=printed[0].split()[1])


def test_chosen_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DREMPEL_DEMO_PASSWORD", "een zin om te onthouden")
    assert logins.password() == "een zin om te onthouden"
    monkeypatch.delenv("DREMPEL_DEMO_PASSWORD")
    assert len({logins.password() for _ in range(5)}) == 5


def test_real_register_is_left_alone(printed: list[str]) -> None:
    """An area with another name is somebody's own, and nothing is added beside it."""
    ShoppingArea.objects.update(slug="echt")
    assert "no demonstration" in demo()[0]
    assert ShoppingArea.objects.count() == 1


def test_names_are_dealt_before_any_conduct() -> None:
    """The deal knows no conduct, and is the same each time."""
    assert cast.deal(12) == cast.deal(12)
    assert len({(c.given_name, c.family_name) for c in cast.deal(12)}) == 12
    assert all(c.birth_date < dt.date(2004, 1, 1) for c in cast.deal(12))
