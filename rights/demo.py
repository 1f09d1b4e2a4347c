"""What people on the demonstration's list asked, through the actions: one waits, one is in dispute, one is answered."""

import datetime as dt

from bans.actions.exceptions import grant
from bans.models import Sanction
from bans.models.entry_exception import ForWhat
from bans.rules.ladder import Kind, Scope
from notices.demo.cast import DOMAIN
from notices.requests import Right
from participants.clock import dutch_date
from participants.models import ShoppingArea, User

from .access.actions import grant_access
from .requests.actions import answering, handling, receiving
from .requests.actions.receiving import Asking
from .requests.models import Channel, Dispute, Identified

DAY = dt.timedelta(days=1)


def tell(area: ShoppingArea, *, at: dt.datetime) -> None:
    """An objection past its half, a dispute of today, an answered request for access, and an exception."""
    head = User.objects.get(email=f"coordinator@{DOMAIN}")
    approver = User.objects.get(email=f"approver@{DOMAIN}")
    bans = _running(area, Kind.BAN, at)
    _objection(bans[0], by=head, hearer=approver, at=at - 20 * DAY)
    _access(bans[1], by=head, at=at - 12 * DAY)
    _complaint(area, by=head, at=at - 2 * DAY)
    _dispute(_running(area, Kind.WARNING, at)[0], at=at)
    _exception(bans[1], by=head, at=at - DAY)


def _dispute(warning: Sanction, *, at: dt.datetime) -> None:
    words = "Ik ben die dag niet in deze winkel geweest. Mijn neef lijkt op mij."
    asking = Asking(Right.RECTIFICATION, words=words, dispute=Dispute.PERSON)
    receiving.receive_by_code(warning, asking, at=at)


def _exception(ban: Sanction, *, by: User, at: dt.datetime) -> None:
    """The only supermarket of the street, in the morning."""
    shop = ban.area.shops.get(name="Supermarkt Voorbeeld")
    last_day = min(ban.last_day or dutch_date(at), dutch_date(at) + 60 * DAY)
    grant(
        ban, shop=shop, for_what=ForWhat.GOODS, last_day=last_day, by=by, at=at, weekdays=range(5),
        starts_at=dt.time(9), ends_at=dt.time(11),
    )  # fmt: skip


def _running(area: ShoppingArea, kind: Kind, at: dt.datetime) -> list[Sanction]:
    """Collective ones that counters see, the newest of long ones first."""
    rows = area.sanctions.at_counters(dutch_date(at)).filter(kind=kind, scope=Scope.AREA).exclude(approved_at=None)
    return list(rows.filter(served_at__lt=at - 30 * DAY).select_related("area", "person").order_by("-last_day", "pk"))


def _objection(ban: Sanction, *, by: User, hearer: User, at: dt.datetime) -> None:
    asking = Asking(
        Right.OBJECTION,
        words="Ik weet dat het fout was. Maar anderhalf jaar is te lang: mijn werk is in deze straat.",
        contact="Voorbeeldlaan 1, 0000 AA Voorbeeldstad",
    )
    objection = receiving.register(
        ban.area, asking, channel=Channel.PAPER, received_on=dutch_date(at), by=by, at=at, sanction=ban,
        identified=Identified.ADDRESS,
    )  # fmt: skip
    handling.decide_set_aside(
        objection, set_aside=False, reason="Het ging om geweld tegen personeel.", by=by, at=at + DAY
    )
    if ban.approved_by_id != hearer.pk and ban.proposed_by_id != hearer.pk:
        handling.name_hearer(objection, hearer, by=by, at=at + 2 * DAY)
    elif by.pk not in (ban.approved_by_id, ban.proposed_by_id):
        handling.name_hearer(objection, by, by=by, at=at + 2 * DAY)


def _access(ban: Sanction, *, by: User, at: dt.datetime) -> None:
    access = receiving.receive_by_code(ban, Asking(Right.ACCESS), at=at)
    grant_access(access, reasons="Alles wat wij over u hebben, staat in het overzicht bij deze brief.", by=by,
                 at=at + 3 * DAY)  # fmt: skip
    access.refresh_from_db()
    answering.close(access, by=by, at=at + 4 * DAY)


def _complaint(area: ShoppingArea, *, by: User, at: dt.datetime) -> None:
    """Of somebody whom we do not know yet."""
    asking = Asking(
        Right.COMPLAINT,
        words="Ik werd aan de deur gevraagd of ik op de lijst stond. Dat vond ik vernederend.",
        name="T. Jansen",
        contact="0612345678",
    )
    receiving.register(area, asking, channel=Channel.PHONE, received_on=dutch_date(at), by=by, at=at)
