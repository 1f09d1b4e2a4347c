"""The signature of an association: whole and valid where there is a certificate, and no letter lost for a bad one."""

import datetime as dt
import io
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.checks import run_checks
from pdfua import validate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from notices.actions import letters
from notices.letters import to_pdf
from notices.models import Notice
from notices.pdf import signing
from tests.access.asking import words_of_pdf
from tests.cast import Cast
from tests.factories import DAY, make_sanction
from tests.notices.pdf.certificates import HOLDER, certificate, put
from tests.notices.pdf.tagged import Tagged
from tests.screens import Screens, screens, text

__all__ = ["screens"]
YEAR = dt.timedelta(days=365)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.LETTER_CERTIFICATES = str(tmp_path)
    return tmp_path


@pytest.fixture
def good(cast: Cast, folder: Path) -> x509.Certificate:
    made = certificate(valid_from=cast.at - DAY, valid_until=cast.at + YEAR)
    put(folder, cast.area.slug, made)
    return made


def printed(cast: Cast) -> Notice:
    ban = make_sanction(cast, served=False, at=cast.at - DAY / 8)
    return letters.prepare(ban, starts_on=cast.today, by=cast.manager_a, at=cast.at)[0]


def signatures(pdf: bytes) -> list[Any]:
    return list(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)


def verdict(pdf: bytes, made: x509.Certificate, *, moment: dt.datetime) -> Any:
    root = asn1.Certificate.load(made.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=moment)
    (signature,) = signatures(pdf)
    # In a thread of its own: a browser of another test may run an event loop in this one.
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(validate_pdf_signature, signature, context).result()


def test_letter_is_signed_whole_and_valid(cast: Cast, good: x509.Certificate) -> None:
    """PAdES, over the whole file, by the certificate of this area; the same bytes are kept (R35)."""
    notice = printed(cast)
    pdf = bytes(notice.pdf)
    found = verdict(pdf, good, moment=cast.at)
    assert (found.intact, found.valid, found.trusted) == (True, True, True)
    assert found.modification_level == ModificationLevel.NONE
    (signature,) = signatures(pdf)
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert "/DSS" not in PdfFileReader(io.BytesIO(pdf)).root and letters.intact(notice)


