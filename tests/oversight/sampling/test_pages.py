"""What an auditor sees of a file: no name, no address, no story, nobody of the staff, no way into the file."""

import datetime as dt

import pytest
import time_machine
from django.utils import translation

from audit import heads
from audit.models import Event, HeadReason
from bans.actions.endings import lift
from bans.models import CounterCheck
from notices.actions import letters
from notices.models.notice import LetterKind
from oversight.checks.running import judge_area
from oversight.checks.verdict import Verdict
from oversight.sampling.actions.drawing import draw_sample
from oversight.sampling.files import shown_of
from oversight.sampling.models import Kind, SampleItem
from oversight.sampling.redacting import BAR, redacted
from tests.cast import Cast
from tests.factories import make_incident, make_sanction, serve
from tests.screens import Screens, text

from .conftest import DAY, Drawn

MARKS = {
    "given_name": "Kwibus", "family_name": "Zandloper", "address": "Merkpad 77 Markeerdorp", "place": "Merkhoek",
    "observed_by": "Merkwaarnemer", "observer_function": "Merkfunctie",
    "narrative": "Merkverhaal over het winkelverbod.",
    "police_report": "Merkaangifte",
}  # fmt: skip


@pytest.fixture
def marked(cast: Cast) -> Drawn:
    """A sample of one file in which every field about somebody is marked, with a letter that prints them."""
    with time_machine.travel(cast.at, tick=False):
        about = {name: MARKS[name] for name in ("given_name", "family_name", "address")}
        incident = make_incident(cast, "robbery", **about, birth_date=dt.date(1987, 7, 13))
        for name in ("place", "observed_by", "observer_function", "narrative", "police_report"):
            setattr(incident, name, MARKS[name])
        incident.save()
        ban = make_sanction(cast, incident=incident, served=False)
        cast.manager_a.name = "Merkmanager Personeel"
        cast.manager_a.save()
        letters.prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)
        ban = serve(cast, ban)
        letters.print_letter(ban, LetterKind.POLICE_SHEET, by=cast.coordinator, at=cast.at)
        lift(ban, reason="Merkreden", by=cast.coordinator, at=cast.at)
        ban.refresh_from_db()
        letters.print_letter(ban, LetterKind.WITHDRAWAL, by=cast.coordinator, at=cast.at)
        CounterCheck.objects.create(
            area=cast.area, shop=cast.shop_a, asked_by=cast.counter_a, asked_at=cast.at, outcome="banned",
            person_token=ban.person.token,
        )  # fmt: skip
        heads.publish(cast.area.slug, at=cast.at - DAY, reason=HeadReason.HOUR)
        yield Drawn(cast, draw_sample(cast.area, confidence=95, share=5, by=cast.municipality, at=cast.at))


def forbidden(drawn: Drawn) -> list[str]:
    ban, cast = drawn.registration.sanction, drawn.cast
    people = [cast.manager_a, cast.approver, cast.coordinator, cast.counter_a]
    known = [*MARKS.values(), "Zandloper", "Merkverhaal", "1987", ban.reference, ban.person.token]
    known += ["Merkreden", ban.incident.reference, cast.shop_a.name, cast.shop_a.address, cast.shop_a.business.name]
    return known + [word for user in people for word in (user.name, user.email)]


def test_nothing_of_anybody_is_on_the_page_of_a_file(marked: Drawn) -> None:
    """The letter holds the marks; the page holds none of them, and fixed words of the letter all the same."""
    letter = marked.registration.sanction.notices.order_by("pk").first().html
    assert all(MARKS[name] in letter for name in ("address", "place", "observer_function"))
    assert "Merkverhaal" in letter and "Merkmanager" in letter
    town = Screens(marked.cast).of(marked.cast.municipality)
    for item in marked.sample.items.all():
        page = text(town.get("oversight:sample-item", marked.sample.token, item.number))
        assert [word for word in forbidden(marked) if word in page] == []
    page = town.get("oversight:sample-item", marked.sample.token, marked.registration.number).content.decode()
    assert "Bent u het er niet mee eens?" in page and BAR in page and "uur gebeurde dit in" in page
    assert "/maatregel/" not in page and "/voorval/" not in page and "/brief/" not in page


def test_every_letter_of_the_area_is_without_marks(marked: Drawn) -> None:
    notices = marked.registration.sanction.notices.all()
    assert {notice.kind for notice in notices} == {
        "collective_ban",
        "police_sheet",
        "proof_of_service",
        "withdrawal",
    }
    for notice in notices:
        shown = " ".join(redacted(notice.html, days=[marked.cast.today]))
        assert [word for word in forbidden(marked) if word in shown] == []


def test_what_is_not_of_the_template_is_black() -> None:
    html = (
        "<html><head><title>Kees</title><style>p {}</style></head><body><p>Kees de Vries<br>Markt 1</p>"
        "<p>13 juli 1987</p><h2>Waar en hoe lang?</h2><p>16 maart 2026</p><p>Vastgesteld door: Jan</p></body></html>"
    )
    found = redacted(html, days=[dt.date(2026, 3, 16)])
    with translation.override("en"):
        assert redacted(html, days=[dt.date(2026, 3, 16)]) == found
    assert found == [BAR, "Waar en hoe lang?", "16 maart 2026", f"Vastgesteld door: {BAR}"]


