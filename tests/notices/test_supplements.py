"""The newer list to everybody concerned, made one by one behind a progress bar (R36)."""

import io

import pikepdf
import pytest
from django.test import Client

from bans.actions.endings import lift
from notices.actions import serving, supplements
from notices.models import Notice
from notices.models.notice import LetterKind
from participants import clock
from participants.jobs.work import run_due
from participants.models import Job
from participants.refusals import Refusal
from tests.notices.test_letters import approved, handed, serve
from tests.participants.api.scene import Scene, make_shop
from tests.signed_in import sign_in


def newcomer(scene: Scene, name: str = "Boekhandel") -> None:
    make_shop(scene.area, name, by=scene.users["coordinator"], at=scene.at)


def begin(scene: Scene, who: str = "coordinator"):  # type: ignore[no-untyped-def]
    return supplements.begin_round(scene.area, by=scene.users[who], at=scene.at)


def letters() -> list[Notice]:
    return list(Notice.objects.filter(kind=LetterKind.SUPPLEMENTARY).order_by("pk"))


def test_r36_one_deed_makes_a_letter_for_everybody_concerned(scene: Scene) -> None:
    """Collective and running alone; each once, however often it is asked and done."""
    first, second = (serve(scene, approved(scene, given_name=name)) for name in ("Aad", "Bea"))
    own = serve(scene, approved(scene, "ban", "shop", "theft", given_name="Cor"))
    with pytest.raises(Refusal):
        begin(scene)
    newcomer(scene)
    batch = begin(scene)
    assert run_due(now=clock.now) == 2
    assert {letter.sanction for letter in letters()} == {first, second} and own not in {n.sanction for n in letters()}
    with pytest.raises(Refusal) as caught:
        begin(scene)
    assert caught.value.code == "nobody_concerned"
    assert batch.jobs.exclude(done_at=None).count() == 2 and run_due(now=clock.now) == 0


def test_r36_who_knows_the_list_gets_no_second_letter(scene: Scene) -> None:
    ban = serve(scene, approved(scene))
    newcomer(scene)
    begin(scene)
    run_due(now=clock.now)
    serving.serve_supplement(letters()[0], facts=handed(scene), by=scene.users["manager"], at=scene.at)
    newcomer(scene, "Fietsenmaker")
    begin(scene)
    run_due(now=clock.now)
    newest = letters()[-1]
    assert newest.sanction == ban and newest.participant_list.number == 1 + letters()[0].participant_list.number
    assert "Fietsenmaker" in newest.html.partition("Nieuwe winkels")[2].partition("</ul>")[0]
    assert "Boekhandel" not in newest.html.partition("Nieuwe winkels")[2].partition("</ul>")[0]


def test_r36_what_ended_meanwhile_needs_no_letter(scene: Scene) -> None:
    ban = serve(scene, approved(scene))
    newcomer(scene)
    begin(scene)
    lift(ban, reason="Afgesproken.", by=scene.users["coordinator"], at=scene.at)
    assert run_due(now=clock.now) == 1 and letters() == []


def test_r36_a_second_round_waits_for_the_first_and_managers_begin_none(scene: Scene) -> None:
    serve(scene, approved(scene))
    newcomer(scene)
    begin(scene)
    with pytest.raises(Refusal) as caught:
        begin(scene)
    assert caught.value.code == "already_running"
    with pytest.raises(Refusal):
        begin(scene, "manager")
    assert Job.objects.count() == 1


def test_page_makes_them_and_prints_them_at_once(scene: Scene) -> None:
    for name in ("Aad", "Bea", "Cor"):
        serve(scene, approved(scene, given_name=name))
    newcomer(scene)
    client = sign_in(Client(), scene.users["coordinator"])
    path = f"/gebied/{scene.area.slug}/aanvullingen/"
    assert "3 personen kennen deze lijst nog niet" in client.get(path).content.decode()
    assert client.get(path + "print.pdf").status_code == 404
    answer = client.post(path)
    assert answer.status_code == 302 and "/werk/" in answer["Location"]
    run_due(now=clock.now)
    page = client.get(path).content.decode()
    assert page.count("Uitreiking vastleggen") == 3
    pdf = client.get(path + "print.pdf").content
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        pages = sum(len(pikepdf.open(io.BytesIO(bytes(letter.pdf))).pages) for letter in letters())
        assert len(whole.pages) == pages and len(whole.Root.StructTreeRoot.K) == 1
    assert client.post(path).status_code == 422
    assert sign_in(Client(), scene.users["manager"]).get(path).status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_page_asks_no_more_questions_for_more_people(
    scene: Scene,
    people: int,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for number in range(people):
        serve(scene, approved(scene, given_name=f"Aad{number}"))
    newcomer(scene)
    begin(scene)
    run_due(now=clock.now)
    client = sign_in(Client(), scene.users["coordinator"])
    with django_assert_max_num_queries(32):
        client.get(f"/gebied/{scene.area.slug}/aanvullingen/")


def test_api_makes_them_and_tells_how_far_it_is(scene: Scene) -> None:
    for name in ("Aad", "Bea"):
        serve(scene, approved(scene, given_name=name))
    newcomer(scene)
    api = scene.api("coordinator")
    begun = api.post(f"{scene.root}/supplements")
    assert begun.status_code == 202 and begun.json()["total"] == 2
    path = f"{scene.root}/batches/{begun.json()['token']}"
    run_due(now=clock.now)
    assert api.get(path).json()["done"] == 2
    assert [row["token"] for row in api.get(f"{scene.root}/batches").json()["results"]] == [begun.json()["token"]]
    for word, code in (("cancel", "nothing_to_stop"), ("again", "nothing_failed")):
        answer = api.post(f"{path}/{word}")
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert api.post(f"{scene.root}/supplements").json()["code"] == "nobody_concerned"
    for who in ("manager", "toy_counter"):
        assert scene.api(who).get(path).status_code in (403, 404)
        assert scene.api(who).post(f"{scene.root}/supplements").status_code == 403
