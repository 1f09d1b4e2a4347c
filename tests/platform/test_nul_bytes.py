"""An address with a NUL in it is of nothing that exists."""

import pytest
from django.test import Client

from participants.models import User

PAGES = ["/gebied/a%00b/", "/maatregelen/?q=%00", "/bestaat%00niet/", "/gebied/x/schouwen/nieuw/?opnieuw=a%00b"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("signed_in", [True, False])
def test_page_is_not_there(db: None, address: str, signed_in: bool) -> None:
    client = Client()
    if signed_in:
        client.force_login(User.objects.create_user("a@example.nl", name="A"))
    answer = client.get(address)
    assert answer.status_code == 404 and "Deze pagina is er niet" in answer.content.decode()


@pytest.mark.parametrize("address", ["/api/v1/areas/a%00b", "/api/v1/measures?q=%00"])
def test_api_says_so_as_a_problem(db: None, address: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"
