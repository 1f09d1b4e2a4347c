"""python -m bench.finding_data            say how many pairs there would be
python -m bench.finding_data --write    write pairs.csv anew; the seeds stand in composing.py and third.py
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from . import composing, third

COLUMNS = ("set", "kind", "same", "family", "given", "other_family", "other_given")


def main() -> None:
    """Make the three sets."""
    rows = [*composing.pairs("tune"), *composing.pairs("held"), *third.pairs()]
    rows = list(dict.fromkeys(rows))
    print(Counter((row[0], row[2]) for row in rows))
    if "--write" in sys.argv:
        with (Path(__file__).parent / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(rows)


if __name__ == "__main__":
    main()
