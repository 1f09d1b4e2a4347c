"""How much a long proof tries: enough with each change to see a break, and all with `python -m bench.long_proofs`."""

import os

FULL = bool(os.environ.get("DREMPEL_TEST_FULL"))


def size(usual: int, full: int) -> int:
    return full if FULL else usual
