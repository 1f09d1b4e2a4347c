"""Pictures of figures, made on the server as SVG. Each stands above the table with the same numbers.

A picture is 320 units wide and letters are 14 high, so that on a narrow telephone they are no smaller than that.
Colours are those of the page (static/css/figures.css), in light and in dark. A number that is not shown is a hatched
box of one size: its height says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH = 320
ROW = 50
BAR = 18
# Room for the number behind a bar.
NUMBER = 44
HIDDEN_BOX = 28
PLOT = 150
LEFT, RIGHT, TOP = 40, 12, 14


@dataclass(frozen=True)
class Point:
    """A number with its label; None where it is not shown."""

    label: str
    value: int | None


def bars(points: Sequence[Point], *, code: str, title: str) -> SafeString:
    """Lying bars, each under its own label, so that a long label fits."""
    largest = max((point.value or 0 for point in points), default=0) or 1
    parts = []
    for number, point in enumerate(points):
        top = number * ROW
        parts.append(format_html('<text x="0" y="{}">{}</text>', top + 16, point.label))
        if point.value is None:
            parts.append(_box(code, 0, top + 23))
            parts.append(_small(HIDDEN_BOX + 8, top + 37, _("niet getoond")))
            continue
        length = round((WIDTH - NUMBER) * point.value / largest, 1)
        box = '<rect class="chart__bar" x="0" y="{}" width="{}" height="{}"/>'
        parts.append(format_html(box, top + 23, length, BAR))
        parts.append(_small(length + 6, top + 37, str(point.value)))
    return _svg(code, title, _in_words(points), len(points) * ROW, parts)


def line(points: Sequence[Point], *, code: str, title: str) -> SafeString:
    """Numbers in the order of time. Where one is not shown the line is broken."""
    largest = max((point.value or 0 for point in points), default=0) or 1
    step = (WIDTH - LEFT - RIGHT) / max(1, len(points) - 1)
    floor = TOP + PLOT
    axis = '<line class="chart__axis" x1="{}" y1="{}" x2="{}" y2="{}"/>'
    parts = [
        format_html(axis, LEFT, floor, WIDTH - RIGHT, floor),
        format_html('<text class="chart__end" x="{}" y="{}">{}</text>', LEFT - 8, TOP + 5, largest),
        format_html('<text class="chart__end" x="{}" y="{}">0</text>', LEFT - 8, floor + 5),
    ]
    pieces: list[list[tuple[float, float]]] = [[]]
    for number, point in enumerate(points):
        x = round(LEFT + number * step, 1)
        if point.value is None:
            pieces.append([])
            parts.append(_box(code, x - 4, floor - BAR, width=8))
        else:
            pieces[-1].append((x, round(floor - PLOT * point.value / largest, 1)))
    for piece in pieces:
        if len(piece) > 1:
            path = " ".join(f"{x},{y}" for x, y in piece)
            parts.append(format_html('<polyline class="chart__line" points="{}"/>', path))
        parts += [format_html('<circle class="chart__dot" cx="{}" cy="{}" r="4"/>', x, y) for x, y in piece]
    if points:
        parts.append(format_html('<text x="{}" y="{}">{}</text>', LEFT, floor + 22, points[0].label))
        last = '<text class="chart__end" x="{}" y="{}">{}</text>'
        parts.append(format_html(last, WIDTH - RIGHT, floor + 22, points[-1].label))
    return _svg(code, title, _in_words(points), floor + 32, parts)


def _in_words(points: Sequence[Point]) -> str:
    hidden = _("niet getoond")
    return "; ".join(f"{one.label}: {hidden if one.value is None else one.value}" for one in points)


def _small(x: float, y: float, text: str) -> SafeString:
    return format_html('<text class="chart__number" x="{}" y="{}">{}</text>', x, y, text)


def _box(code: str, x: float, y: float, *, width: int = HIDDEN_BOX) -> SafeString:
    box = '<rect class="chart__hidden" x="{}" y="{}" width="{}" height="{}" fill="url(#{}-hatch)"/>'
    return format_html(box, x, y, width, BAR, code)


def _svg(code: str, title: str, words: str, height: float, parts: Sequence[SafeString]) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{code}-title {code}-desc">'
        '<title id="{code}-title">{}</title><desc id="{code}-desc">{}</desc>{}{}</svg>',
        WIDTH,
        height,
        title,
        words,
        _hatch(code),
        format_html_join("", "{}", ((part,) for part in parts)),
        code=code,
    )


def _hatch(code: str) -> SafeString:
    return format_html(
        '<defs><pattern id="{}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path class="chart__hatch" d="M0 6 6 0"/></pattern></defs>',
        code,
    )
