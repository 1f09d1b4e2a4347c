"""One of every letter and paper that there is, made through the real actions, once for all tests of this folder."""

from dataclasses import dataclass
from typing import Any

import pytest

from bans.actions.breaches import report_breach
from bans.actions.endings import annul, lift
from bans.actions.exceptions import grant
from bans.models import Sanction
from notices import documents
from notices.actions import corrections, exceptions, letters, requests, serving, supplements
from notices.actions.designs import DesignDraft, adopt_design
from notices.models import Notice
from notices.models.notice import LetterKind
from notices.requests import Change, Outcome, Request, Right
from rights.requests import case_file
from rights.requests.actions import answering, handling, receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Channel, Side
from tests.cast import Cast
from tests.factories import DAY, JPEG, make_incident, make_sanction, make_shop

# Enough for a list of shops that goes on over the page.
SHOPS = 45
KINDS = [kind.value for kind in LetterKind]
SHEETS = ["sheet in fr", "sheet in ar", "sheet in large print"]
PAPERS = ["agreement", "door", "file of a request", "receipt without a name", "answer without a name"]
NAMES = [*KINDS, "individual ban by post", "proof that was filled in", *SHEETS, *PAPERS]


@dataclass(frozen=True)
class Made:
    """A PDF, and the pages from which it was made; "" for a paper."""

    pdf: bytes
    html: str = ""


_made: dict[str, Made] = {}
_begun = []


@pytest.fixture
def made(db: None, request: pytest.FixtureRequest) -> dict[str, Made]:
    """By name. The bytes stay when the database is emptied, and nobody sets the stage again who finds them."""
    if not _begun:
        _begun.append(True)
        _make_all(request.getfixturevalue("cast"))
    return _made


def _make_all(cast: Cast) -> None:
    for number in range(SHOPS):
        make_shop(cast.area, f"Winkel {number:02}", by=cast.coordinator, at=cast.at)
    cast.area.boundary = [[52.0, 5.0], [52.0, 5.003], [52.001, 5.003]]
    cast.area.save()
    words = {
        "contact_line": "Van 9 tot 17 uur",
        "opening": "Welkom.\n\n- een\n- twee",
        "house_rules": "- Honden blijven buiten.",
        "logo": JPEG,
    }
    draft = DesignDraft(**words)
    adopt_design(cast.area, draft=draft, valid_from=cast.today, by=cast.coordinator, at=cast.at)
    _before_service(cast)
    _after_service(cast)
    _requests(cast)
    _made["agreement"] = Made(documents.agreement(cast.shop_a, on=cast.today))
    _made["door"] = Made(documents.door_text(cast.area, shop=cast.shop_a, on=cast.today))
    _papers_of_requests(cast)


def _keep(notice: Notice, name: str = "") -> Notice:
    _made.setdefault(name or str(notice.kind), Made(bytes(notice.pdf), notice.html))
    return notice


def _prepare(cast: Cast, sanction: Sanction, name: str = "", *, post: bool = False, **options: object) -> list[Notice]:
    day = None if post else cast.today
    notices = letters.prepare(sanction, starts_on=day, by=cast.manager_a, at=cast.at, **options)  # type: ignore[arg-type]
    _keep(notices[0], name)
    for notice in notices[1:]:
        _keep(notice)
    return notices


def _before_service(cast: Cast) -> None:
    """Every letter that begins something, for a grown-up and for somebody of sixteen."""
    early = cast.at - DAY / 8
    for kind, scope in (("warning", "shop"), ("ban", "shop"), ("warning", "area")):
        _prepare(cast, make_sanction(cast, kind, scope, served=False, at=early))
    young = make_sanction(cast, served=False, at=early, birth_date=cast.today.replace(year=cast.today.year - 16))
    _prepare(cast, young)
    _prepare(cast, make_sanction(cast, "ban", "shop", served=False, at=early), "individual ban by post", post=True)
    incident = make_incident(cast, at=early)
    both = [
        make_sanction(cast, *step, incident=incident, served=False, at=early)
        for step in (("ban", "shop"), ("warning", "area"))
    ]
    _prepare(cast, both[0], combined=True)
    for language, large, name in (("fr", False, SHEETS[0]), ("ar", False, SHEETS[1]), ("nl-easy", True, SHEETS[2])):
        _prepare(cast, make_sanction(cast, served=False, at=early), name, sheet=language, large_print=large)


