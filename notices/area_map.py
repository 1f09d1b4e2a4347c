"""A plain map of the area: its border as one shape, drawn without asking anybody."""

import math
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH, HEIGHT, MARGIN = 480, 260, 24


def draw(boundary: Sequence[Sequence[float]], *, label: str = "") -> SafeString:
    """An SVG of the border, north up, with a scale bar; empty below three points.

    Points are [latitude, longitude] in degrees. `label` is what it is called for who cannot see it.
    """
    if len(boundary) < 3:
        return SafeString("")
    middle = math.radians(sum(point[0] for point in boundary) / len(boundary))
    # Metres east and north of the equator's origin; flat enough for a shopping area.
    metres = [(lon * 111_320 * math.cos(middle), lat * 110_574) for lat, lon in boundary]
    left, low = min(x for x, _y in metres), min(y for _x, y in metres)
    wide = max(x for x, _y in metres) - left or 1
    high = max(y for _x, y in metres) - low or 1
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 3 * MARGIN) / high)
    points = " ".join(
        f"{MARGIN + (x - left) * scale:.1f},{HEIGHT - 2 * MARGIN - (y - low) * scale:.1f}" for x, y in metres
    )
    bar = _round_length(wide / 3)
    return format_html(
        '<svg class="map" viewBox="0 0 {w} {h}" role="img" aria-label="{label}"><title>{label}</title>'
        '<polygon points="{points}" fill="#dbe8e5" stroke="#0e4a4f" stroke-width="3"/>'
        '<path d="M{x} {y}h{length}" stroke="#1b282b" stroke-width="3"/>'
        '<text x="{x}" y="{text_y}" font-size="12">{bar} m</text>'
        '<path d="M{nx} 40v-26l-6 9m6-9l6 9" fill="none" stroke="#1b282b" stroke-width="2"/>'
        '<text x="{nx}" y="54" font-size="12" text-anchor="middle">N</text></svg>',
        w=WIDTH,
        h=HEIGHT,
        label=label or _("Kaart van het winkelgebied, met de grens"),
        points=points,
        x=MARGIN,
        y=HEIGHT - 26,
        text_y=HEIGHT - 10,
        length=round(bar * scale, 1),
        bar=bar,
        nx=WIDTH - 20,
    )


def _round_length(metres: float) -> int:
    """The longest of 10, 20, 50, 100 … metres that fits."""
    step = 10 ** max(1, math.floor(math.log10(max(metres, 10))))
    return max(count * step for count in (1, 2, 5) if count * step <= max(metres, 10))
