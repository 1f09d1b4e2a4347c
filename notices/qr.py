"""A QR code as one shape, for paper: drawn here and asked of nobody."""

from itertools import groupby

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString


def draw(text: str, *, label: str) -> SafeString:
    """An SVG without the white border that a reader needs, which is the paper. The same text gives the same shape.

    A seventh of it may be unreadable.
    """
    rows = segno.make_qr(text, error="m", boost_error=False).matrix
    side = len(rows)
    return format_html(
        '<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{label}"><title>{label}</title>'
        '<path fill="#000" d="{path}"/></svg>',
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
            path += f"M{at} {number}h{length}v1h-{length}z"
        at += length
    return path