def _after_service(cast: Cast) -> None:
    """The sheet that proves it, a newer list, a breach, and the two ends."""
    ban = make_sanction(cast, served=False, at=cast.at - DAY / 8)
    facts = serving.HandedOver(cast.at, "kantoor", "A. Bakker", "B. Visser", "signed")
    serving.serve_in_person(_prepare(cast, ban)[0], facts=facts, by=cast.manager_a, at=cast.at)
    ban.refresh_from_db()
    _keep(letters.print_proof(ban, by=cast.manager_a, at=cast.at), "proof that was filled in")
    make_shop(cast.area, "Boekhandel", by=cast.coordinator, at=cast.at)
    _keep(supplements.print_supplement(ban, by=cast.manager_a, at=cast.at))
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
    _keep(letters.print_police_sheet(breach, by=cast.counter_b, at=cast.at))
    until = cast.today + 30 * DAY
    made = grant(ban, shop=cast.shop_b, for_what="goods", last_day=until, by=cast.coordinator, at=cast.at)
    _keep(exceptions.print_exception(ban, token=made.token, by=cast.coordinator, at=cast.at))
    changed = [("achternaam", "Bakker"), ("foto", "")]
    known = {"changed": changed, "by": cast.coordinator, "at": cast.at}
    _keep(corrections.draw_rectification(ban, **known).keep())
    _keep(corrections.draw_for_police(ban, told=corrections.ToldPolice.RECTIFIED, **known).keep())
    for end in (lift, annul):
        ended = end(make_sanction(cast), reason="Het is goed zo.", by=cast.coordinator, at=cast.at)
        _keep(letters.print_ending(ended, by=cast.coordinator, at=cast.at))


def _requests(cast: Cast) -> None:
    ban = make_sanction(cast)
    asked = Request(
        Right.OBJECTION, cast.today - DAY, "V 3K7F 92MH", cast.today + 27 * DAY, cast.today + 29 * DAY,
        set_aside_by=cast.today + 2 * DAY,
    )  # fmt: skip
    known: dict[str, Any] = {"request": asked, "by": cast.coordinator, "at": cast.at}
    _keep(requests.print_receipt(ban, **known))
    _keep(requests.draw_extension(ban, reasons="Druk.\n\nHeel druk.", **known).keep())
    _keep(requests.draw_decision(ban, outcome=Outcome.PARTLY, reasons="Dat zit zo.", **known).keep())
    by = {"by": cast.coordinator, "at": cast.at}
    _keep(corrections.draw_for_shop(ban, cast.shop_a, change=Change.ENDED, **by).keep())


def _papers_of_requests(cast: Cast) -> None:
    """The file of both sides, with words from right to left; what somebody gets whom we do not know."""
    words = "أنا لم أكن في المتجر.\n\nMijn broer was het. Łukasz, Іван."
    objection = receiving.receive_by_code(make_sanction(cast), Asking(Right.OBJECTION, words=words), at=cast.at)
    handling.add_statement(objection, side=Side.SHOP, words="Wij zagen het.", by=cast.coordinator, at=cast.at)
    _made["file of a request"] = Made(case_file.case_file(objection, on=cast.today))
    unknown = receiving.register(
        cast.area, Asking(Right.ERASURE), channel=Channel.EMAIL, received_on=cast.today, by=cast.coordinator, at=cast.at
    )
    answering.decide(
        unknown, outcome=Outcome.REFUSED, cause=Cause.NONE, reasons="Wij weten niet wie u bent.", by=cast.coordinator,
        at=cast.at,
    )  # fmt: skip
    for paper in (case_file.Paper.RECEIPT, case_file.Paper.ANSWER):
        _made[f"{paper} without a name"] = Made(case_file.paper_without_name(unknown, paper, on=cast.today))
