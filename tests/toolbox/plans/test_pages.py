"""Plans at the screen: from an example to what was learned, and what is not for everybody."""

import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.screens import Screen, Screens, text
from toolbox.plans.models import Plan, PlanPart, State
from toolbox.plans.warnings import warnings_of

from .making import DAY, add_part, make_catalogue, make_evaluation, make_plan, ready_test, running_part

pytestmark = pytest.mark.django_db
PLAN = {
    "title": "Veilige Markt",
    "problem": "Er wordt elke week gestolen.",
    "goal": "Minder meldingen.",
    "starts_on": "2026-03-16",
    "ends_on": "2027-03-15",
    "budget": "5000",
}
PART = {
    "owner": "municipality",
    "owner_role": "adviseur veiligheid",
    "starts_on": "2026-03-16",
    "last_day": "2026-04-15",
    "budget": "100",
    "note": "",
    "partners": ["police", "shop-association"],
}
MAKERS, READERS = ("coordinator", "municipality"), ("coordinator", "municipality", "approver", "manager_a")
DEEDS = ("plan-edit", "plan-put-forward", "plan-close", "plan-figures", "plan-count", "part-new")


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_from_problem_to_approved_plan(screens: Screens, cast: Cast) -> None:
    """The whole way of a municipality, with a coordinator who agrees."""
    make_catalogue()
    maker, decider = screens.of("municipality"), screens.of("coordinator")
    assert maker.post("toolbox:plan-new", **PLAN).status_code == 302
    plan = Plan.objects.get()
    address = maker.address("toolbox:part-new", plan.pk)
    assert "Winkelverbod" in text(maker.client.get(address))
    assert maker.client.post(f"{address}?maatregel=individual-shop-ban", PART).status_code == 302
    assert maker.post("toolbox:plan-put-forward", plan.pk).status_code == 422
    (warned,) = warnings_of(plan, on=cast.today)
    assert "Huisregels" in text(maker.get("toolbox:plan", plan.pk))
    maker.post("toolbox:plan-answer", plan.pk, warned.caution.key, reason="De huisregels hangen er al.")
    assert "De huisregels hangen er al." in text(maker.get("toolbox:plan", plan.pk))
    assert maker.post("toolbox:plan-put-forward", plan.pk).status_code == 302
    assert maker.post("toolbox:plan-decide", plan.pk, decision="approve").status_code == 422
    assert decider.post("toolbox:plan-decide", plan.pk, decision="approve").status_code == 302
    assert Plan.objects.get().state is State.APPROVED
    part = PlanPart.objects.get()
    assert (part.owner, part.partners) == ("municipality", ["police", "shop-association"])
    assert "Winkelverbod" in text(decider.get("toolbox:board")) and "Winkelverbod" in text(
        decider.get("toolbox:calendar")
    )


def test_example_begins_with_its_words(screens: Screens, cast: Cast) -> None:
    """The page says which measures come along."""
    make_catalogue()
    screen = screens.of("municipality")
    assert "Terugkerende winkeldiefstal" in text(screen.get("toolbox:plan-new"))
    page = screen.get("toolbox:plan-new", voorbeeld="village-centre-shoplifting")
    assert "vooral op vrijdag en zaterdag" in page.content.decode()
    address = screen.address("toolbox:plan-new") + "?voorbeeld=village-centre-shoplifting"
    screen.client.post(address, PLAN)
    assert PlanPart.objects.count() == 5


def test_plan_that_ends_before_it_starts_keeps_what_was_typed(screens: Screens, cast: Cast) -> None:
    """With the reason, and nothing saved."""
    answer = screens.of("municipality").post("toolbox:plan-new", **{**PLAN, "ends_on": "2026-01-01"})
    assert answer.status_code == 422 and "ligt voor de eerste dag" in text(answer)
    assert "Er wordt elke week gestolen." in answer.content.decode() and not Plan.objects.exists()


