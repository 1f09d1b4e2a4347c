"""Whatever is done to a package is found, and said in one sentence; what is hostile breaks nothing."""

import io
import json
import random
import struct
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from audit import verifier, verify_package
from audit.canonical import bytes_of, next_hash, seal, text_of, to_json
from audit.models import Head
from audit.signing import sign, sign_package, verifier_key
from audit.verify_package import LOG, MANIFEST, NOTE, SOUND, TAMPERED, UNCOMPARED, UNREADABLE
from oversight.package.packing import Outlet, _entry
from tests.size import size

from .conftest import Scene
from .zips import Files, files_of, packed, replaced, resigned

# Long, and nothing in it is the database's.
pytestmark = pytest.mark.once

OTHER_KEY = "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg="


def test_untouched_package_is_sound(scene: Scene) -> None:
    for package in (scene.package, scene.later):
        code, sentences = scene.check(package)
        assert code == SOUND and sentences[0].startswith(
            "Sound: all 12 files are as they were made and signed for markt"
        )
        assert sentences[1].startswith("Sound: numbers 1 to ")
    # Taken apart and put together by the same hand it is still the same; the tests below rest on this.
    assert packed(files_of(scene.package)) == scene.package


def test_it_says_what_it_was_not_compared_with(scene: Scene) -> None:
    code, sentences = scene.check(scene.package, heads="")
    assert code == UNCOMPARED and "compared with nothing from elsewhere" in sentences[1]
    code, sentences = scene.check(scene.package, keys=())
    assert code == UNCOMPARED and "does not prove who made it" in sentences[1]
    assert scene.check(scene.package, keys=(), heads="", lang="nl")[1][0].startswith("In orde: alle 12 bestanden")


def test_every_file_with_one_byte_changed_is_found(scene: Scene) -> None:
    files = files_of(scene.package)
    for name, content in files:
        middle = len(content) // 2
        other = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        code, sentences = scene.check(packed(replaced(files, name, other)))
        assert code == TAMPERED, name
        assert (name in sentences[0]) is (name not in (MANIFEST, NOTE)), name


def test_every_file_that_is_gone_renamed_or_from_another_package_is_found(scene: Scene) -> None:
    files, later = files_of(scene.package), dict(files_of(scene.later))
    said = set()
    for place, (name, content) in enumerate(files):
        attempts: list[Files] = [
            files[:place] + files[place + 1 :],
            [*files[:place], (f"x{name}", content), *files[place + 1 :]],
            [files[place], *files[:place], *files[place + 1 :]] if place else [*files[1:], files[0]],
        ]
        if later[name] != content:
            attempts.append(replaced(files, name, later[name]))
        for attempt in attempts:
            code, sentences = scene.check(packed(attempt))
            assert code == TAMPERED, (name, sentences)
            said.add(sentences[0].partition(":")[0])
    assert {"A file is missing", "This file was changed, replaced or damaged"} <= said
    assert "The files are in another order." in said


def test_list_and_signature_of_another_genuine_package_do_not_fit(scene: Scene) -> None:
    later = dict(files_of(scene.later))
    files = replaced(files_of(scene.package), MANIFEST, later[MANIFEST])
    assert scene.check(packed(replaced(files, NOTE, later[NOTE])))[0] == TAMPERED


def test_what_is_added_is_found(scene: Scene) -> None:
    files = files_of(scene.package)
    for name, said in (
        ("extra.json", "not on the list"),
        ("../../etc/passwd", "may not be"),
        ("/absolute", "may not be"),
        ("C:\\x", "may not be"),
        ("a/b", "may not be"),
        ("checks.json", "twice"),
    ):
        with pytest.warns(UserWarning) if said == "twice" else nullcontext():
            package = packed([*files, (name, b"x")])
        code, sentences = scene.check(package)
        assert code == TAMPERED and said in sentences[0], name
    for package in (scene.package + b"x", b"x" + scene.package, scene.package + scene.package):
        assert scene.check(package)[0] in (TAMPERED, UNREADABLE)


