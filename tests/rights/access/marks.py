"""Somebody of whom every table of the register holds something, with a mark in every field that takes one."""

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from audit.log import record
from bans import keyring
from bans.models import (
    CounterCheck,
    EntryException,
    Erasure,
    Incident,
    ListUpdate,
    LookAlike,
    PaperRow,
    Person,
    Photo,
    Sanction,
)
from bans.personal import PersonalText
from notices.models import Notice, RepresentativeLetter, Service
from notices.models.reminder import DigestSent, ReminderSent, ReviewDecision, Snooze
from notices.requests import Right
from participants.actions.lists import publish_list
from participants.models import Batch, Job
from rights.access.models import AccessExport
from rights.corrections.models import Correction
from rights.requests.actions import receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Channel, Request
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_incident, make_sanction

# Codes of a closed list that has no `choices`, and what a constraint keeps empty.
CODES = {
    "bans.Sanction.rule", "bans.Sanction.needs_approval", "notices.Snooze.plain_reason", "notices.Notice.language",
    "notices.Service.language", "bans.CounterCheck.person_token", "bans.Erasure.person_token",
}  # fmt: skip
LETTERS = "bcdfghjklmnpqrstvwxz"


@dataclass
class Filled:
    """One person, the request for access, and everything that there is about them."""

    person: Person
    request: Request
    rows: list[models.Model] = field(default_factory=list)

    def of(self, model: type[models.Model]) -> list[Any]:
        return [row for row in self.rows if isinstance(row, model)]


