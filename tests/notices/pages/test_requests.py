"""The pages of a request in a file, and of the area's papers."""

import pytest

from bans.actions.endings import annul
from bans.models import Sanction
from notices.models import Notice
from notices.models.notice import LetterKind
from tests.cast import Cast
from tests.factories import make_sanction
from tests.screens import Screens, text

PAGES = ("requests", "request-receipt", "request-extension", "request-decision", "recipients")
ASKED = {"right": "objection", "received_on": "2026-03-13"}


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    return make_sanction(cast)


def test_coordinator_makes_the_letters_of_a_request(screens: Screens, ban: Sanction) -> None:
    head = screens.of("coordinator")
    assert "Verzoek of bezwaar" in text(head.get("bans:sanction", ban.reference))
    assert "Er is nog geen brief gemaakt" in text(head.get("notices:requests", ban.reference))
    answers = {"outcome": "refused", "reasons": "De beveiliger zag u."}
    for page, fields in (
        ("request-receipt", ASKED),
        ("request-extension", {**ASKED, "reasons": "Er is meer tijd nodig."}),
        ("request-decision", {**ASKED, **answers}),
        ("recipients", {"change": "rectified"}),
    ):
        assert head.get(f"notices:{page}", ban.reference).status_code == 200
        made = head.post(f"notices:{page}", ban.reference, **fields)
        assert (made.status_code, made["Location"]) == (302, head.address("notices:requests", ban.reference)), page
    kinds = [
        LetterKind.REQUEST_RECEIVED,
        LetterKind.REQUEST_EXTENDED,
        LetterKind.REQUEST_DECIDED,
        LetterKind.RECIPIENTS,
    ]
    assert list(ban.notices.order_by("pk").values_list("kind", flat=True)) == kinds
    page = text(head.get("notices:requests", ban.reference))
    assert "Antwoord op een verzoek, versie 1" in page and "zag: Bakkerij" in page
    for notice in ban.notices.all():
        assert head.get("notices:pdf", notice.pk)["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("page", "fields", "sentence"),
    [
        ("request-receipt", {"received_on": ""}, "Dit veld is vereist"),
        ("request-receipt", {"received_on": "2026-03-17"}, "ligt in de toekomst"),
        ("request-extension", {"received_on": "2026-02-01", "reasons": "Druk."}, "alleen in de eerste maand"),
        ("request-decision", {"outcome": "refused", "reasons": "Hij is BSN 111222333"}, "burgerservicenummer"),
    ],
)
def test_wrong_facts_keep_what_was_typed(
    screens: Screens, ban: Sanction, page: str, fields: dict, sentence: str
) -> None:
    answer = screens.of("coordinator").post(f"notices:{page}", ban.reference, **{**ASKED, **fields})
    assert answer.status_code == 422 and sentence in text(answer)
    for value in fields.values():
        assert value in answer.content.decode()
    assert not Notice.objects.exists()


def test_pages_of_a_request_are_the_coordinators_alone(screens: Screens, cast: Cast, ban: Sanction) -> None:
    head = screens.of("coordinator")
    head.post("notices:request-receipt", ban.reference, **ASKED)
    notice = ban.notices.get()
    for who in ("manager_a", "counter_a", "approver", "manager_b", "municipality", "stranger"):
        screen = screens.of(who)
        for page in PAGES:
            assert screen.get(f"notices:{page}", ban.reference).status_code == 404, (who, page)
        assert screen.get("notices:pdf", notice.pk).status_code == 404, who
    assert "Ontvangstbevestiging" not in text(screens.of("manager_a").get("notices:prepare", ban.reference))


def test_answer_can_still_be_written_after_the_end(screens: Screens, cast: Cast, ban: Sanction) -> None:
    annul(ban, reason="Iemand anders.", by=cast.coordinator, at=cast.at)
    head = screens.of("coordinator")
    assert "Antwoord op een bezwaar" in text(head.get("notices:ending", ban.reference))
    fields = {**ASKED, "outcome": "granted", "reasons": "U was het niet."}
    assert head.post("notices:request-decision", ban.reference, **fields).status_code == 302
    assert head.get("notices:pdf", ban.notices.get().pk).status_code == 200


def test_papers_are_there_for_who_sets_up_the_area(screens: Screens, cast: Cast) -> None:
    head = screens.of("coordinator")
    pages = [("door", ()), ("shop-door", (cast.shop_a.pk,)), ("agreement", (cast.shop_a.pk,))]
    for page, place in pages:
        made = head.get(f"notices:{page}", *place)
        assert made["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF")
        for who in ("manager_a", "counter_a", "approver", "municipality", "stranger"):
            assert screens.of(who).get(f"notices:{page}", *place).status_code == 404, (who, page)
    assert head.get("notices:agreement", 987654).status_code == 404
    assert "Overeenkomst en volmacht (PDF)" in text(head.get("participants:shop", cast.shop_a.pk))


def test_area_without_a_protocol_hears_why_there_is_no_paper(screens: Screens, cast: Cast) -> None:
    cast.area.protocols.all().delete()
    answer = screens.of("coordinator").get("notices:door")
    assert answer.status_code == 422 and "nog geen protocol" in text(answer)