def test_what_hides_behind_a_packed_file_is_found(scene: Scene) -> None:
    """The zip gives the file more bytes than the packing uses; other programs pass over them."""
    files = files_of(scene.package)
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        for name, content in files:
            with archive.open(_entry(name), "w", force_zip64=name == LOG) as file:
                file.write(content)
                if name == "gaps.json":
                    file._compressor = _Hiding(file._compressor)
    package = outlet.taken()
    assert files_of(package) == files
    assert scene.check(package) == (TAMPERED, ["This file was changed, replaced or damaged: gaps.json"])


class _Hiding:
    def __init__(self, compressor: Any) -> None:
        self.compressor = compressor

    def flush(self) -> bytes:
        return self.compressor.flush() + b"hidden"


def test_end_records_are_exactly_those_that_the_maker_writes(scene: Scene) -> None:
    """Needless records for a large package, with plain ones behind them that tell of other files or fewer of them."""
    place = len(scene.package) - 22
    *_disks, count, size, directory, _comment = struct.unpack("<4H2LH", scene.package[place + 4 :])
    large = struct.pack("<4sQ2H2L4Q", verify_package.LAST64, 44, 45, 45, 0, 0, count, count, size, directory)
    large += struct.pack("<4sLQL", verify_package.LOCATOR, 0, place, 1)
    for told in ((count, size, directory), (1, 66, directory), (0, 0, 0), (0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)):
        plain = struct.pack("<4s4H2LH", verify_package.LAST, 0, 0, told[0], *told, 0)
        assert scene.check(scene.package[:place] + large + plain)[0] == TAMPERED, told


def test_form_for_large_files_stands_with_the_log_alone(scene: Scene) -> None:
    directory = int.from_bytes(scene.package[-6:-2], "little")
    other = bytearray(scene.package)
    other[directory + 4] = other[directory + 6] = 45
    assert scene.check(bytes(other))[0] == TAMPERED
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        for name, content in files_of(scene.package):
            with archive.open(_entry(name), "w", force_zip64=name in ("gaps.json", LOG)) as file:
                file.write(content)
    assert scene.check(outlet.taken())[0] == TAMPERED


