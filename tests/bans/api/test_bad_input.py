"""What goes wrong is told in one clear problem, and nothing is left half-written."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Event
from bans.actions.decisions import approve, reject
from bans.models import CounterCheck, Incident, Person, Photo, Sanction
from participants.problems import MEDIA_TYPE
from participants.refusals import Refusal
from tests.participants.api.scene import Scene

from .test_story import body


def written() -> tuple[int, ...]:
    """How much the register holds; equal before and after means that nothing was written."""
    return tuple(m.objects.count() for m in (Person, Photo, Incident, Sanction, CounterCheck, Event))


def assert_problem(response: Any, status: int, code: str, **facts: Any) -> None:
    """A problem has every member of its contract, a sentence, and the expected code."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == MEDIA_TYPE
    problem = response.json()
    assert {"type", "title", "status", "detail", "code", "rule", "field"} <= set(problem)
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["detail"].strip()
    assert {name: problem[name] for name in facts} == facts


def test_r18_term_above_the_maximum(scene: Scene) -> None:
    incident = scene.report()
    before = written()
    response = scene.api("manager").post(
        f"{scene.root}/incidents/{incident.reference}/sanctions",
        {"kind": "warning", "scope": "area", "months": 13},
        format="json",
    )
    assert_problem(response, 422, "above_maximum", rule="R18", field="months")
    assert written() == before


def test_r22_child_below_the_minimum_age_leaves_no_trace(scene: Scene) -> None:
    child = scene.today - dt.timedelta(days=11 * 365)
    before = written()
    response = scene.api("manager").post(f"{scene.root}/incidents", body(scene, birth_date=str(child)), format="json")
    assert_problem(response, 422, "too_young", rule="R22", field="birth_date")
    assert written() == before


def test_date_to_come(scene: Scene) -> None:
    before = written()
    tomorrow = (scene.at + dt.timedelta(days=1)).isoformat()
    response = scene.api("manager").post(f"{scene.root}/incidents", body(scene, happened_at=tomorrow), format="json")
    assert_problem(response, 422, "future_date", field="happened_at")
    assert written() == before


def test_shop_that_was_no_member_on_the_day(scene: Scene) -> None:
    before = written()
    long_ago = (scene.at - dt.timedelta(days=200)).isoformat()
    response = scene.api("manager").post(f"{scene.root}/incidents", body(scene, happened_at=long_ago), format="json")
    assert_problem(response, 422, "not_a_participant", field="shop")
    assert written() == before


@pytest.mark.parametrize("proposer", ["manager", "coordinator"])
def test_r27_who_proposes_does_not_approve(scene: Scene, proposer: str) -> None:
    """The coordinator cannot approve her own proposal; a manager has no say at all."""
    incident = scene.report(conduct="robbery")
    root = f"{scene.root}/incidents/{incident.reference}/sanctions"
    made = scene.api(proposer).post(root, {"kind": "ban", "scope": "area", "months": 6}, format="json")
    assert made.status_code == 201, made.content
    before = written()
    response = scene.api(proposer).post(f"{scene.root}/sanctions/{made.json()['reference']}/approve")
    if proposer == "coordinator":
        assert_problem(response, 422, "same_side", rule="R27")
    else:
        assert_problem(response, 403, "not_allowed")
    assert Sanction.objects.get().approved_at is None
    # That somebody tried what she may not is a line in the log, and nothing else.
    refused = Event.objects.filter(action="access.refused").count()
    assert written() == (*before[:-1], before[-1] + refused) and refused == (proposer == "manager")


def test_r21_second_active_collective_ban(scene: Scene) -> None:
    ban = scene.collective_ban()
    second = Incident.objects.get(pk=ban.incident_id)
    second.pk, second.reference, second.conduct_code = None, "zweite00", "weapon"
    second.happened_at = scene.at
    second.save()
    before = written()
    response = scene.api("manager").post(
        f"{scene.root}/incidents/{second.reference}/sanctions",
        {"kind": "ban", "scope": "area", "months": 12},
        format="json",
    )
    assert_problem(response, 422, "second_collective_ban", rule="R21")
    assert written() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gezicht.jpg", b"geen foto, maar wel veel letters"),
        ("pas.pdf", b"%PDF-1.7 not an image"),
        ("leeg.png", b"x"),
    ],
)
def test_image_that_is_no_image(scene: Scene, name: str, content: bytes) -> None:
    before = written()
    response = scene.api("manager").post(
        f"{scene.root}/incidents",
        body(scene, photo=SimpleUploadedFile(name, content, "image/jpeg")),
        format="multipart",
    )
    assert_problem(response, 422, "not_an_image", rule="R69", field="photo")
    assert written() == before


def test_double_submit_makes_one_incident(scene: Scene) -> None:
    sent = body(scene, submission_key="een-sleutel-van-de-klant")
    manager = scene.api("manager")
    first = manager.post(f"{scene.root}/incidents", sent, format="json")
    before = written()
    second = manager.post(f"{scene.root}/incidents", sent, format="json")
    assert first.json()["reference"] == second.json()["reference"]
    assert written() == before


