"""What identifies a person lies sealed in the database, and opens nowhere but in its own place (G21)."""

import datetime as dt
import os
import random
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.db import connection, transaction

from bans import keyring
from bans.encryption import FORMAT, HEADER, Erased, Place, Unreadable, seal, unseal
from bans.models import Incident, Person, Photo, Sanction
from bans.personal import PersonalField, Sealed, sealed
from notices.actions.letters import prepare
from notices.models import Notice
from tests.cast import Cast
from tests.factories import make_incident, make_sanction

AT = dt.datetime(2026, 3, 16, tzinfo=dt.UTC)
HERE = Place("bans_person", "family_name", "00112233445566aa")
ALICE, BOB = "00000000000a11ce", "0000000000000b0b"
PERSONAL = [
    (model, field)
    for app in ("bans", "notices")
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, PersonalField)
]


@pytest.fixture
def keys() -> None:
    for token in (ALICE, BOB):
        if token not in keyring.tokens():
            keyring.make(token, at=AT)


def test_value_opens_in_its_place(keys: None) -> None:
    assert unseal(seal(b"Jansen", token=ALICE, place=HERE), place=HERE) == b"Jansen"


def test_same_value_never_looks_the_same(keys: None) -> None:
    assert len({seal(b"Jansen", token=ALICE, place=HERE) for _ in range(100)}) == 100


def test_sealed_value_is_what_the_format_says(keys: None) -> None:
    """Anybody with the key can open it by the description alone: AES-256-GCM, and the place as bound data."""
    value = seal(b"Jansen", token=ALICE, place=HERE)
    assert value[:1] == FORMAT and value[1:9].hex() == ALICE and HEADER == 21
    bound = f"drempel|bans_person|family_name|00112233445566aa|{ALICE}".encode()
    assert keyring.key(ALICE).decrypt(value[9:21], value[21:], bound) == b"Jansen"


def tampered(value: bytes, kind: str, dice: random.Random) -> tuple[bytes, Place]:
    if kind == "bit":
        at = dice.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << dice.randrange(8))]) + value[at + 1 :], HERE
    if kind == "cut":
        return value[: dice.randrange(len(value))], HERE
    if kind == "longer":
        return value + dice.randbytes(1 + dice.randrange(8)), HERE
    if kind == "row":
        return value, Place(HERE.table, HERE.column, dice.randbytes(8).hex())
    if kind == "column":
        return value, Place(HERE.table, "given_name", HERE.row)
    if kind == "person":
        return value[:1] + bytes.fromhex(BOB) + value[9:], HERE
    return b"Jansen" if dice.random() < 0.5 else dice.randbytes(len(value)), HERE


@pytest.mark.parametrize("kind", ["bit", "cut", "longer", "row", "column", "person", "plain"])
def test_nothing_altered_or_moved_opens(kind: str, keys: None) -> None:
    """Nothing falls back to plain text: 0 of 300 tamperings of each kind."""
    dice = random.Random(f"tampering {kind}")
    value = seal(b"Jansen", token=ALICE, place=HERE)
    for _ in range(300):
        bad, place = tampered(value, kind, dice)
        with pytest.raises(Unreadable):
            unseal(bad, place=place)


def test_destroyed_key_closes_one_person_and_no_other(keys: None) -> None:
    value, other = seal(b"Jansen", token=ALICE, place=HERE), seal(b"Bakker", token=BOB, place=HERE)
    keyring.destroy([ALICE], at=AT)
    with pytest.raises(Erased):
        unseal(value, place=HERE)
    assert unseal(other, place=HERE) == b"Bakker"
    assert ALICE in keyring.buried("person")