def test_large_package_has_the_further_records(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if large began at some tens of thousands of bytes."""
    files = files_of(scene.package)
    limit = max(len(content) for _name, content in files) + 10
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", limit * 2)
    monkeypatch.setattr(verify_package, "FOUR_BYTES", limit * 2)
    # What does not get smaller, so that the list of the zip begins behind the limit.
    noise = [(f"noise-{n}.bin", random.Random(n).randbytes(limit)) for n in range(3)]
    package = packed(resigned([*noise, *files], "markt"))
    assert package[-42:-38] == verify_package.LOCATOR
    assert scene.check(package)[0] == SOUND
    # Its versions, the number of disks, and what the plain record says.
    for behind in (86, 84, 26, 12, 8, 4):
        other = bytearray(package)
        other[-behind] ^= 1
        assert scene.check(bytes(other))[0] == TAMPERED, behind
    monkeypatch.setattr(verify_package, "FOUR_BYTES", 1 << 30)
    assert scene.check(package)[0] == TAMPERED


def test_sum_of_a_file_that_does_not_fit_what_is_in_it_is_found(scene: Scene) -> None:
    """Other programs refuse to unpack such a file, in whatever way."""
    for name in ("gaps.json", LOG, MANIFEST):
        with zipfile.ZipFile(io.BytesIO(scene.package)) as archive:
            known = struct.pack("<L", archive.getinfo(name).CRC)
        assert scene.package.count(known) == 2
        package = scene.package.replace(known, bytes([known[0] ^ 1]) + known[1:])
        said = f"This file was changed, replaced or damaged: {name}"
        assert scene.check(package) == (TAMPERED, [said]), name


def test_list_signed_with_another_key_is_found(scene: Scene, settings) -> None:
    settings.AUDIT_KEY = OTHER_KEY
    files = resigned(files_of(scene.package), "markt")
    code, sentences = scene.check(packed(files))
    assert code == TAMPERED and "not signed with your key" in sentences[0]
    # Who has no key from elsewhere is told that nothing is proved.
    bringing = resigned(files, "markt", lambda manifest: manifest.update(keys=[verifier_key("markt")]))
    assert scene.check(packed(bringing), keys=(), heads="")[0] == UNCOMPARED


def test_package_of_another_area_or_with_another_key_in_hand_is_found(scene: Scene, settings) -> None:
    assert scene.check(scene.package, keys=(verifier_key("elders"),))[0] == TAMPERED
    settings.AUDIT_KEY = OTHER_KEY
    assert scene.check(scene.package, keys=(verifier_key("markt"),))[0] == TAMPERED
    assert scene.check(scene.package, keys=("nonsense",)) == (UNREADABLE, ["The key cannot be read: nonsense"])


def test_new_key_signs_beside_the_old_one(scene: Scene, settings) -> None:
    settings.AUDIT_KEY_PREVIOUS, settings.AUDIT_KEY = settings.AUDIT_KEY, OTHER_KEY
    assert scene.check(packed(resigned(files_of(scene.package), "markt")))[0] == SOUND


def test_head_of_a_log_passes_for_no_package_and_the_other_way(scene: Scene) -> None:
    files = files_of(scene.package)
    head = Head.objects.filter(area="markt").first()
    assert scene.check(packed(replaced(files, NOTE, head.note.encode())))[0] == TAMPERED
    note = dict(files)[NOTE].decode()
    assert verifier.split_notes(note) == []
    with pytest.raises(verifier.Problem):
        verifier.read_head(note, [verifier.Key.read(scene.key)], which=1, where="x")


def test_forked_log_is_found_though_the_site_signed_everything_anew(scene: Scene) -> None:
    """Whoever holds the key rewrites one old line, computes the rest, and signs every head and the list again."""
    files = files_of(scene.package)
    header, *lines = dict(files)[LOG].splitlines()
    known = json.loads(header)
    entries = [json.loads(line) for line in lines]
    assert "event" in entries[4] and any("sealed" in entry for entry in entries[5:])
    entries[4]["event"]["actor"] = "user:99"
    digest, hashes = bytes_of(json.loads(lines[3])["hash"]), {}
    for entry in entries[4:]:
        sealed = bytes_of(entry["sealed"]) if "sealed" in entry else seal(to_json(entry["event"]).encode())
        digest = next_hash(digest, sealed)
        entry["hash"] = hashes[entry["number"]] = text_of(digest)
    notes = []
    for note in known["heads"]:
        _origin, size, old, time, serial, *_rest = note.splitlines()
        fresh = {"digest": hashes.get(int(size), old), "time": time[5:], "serial": int(serial[7:])}
        notes.append(sign("markt", size=int(size), **fresh))
    known["heads"] = notes
    log = b"".join((to_json(one) + "\n").encode() for one in (known, *entries))
    package = packed(resigned(replaced(files, LOG, log), "markt", lambda manifest: manifest.update(head=notes[-1])))
    code, sentences = scene.check(package)
    assert code == TAMPERED and "forked" in sentences[0]
    # The package by itself cannot tell, and says that it was not compared.
    assert scene.check(package, heads="")[0] == UNCOMPARED


def test_log_of_another_moment_does_not_fit_the_list(scene: Scene) -> None:
    log = dict(files_of(scene.later))[LOG]
    package = packed(resigned(replaced(files_of(scene.package), LOG, log), "markt"))
    assert scene.check(package) == (TAMPERED, ["The log does not belong to this package."])


def test_older_package_is_told_from_a_newer_head(scene: Scene) -> None:
    newest = Head.objects.filter(area="markt").order_by("-serial").first()
    code, sentences = scene.check(scene.package, heads=newest.note)
    assert code == TAMPERED and "cut off, or older than that head" in sentences[0]


def test_package_that_broke_off_says_so(scene: Scene) -> None:
    size = len(scene.package)
    for end in (5, 100, size // 3, size - 1000, size - 30, size - 1):
        expected = (UNREADABLE, ["The package was cut off: its end is missing. Fetch it again."])
        assert scene.check(scene.package[:end]) == expected, end
    assert scene.check(b"")[0] == scene.check(b"hello")[0] == UNREADABLE


def test_any_byte_of_it_is_guarded(scene: Scene) -> None:
    """Those of the zip itself too: the first, many of the last, and some everywhere. Left over are bits that change
    nothing of what a file says: packed text can point back to either of two places where the same words stand, and
    the last byte of a packed file has up to seven bits that nobody reads."""
    chance, length = random.Random(11), len(scene.package)
    places = {*range(60), *range(length - 1300, length, size(5, 1)), *chance.sample(range(length), size(60, 200))}
    for place in sorted(places):
        other = bytearray(scene.package)
        other[place] ^= 1 << chance.randrange(8)
        code, sentences = scene.check(bytes(other))
        said = code in (TAMPERED, UNREADABLE)
        assert said or files_of(bytes(other)) == files_of(scene.package), (place, length - place, sentences)


def test_bomb_is_not_unpacked(scene: Scene) -> None:
    """A gigabyte of noughts in each place where a small file is expected; read is no more than was signed for."""
    files = files_of(scene.package)
    bomb = bytes(40_000_000)
    for name in (MANIFEST, NOTE, "checks.json"):
        assert scene.check(packed(replaced(files, name, bomb)))[0] in (TAMPERED, UNREADABLE)
    # The zip says that the file is small, and it is not.
    package = bytearray(packed(replaced(files, "gaps.json", bomb)))
    honest = dict(files)["gaps.json"]
    for at in range(len(package) - 4):
        if package[at : at + 4] == struct.pack("<L", len(bomb)):
            package[at : at + 4] = struct.pack("<L", len(honest))
    assert scene.check(bytes(package))[0] == TAMPERED


def test_rubbish_in_signed_places_gives_a_sentence(scene: Scene) -> None:
    """Even where the site itself signed it."""
    files = files_of(scene.package)
    for manifest in (b"", b"[]", b"null", b'{"files":3}', b"[" * 100_000, b"\xff\xfe", b'{"a":NaN}', b'{"format":"x"}'):
        with_list = replaced(files, MANIFEST, manifest)
        signed = replaced(with_list, NOTE, sign_package("markt", manifest=manifest).encode())
        for keys in ((scene.key,), ()):
            assert scene.check(packed(signed), keys=keys)[0] in (TAMPERED, UNREADABLE)
    for log in (b"", b"\n", b"{}\n", b"[]\n", b'{"heads":[]}\n', b"\xff" * 1000, b"[" * 100_000):
        package = packed(resigned(replaced(files, LOG, log), "markt"))
        assert scene.check(package)[0] in (TAMPERED, UNREADABLE)
    for change in (
        lambda known: known.update(files="x"),
        lambda known: known.update(files=[{"name": "a"}]),
        lambda known: known.update(made_at=None, area="\x1b[2J"),
        lambda known: known.pop("head"),
        lambda known: known.update(origin="elsewhere/pakket/markt"),
    ):
        code, sentences = scene.check(packed(resigned(files, "markt", change)))
        assert code in (SOUND, TAMPERED, UNREADABLE) and "\x1b" not in sentences[0]


def test_zip_of_somebody_else_is_refused() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert verify_package.verify(io.BytesIO(other.getvalue()))[0] == TAMPERED


def test_it_runs_by_itself_and_needs_its_companion(scene: Scene, tmp_path: Path) -> None:
    """From a folder with the two programs alone, in a Python that knows nothing of the application."""
    files = dict(files_of(scene.package))
    for name in ("verifier.py", "verify_package.py"):
        (tmp_path / name).write_bytes(files[name])
    (tmp_path / "p.zip").write_bytes(scene.package)
    (tmp_path / "heads.txt").write_text(f"Geachte lezer,\n\n{scene.heads}\nGroet", encoding="utf-8")
    command = [sys.executable, "-I", str(tmp_path / "verify_package.py"), str(tmp_path / "p.zip"), "--key", scene.key]
    done = subprocess.run([*command, "--heads", str(tmp_path / "heads.txt")], capture_output=True, text=True)
    assert (done.returncode, done.stdout[:29], done.stderr) == (SOUND, "In orde: alle 12 bestanden zi", "")
    done = subprocess.run([*command, "--heads", str(tmp_path / "no.txt")], capture_output=True, text=True)
    assert done.returncode == UNREADABLE and "no.txt" in done.stdout and done.stderr == ""
    (tmp_path / "verifier.py").unlink()
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == UNREADABLE and "verifier.py" in done.stdout and done.stderr == ""
