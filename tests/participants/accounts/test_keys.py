"""The key of the second factor is a key of its own, and can be changed; production does not start without it."""

import io
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from participants.accounts import seeds
from participants.accounts.checks import nobody_is_fictional, second_factor_has_its_own_key
from participants.models import User
from tests.cast import Cast
from tests.signed_in import sign_in

from .test_second_factor import give_app

NEW, OLD = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_secret_is_read_with_its_own_key_alone(settings: Any) -> None:
    settings.MFA_KEY = OLD
    stored = seeds.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DP" not in stored and seeds.decrypt(stored) == "JBSWY3DPEHPK3PXP"
    for wrong in (NEW, f"{NEW},{NEW}"):
        settings.MFA_KEY = wrong
        with pytest.raises(seeds.UnreadableSecret):
            seeds.decrypt(stored)
    settings.MFA_KEY = OLD
    for changed in (stored[:-4] + "AAA=", "JBSWY3DPEHPK3PXP", ""):
        with pytest.raises(seeds.UnreadableSecret):
            seeds.decrypt(changed)


def test_new_key_goes_in_front_and_the_old_one_can_go(cast: Cast, settings: Any) -> None:
    """The command may be repeated; codes keep working at every moment."""
    settings.MFA_KEY = OLD
    secret = give_app(cast.coordinator)
    settings.MFA_KEY = f"{NEW},{OLD}"
    for _time in range(2):
        call_command("renew_mfa_key", stdout=io.StringIO())
        assert seeds.decrypt(Authenticator.objects.get().data["secret"]) == secret
    settings.MFA_KEY = NEW
    assert seeds.decrypt(Authenticator.objects.get().data["secret"]) == secret


def test_secret_under_no_key_is_counted(cast: Cast, settings: Any) -> None:
    settings.MFA_KEY = OLD
    give_app(cast.coordinator)
    settings.MFA_KEY = NEW
    with pytest.raises(CommandError, match="1 secrets cannot be read"):
        call_command("renew_mfa_key", stdout=io.StringIO())


@pytest.mark.parametrize("key", ["", "short", "not base64!", "QUJD"])
def test_production_needs_a_proper_key(key: str) -> None:
    with override_settings(MFA_KEY=key):
        assert [error.id for error in second_factor_has_its_own_key(None)] == ["participants.E201"]


def test_key_is_no_other_key_of_ours(settings: Any) -> None:
    settings.MFA_KEY = settings.MASTER_KEY = NEW
    assert [error.id for error in second_factor_has_its_own_key(None)] == ["participants.E202"]
    settings.MASTER_KEY = OLD
    assert second_factor_has_its_own_key(None) == []


def test_production_does_not_start_with_fictional_accounts(cast: Cast, settings: Any) -> None:
    settings.EMBEDDED = False
    assert nobody_is_fictional(None) == []
    User.objects.filter(pk=cast.counter_a.pk).update(fictional=True)
    assert [error.id for error in nobody_is_fictional(None)] == ["participants.E203"]
    assert "participants.E203" in {error.id for error in run_checks(include_deployment_checks=True)}
    settings.EMBEDDED = True
    assert nobody_is_fictional(None) == []


def test_lost_second_factor_is_taken_away_by_the_administrator(
    cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: Any
) -> None:
    give_app(cast.coordinator)
    client = sign_in(Client(), cast.coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("reset_second_factor", cast.coordinator.email, stdout=io.StringIO())
    assert not Authenticator.objects.filter(user=cast.coordinator).exists()
    assert [message.to for message in mailoutbox] == [[cast.coordinator.email]]
    assert client.get("/gebied/markt/").status_code == 302
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "niemand@voorbeeld.example")
