"""A register that was kept well: the demonstration's year, its nights and some requests, by the software itself."""

import datetime as dt
from dataclasses import dataclass

from django.core.management import call_command

from bans.actions import erasing
from bans.actions.checks import check
from bans.models import Sanction
from bans.rules.ladder import Kind, Scope
from notices.requests import Outcome, Right
from participants import clock
from participants.actions.evaluations import record_evaluation
from participants.models import ShoppingArea, User
from participants.roles import Role
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Request

DAY = dt.timedelta(days=1)


@dataclass
class Register:
    area: ShoppingArea
    coordinator: User
    objection: Request
    access: Request

    @property
    def on(self) -> dt.date:
        return clock.today()

    def one(self, *, kind: str = Kind.BAN, scope: str = Scope.AREA, rule: str | None = None) -> Sanction:
        """A running sanction of this kind."""
        rows = self.area.sanctions.in_force(self.on).filter(kind=kind, scope=scope, imported=False)
        rows = rows.exclude(approved_at=None).filter(review_since=None, restricted_at=None)
        row = (rows.filter(rule=rule) if rule else rows).order_by("pk").first()
        assert row is not None, (kind, scope, rule)
        return row


def build() -> Register:
    call_command("demo", verbosity=0)
    area = ShoppingArea.objects.get(slug="drempelstraat")
    head = area.memberships.get(role=Role.COORDINATOR).user
    erasing.erase_ended(on=clock.today(), at=clock.now())
    record_evaluation(area, held_on=clock.today() - DAY, by=head, at=clock.now())
    counter = area.memberships.filter(role=Role.COUNTER, user__email__startswith="counter").get()
    check(shop=counter.shop, family_name="Onbekend", given_name="Iemand", by=counter.user, at=clock.now())
    objection, access = _requests(area, head)
    return Register(area, head, objection, access)


def _requests(area: ShoppingArea, head: User) -> tuple[Request, Request]:
    at = clock.now()
    ban = area.sanctions.in_force(clock.today()).filter(kind="ban", scope="area", review_since=None).order_by("pk")[0]
    objection = receiving.receive_by_code(ban, Asking(Right.OBJECTION, words="Ik ben het er niet mee eens."), at=at)
    handling.decide_set_aside(objection, set_aside=False, reason="Het was ernstig.", by=head, at=at)
    handling.name_hearer(objection, head, by=head, at=at)
    handling.record_hearing(objection, words="Zei sorry.", heard_on=clock.today(), by=head, at=at)
    answering.decide(objection, outcome=Outcome.REFUSED, cause=Cause.NONE, reasons="Het bleef ernstig.", by=head, at=at)
    answering.close(objection, by=head, at=at)
    access = receiving.receive_by_code(ban, Asking(Right.ACCESS), at=at)
    handling.extend(access, reasons="Er is veel uit te zoeken.", by=head, at=at)
    return Request.objects.get(pk=objection.pk), Request.objects.get(pk=access.pk)