def test_table_of_text_is_shown_line_by_line(screens: Screens, cast: Cast) -> None:
    """Nothing of it is kept."""
    plan, screen = make_plan(cast), screens.of("municipality")
    file = upload("cijfers.csv", b"periode;aantal\n2026-01;12\nfeb;veel\n")
    answer = screen.post("toolbox:plan-figures", plan.pk, name="Meldingen", unit="meldingen", file=file)
    assert answer.status_code == 422 and "3 periode Dit is geen maand." in text(answer)
    assert not plan.indicators.exists()
    file = upload("cijfers.csv", b"periode;aantal\n2026-01;12\n2026-02;9\n")
    screen.post("toolbox:plan-figures", plan.pk, name="Meldingen", unit="meldingen", file=file)
    assert "januari 2026 12" in text(screen.get("toolbox:plan", plan.pk))


def test_import_with_mistakes_is_shown_place_by_place(screens: Screens, cast: Cast) -> None:
    """And a good file leads to its plan."""
    plan, screen = add_part(cast, make_plan(cast)).plan, screens.of("municipality")
    data = screen.get("toolbox:plan-export", plan.pk, "json").content
    spoiled = json.dumps(json.loads(data) | {"starts_on": "ooit"}).encode()
    answer = screen.post("toolbox:plan-import", file=upload("plan.json", spoiled))
    assert answer.status_code == 422 and "starts_on Hier hoort een dag" in text(answer) and Plan.objects.count() == 1
    assert screen.post("toolbox:plan-import", file=upload("plan.json", data)).status_code == 302
    assert Plan.objects.count() == 2


@pytest.mark.parametrize(("form", "kind"), [("pdf", "application/pdf"), ("tekst", "odf"), ("subsidie", "odf")])
def test_plan_can_be_taken_along(screens: Screens, cast: Cast, form: str, kind: str) -> None:
    """By everybody who may read it."""
    plan = add_part(cast, make_plan(cast)).plan
    answer = screens.of("manager_a").get("toolbox:plan-export", plan.pk, form)
    start = {"application/pdf": b"%PDF", "odf": b"PK"}[kind]
    assert answer.status_code == 200 and answer.content.startswith(start)
    assert "attachment" in answer["Content-Disposition"]


def test_evaluation_asks_what_went_wrong(screens: Screens, cast: Cast) -> None:
    """Side effects and displacement cannot be skipped."""
    part = running_part(cast)
    known = {"outcome": "no_change", "learned": "Te kort geprobeerd."}
    with time_machine.travel(cast.at + 31 * DAY, tick=False):
        screen = screens.of("municipality")
        where = ("toolbox:part-evaluate", part.plan_id, part.pk)
        assert screen.post(*where, **known).status_code == 422
        seen = {"side_effects_seen": "yes", "displacement_seen": "no", "displacement": "weg"}
        answer = screen.post(*where, **known, **seen)
        assert answer.status_code == 422 and "Schrijf op wat u zag." in text(answer)
        assert screen.post(*where, **known, **seen, side_effects="Klanten klaagden.").status_code == 302
        page = text(screen.get("toolbox:part", part.plan_id, part.pk))
    assert "Geen verandering te zien" in page and "Klanten klaagden." in page and "Niets gezien" in page
    assert PlanPart.objects.get().evaluation.displacement == ""


def test_extension_without_a_test_says_what_is_needed(screens: Screens, cast: Cast) -> None:
    """At the page as in the action."""
    part = running_part(cast, "individual-shop-ban")
    fields = {"last_day": "2026-06-01", "reason": "Nog nodig."}
    answer = screens.of("municipality").post("toolbox:part-extend", part.plan_id, part.pk, **fields)
    assert answer.status_code == 422 and "nieuwe juridische toets" in text(answer)


def test_plan_leads_to_the_test_that_it_lacks_and_to_the_one_that_it_has(screens: Screens, cast: Cast) -> None:
    """A heavy measure and its test are one step apart."""
    plan, screen = make_plan(cast), screens.of("municipality")
    part = add_part(cast, plan, "area-ban-mayor")
    begin = screen.address("toolbox:test-new") + "?maatregel=area-ban-mayor"
    assert begin in screen.get("toolbox:plan", plan.pk).content.decode()
    test = ready_test(cast, "area-ban-mayor", at=cast.at)
    screen.post("toolbox:part-edit", plan.pk, part.pk, **{**PART, "legal_test": test.pk})
    assert begin not in screen.get("toolbox:plan", plan.pk).content.decode()
    assert test.get_absolute_url() in screen.get("toolbox:part", plan.pk, part.pk).content.decode()


