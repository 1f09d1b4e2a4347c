"""Codes of six digits that somebody would try first: rows, repetitions, dates."""

import datetime as dt
from itertools import pairwise

YEARS = range(1930, 2031)


def is_easy(code: str) -> bool:
    """Whether a code is a row, a repetition, pairs, a mirror or a date."""
    digits = [int(char) for char in code]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    repeated = code == code[:2] * 3 or code == code[:3] * 2
    pairs = digits[0::2] == digits[1::2]
    few = len(set(digits)) < 3
    return len(steps) == 1 or repeated or pairs or few or code == code[::-1] or is_date(code)


def is_date(code: str) -> bool:
    """Whether it reads as a day of a life: ddmmyy, mmddyy, yymmdd, mmyyyy or yyyymm."""
    first, second, third = int(code[:2]), int(code[2:4]), int(code[4:])
    if any(_is_day(*parts) for parts in ((third, second, first), (third, first, second), (first, second, third))):
        return True
    return any(year in YEARS and 1 <= month <= 12 for year, month in (
        (int(code[2:]), first), (int(code[:4]), third),
    ))  # fmt: skip


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(2000 + year, month, day)
    except ValueError:
        return False
    return True
