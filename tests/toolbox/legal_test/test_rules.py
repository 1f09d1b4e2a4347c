"""What a test comes to: every question with every answer, the hard stops, and the texts that ask for too much."""

import pytest

from toolbox.catalogue.taxonomy import taxonomy
from toolbox.legal_test.rules import IF_NO, Case, Finding, judge, may_close, practices_in

ALL_YES = dict.fromkeys(IF_NO, "yes")
MARKS = [None, "yes", "no", "unknown"]
TABLE = {
    # question: nothing yet, yes, no, not yet known
    "problem": ("not_yet", "ready", "not_yet", "not_yet"),
    "competence": ("not_yet", "ready", "no", "not_yet"),
    "conditions": ("not_yet", "ready", "not_yet", "not_yet"),
    "necessity": ("not_yet", "ready", "lighter", "not_yet"),
    "subsidiarity": ("not_yet", "ready", "lighter", "not_yet"),
    "proportionality": ("not_yet", "ready", "lighter", "not_yet"),
    "equal-treatment": ("not_yet", "ready", "no", "not_yet"),
    "privacy": ("not_yet", "ready", "not_yet", "not_yet"),
    "vulnerability": ("not_yet", "ready", "not_yet", "not_yet"),
    "remedy": ("not_yet", "ready", "not_yet", "not_yet"),
    "end": ("not_yet", "ready", "not_yet", "not_yet"),
}


def answers(**changed: str | None) -> dict[str, str]:
    whole = {**ALL_YES, **{name.replace("_", "-"): answer for name, answer in changed.items()}}
    return {name: answer for name, answer in whole.items() if answer}


@pytest.mark.parametrize("question", TABLE)
@pytest.mark.parametrize("place", range(4), ids=["none", "yes", "no", "unknown"])
def test_each_answer_to_each_question(question: str, place: int) -> None:
    """With all others answered yes, this one alone decides."""
    case = Case(answers=answers(**{question: MARKS[place]}))
    assert judge(case).outcome == TABLE[question][place]


def test_the_table_holds_every_question() -> None:
    assert list(TABLE) == list(IF_NO)


@pytest.mark.parametrize(
    ("stop", "finding"),
    [
        ({"ended": True}, ("no", "ended", "")),
        ({"permit": "missing"}, ("no", "no_permit", "")),
        ({"deciders": {"mayor": "no"}}, ("no", "no_decider", "mayor")),
        ({"excluded": ("public-shaming",)}, ("no", "excluded", "public-shaming")),
    ],
)
def test_no_answer_mends_a_hard_stop(stop: dict, finding: tuple) -> None:
    """Whether nothing was answered or everything with yes."""
    for given in ({}, ALL_YES):
        verdict = judge(Case(answers=given, **stop))
        assert verdict.outcome == "no" and verdict.findings[0] == finding
        assert may_close(verdict)


@pytest.mark.parametrize(("permit", "outcome"), [("not_needed", "ready"), ("in_force", "ready"), ("missing", "no")])
def test_permit(permit: str, outcome: str) -> None:
    assert judge(Case(answers=ALL_YES, permit=permit)).outcome == outcome


def test_a_yes_is_not_enough_while_a_condition_is_not_met() -> None:
    verdict = judge(Case(answers=ALL_YES, conditions={"sticker": True, "brief": False}))
    assert verdict.outcome == "not_yet" and verdict.findings == (Finding("not_yet", "condition", "brief"),)


def test_a_yes_is_not_enough_while_a_party_did_not_decide() -> None:
    verdict = judge(Case(answers=ALL_YES, deciders={"council": "yes", "mayor": "unknown"}))
    assert verdict.outcome == "not_yet" and verdict.findings == (Finding("not_yet", "decider_unknown", "mayor"),)


def test_the_heaviest_decides_and_stands_first() -> None:
    case = Case(answers=answers(remedy="no", necessity="no", equal_treatment="no", end=None))
    verdict = judge(case)
    assert [finding.outcome for finding in verdict.findings] == ["no", "lighter", "not_yet", "not_yet"]
    assert verdict.outcome == "no"


def test_a_test_closes_when_all_is_answered_or_nothing_more_can_help() -> None:
    assert may_close(judge(Case(answers=answers(end="unknown", problem="no"))))
    assert not may_close(judge(Case(answers=answers(end=None, necessity="no"))))
    assert may_close(judge(Case(answers={"competence": "no"})))


PRACTICES = {practice.code: practice.words for practice in taxonomy().excluded}


@pytest.mark.parametrize("code", PRACTICES)
def test_every_word_for_an_excluded_practice_is_known(code: str) -> None:
    for word in PRACTICES[code]:
        assert code in practices_in([f"Wij willen {word.upper()} hier"], PRACTICES), word


@pytest.mark.parametrize(
    "text",
    [
        "Gezichtsherkenning bij de deur",
        "gezichts-herkenning",
        "gezichts herkenningscamera's",
        "G e z i c h t s h e r k e n n i n g",
        "gezichts\u200bherkenning",
        "Niet alleen camera's en gezichtsherkenning",
        "Geen gewone camera's, gezichtsherkenning",
        "geen camera's maar gezichtsherkenning",
        "Niet zonder gezichtsherkenning",
        "Geen gezichtsherkenning. Later wel gezichtsherkenning.",
    ],
)
def test_a_text_that_asks_for_it_is_found_however_it_is_written(text: str) -> None:
    assert practices_in([text], PRACTICES) == ("face-recognition-at-entrance",)


@pytest.mark.parametrize(
    "text",
    [
        "Er komt geen gezichtsherkenning",
        "Camera's zonder gezichtsherkenning",
        "Wij doen niet aan gezichtsherkenning",
        "We never use face recognition",
        "Meer licht bij de deur",
        "",
    ],
)
def test_a_text_that_denies_it_asks_for_nothing(text: str) -> None:
    assert practices_in([text], PRACTICES) == ()


def test_a_curly_apostrophe_hides_nothing() -> None:
    assert practices_in(["Foto\u2019s op de ruit"], PRACTICES) == ("public-shaming",)
