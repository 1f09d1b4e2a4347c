"""An area whose people get other names for each register, and who asks about them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from .population import Asked, Population, Somebody

OPENS = dt.timedelta(hours=9)
# Asks a question: the status, the body, and after how many seconds to come back.
Asks = Callable[[Asked], tuple[int, dict, float]]


class World:
    """An area with so many people who are banned, and who asks; the people get other names for each register."""

    def __init__(self, size: int, population: Population) -> None:
        from tests.cast import build_cast

        self.cast, self.population, self.known = build_cast(), population, {}
        self.grow(size)

    def grow(self, size: int) -> None:
        """So many people on the list, each with a photo."""
        from bans.models import Photo, Sanction
        from tests.factories import DAY, JPEG, make_sanction

        for count in range(Sanction.objects.count(), size):
            ban = make_sanction(self.cast, at=self.cast.at - DAY, family_name=f"Persoon {count}")
            Photo.objects.create(area=self.cast.area, person=ban.person, jpeg=JPEG, taken_at=self.cast.at)

    def adopt(self, parameters: dict[str, int]) -> None:
        """Other figures in the protocol of the area."""
        from participants.models import Protocol

        Protocol.objects.filter(area=self.cast.area).update(values=parameters)

    def rename(self) -> None:
        """Another register: new names by chance."""
        from bans import finding
        from bans.models import Person

        people = list(Person.objects.filter(area=self.cast.area).order_by("pk"))
        drawn = self.population.people(len(people))
        for person, somebody in zip(people, drawn, strict=True):
            person.family_name, person.given_name = somebody.family, somebody.given
            person.birth_date = dt.date(somebody.year, 6, 15)
            person.save()
        self.known = {person.token: somebody for person, somebody in zip(people, drawn, strict=True)}
        finding._opened = lambda token, *sealed: as_known(self.known[token])

    def begin(self) -> None:
        """Nobody has asked anything yet."""
        from bans.models import CounterCheck, Signal
        from participants.models import Budget

        for model in (Budget, Signal, CounterCheck):
            model.objects.all().delete()

    def new_day(self) -> None:
        """The clock alone does it."""

    def told_of(self, question: Asked, body: dict) -> list[str]:
        """By whom the answer was meant, or whom it may have meant: known to us, not to the asker."""
        from bans import finding, names
        from bans.models import CounterCheck
        from participants.clock import dutch_date

        check = CounterCheck.objects.get(token=body["receipt"].replace("-", ""))
        if check.person_token:
            return [check.person_token]
        asked = names.Question(question["family_name"], question.get("given_name", ""), question.get("birth_year"))
        return [hit.token for hit in finding.at_counter(self.cast.shop_b, asked, dutch_date(check.asked_at)).hits]

    def brief(self, who: str) -> None:
        """Opened twice, at nine and at two."""
        from bans.actions import shift_brief
        from participants import clock

        by, at = {"user": self.cast.counter_b, "colleague": self.cast.manager_b}[who], clock.now()
        for hours in (0, 5):
            shift_brief.brief(self.cast.shop_b, by=by, at=at + dt.timedelta(hours=hours))

    def signs(self) -> dict[str, int]:
        """Signs that stand, by kind."""
        from bans.models import Signal

        kinds = list(Signal.objects.values_list("kind", flat=True))
        return {str(kind): kinds.count(kind) for kind in sorted(set(kinds))}

    def askers(self, *, api: bool = True) -> dict[str, Asks]:
        """Two people of shop B and a door of it; through the API, or past it straight to the action."""
        from participants.actions import devices
        from participants.models import Device
        from participants.models.device import DeviceKind

        shop, by = self.cast.shop_b, self.cast.manager_b
        Device.objects.filter(name="deur").delete()
        door, token = devices.enrol(shop, name="deur", by=by, at=self.cast.at, kind=DeviceKind.SYSTEM)
        if not api:
            users = {"user": self.cast.counter_b, "colleague": self.cast.manager_b}
            found = {name: straight(shop, by=user) for name, user in users.items()}
            return {**found, "door": straight(shop, device=door)}
        address = f"/api/v1/areas/{self.cast.area.slug}/checks"
        headers = {
            name: f"Token {secret_of(user)}" for name, user in (("user", self.cast.counter_b), ("colleague", by))
        }
        found = {name: through_api(address, header, shop=shop.pk) for name, header in headers.items()}
        return {**found, "door": through_api("/api/v1/till/checks", f"Till {token}")}


def secret_of(user: Any) -> str:
    from rest_framework.authtoken.models import Token

    from participants.accounts.tokens import hash_of

    secret = f"secret-of-{user.pk}"
    Token.objects.get_or_create(user=user, defaults={"key": hash_of(secret)})
    return secret


def through_api(address: str, header: str, **always: int) -> Asks:
    from django.core.cache import cache
    from rest_framework.test import APIClient

    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=header)

    def ask(question: Asked) -> tuple[int, dict, float]:
        cache.clear()  # the framework's own limit counts by the clock on the wall
        response = client.post(address, {**always, **question}, format="json")
        return response.status_code, response.json(), int(response.get("Retry-After", 0))

    return ask


def straight(shop: Any, **who: Any) -> Asks:
    from bans.actions import checks
    from participants import clock
    from participants.problems import _status_of
    from participants.refusals import Refusal

    def ask(question: Asked) -> tuple[int, dict, float]:
        try:
            answer = checks.check(shop=shop, at=clock.now(), **who, **question)
        except Refusal as refusal:
            return _status_of(refusal), {"code": refusal.code}, refusal.wait or 0
        return 201, {"outcome": str(answer.outcome), "receipt": answer.check.receipt}, 0

    return ask


def as_known(somebody: Somebody) -> Any:
    from bans import names

    return names.Known(somebody.family, somebody.given, somebody.year)


class Clock:
    """The time that the application is told."""

    def __init__(self) -> None:
        from participants import clock

        self.at = dt.datetime(2026, 3, 17, tzinfo=clock.DUTCH_TIME)
        clock.now = lambda: self.at

    def open(self, day: int) -> None:
        from participants import clock

        self.at = dt.datetime(2026, 3, 17, tzinfo=clock.DUTCH_TIME) + dt.timedelta(days=day) + OPENS