def test_one_letter_that_changes_is_no_longer_intact(cast: Cast, good: x509.Certificate) -> None:
    pdf = bytearray(printed(cast).pdf)
    pdf[len(pdf) // 3] ^= 1
    assert not verdict(bytes(pdf), good, moment=cast.at).bottom_line


def test_signed_letter_is_read_as_before(cast: Cast, good: x509.Certificate, tmp_path: Path) -> None:
    """PDF/UA-1 still, with the same words in the same tree, and nothing more to see or to hear."""
    notice = printed(cast)
    signed, plain = bytes(notice.pdf), Tagged(to_pdf(notice.html, identifier="x"))
    path = tmp_path / "letter.pdf"
    path.write_bytes(signed)
    assert not validate(str(path)).findings
    tagged = Tagged(signed)
    assert tagged.root == plain.root and tagged.words == plain.words
    (field,) = tagged.pdf.Root.AcroForm.Fields
    assert int(field.F) & 2 and list(field.Rect) == [0, 0, 0, 0]
    assert "Handtekening" in str(field.TU)
    assert tagged.pdf.open_metadata()["pdfuaid:part"] == "1"


def test_each_area_signs_with_its_own(cast: Cast, folder: Path) -> None:
    put(folder, cast.elsewhere.slug, certificate(valid_from=cast.at - DAY, valid_until=cast.at + YEAR))
    assert signatures(bytes(printed(cast).pdf)) == []
    assert signing.signing_of(cast.area, at=cast.at) == signing.Signing()
    assert signing.signing_of(cast.elsewhere, at=cast.at).holder == HOLDER


def test_certificate_without_a_password_is_fine(cast: Cast, folder: Path) -> None:
    made = certificate(valid_from=cast.at - DAY, valid_until=cast.at + YEAR)
    put(folder, cast.area.slug, made, password=None)
    assert verdict(bytes(printed(cast).pdf), made, moment=cast.at).bottom_line


def expired(cast: Cast, folder: Path) -> None:
    put(folder, cast.area.slug, certificate(valid_from=cast.at - YEAR, valid_until=cast.at - DAY))


def not_yet(cast: Cast, folder: Path) -> None:
    put(folder, cast.area.slug, certificate(valid_from=cast.at + DAY, valid_until=cast.at + YEAR))


def wrong_password(cast: Cast, folder: Path) -> None:
    put(folder, cast.area.slug, certificate(valid_from=cast.at - DAY, valid_until=cast.at + YEAR))
    (folder / f"{cast.area.slug}.password").write_text("een ander")


def no_password(cast: Cast, folder: Path) -> None:
    put(folder, cast.area.slug, certificate(valid_from=cast.at - DAY, valid_until=cast.at + YEAR))
    (folder / f"{cast.area.slug}.password").unlink()


def garbage(cast: Cast, folder: Path) -> None:
    (folder / f"{cast.area.slug}.p12").write_bytes(b"geen certificaat")


def empty(cast: Cast, folder: Path) -> None:
    (folder / f"{cast.area.slug}.p12").write_bytes(b"")


def a_folder(cast: Cast, folder: Path) -> None:
    (folder / f"{cast.area.slug}.p12").mkdir()


BAD = [
    (expired, "is verlopen"),
    (not_yet, "geldt nog niet"),
    (wrong_password, "wachtwoord bij het certificaat"),
    (no_password, "wachtwoord bij het certificaat"),
    (garbage, "kan niet worden gelezen"),
    (empty, "kan niet worden gelezen"),
    (a_folder, "kan niet worden gelezen"),
]


@pytest.mark.parametrize(("spoil", "sentence"), BAD, ids=lambda one: getattr(one, "__name__", ""))
def test_letter_is_made_without_a_signature(
    cast: Cast, folder: Path, spoil: Any, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is lost, the log of the process says which area, and the coordinator gets a sentence."""
    spoil(cast, folder)
    with caplog.at_level(logging.WARNING):
        notice = printed(cast)
    pdf = bytes(notice.pdf)
    assert "VERBOD" in words_of_pdf(pdf) and signatures(pdf) == []
    assert "without its signature" in caplog.text and cast.area.slug in caplog.text and "Kees" not in caplog.text
    told = signing.signing_of(cast.area, at=cast.at)
    assert sentence in told.trouble and "Ze gelden gewoon" in told.trouble and not told.holder


def test_signing_that_fails_loses_no_letter(
    cast: Cast, good: x509.Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(signing, "_sign", fails)
    assert signatures(bytes(printed(cast).pdf)) == []


def test_coordinator_reads_it_where_letters_are_made(screens: Screens, cast: Cast, folder: Path) -> None:
    """On the page of the house style and on the page of letters; a manager cannot do anything about it."""
    expired(cast, folder)
    ban = make_sanction(cast, served=False, at=cast.at - DAY / 8)
    head = screens.of("coordinator")
    assert "is verlopen" in text(head.get("notices:design"))
    assert "is verlopen" in text(head.get("notices:prepare", ban.reference))
    assert "is verlopen" not in text(screens.of("manager_a").get("notices:prepare", ban.reference))


def test_coordinator_reads_who_signs_and_until_when(screens: Screens, cast: Cast, good: x509.Certificate) -> None:
    page = text(screens.of("coordinator").get("notices:design"))
    assert f"digitale handtekening van {HOLDER}" in page and "16 maart 2027" in page


def test_folder_that_is_not_there_is_told_at_the_start(settings: Any, tmp_path: Path) -> None:
    settings.LETTER_CERTIFICATES = str(tmp_path / "nergens")
    assert "notices.W002" in [message.id for message in run_checks()]
    settings.LETTER_CERTIFICATES = str(tmp_path)
    assert "notices.W002" not in [message.id for message in run_checks()]
