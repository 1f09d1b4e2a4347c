"""The OpenAPI schema: committed, valid, without warnings, and kept by the running API."""

from io import StringIO
from pathlib import Path

import yaml
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

from tests.participants.api.scene import Scene, client

COMMITTED = Path(__file__).resolve().parents[3] / "docs" / "openapi.yaml"


def generated() -> dict:
    return SchemaGenerator().get_schema(request=None, public=True)


def test_committed_schema_is_the_generated_one_and_has_no_warnings() -> None:
    """Make it anew with: manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml"""
    made = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=made)
    assert yaml.safe_load(made.getvalue()) == yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))


def test_every_operation_of_an_area_tells_its_errors() -> None:
    """Pitfall of generators: they describe only what goes well."""
    for path, operations in generated()["paths"].items():
        for method, operation in operations.items():
            wanted = {"404", "429"} if "{slug}" not in path else {"401", "403", "404", "422", "429"}
            assert wanted <= set(operation["responses"]), (method, path)


def test_schema_names_the_ways_to_log_in() -> None:
    schemes = generated()["components"]["securitySchemes"]
    assert {scheme["type"] for scheme in schemes.values()} == {"apiKey"}
    assert {scheme["in"] for scheme in schemes.values()} == {"header", "cookie"}


def test_no_field_of_the_api_is_personal_by_accident() -> None:
    """What a counter gets has no field that only the file may have (R45)."""
    schemas = generated()["components"]["schemas"]
    secret = {"address", "birth_date", "narrative", "observed_by", "police_report", "place", "person"}
    for name in ("CounterSanction", "CounterDetails", "TillAnswer", "CheckAnswer", "BreachOut"):
        assert not secret & set(schemas[name]["properties"]), name
    assert secret <= set(schemas["IncidentFile"]["properties"]) | set(schemas["Identity"]["properties"])
    assert not {"address", "birth_date"} & set(schemas["PersonFile"]["properties"])


def test_schema_and_docs_are_served(scene: Scene) -> None:
    answer = client().get("/api/schema/")
    assert answer.status_code == 200
    assert yaml.safe_load(answer.content)["openapi"].startswith("3.")
    docs = client().get("/api/docs/")
    assert docs.status_code == 200
    assert b"https://" not in docs.content