def test_same_proposal_twice_is_one_sanction(scene: Scene) -> None:
    incident = scene.report()
    step = {"kind": "warning", "scope": "area", "months": 12}
    root = f"{scene.root}/incidents/{incident.reference}/sanctions"
    assert scene.api("manager").post(root, step, format="json").status_code == 201
    before = written()
    assert_problem(scene.api("manager").post(root, step, format="json"), 409, "already_proposed")
    assert written() == before


@pytest.mark.parametrize("deed", ["approve", "reject"])
@pytest.mark.parametrize("first", ["approve", "reject"])
def test_two_who_decide_at_once(scene: Scene, first: str, deed: str) -> None:
    """The second one is told that it was decided already, and changes nothing."""
    sanction = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    root = f"{scene.root}/sanctions/{sanction.reference}"
    reason = {"reason": "te weinig feiten"}
    assert scene.api("approver").post(f"{root}/{first}", reason, format="json").status_code == 200
    decided = Sanction.objects.values().get()
    before = written()
    response = scene.api("second_approver").post(f"{root}/{deed}", reason, format="json")
    assert_problem(response, 409, "already_decided", rule="R27")
    assert Sanction.objects.values().get() == decided
    assert written() == before


def test_decision_on_a_stale_page_loses_the_race(scene: Scene) -> None:
    """Both looked at the open proposal; the row knows who came first."""
    sanction = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    stale = Sanction.objects.get(pk=sanction.pk)
    approve(sanction, by=scene.users["approver"], at=scene.at)
    with pytest.raises(Refusal) as refused:
        reject(stale, reason="nee", by=scene.users["second_approver"], at=scene.at)
    assert refused.value.code == "already_decided"
    assert Sanction.objects.get().rejected_at is None


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"conduct_code": "breach"}, 400, "invalid", "conduct_code"),
        ({"conduct_code": "looks_suspicious"}, 400, "invalid", "conduct_code"),
        ({"happened_at": "gisteren"}, 400, "invalid", "happened_at"),
        ({"place": ""}, 400, "invalid", "place"),
        ({"shop": 999_999}, 422, "unknown_shop", "shop"),
        ({"shop": 10**40}, 422, "unknown_shop", "shop"),
        ({"narrative": "zijn nummer is 111222333"}, 422, "citizen_number", "narrative"),
        ({"hair": "blauw"}, 400, "invalid", "hair"),
        ({"identity_basis": "unknown"}, 422, "basis_missing", "identity_basis"),
        ({"family_name": "", "given_name": ""}, 422, "nobody_described", "family_name"),
        ({"narrative": "nul\u0000teken"}, 400, "invalid", "narrative"),
    ],
)
def test_report_that_lacks_something(scene: Scene, change: dict, status: int, code: str, field: str) -> None:
    """R9, R10, R68: each fault names its field."""
    before = written()
    response = scene.api("manager").post(f"{scene.root}/incidents", body(scene, **change), format="json")
    assert_problem(response, status, code, field=field)
    assert written() == before


def test_all_faults_of_a_body_come_at_once(scene: Scene) -> None:
    response = scene.api("manager").post(f"{scene.root}/incidents", {}, format="json")
    assert_problem(response, 400, "invalid")
    assert {"shop", "conduct_code", "happened_at", "narrative"} <= set(response.json()["errors"])


def test_r42_warning_cannot_be_breached(scene: Scene) -> None:
    warning = scene.serve(scene.propose(scene.report(), "warning", "area"))
    report = {
        "shop": scene.toyshop.pk,
        "happened_at": scene.at.isoformat(),
        "place": "ingang",
        "observed_by": "iemand",
        "observer_function": "verkoper",
    }
    before = written()
    root = f"{scene.root}/sanctions/{warning.reference}/breaches"
    assert_problem(scene.api("toy_counter").post(root, report, format="json"), 422, "only_a_warning", rule="R42")
    assert written() == before


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({"family_name": "de Vries"}, "too_little"),
        ({"family_name": "***", "given_name": "Kees"}, "surname_missing"),
        ({"family_name": "de Vries", "birth_year": 1700}, "bad_year"),
        ({"family_name": "de Vries", "birth_year": 10**30}, "bad_year"),
    ],
)
def test_r47_question_that_asks_too_little(scene: Scene, question: dict, code: str) -> None:
    before = written()
    asked = {"shop": scene.bakery.pk, **question}
    response = scene.api("counter").post(f"{scene.root}/checks", asked, format="json")
    assert_problem(response, 422, code, rule="R47")
    assert written() == before


def test_photo_above_the_limit_is_not_left_out_in_silence(scene: Scene, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2000
    before = written()
    huge = SimpleUploadedFile("foto.png", b"\x89PNG" + b"0" * 5000, content_type="image/png")
    response = scene.api("manager").post(f"{scene.root}/incidents", {**body(scene), "photo": huge}, format="multipart")
    assert_problem(response, 422, "file_too_large", field="photo")
    assert written() == before
