"""Certificates for tests, made here and good for nothing else."""

import datetime as dt
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12

PASSWORD = b"een lang wachtwoord"
HOLDER = "Winkeliersvereniging Voorbeeld"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(*, valid_from: dt.datetime, valid_until: dt.datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOLDER)])
    usage = {name: name in ("digital_signature", "content_commitment") for name in USAGES}
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(KEY.public_key())
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(valid_from).not_valid_after(valid_until)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    return made.add_extension(x509.KeyUsage(**usage), critical=True).sign(KEY, hashes.SHA256())


USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def put(folder: Path, slug: str, made: x509.Certificate, *, password: bytes | None = PASSWORD) -> None:
    """As an operator puts it there: the certificate with its key, and the password in a file with a line end."""
    lock = BestAvailableEncryption(password) if password else NoEncryption()
    data = pkcs12.serialize_key_and_certificates(b"letters", KEY, made, None, lock)
    (folder / f"{slug}.p12").write_bytes(data)
    if password:
        (folder / f"{slug}.password").write_bytes(password + b"\n")
