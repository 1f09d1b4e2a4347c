"""The mail of the day: what is new, once, in the reader's language, without a name."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from audit.models import Event
from bans.actions.decisions import approve
from bans.actions.endings import hold
from bans.actions.erasing import erase_ended
from notices.actions import digests
from notices.actions.digests import EMPTY_KEPT_DAYS, KEPT_DAYS, forget_sent, send_digests
from notices.actions.reminders import snooze
from notices.models import DigestSent, ReminderSent, Snooze
from notices.reminders import digest as writing
from participants.actions.people import choose_language, invite
from participants.models import User
from participants.roles import Role
from tests.cast import Cast
from tests.factories import DAY, make_sanction, make_shop, serve

from .waiting import only


def told(cast: Cast, who: User) -> list[str]:
    """The texts that somebody was mailed, oldest first."""
    return [f"{message.subject}\n{message.body}" for message in mail.outbox if message.to == [who.email]]


def morning(cast: Cast, *, days: int = 0) -> dict[str, int]:
    return send_digests(at=cast.at + days * DAY)


def test_what_is_new_is_mailed_once_to_whom_it_waits_for(quiet: Cast, settings) -> None:
    settings.SITE_URL = "https://winkelverbod.example.nl"
    ban = make_sanction(quiet, served=False)
    assert morning(quiet) == {"sent": 2, "nothing": 6}
    (text,) = told(quiet, quiet.manager_a)
    assert text.startswith("Drempel: 1 herinnering – Winkelgebied markt\n")
    assert f"- {ban.reference}: Reik de brief uit, uiterlijk op 15 april 2026." in text
    assert f"/gebied/markt/maatregel/{ban.reference}/brief/" in text
    assert "Open herinneringen: 1. Te laat: 0." in text
    assert f"{settings.SITE_URL}/gebied/markt/herinneringen/" in text
    assert morning(quiet) == {}
    assert morning(quiet, days=1) == {"nothing": 8}
    assert len(mail.outbox) == 2
    lines = Event.objects.filter(action="reminders.mailed")
    assert {(line.subject, line.facts["new"]) for line in lines} == {
        (f"user:{user.pk}", 1) for user in (quiet.coordinator, quiet.manager_a)
    }


def test_each_stage_is_mailed_on_its_day_and_what_is_done_no_more(quiet: Cast) -> None:
    ban = make_sanction(quiet, served=False)
    for days in range(26):
        morning(quiet, days=days)
    assert len(told(quiet, quiet.manager_a)) == 2
    serve(quiet, ban, at=quiet.at + 26 * DAY)
    for days in range(26, 40):
        morning(quiet, days=days)
    assert len(told(quiet, quiet.manager_a)) == 2


def test_one_mail_for_all_that_is_new_and_a_count_of_the_rest(quiet: Cast) -> None:
    make_sanction(quiet, "warning", "area", approved=False)
    morning(quiet)
    make_sanction(quiet, served=False, family_name="Jansen", at=quiet.at + 8 * DAY)
    make_sanction(quiet, approved=False, served=False, family_name="Smit", at=quiet.at + 8 * DAY)
    morning(quiet, days=8)
    first, second = told(quiet, quiet.coordinator)
    assert second.startswith("Drempel: 3 herinneringen")
    assert "gecontroleerd moeten zijn" in second and "Open herinneringen: 3. Te laat: 1." in second
    assert "Te laat: 0." in first


def test_each_reader_has_the_language_of_their_own(quiet: Cast) -> None:
    choose_language(quiet.manager_a, language="en", at=quiet.at)
    make_sanction(quiet, served=False)
    morning(quiet)
    (english,), (dutch,) = told(quiet, quiet.manager_a), told(quiet, quiet.coordinator)
    assert english.startswith("Drempel: 1 reminder – ") and "Serve the letter, by 15 April 2026" in english
    assert "herinnering " not in english and "Reik" not in english
    assert dutch.startswith("Drempel: 1 herinnering – ") and "Reik de brief uit" in dutch


def test_no_mail_holds_a_name_or_what_happened(cast: Cast) -> None:
    """Marks in every name that there is, and each kind of reminder in the mails of a year."""
    mark = "zwmerk"
    person = {"given_name": f"{mark}a", "family_name": f"{mark}b", "address": f"{mark}straat 1"}
    shop = make_shop(
        cast.area, f"{mark}winkel", by=cast.coordinator, at=cast.at, agreement_ends_on=cast.today + 61 * DAY
    )
    for user in (cast.coordinator, cast.manager_a, cast.approver, cast.counter_a, cast.manager_b):
        User.objects.filter(pk=user.pk).update(name=f"{mark} {user.pk}")
    type(cast.shop_a).objects.filter(pk=cast.shop_a.pk).update(name=f"{mark}zaak", address=f"{mark}plein")
    cast.area.permits.update(number=f"{mark}nummer", valid_until=cast.today + 100 * DAY)
    make_sanction(cast, approved=False, served=False, **person)
    make_sanction(cast, served=False, **person)
    make_sanction(cast, "warning", "area", approved=False, **person)
    ban = make_sanction(cast, months=2, **person)
    hold(ban.person, reason=f"{mark} zaak", until=cast.today + 90 * DAY, by=cast.coordinator, at=cast.at)
    for days in range(0, 300, 5):
        morning(cast, days=days)
    kinds = {key.partition(".")[0] for key in ReminderSent.objects.values_list("key", flat=True)}
    assert kinds == {
        "approve_by", "serve_by", "unchecked", "ending", "early_review", "hold_review", "permit_ends",
        "agreement_ends", "instruction", "evaluation",
    }  # fmt: skip
    assert len(mail.outbox) > 30
    everything = "\n".join(f"{m.subject} {m.body} {m.extra_headers} {m.attachments}" for m in mail.outbox)
    assert mark not in everything.lower() and shop.name not in everything
    assert "beroving" not in everything.lower() and "diefstal" not in everything.lower()


def test_who_is_invented_left_or_closed_gets_no_mail(quiet: Cast) -> None:
    make_sanction(quiet, served=False)
    make_sanction(quiet, approved=False, served=False, family_name="Jansen")
    User.objects.filter(pk=quiet.coordinator.pk).update(fictional=True)
    User.objects.filter(pk=quiet.approver.pk).update(is_active=False)
    quiet.manager_a.memberships.update(ended_at=quiet.at)
    morning(quiet)
    assert mail.outbox == []


def test_who_works_in_two_areas_gets_a_mail_of_each(quiet: Cast) -> None:
    invite(
        quiet.elsewhere, email=quiet.coordinator.email, name="x", role=Role.COORDINATOR, shop=None,
        by=quiet.stranger, at=quiet.at,
    )  # fmt: skip
    make_sanction(quiet, served=False)
    quiet.elsewhere.evaluations.all().delete()
    morning(quiet)
    assert sorted(text.partition("\n")[0] for text in told(quiet, quiet.coordinator)) == [
        "Drempel: 1 herinnering – Winkelgebied elders",
        "Drempel: 1 herinnering – Winkelgebied markt",
    ]


def test_snoozed_is_not_mailed_until_its_day_and_then_once(quiet: Cast) -> None:
    make_sanction(quiet, served=False)
    reminder = only(quiet, quiet.manager_a)
    until = quiet.today + 3 * DAY
    put_off = {"until": until, "reason": "Wacht op de brief.", "for_everybody": False}
    snooze(quiet.area, reminder, **put_off, by=quiet.manager_a, at=quiet.at)
    sent = [bool(morning(quiet, days=days) and told(quiet, quiet.manager_a)) for days in range(3)]
    assert sent == [False, False, False]
    assert len(told(quiet, quiet.coordinator)) == 1
    for days in range(3, 8):
        morning(quiet, days=days)
    assert len(told(quiet, quiet.manager_a)) == 1


def test_run_that_died_after_its_claim_sends_nothing_twice_and_the_next_day_tells_what_is_open(
    quiet: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At most once; and what is open stands in the next mail under a heading of its own, then no more."""
    served, waiting = make_sanction(quiet, served=False), make_sanction(quiet, served=False, family_name="Jansen")
    died = SystemExit("killed")

    def killed(self: object, message: object) -> None:
        raise died

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(digests.Post, "send", killed)
        morning(quiet)
    claim = DigestSent.objects.get(sent_at=None)
    assert claim.user == quiet.coordinator and claim.reminders.count() == 2
    morning(quiet)
    assert told(quiet, quiet.coordinator) == [] and len(told(quiet, quiet.manager_a)) == 1
    serve(quiet, served, at=quiet.at)
    morning(quiet, days=1)
    (text,) = told(quiet, quiet.coordinator)
    assert "stond misschien al in een eerdere e-mail" in text and "nieuw voor u" not in text
    assert waiting.reference in text and served.reference not in text
    for days in (2, 3):
        morning(quiet, days=days)
    assert len(told(quiet, quiet.coordinator)) == 1


