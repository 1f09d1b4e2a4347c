"""A paper register comes in through the API: a dry run first, and never half of it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Event
from participants import clock
from participants.jobs.work import run_due
from participants.models import Shop
from tests.participants.api.scene import Scene

HEADINGS = "onderneming;winkel;adres;branche;overeenkomst;volmacht;verklaring;sticker;huisregels;doet_mee_sinds"
GOOD = "Boek bv;Boekhandel;Kade 3;winkel;;;;;;"
BAD = "Bloem bv;Bloemist;Kade 4;ruimtevaart;;;;;;"


def send(scene: Scene, lines: list[str], *, who: str = "coordinator", **fields: str):
    content = "\r\n".join([HEADINGS, *lines]).encode()
    body = {"kind": "shops", "file": SimpleUploadedFile("winkels.csv", content, "text/csv"), **fields}
    return scene.api(who).post(f"{scene.root}/import", body, format="multipart")


def test_dry_run_tells_the_line_and_keeps_nothing(scene: Scene) -> None:
    answer = send(scene, [GOOD, BAD])
    assert (answer.status_code, answer.json()["batch"]) == (200, ""), answer.content
    assert [(p["line"], p["column"]) for p in answer.json()["problems"]] == [(3, "branche")]
    assert Shop.objects.filter(name="Boekhandel").count() == 0


def test_file_with_one_fault_brings_nothing_in(scene: Scene) -> None:
    answer = send(scene, [GOOD, BAD], really="true")
    assert (answer.status_code, answer.json()["code"]) == (422, "import_refused")
    assert list(answer.json()["errors"]) == ["3.branche"]
    assert Shop.objects.filter(name="Boekhandel").count() == 0
    right = send(scene, [GOOD], really="true")
    assert (right.status_code, right.json()["rows"]) == (202, 1)
    assert run_due(now=clock.now) == 1
    assert scene.api("coordinator").get(f"{scene.root}/batches/{right.json()['batch']}").json()["done"] == 1
    assert Shop.objects.filter(name="Boekhandel").count() == 1


def test_file_that_is_no_table(scene: Scene) -> None:
    """Latin-1 and a missing column are told in a sentence."""
    path = f"{scene.root}/import"
    for content in ("naam\nCafé".encode("latin-1"), b"a;b\n1;2", b""):
        body = {"kind": "shops", "file": SimpleUploadedFile("x.csv", content), "really": "true"}
        answer = scene.api("coordinator").post(path, body, format="multipart")
        assert answer.status_code == 422, content
        assert answer.json()["detail"]


def test_only_the_coordinator_imports(scene: Scene) -> None:
    assert send(scene, [GOOD], who="manager").status_code == 403


def test_a_look_at_a_file_is_in_the_log(scene: Scene) -> None:
    """R72: who opened a file, a list or a photo can be seen afterwards; the log names no person."""
    ban = scene.collective_ban()
    api = scene.api("coordinator")
    for path in (f"/sanctions/{ban.reference}", f"/incidents/{ban.incident.reference}", "/sanctions"):
        assert api.get(f"{scene.root}{path}").status_code == 200
    seen = list(Event.objects.order_by("id").values_list("action", "actor"))[-3:]
    who = f"user:{scene.users['coordinator'].pk}"
    assert seen == [("person.viewed", who), ("person.viewed", who), ("register.viewed", who)]