def test_measure_by_procedure_carries_its_note(screens: Screens, cast: Cast) -> None:
    """On the page of the plan and on its own."""
    part = add_part(cast, make_plan(cast), "shuttle-bus")
    screen = screens.of("manager_a")
    for page in (screen.get("toolbox:plan", part.plan_id), screen.get("toolbox:part", part.plan_id, part.pk)):
        assert "procedure" in text(page)


def test_board_agenda_and_choice_carry_the_note_too(screens: Screens, cast: Cast) -> None:
    """Wherever a measure that follows a procedure is shown or chosen."""
    part = running_part(cast, "shuttle-bus")
    screen = screens.of("coordinator")
    for address in (("toolbox:board",), ("toolbox:calendar",), ("toolbox:part-new", part.plan_id)):
        assert "Volgt een procedure, geen gedrag" in screen.get(*address).content.decode(), address
    other = running_part(cast, "shop-house-rules")
    assert other and screen.get("toolbox:board").content.decode().count("Volgt een procedure") == 1


def test_who_may_see_plans_sees_them_and_makers_make_them(screens: Screens, cast: Cast) -> None:
    """What is not yours is not there."""
    part = add_part(cast, make_plan(cast))
    plan = part.plan_id

    def status(who: str, name: str, *args: object) -> int:
        return screens.of(who).get(f"toolbox:{name}", *args).status_code

    for who in READERS:
        for name, *args in (("plans",), ("plan", plan), ("part", plan, part.pk), ("board",), ("calendar",)):
            assert status(who, name, *args) == 200, (who, name)
        assert status(who, "calendar-file") == 200
        for name in DEEDS:
            assert status(who, name, plan) == (200 if who in MAKERS else 404), (who, name)
    assert status("approver", "plan-decide", plan) == 200 and status("manager_a", "plan-decide", plan) == 404
    for who in ("counter_a", "stranger"):
        assert status(who, "plans") == status(who, "plan", plan) == status(who, "board") == 404


def test_part_is_found_under_its_own_plan_alone(screens: Screens, cast: Cast) -> None:
    """An address that was put together leads nowhere."""
    part, other = add_part(cast, make_plan(cast)), make_plan(cast)
    assert screens.of("municipality").get("toolbox:part", other.pk, part.pk).status_code == 404


def test_pages_name_nobody(screens: Screens, cast: Cast) -> None:
    """Neither who made the plan nor who decided on it."""
    part = running_part(cast)
    make_evaluation(cast, part)
    screen = screens.of("manager_a")
    names = {user.name for user in (cast.municipality, cast.coordinator)}
    for name, *args in (("plans",), ("plan", part.plan_id), ("part", part.plan_id, part.pk), ("board",), ("calendar",)):
        words = set(text(screen.get(f"toolbox:{name}", *args)).split())
        assert not names & words, name


@pytest.mark.parametrize("page", ["board", "calendar", "plans"])
def test_more_parts_ask_no_more_of_the_database(screens: Screens, cast: Cast, page: str) -> None:
    """The number of questions does not grow with what runs."""
    running_part(cast)
    screen: Screen = screens.of("manager_a")
    few = screen.queries(f"toolbox:{page}")
    for _each in range(3):
        running_part(cast)
    assert screen.queries(f"toolbox:{page}") == few


def test_month_of_the_calendar_stands_in_its_address(screens: Screens, cast: Cast) -> None:
    """Nonsense there is this month."""
    screen = screens.of("manager_a")
    assert "Januari 2030" in text(screen.get("toolbox:calendar", vanaf="2030-01"))
    assert "Maart 2026" in text(screen.get("toolbox:calendar", vanaf="9999-12"))
