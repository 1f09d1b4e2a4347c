"""The whole story through the API: report, steps, propose, approve, counter, breach, end."""

import datetime as dt

from bans.models import Sanction
from participants.actions.lists import publish_list
from rights.corrections import letters
from rights.corrections.models import Correction
from tests.participants.api.scene import Scene


def body(scene: Scene, **changes: object) -> dict:
    """A report as a client would send it."""
    return {
        "shop": scene.bakery.pk,
        "given_name": "Kees",
        "family_name": "de Vries",
        "birth_date": "1987-03-09",
        "identity_basis": "stated",
        "conduct_code": "robbery",
        "happened_at": (scene.at - dt.timedelta(hours=2)).isoformat(),
        "place": "bij de kassa",
        "observed_by": "Medewerker 1",
        "observer_function": "verkoper",
        "narrative": "Nam de kassa mee en bedreigde het personeel.",
        **changes,
    }


def test_from_incident_to_the_end_of_a_ban(scene: Scene) -> None:
    """Four people play their part, each with their own token."""
    manager, approver = scene.api("manager"), scene.api("approver")
    made = manager.post(f"{scene.root}/incidents", body(scene), format="json")
    assert made.status_code == 201, made.content
    incident = f"{scene.root}/incidents/{made.json()['reference']}"

    steps = manager.get(f"{incident}/steps").json()
    assert [(s["kind"], s["scope"], s["rule"]) for s in steps] == [
        ("ban", "area", "R15"),
        ("ban", "shop", "R12"),
    ]
    assert steps[0]["explanation"]

    proposed = manager.post(f"{incident}/sanctions", {"kind": "ban", "scope": "area", "months": 12}, format="json")
    assert (proposed.status_code, proposed.json()["status"]) == (201, "proposed")
    assert proposed.json()["allowed"] == []
    sanction = f"{scene.root}/sanctions/{proposed.json()['reference']}"

    desk = approver.get(f"{scene.root}/desk").json()
    assert [row["reference"] for row in desk["to_decide"]] == [proposed.json()["reference"]]
    approved = approver.post(f"{sanction}/approve")
    assert (approved.status_code, approved.json()["status"]) == (200, "approved")

    question = {"shop": scene.toyshop.pk, "family_name": "de Vries", "given_name": "Kees"}
    counter = scene.api("toy_counter")
    before = counter.post(f"{scene.root}/checks", question, format="json")
    assert (before.status_code, before.json()["outcome"]) == (201, "welcome")

    served = serve(scene, proposed.json()["reference"])
    answer = counter.post(f"{scene.root}/checks", question, format="json").json()
    assert (answer["outcome"], answer["details_available"]) == ("banned", True)
    opened = counter.post(f"{scene.root}/checks/{answer['token']}/open", {"reason": "at_the_door"}, format="json")
    assert [row["name"] for row in opened.json()["sanctions"]] == ["Kees de Vries"]
    assert opened.json()["sanctions"][0]["may_enter"] is False

    # The letter was handed over this minute, so the breach is of this minute too.
    breach = counter.post(
        f"{sanction}/breaches",
        {
            "shop": scene.toyshop.pk,
            "happened_at": served.served_at.isoformat(),
            "place": "bij de ingang",
            "observed_by": "Medewerker 2",
            "observer_function": "beveiliger",
        },
        format="json",
    )
    assert breach.status_code == 201, breach.content
    assert set(breach.json()) == {"reference", "sanction", "happened_at"}

    lifted = scene.api("coordinator").post(f"{sanction}/lift", {"reason": "afgesproken"}, format="json")
    assert (lifted.status_code, lifted.json()["status"]) == (200, "withdrawn")
    correction = Correction.objects.get()
    assert (correction.kind, correction.cause) == ("withdrawn", "changed") and letters.jobs_of(correction).count() >= 2
    again = scene.api("coordinator").post(f"{sanction}/lift", {"reason": "nog eens"}, format="json")
    assert again.status_code in (404, 409, 422) and Correction.objects.count() == 1
    wrong = {"reason": "nog eens", "cause": "zomaar"}
    assert scene.api("coordinator").post(f"{sanction}/annul", wrong, format="json").status_code in (400, 404)
    after = counter.post(f"{scene.root}/checks", question, format="json").json()
    assert after["outcome"] == "welcome"


def serve(scene: Scene, reference: str) -> Sanction:
    publish_list(scene.area, at=scene.at)
    return scene.serve(Sanction.objects.get(reference=reference))


