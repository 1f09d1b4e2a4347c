"""The engines that we are laid beside. Runs in an environment of its own, which the benchmark makes and throws away.

Reads one JSON document: {"engine", "pairs": [[name, name], …]} or {"engine", "people", "true", "innocent"}; a name is
[family, given, year or null]. Prints one JSON document: scores, microseconds for a pair, version.
"""

import json
import sys
import time
from importlib.metadata import version
from itertools import count


def token_set_ratio():
    """rapidfuzz.fuzz.token_set_ratio over the whole name."""
    from rapidfuzz import fuzz, utils

    def fold(name):
        return utils.default_process(f"{name[1]} {name[0]}")

    return fold, lambda one, other: fuzz.token_set_ratio(one, other) / 100, f"rapidfuzz {version('rapidfuzz')}"


def _paired(compare):
    """The best pairing of words, the mean over the longer name's letters."""

    def score(one, other):
        if len(one) > len(other):
            one, other = other, one
        pairs = sorted(((compare(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other)), reverse=True)
        rows, columns, total = set(), set(), 0.0
        for value, i, j in pairs:
            if i not in rows and j not in columns:
                rows.add(i)
                columns.add(j)
                total += value
        return total / max(len(one), 1) * (1 - 0.05 * (len(other) - len(one))) if one else 0.0

    return score


def jaro_winkler():
    """The best pairing of words by Jaro-Winkler, in plain letters."""
    from anyascii import anyascii
    from rapidfuzz.distance import JaroWinkler

    def fold(name):
        return anyascii(f"{name[1]} {name[0]}").lower().replace("-", " ").replace(".", " ").split()

    return fold, _paired(JaroWinkler.similarity), f"rapidfuzz {version('rapidfuzz')}"


def double_metaphone():
    """Words by the better of Jaro-Winkler and equal Double Metaphone."""
    from anyascii import anyascii
    from metaphone import doublemetaphone
    from rapidfuzz.distance import JaroWinkler

    def fold(name):
        words = anyascii(f"{name[1]} {name[0]}").lower().replace("-", " ").replace(".", " ").split()
        return [(word, {code for code in doublemetaphone(word) if code}) for word in words]

    def compare(one, other):
        return max(JaroWinkler.similarity(one[0], other[0]), 0.95 if one[1] & other[1] else 0.0)

    return fold, _paired(compare), f"metaphone {version('metaphone')}"


def _logic(name):
    from followthemoney import EntityProxy
    from nomenklatura import matching

    algorithm = getattr(matching, name)
    config = algorithm.default_config()
    number = count()  # what is known of an entity is kept by its id

    def fold(parts):
        family, given, year = parts
        properties = {"name": [f"{given} {family}".strip()]}
        if year:
            properties["birthDate"] = [str(year)]
        return EntityProxy.from_dict({"id": f"n{next(number)}", "schema": "Person", "properties": properties})

    return fold, lambda a, b: algorithm.compare(a, b, config).score, f"nomenklatura {version('nomenklatura')}"


def logic_v1():
    """Sanctions screening as it was."""
    return _logic("LogicV1")


def logic_v2():
    """Sanctions screening."""
    return _logic("LogicV2")


def trigrams():
    """What pg_trgm counts, in Python: shared groups of three letters."""

    def fold(name):
        words = f"{name[1]} {name[0]}".lower().replace("-", " ").split()
        return {f"  {word} "[at : at + 3] for word in words for at in range(len(word) + 1)}

    return fold, lambda a, b: len(a & b) / (len(a | b) or 1), "as pg_trgm"


ENGINES = (token_set_ratio, jaro_winkler, double_metaphone, trigrams, logic_v1, logic_v2)
SLOW = 100  # microseconds a pair
OWN_YEARS = {"logic_v1", "logic_v2"}


def _with_year(score, one, other):
    """The same rule as ours, for engines that know only words."""
    if one is None or other is None:
        return score
    if one == other:
        return score + (1 - score) * 0.5
    return score if abs(one - other) == 1 else score * 0.5


def main():
    """One engine, one task."""
    task = json.load(sys.stdin)
    fold, compare, named = next(engine for engine in ENGINES if engine.__name__ == task["engine"])()
    years = task["engine"] not in OWN_YEARS

    def judge(one, other, folded, theirs):
        score = compare(folded, theirs)
        return _with_year(score, one[2], other[2]) if years else score

    answer = {"version": named}
    if "pairs" in task:
        folded = [(fold(one), fold(other)) for one, other in task["pairs"]]
        answer["scores"] = [compare(one, other) for one, other in folded]
        laps = []
        for _ in range(5):
            began = time.process_time()
            for one, other in folded:
                compare(one, other)
            laps.append((time.process_time() - began) / len(folded) * 1e6)
            if laps[0] > SLOW:
                break  # once is enough to know
        answer["microseconds"] = sorted(laps)[len(laps) // 2]
    else:
        people = [(one, fold(one)) for one in task["people"]]
        true = [(question, fold(question), *people[place]) for place, question in task["true"]]
        answer["true"] = [judge(question, one, folded, theirs) for question, folded, one, theirs in true]
        laps, answer["innocent"] = [], []
        for question in task["innocent"]:
            began = time.process_time()
            folded = fold(question)
            answer["innocent"].append(max(judge(question, one, folded, theirs) for one, theirs in people))
            laps.append(time.process_time() - began)
        answer["milliseconds"] = sorted(laps)[len(laps) // 2] * 1000
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
