"""How well free text is screened: 10,000 citizen numbers in every spelling, and the labelled sentences (T33, G33).

python -m bench.free_text
"""

import os
import sys
import time

import django

from tests.fairness.composing import read
from tests.fairness.numbers import SPELLINGS, citizen_numbers

NUMBERS = 10_000


def main() -> int:
    """Prints recall and false blocks of each part, as the word lists stand today."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from bans.free_text import check_free_text
    from participants.refusals import Refusal

    def code(text: str) -> str:
        try:
            check_free_text(text, "narrative")
        except Refusal as refusal:
            return refusal.code
        return ""

    failed = False
    numbers = list(citizen_numbers(NUMBERS))
    for name, write in SPELLINGS.items():
        found = sum(code(f"Zijn nummer is {write(number)} zei hij.") == "citizen_number" for number in numbers)
        failed |= found != NUMBERS
        print(f"citizen number, {name}: {found} of {NUMBERS}")
    rows = read()
    for part in ("tune", "second", "third", "fourth", "fifth", "sixth"):
        must = [row["text"] for row in rows if (row["part"], row["label"]) == (part, "refuse")]
        may = [row["text"] for row in rows if (row["part"], row["label"]) == (part, "pass")]
        missed, blocked = [text for text in must if not code(text)], [text for text in may if code(text)]
        recall, false = 1 - len(missed) / len(must), len(blocked) / len(may)
        failed |= recall < 0.98 or false > 0.02
        print(f"{part}: recall {recall:.1%} of {len(must)}, false blocks {false:.1%} of {len(may)}")
        for text in [*missed, *blocked]:
            print(f"  wrong: {text}")
    began = time.process_time()
    for row in rows:
        code(row["text"])
    print(f"{(time.process_time() - began) / len(rows) * 1000:.2f} ms a sentence")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
