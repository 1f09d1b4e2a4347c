"""The pages of letters and service: who finds them, and what they do when something is wrong."""

import pytest

from bans.actions.breaches import report_breach
from bans.actions.endings import annul
from bans.models import Sanction
from notices.actions import letters
from notices.models import Notice, RepresentativeLetter, Service
from notices.models.notice import LetterKind
from notices.pages.urls import urlpatterns
from tests.cast import Cast
from tests.factories import DAY, make_incident, make_sanction, make_shop
from tests.screens import Screens, text

STRANGERS = ("approver", "counter_a", "manager_b", "counter_b", "municipality", "stranger", None)
# What each page needs behind the slug of the area.
BY_REFERENCE = {"prepare", "representative", "supplement", "proof"}
BY_NOTICE = {"serve", "send", "pdf"}
# Pages of the area's letters, with tests of their own.
ELSEWHERE = {
    "law", "law-new", "supplements", "supplements-pdf", "reminders", "snooze", "wake", "keep-running",
}  # fmt: skip
ELSEWHERE |= {"exception-letter", "design", "door", "shop-door", "agreement"}
POST_ONLY = {"supplement", "proof", "police-sheet"}
HANDED = {
    "handed_at": "2026-03-16T09:45",
    "place": "kantoor",
    "server_name": "A. Bakker",
    "witness_name": "B. Visser",
    "receipt": "refused",
    "language": "nl",
}


@pytest.fixture
def ban(cast: Cast) -> Sanction:
    """A collective ban of shop A that was approved this morning and still has to be handed over."""
    return make_sanction(cast, served=False, at=cast.at - DAY / 8)


def printed(cast: Cast, ban: Sanction, *, post: bool = False) -> Notice:
    day = None if post else cast.today
    return letters.prepare(ban, starts_on=day, by=cast.manager_a, at=cast.at)[0]


def test_every_page_is_in_these_tests() -> None:
    own = {"police-sheet", "ending", "delivery", "copy"}
    own |= ELSEWHERE
    assert {page.name for page in urlpatterns} == BY_REFERENCE | BY_NOTICE | own


def test_pages_do_not_exist_for_whom_they_are_not(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """R8, R46: a letter of another shop answers like one that is not there."""
    notice = printed(cast, ban)
    places = {**dict.fromkeys(BY_REFERENCE, ban.reference), **dict.fromkeys(BY_NOTICE, notice.pk), "ending": ban}
    for who in STRANGERS:
        screen = screens.of(who)
        expected = 302 if who is None else 404
        for page, place in places.items():
            ask = screen.post if page in POST_ONLY else screen.get
            assert ask(f"notices:{page}", place).status_code == expected, (page, who)
    assert not Service.objects.exists() and ban.notices.count() == 2


def test_explanation_is_chosen_shown_and_offered_as_the_language_given(screens: Screens, ban: Sanction) -> None:
    manager = screens.of("manager_a")
    page = manager.get("notices:prepare", ban.reference).content.decode()
    assert '<option value="ti">Tigrinya (ትግርኛ)</option>' in page
    refused = manager.post("notices:prepare", ban.reference, starts_on="2026-03-16", large_print="on")
    assert refused.status_code == 422 and "Kies een taal" in text(refused)
    assert manager.post("notices:prepare", ban.reference, sheet="xx").status_code == 422
    assert not ban.notices.exists()
    choice = {"starts_on": "2026-03-16", "sheet": "ti", "large_print": "on"}
    assert manager.post("notices:prepare", ban.reference, **choice).status_code == 302
    assert "uitleg: Tigrinya (ትግርኛ) (grote letters)" in text(manager.get("notices:prepare", ban.reference))
    notice = ban.notices.get(kind=LetterKind.COLLECTIVE_BAN)
    form = manager.get("notices:serve", notice.pk).content.decode()
    assert '<option value="ti" selected>' in form and '<option value="nl">' in form
    assert manager.post("notices:serve", notice.pk, **{**HANDED, "language": "ti"}).status_code == 302
    assert ban.services.get().language == "ti"


def test_manager_prints_reads_and_hands_over(screens: Screens, ban: Sanction) -> None:
    """R31, R32: from the choice of the day to the moment from which it holds."""
    manager = screens.of("manager_a")
    assert "Er is nog geen brief gemaakt" in text(manager.get("notices:prepare", ban.reference))
    made = manager.post("notices:prepare", ban.reference, by_post="", starts_on="2026-03-16")
    assert made.status_code == 302
    notice = ban.notices.get(kind=LetterKind.COLLECTIVE_BAN)
    pdf = manager.get("notices:pdf", notice.pk)
    assert (pdf["Content-Type"], bytes(pdf.content)) == ("application/pdf", bytes(notice.pdf))
    assert "no-store" in pdf["Cache-Control"]
    form = text(manager.get("notices:serve", notice.pk))
    assert "alleen voor ontvangst, niet voor schuld" in form
    assert manager.post("notices:serve", notice.pk, **HANDED).status_code == 302
    ban.refresh_from_db()
    assert str(ban.starts_on) == "2026-03-16"
    again = manager.post("notices:serve", notice.pk, **HANDED)
    assert again.status_code == 422 and "al uitgereikt" in text(again)
    assert Service.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"witness_name": ""}, "Dit veld is vereist"),
        ({"witness_name": "a. bakker"}, "De getuige is een ander"),
        ({"handed_at": "2026-03-17T09:00"}, "ligt in de toekomst"),
        ({"handed_at": "2026-03-15T09:00"}, "noemt een andere dag"),
        ({"place": "tegenover 111222333"}, "burgerservicenummer"),
    ],
)
def test_r32_wrong_facts_are_told_and_nothing_is_kept(
    screens: Screens, cast: Cast, ban: Sanction, changes: dict, sentence: str
) -> None:
    notice = printed(cast, ban)
    answer = screens.of("manager_a").post("notices:serve", notice.pk, **{**HANDED, **changes})
    assert (answer.status_code, sentence in text(answer)) == (422, True), text(answer)
    ban.refresh_from_db()
    assert ban.served_at is None and not Service.objects.exists()


