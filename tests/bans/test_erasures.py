"""Forgetting: rows and key go together, a certificate stays, and what is put back is forgotten again (R56)."""

import datetime as dt

import pytest
from django.db import connection, transaction

from audit.models import Event
from bans import keyring
from bans.actions import checks, erasing
from bans.actions.endings import annul, hold, lift
from bans.actions.erasing import erase_ended, hangs_on
from bans.actions.leaving import leave_scheme
from bans.actions.restoring import replay_erasures
from bans.encryption import Erased
from bans.models import CounterCheck, Erasure, Incident, Person, Photo, Sanction
from bans.models.counter_check import Outcome
from notices.actions.letters import prepare
from notices.models import Notice
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_incident, make_sanction, serve
from tests.screens import Screens, screens, text

__all__ = ["screens"]


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    ban = make_sanction(cast, served=False, birth_date=dt.date(1987, 3, 9))
    Photo.objects.create(area=cast.area, person=ban.person, jpeg=JPEG, taken_at=cast.at)
    prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)
    return serve(cast, ban)


def test_r53_r56_key_and_rows_go_and_a_certificate_stays(cast: Cast, ban: Sanction) -> None:
    token = ban.person.token
    at = cast.at + 400 * DAY
    erase_ended(on=ban.last_day + DAY, at=at)
    assert (Person.objects.count(), Photo.objects.count(), Notice.objects.count()) == (0, 0, 0)
    with pytest.raises(keyring.KeyGone):
        keyring.key(token)
    [erasure] = Erasure.objects.all()
    assert erasure.rules == ["R53"] and erasure.key_destroyed and erasure.erased_at == at
    assert erasure.kinds["bans.Sanction"] == 1 and erasure.kinds["notices.Notice"] == 2
    assert erasure.kinds["bans.Photo"] == 1 and erasure.kinds["bans.Incident"] == 1
    assert erasure.unreadable_from == erasure.erased_on + 7 * DAY
    assert erasure.gone_from_copies_on == erasure.erased_on + 30 * DAY
    assert "de Vries" not in str(list(Erasure.objects.values())) + str(list(Event.objects.values()))


def test_r56_certificate_tells_how_often_somebody_looked(cast: Cast, ban: Sanction) -> None:
    for _ in range(3):
        checks.check(shop=cast.shop_b, family_name="de Vries", given_name="Kees", by=cast.counter_b, at=cast.at + DAY)
    erase_ended(on=ban.last_day + DAY)
    assert Erasure.objects.get().looks == {"counter.asked": 3}


def test_r57_key_stays_while_another_sanction_runs(cast: Cast, ban: Sanction) -> None:
    """One sanction of two ends: its rows go, the person and the key stay."""
    later = make_sanction(
        cast, "ban", "shop", incident=make_incident(cast, "theft", person=ban.person, at=cast.at + 200 * DAY),
        at=cast.at + 200 * DAY,
    )  # fmt: skip
    erase_ended(on=ban.last_day + DAY)
    assert list(Sanction.objects.all()) == [later]
    [erasure] = Erasure.objects.all()
    assert not erasure.key_destroyed and erasure.unreadable_from is None
    assert Person.objects.get().family_name == "de Vries"
    assert keyring.buried("sanction") >= {ban.reference}


@pytest.mark.parametrize(("deed", "rule"), [(lift, "R55"), (annul, "R55")])
def test_r55_ended_early_is_gone_the_next_night(deed, rule: str, cast: Cast, ban: Sanction) -> None:
    deed(ban, reason="Vergissing.", by=cast.coordinator, at=cast.at)
    erase_ended(on=cast.today + DAY)
    assert Erasure.objects.get().rules == [rule] and not Person.objects.exists()


