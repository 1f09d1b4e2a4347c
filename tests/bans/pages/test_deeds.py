"""Deeds on one sanction, each on its page; and the page of a shop that stops."""

import pytest

from bans.actions.endings import annul, restrict
from bans.models import Sanction
from tests.cast import Cast
from tests.factories import make_incident, make_sanction
from tests.screens import Screens, text


@pytest.fixture
def proposal(cast: Cast) -> Sanction:
    return make_sanction(cast, approved=False, served=False)


def test_r27_second_person_approves(screens: Screens, cast: Cast, proposal: Sanction) -> None:
    screen = screens.of("approver")
    assert proposal.label in text(screen.get("bans:desk"))
    assert screen.post("bans:decide", proposal.reference, "goedkeuren").status_code == 302
    proposal.refresh_from_db()
    assert proposal.approved_by == cast.approver
    again = screens.of("coordinator").post("bans:decide", proposal.reference, "goedkeuren")
    assert again.status_code == 422 and "al beslist" in text(again)


def test_r27_proposer_cannot(screens: Screens, proposal: Sanction) -> None:
    answer = screens.of("manager_a").post("bans:decide", proposal.reference, "goedkeuren")
    assert answer.status_code == 422
    proposal.refresh_from_db()
    assert proposal.approved_at is None


def test_r29_rejected_needs_a_reason_and_is_gone(screens: Screens, proposal: Sanction) -> None:
    screen = screens.of("approver")
    empty = screen.post("bans:decide", proposal.reference, "afwijzen", reason="  ")
    assert empty.status_code == 422 and "reden" in text(empty)
    assert screen.post("bans:decide", proposal.reference, "afwijzen", reason="Te weinig feiten.").status_code == 302
    assert screens.of("manager_a").get("bans:sanction", proposal.reference).status_code == 404


def test_hidden_and_shown_again(screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast)
    screen, counter = screens.of("coordinator"), screens.of("counter_b")

    def asked() -> str:
        question = {"shop": cast.shop_b.pk, "family_name": "de Vries", "given_name": "Kees"}
        return text(counter.post("bans:counter", **question))

    assert screen.post("bans:decide", ban.reference, "verbergen").status_code == 302
    assert "Welkom" in asked()
    assert ban.label in text(screen.get("bans:desk"))
    assert screen.post("bans:decide", ban.reference, "tonen").status_code == 302
    assert "Winkelverbod" in asked()


def test_r19_what_rests_on_an_annulled_warning_is_looked_at_again(screens: Screens, cast: Cast) -> None:
    warning = make_sanction(cast, "warning", "area")
    at = cast.at
    later = make_incident(cast, person=warning.person, at=at.replace(hour=12))
    ban = make_sanction(cast, incident=later, at=at.replace(hour=12))
    screen = screens.of("coordinator")
    annul(warning, reason="Verkeerde persoon.", by=cast.coordinator, at=cast.at)
    assert "Opnieuw bekijken" in text(screen.get("bans:desk"))
    assert screen.post("bans:decide", ban.reference, "houden", reason="").status_code == 422
    assert screen.post("bans:decide", ban.reference, "houden", reason="Het feit staat vast.").status_code == 302
    ban.refresh_from_db()
    assert ban.review_since is None


def test_r25_young_person_is_confirmed_first(screens: Screens, cast: Cast) -> None:
    young = make_sanction(cast, approved=False, served=False, apparently_minor=True)
    refused = screens.of("approver").post("bans:decide", young.reference, "goedkeuren")
    assert refused.status_code == 422 and "jonger dan 18" in text(refused)
    assert screens.of("coordinator").post("bans:decide", young.reference, "jonger").status_code == 302
    assert screens.of("approver").post("bans:decide", young.reference, "goedkeuren").status_code == 302


def test_r54_held_and_released(screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast)
    screen = screens.of("coordinator")
    late = screen.post("bans:decide", ban.reference, "bewaren", reason="Rechtszaak.", until="2028-01-01")
    assert late.status_code == 422 and "zes maanden" in text(late) and "Rechtszaak." in late.content.decode()
    assert (
        screen.post("bans:decide", ban.reference, "bewaren", reason="Rechtszaak.", until="2026-06-01").status_code
        == 302
    )
    assert "1 juni 2026" in text(screen.get("bans:sanction", ban.reference))
    assert screen.post("bans:decide", ban.reference, "vrijgeven").status_code == 302
    ban.person.refresh_from_db()
    assert (ban.person.hold_until, ban.person.hold_reason) == (None, "")


