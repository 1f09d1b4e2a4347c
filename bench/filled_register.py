"""A register of any size for the benchmarks: areas, shops, tills and people in force, with sealed names.

Rows are written in bulk and past the actions, because a national register through the front door takes hours.
Names are drawn with a seed from the lists of `bench.finding_data`, independently of everything else.
"""

import base64
import datetime as dt
import os
import random
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"small": (1, 3, 15), "typical": (1, 20, 60), "large": (1, 400, 600), "national": (51, 20, 98)}
TOKEN = "till-%d-of-the-benchmark"
WITHOUT_LIMITS = {
    "checks_minute_n": 20, "checks_hour_n": 60, "checks_day_n": 120, "checks_shop_day_n": 300,
}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """Somebody in force, and the till of a shop of that area."""

    till: str
    given: str
    family: str
    birth_year: int


def prepare(folder: Path, postgresql: str = "") -> None:
    """Settings of an installation of its own; before Django is set up."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    (folder / "keys").mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DREMPEL_VAR": str(folder / "var"),
        "DREMPEL_KEYS": str(folder / "keys"),
        "MASTER_KEY": key,
        "AUDIT_KEY": key,
        "MFA_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "*",
        "HTTPS": "no",
        "LOG_LEVEL": "ERROR",
    }
    if postgresql:
        os.environ["DATABASE_URL"] = postgresql
    sys.path.insert(0, str(ROOT))


def fill(
    areas: int, shops: int, people: int, *, seed: int = 7, slug: str = "gebied", limits: bool = True
) -> list[Listed]:
    """Write `areas` areas of so many shops, one till system each, and so many people in force; who they are.

    Without `limits` the budget of a till is lifted: for measuring speed, never for a real area.
    """
    from django.db import connection, transaction

    from bans import keyring
    from participants import area_lock

    dice = random.Random(seed)
    # The ring would wait for the disk after each of many thousands of keys.
    keyring._connection().execute("PRAGMA synchronous = OFF")
    listed: list[Listed] = []
    with area_lock.all_areas():
        for number in range(areas):
            with transaction.atomic():
                listed += _area(f"{slug}-{number}", shops, people, dice, limits)
    if connection.vendor == "postgresql":
        # As its own keeper does within a minute; until then it plans for tables without rows.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return listed


def _area(slug: str, shops: int, people: int, dice: random.Random, limits: bool) -> list[Listed]:
    from django.db.models import Max

    from participants.accounts import tills
    from participants.models import (
        Business,
        Device,
        Municipality,
        ParticipantList,
        Permit,
        Protocol,
        Shop,
        ShoppingArea,
        User,
    )

    now = dt.datetime.now(dt.UTC)
    today = now.date()
    year_ago = today - dt.timedelta(days=365)
    user, _made = User.objects.get_or_create(email="bench@voorbeeld.example", defaults={"name": "bench"})
    area = ShoppingArea.objects.create(
        slug=slug, name=slug, municipality=Municipality.objects.get_or_create(name="Elders")[0],
        association="vereniging", association_address="Plein 1", contact_email="a@voorbeeld.example",
        contact_phone="010", boundary_text="het plein",
    )  # fmt: skip
    values = {} if limits else WITHOUT_LIMITS
    Protocol.objects.create(
        area=area, number=1, adopted_on=year_ago, valid_from=year_ago, dpia_version="1", values=values
    )
    permit = Permit.objects.create(area=area, number="z", granted_on=year_ago, valid_from=year_ago)
    businesses = Business.objects.bulk_create(Business(area=area, name=f"bedrijf {n}") for n in range(shops))
    permit.businesses.set(businesses)
    signed = dict.fromkeys(
        ("agreement_signed_on", "power_of_attorney_signed_on", "declaration_signed_on", "joined_on"), year_ago
    )
    rows = Shop.objects.bulk_create(
        Shop(area=area, business=business, name=f"winkel {n}", address="Plein", staffed_from=dt.time(0),
             staffed_until=dt.time(23, 59, 59), **signed)
        for n, business in enumerate(businesses)
    )  # fmt: skip
    entries = [{"shop": row.pk, "name": row.name, "address": row.address, "business": "b"} for row in rows]
    made = ParticipantList.objects.create(area=area, number=1, made_at=now, entries=entries, boundary_text="plein")
    made.shops.set(rows)
    first = (Device.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    tokens = [TOKEN % (first + n) for n in range(shops)]
    Device.objects.bulk_create(
        Device(kind="system", shop=row, name="deur", token_hash=tills.hash_of(token), enrolled_by=user, enrolled_at=now)
        for row, token in zip(rows, tokens, strict=True)
    )
    names = _people(area, rows, user, made, people, dice)
    return [Listed(tokens[n % shops], *name) for n, name in enumerate(names)]


def _people(
    area: Any, shops: list, user: Any, made: Any, count: int, dice: random.Random
) -> list[tuple[str, str, int]]:
    from bans import keyring
    from bans.models import Incident, Person, Sanction
    from participants.models import Protocol

    now = dt.datetime.now(dt.UTC)
    today, protocol = now.date(), Protocol.objects.get(area=area)
    names = [
        (dice.choice(GIVEN), f"{dice.choice(HEAD)}{dice.choice(TAIL)}", dice.randint(1960, 2006)) for _ in range(count)
    ]
    people = [
        Person(area=area, given_name=given, family_name=family, birth_date=dt.date(year, 6, 1))
        for given, family, year in names
    ]
    for person in people:
        keyring.make(person.token, at=now)
    Person.objects.bulk_create(people)
    incidents = Incident.objects.bulk_create(
        Incident(area=area, shop=dice.choice(shops), person=person, conduct_code="robbery", happened_at=now,
                 reported_by=user, reported_at=now)
        for person in people
    )  # fmt: skip
    Sanction.objects.bulk_create(
        Sanction(
            area=area, person=person, incident=incident, shop=incident.shop, reference=f"B-{secrets.token_hex(8)}",
            kind="ban", scope="area", months=12, rule="R12", protocol=protocol, needs_approval="approve",
            serve_before=today, proposed_at=now, proposed_by=user, approved_at=now, approved_by=user, imported=True,
            served_at=now, starts_on=today, last_day=today + dt.timedelta(days=300), participant_list=made,
        )
        for person, incident in zip(people, incidents, strict=True)
    )  # fmt: skip
    return names


GIVEN = """
Anna Bram Cato Daan Eva Finn Guus Hanna Ivo Jet Koen Lotte Mees Nora Otis Pien Quirijn Roos Sem Tess Umar Vera Wout
Yara Zeb
""".split()
HEAD = (
    "Berg Bos Dijk Veld Zand Heide Molen Water Wolf Haan Steen Linde Kerk Brug Meer Tuin Horst Donk Laar Rijk".split()
)
TAIL = "stra sma ma huis man mans berg voort hoven kamp veen ling horst wijk zicht dorp enaar ink inga stad".split()
