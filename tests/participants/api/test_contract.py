"""The running API against its own schema: calls that fit it and calls that do not, with a fixed seed."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from rest_framework.throttling import UserRateThrottle
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.participants.api.scene import Scene
from tests.size import FULL, size

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = size(2, 80)
WALK = [("coordinator", GenerationMode.NEGATIVE), ("manager", GenerationMode.POSITIVE)]
if FULL:
    EVERYBODY = ("coordinator", "approver", "manager", "toy_counter", "municipality", "stranger")
    WALK = [(who, mode) for who in EVERYBODY for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)]
FIXED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def connection_stays_open() -> Iterator[None]:
    """A request over WSGI closes the connection when it finds it in a transaction, as ours of the test is."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("connection_stays_open")
@pytest.mark.parametrize(("who", "mode"), WALK)
def test_no_answer_that_the_schema_does_not_describe(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, who: str, mode: GenerationMode
) -> None:
    """No fault of ours for any body; each call is undone, so that the next one finds the same area."""
    monkeypatch.setattr(UserRateThrottle, "THROTTLE_RATES", {"user": None})
    ban = scene.collective_ban()
    headers = {"Authorization": scene.api(who)._credentials["HTTP_AUTHORIZATION"]}
    seen: list[int] = []

    def call(case: schemathesis.Case) -> None:
        for name, value in known(case.path).items():
            if name in case.path_parameters:
                case.path_parameters[name] = value
        with transaction.atomic():
            response = case.call(headers=headers)
            transaction.set_rollback(True)
        seen.append(response.status_code)
        case.validate_response(response, checks=CHECKS)

    def known(path: str) -> dict[str, object]:
        reference = ban.incident.reference if "/incidents/" in path else ban.reference
        token = ban.person.token
        return {"slug": scene.area.slug, "id": scene.bakery.pk, "reference": reference, "token": token}

    schema = schemathesis.openapi.from_wsgi("/api/schema/", get_wsgi_application())
    for operation in schema.get_all_operations():
        try:
            FIXED(given(operation.ok().as_strategy(mode))(call))()
        except Unsatisfiable:
            # Where an address takes a slug and numbers alone, nothing else than another address can be written.
            assert mode is GenerationMode.NEGATIVE and operation.ok().method == "get", operation.ok().path
    assert len(seen) > 100
    print(f"{who}, {mode.value}: {len(seen)} calls, {sum(status >= 500 for status in seen)} faults")
    assert FULL or mode is GenerationMode.NEGATIVE or {200, 400, 404, 422} <= set(seen), sorted(set(seen))
