"""The letter that somebody shows who may come in although a ban holds, and what a birthday changes of letters."""

import datetime as dt

import pytest

from bans.actions import endings, exceptions
from bans.models import Sanction
from bans.rules.status import Status
from notices.actions import letters, serving
from notices.actions.exceptions import print_exception
from notices.letters import load, missing_elements
from notices.models.notice import LetterKind
from participants.models import Shop
from tests.cast import Cast, cast
from tests.factories import DAY, make_sanction
from tests.refused import refused
from tests.screens import Screens, screens, text

__all__ = ["cast", "screens"]


def granted(cast: Cast, ban: Sanction, shop: Shop | None = None) -> str:
    made = exceptions.grant(
        ban, shop=shop or cast.shop_b, for_what="goods", weekdays=[0, 1, 2], starts_at=dt.time(9), ends_at=dt.time(12),
        last_day=dt.date(2026, 5, 3), by=cast.coordinator, at=cast.at,
    )  # fmt: skip
    return made.token


def test_r37_letter_says_where_when_until_when_and_that_the_ban_holds_elsewhere(cast: Cast) -> None:
    ban = make_sanction(cast)
    with refused("no_exception"):
        print_exception(ban, token="", by=cast.coordinator, at=cast.at)
    token = granted(cast, ban)
    with refused("not_allowed"):
        print_exception(ban, token=token, by=cast.manager_a, at=cast.at)
    notice = print_exception(ban, token=token, by=cast.coordinator, at=cast.at)
    words = (
        cast.shop_b.name, cast.shop_b.address, "boodschappen", "maandag tot en met woensdag van 9 tot 12 uur",
        "3 mei 2026", "Bij de andere winkels", "huisvredebreuk", ban.reference, "tot en met 15 maart 2027",
    )  # fmt: skip
    assert [word for word in words if word not in notice.html] == []
    assert (notice.kind, bytes(notice.pdf)[:5]) == ("exception", b"%PDF-")
    assert ban.incident.narrative not in notice.html


@pytest.mark.parametrize("element", ["entry", "period", "elsewhere", "reference"])
def test_r37_letter_without_one_of_these_stops_the_start(element: str) -> None:
    template = load("notices/letters/request_received.html" if element != "reference" else "notices/letters/proof.html")
    assert element in missing_elements(LetterKind.EXCEPTION, template)
    assert not missing_elements(LetterKind.EXCEPTION, load("notices/letters/exception.html"))


def test_no_letter_once_the_ban_or_the_exception_is_over(cast: Cast) -> None:
    ban = make_sanction(cast)
    token = granted(cast, ban)
    with refused("no_exception"):
        print_exception(ban, token=token, by=cast.coordinator, at=cast.at + 60 * DAY)
    endings.lift(ban, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    with refused("no_exception"):
        print_exception(ban, token=token, by=cast.coordinator, at=cast.at)


def test_r46_letter_for_a_door_has_no_code_names_one_shop_and_is_the_coordinators_alone(
    screens: Screens, cast: Cast
) -> None:
    ban = make_sanction(cast, shop=cast.shop_a)
    granted(cast, ban, cast.shop_a)
    token = granted(cast, ban)
    answer = screens.of("coordinator").post("notices:exception-letter", ban.reference, token=token)
    assert answer.status_code == 302
    notice = ban.notices.get(kind=LetterKind.EXCEPTION)
    assert answer["Location"].endswith(f"/brief/{notice.pk}.pdf")
    assert notice.code_digest is None and 'class="code"' not in notice.html
    assert cast.shop_a.name not in notice.html and cast.shop_b.name in notice.html
    assert screens.of("coordinator").get("notices:pdf", notice.pk).status_code == 200
    assert screens.of("manager_a").get("notices:pdf", notice.pk).status_code == 404


def test_page_of_letters_says_when_there_is_nothing_to_print(screens: Screens, cast: Cast) -> None:
    ban = make_sanction(cast)
    answer = screens.of("coordinator").post("notices:exception-letter", ban.reference)
    assert answer.status_code == 422 and "geen uitzondering die loopt" in text(answer)


def born(cast: Cast, *, eighteen_in: int) -> dt.date:
    birthday = cast.today + eighteen_in * DAY
    return birthday.replace(year=birthday.year - 18)


def prepared(cast: Cast, ban: Sanction, *, days: int) -> list[str]:
    at = cast.at + days * DAY
    made = letters.prepare(ban, starts_on=at.date(), by=cast.manager_a, at=at)
    return [notice.kind for notice in made]


def test_r25_representative_gets_a_letter_until_the_eighteenth_birthday(cast: Cast) -> None:
    ban = make_sanction(cast, served=False, birth_date=born(cast, eighteen_in=5))
    representative = LetterKind.REPRESENTATIVE
    assert [representative in prepared(cast, ban, days=days) for days in (4, 5, 20)] == [True, False, False]


def test_r25_after_that_birthday_it_is_served_without_one_and_the_letter_speaks_of_then(cast: Cast) -> None:
    ban = make_sanction(cast, served=False, birth_date=born(cast, eighteen_in=5))
    at = cast.at + 6 * DAY
    (letter, _proof) = letters.prepare(ban, starts_on=at.date(), by=cast.manager_a, at=at)
    assert "U was jonger dan 18" in letter.html and "ouder of voogd ook een brief" not in letter.html
    facts = serving.HandedOver(
        handed_at=at, place="kassa", server_name="A. Bakker", witness_name="B. Kok", receipt="signed"
    )
    assert serving.serve_in_person(letter, facts=facts, by=cast.manager_a, at=at).status(at.date()) is Status.IN_FORCE


def test_r26_page_of_letters_says_to_write_to_the_person_alone(screens: Screens, cast: Cast) -> None:
    young = make_sanction(cast, served=False, birth_date=born(cast, eighteen_in=5))
    at = cast.at - 10 * DAY
    grown = make_sanction(cast, at=at, birth_date=born(cast, eighteen_in=-5), family_name="Jansen")
    screen = screens.of("manager_a")
    assert "Regel eerst de brief" in text(screen.get("notices:prepare", young.reference))
    page = text(screen.get("notices:prepare", grown.reference))
    assert "alleen nog naar de persoon zelf" in page and "De maatregel verandert niet" in page