def test_fault_about_one_receiver_stops_no_other(
    quiet: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_sanction(quiet, served=False)
    compose = digests.compose

    def breaks(area: object, *, user: User, on: dt.date) -> writing.Digest:
        if user == quiet.coordinator:
            raise ValueError(f"about {user.email}")
        return compose(area, user=user, on=on)

    with monkeypatch.context() as patch:
        patch.setattr(digests, "compose", breaks)
        assert morning(quiet) == {"sent": 1, "nothing": 6, "failed": 1}
    assert "coordinator@" not in caplog.text and "ValueError" in caplog.text
    assert morning(quiet) == {"sent": 1}


def test_notes_of_mails_are_forgotten_and_nothing_is_told_again(quiet: Cast) -> None:
    """Days without anything after a week, the others after more than a year."""
    make_sanction(quiet, served=False)
    morning(quiet)
    forget_sent(on=quiet.today + EMPTY_KEPT_DAYS * DAY)
    assert DigestSent.objects.count() == 8
    forget_sent(on=quiet.today + (EMPTY_KEPT_DAYS + 1) * DAY)
    assert set(DigestSent.objects.values_list("user", flat=True)) == {quiet.coordinator.pk, quiet.manager_a.pk}
    reminder = only(quiet, quiet.manager_a)
    put_off = {"until": quiet.today + DAY, "reason": "Morgen.", "for_everybody": False}
    snooze(quiet.area, reminder, **put_off, by=quiet.manager_a, at=quiet.at)
    forget_sent(on=quiet.today + KEPT_DAYS * DAY)
    assert ReminderSent.objects.count() == 2 and Snooze.objects.count() == 1
    forget_sent(on=quiet.today + (KEPT_DAYS + 2) * DAY)
    assert not (DigestSent.objects.exists() or ReminderSent.objects.exists() or Snooze.objects.exists())


def test_r56_what_was_mailed_goes_with_the_file(quiet: Cast) -> None:
    ban = make_sanction(quiet, approved=False, served=False)
    morning(quiet)
    assert ReminderSent.objects.filter(key__contains=ban.reference).count() == 2
    approve(ban, by=quiet.approver, at=quiet.at)
    snooze(
        quiet.area, only(quiet, quiet.manager_a), until=quiet.today + DAY, reason="Morgen.", for_everybody=False,
        by=quiet.manager_a, at=quiet.at,
    )  # fmt: skip
    erase_ended(on=quiet.today + 32 * DAY)
    assert not ReminderSent.objects.filter(key__contains=ban.reference).exists()
    assert not Snooze.objects.exists()


def test_command_does_what_the_duty_does(quiet: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    make_sanction(quiet, served=False)
    with time_machine.travel(quiet.at, tick=False):
        call_command("send_reminders")
        call_command("send_reminders")
    assert capsys.readouterr().out == "6 nothing, 2 sent\nnobody to mail\n"
    assert len(mail.outbox) == 2
