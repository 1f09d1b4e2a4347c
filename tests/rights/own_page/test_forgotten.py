"""Forgetting, shown: the code of an erased letter opens the certificate, and after its days nothing (R56, ADR 20)."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from bans.actions.endings import lift
from bans.actions.erasing import erase_ended
from bans.models import Erasure, Incident, Sanction
from bans.models.erasure import RULE_LABELS
from notices.codes import in_groups, new_code
from notices.models import Notice
from rights.models import ForgottenLetter
from rights.own_page.forgetting import WORDS, words_for
from rights.own_page.voices import voices
from rights.tasks import forget_letters
from tests.cast import Cast
from tests.factories import DAY, make_sanction
from tests.notices.test_checking import code_on, hand_over, printed
from tests.screens import text

from .test_own import shape
from .test_states import in_every_language
from .visiting import look


def erase(cast: Cast, notice: Notice) -> str:
    """Withdrawn today, erased tomorrow night; the code of the letter."""
    code = code_on(notice)
    lift(notice.sanction, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    erase_ended(on=cast.today + DAY)
    return code


def test_erased_code_tells_that_nothing_is_held_any_more(cast: Cast, notice: Notice) -> None:
    name = notice.sanction.person.family_name
    code = erase(cast, notice)
    answer = look(code)
    said = text(answer)
    assert answer.status_code == 200 and Erasure.objects.get().reference in said
    for words in (
        "Wij hebben niets meer over u", "Verwijderd op 17 maart 2026", "de maatregel is ingetrokken of vernietigd",
        "uw naam, adres en geboortedatum", "brieven", "bewijs van uitreiken", "vanaf 24 maart 2026",
        "alles weg op 16 april 2026", "tot en met 15 juni 2026",
    ):  # fmt: skip
        assert words in said, words
    assert name not in answer.content.decode() and notice.sanction.reference not in said
    for key in ("forgotten.title", "data.person", "erased_by.R55", "forgotten.unreadable"):
        in_every_language(code, key)


def test_of_a_part_it_does_not_say_that_nothing_is_left(cast: Cast, notice: Notice) -> None:
    person = notice.sanction.person
    made = printed(cast, make_sanction(cast, "ban", "shop", person=person, served=False, at=cast.at - DAY / 8))
    hand_over(cast, made)
    code = erase(cast, notice)
    said = text(look(code))
    assert "niets meer over u" not in said and "Er is nog iets anders over u" in said
    assert "niets meer te lezen" not in said
    in_every_language(code, "forgotten.title_part")
    assert look(code_on(made)).status_code == 200 and "VERBOD" in text(look(code_on(made)))


def test_t37_after_its_days_it_is_a_code_that_never_was(cast: Cast, notice: Notice) -> None:
    code, never = erase(cast, notice), in_groups(new_code())
    until = ForgottenLetter.objects.get().until
    assert until == cast.today + 91 * DAY
    with time_machine.travel(cast.at + 91 * DAY, tick=False):
        assert look(code).status_code == 200
        assert forget_letters() == 0
    with time_machine.travel(cast.at + 92 * DAY, tick=False):
        # Also on the morning on which the duty did not run.
        assert shape(look(code), code) == shape(look(never), never)
        assert forget_letters() == 1 and forget_letters() == 0
        assert shape(look(code), code) == shape(look(never), never)
    assert Erasure.objects.exists()


def test_duty_can_be_done_by_hand(cast: Cast, notice: Notice, capsys: pytest.CaptureFixture[str]) -> None:
    erase(cast, notice)
    ForgottenLetter.objects.update(until=cast.today - DAY)
    call_command("forget_letters")
    assert capsys.readouterr().out == "1 codes forgotten\n" and not ForgottenLetter.objects.exists()


def test_found_certificate_costs_no_turn(cast: Cast, notice: Notice) -> None:
    code = erase(cast, notice)
    for _time in range(25):
        assert look(code).status_code == 200


def test_key_that_goes_first_shows_nothing_half(cast: Cast, notice: Notice) -> None:
    """Between the key and the rows: no error, and the answer of a code that is not there."""
    from bans import keyring

    code = code_on(notice)
    keyring.destroy([notice.sanction.person.token], at=cast.at)
    answer = look(code)
    assert answer.status_code in (200, 404) and notice.sanction.person.token not in answer.content.decode()


def test_every_rule_and_every_kind_has_its_words(cast: Cast) -> None:
    texts = voices()["nl"].texts
    assert {f"erased_by.{rule}" for rule in RULE_LABELS} == {key for key in texts if key.startswith("erased_by.")}
    assert {f"data.{word}" for word in (*WORDS, "other")} == {key for key in texts if key.startswith("data.")}
    erasure = Erasure(kinds={"bans.Photo": 2, "bans.Person": 1, "notices.Snooze": 1, "notices.Service": 0})
    assert words_for(erasure) == ["person", "photo", "other"]


def test_labels_of_kinds_are_those_of_models() -> None:
    from django.apps import apps

    for labels in WORDS.values():
        for label in labels:
            assert apps.get_model(label)


def test_rule_of_each_way_to_the_end_is_told(cast: Cast, notice: Notice) -> None:
    code = code_on(notice)
    last_day = Sanction.objects.get().last_day
    assert last_day
    days = (last_day - cast.today).days + 40
    with time_machine.travel(cast.at + days * DAY, tick=False):
        erase_ended(on=(cast.at + dt.timedelta(days=days)).date())
        assert "de laatste dag was voorbij" in text(look(code))
    assert not Incident.objects.exists()
