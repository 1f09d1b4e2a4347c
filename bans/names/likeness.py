"""How alike two words, two boxes, two names are: 1 is equal, 0 is nothing to do with each other."""

from rapidfuzz.distance import OSA, Indel

from .folding import Field, Token
from .sounds import distance

WORTH_A_LOOK = 0.48  # of the letters that two plain readings share; below it words are not looked at closely
FAR = 0.3
TWO_NAMES = 0.85
TOO_FAR = 0.45  # of the weight of a word
SHORT = 3  # letters; below it a difference makes another name
SHORT_FORM, BOTH_SHORT, LISTED_SAME, ANOTHER_NAME = 0.93, 0.86, 0.9, 0.55
INITIAL, ABBREVIATED, ABBREVIATED_TO_TWO = 0.72, 0.85, 0.72
UNGLUED = 0.97
WITHOUT_VOWELS, LOOSE_BAND = 0.98, 6
STRICT, SHORT_SAME_VOWELS, ENDING, SAME_SOUND = 0.7, 0.9, 0.65, 0.9
LEFT_OVER_FAMILY, LEFT_OVER_GIVEN, ANOTHER_FIRST = 0.12, 0.05, 0.03

similarity = Indel.normalized_similarity
edits = OSA.distance


def words(one: Token, other: Token) -> float:
    """Two words as such, by their letters and by their sounds."""
    if one.plain == other.plain:
        return 1.0
    if one.special or other.special:
        if len(one.plain) == 1 or len(other.plain) == 1:
            return INITIAL if one.plain[0] == other.plain[0] else 0.0
        if one.unvowelled or other.unvowelled:
            return _bones(one, other)
        if one.same & other.same:
            return LISTED_SAME
    readings, letters = (one.word.plain, other.word.plain), (one.plain, other.plain)
    if similarity(*readings) < WORTH_A_LOOK and similarity(*letters) < WORTH_A_LOOK:
        return 0.0
    close = _close(one, other)
    if _two_names(one, other, close):
        close *= TWO_NAMES
    if close < UNGLUED and (one.unglued or other.unglued):
        for first, second in ((one.unglued, other), (one, other.unglued)):
            if first is not None and second is not None:
                close = max(close, UNGLUED * (1.0 if first.plain == second.plain else _close(first, second)))
    return close


def _two_names(one: Token, other: Token, best: float) -> bool:
    """Whether both are names by themselves, and not one name in two spellings."""
    if not (one.listed and other.listed) or best >= SAME_SOUND or one.short & other.short:
        return False
    return one.word.plain.replace("h", "") != other.word.plain.replace("h", "")


def _close(one: Token, other: Token) -> float:
    weight = max(one.word.weight, other.word.weight)
    if not weight:
        return 0.0
    heard = 1 - distance(one.word, other.word, weight * TOO_FAR) / weight
    longest = max(len(one.plain), len(other.plain))
    if longest <= SHORT or min(len(one.plain), len(other.plain)) < SHORT:
        return heard * (SHORT_SAME_VOWELS if one.vowels == other.vowels else STRICT)
    return max(heard, 1 - edits(one.plain, other.plain) / longest)


def _bones(one: Token, other: Token) -> float:
    """A script without vowels: hardly more than consonants count."""
    weight = max(one.bones.weight, other.bones.weight)
    if not weight:
        return 0.0
    return WITHOUT_VOWELS * max(0.0, 1 - distance(one.bones, other.bones, weight, LOOSE_BAND) / weight)


def given_words(one: Token, other: Token) -> float:
    """Two words of given names: short forms, initials and abbreviations too."""
    best = any_words(one, other)
    if ANOTHER_NAME < best < ABBREVIATED or not best:
        shorter, longer = sorted((one.plain, other.plain), key=len)
        if len(shorter) > 1 and longer.startswith(shorter) and longer != f"{shorter}a":
            return max(best, ABBREVIATED if len(shorter) > 2 else ABBREVIATED_TO_TWO)
    return best


