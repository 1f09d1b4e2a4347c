"""Numbers that no text may hold: the citizen number, and numbers of documents (R68).

A citizen number has nine digits that pass the eleven test; a list of shapes that only look like it, such as
telephone numbers and dates, is put aside first.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .characters import visible

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
# Digits belong together when at most three signs, and no letter, stand between them.
GAP = 3
BLANK = " \t\r\n\u00a0()[]"
NEAR = 40
CITIZEN_WORD = re.compile(
    r"bsn|sofi|burger ?service|burger ?nummer|persoonsnummer|citizen ?service|social ?security|fiscaal nummer"
)
DOCUMENT_WORD = re.compile(
    r"paspoort|passport|\bid\b|id[- ]?(?:kaart|card|bewijs|nummer|nr)|identiteits|identity|legitimatie|rijbewijs"
    r"|driving licen|verblijfsdocument|verblijfskaart|verblijfsvergunning|residence (?:permit|card)|documentn"
    r"|document ?(?:nr|no|number)|vreemdelingen|\bv[- ]?nummer|\bv[- ]?nr|\bvnr|\ba[- ]?nummer"
)
DATES = (
    r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])(?P<s>[-/.])(?:0?[1-9]|1[0-2])(?P=s)(?:\d{4}|\d\d)(?![-/.]?\d)",
    r"(?<![\d./-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![-/.]?\d)",
    r"(?<![\d.:])(?:[01]?\d|2[0-3])[:.][0-5]\d(?![.:]?\d)(?= ?(?:uur|u\b|h\b|en\b|tot\b|-|,|\.|$))",
)
TELEPHONES = (
    r"(?<!\d)(?:\+|00)(?: ?\(0\) ?|[ ./-]?\d){9,14}(?!\d)",
    r"(?<![\d./-])\(?0[1-9]\d{0,2}\)?(?: ?[-/] ?|[ .])?(?:\d[ .-]?){6,7}\d(?![ .-]?\d)",
)
# Amounts, bank accounts, postcodes, parcels.
OTHERS = (
    r"(?:€|\beur(?:o)?\b) ?\d[\d.,]{0,12}",
    r"(?<![\d.,])\d{1,3}(?:\.\d{3}){0,3},\d\d(?![.,]?\d)",
    r"\b[a-z]{2}\d\d[a-z]{4}(?: ?\d){10}\b",
    r"(?<!\d)[1-9]\d{3} ?[a-z]{2}\b",
    r"\b3s[a-z]{2,6}\d{7,12}\b",
)
# A year with a number, and the number of a police report: nobody writes a citizen number so.
FILES = (r"(?<!\d)(?:19|20)\d\d[/-]\d{5}(?!\d)", r"\bpl ?\d{4}[- ]?\d{4,10}(?:[- ]?\d{1,6})?\b")
FILE_NUMBER = re.compile("|".join(FILES))
NO_CITIZEN = [re.compile(pattern) for pattern in (*TELEPHONES, *DATES, *OTHERS)]
NO_DOCUMENT = [re.compile(pattern) for pattern in (*DATES, *OTHERS)]
NO_BARE_DATE = [re.compile(pattern) for pattern in DATES]
SHAPE = re.compile(r"(?<![A-Z0-9<])[A-NP-Z]{2}[A-NP-Z0-9]{6}\d(?![A-Z0-9<])", re.IGNORECASE)
LONG_CODE = re.compile(
    r"(?<![A-Z0-9])(?=[A-Z0-9 .-]{0,8}\d)[A-Z0-9](?:[ .-]?[A-Z0-9]){6,12}(?![A-Z0-9])", re.IGNORECASE
)
TOKEN = re.compile(r"\S+")


def citizen_number_in(text: str) -> bool:
    """Whether a citizen number stands in the text, however it is written."""
    plain = _digits(visible(text)).casefold()
    words = [match.span() for match in CITIZEN_WORD.finditer(plain)]
    return any(_is_citizen_number(chain, words) for chain in _chains(_put_aside(plain, NO_CITIZEN))) or any(
        _is_citizen_number(chain, words, near_only=True) for chain in _chains(_put_aside(plain, NO_BARE_DATE))
    )


def document_number_in(text: str) -> bool:
    """Whether the number of a passport, card or licence stands in the text, or a line for machines to read."""
    plain = _digits(visible(text))
    if any(_machine_line(match.group()) for match in TOKEN.finditer(plain)):
        return True
    # In the middle of a Dutch passport or card stand letters and digits; of figures alone an order number is made.
    if any(_mixed(match.group()) for match in SHAPE.finditer(plain)):
        return True
    lower = plain.casefold()
    words = [match.span() for match in DOCUMENT_WORD.finditer(lower)]
    if not words:
        return False
    return any(
        _near(match.span(), words) and sum(sign.isdigit() for sign in match.group()) >= 5
        for match in LONG_CODE.finditer(_put_aside(lower, NO_DOCUMENT))
    )


def _digits(text: str) -> str:
    """Arabic, Devanagari and other digits as 0 to 9."""
    return "".join(str(unicodedata.digit(sign)) if unicodedata.digit(sign, None) is not None else sign for sign in text)


def _put_aside(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """The text with a letter in the place of every sign of a number that is something else."""
    for pattern in patterns:
        text = pattern.sub(_hidden, text)
    return FILE_NUMBER.sub(lambda match: "x" * len(match.group()), text)


def _hidden(match: re.Match[str]) -> str:
    """Letters in its place; not for nine digits, which are no telephone number but may be a citizen's."""
    written = match.group()
    return written if sum(sign.isdigit() for sign in written) == 9 else "x" * len(written)


