"""How long the export of somebody takes about whom there is very much (G27: at most 60 seconds).

    .venv/bin/python -m bench.access_export [--looks 5000] [--letters 200]

One person with so many questions at counters, each with its line in the log, and so many letters of the size of a real
one. Measured: gathering, the document, the file, and all of it together.
"""

import argparse
import datetime as dt
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import filled_register

LONGEST = 60


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--looks", type=int, default=5000)
    parser.add_argument("--letters", type=int, default=200)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="drempel-export-"))
    try:
        filled_register.prepare(folder)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        return run(options.looks, options.letters)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(looks: int, letters: int) -> int:
    filled_register.fill(1, 20, 5, slug="inzage")
    from participants import area_lock
    from participants.models import ShoppingArea
    from rights.access.as_json import json_of
    from rights.access.overview import overview_of
    from rights.access.paper import pdf_of

    area = ShoppingArea.objects.get()
    with area_lock.all_areas():
        request = asked_by_somebody(area, looks, letters)
        print(f"load {os.getloadavg()[0]:.1f}, {looks} looks, {letters} letters")
        began = time.perf_counter()
        overview = timed("gathered", lambda: overview_of(request, request.person, at=request.registered_at))
        pdf = timed("document", lambda: pdf_of(overview))
        data = timed("file", lambda: json_of(overview))
        took = time.perf_counter() - began
    print(f"all of it       {took:6.1f} s   of {LONGEST}")
    print(f"{count_pages(pdf)} pages, {len(pdf) / 1e6:.1f} MB, and {len(data) / 1e6:.1f} MB")
    return 0 if took <= LONGEST else 1


def timed(name: str, deed: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    made = deed()
    print(f"{name:15} {time.perf_counter() - began:6.1f} s")
    return made


def asked_by_somebody(area: Any, looks: int, letters: int) -> Any:
    """The request of the first person of the area, with everything that there is of them."""
    from bans.models import Sanction
    from notices.models import Notice
    from notices.models.notice import LetterKind
    from notices.requests import Right
    from participants import clock
    from participants.models import User
    from rights.requests.models import Channel, Identified, Request

    at, by = clock.now(), User.objects.get()
    ban = Sanction.objects.filter(area=area).select_related("person", "protocol", "participant_list").first()
    assert ban is not None
    person = ban.person
    pdf = b"%PDF" + os.urandom(120_000)
    for number in range(letters):
        Notice.objects.create(
            area=area, sanction=ban, kind=LetterKind.PROOF_OF_SERVICE if number % 10 == 0 else LetterKind.SUPPLEMENTARY,
            version=number + 1, participant_list=ban.participant_list, protocol=ban.protocol, made_at=at, made_by=by,
            html="<p>brief</p>", pdf=pdf, sha256="0" * 64,
        )  # fmt: skip
    ask_often(area, person, looks, at)
    return Request.objects.create(
        area=area, right=Right.ACCESS, channel=Channel.PAPER, received_on=clock.dutch_date(at), registered_at=at,
        person=person, sanction=ban, identified=Identified.SHOWN, identified_at=at, protocol=ban.protocol,
    )  # fmt: skip


def ask_often(area: Any, person: Any, looks: int, at: dt.datetime) -> None:
    """Questions at counters over a year, and their lines in the log."""
    from audit.models import Event
    from bans.models import CounterCheck
    from participants.models import Device

    tills = list(Device.objects.filter(shop__area=area).select_related("shop"))
    checks, events = [], []
    for number in range(looks):
        till = tills[number % len(tills)]
        moment = at - dt.timedelta(minutes=100 * number)
        check = CounterCheck(area=area, shop=till.shop, device=till, asked_at=moment, outcome="banned",
                             person_token=person.token)  # fmt: skip
        check.match = {"digest": "x" * 64, "reasons": "same_family"}
        checks.append(check)
        events.append(
            Event(action="counter.asked", subject=f"person:{person.token}", actor=f"device:{till.pk}",
                  area=area.slug, purpose="entry", facts={"shop": till.shop_id})
        )  # fmt: skip
    CounterCheck.objects.bulk_create(checks, batch_size=500)
    # The log dates its lines itself: here those of a year are wanted, and not of one moment.
    stamp = Event._meta.get_field("at")
    stamp.auto_now_add = False  # type: ignore[attr-defined]
    for event, check in zip(events, checks, strict=True):
        event.at = check.asked_at
    Event.objects.bulk_create(events, batch_size=500)
    stamp.auto_now_add = True  # type: ignore[attr-defined]


def count_pages(pdf: bytes) -> int:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


if __name__ == "__main__":
    sys.exit(main())
