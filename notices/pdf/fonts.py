"""The letter's own fonts: the same on every machine, and never asked of one.

Each file has a family name of its own. Under one name the engine mixes up their glyphs as soon as a word needs
both: "Łukasz" made a whole letter unreadable. A style sheet names them one after another.
"""

# Family name → the beginning of its files in static/vendor/fonts; weights 400 and 700.
FAMILIES = {
    "Letter": "source-sans-3-latin",
    "Letter Extended": "source-sans-3-latin-ext",
    "Letter Cyrillic": "source-sans-3-cyrillic",
    "Letter Cyrillic Extended": "source-sans-3-cyrillic-ext",
    # A glyph for each letter. A font that sets the dots apart, as Noto's, leaves a PDF that nobody can read aloud.
    "Letter Arabic": "vazirmatn-arabic",
    "Letter Ethiopic": "noto-sans-ethiopic-ethiopic",
}
WEIGHTS = (400, 700)


def files() -> list[tuple[str, int, str]]:
    """Family, weight and name of each file."""
    return [
        (family, weight, f"{start}-{weight}-normal.woff2") for family, start in FAMILIES.items() for weight in WEIGHTS
    ]