def test_r54_held_file_keeps_its_key_and_its_rows(cast: Cast, ban: Sanction) -> None:
    until = ban.last_day + 90 * DAY
    hold(ban.person, reason="Zaak bij de rechter.", until=until, by=cast.coordinator, at=cast.at + 360 * DAY)
    erase_ended(on=until)
    assert Person.objects.get().family_name == "de Vries" and not Erasure.objects.exists()
    erase_ended(on=until + DAY)
    assert not Person.objects.exists() and Erasure.objects.get().key_destroyed


def test_r5_shop_that_leaves_takes_its_own_files_with_it(cast: Cast) -> None:
    own = make_sanction(cast, "warning", "shop")
    token = own.person.token
    leave_scheme(cast.shop_a, on=cast.today, by=cast.coordinator, at=cast.at)
    assert Erasure.objects.get().rules == ["R5"]
    assert token not in keyring.tokens()


def test_r56_restored_copy_is_unreadable_and_erased_again(cast: Cast, ban: Sanction) -> None:
    """The transaction that is rolled back stands for a database put back from before the erasure."""
    token = ban.person.token
    other = make_sanction(cast, family_name="Bakker", months=12, at=cast.at + 30 * DAY)
    with transaction.atomic():
        erase_ended(on=ban.last_day + DAY)
        assert not Person.objects.filter(token=token).exists()
        transaction.set_rollback(True)
    back = Person.objects.get(token=token)
    with pytest.raises(Erased):
        _ = back.family_name
    asked = checks.check(
        shop=cast.shop_b, family_name="de Vries", given_name="Kees", by=cast.counter_b, at=cast.at + DAY
    )
    assert asked.outcome == Outcome.WELCOME
    assert replay_erasures(at=cast.at + 370 * DAY) == {"sanctions": 1, "incidents": 1, "people": 1}
    assert list(Person.objects.all()) == [other.person]
    assert Erasure.objects.get().rules == ["R56"]
    assert replay_erasures(at=cast.at + 371 * DAY) == {}


def test_r56_sanction_that_came_back_goes_again_while_its_person_stays(cast: Cast, ban: Sanction) -> None:
    at = cast.at + 200 * DAY
    later = make_sanction(cast, "ban", "shop", incident=make_incident(cast, "theft", person=ban.person, at=at), at=at)
    with transaction.atomic():
        erase_ended(on=ban.last_day + DAY)
        transaction.set_rollback(True)
    assert Sanction.objects.count() == 2
    assert replay_erasures(at=cast.at + 370 * DAY)["sanctions"] == 1
    assert list(Sanction.objects.all()) == [later] and Incident.objects.get() == later.incident


def test_lost_ring_never_empties_the_register(cast: Cast, ban: Sanction, settings, tmp_path) -> None:
    settings.KEYS_DIR = tmp_path
    assert replay_erasures(at=cast.at) == {}
    assert Person.objects.count() == 1


def test_r72_records_of_questions_go_after_a_year(cast: Cast) -> None:
    checks.check(shop=cast.shop_b, family_name="Niemand", given_name="Kees", by=cast.counter_b, at=cast.at)
    erase_ended(on=dt.date(2027, 3, 16))
    assert CounterCheck.objects.count() == 1
    assert erase_ended(on=dt.date(2027, 3, 17))["checks"] == 1
    assert CounterCheck.objects.count() == 0


