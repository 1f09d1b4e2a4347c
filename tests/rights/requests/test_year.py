"""A year of requests at random, a thousand in full: no clock passes its limit unseen, no deed comes late (G28, T16).

Each day people ask, in every way there is, and the desk does what it may and what it may not. The days are counted once
more by `oracle`, which shares nothing with the code.
"""

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.db import transaction

from bans.models import Sanction
from notices.reminders.reader import Reader
from notices.reminders.stages import Stage, stage_on
from notices.reminders.timetable import KINDS
from notices.requests import Outcome, Right
from participants.refusals import Refusal
from rights import reminders
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Channel, Dispute, Identified, Request
from tests.cast import Cast
from tests.factories import DAY, make_sanction
from tests.size import size

from . import oracle

REQUESTS, DAYS, BANS = size(250, 1000), 365, 12
ANSWER = KINDS["request_answer"]
HIDES = {Right.OBJECTION, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION}
REASON = "Met deze reden."


@dataclass
class Followed:
    """What an outsider wrote down of one request."""

    request: Request
    right: Right
    received: dt.date
    registered: dt.date
    ban: Sanction | None
    dispute: bool
    # Said for the first time: the same said once more, after it was settled, hides nothing (ADR 20).
    hides: bool = False
    extended: bool = False
    decided: bool = False
    stages: set[str] = field(default_factory=set)

    @property
    def limit(self) -> dt.date:
        return oracle.limit(self.received, extended=self.extended)