def test_r33_post_goes_out_and_comes_back(screens: Screens, ban: Sanction) -> None:
    manager = screens.of("manager_a")
    manager.post("notices:prepare", ban.reference, by_post="yes")
    notice = ban.notices.get(kind=LetterKind.COLLECTIVE_BAN)
    assert notice.starts_on is None
    early = manager.post("notices:serve", notice.pk, **HANDED)
    assert early.status_code == 422
    sent = manager.post("notices:send", notice.pk, sent_on="2026-03-16", track_and_trace="3SFICTIEF001")
    assert sent.status_code == 302
    service = Service.objects.get()
    assert "Bezorging vastleggen" in text(manager.get("notices:prepare", ban.reference))
    back = manager.post("notices:delivery", service.pk, delivery="unclaimed", delivered_on="")
    assert back.status_code == 302
    ban.refresh_from_db()
    assert ban.served_at is None
    assert screens.of("manager_b").get("notices:delivery", service.pk).status_code == 404
    assert screens.of("manager_a").get("notices:delivery", service.pk + 1).status_code == 404


def test_r12_combined_hand_out_serves_both(screens: Screens, cast: Cast) -> None:
    incident = make_incident(cast, at=cast.at - DAY / 8)
    ban, warning = (
        make_sanction(cast, kind, scope, incident=incident, served=False, at=cast.at - DAY / 8)
        for kind, scope in (("ban", "shop"), ("warning", "area"))
    )
    manager = screens.of("manager_a")
    assert "collectieve waarschuwing in één brief" in text(manager.get("notices:prepare", warning.reference))
    made = manager.post("notices:prepare", warning.reference, by_post="", starts_on="2026-03-16", combined="on")
    assert made["Location"] == manager.address("notices:prepare", ban.reference)
    notice = ban.notices.get(kind=LetterKind.COMBINED)
    assert manager.post("notices:serve", notice.pk, **HANDED).status_code == 302
    for sanction in (ban, warning):
        sanction.refresh_from_db()
        assert sanction.served_at


