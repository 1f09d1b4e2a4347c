"""The code on a letter: guessed by nobody, read aloud and typed by anybody (A12 of the threat model).

Sixteen characters in four groups. Fifteen are random, the last one checks them.
"""

import hashlib
import secrets

# 23 signs of which no two look alike; what somebody may read for one of them counts as that one.
ALPHABET = "0123456789ACEFHKMPRTVXY"
READ_AS = str.maketrans("OQDILJZSGBU", "0001112568V")
RANDOM_PART, GROUP = 15, 4
LENGTH = RANDOM_PART + 1
BETWEEN = " -–—.·_/#\t\r\n\u00a0"


class MistypedError(ValueError):
    """It is no code: too long, too short, a sign that no code has, or one that is another than it was."""


def new_code() -> str:
    """A code with 67 random bits (23^15)."""
    part = "".join(secrets.choice(ALPHABET) for _place in range(RANDOM_PART))
    return part + _check_sign(part)


def read_code(typed: str) -> str:
    """The code that somebody typed: in capitals or not, with or without spaces, an O for a nought.

    Raises MistypedError. One wrong sign, and two that changed places, are always noticed.
    """
    # Far more than a code with everything that stands between its groups; nobody types that.
    code = typed[:100].upper().translate(dict.fromkeys(map(ord, BETWEEN))).translate(READ_AS)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET) or _check_sign(code[:-1]) != code[-1]:
        raise MistypedError
    return code


def in_groups(code: str) -> str:
    """As it is printed: four groups of four."""
    return " ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def digest(code: str) -> str:
    """What the register keeps of a code. It has too many random bits to be found again from this."""
    return hashlib.sha256(code.encode()).hexdigest()


def _check_sign(part: str) -> str:
    """Each place weighs another number, and 23 is a prime: so no single mistake comes out even."""
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(part, start=1))
    # Such that the whole, with the last sign in place sixteen, adds up to nought.
    return ALPHABET[-total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)]
