"""The archive of a dossier: all papers or none, the same facts the same bytes."""

import hashlib
import io
import zipfile
from collections.abc import Callable

from .papers import Sources, made, papers_of

# No moment of making: a second archive of the same facts is the same archive.
AT = (2020, 1, 1, 0, 0, 0)
SUMS = "SHA256SUMS"
READABLE = 0o644 << 16


def archive_of(sources: Sources, *, between: Callable[[], None] = lambda: None) -> bytes:
    """Every paper in one archive, with the sum of each. `between` is called before each paper.

    Refuses where one cannot be made, and names it; then there is no archive.
    """
    files: list[tuple[str, bytes]] = []
    for paper in papers_of(sources):
        between()
        files.append((paper.name, made(paper)))
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [*files, (SUMS, sums.encode())]:
            entry = zipfile.ZipInfo(name, date_time=AT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, READABLE
            archive.writestr(entry, data)
    return out.getvalue()
