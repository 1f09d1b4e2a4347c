"""Citizen numbers that pass the eleven test, and the ways in which people write them."""

import random
from collections.abc import Callable, Iterator

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def citizen_numbers(count: int, *, seed: int = 20260316) -> Iterator[str]:
    """Valid numbers, those that begin with a nought among them."""
    made = random.Random(seed)
    while count:
        number = f"{made.randrange(1_000_000, 1_000_000_000):09d}"
        if sum(w * int(d) for w, d in zip(WEIGHTS, number, strict=True)) % 11 == 0:
            count -= 1
            yield number


def split(sign: str, *sizes: int) -> Callable[[str], str]:
    def write(number: str) -> str:
        parts, at = [], 0
        for size in sizes:
            parts.append(number[at : at + size])
            at += size
        return sign.join(parts)

    return write


def in_digits_from(zero: int) -> Callable[[str], str]:
    return lambda number: "".join(chr(zero + int(digit)) for digit in number)


ONES = (1,) * 9
SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "threes with spaces": split(" ", 3, 3, 3),
    "as on a letter": split(".", 4, 2, 3),
    "threes with dots": split(".", 3, 3, 3),
    "threes with dashes": split("-", 3, 3, 3),
    "uneven with dashes": split("-", 2, 3, 4),
    "slashes": split("/", 3, 3, 3),
    "underscores": split("_", 3, 3, 3),
    "colons": split(":", 3, 3, 3),
    "commas": split(",", 3, 3, 3),
    "long dashes": split(" – ", 3, 3, 3),
    "hard spaces": split("\u00a0", 3, 3, 3),
    "one by one": split(" ", *ONES),
    "one by one with dashes": split("-", *ONES),
    "one by one with dots": split(".", *ONES),
    "pairs": split(" ", 2, 2, 2, 2, 1),
    "over two lines": split("\n", 4, 5),
    "invisible signs between": split("\u200b", *ONES),
    "brackets": lambda number: f"({number[:3]}) {number[3:6]} {number[6:]}",
    "dots and dashes": lambda number: f"{number[:3]}.{number[3:6]}-{number[6:]}",
    "full width": in_digits_from(0xFF10),
    "Arabic digits": in_digits_from(0x660),
    "Persian digits": in_digits_from(0x6F0),
    "Devanagari digits": in_digits_from(0x966),
    "bold digits": in_digits_from(0x1D7CE),
    "circled digits": lambda number: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(digit)] for digit in number),
    "word glued on": "bsn{}".format,
    "letter behind": "{}b".format,
    "after another number": "12, {}".format,
    "without its first digit beside the word": lambda number: f"burgerservicenummer {number[1:]}",
    "without its first digit beside the short word": lambda number: f"sofi: {number[1:5]} {number[5:]}",
}