def any_words(one: Token, other: Token) -> float:
    """Two words of which nobody knows whether they are given names: short forms and initials too."""
    if one.plain == other.plain:
        return 1.0
    shorter, longer = sorted((one.plain, other.plain), key=len)
    if len(shorter) == 1:
        return INITIAL if longer[0] == shorter or one.word.sounds[:1] == other.word.sounds[:1] else 0.0
    best = words(one, other)
    if one.short and other.short:
        common = one.short & other.short
        if common:
            heads = {one.plain, other.plain} & {_head(number) for number in common}
            return max(best, SHORT_FORM if heads else BOTH_SHORT)
        if _two_names(one, other, best):
            return min(best, ANOTHER_NAME)
    if shorter[:-1] == longer[:-1] and {shorter[-1], longer[-1]} == {"a", "o"}:
        return min(best, ENDING)  # Maria and Mario
    if longer == f"{shorter}a" and shorter[-1] not in "aeiou":
        return min(best, ENDING)  # Karim and Karima
    return best


def _head(number: int) -> str:
    from .lists import short_forms

    return short_forms().heads[number]


def families(one: Field, other: Field) -> float:
    """Two boxes with surnames: one half of a double name will do, at a price."""
    return _fields(one, other, words, LEFT_OVER_FAMILY)


def givens(one: Field, other: Field) -> float:
    """Two boxes with given names: further names may be left out."""
    return _fields(one, other, given_words, LEFT_OVER_GIVEN)


def _fields(one: Field, other: Field, compare, left_over: float) -> float:
    first, second = one.tokens, other.tokens
    if len(first) == 1 == len(second):
        best = compare(first[0], second[0])
    else:
        if len(first) > len(second):
            first, second = second, first
        pairs = align(first, second, compare)
        best = _share(first, second, pairs) - left_over * (len(second) - len(first))
        if pairs and compare is given_words and all(i or j for _, i, j in pairs):
            best -= ANOTHER_FIRST
    if best < UNGLUED and (one.glued or other.glued):
        left, right = one.glued or one.tokens[0], other.glued or other.tokens[0]
        if (one.glued or len(one.tokens) == 1) and (other.glued or len(other.tokens) == 1):
            best = max(best, UNGLUED * words(left, right))
    return max(best, 0.0)


def _share(first: tuple[Token, ...], second: tuple[Token, ...], pairs: list[tuple[float, int, int]]) -> float:
    """The likeness of the pairs by their letters; of two that have as many words, all words count."""
    rows, columns = {i for _, i, _ in pairs}, {j for _, _, j in pairs}
    twice = 2 if len(first) < len(second) else 1
    alike = sum(value * (len(first[i].plain) + len(second[j].plain)) for value, i, j in pairs)
    paired = sum(len(first[i].plain) + len(second[j].plain) for _, i, j in pairs)
    alone = sum(twice * len(word.plain) for i, word in enumerate(first) if i not in rows)
    if twice == 1:
        alone += sum(len(word.plain) for j, word in enumerate(second) if j not in columns)
    return alike / (paired + alone)


def align(first: tuple[Token, ...], second: tuple[Token, ...], compare) -> list[tuple[float, int, int]]:
    """The best pairs of words, each used once: likeness, place in the first, place in the second."""
    pairs = [
        (value, i, j)
        for i, one in enumerate(first)
        for j, other in enumerate(second)
        if (value := compare(one, other)) > FAR
    ]
    if len(pairs) < 2:
        return pairs
    pairs.sort(key=lambda pair: (-pair[0], abs(pair[1] - pair[2])))
    rows: set[int] = set()
    columns: set[int] = set()
    kept = []
    for value, i, j in pairs:
        if i not in rows and j not in columns:
            kept.append((value, i, j))
            rows.add(i)
            columns.add(j)
    return kept
