"""The export holds everything of the person and nothing of anybody else (R65, G27, T30)."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from django.db import models

from bans.models import CounterCheck, LookAlike, PaperRow, Photo, Sanction
from bans.personal import PersonalField
from notices.models import Notice, Service
from participants.clock import DUTCH_TIME
from participants.models import User
from rights.access import graph
from rights.access.as_json import json_of
from rights.access.masking import Masks
from rights.access.overview import overview_of
from rights.access.paper import pdf_of
from tests.cast import Cast
from tests.notices.pdf.tagged import Tagged

from .marks import Filled, Filler

OF_THE_PERSON = {"identity", "image", "contact", "conduct", "trace"}
OF_OTHERS = {"staff", "account"}
# What the export does not hold of the person although its class says so, and why not.
NOT_TOLD = {
    "notices.Notice.html",  # the same as the letter
    "rights.AccessExport.pdf", "rights.AccessExport.json",  # given before
    "bans.LookAlike.digest",  # of another
    "notices.Notice.code_digest",
}  # fmt: skip


@pytest.fixture
def two(cast: Cast) -> tuple[Filled, Filled]:
    filler = Filler(cast)
    for user in User.objects.order_by("pk"):
        User.objects.filter(pk=user.pk).update(name=filler.mark())
    return filler.fill(), filler.fill()


@pytest.fixture
def mine(two: tuple[Filled, Filled], cast: Cast) -> tuple[str, str, dict[str, Any]]:
    """What the file says, its letters opened, what the document says without any space, and the file itself."""
    overview = overview_of(two[0].request, two[0].person, at=cast.at)
    data = json.loads(json_of(overview))
    tagged = Tagged(pdf_of(overview))
    return " ".join(_opened(data)), squeezed(tagged.text(tagged.root)), data


def _opened(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "base64":
                yield base64.b64decode(one).decode("latin-1")
            yield from _opened(one)
    elif isinstance(value, list):
        for one in value:
            yield from _opened(one)
    else:
        yield str(value)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u00ad]+", "", text)


def values(filled: Filled, classes: set[str]) -> Iterator[tuple[str, str]]:
    """Each text of these classes, with its column."""
    for row in filled.rows:
        row = type(row)._base_manager.get(pk=row.pk)
        for column in row._meta.concrete_fields:
            where = f"{row._meta.label}.{column.name}"
            if row.Privacy.fields[column.name] not in classes or isinstance(column, models.ForeignKey):
                continue
            value = getattr(row, column.attname)
            if isinstance(value, bytes):
                yield where, value.decode("latin-1")
            elif isinstance(value, str) and value and (not column.choices or isinstance(column, PersonalField)):
                yield where, value


def marks(filled: Filled, classes: set[str]) -> list[tuple[str, str]]:
    """Those that are nobody else's: long enough not to be found by chance."""
    return [(where, value) for where, value in values(filled, classes) if len(value) >= 8]


def test_t30_there_is_something_of_the_person_in_every_table(two: tuple[Filled, Filled]) -> None:
    for model in graph.tables():
        assert two[0].of(model), model
        assert graph.rows_of(two[0].person, model).exists(), model


def test_r65_t30_export_holds_everything_of_the_person(two: tuple[Filled, Filled], mine: Any) -> None:
    file, paper, _data = mine
    expected = [(where, value) for where, value in marks(two[0], OF_THE_PERSON) if where not in NOT_TOLD]
    assert len(expected) >= 55 and len({where for where, _value in expected}) >= 40
    to_the_police = {one.pdf.decode("latin-1") for one in two[0].of(Notice) if one.kind == "police_sheet"}
    own = [(where, value) for where, value in expected if value not in to_the_police]
    assert [where for where, value in own if value not in file] == []
    # Pictures and letters are in the file; the document shows the ones and lists the others.
    words = [(where, value) for where, value in own if not where.endswith((".jpeg", ".pdf", ".signature"))]
    assert [where for where, value in words if squeezed(value) not in paper] == []
    cells = two[0].of(PaperRow)[0].cells
    assert "kaal" in paper and "opvallendlang" in paper
    assert cells["voornaam"] in file and cells["voornaam"] in paper


