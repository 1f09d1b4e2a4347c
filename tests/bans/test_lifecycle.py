"""Whole lives of a register, made up by Hypothesis: what may never happen does not, whatever the path.

Deeds that the register refuses are part of the play; after each step everything is looked at again.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bans.actions import breaches, decisions, endings, erasing, proposals
from bans.models import Person, Sanction
from bans.rules import minors, terms
from bans.rules.status import Status
from participants.access import organisations_of
from participants.clock import dutch_date
from participants.refusals import Refusal
from tests.cast import Cast, build_cast
from tests.factories import make_incident, serve
from tests.size import size

# So many lives with each change; the nightly run sets more.
LIVES = size(8, 200)
CODES = ("insulting", "theft", "violence", "robbery")
BIRTHS = (None, dt.date(1988, 5, 1), dt.date(2009, 4, 1), dt.date(2011, 6, 1), dt.date(2015, 1, 1))
REASON = "Met reden."


class Register(RuleBasedStateMachine):
    """One area; people do what they may and what they may not, and time goes by."""

    cast: Cast  # Told once, before the first life; each life is taken back.

    @initialize()
    def begin(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now = self.cast.at

    def teardown(self) -> None:
        if not hasattr(self, "block"):
            return
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def attempt(self, deed: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        try:
            with transaction.atomic():
                deed(*args, **kwargs)
        except Refusal:
            pass

    def any_of(self, data: st.DataObject, model: type) -> Any:
        return data.draw(st.sampled_from(list(model.objects.order_by("pk"))))

    def somebody(self, data: st.DataObject) -> Any:
        names = "coordinator approver manager_a counter_a manager_b counter_b municipality stranger".split()
        return getattr(self.cast, data.draw(st.sampled_from(names)))

    @rule(data=st.data(), code=st.sampled_from(CODES), birth=st.sampled_from(BIRTHS), looks_young=st.booleans())
    def report_and_propose(self, data: st.DataObject, code: str, birth: Any, looks_young: bool) -> None:
        people = list(Person.objects.order_by("pk"))
        person = data.draw(st.sampled_from([None, *people]))
        shop = data.draw(st.sampled_from([self.cast.shop_a, self.cast.shop_b]))
        try:
            with transaction.atomic():
                incident = make_incident(
                    self.cast,
                    code,
                    shop=shop,
                    person=person,
                    at=self.now,
                    birth_date=birth,
                    apparently_minor=looks_young,
                )
        except Refusal:
            return
        for _n in range(data.draw(st.integers(1, 2))):
            self.attempt(
                proposals.impose,
                incident,
                kind=data.draw(st.sampled_from(["ban", "warning"])),
                scope=data.draw(st.sampled_from(["area", "shop"])),
                months=data.draw(st.sampled_from([6, 12, 24])),
                reason=REASON,
                by=data.draw(st.sampled_from([self.cast.manager_of(shop), self.cast.coordinator])),
                at=self.now,
            )

    def has_sanctions(self) -> bool:
        return Sanction.objects.exists()

    @precondition(has_sanctions)
    @rule(data=st.data(), reject=st.booleans())
    def decide(self, data: st.DataObject, reject: bool) -> None:
        sanction, by = self.any_of(data, Sanction), self.somebody(data)
        if sanction.person.apparently_minor:
            self.attempt(decisions.confirm_minor, sanction.person, minor=True, by=by, at=self.now)
        if reject:
            self.attempt(decisions.reject, sanction, reason=REASON, by=by, at=self.now)
        else:
            self.attempt(decisions.approve, sanction, by=by, at=self.now)

    @precondition(has_sanctions)
    @rule(data=st.data())
    def hand_over(self, data: st.DataObject) -> None:
        self.attempt(serve, self.cast, self.any_of(data, Sanction), at=self.now)

    @precondition(has_sanctions)
    @rule(data=st.data())
    def breach_and_propose(self, data: st.DataObject) -> None:
        shop = data.draw(st.sampled_from([self.cast.shop_a, self.cast.shop_b]))
        self.attempt(
            breaches.report_breach,
            self.any_of(data, Sanction),
            shop=shop,
            happened_at=self.now,
            place="ingang",
            observed_by="R.",
            observer_function="verkoper",
            by=self.cast.manager_of(shop),
            at=self.now,
        )

    @precondition(has_sanctions)
    @rule(data=st.data(), deed=st.sampled_from([endings.lift, endings.annul, decisions.settle_review]))
    def end_or_keep(self, data: st.DataObject, deed: Any) -> None:
        self.attempt(deed, self.any_of(data, Sanction), reason=REASON, by=self.somebody(data), at=self.now)

    @precondition(has_sanctions)
    @rule(data=st.data(), deed=st.sampled_from([endings.restrict, endings.unrestrict]))
    def hide_or_show(self, data: st.DataObject, deed: Any) -> None:
        self.attempt(deed, self.any_of(data, Sanction), by=self.somebody(data), at=self.now)

    @rule(days=st.sampled_from([1, 5, 29, 31, 180, 366]))
    def time_goes_by(self, days: int) -> None:
        self.now += dt.timedelta(days=days)

    @rule()
    def purge(self) -> None:
        erasing.erase_ended(on=dutch_date(self.now))

    @invariant()
    def nothing_forbidden(self) -> None:
        if not hasattr(self, "now"):
            return
        on = dutch_date(self.now)
        for sanction in Sanction.objects.select_related("person", "incident", "builds_on"):
            check_one(self.cast, sanction, on)
        for person in Person.objects.all():
            running = person.sanctions.in_force(on).filter(kind="ban", scope="area")
            assert running.exclude(rule="R40").count() <= 1
        check_counters(self.cast, on)


def check_one(cast: Cast, sanction: Sanction, on: dt.date) -> None:
    rows = Sanction.objects.filter(pk=sanction.pk)
    assert rows.in_force(on).exists() is (sanction.status(on) is Status.IN_FORCE)
    parameters = sanction.protocol.parameters
    happened_on = dutch_date(sanction.incident.happened_at)
    age = sanction.person.age_on(happened_on)
    band = minors.age_band(age, parameters, apparently_minor=sanction.person.apparently_minor)
    limits = minors.limits(band, parameters, violent=sanction.incident.conduct.violent)
    assert limits.recordable  # I13
    assert sanction.months <= min(24, limits.max_months or 24)  # I6
    assert limits.ban_allowed or not sanction.is_ban
    if sanction.is_ban and sanction.is_collective and sanction.served_at:
        assert sanction.approved_at and sanction.approved_at <= sanction.served_at
    if sanction.approved_by and sanction.needs_approval != "none":  # I4
        assert not organisations_of(sanction.approved_by, cast.area, on=on) & set(sanction.proposed_for)
    if sanction.served_at:  # I5
        usual = terms.last_day(dutch_date(sanction.served_at), sanction.months)
        assert sanction.last_day == usual or (sanction.rule == "R40" and sanction.last_day < usual)
    if sanction.builds_on and sanction.builds_on.annulled_at and not sanction.reason:  # I7
        assert not rows.at_counters(on).exists()


def check_counters(cast: Cast, on: dt.date) -> None:
    for shop in (cast.shop_a, cast.shop_b, cast.shop_c):
        for seen in Sanction.objects.visible_at_counter_of(shop, on):
            assert seen.status(on) is Status.IN_FORCE and on <= seen.last_day  # I1, I3
            assert not seen.restricted_at and not seen.review_since  # I12
            assert seen.scope == "area" or seen.shop_id == shop.pk  # I2
            assert seen.scope == "shop" or seen.approved_at or seen.shop_id == shop.pk


@pytest.mark.django_db
def test_r18_r21_r22_r27_r31_r46_r52_nothing_forbidden_in_any_life() -> None:
    Register.cast = build_cast()
    run_state_machine_as_test(
        Register,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