class Year:
    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.chance, self.seen = cast, random.Random(seed), Counter[str]()
        self.bans = [make_sanction(cast) for _n in range(BANS)]
        # Longer than the year of the play, so that what a counter sees hangs on the requests alone.
        Sanction.objects.update(last_day=cast.today + 2 * DAYS * DAY)
        self.open: list[Followed] = []
        self.done: list[Followed] = []
        # Measures hidden by a dispute; those of which one was settled are not hidden by the next (ADR 20).
        self.disputed: set[int] = set()
        self.settled: set[int] = set()

    def play(self) -> None:
        arrivals = sorted(self.chance.randrange(DAYS) for _n in range(REQUESTS))
        for number in range(DAYS + 100):
            at = self.cast.at + number * DAY + dt.timedelta(minutes=self.chance.randrange(-590, 830))
            on = self.cast.today + number * DAY
            for _n in range(arrivals.count(number)):
                self._ask(at, on)
            for followed in list(self.open):
                self._do_something(followed, at, on)
            self._look(on)

    def _ask(self, at: dt.datetime, on: dt.date) -> None:
        chance, right = self.chance, self.chance.choice(list(Right))
        channel = chance.choice(list(Channel))
        ban = chance.choice([*self.bans, None]) if channel != Channel.PAGE else chance.choice(self.bans)
        dispute = chance.choice(["", "", "", "", Dispute.FACT]) if ban else ""
        asking = Asking(right, words="Ik vraag dit.", dispute=dispute)
        received = on
        if channel == Channel.PAGE:
            assert ban is not None
            request = receiving.receive_by_code(ban, asking, at=at)
        else:
            received -= chance.choice([0, 0, 0, 1, 3, 20, 40]) * DAY
            request = receiving.register(
                self.cast.area, asking, channel=channel, received_on=received, by=self.cast.coordinator, at=at,
                sanction=ban, identified=Identified.KNOWN if ban else "",
            )  # fmt: skip
        hides = bool(dispute) and ban is not None and ban.pk not in self.settled
        self.open.append(Followed(request, right, received, on, ban, bool(dispute), hides))
        if hides and ban:
            self.disputed.add(ban.pk)

    def _do_something(self, followed: Followed, at: dt.datetime, on: dt.date) -> None:
        deed = self.chance.random()
        if deed < 0.02:
            self._extend(followed, at, on)
        elif deed < 0.05:
            self._decide(followed, at)
        elif deed < 0.06:
            self._decide(followed, at, reasons=self.chance.choice(["", "  "]))
        elif on > followed.limit and self.chance.random() < 0.3:
            self._extend(followed, at, on)

    def _extend(self, followed: Followed, at: dt.datetime, on: dt.date) -> None:
        """Where there is a ban its letter is laid out, which takes long: of those only some."""
        may = on <= oracle.limit(followed.received) and not followed.extended
        if may and followed.ban and self.chance.random() < 0.7:
            return
        reasons = self.chance.choice([REASON, REASON, " "])
        try:
            handling.extend(followed.request, reasons=reasons, by=self.cast.coordinator, at=at)
        except Refusal as refusal:
            assert refusal.rule == "R59"
            assert not may or reasons != REASON
            self.seen[f"extension refused: {refusal.code}"] += 1
            return
        assert may and reasons == REASON
        followed.extended = True
        self.seen["extended"] += 1

    def _decide(self, followed: Followed, at: dt.datetime, reasons: str = REASON) -> None:
        """As `answering.decide`, without the letter that `test_clocks` looks at."""
        request, by = Request.objects.get(pk=followed.request.pk), self.cast.coordinator
        answer = {"outcome": Outcome.REFUSED, "cause": Cause.NONE, "reasons": reasons}
        try:
            with transaction.atomic():
                if request.in_dispute and self.chance.random() < 0.8:
                    handling.settle_dispute(request, confirmed=True, reason=REASON, by=by, at=at)
                if request.is_objection and request.sanction and self.chance.random() < 0.8:
                    handling.name_hearer(request, by, by=by, at=at)
                    handling.record_hearing(request, words=REASON, heard_on=followed.registered, by=by, at=at)
                answering.check_may_decide(request, by=by, at=at)
                answering.check_answer(request, **answer)  # type: ignore[arg-type]
                answering.settle(request, **answer, by=by, at=at)  # type: ignore[arg-type]
        except Refusal as refusal:
            self.seen[f"answer refused: {refusal.code}"] += 1
            return
        assert reasons.strip()
        self.seen["late" if request.clock.is_late(request.received_on) else "decided"] += 1
        with pytest.raises(Refusal), transaction.atomic():
            answering.settle(followed.request, **answer, by=by, at=at)  # type: ignore[arg-type]
        followed.decided = True
        if followed.dispute and followed.ban:
            self._settled(followed, followed.ban)
        self.open.remove(followed)
        self.done.append(followed)

    def _settled(self, followed: Followed, ban: Sanction) -> None:
        followed.dispute = followed.hides = False
        self.settled.add(ban.pk)
        if not any(other.hides and other.ban == ban for other in self.open):
            self.disputed.discard(ban.pk)

    def _look(self, on: dt.date) -> None:
        told = self._told(on)
        assert set(told) == {followed.request.number for followed in self.open}
        hidden = set(self.disputed)
        for followed in self.open:
            stage = told[followed.request.number]
            assert stage is not None, "nothing is open that nobody is reminded of"
            followed.stages.add(stage.name)
            if on > followed.limit:
                assert stage.on == on, "after the limit it speaks every day"
                self.seen["late day"] += 1
            self._stage_is_right(followed, stage, on)
            if followed.ban and on > followed.limit and followed.right in HIDES:
                hidden.add(followed.ban.pk)
        seen = Sanction.objects.visible_at_counter_of(self.cast.shop_b, on).values_list("pk", flat=True)
        running = {ban.pk for ban in self.bans}
        assert running - set(seen) == hidden, on

    def _told(self, on: dt.date) -> dict[str, Stage | None]:
        reader = Reader(self.cast.area, self.cast.coordinator, on)
        return {
            fact.subject: stage_on(ANSWER, day=fact.day, on=on, began=fact.began)
            for fact in reminders.request_answer(reader)
        }

    def _stage_is_right(self, followed: Followed, stage: Stage, on: dt.date) -> None:
        """At half, three quarters and nine tenths by the other calendar."""
        for percent in (50, 75, 90):
            first = oracle.first_day_of(percent, followed.received, followed.limit)
            if on == first and first < followed.limit:
                assert stage.name == f"{percent}-percent", (followed.received, on)
                self.seen[stage.name] += 1


@pytest.mark.once
@pytest.mark.parametrize("seed", [2026])
def test_r58_r59_a_year_of_requests_and_no_clock_passes_unseen(cast: Cast, seed: int) -> None:
    year = Year(cast, seed)
    year.play()
    assert len(year.open) + len(year.done) == REQUESTS
    for what in ("decided", "extended", "late day", "50-percent", "75-percent", "90-percent"):
        assert year.seen[what] > size(5, 20), (what, year.seen)
    for code in ("too_late_to_extend", "reason_missing"):
        assert year.seen[f"extension refused: {code}"] > size(1, 5), year.seen
    for code in ("reason_missing", "not_heard", "still_in_dispute"):
        assert year.seen[f"answer refused: {code}"] > size(0, 3), year.seen
    # What was answered stays answered, by somebody, with a reason and once.
    assert Request.objects.exclude(decided_at=None).count() == len(year.done)
    for followed in year.done:
        request = Request.objects.get(pk=followed.request.pk)
        assert request.decided_by is not None and request.statements.filter(side="answer").count() == 1
        assert request.clock.limit == followed.limit
