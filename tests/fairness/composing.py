"""Composes the labelled sentences: those written by hand, and frames filled with words, with a fixed seed.

Each part has frames and words of its own. What is filled in does not come from the word lists of the product.

    python -m tests.fairness.composing --write
"""

import itertools
import random
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences.yaml"
SEED = 20260316
# How many of each label and part, those by hand included.
WANTED = {
    ("refuse", "tune"): 650,
    ("refuse", "second"): 500,
    ("refuse", "third"): 500,
    ("refuse", "fourth"): 400,
    ("refuse", "fifth"): 250,
    ("refuse", "sixth"): 200,
    ("pass", "tune"): 700,
    ("pass", "second"): 500,
    ("pass", "third"): 500,
    ("pass", "fourth"): 400,
    ("pass", "fifth"): 250,
    ("pass", "sixth"): 200,
}


def composed(label: str, part: str) -> list[str]:
    """Every frame of this label and part with every fitting word, in a fixed order that looks random."""
    data = yaml.safe_load((HERE / "frames.yaml").read_text(encoding="utf-8"))[label][part]
    made = []
    for group in data:
        # A frame names the lists that it takes: "Een {who} stal {what}."
        lists = {name: words for name, words in group.items() if name != "frames"}
        for frame in group["frames"]:
            names = [name for name in lists if f"{{{name}}}" in frame]
            for words in itertools.product(*(lists[name] for name in names)):
                sentence = frame.format(**dict(zip(names, words, strict=True)))
                made.append(sentence[:1].upper() + sentence[1:])
    made = sorted(set(made))
    random.Random(SEED).shuffle(made)
    return made


def all_sentences() -> list[dict[str, str]]:
    """Each sentence once, with its label, its part, and whether it was written or composed."""
    by_hand = yaml.safe_load((HERE / "hand.yaml").read_text(encoding="utf-8"))
    rows = []
    for (label, part), wanted in WANTED.items():
        written = by_hand[label][part]
        rows += [{"text": text, "label": label, "part": part, "source": "hand"} for text in written]
        fill = [text for text in composed(label, part) if text not in set(written)][: wanted - len(written)]
        rows += [{"text": text, "label": label, "part": part, "source": "frame"} for text in fill]
    return rows


def read() -> list[dict[str, str]]:
    return yaml.load(SENTENCES.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


if __name__ == "__main__" and "--write" in sys.argv:
    SENTENCES.write_text(yaml.safe_dump(all_sentences(), allow_unicode=True, sort_keys=False, width=1000))
