"""The certificate on paper: what it says, that it can be read aloud, and that a closed one is not printed."""

import pypdfium2
from pdfua import validate

from tests.access.asking import words_of_pdf
from tests.cast import Cast
from tests.screens import Screens, text
from toolbox.models import TrainingSession
from toolbox.trainings import attendance
from toolbox.trainings.certificates import certificate_pdf

from .conftest import add, certify, plan

BOTTOM_MARGIN = 14 / 25.4 * 72


def words(pdf: bytes) -> str:
    return " ".join(words_of_pdf(pdf).split())


def test_paper_tells_who_what_when_until_when_and_from_whom(cast: Cast, session: TrainingSession) -> None:
    (made,) = certify(cast, session, cast.counter_a)
    shown = words(certificate_pdf(made))
    for expected in (
        "counter_a", "Rustig blijven", "16 maart 2026", "16 maart 2027", made.number, "Winkeliersvereniging Voorbeeld",
        "Buurthuis", "Trainers bv", "afstand houden",
    ):  # fmt: skip
        assert expected in shown, expected


def test_paper_can_be_read_aloud(cast: Cast, session: TrainingSession, tmp_path) -> None:
    """PDF/UA-1 without an error or a warning, on one page."""
    (made,) = certify(cast, session, cast.counter_a)
    path = tmp_path / "certificate.pdf"
    path.write_bytes(certificate_pdf(made))
    assert [f"{found.rule_id} {found.message}" for found in validate(str(path)).findings] == []
    assert path.read_bytes() == certificate_pdf(made)


def test_holder_and_coordinator_open_the_paper_and_nobody_else(screens: Screens, session: TrainingSession) -> None:
    cast = screens.cast
    (made,) = certify(cast, session, cast.counter_a)
    for who in ("counter_a", "coordinator"):
        answer = screens.of(who).get("toolbox:certificate-paper", made.number)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    for who in ("counter_b", "manager_a", "municipality", "stranger"):
        assert screens.of(who).get("toolbox:certificate-paper", made.number).status_code == 404


def test_closed_certificate_has_no_paper(screens: Screens, session: TrainingSession) -> None:
    cast = screens.cast
    (made,) = certify(cast, session, cast.counter_a)
    attendance.close_certificate(made, reason="Was er niet.", by=cast.coordinator, at=cast.at)
    answer = screens.of("counter_a").get("toolbox:certificate-paper", made.number)
    assert answer.status_code == 422 and "ingetrokken" in text(answer)


def test_paper_with_the_longest_texts_is_one_whole_page(cast: Cast) -> None:
    """The number stands at the end of it, within the frame of the page."""
    training = add(cast, title=("Rustig blijven " * 8)[:120], practised=("Aanspreken en hulp halen. " * 20)[:500])
    session = plan(cast, training, place=("Zaal " * 24)[:120], trainer=("Trainers " * 14)[:120])
    cast.counter_a.name = "Naam van iemand " * 4
    cast.counter_a.save()
    (made,) = certify(cast, session, cast.counter_a)
    with pypdfium2.PdfDocument(certificate_pdf(made)) as document:
        assert len(document) == 1
        page = document[0].get_textpage()
        index, count = page.search(made.number).get_next()
        assert page.get_charbox(index + count - 1)[1] > BOTTOM_MARGIN
