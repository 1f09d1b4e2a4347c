"""Signed notes, in the text form of C2SP signed-note and tlog-checkpoint, with the Ed25519 key of the site.

    example.org/logboek/markt
    1204
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
    time 2026-03-16T09:00:00.000000Z
    serial 77

    — example.org/logboek/markt Az3grlgtzPICa5OS8npVmf1Myq/5…

The hash is that over a chain, where a transparency log would put the root of a tree.
"""

import base64
import binascii
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ED25519 = b"\x01"
WHOLE_SITE = "*"
PACKAGE = "drempel-package/1"


def origin_of(area: str) -> str:
    """The name under which an area's log is known outside; an address without a scheme."""
    return f"{settings.LOG_NAME}/logboek/{area or WHOLE_SITE}"


def package_origin_of(area: str) -> str:
    """The name under which an audit package of an area is signed: another than that of its log."""
    return f"{settings.LOG_NAME}/pakket/{area or WHOLE_SITE}"


def private_key(text: str) -> Ed25519PrivateKey:
    """Read a key as the settings hold it: 32 random bytes in base64."""
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        raise ImproperlyConfigured("AUDIT_KEY is not a key: make one of 32 random bytes in base64.") from None


def _keys() -> list[Ed25519PrivateKey]:
    """The key of the site, and the one before it while both sign."""
    if not settings.AUDIT_KEY:
        raise ImproperlyConfigured("There is no key to sign the log with: set AUDIT_KEY_FILE.")
    return [private_key(text) for text in (settings.AUDIT_KEY, settings.AUDIT_KEY_PREVIOUS) if text]


def verifier_key(area: str) -> str:
    """The public key as a line that others keep: `name+id+key`."""
    return _verifier_key(_keys()[0], origin_of(area))


def _verifier_key(key: Ed25519PrivateKey, name: str) -> str:
    public = _public(key)
    return f"{name}+{_key_id(name, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def sign(area: str, *, size: int, digest: str, time: str, serial: int) -> str:
    """The signed statement that an area's log was this long, with this hash, at this time."""
    name = origin_of(area)
    return _signed(name, f"{name}\n{size}\n{digest}\ntime {time}\nserial {serial}\n")


def sign_package(area: str, *, manifest: bytes) -> str:
    """The signed statement that this is the list of files of an audit package.

    Its name is not that of a log, and where a head has its size it has a word: neither can pass for the other.
    """
    name = package_origin_of(area)
    digest = base64.b64encode(hashlib.sha256(manifest).digest()).decode()
    return _signed(name, f"{name}\n{PACKAGE}\n{digest}\nsize {len(manifest)}\n")


def _signed(name: str, text: str) -> str:
    return text + "\n" + "".join(_signature_line(key, name, text) for key in _keys())


def _signature_line(key: Ed25519PrivateKey, name: str, text: str) -> str:
    signature = _key_id(name, _public(key)) + key.sign(text.encode())
    return f"— {name} {base64.b64encode(signature).decode()}\n"


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]
