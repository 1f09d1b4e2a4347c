"""The code of a letter: too much to guess, and a mistake in typing it is noticed."""

import math

import pytest

from notices import qr
from notices.codes import ALPHABET, GROUP, LENGTH, RANDOM_PART, MistypedError, digest, in_groups, new_code, read_code


def test_t37_code_holds_at_least_64_random_bits() -> None:
    assert RANDOM_PART * math.log2(len(ALPHABET)) >= 64
    assert len({new_code() for _ in range(1000)}) == 1000


def test_no_two_signs_of_a_code_look_alike() -> None:
    """Of each group that people mix up there is one at most, and the others count as that one."""
    for group in ("0OQD", "1ILJ", "2Z", "5S", "6G", "8B", "UV"):
        assert sum(sign in ALPHABET for sign in group) == 1
    assert read_code(new_code().translate(str.maketrans("012568V", "OIZSGBU")))


@pytest.mark.parametrize("shape", [str, in_groups, lambda code: f" {in_groups(code).lower()}\n", "-".join])
def test_code_is_read_however_it_is_typed(shape) -> None:
    code = new_code()
    assert read_code(shape(code)) == code
    assert in_groups(code).split() == [code[start : start + GROUP] for start in range(0, LENGTH, GROUP)]


def test_every_single_mistake_and_every_swap_is_noticed() -> None:
    for code in (new_code() for _ in range(20)):
        wrong = {code[:place] + sign + code[place + 1 :] for place in range(LENGTH) for sign in ALPHABET}
        for one in range(LENGTH):
            for other in range(one):
                signs = list(code)
                signs[one], signs[other] = signs[other], signs[one]
                wrong.add("".join(signs))
        wrong.discard(code)
        for typed in wrong:
            with pytest.raises(MistypedError):
                read_code(typed)


@pytest.mark.parametrize("typed", ["", " ", "ABC", "A" * 5000, "١٢٣٤ ١٢٣٤ ١٢٣٤ ١٢٣٤", "<script>", "W" * 16, "ſ" * 16])
def test_rubbish_is_no_code(typed: str) -> None:
    with pytest.raises(MistypedError):
        read_code(typed)


def test_digest_does_not_tell_the_code() -> None:
    code = new_code()
    assert len(digest(code)) == 64 and code not in digest(code).upper()
    assert digest(code) == digest(read_code(in_groups(code))) != digest(new_code())


def test_picture_is_the_code_module_by_module() -> None:
    """What is drawn is what the library says, so that a reader finds the address in it."""
    import segno

    text = f"https://winkelverbod.example.nl/brief/#{new_code()}"
    svg = str(qr.draw(text, label="code & pagina"))
    drawn = set()
    for run in svg.partition(' d="')[2].partition('"')[0].split("M")[1:]:
        place, _v, _rest = run.partition("v")
        start, _h, length = place.partition("h")
        x, y = map(int, start.split())
        drawn |= {(x + step, y) for step in range(int(length))}
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}
    assert 'role="img"' in svg and "<title>code &amp; pagina</title>" in svg and "style" not in svg
