"""What is drawn follows from seed and references alone, and each stratum has its part."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from oversight.sampling.drawing import SMALL, allocation, digest_of, draw, seed_of, small_together

POPULATION = {"ban.area": [f"2026-{n:04}" for n in range(60)], "warning.shop": [f"2025-{n:04}" for n in range(3)]}


def test_anybody_draws_the_same_again_with_a_few_lines() -> None:
    """Written out as somebody else would do it, from what is published."""
    seed = seed_of("c2lnbmVk", "2026-03-16")
    found = draw(POPULATION, seed=seed, total=21)
    again = []
    for stratum, count in (("ban.area", 20), ("warning.shop", 1)):
        ordered = sorted(POPULATION[stratum], key=lambda one: hashlib.sha256(f"{seed}|{one}".encode()).hexdigest())
        again += ordered[:count]
    assert found == again


def test_order_of_the_list_does_not_matter_and_the_seed_does() -> None:
    turned = {stratum: rows[::-1] for stratum, rows in POPULATION.items()}
    assert draw(turned, seed="a", total=10) == draw(POPULATION, seed="a", total=10)
    assert draw(POPULATION, seed="b", total=10) != draw(POPULATION, seed="a", total=10)


def test_largest_remainder() -> None:
    assert allocation({"a": 50, "b": 30, "c": 20}, 7) == {"a": 4, "b": 2, "c": 1}
    assert allocation({"a": 97, "b": 2, "c": 1}, 10) == {"a": 10, "b": 1, "c": 1}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 400)), st.integers(0, 200))
def test_each_has_its_part(sizes: dict[str, int], total: int) -> None:
    found = allocation(sizes, total)
    everything = sum(sizes.values())
    if not total or not everything:
        assert found == {}
        return
    assert found.keys() == {stratum for stratum, size in sizes.items() if size}
    assert all(1 <= count <= sizes[stratum] for stratum, count in found.items())
    assert sum(found.values()) >= min(total, everything)
    for stratum, count in found.items():
        assert count == 1 or abs(count - sizes[stratum] * min(total, everything) / everything) < 1


def test_hundreds_of_small_shops_do_not_make_the_sample_larger() -> None:
    shops = {str(n): [f"{n}-{k}" for k in range(5)] for n in range(400)} | {"big": [f"b-{k}" for k in range(500)]}
    together = small_together(shops, 58)
    assert set(together) == {SMALL, "big"} and sum(map(len, together.values())) == 2500
    assert len(draw(together, seed="s", total=58)) == 58


def test_hash_over_the_population_tells_of_one_that_was_left_out() -> None:
    less = {**POPULATION, "warning.shop": POPULATION["warning.shop"][:-1]}
    assert digest_of(less) != digest_of(POPULATION)
    assert digest_of(dict(reversed(POPULATION.items()))) == digest_of(POPULATION)