def spoil(person: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bans_person SET family_name = %s WHERE id = %s", [b"\x01spoilt", person.pk])


def test_counter_never_says_welcome_or_banned_on_a_name_that_it_cannot_read(cast: Cast, ban: Sanction) -> None:
    spoil(ban.person)

    def ask(family_name: str) -> str:
        at = cast.at + DAY
        return checks.check(
            shop=cast.shop_b, family_name=family_name, given_name="Kees", by=cast.counter_b, at=at
        ).outcome

    assert (ask("de Vries"), ask("Niemand")) == (Outcome.UNKNOWN, Outcome.UNKNOWN)
    make_sanction(cast, family_name="Bakker")
    assert ask("Bakker") == Outcome.BANNED


def test_one_unreadable_row_leaves_the_rest_of_the_register_working(
    screens: Screens, cast: Cast, ban: Sanction
) -> None:
    other = make_sanction(cast, family_name="Bakker")
    spoil(ban.person)
    screen = screens.of("coordinator")
    page = text(screen.get("bans:register"))
    assert "niet te lezen" in page and "Bakker" in page
    assert screen.get("bans:sanction", other.reference).status_code == 200
    assert screen.get("bans:desk").status_code == 200


def test_unreadable_photo_is_told_in_a_sentence(screens: Screens, cast: Cast, ban: Sanction) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bans_photo SET jpeg = %s", [b"\xff\xd8open"])
    answer = screens.of("coordinator").get("bans:photo", ban.person.photo.token)
    assert answer.status_code == 503 and "nu niet te lezen" in text(answer)


def test_broken_key_ring_is_told_in_page_and_api(screens: Screens, cast: Cast, ban: Sanction, settings) -> None:
    settings.MASTER_KEY = "AAAA"
    keyring._local.opened.clear()  # as in a process that starts with it
    screen = screens.of("coordinator")
    assert screen.get("bans:sanction", ban.reference).status_code == 503
    answer = screen.client.get(f"/api/v1/areas/{cast.area.slug}/sanctions/{ban.reference}")
    assert answer.status_code == 503 and answer.json()["code"] == "unreadable"
    assert screen.get("participants:shops").status_code == 200


@pytest.mark.parametrize("who", ["coordinator", "municipality"])
def test_r56_r71_proof_is_shown_without_a_name(who: str, screens: Screens, cast: Cast, ban: Sanction) -> None:
    token = ban.person.token
    erase_ended(on=ban.last_day + DAY, at=cast.at - DAY)
    erasure = Erasure.objects.get()
    page = screens.of(who).get("bans:erasures")
    assert erasure.reference in text(page) and "De laatste dag was voorbij" in text(page) and "2 brieven" in text(page)
    answer = screens.of(who).client.get(f"/api/v1/areas/{cast.area.slug}/erasures")
    [row] = answer.json()["results"]
    assert row["rules"] == ["R53"] and row["kinds"]["bans.Person"] == 1
    for body in (page.content.decode(), answer.content.decode()):
        assert token not in body and "Vries" not in body


def test_r56_each_certificate_counts_what_was_of_that_person_alone(cast: Cast, ban: Sanction) -> None:
    """Erased together, told apart: one with a photo and letters, and one with neither."""
    other = make_sanction(cast, incident=make_incident(cast, "robbery", given_name="Bea"))
    ours, theirs = ban.person.token, other.person.token
    erase_ended(on=max(ban.last_day, other.last_day) + DAY)
    kinds = {erasure.person_token: erasure.kinds for erasure in Erasure.objects.all()}
    plain = {"bans.Person": 1, "bans.Sanction": 1, "bans.Incident": 1}
    assert kinds[theirs] == plain
    assert kinds[ours] == {**plain, "bans.Photo": 1, "notices.Notice": 2}


def test_r56_every_table_that_goes_with_a_person_is_counted() -> None:
    """What Django would delete with a person is what the certificate counts: no table is forgotten."""
    from django.apps import apps
    from django.db.models import CASCADE

    counted = {Person, *(model for model, _path in hangs_on(Person))}
    for model in apps.get_models():
        above = {
            field.related_model
            for field in model._meta.concrete_fields
            if field.is_relation and field.remote_field.on_delete is CASCADE
        }
        assert model in counted or not above & counted, model


def test_r56_more_people_than_go_at_once_all_go(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "AT_ONCE", 2)
    ends = [make_sanction(cast, incident=make_incident(cast, "robbery")).last_day for _number in range(5)]
    counts = erase_ended(on=max(ends) + DAY)
    assert counts["people"] == 5 == Erasure.objects.count() and not Person.objects.exists()
