"""The test at the screen: one question at a time, resumable, and closed to who has no part in it."""

import datetime as dt

import pytest

from tests.screens import Screen, Screens, text
from tests.toolbox.measures import CONDITIONS
from toolbox.legal_test.facts import condition_key
from toolbox.legal_test.models import LegalTest
from toolbox.legal_test.questions import questions

from .conftest import REASON, Examiner

QUESTION = "toolbox:test-question"


@pytest.fixture
def municipality(screens: Screens, tests: Examiner) -> Screen:
    return screens.of("municipality")


def body(question: str, **fields: object) -> dict[str, object]:
    """A yes with everything that belongs to it, as a browser sends it."""
    facts: dict[str, dict[str, object]] = {
        "competence": {"article": "Huisrecht"},
        "conditions": {f"met_{condition_key(c)}": "on" for c in CONDITIONS}
        | {f"shown_{condition_key(c)}": "Zie het verslag" for c in CONDITIONS},
        "privacy": {"data": "Naam", "ground": "Belang", "retention": "Een jaar", "assessment": "not_needed"},
        "end": {"ends_on": dt.date(2026, 9, 1), "evaluated_on": dt.date(2026, 8, 1), "owner": "De voorzitter"},
    }
    return {"answer": "yes", "reason": REASON, **facts.get(question, {}), **fields}


def test_from_measure_to_paper(municipality: Screen) -> None:
    """Begin with a measure, answer eleven pages one after the other, close, and get the paper."""
    page = municipality.get("toolbox:test-new", maatregel="individual-shop-ban")
    assert b'value="individual-shop-ban" selected' in page.content
    fields = {"measure_code": "individual-shop-ban", "title": "Diefstal aan de Markt"}
    answer = municipality.post("toolbox:test-new", **fields)
    test = LegalTest.objects.get()
    for code in questions():
        assert answer["Location"] == municipality.address(QUESTION, test.pk, code)
        answer = municipality.post(QUESTION, test.pk, code, **body(code))
    assert answer["Location"] == municipality.address("toolbox:test", test.pk)
    page = text(municipality.get("toolbox:test", test.pk))
    assert "Klaar om te beginnen" in page and "Toets afsluiten" in page and page.count(REASON) == 11
    assert municipality.post("toolbox:test-close", test.pk).status_code == 302
    test.refresh_from_db()
    assert test.outcome == "ready"
    paper = municipality.get("toolbox:test-paper", test.pk)
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")


def test_who_stops_half_way_goes_on_where_they_were(screens: Screens, tests: Examiner) -> None:
    """Each page is kept by itself; another day, another screen and another colleague go on with the next."""
    test = tests.begin()
    codes = list(questions())
    first = screens.of("municipality")
    for code in codes[:4]:
        first.post(QUESTION, test.pk, code, **body(code))
    first.post(QUESTION, test.pk, codes[4], answer="yes", reason="")
    other = screens.of("coordinator")
    assert "4 van 11 vragen" in text(other.get("toolbox:tests"))
    page = other.get("toolbox:test", test.pk)
    assert other.address(QUESTION, test.pk, codes[4]) in page.content.decode()
    assert list(test.answers.order_by("pk").values_list("question", flat=True)) == codes[:4]


def test_a_question_stands_beside_what_the_catalogue_says(municipality: Screen, tests: Examiner) -> None:
    test = tests.begin("collective-shop-ban")
    expected = {
        "problem": "Winkeldiefstal",
        "competence": "Ja, volgens het register: AP-1",
        "conditions": CONDITIONS[0],
        "subsidiarity": "Huisregels",
        "privacy": "Gewone persoonsgegevens",
        "equal-treatment": "Vastgesteld gedrag",
    }
    for code, words in expected.items():
        page = text(municipality.get(QUESTION, test.pk, code))
        assert words.lower() in page.lower(), code
    assert b"/maatregelen/individual-shop-ban/" in municipality.get(QUESTION, test.pk, "subsidiarity").content


def test_a_refusal_keeps_what_was_typed(municipality: Screen, tests: Examiner) -> None:
    test = tests.begin()
    answer = municipality.post(QUESTION, test.pk, "problem", answer="yes", reason="De asielzoekers stelen.")
    assert answer.status_code == 422 and "De asielzoekers stelen." in text(answer)
    assert not test.answers.exists()


def test_a_missing_permit_is_shown_and_closes_the_way(municipality: Screen, tests: Examiner) -> None:
    tests.cast.area.permits.all().delete()
    test = tests.begin("collective-shop-ban")
    for page in (municipality.get("toolbox:test", test.pk), municipality.get(QUESTION, test.pk, "competence")):
        assert "geen geldige vergunning" in text(page) and "Winkelverbod" in text(page)
    forged = body("competence", permit_status="in_force", permit="yes", decider_dpa="yes")
    municipality.post(QUESTION, test.pk, "competence", **forged)
    assert tests.outcome(test) == "no"


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("camera-surveillance-public-space", "Wacht op juridische toets."),
        ("entry-ban", "Volgt een procedure, geen gedrag."),
        ("coa-ebtl", "Deze maatregel bestaat niet meer."),
    ],
)
def test_what_one_should_know_of_a_measure_is_told(municipality: Screen, tests: Examiner, code: str, note: str) -> None:
    test = tests.begin(code)
    assert note in text(municipality.get("toolbox:test", test.pk))
    assert note in text(municipality.get(QUESTION, test.pk, "problem"))


