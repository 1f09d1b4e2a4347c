"""The command that makes a token for somebody."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from rest_framework.authtoken.models import Token

from audit.models import Event
from tests.participants.api.scene import Scene, client


def make(email: str) -> str:
    out = StringIO()
    call_command("api_token", email, stdout=out)
    return out.getvalue().strip()


def test_token_opens_the_api_and_a_new_one_replaces_it(scene: Scene) -> None:
    first, second = make("Manager@voorbeeld.example"), make("manager@voorbeeld.example")
    assert first != second
    api = client()
    api.credentials(HTTP_AUTHORIZATION=f"Token {first}")
    assert api.get(f"{scene.root}/shops").status_code == 401
    api.credentials(HTTP_AUTHORIZATION=f"Token {second}")
    assert api.get(f"{scene.root}/shops").status_code == 200
    assert Event.objects.filter(action="token.made").count() == 2
    assert not Event.objects.filter(facts__icontains=second).exists()
    # A thief of the database cannot use what lies there.
    [kept] = Token.objects.all()
    assert kept.key != second
    api.credentials(HTTP_AUTHORIZATION=f"Token {kept.key}")
    assert api.get(f"{scene.root}/shops").status_code == 401


def test_no_token_for_nobody(db: None) -> None:
    with pytest.raises(CommandError):
        make("niemand@voorbeeld.example")