def test_t30_export_holds_nothing_of_anybody_else(two: tuple[Filled, Filled], mine: Any) -> None:
    file, paper, _data = mine
    me, other = two
    secret = [value for _where, value in marks(me, OF_OTHERS)]
    secret += [value for where, value in marks(me, OF_THE_PERSON) if where in NOT_TOLD]
    secret += [value for _where, value in marks(other, OF_THE_PERSON | OF_OTHERS) if value not in shared(me)]
    secret += [one.match["digest"] for filled in two for one in filled.of(CounterCheck)]
    secret += [one.cells[name] for filled in two for one in filled.of(PaperRow) for name in ("gezien_door", "functie")]
    secret += [one.digest for one in me.of(LookAlike)]
    secret += [one.pdf.decode("latin-1") for one in me.of(Notice) if one.kind == "police_sheet"]
    secret += [value for one in me.of(Service) for value in (one.server_name, one.witness_name)]
    secret += [name for user in User.objects.all() for name in (user.name, user.email)]
    assert len(secret) >= 90
    assert [value for value in secret if value in file] == []
    assert [value for value in secret if squeezed(value) in paper] == []


def shared(filled: Filled) -> set[str]:
    """The same picture for everybody."""
    return {one.jpeg.decode("latin-1") for one in filled.of(Photo)}


def test_t30_name_of_a_witness_in_a_text_is_masked(cast: Cast) -> None:
    filled = Filler(cast).fill()
    (incident,) = [row for row in filled.rows if row._meta.label == "bans.Incident"]
    incident.observed_by, incident.narrative = "Marleen de Wit", "Zij zei tegen marleen de wit: weg."
    incident.save()
    data = json.loads(json_of(overview_of(filled.request, filled.person, at=cast.at)))
    text = json.dumps(data, ensure_ascii=False)
    assert "Zij zei tegen [naam van een ander]: weg." in text and "Marleen" not in text


def test_g27_every_look_has_moment_purpose_and_kind_of_organisation(mine: Any) -> None:
    _file, paper, data = mine
    looks = data["looks"]
    assert {look["action"] for look in looks} >= {"person.viewed", "letter.viewed", "request.received"}
    assert all(look["at"] and look["purpose"] and look["organisation"] != "unknown" for look in looks)
    kinds = {look["action"]: look["organisation"] for look in looks}
    assert (kinds["person.viewed"], kinds["letter.viewed"]) == ("shop", "association")
    assert all(squeezed(look["what"]) in paper for look in looks)


def test_recipients_are_named_with_days_and_the_police_with_basis(mine: Any, cast: Cast) -> None:
    _file, _paper, data = mine
    told = {(one["kind"], one["name"]) for one in data["recipients"]}
    assert ("shop", "Speelgoed (Speelgoed bv)") in told
    assert {kind for kind, _name in told} >= {"shop", "list", "police", "representative"}
    assert all(one["days"] for one in data["recipients"])
    assert next(one["basis"] for one in data["recipients"] if one["kind"] == "police")
    assert {one["kind"] for one in data["sources"]} >= {"personeel van een winkel", "uzelf"}


def test_d25_file_keeps_the_schema_that_is_written_down(mine: Any) -> None:
    schema = json.loads((Path(settings.BASE_DIR) / "docs/examples/access.schema.json").read_text())
    jsonschema.validate(mine[2], schema)


def test_moments_carry_their_offset_and_days_are_iso(mine: Any, cast: Cast) -> None:
    data = mine[2]
    assert data["made_at"] == cast.at.astimezone(DUTCH_TIME).isoformat(timespec="seconds")
    assert data["made_at"].endswith("+01:00")
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for one in data["recipients"] for day in one["days"])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("M. de Wit zei dat.", "[naam van een ander] zei dat."),
        ("Wit belde om tien uur.", "[naam van een ander] belde om tien uur."),
        ("Roos en Kol keken.", "[naam van een ander] en [naam van een ander] keken."),
        ("Een wit shirt, de Witte zaal, het Kolenpad.", "Een wit shirt, de Witte zaal, het Kolenpad."),
        ("De Vries is de persoon zelf.", "De Vries is de persoon zelf."),
    ],
)
def test_r65_family_name_alone_of_somebody_else_is_masked_and_not_that_of_the_person(
    cast: Cast, ban: Sanction, said: str, told: str
) -> None:
    names = ("M. de Wit", "Roos", "B. van der Kol", "P. de Vries")
    users = (cast.manager_a, cast.manager_b, cast.counter_a, cast.counter_b)
    for user, name in zip(users, names, strict=True):
        user.name = name
        user.save()
    assert Masks(cast.area, ban.person).without_names(said) == told
