"""What the benchmark counts: pairs read back, the best threshold of an engine, and recall against a register."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Pair(NamedTuple):
    """Two names, and whether they are one person's."""

    kind: str
    same: bool
    first: tuple[str, str]
    second: tuple[str, str]


def read_pairs(part: str) -> list[Pair]:
    """The published pairs of a set: tune, held or third."""
    with (HERE / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                row["kind"],
                row["same"] == "1",
                (row["family"], row["given"]),
                (row["other_family"], row["other_given"]),
            )
            for row in csv.DictReader(file)
            if row["set"] == part
        ]


class Quality(NamedTuple):
    """F1 at a threshold."""

    f1: float
    threshold: float
    precision: float
    recall: float


def at(threshold: float, scores: Sequence[float], labels: Sequence[bool]) -> Quality:
    """F1 when everything from the threshold on counts as the same."""
    hits = sum(score >= threshold and label for score, label in zip(scores, labels, strict=True))
    called, true = sum(score >= threshold for score in scores), sum(labels)
    precision, recall = hits / called if called else 0.0, hits / true if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Quality(f1, threshold, precision, recall)


def best(scores: Sequence[float], labels: Sequence[bool]) -> Quality:
    """The threshold with the best F1, looked for on these very pairs."""
    return max(at(threshold, scores, labels) for threshold in sorted({round(score, 3) for score in scores} - {0.0}))


def by_kind(threshold: float, scores: Sequence[float], pairs: Sequence[Pair]) -> dict[str, tuple[int, int, bool]]:
    """For each kind: wrong, all, and whether they are one person."""
    found: dict[str, list] = defaultdict(lambda: [0, 0, False])
    for score, pair in zip(scores, pairs, strict=True):
        row = found[pair.kind]
        row[0] += (score >= threshold) != pair.same
        row[1] += 1
        row[2] = pair.same
    return {kind: (row[0], row[1], row[2]) for kind, row in found.items()}


def f1_by_kind(threshold: float, scores: Sequence[float], pairs: Sequence[Pair]) -> dict[str, float]:
    """F1 of each kind of one person's name, against all pairs of two persons."""
    others = [(score, False) for score, pair in zip(scores, pairs, strict=True) if not pair.same]
    answer = {}
    for kind in dict.fromkeys(pair.kind for pair in pairs if pair.same):
        mine = [(score, True) for score, pair in zip(scores, pairs, strict=True) if pair.kind == kind]
        # As many others as of this kind, so that kinds can be laid side by side.
        share = len(mine) / len(others)
        hits = sum(score >= threshold for score, _ in mine)
        false = sum(score >= threshold for score, _ in others) * share
        answer[kind] = 2 * hits / (2 * hits + false + len(mine) - hits) if hits else 0.0
    return answer


def recalls(
    true: Iterable[tuple[str, float]], innocents: Iterable[float], shares: Sequence[float] = (0.01, 0.001)
) -> list[tuple[float, float, dict[str, float]]]:
    """For each share of innocent questions that may hit somebody: the threshold, recall, recall by kind."""
    true, ordered = list(true), sorted(innocents, reverse=True)
    answer = []
    for share in shares:
        threshold = ordered[int(share * len(ordered))]
        kinds: dict[str, list[bool]] = defaultdict(list)
        for kind, score in true:
            kinds[kind].append(score > threshold)
        found = sum(map(sum, kinds.values())) / len(true)
        answer.append((threshold, found, {kind: sum(hits) / len(hits) for kind, hits in kinds.items()}))
    return answer


Engine = Callable[[tuple[str, str], tuple[str, str]], float]
