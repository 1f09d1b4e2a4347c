"""Drawing a sample in a large area, and showing a file of it (at most two seconds each).

    python -m bench.audit_sample [--size large] [--checks 20000] [--postgresql DATABASE_URL]

The register is written in bulk and past the software; letters are not laid out, so that a file has none here.
"""

import argparse
import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path

from bench.filled_register import SIZES, fill, prepare

DAY = dt.timedelta(days=1)


def checks_at_counters(area: object, count: int) -> None:
    """So many questions, spread over the shops and the days of a year."""
    from bans.models import CounterCheck
    from participants import clock
    from participants.models import Device, Shop

    shops = list(Shop.objects.filter(area=area))
    devices = {device.shop_id: device for device in Device.objects.filter(shop__in=shops)}
    now = clock.now()
    CounterCheck.objects.bulk_create(
        (
            CounterCheck(
                area=shop.area, shop=shop, device=devices[shop.pk], asked_at=now - (n % 365) * DAY, outcome="welcome"
            )
            for n, shop in ((n, shops[n % len(shops)]) for n in range(count))
        ),
        batch_size=1000,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="large")
    parser.add_argument("--checks", type=int, default=20_000)
    parser.add_argument("--postgresql", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), options.postgresql)
        import django

        django.setup()
        from django.core.management import call_command

        from participants import area_lock

        call_command("migrate", verbosity=0)
        _areas, shops, people = SIZES[options.size]
        fill(1, shops, people)
        with area_lock.all_areas():
            measure(options.checks, shops, people)


def measure(checks: int, shops: int, people: int) -> None:
    from audit import heads
    from audit.models import HeadReason
    from oversight.sampling.actions.drawing import draw_sample
    from oversight.sampling.files import shown_of
    from participants import clock
    from participants.models import Membership, ShoppingArea, User
    from participants.roles import Role

    area = ShoppingArea.objects.get()
    checks_at_counters(area, checks)
    heads.publish(area.slug, at=clock.now() - DAY, reason=HeadReason.HOUR)
    town = User.objects.create_user(email="gemeente@voorbeeld.example", name="gemeente")
    Membership.objects.create(user=town, area=area, role=Role.MUNICIPALITY)
    began = time.perf_counter()
    sample = draw_sample(area, confidence=95, share=5, by=town, at=clock.now())
    print(f"{shops} shops, {people} measures, {checks} questions at counters: {sample.drawn} drawn")
    print(f"drawing: {time.perf_counter() - began:.2f} s")
    times = []
    for item in sample.items.select_related("area", "sample__area", "sanction", "counter_check"):
        began = time.perf_counter()
        shown_of(item, on=clock.today())
        times.append(time.perf_counter() - began)
    print(f"showing a file: median {statistics.median(times) * 1000:.0f} ms, slowest {max(times) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
