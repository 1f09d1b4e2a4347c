"""From likenesses to one judgement: how much a surname, a given name and a birth year weigh."""

from typing import NamedTuple

from .folding import Field, Token, field
from .likeness import WORTH_A_LOOK, align, any_words, families, givens, similarity, words
from .sounds import read

FAMILY, GIVEN = 0.52, 0.48
STEEP = 1.6  # a word that is less than 1 - 1/STEEP alike counts as another word
REVERSED, POOLED, LEFT_OVER = 0.97, 0.95, 0.06
FAMILY_ALONE = 0.55
SAME_YEAR, OTHER_YEAR, NEAR_YEAR = 0.55, 0.55, 0.03
SURE, NO_FAMILY = 0.9, 0.55
NO_REASONS: list[str] = []


class Folded(NamedTuple):
    """A name folded for comparison."""

    family: Field
    given: Field
    every: tuple[Token, ...]
    birth_year: int | None
    family_readings: tuple[str, ...]
    given_readings: tuple[str, ...]
    letters: frozenset[str]
    lists: frozenset[int]  # of surnames and of given names: what may be equal without looking alike
    short: frozenset[int]
    special: bool  # a script without vowels, or an initial for a surname


def fold(family: str, given: str, birth_year: int | None) -> Folded:
    """Work out once what every comparison needs."""
    first, second = field(family), field(given, given=True)
    every = (*first.tokens, *second.tokens)
    special = any(token.unvowelled for token in every) or any(len(token.plain) == 1 for token in first.tokens)
    return Folded(
        first,
        second,
        every,
        birth_year,
        _readings(first),
        _readings(second),
        frozenset(token.plain for token in every),
        frozenset().union(*(token.same for token in every)),
        frozenset().union(*(token.short for token in every)),
        special or second.initials,
    )


def _readings(box: Field) -> tuple[str, ...]:
    tokens = list(box.tokens)
    if box.glued and (len(tokens) > 1 or len(box.glued.plain) > 3 * len(tokens[0].plain)):
        tokens.append(box.glued)  # else the word itself is near enough to it
    tokens += [token.unglued for token in box.tokens if token.unglued]
    readings = [token.word.plain for token in tokens]
    # "ch" is read as in Dutch; in French and English it is another sound.
    readings += [read(token.plain.replace("ch", "sh")).plain for token in tokens if "ch" in token.plain]
    return tuple(dict.fromkeys(readings))


def weigh(question: Folded, known: Folded) -> tuple[float, list[str]]:
    """How likely it is that both are one person's name, 0 to 1, and why. Most people are done with at once."""
    score, reasons = 0.0, NO_REASONS
    open_eyed = question.special or known.special or not question.lists.isdisjoint(known.lists)
    if open_eyed or _near(question.family_readings, known.family_readings):
        score, reasons = _straight(question, known)
    if score < SURE and (open_eyed or _may_be_reversed(question, known)):
        other, other_reasons = _reversed(question, known)
        if other > score:
            score, reasons = other, other_reasons
    if score < SURE and _cut_elsewhere(question, known):
        other, other_reasons = _pooled(question, known)
        if other > score:
            score, reasons = other, other_reasons
    if not reasons:
        return 0.0, reasons
    return _with_year(score, reasons, question.birth_year, known.birth_year)


