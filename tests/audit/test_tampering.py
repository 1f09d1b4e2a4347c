"""A small version of bench/audit_tampering.py: nine kinds of tampering at random, all of them found (T22)."""

from collections import Counter

from bench import audit_tampering as bench

SEED = "every change"


def test_t22_every_tampering_older_than_the_last_head_is_found() -> None:
    told = bench.run(90, SEED)
    assert len(told) == 9 and all(counts["older", True] > 5 for counts in told.values())
    assert {kind: counts["older", False] for kind, counts in told.items() if counts["older", False]} == {}


def test_t22_what_the_readers_heads_do_not_cover_is_not_claimed() -> None:
    """A forger with the key stays unseen above the last head; the figures say so by counting the two apart."""
    young = Counter[bool]()
    for kind in ("change and recompute", "delete and recompute", "fork"):
        for number in range(20):
            older, found = bench.tamper(kind, f"{SEED}/{number}")
            young.update([found] if not older else [])
    assert young[False] > 0


def test_t22_withheld_head_is_found_and_an_untouched_log_is_sound() -> None:
    assert bench.withheld(8, SEED) == (8, 8)
    assert bench.sound(8, SEED) == 8


def test_t22_bench_ends_well_and_writes_a_table(capsys: object, monkeypatch: object) -> None:
    monkeypatch.setattr("sys.argv", ["bench", "--count", "18", "--lines", "300"])
    assert bench.main() == 0
    assert "| **all** |" in capsys.readouterr().out
