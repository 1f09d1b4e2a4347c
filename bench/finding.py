"""How well and how fast names are matched, beside other engines in the same run (R47, G35).

python -m bench.finding [--third] [--small] [--wrong] [--without-peers]

The other engines are installed into an environment of their own, which is thrown away; one that cannot be installed
is said to be missing. Needs no database; pg_trgm is asked of PostgreSQL if BENCH_POSTGRES names one
(postgres://user@host:5432/name, a scratch database).
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import venv
from importlib.metadata import version
from pathlib import Path

import django

from bench.finding_data import composing, register
from bench.finding_data import third as third_set
from bench.finding_data.measuring import Pair, at, best, by_kind, f1_by_kind, read_pairs, recalls

PEERS = Path(__file__).parent / "finding_data" / "peers.py"
PACKAGES = ("rapidfuzz", "anyascii", "metaphone", "nomenklatura")
ENGINES = ("token_set_ratio", "jaro_winkler", "double_metaphone", "trigrams", "logic_v1", "logic_v2")
IN_REGISTERS = ("jaro_winkler", "double_metaphone", "trigrams", "logic_v2")
FORMS = ("particle", "hyphen", "one_word", "transliterated", "very_short", "reversed")


class Peers:
    """The environment of the other engines."""

    def __init__(self, folder: str) -> None:
        venv.create(folder, with_pip=True)
        self.python = str(Path(folder) / "bin" / "python")
        for package in PACKAGES:
            done = subprocess.run([self.python, "-m", "pip", "install", "-q", package], capture_output=True, text=True)
            if done.returncode:
                print(f"  {package} cannot be installed here: {done.stderr.strip().splitlines()[-1][:120]}")

    def ask(self, engine: str, **task) -> dict | None:
        """What an engine says to a task; none if it does not run here."""
        done = subprocess.run(
            [self.python, str(PEERS)], input=json.dumps({"engine": engine, **task}), capture_output=True, text=True
        )
        if done.returncode:
            print(f"  {engine} does not run here: {done.stderr.strip().splitlines()[-1][:120]}")
            return None
        return json.loads(done.stdout)


def ours(pairs: list[Pair]) -> tuple[list[float], float]:
    """Our scores, and the microseconds that a comparison of folded names takes."""
    from bans.names import Known, Question, ask, judge, prepare

    folded = [(ask(Question(*pair.first)), prepare(Known(*pair.second))) for pair in pairs]
    scores = [judge(one, other).score for one, other in folded]
    laps = []
    for _ in range(5):
        began = time.process_time()
        for one, other in folded:
            judge(one, other)
        laps.append((time.process_time() - began) / len(folded) * 1e6)
    return scores, sorted(laps)[2]


def pg_trgm(pairs: list[Pair]) -> list[float] | None:
    """similarity() of PostgreSQL, if one may be asked."""
    address = os.environ.get("BENCH_POSTGRES")
    if not address:
        print("  pg_trgm: no PostgreSQL named (BENCH_POSTGRES); the same count in Python stands in")
        return None
    import psycopg

    names = [[f"{given} {family}" for family, given in (pair.first, pair.second)] for pair in pairs]
    with psycopg.connect(address) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        rows = connection.execute(
            "SELECT similarity(a, b) FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS t(a, b, n) ORDER BY n",
            ([one for one, _ in names], [other for _, other in names]),
        )
        return [row[0] for row in rows]


def of_pairs(parts: tuple[str, ...], peers: Peers | None, *, wrong: bool) -> None:
    """F1 on each set: at its own best threshold, and at the best threshold of the tuning half."""
    from bans.names import LIKELY, POSSIBLE

    tuned: dict[str, float] = {}
    for part in parts:
        pairs = read_pairs(part)
        labels = [pair.same for pair in pairs]
        print(f"\n{part}: {len(pairs)} pairs, {sum(labels)} of one person")
        table = {"ours": ours(pairs)}
        if peers:
            task = [[[*pair.first, None], [*pair.second, None]] for pair in pairs]
            for engine in ENGINES:
                if answer := peers.ask(engine, pairs=task):
                    table[engine] = answer["scores"], answer["microseconds"]
            if scores := pg_trgm(pairs):
                table["pg_trgm"] = scores, float("nan")
        heads = ("at", "precision", "recall", "as tuned", "µs a pair")
        print(f"  {'engine':18}{'best F1':>10}" + "".join(f"{head:>10}" for head in heads))
        for engine, (scores, microseconds) in table.items():
            q = best(scores, labels)
            tuned.setdefault(engine, q.threshold)
            fixed = at(tuned[engine], scores, labels).f1
            figures = (*q, fixed)
            print(f"  {engine:18}" + "".join(f"{figure:10.3f}" for figure in figures) + f"{microseconds:10.1f}")
        scores = table["ours"][0]
        for name, threshold in (("possible", POSSIBLE), ("likely", LIKELY)):
            q = at(threshold, scores, labels)
            print(f"  ours, {name} from {threshold}: F1 {q.f1:.3f}, precision {q.precision:.3f}, recall {q.recall:.3f}")
        kinds_of(pairs, {engine: scores for engine, (scores, _) in table.items()}, tuned)
        if wrong:
            for pair, score in zip(pairs, scores, strict=True):
                if (score >= tuned["ours"]) != pair.same:
                    print(f"    {score:.2f} {pair.kind}: {pair.first} / {pair.second}")


def kinds_of(pairs: list[Pair], table: dict[str, list[float]], tuned: dict[str, float]) -> None:
    """What was wrong, by kind, for each engine at the threshold of the tuning half; F1 of the kinds of one person."""
    wrong = {engine: by_kind(tuned[engine], scores, pairs) for engine, scores in table.items()}
    f1 = {engine: f1_by_kind(tuned[engine], scores, pairs) for engine, scores in table.items()}
    print(f"  wrong by kind (F1)  {'':7}" + "".join(f"{engine[:13]:>15}" for engine in table))
    for kind, (_, number, same) in wrong["ours"].items():
        cells = [f"{wrong[e][kind][0]}" + (f" ({f1[e][kind]:.2f})" if same else "") for e in table]
        print(f"  {'=' if same else '≠'} {kind:18}{number:5}  " + "".join(f"{cell:>15}" for cell in cells))
    missed = sum(row[0] for row in wrong["ours"].values() if row[2]) / sum(pair.same for pair in pairs)
    forms = {kind: wrong["ours"][kind] for kind in FORMS if kind in wrong["ours"]}
    rates = ", ".join(f"{kind} {bad / number:.3f}" for kind, (bad, number, _) in forms.items())
    print(f"  G35: missed overall {missed:.3f}, at most {1.5 * missed:.3f} allowed; by form: {rates}")


def of_registers(half: str, peers: Peers | None, *, small: bool) -> None:
    """Recall of true questions where 1 % and 0.1 % of innocent questions would hit somebody."""
    from bans.names import Known, Likeness, Question, ask, judge, prepare

    sizes = [(200, 2_000, 1_000)] if small else [(200, 4_000, 2_000), (5_000, 1_000, 1_000)]
    for size, innocents, true in sizes:
        for with_year in (False, True):
            people, asking, strangers = register.scene(half, size, innocents, true, with_year=with_year)
            print(f"\n{half}, a register of {size:,}, {'with birth year' if with_year else 'name only'}:", end=" ")
            print(f"{true:,} true questions, {innocents:,} innocent ones")
            filed = [prepare(Known(*one)) for one in people]
            found = [(kind, judge(ask(Question(*question)), filed[place]).score) for kind, place, question in asking]
            hits, laps, counted = [], [], {Likeness.POSSIBLE: 0, Likeness.LIKELY: 0}
            for one in strangers:
                began = time.process_time()
                question = ask(Question(*one))
                judgements = [judge(question, known) for known in filed]
                laps.append(time.process_time() - began)
                hits.append(max(judgement.score for judgement in judgements))
                for likeness in counted:
                    counted[likeness] += any(judgement.likeness >= likeness for judgement in judgements)
            show("ours", found, hits, sorted(laps)[len(laps) // 2] * 1000)
            possible, likely = (counted[likeness] / innocents for likeness in counted)
            print(f"    innocent questions that find somebody possible: {possible:.2%}, likely: {likely:.2%}")
            if not peers or size > 200:
                continue
            for engine in IN_REGISTERS:
                few = strangers[:200] if engine.startswith("logic") else strangers[:2_000]  # slow; 1 % only
                task = {"people": people, "true": [[place, question] for _, place, question in asking], "innocent": few}
                if answer := peers.ask(engine, **task):
                    named = [(kind, score) for (kind, _, _), score in zip(asking, answer["true"], strict=True)]
                    show(engine, named, answer["innocent"], answer["milliseconds"])


def show(engine: str, found: list[tuple[str, float]], hits: list[float], milliseconds: float) -> None:
    """One line, and our recall by kind."""
    one, tenth = recalls(found, hits)
    print(f"  {engine:18}at 1 %: {one[1]:.3f}   at 0.1 %: {tenth[1]:.3f}   {milliseconds:8.2f} ms a question (median)")
    if engine == "ours":
        for share, (threshold, _, kinds) in (("1 %", one), ("0.1 %", tenth)):
            told = ", ".join(f"{kind} {rate:.2f}" for kind, rate in sorted(kinds.items()))
            print(f"    at {share} (from {threshold:.3f}): {told}")


def main() -> int:
    """Prints everything; asserts nothing about time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--third", action="store_true", help="also the set of the second generator")
    parser.add_argument("--small", action="store_true", help="fewer questions, no register of 5,000")
    parser.add_argument("--wrong", action="store_true", help="print the pairs that we judge wrongly (tuning half)")
    parser.add_argument("--without-peers", action="store_true")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(f"Python {platform.python_version()}, rapidfuzz {version('rapidfuzz')}, anyascii {version('anyascii')}")
    print(f"seeds {composing.SEED} and {third_set.SEED}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="finding-") as folder:
        peers = None if asked.without_peers else Peers(folder)
        of_pairs(("tune",), peers, wrong=True) if asked.wrong else None
        if not asked.wrong:
            of_pairs(("tune", "held", "third") if asked.third else ("tune", "held"), peers, wrong=False)
            of_registers("held", peers, small=asked.small)
    print(f"\nload at the end {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