@pytest.mark.parametrize("deed", ["verbergen", "bewaren", "jonger", "vrijgeven"])
def test_r30_shop_cannot_do_what_is_the_coordinators(deed: str, screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast)
    facts = {"reason": "Zomaar.", "until": "2026-06-01"}
    answer = screens.of("manager_a").post("bans:decide", ban.reference, deed, **facts)
    assert answer.status_code == 422
    before = Sanction.objects.values().get(pk=ban.pk)
    assert (before["lifted_at"], before["annulled_at"], before["restricted_at"]) == (None, None, None)


def test_unknown_deed_is_not_there(screens: Screens, proposal: Sanction) -> None:
    for deed in ("verlengen", "intrekken", "vernietigen"):
        assert screens.of("coordinator").get("bans:decide", proposal.reference, deed).status_code == 404


def test_register_is_filtered_by_kind_and_scope(screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast)
    warning = make_sanction(cast, "warning", "area", family_name="Jansen")
    screen = screens.of("coordinator")
    everything = text(screen.get("bans:register"))
    assert ban.reference in everything and warning.reference in everything
    bans = text(screen.get("bans:register", kind="ban"))
    assert ban.reference in bans and warning.reference not in bans
    assert screen.get("bans:register", kind="'--", page="x").status_code == 200


def test_r70_municipality_sees_no_single_case_come_and_go(screens: Screens, cast: Cast) -> None:
    """Whoever looks each day reads the same on the desk, whether there are ten or eleven."""
    pages = {}
    for number in range(1, 12):
        make_sanction(cast, "ban", "shop", family_name=f"Persoon{'abcdefghijkl'[number] * 4}")
        if number in (1, 9, 10, 11):
            pages[number] = text(screens.of("municipality").get("bans:desk"))
    assert "Individueel winkelverbod minder dan 10" in pages[1] and "Collectief winkelverbod minder dan 10" in pages[1]
    assert pages[1] == pages[9] and pages[10] == pages[11]
    assert "Individueel winkelverbod 10 tot en met 19" in pages[10] and "niet precies" in pages[10]
    assert "Persoon" not in pages[11]


def test_r5_leaving_shop_is_shown_what_goes(screens: Screens, cast: Cast) -> None:
    own = make_sanction(cast, "ban", "shop")
    shared = make_sanction(cast, family_name="Jansen")
    screen = screens.of("coordinator")
    preview = text(screen.get("bans:shop-leave", cast.shop_a.pk))
    assert own.reference in preview and "de Vries" in preview and shared.reference not in preview
    assert screen.post("bans:shop-leave", cast.shop_a.pk).status_code == 302
    assert not Sanction.objects.filter(pk=own.pk).exists() and Sanction.objects.filter(pk=shared.pk).exists()
    assert screens.of("manager_a").get("bans:desk")["Location"].startswith("/account/login/")
    assert screen.post("bans:shop-leave", cast.shop_a.pk).status_code == 422


def test_register_by_state(screens: Screens, cast: Cast) -> None:
    waiting = make_sanction(cast, approved=False, served=False, family_name="Jansen")
    approved = make_sanction(cast, served=False, family_name="Pietersen")
    running = make_sanction(cast, family_name="de Boer")
    hidden = make_sanction(cast, family_name="Smit")
    restrict(hidden, by=cast.coordinator, at=cast.at)
    screen = screens.of("coordinator")
    everybody = {row.reference for row in (waiting, approved, running, hidden)}
    for state, expected in (
        ("to_decide", {waiting}),
        ("to_serve", {approved}),
        ("running", {running}),
        ("hidden", {hidden}),
    ):
        page = text(screen.get("bans:register", state=state))
        assert {reference for reference in everybody if reference in page} == {row.reference for row in expected}
    page = text(screen.get("bans:register", state="'--"))
    assert all(reference in page for reference in everybody)