class Filler:
    """Fills the tables for one person after another; no two marks are the same."""

    def __init__(self, cast: Cast, seed: int = 5) -> None:
        self.cast = cast
        self.dice = random.Random(seed)

    def mark(self, length: int = 14) -> str:
        return "q" + "".join(self.dice.choices(LETTERS, k=min(length, 14) - 1))

    def fill(self) -> Filled:
        cast, mark = self.cast, self.mark
        incident = make_incident(cast, "robbery", given_name=mark(), family_name=mark(), address=mark(),
                                 appearance={"hair": "bald", "build": "tall"},
                                 birth_date=dt.date(1950 + self.dice.randrange(40), 3, 7))  # fmt: skip
        ban = make_sanction(cast, incident=incident)
        asking = Asking(Right.ACCESS, words=mark(), name=mark(), contact=mark())
        about = {"channel": Channel.EMAIL, "received_on": cast.today - DAY, "sanction": ban, "identified": "shown"}
        request = receiving.register(cast.area, asking, **about, by=cast.coordinator, at=cast.at)
        person = Person.objects.get(pk=ban.person_id)
        rows = [person, incident, ban, request, *request.statements.all(), request.requester]
        rows += self._of_person(person, ban)
        rows += self._of_ban(ban, incident)
        rows += self._of_request(request, person, ban)
        for row in rows:
            self._plant(row)
        record("person.viewed", subject=f"person:{person.token}", by=cast.manager_b, area=cast.area, page="sanction")
        record("letter.viewed", subject=f"sanction:{ban.reference}", by=cast.coordinator, area=cast.area)
        return Filled(person, Request.objects.get(pk=request.pk), rows)

    def _of_person(self, person: Person, ban: Sanction) -> list[models.Model]:
        cast = self.cast
        area: dict[str, Any] = {"area": cast.area}
        batch = Batch.objects.create(**area, kind="test", asked_by=cast.coordinator, asked_at=cast.at)
        keyring.make(batch.token, at=cast.at)
        job = Job.objects.create(**area, batch=batch, kind="test", key=self.mark(), asked_at=cast.at, next_at=cast.at)
        cells = {"voornaam": self.mark(), "gezien_door": self.mark(), "functie": self.mark()}
        rows = [
            Photo(**area, person=person, jpeg=JPEG, taken_at=cast.at),
            LookAlike(**area, person=person, digest=self.mark(), times=3, last_at=cast.at),
            PaperRow(**area, job=job, about=1, person=person, cells=cells),
            Erasure(**area, person_token=person.token, erased_at=cast.at, rules=["R53"], kinds={"bans.Sanction": 2},
                    key_destroyed=False),
            CounterCheck(
                **area, shop=cast.shop_b, asked_by=cast.counter_b, asked_at=cast.at, outcome="banned",
                person_token=person.token, match={"digest": self.mark(), "reasons": "same_family"},
                opened_at=cast.at, open_reason="at_the_door",
            ),
        ]  # fmt: skip
        for row in rows:
            row.save()
        return rows

    def _of_ban(self, ban: Sanction, incident: Incident) -> list[models.Model]:
        cast = self.cast
        area: dict[str, Any] = {"area": cast.area, "sanction": ban}
        newer = publish_list(cast.area, at=cast.at)
        notice = Notice(
            **area, kind="collective_ban", version=1, participant_list=newer, protocol=ban.protocol, made_at=cast.at,
            made_by=cast.manager_a, html="x", pdf=self.mark().encode(), sha256=self.mark(), code_digest=self.mark(),
        )  # fmt: skip
        sheet = Notice(
            **area, kind="police_sheet", version=1, participant_list=newer, protocol=ban.protocol, made_at=cast.at,
            made_by=cast.manager_a, html="x", pdf=self.mark().encode(), sha256=self.mark(), incident=incident,
        )  # fmt: skip
        notice.save()
        sheet.save()
        digest = DigestSent.objects.create(area=cast.area, user=cast.manager_b, on=cast.today - self._days(),
                                           claimed_at=cast.at)  # fmt: skip
        rows: list[models.Model] = [
            notice,
            sheet,
            Service(**area, notice=notice, way="in_person", handed_at=cast.at, place="x", server_name="x",
                    witness_name="x", receipt="signed", signature=JPEG, track_and_trace="x",
                    recorded_by=cast.manager_a, recorded_at=cast.at),
            RepresentativeLetter(**area, sent_on=cast.today, impossible_reason="x", recorded_by=cast.manager_a,
                                 recorded_at=cast.at),
            EntryException(**area, shop=cast.shop_c, for_what="goods", weekdays=[0, 2], last_day=cast.today,
                           granted_at=cast.at, granted_by=cast.coordinator),
            ListUpdate(**area, participant_list=newer, served_at=cast.at, served_by=cast.manager_a),
            ReviewDecision(**area, reason="x", decided_by=cast.coordinator, decided_at=cast.at),
            Snooze(**area, key=self.mark(), until=cast.today, reason="x", snoozed_by=cast.coordinator,
                   snoozed_at=cast.at),
            ReminderSent(**area, digest=digest, user=cast.manager_b, key=self.mark()),
        ]  # fmt: skip
        for row in rows[2:]:
            row.save()
        return rows

    def _days(self) -> dt.timedelta:
        return DAY * self.dice.randrange(1, 3000)

    def _of_request(self, request: Request, person: Person, ban: Sanction) -> list[models.Model]:
        cast = self.cast
        earlier = Request.objects.create(
            area=cast.area, right=Right.ACCESS, channel="paper", received_on=cast.today - DAY * 90, person=person,
            registered_at=cast.at, protocol=request.protocol, sanction=ban,
        )  # fmt: skip
        rows: list[models.Model] = [
            earlier,
            Correction(area=cast.area, kind="rectified", cause="none", request=request, person=person, sanction=ban,
                       made_at=cast.at, made_by=cast.coordinator, touched={"shops": 2}),
            AccessExport(area=cast.area, request=earlier, person=person, pdf=self.mark().encode(),
                         json=self.mark().encode(), made_at=cast.at, made_by=cast.coordinator),
        ]  # fmt: skip
        for row in rows[1:]:
            row.save()
        return rows

    def _plant(self, row: models.Model) -> None:
        """A mark in every text that a row of this table can hold."""
        names = [column.name for column in row._meta.concrete_fields if self._takes_a_mark(row, column)]
        for name in names:
            column: Any = row._meta.get_field(name)
            setattr(row, name, self.mark(column.max_length or 14))
        if isinstance(row, Incident | Sanction):
            row.save(update_fields=names)
        else:
            row.save()

    def _takes_a_mark(self, row: models.Model, column: Any) -> bool:
        if f"{row._meta.label}.{column.name}" in CODES or column.choices:
            return False
        if isinstance(row, Sanction) and column.name in ("reject_reason", "lift_reason", "annul_reason"):
            return True
        plain_text = isinstance(column, models.CharField | models.TextField) and not column.unique
        return isinstance(column, PersonalText) or plain_text or column.name == "submission_key"
