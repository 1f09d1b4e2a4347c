"""A sample in the register: drawn by who oversees, by a seed of before today, judged, answered, closed, let go."""

import datetime as dt

import pytest

from audit import heads
from audit.models import Event, HeadReason
from bans.actions.erasing import erase_sanctions
from bans.models import CounterCheck, Sanction
from bans.rules.figures import Band
from oversight.sampling.actions import drawing, judging, names
from oversight.sampling.models import Choice, Ground, Kind, Sample, SampleItem
from oversight.tasks import forget_samples
from participants.refusals import Refusal
from tests.cast import Cast
from tests.screens import Screens, text

from .conftest import DAY, Drawn, fill, sign_yesterday


def code_of(deed, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as refused:
        deed(*args, **kwargs)
    return refused.value.code


def judge_all(drawn: Drawn, verdict: Choice = Choice.GOOD) -> None:
    for item in drawn.sample.items.select_related("sample"):
        judging.judge(item, verdict=verdict, by=drawn.cast.municipality, at=drawn.cast.at)


def test_drawn_again_from_the_list_of_references(drawn: Drawn) -> None:
    """With what is published and the references, somebody else finds what the system drew."""
    found = drawing.population_of(drawn.cast.area)
    again = {kind: drawing.drawn_from(found[kind], seed=drawn.sample.seed, confidence=95, share=5) for kind in Kind}
    rows = drawn.sample.items
    assert sorted(rows.exclude(sanction=None).values_list("sanction__reference", flat=True)) == sorted(
        again[Kind.REGISTRATION]
    )
    assert sorted(rows.exclude(counter_check=None).values_list("counter_check__token", flat=True)) == sorted(
        again[Kind.CHECK]
    )
    assert drawn.sample.drawn == {"registration": 4, "check": 8} == drawn.sample.population
    # Exactly, two draws would tell what came between: so on the page and in the log it is told about.
    assert drawn.sample.drawn_from[Kind.CHECK] == Band(0, 9)
    page = Screens(drawn.cast).of("municipality").get("oversight:sample", drawn.sample.token)
    assert "8 van minder dan 10" in text(page)
    assert "population" not in Event.objects.get(action="sample.drawn").facts


def test_seed_is_of_before_today_and_nobody_draws_twice(drawn: Drawn) -> None:
    cast, slug = drawn.cast, drawn.cast.area.slug
    head = heads.newest_head(slug)
    assert drawn.sample.seed == f"{head.hash}|{cast.today.isoformat()}" and drawn.sample.head_serial == head.serial
    # A head of today, which somebody could bring about, decides nothing.
    heads.publish(slug, at=cast.at, reason=HeadReason.HOUR)
    assert drawing.seed_for(cast.area, on=cast.today).text == drawn.sample.seed
    assert code_of(draw := drawing.draw_sample, cast.area, confidence=95, share=5, by=cast.municipality, at=cast.at) \
        == "drawn_today"  # fmt: skip
    assert draw(cast.area, confidence=95, share=5, by=cast.municipality, at=cast.at + DAY).seed != drawn.sample.seed


def test_without_a_head_of_before_today_nothing_is_drawn(cast: Cast) -> None:
    fill(cast)
    heads.publish(cast.area.slug, at=cast.at, reason=HeadReason.HOUR)
    asked = {"confidence": 95, "share": 5, "by": cast.municipality, "at": cast.at}
    assert code_of(drawing.draw_sample, cast.area, **asked) == "no_head"


def test_r30_only_who_oversees_draws_and_judges_and_only_the_association_answers(drawn: Drawn) -> None:
    cast, item = drawn.cast, drawn.registration
    for who in (cast.coordinator, cast.manager_a, cast.approver, cast.stranger):
        asked = {"confidence": 95, "share": 5, "by": who, "at": cast.at + DAY}
        assert code_of(drawing.draw_sample, cast.area, **asked) == "not_allowed"
        assert code_of(judging.judge, item, verdict=Choice.GOOD, by=who, at=cast.at) == "not_allowed"
    judging.ask(item, words="Waarom zo lang?", by=cast.municipality, at=cast.at)
    assert code_of(judging.answer, item, words="Daarom.", by=cast.municipality, at=cast.at) == "not_allowed"


def test_nothing_to_draw(cast: Cast) -> None:
    sign_yesterday(cast)
    asked = {"confidence": 95, "share": 5, "by": cast.municipality, "at": cast.at}
    assert code_of(drawing.draw_sample, cast.area, **asked) == "nothing_to_draw"


def test_closed_when_everything_is_judged_and_answered(drawn: Drawn) -> None:
    cast, item, town = drawn.cast, drawn.registration, drawn.cast.municipality
    assert code_of(drawing.close, drawn.sample, by=town, at=cast.at) == "not_judged"
    judge_all(drawn)
    judging.ask(item, words="Waarom zo lang?", by=town, at=cast.at)
    assert code_of(drawing.close, drawn.sample, by=town, at=cast.at) == "not_answered"
    judging.answer(item, words="Het was de tweede keer.", by=cast.coordinator, at=cast.at)
    assert code_of(judging.answer, item, words="Nog iets.", by=cast.coordinator, at=cast.at) == "no_question"
    judging.judge(item, verdict=Choice.WRONG, by=town, at=cast.at)
    closed = drawing.close(drawn.sample, by=town, at=cast.at)
    assert drawing.outcome_of(closed) == {"good": 11, "question": 0, "wrong": 1}
    for deed in (judging.ask, judging.comment):
        assert code_of(deed, item, words="Toch nog.", by=town, at=cast.at) == "closed"
    assert code_of(judging.judge, item, verdict=Choice.GOOD, by=town, at=cast.at) == "closed"


@pytest.mark.parametrize(
    "words",
    ["Dit gaat over %s.", "die %s, die ken ik", "%s?", "Wat er die dag aan de kassa is gebeurd staat in de melding, en "
     "wie erbij was weet de winkel ook nog wel, dat was deze %s."],
)  # fmt: skip
@pytest.mark.parametrize("changed", [str, str.upper])
def test_association_does_not_write_the_name_of_whom_it_is_about(drawn: Drawn, words: str, changed) -> None:
    item, cast = drawn.registration, drawn.cast
    judging.ask(item, words="Waarom zo lang?", by=cast.municipality, at=cast.at)
    name = changed(item.sanction.person.family_name)
    assert code_of(judging.answer, item, words=words % name, by=cast.coordinator, at=cast.at) == "names_somebody"


def test_association_names_nobody_else_and_no_file_either(drawn: Drawn) -> None:
    cast, item = drawn.cast, drawn.registration
    judging.ask(item, words="Waarom zo lang?", by=cast.municipality, at=cast.at)
    other = Sanction.objects.exclude(pk=item.sanction_id).exclude(person=item.sanction.person_id)[0]
    for words, code in (
        (f"Samen met {other.person.given_name} {other.person.family_name}.", "names_somebody"),
        (f"Zie {other.reference}.", "reference"),
    ):
        assert code_of(judging.answer, item, words=words, by=cast.coordinator, at=cast.at) == code


def test_r71_no_answer_to_the_municipality_depends_on_a_name_that_she_may_not_see(drawn: Drawn) -> None:
    """Otherwise a list of names and a form would tell who a file is about, and who is in the register at all."""
    cast, item = drawn.cast, drawn.registration
    person = item.sanction.person
    for deed in (judging.comment, judging.ask):
        for words in (person.family_name, f"{person.given_name} {person.family_name}", "Pietje Nietbekend"):
            deed(item, words=words, by=cast.municipality, at=cast.at)
    words = f"Is dit {person.family_name}?"
    asked = names.request_name(item, ground=Ground.COMPLAINT, words=words, by=cast.municipality, at=cast.at)
    names.grant_name(asked, by=cast.coordinator, at=cast.at)
    assert code_of(judging.comment, item, words=words, by=cast.municipality, at=cast.at) == "names_somebody"


def test_nothing_was_judged_is_no_outcome(drawn: Drawn) -> None:
    """Every file went before anybody looked: there is nothing to close."""
    cast = drawn.cast
    drawn.sample.items.all().delete()
    assert code_of(drawing.close, drawn.sample, by=cast.municipality, at=cast.at) == "nothing_judged"
    assert code_of(drawing.close, drawn.sample, by=cast.municipality, at=cast.at + 30 * DAY) == "expired"


def test_seed_that_is_known_for_days_draws_nothing(cast: Cast) -> None:
    """Who holds the last head knows the seed of each later day, and would choose the day."""
    fill(cast)
    sign_yesterday(cast)
    late = {"confidence": 95, "share": 5, "by": cast.municipality, "at": cast.at + 2 * DAY}
    assert code_of(drawing.draw_sample, cast.area, **late) == "old_head"


def test_association_sees_what_waits_for_it(drawn: Drawn) -> None:
    cast, item = drawn.cast, drawn.registration
    screens = Screens(cast)
    assert "wacht op uw antwoord" not in text(screens.of("coordinator").get("bans:desk"))
    for words in ("Waarom zo lang?", "En waarom nu?"):
        judging.ask(item, words=words, by=cast.municipality, at=cast.at)
    assert "wacht op uw antwoord over 1 dossier" in text(screens.of("coordinator").get("bans:desk"))
    assert "Wacht op de vereniging" in text(screens.of("coordinator").get("oversight:samples"))
    form = text(screens.of("coordinator").get("oversight:sample-answer", drawn.sample.token, item.number))
    assert "Waarom zo lang?" in form and "En waarom nu?" in form
    judging.answer(item, words="Het was de tweede keer.", by=cast.coordinator, at=cast.at)
    assert "wacht op uw antwoord" not in text(screens.of("coordinator").get("bans:desk"))


def test_r68_no_number_of_a_citizen_in_the_words(drawn: Drawn) -> None:
    by, at = drawn.cast.municipality, drawn.cast.at
    assert code_of(judging.comment, drawn.registration, words="Zie 111222333.", by=by, at=at) == "citizen_number"
    assert code_of(judging.comment, drawn.registration, words="  ", by=by, at=at) == "words_missing"


def test_after_thirty_days_nothing_is_done_and_the_night_lets_go(drawn: Drawn) -> None:
    cast = drawn.cast
    judge_all(drawn)
    last, after = cast.at + 29 * DAY, cast.at + 30 * DAY
    judging.comment(drawn.registration, words="Op de laatste dag.", by=cast.municipality, at=last)
    assert drawing.forget_items(on=last.date()) == 0
    assert code_of(judging.comment, drawn.registration, words="Te laat.", by=cast.municipality, at=after) == "expired"
    assert drawing.forget_items(on=after.date()) == 12 and drawing.forget_items(on=after.date()) == 0
    sample = Sample.objects.get()
    assert not SampleItem.objects.exists() and drawing.outcome_of(sample)["good"] == 12
    assert Event.objects.get(action="sample.forgotten").facts == {"items": 12}


def test_duty_of_the_night_asks_the_clock(drawn: Drawn) -> None:
    Sample.objects.update(drawn_on=drawn.cast.today - dt.timedelta(days=30))
    assert forget_samples() == 12


def test_r53_file_goes_out_of_the_sample_with_the_person(drawn: Drawn) -> None:
    item, cast = drawn.registration, drawn.cast
    judging.judge(item, verdict=Choice.WRONG, by=cast.municipality, at=cast.at)
    judging.comment(item, words="Zonder brief.", by=cast.municipality, at=cast.at)
    erase_sanctions(Sanction.objects.filter(pk=item.sanction_id), rule="R53", at=cast.at)
    sample = Sample.objects.get()
    assert not sample.items.filter(number=item.number).exists() and sample.verdicts == {str(item.number): "wrong"}
    CounterCheck.objects.all().delete()
    assert sample.items.count() == 3


def test_every_deed_is_a_line_that_names_the_sample_and_never_the_file(drawn: Drawn) -> None:
    cast, item = drawn.cast, drawn.registration
    judge_all(drawn)
    judging.comment(item, words="Netjes.", by=cast.municipality, at=cast.at)
    judging.ask(item, words="Waarom zo lang?", by=cast.municipality, at=cast.at)
    judging.answer(item, words="Het was de tweede keer.", by=cast.coordinator, at=cast.at)
    drawing.close(drawn.sample, by=cast.municipality, at=cast.at)
    lines = Event.objects.filter(action__startswith="sample.")
    assert set(lines.values_list("action", flat=True)) == {
        "sample.drawn", "sample.judged", "sample.commented", "sample.asked", "sample.answered", "sample.closed",
    }  # fmt: skip
    assert set(lines.values_list("subject", flat=True)) == {f"sample:{drawn.sample.token}"}
    assert item.sanction.reference not in str(list(lines.values_list("facts", flat=True)))