def test_rules_of_the_file_are_those_of_the_whole_register(marked: Drawn) -> None:
    """The file alone is judged as it is judged among all."""
    cast, item = marked.cast, marked.registration
    for row in (item, marked.check):
        shown = shown_of(row, on=cast.today)
        subject = f"sanction:{item.sanction.reference}" if row.kind == Kind.REGISTRATION else "counter:"
        whole = [one for one in judge_area(cast.area, on=cast.today) if one.subject.startswith(subject)]
        judged = {(one.check.code, one.result.verdict is not Verdict.FAIL) for one in whole
                  if one.result.verdict is not Verdict.NOT_APPLICABLE}  # fmt: skip
        assert {(one.check.code, one.good) for one in shown.rules} == judged and judged


def test_file_that_fails_says_so(marked: Drawn) -> None:
    item = marked.registration
    type(item.sanction).objects.filter(pk=item.sanction_id).update(rule="R14")
    item = SampleItem.objects.get(pk=item.pk)
    assert shown_of(item, on=marked.cast.today).wrong


def test_deeds_are_told_by_role_and_kind_of_organisation(marked: Drawn) -> None:
    deeds = {(deed.what, deed.role, deed.organisation)
             for deed in shown_of(marked.registration, on=marked.cast.today).deeds}  # fmt: skip
    assert ("Maatregel voorgesteld", "winkelmanager", "winkel") in deeds
    assert any(what == "Maatregel goedgekeurd" for what, _role, _organisation in deeds)


def test_draw_judge_ask_answer_close_by_the_pages(drawn: Drawn) -> None:
    cast, token = drawn.cast, drawn.sample.token
    town, head = Screens(cast).of(cast.municipality), Screens(cast).of(cast.coordinator)
    assert "Trekken" in text(town.get("oversight:sample-draw"))
    for item in drawn.sample.items.all():
        answer = town.post("oversight:sample-item", token, item.number, verdict="good")
        assert answer.status_code == 302
    assert town.post("oversight:sample-ask", token, 1, words="Waarom zo lang?").status_code == 302
    assert "vraag wacht op antwoord" in text(head.get("oversight:sample", token))
    assert town.post("oversight:sample-close", token).status_code == 422
    assert "Antwoord geven" in text(head.get("oversight:sample-item", token, 1))
    assert head.post("oversight:sample-answer", token, 1, words="Het was de tweede keer.").status_code == 302
    assert town.post("oversight:sample-comment", token, 1, words="Duidelijk.").status_code == 302
    assert town.post("oversight:sample-close", token).status_code == 302
    assert "Afgesloten op" in text(head.get("oversight:sample", token))
    assert "afgesloten" in text(head.get("oversight:samples"))
    assert Event.objects.filter(action="sample.viewed", actor=f"user:{cast.coordinator.pk}").exists()


def test_seed_stands_there_before_the_draw(drawn: Drawn) -> None:
    town = Screens(drawn.cast).of(drawn.cast.municipality)
    assert drawn.sample.seed in text(town.get("oversight:sample-draw"))
    assert town.post("oversight:sample-draw", confidence=95, share=5).status_code == 422


def test_association_sees_and_neither_draws_nor_judges(drawn: Drawn) -> None:
    head, token = Screens(drawn.cast).of(drawn.cast.coordinator), drawn.sample.token
    assert head.get("oversight:sample-draw").status_code == 404
    assert head.post("oversight:sample-item", token, 1, verdict="good").status_code == 422
    for name in ("ask", "comment", "name-ask"):
        assert head.get(f"oversight:sample-{name}", token, 1).status_code == 404
    assert head.post("oversight:sample-close", token).status_code == 404


def test_nobody_else_finds_the_pages(drawn: Drawn) -> None:
    cast, token = drawn.cast, drawn.sample.token
    for who in (cast.manager_a, cast.counter_a, cast.approver, cast.stranger):
        screen = Screens(cast).of(who)
        for address in (("samples",), ("sample-draw",), ("sample", token), ("sample-item", token, 1)):
            assert screen.get(f"oversight:{address[0]}", *address[1:]).status_code == 404


def test_after_thirty_days_no_file_opens_and_the_outcome_stays(drawn: Drawn) -> None:
    town, token = Screens(drawn.cast), drawn.sample.token
    drawn.sample.verdicts = {"1": "wrong"}
    drawn.sample.save()
    with time_machine.travel(drawn.cast.at + 29 * DAY, tick=False):
        assert town.of("municipality").get("oversight:sample-item", token, 1).status_code == 200
    with time_machine.travel(drawn.cast.at + 30 * DAY, tick=False):
        assert town.of("municipality").get("oversight:sample-item", token, 1).status_code == 404
        page = text(town.of("municipality").get("oversight:sample", token))
        assert "verlopen" in page and "1 van 12" in page and "Dossier 1" not in page
