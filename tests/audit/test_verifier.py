"""The verifier finds what is wrong, says it in one sentence, and names the line (G19, T22)."""

import datetime as dt
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from audit import verifier
from audit.canonical import to_json
from audit.signing import verifier_key
from tests.audit.logbook import Book, changed, make_book, make_event

FILE = Path(verifier.__file__)


def check(lines: list[bytes], *, heads: list[str] | None = None, key: bool = True) -> tuple[int, str]:
    keys = [verifier_key("markt")] if key else []
    code, sentences = verifier.verify(lines, heads="\n".join(heads or []), keys=keys, lang="en")
    return code, sentences[0]


@pytest.fixture
def book() -> Book:
    return make_book("verifier")


def test_sound_log_is_sound(book: Book) -> None:
    code, sentence = check(book.lines(), heads=book.notes())
    assert (code, sentence[:38]) == (verifier.SOUND, "Sound: numbers 1 to 40 are intact up t")


def test_without_heads_from_elsewhere_it_says_so(book: Book) -> None:
    code, sentence = check(book.lines())
    assert code == verifier.UNCOMPARED and "compared with nothing from elsewhere" in sentence


def test_key_from_the_file_itself_is_told(book: Book) -> None:
    code, sentences = verifier.verify(book.lines(), heads=book.notes()[-1], lang="nl")
    assert code == verifier.SOUND and "uit het bestand zelf" in sentences[1]


@pytest.mark.parametrize("name", ["actor", "action", "subject", "roles", "purpose", "door", "operation", "result"])
def test_changed_field_is_found_on_its_line(book: Book, name: str) -> None:
    lines = book.lines()
    entry = json.loads(lines[7])
    entry["event"][name] = "x"
    lines[7] = (to_json(entry) + "\n").encode()
    assert check(lines) == (1, "Line 8 (number 7) was changed or replaced: what it says does not fit its hash.")


def test_changed_fact_and_time_are_found(book: Book) -> None:
    for part in ("facts", "at"):
        lines = book.lines()
        entry = json.loads(lines[7])
        entry["event"][part] = {"rows": 0} if part == "facts" else "2026-03-16T09:00:00.000000Z"
        lines[7] = (to_json(entry) + "\n").encode()
        assert check(lines)[0] == 1


def test_deleted_line_is_found(book: Book) -> None:
    lines = book.lines()
    del lines[7]
    assert check(lines)[1] == "Something is gone or moved before line 8: number 7 belongs there and it is 8."


def test_inserted_line_is_found(book: Book) -> None:
    lines = book.lines()
    lines.insert(7, lines[5])
    assert check(lines)[1] == "Line 8 was inserted or moved: number 7 belongs there and it is 5."


def test_swapped_lines_are_found(book: Book) -> None:
    lines = book.lines()
    lines[7], lines[8] = lines[8], lines[7]
    assert check(lines)[0] == 1


def test_cut_tail_is_found_by_its_own_header_and_by_a_head_from_elsewhere(book: Book) -> None:
    assert check(book.lines()[:-3])[1] == "After line 38, 3 lines are missing."
    shorter = book.copy()
    shorter.heads.pop()
    code, sentence = check(shorter.lines(), heads=book.notes()[-1:])
    assert code == 1 and "had 40 lines already; this file stops at 32" in sentence


def test_recomputed_chain_is_found_by_a_head_from_elsewhere_only(book: Book) -> None:
    other = book.copy()
    other.events[20] = changed(other.events[20], actor="user:99")
    assert check(other.lines())[0] == verifier.UNCOMPARED
    code, sentence = check(other.lines(), heads=book.notes()[-1:])
    assert (code, sentence) == (1, "There are two heads 5: a forked log.")


def test_fork_is_found_between_the_heads_that_fit_and_those_that_do_not(book: Book) -> None:
    """The other side hides the heads that would show it, and numbers its own anew."""
    fork = book.copy()
    fork.events[20] = changed(fork.events[20], actor="user:99")
    fork.heads = [*fork.heads[:2], *[(size, at) for size, at in fork.heads[2:]], (40, book.heads[-1][1])]
    notes = [*fork.notes()[:2], *fork.notes()[2:]]
    lines = [fork.header(notes, 40), *fork.lines()[1:]]
    theirs = [note for note in book.notes() if "\nserial 3\n" in note]
    code, sentence = check(lines, heads=theirs)
    assert code == 1 and "forked" in sentence


def test_line_that_was_rewritten_names_the_range(book: Book) -> None:
    """The header shows the old heads, the lines are new."""
    other = book.copy()
    other.events[20] = changed(other.events[20], actor="user:99")
    lines = [book.lines()[0], *other.lines()[1:]]
    code, sentence = check(lines)
    assert code == 1
    assert sentence.startswith("Numbers 17 to 24 are not those of the head of 2026-03-16 09:24:30 UTC")