def test_a_closed_test_is_read_and_not_asked(municipality: Screen, tests: Examiner) -> None:
    test = tests.close(tests.answer_all(tests.begin()))
    to_test = municipality.address("toolbox:test", test.pk)
    assert municipality.get(QUESTION, test.pk, "problem")["Location"] == to_test
    assert municipality.get("toolbox:test-close", test.pk)["Location"] == to_test
    for answer in (
        municipality.post(QUESTION, test.pk, "problem", **body("problem", answer="no")),
        municipality.post("toolbox:test-close", test.pk),
    ):
        assert answer.status_code == 422 and "verandert niet meer" in text(answer)
    assert "Antwoord wijzigen" not in text(municipality.get("toolbox:test", test.pk))


def test_a_new_test_shows_the_earlier_answers_and_keeps_none_by_itself(municipality: Screen, tests: Examiner) -> None:
    test = tests.close(tests.answer_all(tests.begin()))
    municipality.post("toolbox:test-again", test.pk)
    again = LegalTest.objects.exclude(pk=test.pk).get()
    page = municipality.get(QUESTION, again.pk, "conditions")
    assert "uit de vorige toets" in text(page) and REASON in text(page) and page.content.count(b" checked") == 3
    assert not again.answers.exists()


def test_closing_too_early_and_paper_of_an_open_test_say_why(municipality: Screen, tests: Examiner) -> None:
    test = tests.begin()
    assert municipality.post("toolbox:test-close", test.pk).status_code == 422
    assert municipality.get("toolbox:test-paper", test.pk).status_code == 422
    assert municipality.post("toolbox:test-again", test.pk).status_code == 422


# Who may

PAGES = [
    ("toolbox:tests", False),
    ("toolbox:test", True),
    ("toolbox:test-paper", True),
    ("toolbox:test-new", False),
    (QUESTION, True),
    ("toolbox:test-close", True),
]
READS = {"toolbox:tests", "toolbox:test", "toolbox:test-paper"}


@pytest.mark.parametrize(
    ("who", "reads", "makes"),
    [
        ("coordinator", True, True),
        ("municipality", True, True),
        ("approver", True, False),
        ("manager_a", True, False),
        ("counter_a", False, False),
        ("stranger", False, False),
    ],
)
def test_who_may_read_and_who_may_answer(screens: Screens, tests: Examiner, who: str, reads: bool, makes: bool) -> None:
    test = tests.close(tests.begin("coa-ebtl"))
    screen = screens.of(who)
    for name, about_a_test in PAGES:
        args = [test.pk] if about_a_test else []
        args += ["problem"] if name == QUESTION else []
        open_to = reads if name in READS else makes
        assert (screen.get(name, *args).status_code != 404) == open_to, name
    assert (screen.post("toolbox:test-again", test.pk).status_code != 404) == makes
    assert ("Nieuwe toets" in text(screen.get("toolbox:tests"))) == makes


def test_a_test_of_another_area_is_not_there(municipality: Screen, tests: Examiner) -> None:
    LegalTest.objects.create(
        area=tests.cast.elsewhere, measure_code="individual-shop-ban", measure_version=1, title="Elders",
        begun_by=tests.cast.stranger, begun_at=tests.cast.at,
    )  # fmt: skip
    other = LegalTest.objects.get()
    for name in ("toolbox:test", "toolbox:test-paper", "toolbox:test-close"):
        assert municipality.get(name, other.pk).status_code == 404
    assert municipality.post(QUESTION, other.pk, "problem", **body("problem")).status_code == 404
    assert "Elders" not in text(municipality.get("toolbox:tests"))


# Rubbish


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"answer": ["yes", "no"], "reason": "\x00" * 20},
        {"answer": "<script>", "reason": REASON},
        {"answer": "yes", "reason": "x" * 100_000},
        {"answer": "yes", "reason": REASON, "ends_on": "31-31-31", "evaluated_on": "[]", "owner": {"a": 1}},
        {"answer": "yes", "reason": REASON, "ends_on": "9999-99-99"},
    ],
)
def test_rubbish_is_answered_with_a_sentence_and_kept_nowhere(
    municipality: Screen, tests: Examiner, fields: dict
) -> None:
    test = tests.begin()
    answer = municipality.post(QUESTION, test.pk, "end", **fields)
    assert answer.status_code == 422 and "Dit kan zo niet" in text(answer)
    assert not test.answers.exists()


def test_a_question_that_there_is_not_is_not_there(municipality: Screen, tests: Examiner) -> None:
    test = tests.begin()
    assert municipality.get(QUESTION, test.pk, "smaak").status_code == 404
    assert municipality.post(QUESTION, test.pk, "smaak", **body("problem")).status_code == 404


def test_an_unknown_measure_in_the_address_chooses_nothing(municipality: Screen) -> None:
    page = municipality.get("toolbox:test-new", maatregel="'><script>")
    assert (
        page.status_code == 200 and b"<script>'" not in page.content and b'" selected>Winkelverbod' not in page.content
    )
    assert municipality.post("toolbox:test-new", measure_code="x", title="Diefstal").status_code == 422


def test_what_was_typed_is_shown_as_text(municipality: Screen, tests: Examiner) -> None:
    test = tests.begin(title="<b>Markt</b> en Kade")
    tests.answer(test, "problem", reason="<script>alert(1)</script> en meer")
    page = municipality.get("toolbox:test", test.pk).content
    assert b"<script>alert" not in page and b"<b>Markt" not in page


@pytest.mark.parametrize("name", ["toolbox:tests", "toolbox:test"])
def test_more_tests_ask_no_more_of_the_database(municipality: Screen, tests: Examiner, name: str) -> None:
    test = tests.answer_all(tests.begin())
    args = [test.pk] if name == "toolbox:test" else []
    once = municipality.queries(name, *args)
    for _turn in range(3):
        tests.answer_all(tests.begin())
    assert municipality.queries(name, *args) <= once
