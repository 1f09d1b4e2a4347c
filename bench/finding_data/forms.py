"""Pairs by name form, for G35: one person in two ways, and two relatives or two who share a given name."""

from dataclasses import replace
from random import Random

from .composing import Lists, Pair, Same

FORMS = ("particle", "hyphen", "one_word", "transliterated", "very_short", "reversed")


def pairs(half: str, each: int) -> list[tuple[str, bool, Pair]]:
    """For each form as many pairs of one person as of two, written in that form."""
    lists = Lists(half)
    lists.random = Random(f"forms-{half}")
    same = Same(lists)
    rows: list[tuple[str, bool, Pair]] = []
    for form in FORMS:
        rows += [(form, True, same.pair(form)) for _ in range(each)]
        rows += [(form, False, _two(lists, same, form)) for _ in range(each)]
    return rows


def _two(lists: Lists, same: Same, form: str) -> Pair:
    random = lists.random
    if form == "very_short":
        (family, given), (_, other) = random.sample(lists.tiny, 2)
        return family, given, family, other
    name = lists.person({"particle": "particle", "transliterated": "far"}.get(form, ""))
    other = lists.another(name, name.source)
    if random.random() < 0.5:
        other = replace(name, given=other.given, given_forms=other.given_forms)  # a relative
    else:
        other = replace(other, given=name.given, given_forms=name.given_forms)
    written = getattr(same, form)(other)
    while form == "hyphen" and other.family != name.family and name.family in written[0]:
        written = same.hyphen(other)  # not the first one's name by marriage
    return (name.whole_family, name.given, *written)