def test_withheld_head_is_found(book: Book) -> None:
    notes = book.notes()
    without = [note for note in notes if "\nserial 3\n" not in note]
    lines = [book.header(without, 40), *book.lines()[1:]]
    assert check(lines)[1] == "After head 2 comes 4: heads are missing."
    assert check(lines, heads=notes)[1].startswith("Your head 3 of 2026-03-16 09:24:30 UTC was left out")


def test_heads_that_contradict_each_other_are_found(book: Book) -> None:
    """Two with one serial in the file itself, and one that counts fewer lines than the one before."""
    other = book.copy()
    other.heads[-1] = (40, book.heads[-1][1] + dt.timedelta(minutes=1))
    twice = [*book.notes(), other.notes()[-1]]
    assert check([book.header(twice, 40), *book.lines()[1:]])[1] == "There are two heads 5: a forked log."
    other = book.copy()
    other.heads = [(16, book.heads[0][1]), (8, book.heads[1][1]), *book.heads[2:]]
    lines = [book.header(other.notes(), 40), *book.lines()[1:]]
    assert check(lines)[1].startswith("Head 2 of 2026-03-16 09:16:30 UTC counts fewer lines than an earlier one")


def test_line_beyond_the_last_head_is_found(book: Book) -> None:
    longer = make_book("verifier", lines=41, every=8)
    longer.heads.append((41, longer.heads[-1][1]))
    assert check([*book.lines(), longer.lines()[-1]])[1] == "Line 42 does not belong to the log any more."


def test_beginning_that_was_cut_is_found(book: Book) -> None:
    header = json.loads(book.lines()[0])
    header["pruned"] = 8
    header["heads"] = header["heads"][0:]
    lines = [(to_json(header) + "\n").encode(), *book.lines()[9:]]
    code, sentence = check(lines)
    assert code == 1 and "while it still had to be kept" in sentence
    header["pruned"] = 5
    assert "no signed head says" in check([(to_json(header) + "\n").encode(), *book.lines()[6:]])[1]


def test_forged_anchor_is_found(book: Book) -> None:
    """Whoever holds the key dates a head back, so that the beginning seems old enough to be gone."""
    forged = book.copy()
    forged.heads[1] = (16, book.heads[1][1] - dt.timedelta(days=400))
    header = json.loads(forged.lines()[0])
    header.update(pruned=16, heads=header["heads"][1:])
    lines = [(to_json(header) + "\n").encode(), *forged.lines()[17:]]
    assert check(lines)[0] == verifier.UNCOMPARED
    code, sentence = check(lines, heads=book.notes()[:1])
    assert code == 1 and "fewer lines than an earlier one" in sentence


def test_head_signed_by_another_key_is_found(book: Book, settings: object) -> None:
    notes, key = book.notes(), verifier_key("markt")
    settings.AUDIT_KEY = "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg="
    code, sentences = verifier.verify(book.lines(), heads=notes[0], keys=[key], lang="en")
    assert (code, sentences) == (1, ["The file names another key than you have."])
    code, sentences = verifier.verify(book.lines(), heads=notes[0], lang="en")
    assert (code, sentences) == (1, ["Head 1 in --heads has no good signature."])


def test_new_key_signs_beside_the_old_one(book: Book, settings: object) -> None:
    """Whoever has the old key can still check during the change, and whoever has the new one too."""
    old, old_key = settings.AUDIT_KEY, verifier_key("markt")
    settings.AUDIT_KEY, settings.AUDIT_KEY_PREVIOUS = "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=", old
    note, new_key = book.notes()[0], verifier_key("markt")
    for key in (old_key, new_key):
        read = verifier.read_head(note, [verifier.Key.read(key)], which=1, where="x")
        assert (read.size, read.serial) == (8, 1)


def test_heads_are_found_in_a_mail(book: Book) -> None:
    mail = "Geachte lezer,\r\n\r\nDe kop van vandaag:\r\n\r\n" + book.notes()[-1].replace("\n", "\r\n") + "\r\nGroet"
    assert check(book.lines(), heads=[mail])[0] == verifier.SOUND
    quoted = "\n".join(f"> {line}" for line in mail.split("\r\n"))
    assert check(book.lines(), heads=[quoted])[0] == verifier.SOUND


