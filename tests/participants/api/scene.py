"""A small area with its people, each with a client of the API that carries their own token."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from bans.actions.decisions import approve
from bans.actions.incidents import PersonDraft, report_incident
from bans.actions.proposals import impose
from bans.actions.service import mark_served
from bans.models import Incident, Sanction
from participants import clock
from participants.accounts.tokens import hash_of
from participants.actions.areas import adopt_protocol, create_area, grant_permit
from participants.actions.lists import publish_list
from participants.actions.people import invite
from participants.actions.shops import add_shop, join
from participants.models import Municipality, Shop, ShoppingArea, User
from participants.roles import Role
from tests.factories import instruct
from tests.replay import Replayed

PAPERS = (
    "agreement_signed_on",
    "power_of_attorney_signed_on",
    "declaration_signed_on",
    "sticker_seen_on",
    "house_rules_seen_on",
)
# Words that no counter may ever see, so that a test can look for them (R45).
MARKS = {
    "address": "Geheimstraat 61, Merkdorp",
    "birth_date": dt.date(1987, 3, 9),
    "narrative": "MERKVERHAAL over wat er gebeurde",
    "observed_by": "MERKGETUIGE",
    "observer_function": "MERKFUNCTIE",
    "place": "MERKPLAATS",
    "police_report": "MERKAANGIFTE-7",
}
FILE_MARKS = [*(str(mark) for mark in MARKS.values())]


def client(user: User | None = None) -> APIClient:
    """A client that sends the user's own token, or none."""
    api = APIClient()
    if user:
        secret = f"secret-of-{user.pk}"
        Token.objects.get_or_create(user=user, defaults={"key": hash_of(secret)})
        api.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
    return api


@dataclass
class Scene:
    area: ShoppingArea
    bakery: Shop
    toyshop: Shop
    users: dict[str, User]
    at: dt.datetime

    @property
    def root(self) -> str:
        return f"/api/v1/areas/{self.area.slug}"

    @property
    def today(self) -> dt.date:
        return clock.dutch_date(self.at)

    def api(self, who: str) -> APIClient:
        return client(self.users[who])

    def report(self, *, shop: Shop | None = None, conduct: str = "theft", **person: Any) -> Incident:
        """An incident of yesterday with all the marks in it."""
        shop = shop or self.bakery
        known = {"given_name": "Kees", "family_name": "de Vries", "identity_basis": "stated"}
        facts = {k: MARKS[k] for k in ("address", "birth_date")}
        return report_incident(
            shop=shop,
            person=PersonDraft(**{**known, **facts, "appearance": {"hair": "bald"}, **person}),
            conduct_code=conduct,
            happened_at=self.at - dt.timedelta(days=1),
            narrative=MARKS["narrative"],
            observed_by=MARKS["observed_by"],
            observer_function=MARKS["observer_function"],
            place=MARKS["place"],
            police_report=MARKS["police_report"],
            by=self.manager_of(shop),
            at=self.at,
        )

    def propose(self, incident: Incident, kind: str, scope: str, months: int = 12) -> Sanction:
        by = self.manager_of(incident.shop)
        return impose(incident, kind=kind, scope=scope, months=months, by=by, at=self.at)

    def serve(self, sanction: Sanction) -> Sanction:
        """Approve it if that is needed, and hand over the letter."""
        if sanction.approved_at is None:
            by = "approver" if sanction.needs_approval == "approve" else "coordinator"
            sanction = approve(sanction, by=self.users[by], at=self.at)
        current = publish_list(self.area, at=self.at)
        by = self.manager_of(sanction.shop)
        return mark_served(sanction, served_at=self.at, participant_list=current, by=by, at=self.at)

    def collective_ban(self, **person: Any) -> Sanction:
        """A collective ban in force since today, after a serious offence at the bakery."""
        return self.serve(self.propose(self.report(conduct="robbery", **person), "ban", "area"))

    def manager_of(self, shop: Shop) -> User:
        return self.users["manager" if shop == self.bakery else "toy_manager"]


def make_area(slug: str, coordinator: User, *, at: dt.datetime) -> ShoppingArea:
    municipality, _made = Municipality.objects.get_or_create(name="Voorbeeldstad")
    fields = {
        "slug": slug,
        "name": f"Winkelgebied {slug}",
        "municipality": municipality,
        "association": "Winkeliersvereniging Voorbeeld",
        "association_address": "Markt 1, Voorbeeldstad",
        "contact_email": f"{slug}@voorbeeld.example",
        "contact_phone": "010 000 00 00",
        "boundary_text": "tussen de Markt en de Kade",
    }
    area = create_area(fields=fields, by=coordinator, at=at)
    day = clock.dutch_date(at)
    adopt_protocol(area, values={}, adopted_on=day, valid_from=day, dpia_version="1.0", by=coordinator, at=at)
    return area


def make_shop(area: ShoppingArea, name: str, *, by: User, at: dt.datetime) -> Shop:
    day = clock.dutch_date(at)
    fields = {"business_name": f"{name} bv", "name": name, "address": f"Markt {len(name)}"}
    shop = add_shop(area, fields={**fields, **dict.fromkeys(PAPERS, day)}, by=by, at=at)
    return join(shop, on=day, by=by, at=at)


def build() -> Scene:
    """The area began a hundred days ago; beside it lies another one, with a stranger as coordinator."""
    at = clock.now()
    began = at - dt.timedelta(days=100)
    users = {
        name: User.objects.create_user(email=f"{name}@voorbeeld.example", name=name)
        for name in ("coordinator", "stranger")
    }
    make_area("elders", users["stranger"], at=began)
    head = users["coordinator"]
    area = make_area("markt", head, at=began)
    bakery, toyshop = (make_shop(area, name, by=head, at=began) for name in ("Bakkerij", "Speelgoed"))
    grant_permit(
        area,
        number="AP-1",
        granted_on=clock.dutch_date(began),
        valid_from=clock.dutch_date(began),
        valid_until=None,
        businesses=[bakery.business, toyshop.business],
        by=head,
        at=began,
    )
    for name, role, shop in (
        ("approver", Role.APPROVER, None),
        ("second_approver", Role.APPROVER, None),
        ("municipality", Role.MUNICIPALITY, None),
        ("manager", Role.SHOP_MANAGER, bakery),
        ("counter", Role.COUNTER, bakery),
        ("toy_manager", Role.SHOP_MANAGER, toyshop),
        ("toy_counter", Role.COUNTER, toyshop),
    ):
        email = f"{name}@voorbeeld.example"
        users[name] = invite(area, email=email, name=name, role=role, shop=shop, by=head, at=began).user
    instruct(area, *(users[name] for name in ("manager", "counter", "toy_manager", "toy_counter")), at=began)
    return Scene(area, bakery, toyshop, users, at)


def _is_of_now(made: Scene) -> bool:
    now = clock.now()
    return clock.dutch_date(now) == made.today and dt.timedelta() <= now - made.at < dt.timedelta(minutes=10)


_replayed = Replayed(build, still=_is_of_now)


def a_hundred_days_old() -> Scene:
    """The same, and it is now."""
    return replace(_replayed(), at=clock.now())
