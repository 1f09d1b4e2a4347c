"""A QR code as one shape, for paper: drawn here and asked of nobody."""

from itertools import groupby

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

# What a reader needs around the code, in modules.
QUIET = 4


def draw(text: str, *, label: str) -> SafeString:
    """An SVG with a white border. A seventh of it may be unreadable. The same text gives the same shape."""
    rows = segno.make_qr(text, error="m", boost_error=False).matrix
    side = len(rows) + 2 * QUIET
    return format_html(
        '<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{label}"><title>{label}</title>'
        '<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path}"/></svg>',
        side=side,
        label=label,
        path="".join(_runs(number, row) for number, row in enumerate(rows)),
    )


def _runs(number: int, row: bytearray) -> str:
    """The dark modules of a row, each run as one rectangle: fewer shapes, and no white hair between two."""
    path, at = "", 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            path += f"M{QUIET + at} {QUIET + number}h{length}v1h-{length}z"
        at += length
    return path
