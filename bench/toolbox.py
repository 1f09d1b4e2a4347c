"""The figures of quality.md "Toolbox": recall of the search, its time beside LIKE, queries of a page, and loading.

    python -m bench.toolbox [--rounds 200]

On a scratch database of the run. LIKE asks for every word of the question in the same texts, as a list without a search
engine would; both give codes. The two take turns, question by question.
"""

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ["DREMPEL_VAR"] = tempfile.mkdtemp(prefix="drempel-toolbox-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
QUESTIONS = Path(__file__).resolve().parent.parent / "tests/toolbox/catalogue/questions"
PAGES = (
    "/maatregelen/",
    "/maatregelen/?q=agressie+in+de+bus",
    "/maatregelen/?voor=gemeente&probleem=nuisance&zelf=ja&zwaarte=0&zwaarte=1",
    "/maatregelen/vergelijken/?m=individual-shop-ban&m=collective-shop-ban",
    "/maatregelen/collective-shop-ban/",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40, help="times that each question is asked")
    rounds = parser.parse_args().rounds

    import django

    django.setup()
    from django.core.management import call_command

    from participants import clock
    from toolbox.catalogue import loading

    call_command("migrate", verbosity=0)
    begun = perf_counter()
    loading.load(by="bench", on=clock.today())
    print(f"read, check and load 134 measures: {perf_counter() - begun:.2f} s (goal 3 s)")
    recall()
    beside_like(rounds)
    pages()


def questions() -> list[tuple[str, dict[str, Any]]]:
    import yaml

    return [
        (name, row)
        for name in ("tuning", "held_out")
        for row in yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8"))
    ]


def recall() -> None:
    from participants import clock
    from toolbox.catalogue.shelf import shelf

    found: dict[str, list[bool]] = {}
    for name, row in questions():
        top = {measure.code for measure in shelf(clock.today()).ranked(row["ask"])[:5]}
        found.setdefault(name, []).append(bool(top.intersection(row["want"])))
    for name, hits in found.items():
        print(f"recall at five, {name}: {sum(hits)} of {len(hits)} (goal 0.95)")


def beside_like(rounds: int) -> None:
    from django.db import connection

    from participants import clock
    from toolbox.catalogue.finding.words import tokens
    from toolbox.catalogue.shelf import shelf

    asked = [row["ask"] for _name, row in questions()]
    today = clock.today()
    ours: list[float] = []
    like: list[float] = []
    for words in asked * rounds:
        begun = perf_counter()
        [measure.code for measure in shelf(today).ranked(words)]
        ours.append(perf_counter() - begun)
        parts = [f"%{word}%" for word in tokens(words)]
        where = " AND ".join(["facts LIKE %s"] * len(parts))
        begun = perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT code FROM toolbox_measure WHERE valid_until IS NULL AND {where}", parts)
            cursor.fetchall()
        like.append(perf_counter() - begun)
    first = ours[: len(asked)]
    print(f"search, each word for the first time: {median(first) * 1000:.2f} ms, "
          f"{median(first) / median(like):.2f} times LIKE")  # fmt: skip
    print(f"search {median(ours) * 1000:.2f} ms, LIKE {median(like) * 1000:.2f} ms: "
          f"{median(ours) / median(like):.2f} times, mean {sum(ours) / sum(like):.2f} times (goal 2)")  # fmt: skip


def pages() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    for address in PAGES:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            begun = perf_counter()
            answer = client.get(address)
            took = perf_counter() - begun
        print(f"{len(asked)} queries, {took * 1000:.0f} ms, {answer.status_code}: {address} (goal 8 queries)")


if __name__ == "__main__":
    main()