Group = tuple[str, int, int]


def _chains(text: str) -> Iterator[list[tuple[str, list[str], int, int]]]:
    """Rows of groups of digits with what stands between them, cut into stretches of eight to ten digits."""
    groups: list[Group] = [(m.group(), m.start(), m.end()) for m in re.finditer(r"\d+", text)]
    row: list[Group] = []
    for group in groups:
        between = text[row[-1][2] : group[1]] if row else ""
        if row and (len(between) > GAP or any(sign.isalnum() for sign in between)):
            yield _stretches(row, text)
            row = []
        row.append(group)
    if row:
        yield _stretches(row, text)


def _stretches(row: list[Group], text: str) -> list[tuple[str, list[str], int, int]]:
    found = []
    for first in range(len(row)):
        digits = ""
        for last in range(first, min(first + 10, len(row))):
            digits += row[last][0]
            if len(digits) > 10:
                break
            if len(digits) >= 8:
                gaps = [text[a[2] : b[1]] for a, b in pairwise(row[first : last + 1])]
                found.append((digits, gaps, row[first][1], row[last][2]))
    return found


def _is_citizen_number(
    stretches: list[tuple[str, list[str], int, int]], words: list[tuple[int, int]], *, near_only: bool = False
) -> bool:
    for digits, gaps, start, end in stretches:
        # Beside the word itself a wrong or a shortened number tells as much.
        if _near((start, end), words) and (len(digits) < 10 or digits[0] == "0"):
            return True
        if not near_only and len(digits) == 9 and _one_number(gaps) and _passes(digits):
            return True
    return False


def _one_number(gaps: list[str]) -> bool:
    """Whether the signs between the digits make one number of them and not a list."""
    signs = {gap.strip(BLANK) for gap in gaps}
    if any(("," in gap and gap != ",") or ";" in gap for gap in gaps):
        return False
    return len(signs) <= 1 or not any(any(sign.isspace() for sign in gap) for gap in gaps)


def _passes(digits: str) -> bool:
    """The eleven test."""
    return any(sign != "0" for sign in digits) and (
        sum(weight * int(sign) for weight, sign in zip(WEIGHTS, digits, strict=True)) % 11 == 0
    )


def _near(span: tuple[int, int], words: list[tuple[int, int]]) -> bool:
    return any(span[0] - NEAR <= end and start <= span[1] + NEAR for start, end in words)


def _machine_line(token: str) -> bool:
    return len(token) >= 15 and token.count("<") >= 2 and all(sign.isalnum() or sign == "<" for sign in token)


def _mixed(code: str) -> bool:
    middle = code[2:8]
    enough_digits = sum(sign.isdigit() for sign in code) >= 2
    return enough_digits and any(sign.isalpha() for sign in middle) and any(sign.isdigit() for sign in middle)
