"""The judgement is saved as often as one likes; the report is adopted once, whole, and never changes."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from oversight.yearly.actions import adopt, draft_of, pdf_of
from oversight.yearly.models import MOST, YearlyReport
from oversight.yearly.words import Judgement
from participants.models import Evaluation
from participants.refusals import Refusal
from rights.models import Request
from tests.cast import Cast
from tests.factories import make_incident, make_sanction

from .conftest import FILLED, YEAR, saved


def refused(deed) -> Refusal:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        deed()
    return caught.value


def adopted(cast: Cast, revision: int = 1) -> YearlyReport:
    return adopt(cast.area, YEAR, revision=revision, by=cast.coordinator, at=cast.at)


def test_r74_adopted_report_is_kept_with_its_hash_and_ends_the_reminder(cast: Cast) -> None:
    saved(cast)
    report = adopted(cast)
    report.refresh_from_db()
    assert report.is_adopted and pdf_of(report).startswith(b"%PDF") and report.version == 1
    assert [row.held_on for row in Evaluation.objects.filter(area=cast.area)] == [FILLED.held_on]
    told = Event.objects.filter(action="yearly_report.adopted").get()
    assert told.facts == {"year": YEAR, "version": 1, "sha256": report.sha256}
    with pytest.raises(TypeError):
        report.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        YearlyReport.objects.filter(pk=report.pk).update(adopted_by=None)
    # Whoever adopts at the same moment finds nothing to adopt; whoever saves knows a draft that is no more.
    assert refused(lambda: adopted(cast)).code == "no_draft"
    assert refused(lambda: saved(cast, revision=1)).code == "changed_meanwhile"
    # A second version follows; the first stays as it was.
    second = saved(cast, replace(FILLED, agreed="geen"))
    assert (second.version, draft_of(cast.area, YEAR)) == (2, second)
    assert YearlyReport.objects.get(pk=report.pk).sha256 == report.sha256
    assert Evaluation.objects.filter(area=cast.area).count() == 1


@pytest.mark.parametrize(
    "name", ["held_on", "took_part", "went_well", "must_change", "needed", "conclusions", "agreed"]
)
def test_r74_nothing_is_adopted_with_an_open_question(cast: Cast, name: str) -> None:
    saved(cast, replace(FILLED, **{name: None if name == "held_on" else "  "}))
    refusal = refused(lambda: adopted(cast))
    assert (refusal.code, refusal.field) == ("judgement_missing", name)
    assert not Evaluation.objects.filter(area=cast.area).exists() and not YearlyReport.objects.exclude(sha256="")


def test_r74_nobody_writes_over_or_adopts_what_she_did_not_see(cast: Cast) -> None:
    saved(cast)
    assert refused(lambda: saved(cast, revision=0)).code == "changed_meanwhile"
    saved(cast, revision=1)
    assert refused(lambda: adopted(cast, revision=1)).code == "changed_meanwhile"
    assert not YearlyReport.objects.exclude(sha256="") and not Evaluation.objects.filter(area=cast.area).exists()


def test_r30_only_who_runs_the_area(cast: Cast) -> None:
    saved(cast)
    for who in (cast.municipality, cast.manager_a, cast.approver, cast.stranger):
        assert refused(lambda who=who: adopt(cast.area, YEAR, revision=1, by=who, at=cast.at)).code == "not_allowed"
    assert not YearlyReport.objects.exclude(sha256="")


@pytest.mark.parametrize("day", [dt.date(2025, 12, 31), dt.date(2026, 3, 17)])
def test_r74_meeting_was_after_the_year_and_is_not_to_come(cast: Cast, day: dt.date) -> None:
    assert refused(lambda: saved(cast, replace(FILLED, held_on=day))).field == "held_on"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * (MOST + 1), "too_long"),
        ("Het was 123456782.", "citizen_number"),
        ("Steeds die Marokkanen.", "forbidden_words"),
        ("Van Anneke de Vriezekolk kwam niets.", "names_somebody"),
        ("Zoals Piet Puk van de vereniging zei.", "names_somebody"),
    ],
)
def test_r68_words_that_may_not_stand_there(cast: Cast, text: str, code: str) -> None:
    make_sanction(cast, given_name="Anneke", family_name="de Vriezekolk")
    cast.coordinator.name = "Piet Puk"
    cast.coordinator.save()
    for name in ("went_well", "agreed"):
        refusal = refused(lambda name=name: saved(cast, replace(FILLED, **{name: text})))
        assert (refusal.code, refusal.field) == (code, name)
    assert not YearlyReport.objects.exists()


def test_reference_that_leads_to_a_file_may_not_stand_there(cast: Cast) -> None:
    incident = make_incident(cast)
    asked = Request.objects.create(
        number="VABCDEFGH", area=cast.area, right="access", channel="page", received_on=cast.today,
        registered_at=cast.at, protocol=cast.area.protocol_on(cast.today),
    )  # fmt: skip
    for known in (make_sanction(cast).reference.lower(), incident.reference, asked.number, asked.shown_number):
        refusal = refused(lambda known=known: saved(cast, Judgement(agreed=f"Zie ({known}).")))
        # By chance a reference looks as the number of a passport does, which is refused before it.
        assert refusal.code in ("reference", "document_number", "citizen_number"), known
    assert saved(cast, Judgement(agreed="Zie 2025-00000000 en V 3K7F 92MH.")).revision == 1