def raw(model: Any, column: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE {column} IS NOT NULL")
        return [value for (value,) in cursor.fetchall()]


MARKS = {
    "given_name": "Merkvoornaam",
    "family_name": "Merkachternaam",
    "address": "Merkstraat 1",
    "birth_date": dt.date(1987, 6, 5),
    "appearance": {"hair": "bald"},
}


def test_no_column_holds_a_readable_value(cast: Cast) -> None:
    """Every personal column of every table, after a life from report to letter."""
    ban = make_sanction(cast, served=False, **MARKS)
    Photo.objects.create(area=cast.area, person=ban.person, jpeg=b"\xff\xd8Merkfoto", taken_at=cast.at)
    prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)
    seen = set()
    for model, field in PERSONAL:
        for value in map(bytes, raw(model, field.column)):
            seen.add((model.__name__, field.name))
            assert value.startswith(FORMAT) and b"Merk" not in value
            assert not any(mark in value for mark in (b"bald", b"1987-06", b"%PDF", b"Merkfoto", b"<html", b"kassa"))
    assert {("Person", "family_name"), ("Photo", "jpeg"), ("Incident", "place"), ("Notice", "pdf")} <= seen
    person = Person.objects.get(pk=ban.person_id)
    assert {name: getattr(person, name) for name in MARKS} == MARKS
    assert bytes(Notice.objects.first().pdf).startswith(b"%PDF")


def test_row_moved_to_another_does_not_open(cast: Cast) -> None:
    """Not even to a row of the same person."""
    one = make_incident(cast)
    two = make_incident(cast, "vandalism", person=one.person)
    [value] = Incident.objects.filter(pk=one.pk).values_list("narrative", flat=True)
    assert isinstance(value, Sealed) and repr(value) == "<sealed>"
    Incident.objects.filter(pk=two.pk).update(narrative=value)
    with pytest.raises(Unreadable):
        _ = Incident.objects.get(pk=two.pk).narrative
    assert Incident.objects.get(pk=one.pk).narrative == "Liep weg zonder te betalen."


def test_open_text_cannot_slip_in(cast: Cast) -> None:
    """An update that knows no row, a search, and a value that was never sealed."""
    incident = make_incident(cast)
    with pytest.raises(TypeError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(narrative="open")
    with pytest.raises(TypeError):
        Person.objects.filter(family_name="de Vries").exists()
    with pytest.raises(TypeError):
        Person.objects.filter(family_name__startswith="de").exists()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bans_incident SET narrative = %s WHERE id = %s", [b"open", incident.pk])
    with pytest.raises(Unreadable):
        _ = Incident.objects.get(pk=incident.pk).narrative


def test_empty_values_come_back_as_they_were(cast: Cast) -> None:
    incident = make_incident(cast)
    person = Person.objects.get(pk=incident.person_id)
    assert (person.address, person.birth_date, person.appearance, person.hold_reason) == ("", None, {}, "")


def test_update_with_a_sealed_value(cast: Cast) -> None:
    sanction = make_sanction(cast)
    Sanction.objects.filter(pk=sanction.pk).update(**sealed(sanction, reason="Omdat."))
    assert Sanction.objects.get(pk=sanction.pk).reason == "Omdat."


def test_saving_what_was_not_opened_keeps_it(cast: Cast) -> None:
    """A row is saved as it came when nobody read or changed it, so that an unreadable one stays what it is."""
    person = Person.objects.get(pk=make_incident(cast).person_id)
    [before] = raw(Person, "family_name")
    person.apparently_minor = True
    person.save()
    assert raw(Person, "family_name") == [before]


def test_every_personal_column_says_whose_it_is() -> None:
    assert len(PERSONAL) >= 20
    for model, _field in PERSONAL:
        row = model._meta.get_field(model.Privacy.row)
        assert (row.unique and not row.editable) or model.__name__ == "Sanction"
        assert isinstance(model.Privacy.person, str)


def test_vector_of_a_wrapped_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrapped key opens by the description alone, and is bound to its person."""
    master, nonce = bytes(range(32)), bytes(12)
    monkeypatch.setattr(os, "urandom", lambda size: bytes(size))
    wrapped = keyring._wrap(b"k" * 32, ALICE, master)
    assert wrapped == nonce + AESGCM(master).encrypt(nonce, b"k" * 32, f"drempel person key|{ALICE}".encode())
