"""A zip that is written while it is sent, with the signed list of its files at the end.

The list comes last because it tells of each file what went through; no file and no package is ever in memory or on a
disk. Every sign that the form leaves free is fixed, so that audit/verify_package.py can refuse any other.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from audit.canonical import to_json
from audit.signing import sign_package
from audit.verify_package import MANIFEST, NOTE

# The lines of a log get hardly smaller with more effort.
EFFORT = 1
UNIX = 3
# The version that reads large files, and what stands where sizes follow behind the file.
LARGE, UNKNOWN_SIZES = 45, b"\xff" * 8


class Outlet(io.RawIOBase):
    """What was written and not sent yet. Nobody can go back in it."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, written: Any) -> int:
        self._waiting.append(bytes(written))
        return len(written)

    def taken(self) -> bytes:
        waiting, self._waiting = self._waiting, []
        return b"".join(waiting)


def pack(files: Iterable[tuple[str, Iterable[bytes]]], *, area: str, about: dict[str, Any]) -> Iterator[bytes]:
    """The package in pieces. `about` is what the list says of the whole; each file is asked for when its turn comes."""
    outlet, listed = Outlet(), []
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=EFFORT) as archive:
        for name, blocks in files:
            digest, size = hashlib.sha256(), 0
            # Of the log nobody knows beforehand whether it stays below four gigabytes.
            with archive.open(_entry(name), "w", force_zip64=not isinstance(blocks, list)) as file:
                for block in blocks:
                    digest.update(block)
                    size += len(block)
                    file.write(block)
                    yield outlet.taken()
            listed.append({"name": name, "size": size, "sha256": digest.hexdigest()})
        manifest = to_json({**about, "files": listed}).encode()
        for name, content in ((MANIFEST, manifest), (NOTE, sign_package(area, manifest=manifest).encode())):
            with archive.open(_entry(name), "w") as file:
                file.write(content)
    yield outlet.taken()


class _Entry(zipfile.ZipInfo):
    """An entry that every Python writes alike: older ones leave two signs of the form for large files out."""

    def FileHeader(self, zip64: bool | None = None) -> bytes:
        if zip64:
            self.extract_version = self.create_version = LARGE
        header = super().FileHeader(zip64)
        return header[:18] + UNKNOWN_SIZES + header[26:] if zip64 else header


def _entry(name: str) -> zipfile.ZipInfo:
    entry = _Entry(name)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, UNIX, 0o600 << 16
    # ZipFile gives an entry of its own no effort.
    entry._compresslevel = EFFORT  # type: ignore[attr-defined]
    return entry