def test_clock_that_jumps_back_is_told_and_breaks_nothing(book: Book) -> None:
    """Order is by number: an hour that came twice is still one log."""
    jumped = book.copy()
    back = dt.timedelta(hours=3)
    for number in range(20, 40):
        jumped.events[number] = changed(jumped.events[number], at=jumped.events[number].at - back)
    jumped.heads = [(size, at - back if size > 20 else at) for size, at in jumped.heads]
    keys = [verifier_key("markt")]
    code, sentences = verifier.verify(jumped.lines(), heads=jumped.notes()[-1], keys=keys, lang="en")
    assert code == verifier.SOUND
    assert sentences[1].startswith("Note: line 22 says it is of 2026-03-16T06:21:00.000000Z and came only after")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "The file is empty."),
        ([b"\n"], "The file is empty."),
        ([b"{}\n"], "Line 1 is not the beginning of a log."),
        ([b"PK\x03\x04\xff\xfe"], "Line 1 is damaged or was broken off."),
        ([b"[1]\n"], "Line 1 is damaged or was broken off."),
        ([b"[" * 100_000], "Line 1 is damaged or was broken off."),
    ],
)
def test_what_is_no_log_gets_a_sentence(lines: list[bytes], sentence: str) -> None:
    assert check(lines) == (verifier.UNREADABLE, sentence)


def test_broken_off_line_is_named(book: Book) -> None:
    lines = book.lines()
    assert check([*lines[:20], lines[20][:50]]) == (2, "Line 21 is damaged or was broken off.")


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda raw: raw.replace(b'{"event":{', b'{"event":{"actor":"user:1",', 1),
        lambda raw: raw.replace(b'":"', b'": "', 1),
        lambda raw: raw.replace(b'"user:', b'"\\u0075ser:', 1),
        lambda raw: b" " + raw,
        lambda raw: raw.rstrip(b"\n") + b"\r\n",
    ],
)
def test_line_has_one_spelling(book: Book, rewrite: object) -> None:
    """A key that stands twice, or another spelling, could show a reader what was not hashed."""
    lines = book.lines()
    lines[9] = rewrite(lines[9])
    assert check(lines)[1] == "Line 10 is written otherwise than the log writes: somebody changed it."


def test_heads_of_another_log_prove_nothing(book: Book) -> None:
    other = Book("elders", [make_event(random.Random(1), at=book.heads[0][1], area="elders")], [(1, book.heads[0][1])])
    assert check(book.lines(), heads=other.notes())[0] == verifier.UNREADABLE
    assert check(book.lines(), heads=["no head at all"])[1] == "Head 1 in --heads cannot be read."


def test_log_of_another_area_does_not_pass(book: Book) -> None:
    other = Book("elders", book.events, book.heads)
    with pytest.MonkeyPatch.context():
        code, sentences = verifier.verify(other.lines(), heads="\n".join(other.notes()), lang="en")
    assert (code, sentences[0]) == (1, "Line 2 belongs to another log.")


def test_key_that_is_no_key_is_told(book: Book) -> None:
    for key in ("", "x", "a+00000000+AAAA", verifier_key("markt")[:-2]):
        code, sentences = verifier.verify(book.lines(), keys=[key], lang="en")
        assert code == verifier.UNREADABLE and sentences[0].startswith("The key cannot be read")


def test_key_of_the_file_that_is_no_text_is_told(book: Book) -> None:
    header, *lines = book.lines()
    for keys in ([1], [None], [{}]):
        other = (to_json({**json.loads(header), "keys": keys}) + "\n").encode()
        assert check([other, *lines])[1].startswith("The key cannot be read"), keys


def test_every_sentence_is_in_both_languages() -> None:
    for dutch, english in verifier.SENTENCES.values():
        fields = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in (dutch, english)]
        assert fields[0] == fields[1] and dutch != english


def test_verifier_is_one_file_without_our_code(book: Book, tmp_path: Path) -> None:
    """Copied to an empty folder it runs there, with its exit code, and imports nothing of Django or of ours."""
    copied, export, heads = tmp_path / "verifier.py", tmp_path / "export.jsonl", tmp_path / "heads.txt"
    copied.write_bytes(FILE.read_bytes())
    export.write_bytes(b"".join(book.lines()))
    heads.write_text("".join(book.notes()))
    command = [sys.executable, "-I", str(copied), str(export), "--heads", str(heads), "--key", verifier_key("markt")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("In orde: nummers 1 tot en met 40 zijn ongeschonden")
    export.write_bytes(b"".join(book.lines()).replace(b"user:1", b"user:2", 1))
    assert subprocess.run(command, capture_output=True, cwd=tmp_path).returncode == 1
    missing = subprocess.run([*command[:3], "nergens.jsonl"], capture_output=True, text=True, cwd=tmp_path)
    assert (missing.returncode, missing.stderr) == (2, "") and "nergens.jsonl" in missing.stdout
    assert "django" not in FILE.read_text().lower() and settings.LOG_NAME
