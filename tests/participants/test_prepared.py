"""A prepared question is answered as the queryset that it was made of, whatever the values."""

import datetime as dt

import pytest

from bans import finding
from bans.models import Sanction
from participants.models import Permit, Protocol
from participants.models.area import PROTOCOL_VALUES
from participants.models.shop import PERMIT_OF_BUSINESS
from participants.prepared import Prepared
from tests.cast import Cast
from tests.factories import DAY, make_sanction

pytestmark = pytest.mark.django_db


def test_prepared_finds_what_the_queryset_finds(cast: Cast) -> None:
    for kind, scope in (("ban", "area"), ("ban", "shop"), ("warning", "area")):
        make_sanction(cast, kind, scope, at=cast.at - DAY, birth_date=dt.date(1987, 3, 9))
    found = 0
    for shop in (cast.shop_a, cast.shop_b, cast.shop_c):
        for on in (cast.today - 2 * DAY, cast.today, cast.today + 200 * DAY, cast.today + 500 * DAY):
            place = {"area": shop.area_id, "business": shop.business_id, "on": on}
            shared = Sanction.objects.shared_with(shop=shop.pk, **place).order_by().values_list(*finding.COLUMNS)
            own = Sanction.objects.of_business(**place).order_by().values_list(*finding.COLUMNS)
            assert finding.SHARED.rows(shop=shop.pk, **place) == list(shared)
            assert finding.OWN.rows(**place) == list(own)
            permits = Permit.objects.in_force(on).filter(area=shop.area, businesses=shop.business).values_list("pk")[:1]
            assert PERMIT_OF_BUSINESS.rows(**place) == list(permits)
            found += len(shared) + len(own) + len(permits)
    assert found > 10
    for on in (cast.today, cast.today - 4000 * DAY):
        protocols = Protocol.objects.filter(area=cast.area, valid_from__lte=on).order_by("-number")
        assert PROTOCOL_VALUES.rows(area=cast.area.pk, on=on) == list(protocols.values_list("values")[:1])


def test_value_that_is_not_in_the_query_is_refused() -> None:
    forgotten = Prepared(lambda area, on: Protocol.objects.filter(area=area).values_list("pk"), area=int, on=dt.date)
    with pytest.raises(ValueError, match="on"):
        forgotten.rows(area=1, on=dt.date(2026, 1, 1))
