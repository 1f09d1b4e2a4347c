"""Can a clock tell "not yours" from "not there"? (G12, T2)

python -m bench.indistinguishable                2,000 pairs for each kind of address
python -m bench.indistinguishable --pairs 200    a quick look

Each pair asks for something that exists in another shop or area, and for a reference that nothing has, in random
order. AUC is the chance that of such a pair the one that exists took longer: 0.5 is a coin, and 0.45 to 0.55 is met.
"""

import argparse
import random
import sys
import time

from bench.access_scratch import scratch_database

LOW, HIGH = 0.45, 0.55
# Who asks, by which route (its name, and whether it is the API's), for which file.
QUESTIONS = (
    ("manager_b", "sanction", False, "individual"),
    ("manager_b", "sanction", True, "individual"),
    ("manager_b", "incident", False, "individual"),
    ("counter_b", "photo", False, "individual"),
    ("counter_b", "brief-open", True, "individual"),
    ("counter_b", "breach-new", False, "individual"),
    ("manager_b", "pdf", False, "individual"),
    ("manager_b", "letter-pdf", True, "collective"),
    ("manager_a", "sanction", False, "restricted"),
    ("manager_a", "sanction", True, "expired"),
    ("approver", "decide", False, "individual"),
    ("stranger", "sanction", True, "collective"),
    ("stranger", "photo", True, "collective"),
    ("municipality", "sanction", True, "collective"),
)


def auc(longer: list[float], shorter: list[float]) -> float:
    """The chance that one of the first is above one of the second (Mann-Whitney)."""
    ranked = sorted([(value, True) for value in longer] + [(value, False) for value in shorter])
    below, wins = 0, 0
    for _value, exists in ranked:
        if exists:
            wins += below
        else:
            below += 1
    return wins / (len(longer) * len(shorter))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--skip", type=int, default=0, help="go on after so many kinds of address")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)
    missed = []
    with scratch_database():
        from tests.access.asking import Asker
        from tests.access.routes import every_route
        from tests.access.world import RANDOM, built

        with built() as world:
            asker = Asker(world)
            for viewer, name, api, file in QUESTIONS[asked.skip :]:
                route = next(r for r in every_route() if r.name == name and r.is_api == api)
                method = "GET" if "GET" in route.methods else route.methods[0]
                shop = world.cast.shop_b if viewer.endswith("_b") else world.cast.shop_a
                body = {"shop": shop.pk, "reason": "at_the_door"}
                area = world.cast.elsewhere.slug if viewer == "stranger" else world.cast.area.slug
                took: dict[str, list[float]] = {file: [], RANDOM: []}
                for _pair in range(asked.pairs):
                    for case in dice.sample([file, RANDOM], 2):
                        values = world.values(case, area=area)
                        began = time.perf_counter()
                        asker.ask(viewer, route, method, values, body)
                        took[case].append(time.perf_counter() - began)
                found = auc(took[file], took[RANDOM])
                met = LOW <= found <= HIGH
                if not met:
                    missed.append(name)
                kind = "api" if api else "page"
                print(f"{'met ' if met else 'MISS'} {found:.3f}  {viewer} {kind} {name}, {file}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
