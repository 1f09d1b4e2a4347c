"""Letters and service through the API: print, hand over, send, deliver, prove."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bans.actions.decisions import approve
from bans.models import Sanction
from notices.models import Notice, Service
from participants import clock
from participants.problems import MEDIA_TYPE
from tests.bans.test_signatures import drawn
from tests.participants.api.scene import Scene


def approved_ban(scene: Scene, **person: Any) -> Sanction:
    sanction = scene.propose(scene.report(conduct="robbery", **person), "ban", "area")
    return approve(sanction, by=scene.users["approver"], at=scene.at)


def handing(**changes: str) -> dict[str, str]:
    facts = {
        "handed_at": clock.now().isoformat(),
        "place": "kantoor van de bakkerij",
        "server_name": "Manager Bakker",
        "witness_name": "Collega Getuige",
        "receipt": "refused",
    }
    return {**facts, **changes}


def printed(scene: Scene, sanction: Sanction, **body: Any) -> dict[str, Any]:
    """The letter that carries the sanction itself."""
    path = f"{scene.root}/sanctions/{sanction.reference}/letters"
    answer = scene.api("manager").post(path, body, format="json")
    assert answer.status_code == 201, answer.content
    return next(letter for letter in answer.json() if letter["kind"] == "collective_ban")


def test_letter_is_printed_read_and_handed_over(scene: Scene) -> None:
    """R31, R32: from the hand-over, and not before, the ban holds; a proof can be printed then."""
    sanction, manager = approved_ban(scene), scene.api("manager")
    letter = printed(scene, sanction)
    pdf = manager.get(f"{scene.root}/letters/{letter['id']}/pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf["Cache-Control"] == "private, no-store"
    path = f"{scene.root}/letters/{letter['id']}/serve"
    served = manager.post(path, handing(), format="json")
    assert (served.status_code, served.json()["starts_on"]) == (200, str(clock.today())), served.content
    again = manager.post(path, handing(), format="json")
    assert (again.status_code, again.json()["code"]) == (409, "already_served")
    assert Service.objects.count() == 1
    proof = manager.post(f"{scene.root}/sanctions/{sanction.reference}/proof")
    assert (proof.status_code, proof.json()["kind"]) == (201, "proof_of_service")
    listed = manager.get(f"{scene.root}/sanctions/{sanction.reference}/letters").json()
    assert proof.json()["id"] in [row["id"] for row in listed]


def test_explanation_is_asked_for_and_told(scene: Scene) -> None:
    """A language and large print; an unknown language is refused at printing and at handing over."""
    sanction, manager = approved_ban(scene), scene.api("manager")
    path = f"{scene.root}/sanctions/{sanction.reference}/letters"
    answer = manager.post(path, {"sheet": "xx"}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_sheet")
    letter = printed(scene, sanction, sheet="fa", large_print=True)
    assert (letter["sheet_language"], letter["large_print"]) == ("fa", True)
    path = f"{scene.root}/letters/{letter['id']}/serve"
    assert manager.post(path, handing(language="xx"), format="json").status_code == 400
    assert manager.post(path, handing(language="fa"), format="json").status_code == 200
    assert Service.objects.get().language == "fa"


def test_r32_service_without_a_witness_is_refused(scene: Scene) -> None:
    sanction = approved_ban(scene)
    letter = printed(scene, sanction)
    path = f"{scene.root}/letters/{letter['id']}/serve"
    for change, status, code in (
        ({"witness_name": ""}, 400, "invalid"),
        ({"witness_name": "manager bakker"}, 422, "same_person"),
        ({"handed_at": (clock.now() + dt.timedelta(hours=1)).isoformat()}, 422, "future_date"),
        ({"receipt": "perhaps"}, 400, "invalid"),
    ):
        answer = scene.api("manager").post(path, handing(**change), format="json")
        assert (answer.status_code, answer.json()["code"]) == (status, code), change
        assert answer["Content-Type"] == MEDIA_TYPE
    assert not Service.objects.exists()
    assert Sanction.objects.get().served_at is None


def test_r33_letter_by_post_holds_from_its_delivery(scene: Scene) -> None:
    sanction, manager = approved_ban(scene), scene.api("manager")
    letter = printed(scene, sanction, by_post=True)
    assert letter["starts_on"] is None
    today = str(clock.today())
    body = {"sent_on": today, "track_and_trace": "3SFICTIEF001"}
    sent = manager.post(f"{scene.root}/letters/{letter['id']}/send", body, format="json")
    assert (sent.status_code, sent.json()["delivery"]) == (201, "underway")
    assert Sanction.objects.get().served_at is None
    path = f"{scene.root}/services/{sent.json()['id']}/delivery"
    done = manager.post(path, {"delivery": "delivered", "delivered_on": today}, format="json")
    assert (done.status_code, done.json()["delivered_on"]) == (200, today), done.content
    assert Sanction.objects.get().starts_on == clock.today()
    assert manager.post(path, {"delivery": "returned"}, format="json").status_code == 409


def test_r25_representative_first(scene: Scene) -> None:
    """A minor's letter is handed over only after the representative's letter is settled."""
    birth = scene.today - dt.timedelta(days=17 * 365)
    sanction, manager = approved_ban(scene, birth_date=birth), scene.api("manager")
    letter = printed(scene, sanction)
    path = f"{scene.root}/letters/{letter['id']}/serve"
    early = manager.post(path, handing(), format="json")
    assert (early.status_code, early.json()["code"], early.json()["rule"]) == (422, "representative_first", "R25")
    settle = f"{scene.root}/sanctions/{sanction.reference}/representative"
    assert manager.post(settle, {}, format="json").json()["code"] == "sent_or_impossible"
    assert manager.post(settle, {"sent_on": str(clock.today())}, format="json").status_code == 204
    assert manager.post(path, handing(), format="json").status_code == 200


def test_unapproved_ban_has_no_letter(scene: Scene) -> None:
    sanction = scene.propose(scene.report(conduct="robbery"), "ban", "area")
    path = f"{scene.root}/sanctions/{sanction.reference}/letters"
    answer = scene.api("manager").post(path, {}, format="json")
    assert (answer.status_code, answer.json()["rule"]) == (422, "R31")
    assert not Notice.objects.exists()


def test_letters_are_for_the_own_shop_and_the_coordinator(scene: Scene) -> None:
    """Another business, a counter, the approver and the municipality find no letter."""
    sanction = approved_ban(scene)
    letter = printed(scene, sanction)
    for who in ("toy_manager", "counter", "approver", "municipality", "stranger"):
        api = scene.api(who)
        assert api.get(f"{scene.root}/letters/{letter['id']}/pdf").status_code == 404, who
        assert api.get(f"{scene.root}/sanctions/{sanction.reference}/letters").status_code == 404, who
        assert api.post(f"{scene.root}/letters/{letter['id']}/serve", handing(), format="json").status_code == 404
    assert scene.api("coordinator").get(f"{scene.root}/letters/{letter['id']}/pdf").status_code == 200


def test_ending_and_police_sheet(scene: Scene) -> None:
    """R39, R55: the sheet about a breach, and the letter that tells of the withdrawal."""
    ban = approved_ban(scene)
    letter = printed(scene, ban)
    served = scene.api("manager").post(f"{scene.root}/letters/{letter['id']}/serve", handing(), format="json")
    breach = {
        "shop": scene.toyshop.pk,
        "happened_at": served.json()["served_at"],
        "place": "ingang",
        "observed_by": "ik",
        "observer_function": "verkoper",
    }
    counter = scene.api("toy_counter")
    told = counter.post(f"{scene.root}/sanctions/{ban.reference}/breaches", breach, format="json")
    assert told.status_code == 201, told.content
    sheet = f"{scene.root}/incidents/{told.json()['reference']}/police-sheet"
    assert counter.post(sheet).json()["kind"] == "police_sheet"
    assert scene.api("approver").post(sheet).status_code == 404
    coordinator, root = scene.api("coordinator"), f"{scene.root}/sanctions/{ban.reference}"
    assert coordinator.post(f"{root}/ending").status_code == 404
    assert coordinator.post(f"{root}/lift", {"reason": "afgesproken"}, format="json").status_code == 200
    assert coordinator.post(f"{root}/ending").json()["kind"] == "withdrawal"


def test_r32_signature_comes_as_a_file(scene: Scene) -> None:
    """Rebuilt as on the page; a refusal to sign carries none."""
    sanction, manager = approved_ban(scene), scene.api("manager")
    path = f"{scene.root}/letters/{printed(scene, sanction)['id']}/serve"

    def send(data: bytes, **changes: str) -> Any:
        file = SimpleUploadedFile("handtekening.png", data, "image/png")
        return manager.post(path, {**handing(**changes), "signature": file}, format="multipart")

    for data, changes, code in (
        (drawn(), {"receipt": "refused"}, "signed_and_refused"),
        (drawn(lines=0), {"receipt": "signed"}, "no_signature"),
        (b"<svg/>", {"receipt": "signed"}, "not_an_image"),
        (b"x" * 500_000, {"receipt": "signed"}, "file_too_large"),
        (b"x" * 10_000_000, {"receipt": "signed"}, "file_too_large"),
    ):
        answer = send(data, **changes)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not Service.objects.exists()
    assert send(drawn(), receipt="signed").status_code == 200
    assert Service.objects.get().signature.startswith(b"\xff\xd8")


def test_r35_copy_is_counted_and_the_pdf_stays(scene: Scene) -> None:
    sanction, manager = approved_ban(scene), scene.api("manager")
    letter = printed(scene, sanction)
    assert letter["copies"] == 1
    before = manager.get(f"{scene.root}/letters/{letter['id']}/pdf").content
    copied = manager.post(f"{scene.root}/letters/{letter['id']}/copies")
    assert (copied.status_code, copied.json()["copies"]) == (201, 2)
    assert manager.get(f"{scene.root}/letters/{letter['id']}/pdf").content == before
    assert scene.api("toy_manager").post(f"{scene.root}/letters/{letter['id']}/copies").status_code == 404