def test_known_person_is_found_again_by_the_own_shop_alone(scene: Scene) -> None:
    """A second report about the same person adds to the file; another shop's person stays unknown (R46)."""
    person = scene.report(conduct="disturbing").person
    question = {"shop": scene.bakery.pk, "family_name": "de Vries", "given_name": "Kees"}
    found = scene.api("manager").post(f"{scene.root}/candidates", question, format="json").json()
    assert [row["token"] for row in found] == [person.token]
    same = scene.api("manager").post(f"{scene.root}/incidents", body(scene, person=person.token), format="json")
    assert same.json()["person"]["token"] == person.token

    question["shop"] = scene.toyshop.pk
    other = scene.api("toy_manager")
    assert other.post(f"{scene.root}/candidates", question, format="json").json() == []
    guessed = other.post(
        f"{scene.root}/incidents", body(scene, shop=scene.toyshop.pk, person=person.token), format="json"
    )
    invented = other.post(f"{scene.root}/incidents", body(scene, shop=scene.toyshop.pk, person="0" * 16), format="json")
    assert guessed.status_code == 422
    assert guessed.json() == invented.json()


def test_annulled_warning_puts_what_rests_on_it_under_review(scene: Scene) -> None:
    """R19 through the API: annul the warning, see the ban under review, keep it with a reason."""
    warning = scene.serve(scene.propose(scene.report(), "warning", "area"))
    coordinator = scene.api("coordinator")
    root = f"{scene.root}/sanctions/{warning.reference}"
    hidden = coordinator.post(f"{root}/restrict")
    assert hidden.json()["restricted_at"] is not None
    again = coordinator.post(f"{root}/restrict")
    assert (again.status_code, again.json()["code"]) == (409, "already_restricted")
    shown = coordinator.post(f"{root}/unrestrict")
    assert shown.json()["restricted_at"] is None
    ban = scene.collective_ban()
    Sanction.objects.filter(pk=ban.pk).update(builds_on=warning)
    assert coordinator.post(f"{root}/annul", {"reason": "vergissing"}, format="json").status_code == 200
    # Whoever saw it is told, as when it is done on the page (R64).
    correction = Correction.objects.get()
    assert (correction.kind, correction.cause, correction.touched["to_tell"]) == ("annulled", "rule", 2)
    file = f"{scene.root}/sanctions/{ban.reference}"
    assert coordinator.get(file).json()["review_since"] is not None
    kept = coordinator.post(f"{file}/review", {"reason": "het feit staat op zichzelf"}, format="json")
    assert kept.json()["review_since"] is None


def test_minor_is_confirmed_before_approval(scene: Scene) -> None:
    """R25: an apparent minor's warning waits until the coordinator has looked."""
    incident = scene.report(birth_date=None, apparently_minor=True)
    sanction = scene.propose(incident, "warning", "area")
    root = f"{scene.root}/sanctions/{sanction.reference}"
    early = scene.api("approver").post(f"{root}/approve")
    assert (early.status_code, early.json()["code"]) == (422, "minor_unconfirmed")
    assert scene.api("coordinator").post(f"{root}/confirm-minor", {"minor": True}, format="json").status_code == 200
    assert scene.api("approver").post(f"{root}/approve").status_code == 200


def test_hold_and_release(scene: Scene) -> None:
    """R54: a hold has a reason and a day to look again; too far away is refused."""
    sanction = scene.collective_ban()
    root = f"{scene.root}/sanctions/{sanction.reference}"
    coordinator = scene.api("coordinator")
    until = scene.today + dt.timedelta(days=30)
    held = coordinator.post(f"{root}/hold", {"reason": "zaak loopt", "until": str(until)}, format="json")
    assert held.json()["held_until"] == str(until)
    far = {"reason": "zaak loopt", "until": str(until + dt.timedelta(days=400))}
    refused = coordinator.post(f"{root}/hold", far, format="json")
    assert (refused.status_code, refused.json()["field"], refused.json()["rule"]) == (422, "until", "R54")
    assert coordinator.post(f"{root}/release").json()["held_until"] is None


def test_shop_that_leaves_takes_its_people_with_it(scene: Scene) -> None:
    """R5: the shop's manager finds nothing any more, and the token is worth nothing."""
    manager = scene.api("toy_manager")
    assert manager.get(f"{scene.root}/shops").status_code == 200
    left = scene.api("coordinator").post(f"{scene.root}/shops/{scene.toyshop.pk}/leave")
    assert left.status_code == 204
    assert manager.get(f"{scene.root}/shops").status_code == 401
