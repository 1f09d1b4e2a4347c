"""Taking a package apart and putting it together again, as whoever wants to deceive would."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from audit.canonical import to_json
from audit.signing import sign_package
from audit.verify_package import MANIFEST, NOTE
from oversight.package.packing import Outlet, _entry

Files = list[tuple[str, bytes]]


def files_of(package: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def packed(files: Files) -> bytes:
    """Exactly as the maker packs, whatever is in it."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        for name, content in files:
            with archive.open(_entry(name), "w", force_zip64=name == "log.jsonl") as file:
                file.write(content)
    return outlet.taken()


def replaced(files: Files, name: str, content: bytes) -> Files:
    return [(known, content if known == name else old) for known, old in files]


def resigned(files: Files, area: str, change: Callable[[dict[str, Any]], None] = lambda manifest: None) -> Files:
    """With a list that fits what is in it, signed with the key of the site as it is now."""
    manifest = json.loads(dict(files)[MANIFEST])
    manifest["files"] = [
        {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files
        if name not in (MANIFEST, NOTE)
    ]
    change(manifest)
    text = to_json(manifest).encode()
    return replaced(replaced(files, MANIFEST, text), NOTE, sign_package(area, manifest=text).encode())