def _near(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    for one in mine:
        for other in theirs:
            if similarity(one, other) >= WORTH_A_LOOK:
                return True
    return False


def _may_be_reversed(question: Folded, known: Folded) -> bool:
    if question.short.isdisjoint(known.short):
        return _near(question.given_readings, known.family_readings) and _near(
            question.family_readings, known.given_readings
        )
    return True


def _given_far(question: Folded, known: Folded) -> bool:
    """Whether the given names cannot be alike, seen without looking closely."""
    if question.special or known.special or not question.given.tokens or not known.given.tokens:
        return False
    if not (question.short.isdisjoint(known.short) and question.lists.isdisjoint(known.lists)):
        return False
    mine, theirs = question.given, known.given
    if any(len(token.plain) == 1 for token in (*mine.tokens, *theirs.tokens)):
        return False
    return not _near(question.given_readings, known.given_readings)


def _price(likeness: float) -> float:
    return min(1.0, (1 - likeness) * STEEP)


def _straight(question: Folded, known: Folded) -> tuple[float, list[str]]:
    if not question.family.tokens or not known.family.tokens:
        return 0.0, NO_REASONS
    no_given = not question.given.tokens and not known.given.tokens
    if no_given and min(len(question.every), len(known.every)) > 1 and not _whole(question, known):
        return 0.0, NO_REASONS  # whole names in one box: every word counts
    if _given_far(question, known) and question.letters.isdisjoint(known.letters):
        return 0.0, NO_REASONS
    family = families(question.family, known.family)
    if family < NO_FAMILY:
        return 0.0, NO_REASONS
    reasons = [_reason("family", family, question.family, known.family)]
    if not question.given.tokens or not known.given.tokens:
        alone = 1 - _price(family)
        if not _whole(question, known):
            alone *= FAMILY_ALONE
            reasons.append("given_missing")
        return alone, reasons
    given = givens(question.given, known.given)
    reasons.append(_reason("given", given, question.given, known.given))
    return 1 - FAMILY * _price(family) - GIVEN * _price(given), reasons


def _whole(question: Folded, known: Folded) -> bool:
    """Whether boxes without a given name hold whole names: one word that is all there is, however cut."""
    if question.given.tokens or known.given.tokens:
        return False
    mine, theirs = question.family, known.family
    if len(mine.tokens) == 1 == len(theirs.tokens):
        return True
    if len(mine.tokens) == len(theirs.tokens):
        return False
    left, right = mine.glued or mine.tokens[0], theirs.glued or theirs.tokens[0]
    return words(left, right) > SURE


def _reversed(question: Folded, known: Folded) -> tuple[float, list[str]]:
    """The boxes turned, by who asked or by who wrote the file."""
    if not (question.given.tokens and known.given.tokens and question.family.tokens and known.family.tokens):
        return 0.0, NO_REASONS
    asked = (question.given, known.family), (question.family, known.given)
    filed = (known.given, question.family), (known.family, question.given)
    best: tuple[float, list[str]] = (0.0, NO_REASONS)
    for surnames, first_names in (asked, filed):
        family = families(*surnames)
        if family < NO_FAMILY:
            continue
        given = givens(*first_names)
        score = REVERSED * (1 - FAMILY * _price(family) - GIVEN * _price(given))
        if score > best[0]:
            best = score, ["reversed", _reason("family", family, *surnames), _reason("given", given, *first_names)]
    return best


def _cut_elsewhere(question: Folded, known: Folded) -> bool:
    """Whether the words may be divided over the boxes in another way."""
    mine, theirs = question.every, known.every
    if len(mine) < 2 or len(theirs) < 2:
        return False
    if not question.given.tokens or not known.given.tokens:
        return True
    return len(mine) + len(theirs) > 4 and not question.letters.isdisjoint(known.letters)


def _pooled(question: Folded, known: Folded) -> tuple[float, list[str]]:
    """All words of both boxes together."""
    first, second = sorted((question.every, known.every), key=len)
    pairs = align(first, second, any_words)
    if len(pairs) < 2:
        return 0.0, NO_REASONS
    cost = sum(_price(value) for value, _, _ in pairs) + len(first) - len(pairs)
    score = 1 - cost / len(first) - LEFT_OVER * (len(second) - len(first))
    if question.given.tokens or known.given.tokens:
        score *= POOLED
    elif any(i != j for _, i, j in pairs) and len(first) == len(second):
        score *= REVERSED
    return max(0.0, score), ["same_words"]


def _reason(part: str, likeness: float, mine: Field, theirs: Field) -> str:
    if likeness >= 0.995 and _letters(mine) == _letters(theirs):
        return f"same_{part}"
    if part == "given" and likeness > 0.5 and (mine.initials or theirs.initials):
        return "given_initial"
    if part == "given" and likeness > 0.8 and _by_list(mine, theirs):
        return "given_short_form"
    if part == "family" and len(mine.tokens) != len(theirs.tokens) and likeness > 0.7:
        return "family_part"
    if likeness >= 0.9:
        return f"{part}_sounds_alike"
    return f"{part}_like" if likeness >= 0.65 else f"{part}_other"


def _letters(box: Field) -> list[str]:
    return sorted(token.plain for token in box.tokens)


def _by_list(mine: Field, theirs: Field) -> bool:
    return any(
        a.short & b.short and words(a, b) < 0.9 for a in mine.tokens for b in theirs.tokens if a.plain != b.plain
    )


def near_year(one: int, other: int) -> bool:
    """One apart, or the same digits with two neighbours swapped."""
    if abs(one - other) == 1:
        return True
    first, second = str(one), str(other)
    apart = [index for index in range(min(len(first), len(second))) if first[index] != second[index]]
    if len(first) != len(second) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]


def _with_year(score: float, reasons: list[str], asked: int | None, known: int | None) -> tuple[float, list[str]]:
    if asked is None or known is None:
        return score, reasons
    if asked == known:
        if "given_missing" in reasons:
            score = score / FAMILY_ALONE * 0.74
        gain = SAME_YEAR / 2 if "given_other" in reasons else SAME_YEAR
        return score + (1 - score) * gain, [*reasons, "year_same"]
    if near_year(asked, known):
        return score - NEAR_YEAR, [*reasons, "year_near"]
    return score * OTHER_YEAR, [*reasons, "year_other"]
