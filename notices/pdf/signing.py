"""A letter with the digital signature of its association, where that has a certificate (PAdES-B, without a network).

The certificate is a secret of the operator: `<area>.p12` in the folder of `LETTER_CERTIFICATES`, and its password in
`<area>.password`. Whatever is wrong with it, the letter is made: it holds without a signature too.
"""

import datetime as dt
import io
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.utils.translation import gettext as _

from participants.clock import dutch_date
from participants.models import ShoppingArea

logger = logging.getLogger(__name__)
FIELD = "Signature"
UNREADABLE, WRONG_PASSWORD, NOT_YET, EXPIRED = "unreadable", "wrong_password", "not_yet", "expired"


class CertificateError(Exception):
    """Why there is no signature; `code` is one of the four above."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Certificate:
    """Who signs, from when until when, and what does it."""

    holder: str
    valid_from: dt.datetime
    valid_until: dt.datetime
    signer: Any


@dataclass(frozen=True)
class Signing:
    """How it stands with the signature of an area: who signs until when, or a sentence about what is wrong."""

    holder: str = ""
    until: dt.date | None = None
    trouble: str = ""


def signed(pdf: bytes, *, area: ShoppingArea, at: dt.datetime) -> bytes:
    """The letter with the association's signature; as it came where there is no certificate that can be used."""
    try:
        certificate = certificate_of(area, at=at)
    except CertificateError as error:
        logger.warning("a letter of %s goes without its signature: certificate %s", area.slug, error.code)
        return pdf
    if certificate is None:
        return pdf
    try:
        return _sign(pdf, certificate.signer)
    except Exception as error:
        # Whatever a certificate does to the library that signs, the letter is not lost for it.
        logger.warning("a letter of %s goes without its signature: %s", area.slug, type(error).__name__)
        return pdf


def signing_of(area: ShoppingArea, *, at: dt.datetime) -> Signing:
    """What the coordinator should know."""
    try:
        certificate = certificate_of(area, at=at)
    except CertificateError as error:
        return Signing(trouble=_sentence(error.code))
    if certificate is None:
        return Signing()
    return Signing(holder=certificate.holder, until=dutch_date(certificate.valid_until))


def certificate_of(area: ShoppingArea, *, at: dt.datetime) -> Certificate | None:
    """The certificate of the area; None where it has none. Refuses one that cannot be used at that moment."""
    if not settings.LETTER_CERTIFICATES:
        return None
    path = Path(settings.LETTER_CERTIFICATES) / f"{area.slug}.p12"
    try:
        if not path.exists():
            return None
        word = path.with_suffix(".password")
        certificate = _load(path.read_bytes(), word.read_bytes().strip() if word.exists() else None)
    except OSError:
        raise CertificateError(UNREADABLE) from None
    if at < certificate.valid_from:
        raise CertificateError(NOT_YET)
    if at > certificate.valid_until:
        raise CertificateError(EXPIRED)
    return certificate


@lru_cache(maxsize=64)
def _load(data: bytes, password: bytes | None) -> Certificate:
    """The key and its certificate. Opening them is made slow on purpose, so it is done once."""
    from asn1crypto.pkcs12 import Pfx
    from pyhanko.sign.signers import SimpleSigner

    try:
        key, found, _others = pkcs12.load_key_and_certificates(data, password)
    except (ValueError, TypeError):
        raise CertificateError(WRONG_PASSWORD if _is_pkcs12(data, Pfx) else UNREADABLE) from None
    signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=password) if key and found else None
    if signer is None or found is None:
        raise CertificateError(UNREADABLE)
    names = found.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return Certificate(
        holder=str(names[0].value) if names else found.subject.rfc4514_string(),
        valid_from=found.not_valid_before_utc,
        valid_until=found.not_valid_after_utc,
        signer=signer,
    )


def _is_pkcs12(data: bytes, kind: Any) -> bool:
    try:
        return bool(kind.load(data, strict=True)["auth_safe"].native)
    except (ValueError, TypeError, KeyError):
        return False


def _sign(pdf: bytes, signer: Any) -> bytes:
    """One revision behind the letter, with a field that is not to be seen and that nobody has to hear (PDF/UA-1)."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    hidden = InvisSigSettings(set_print_flag=False, set_hidden_flag=True)
    field = SigFieldSpec(FIELD, invis_sig_settings=hidden, readable_field_name="Handtekening van de vereniging")
    about = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    sign = PdfSigner(about, signer=signer, new_field_spec=field).sign_pdf
    # The library runs an event loop of its own, which a thread that has one already does not allow.
    with ThreadPoolExecutor(max_workers=1) as apart:
        out = apart.submit(sign, IncrementalPdfFileWriter(io.BytesIO(pdf))).result()
    return bytes(out.getvalue())


def _sentence(code: str) -> str:
    reasons = {
        UNREADABLE: _("Het certificaat van de vereniging kan niet worden gelezen."),
        WRONG_PASSWORD: _("Het wachtwoord bij het certificaat van de vereniging klopt niet."),
        NOT_YET: _("Het certificaat van de vereniging geldt nog niet."),
        EXPIRED: _("Het certificaat van de vereniging is verlopen."),
    }
    rest = _(
        "Brieven krijgen nu geen digitale handtekening. Ze gelden gewoon. Meld het aan wie Drempel voor u beheert."
    )
    return f"{reasons[code]} {rest}"