def test_r25_minors_letter_is_settled_first(screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast, served=False, birth_date=cast.today.replace(year=2009), at=cast.at - DAY / 8)
    notice = printed(cast, ban)
    manager = screens.of("manager_a")
    assert "Regel eerst de brief" in text(manager.get("notices:prepare", ban.reference))
    refused = manager.post("notices:serve", notice.pk, **HANDED)
    assert refused.status_code == 422 and "ouder of voogd" in text(refused)
    empty = manager.post("notices:representative", ban.reference)
    assert empty.status_code == 422
    settled = manager.post("notices:representative", ban.reference, sent_on="2026-03-16")
    assert settled.status_code == 302 and RepresentativeLetter.objects.get().sent_on == cast.today
    assert "is geregeld" in text(manager.get("notices:prepare", ban.reference))
    assert manager.post("notices:serve", notice.pk, **HANDED).status_code == 302


def test_proof_and_supplement_are_made_or_refused_on_the_page(screens: Screens, cast: Cast, ban: Sanction) -> None:
    """R36: a newer list, and only a newer one, is brought in a letter of its own."""
    manager = screens.of("manager_a")
    unserved = manager.post("notices:proof", ban.reference)
    assert unserved.status_code == 422 and "geen bewijs van uitreiking" in text(unserved)
    manager.post("notices:serve", printed(cast, ban).pk, **HANDED)
    assert manager.post("notices:proof", ban.reference).status_code == 302
    none = manager.post("notices:supplement", ban.reference)
    assert none.status_code == 422 and "geen nieuwere lijst" in text(none)
    make_shop(cast.area, "Boekhandel", by=cast.coordinator, at=cast.at)
    assert "nieuwe lijst van winkels" in text(manager.get("notices:prepare", ban.reference))
    assert manager.post("notices:supplement", ban.reference).status_code == 302
    notice = ban.notices.get(kind=LetterKind.SUPPLEMENTARY)
    assert manager.post("notices:serve", notice.pk, **{**HANDED, "handed_at": "2026-03-16T10:00"}).status_code == 302
    assert ban.list_updates.get().participant_list == notice.participant_list


def test_r39_police_sheet_from_the_counter(screens: Screens, cast: Cast) -> None:
    """Without a proof of service there is no sheet; with one, the reporter reads it."""
    ban = make_sanction(cast, served=False, at=cast.at - DAY / 8)
    screens.of("manager_a").post("notices:serve", printed(cast, ban).pk, **HANDED)
    ban.refresh_from_db()
    breach = report_breach(
        ban,
        shop=cast.shop_b,
        happened_at=cast.at,
        place="ingang",
        observed_by="N. Nader",
        observer_function="verkoper",
        by=cast.counter_b,
        at=cast.at,
    )
    counter = screens.of("counter_b")
    made = counter.post("notices:police-sheet", breach.reference)
    sheet = Notice.objects.get(kind=LetterKind.POLICE_SHEET)
    assert made["Location"] == counter.address("notices:pdf", sheet.pk)
    assert counter.get("notices:pdf", sheet.pk).status_code == 200
    for who in ("counter_a", "approver", "municipality"):
        assert screens.of(who).post("notices:police-sheet", breach.reference).status_code == 404
        assert screens.of(who).get("notices:pdf", sheet.pk).status_code == 404
    Service.objects.all().delete()
    refused = counter.post("notices:police-sheet", breach.reference)
    assert refused.status_code == 422 and "geen bewijs van uitreiking" in text(refused)


def test_r55_coordinator_prints_the_last_letter(screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast)
    head = screens.of("coordinator")
    assert head.get("notices:ending", ban.reference).status_code == 404
    annul(ban, reason="Iemand anders.", by=cast.coordinator, at=cast.at)
    assert "Alleen de brief aan de persoon" in text(head.get("notices:ending", ban.reference))
    assert head.post("notices:ending", ban.reference).status_code == 302
    notice = ban.notices.get(kind=LetterKind.ANNULMENT)
    assert "Vernietiging met excuus" in text(head.get("notices:ending", ban.reference))
    assert head.get("notices:pdf", notice.pk).status_code == 200
    for who in ("manager_a", "approver", "municipality"):
        assert screens.of(who).get("notices:ending", ban.reference).status_code == 404
        assert screens.of(who).get("notices:pdf", notice.pk).status_code == 404


def test_questions_do_not_grow_with_the_letters(screens: Screens, cast: Cast, ban: Sanction) -> None:
    manager = screens.of("manager_a")
    printed(cast, ban)
    few = manager.queries("notices:prepare", ban.reference)
    printed(cast, ban)
    assert manager.queries("notices:prepare", ban.reference) == few
