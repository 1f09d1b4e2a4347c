#!/usr/bin/env python3
"""Check an audit package of Drempel, with the log inside it. It needs Python and `cryptography`, and no network.

    python verify_package.py pakket.zip --key 'example.org/logboek/markt+1a2b3c4d+AQ…' --heads heads.txt

Put `verifier.py` in the same folder, and take both from elsewhere than the package. `--key` is the public key of the
log, `--heads` a file with signed heads that you got from elsewhere. Nothing is unpacked. `--lang en` speaks English.

Exit code: 0 sound, 1 tampered with, 2 cannot be read, 3 sound in itself but not compared with what is from elsewhere.
"""

import argparse
import base64
import hashlib
import importlib.util
import json
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

if __package__:
    from . import verifier as log
else:
    # By its place, so that nothing else on the machine can be taken for it.
    _found = importlib.util.spec_from_file_location("verifier", Path(__file__).with_name("verifier.py"))
    try:
        assert _found is not None and _found.loader is not None
        log = importlib.util.module_from_spec(_found)
        sys.modules["verifier"] = log
        _found.loader.exec_module(log)
    except OSError:
        print("verifier.py hoort in dezelfde map. / verifier.py must be in the same folder.")
        sys.exit(2)

FORMAT = "drempel-package/1"
MANIFEST, NOTE, LOG = "manifest.json", "manifest.note", "log.jsonl"
SOUND, TAMPERED, UNREADABLE, UNCOMPARED = 0, 1, 2, 3
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}(\.[a-z0-9]{1,10})?")
SIGNED = re.compile(r"(\S+)/pakket/(\S+)\n(\S+)\n([A-Za-z0-9+/]{43}=)\nsize (\d{1,12})\n\n((?:— \S+ \S+\n){1,4})")
# More than this is not read before a signature was seen: more files, a longer list of them, a longer line.
FILES, DIRECTORY, SHORT, LINE, BLOCK = 40, 16_000, 1_000_000, 64_000_000, 1 << 20
LAST, LOCATOR, LAST64, LOCAL = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06", b"PK\x03\x04"
DESCRIPTOR, NO_DATE, FLAGS = b"PK\x07\x08", 0x21, 0x08
# From here on the library gives a number eight bytes and says so with a sign in its place.
FOUR_BYTES, MORE = (1 << 31) - 1, 0xFFFFFFFF
# What else a file that somebody made on purpose can bring about in the library.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, ValueError, EOFError, KeyError,
    IndexError, OverflowError, TypeError, AttributeError,
)  # fmt: skip

SENTENCES = {
    "no_file": ("Dit bestand is er niet of is niet te lezen: {path}", "This file is absent or cannot be read: {path}"),
    "no_package": ("Dit is geen pakket van Drempel.", "This is no package of Drempel."),
    "cut_off": ("Het pakket is afgebroken: het einde ontbreekt. Haal het opnieuw op.",
        "The package was cut off: its end is missing. Fetch it again."),
    "behind": ("Achter het pakket is iets toegevoegd.", "Something was added behind the package."),
    "layout": ("Het pakket is anders in elkaar gezet dan het gemaakt is: iemand heeft het veranderd.",
        "The package is put together otherwise than it was made: somebody changed it."),
    "bad_name": ("Een bestand heeft een naam die niet mag: {name}", "A file has a name that may not be: {name}"),
    "twice": ("Een bestand zit er twee keer in: {name}", "A file is in it twice: {name}"),
    "unsigned": ("De getekende lijst van bestanden ontbreekt.", "The signed list of files is missing."),
    "bad_signature": ("De lijst is niet met uw sleutel getekend: veranderd, of het pakket is niet van dit gebied.",
        "The list is not signed with your key: changed, or the package is not of this area."),
    "bad_manifest": ("De lijst van bestanden is niet te lezen.", "The list of files cannot be read."),
    "other_format": ("Dit pakket heeft een andere vorm: {format}", "This package has another form: {format}"),
    "missing": ("Er ontbreekt een bestand: {name}", "A file is missing: {name}"),
    "extra": ("Een bestand staat niet op de lijst: {name}", "A file is not on the list: {name}"),
    "order": ("De bestanden staan in een andere volgorde.", "The files are in another order."),
    "changed": ("Dit bestand is veranderd, vervangen of beschadigd: {name}",
        "This file was changed, replaced or damaged: {name}"),
    "log_wrong": ("Het logboek in het pakket: {sentence}", "The log in the package: {sentence}"),
    "other_log": ("Het logboek hoort niet bij dit pakket.", "The log does not belong to this package."),
    "sound": ("In orde: alle {count} bestanden zijn zoals ze op {made} voor {area} zijn gemaakt en getekend.",
        "Sound: all {count} files are as they were made and signed for {area} on {made}."),
    "own_key": ("Let op: de sleutel komt uit het pakket zelf. Wie het maakte is niet bewezen (--key).",
                "Note: the key came with the package itself. That does not prove who made it (--key)."),
}  # fmt: skip


class Problem(Exception):
    """What is wrong, as one sentence."""

    def __init__(self, code: str, *, exit_code: int = TAMPERED, **facts: Any) -> None:
        self.code, self.exit_code, self.facts = code, exit_code, facts
        super().__init__(say(code, "en", **facts))


def say(code: str, lang: str, **facts: Any) -> str:
    return SENTENCES[code][lang == "en"].format(**{name: _printable(value) for name, value in facts.items()})


def _printable(value: Any) -> str:
    """What stands in a hostile file does nothing to a screen."""
    return "".join(sign if sign.isprintable() else "?" for sign in str(value))[:2000]


def entries_of(file: IO[bytes]) -> list[zipfile.ZipInfo]:
    """The files in the package, in order. Refuses a zip with anything before, between or behind them, or with any sign
    in it that the maker does not write: so nothing can hide there, and no two programs see different files."""
    directory, size, count = _directory(file)
    try:
        entries = zipfile.ZipFile(file).infolist()
        for entry in entries:
            if not NAME.fullmatch(entry.filename):
                raise Problem("bad_name", name=entry.filename)
        names = [entry.filename for entry in entries]
        for name in names:
            if names.count(name) > 1:
                raise Problem("twice", name=name)
        place = 0
        for entry in entries:
            if entry.header_offset != place:
                raise Problem("layout")
            place = _end_of(file, entry)
    except BROKEN:
        raise Problem("layout") from None
    file.seek(directory)
    if (place, len(entries)) != (directory, count) or file.read(size) != b"".join(map(_in_directory, entries)):
        raise Problem("layout")
    return entries


def _directory(file: IO[bytes]) -> tuple[int, int, int]:
    """Where the list of the zip begins, how long it is and how many files it names; nothing may follow it."""
    end = file.seek(0, 2)
    start = max(0, end - 70_000)
    file.seek(start)
    tail = file.read()
    file.seek(0)
    if file.read(4) != LOCAL:
        raise Problem("no_package", exit_code=UNREADABLE)
    found = tail.rfind(LAST)
    if found < 0 or len(tail) - found < 22:
        raise Problem("cut_off", exit_code=UNREADABLE)
    if len(tail) - found > 22:
        raise Problem("behind")
    count, size, directory = struct.unpack("<H2L", tail[found + 10 : found + 20])
    if directory > FOUR_BYTES and found >= 76:
        # Such a package tells it in eight bytes each, in a record of 56 bytes and another of 20.
        count, size, directory = struct.unpack("<3Q", tail[found - 44 : found - 20])
    if count > FILES or size > DIRECTORY or directory > end:
        raise Problem("layout")
    expected = _last_records(count, size, directory)
    if directory + size + len(expected) != end or not tail.endswith(expected):
        raise Problem("layout")
    return directory, size, count


def _last_records(count: int, size: int, directory: int) -> bytes:
    """How the maker ends a package: by one record, and two more before it when the list of the zip begins far away."""
    plain = struct.pack("<4s4H2LH", LAST, 0, 0, count, count, size, min(directory, MORE), 0)
    if directory <= FOUR_BYTES:
        return plain
    large = struct.pack("<4sQ2H2L4Q", LAST64, 44, 45, 45, 0, 0, count, count, size, directory)
    return large + struct.pack("<4sLQL", LOCATOR, 0, directory + size, 1) + plain


def _in_directory(entry: zipfile.ZipInfo) -> bytes:
    """What the list of the zip says of a file when the maker wrote it."""
    name, packed, size, place, large = entry.filename.encode(), entry.compress_size, entry.file_size, 0, list[int]()
    if max(packed, size) > FOUR_BYTES:
        large, packed, size = [size, packed], MORE, MORE
    if (place := entry.header_offset) > FOUR_BYTES:
        large, place = [*large, place], MORE
    extra = struct.pack(f"<2H{len(large)}Q", 1, 8 * len(large), *large) if large else b""
    needed = 45 if large or entry.filename == LOG else 20
    return struct.pack(
        "<4s4B4H3L5H2L", b"PK\x01\x02", needed, 3, needed, 0, FLAGS, entry.compress_type, 0, NO_DATE, entry.CRC,
        packed, size, len(name), len(extra), 0, 0, 0, 0o600 << 16, place,
    ) + name + extra  # fmt: skip


def _end_of(file: IO[bytes], entry: zipfile.ZipInfo) -> int:
    """Where the next file must begin, when this one is as the maker writes it."""
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Problem("layout")
    name = entry.filename.encode()
    file.seek(entry.header_offset)
    head = file.read(30)
    sign, needed, flags, method, hour, day, crc, packed, size, long, more = struct.unpack("<4s5H3L2H", head)
    if (sign, flags, method, hour, day, crc, file.read(long)) != (
        LOCAL, FLAGS, entry.compress_type, 0, NO_DATE, 0, name,
    ):  # fmt: skip
        raise Problem("layout")
    # Only of the log the maker cannot know how long it becomes.
    large = entry.filename == LOG
    expected = (45, MORE, MORE, 20) if large else (20, 0, 0, 0)
    extra = struct.pack("<2H2Q", 1, 16, 0, 0) if large else b""
    if (needed, packed, size, more) != expected or file.read(more) != extra:
        raise Problem("layout")
    file.seek(file.tell() + entry.compress_size)
    form = "<4sL2Q" if large else "<4s3L"
    found = struct.unpack(form, file.read(struct.calcsize(form)))
    if found != (DESCRIPTOR, entry.CRC, entry.compress_size, entry.file_size):
        raise Problem("layout")
    return file.tell()


class Package:
    """One package, held against its own signed list, and against a key and heads from elsewhere."""

    def __init__(self, file: IO[bytes], *, keys: list[str], heads: str, lang: str) -> None:
        self.keys, self.heads, self.lang = keys, heads, lang
        self.known = [log.Key.read(key) for key in keys]
        self.entries = {entry.filename: entry for entry in entries_of(file)}
        self.file = file

    def run(self) -> tuple[int, list[str]]:
        """The exit code, and what to tell; raises Problem when the package is not sound."""
        if MANIFEST not in self.entries or NOTE not in self.entries:
            raise Problem("unsigned")
        manifest = self._manifest(self._short(MANIFEST), self._short(NOTE))
        files = self._listed(manifest)
        code, sentences = SOUND, list[str]()
        for name, size, digest in files:
            found = Reading(self.file, self.entries[name], size)
            if name == LOG:
                code, sentences = log.verify(
                    self._of_this_package(found, manifest), heads=self.heads, keys=self.keys, lang=self.lang
                )
            if found.digest() != digest:
                told = [say("log_wrong", self.lang, sentence=sentences[0])] if name == LOG else []
                return TAMPERED, [say("changed", self.lang, name=name), *told]
        if code in (TAMPERED, UNREADABLE):
            return code, [say("log_wrong", self.lang, sentence=sentence) for sentence in sentences]
        facts = {"count": len(files), "made": str(manifest["made_at"])[:16], "area": manifest["area"]}
        if not self.keys:
            return UNCOMPARED, [say("sound", self.lang, **facts), say("own_key", self.lang), *sentences]
        return code, [say("sound", self.lang, **facts), *sentences]

    def _short(self, name: str) -> bytes:
        if self.entries[name].file_size > SHORT:
            raise Problem("bad_manifest", exit_code=UNREADABLE)
        return b"".join(Reading(self.file, self.entries[name], self.entries[name].file_size).blocks())

    def _manifest(self, manifest: bytes, note: bytes) -> dict[str, Any]:
        """The list of files, when it is signed: nothing in it is believed before."""
        signed = SIGNED.fullmatch(note.decode(errors="replace"))
        if signed is None:
            raise Problem("bad_signature")
        try:
            known = json.loads(manifest)
            written = json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
            keys = self.known or [log.Key.read(str(key)) for key in known["keys"]][:4]
            if known["format"] != FORMAT:
                raise Problem("other_format", exit_code=UNREADABLE, format=str(known["format"])[:60])
        except (*BROKEN, RecursionError, log.Problem):
            raise Problem("bad_signature" if self.known else "bad_manifest") from None
        site, area, form, digest, size, _signatures = signed.groups()
        true = base64.b64encode(hashlib.sha256(manifest).digest()).decode()
        if (form, digest, int(size), written.encode()) != (FORMAT, true, len(manifest), manifest):
            raise Problem("bad_signature")
        if not any(_signed_by(key, note.decode(), site, area) for key in keys):
            raise Problem("bad_signature")
        if known.get("origin") != f"{site}/pakket/{area}" or known.get("log_origin") != f"{site}/logboek/{area}":
            raise Problem("bad_signature")
        return dict(known)

    def _listed(self, manifest: dict[str, Any]) -> list[tuple[str, int, str]]:
        try:
            files = [(str(one["name"]), int(one["size"]), str(one["sha256"])) for one in manifest["files"]]
            str(manifest["made_at"]), str(manifest["area"]), str(manifest["head"])
        except BROKEN:
            raise Problem("bad_manifest", exit_code=UNREADABLE) from None
        names = [name for name, _size, _digest in files] + [MANIFEST, NOTE]
        for name in [*names, LOG]:
            if name not in self.entries:
                raise Problem("missing", name=name)
        for name in self.entries:
            if name not in names:
                raise Problem("extra", name=name)
        if names != list(self.entries):
            raise Problem("order")
        return files

    def _of_this_package(self, found: "Reading", manifest: dict[str, Any]) -> Iterator[bytes]:
        """The lines of the log, of which the first must end at the head that the list names."""
        walk = found.lines()
        first = next(walk, b"")
        try:
            header = json.loads(first)
            if (header["origin"], header["heads"][-1]) != (manifest["log_origin"], manifest["head"]):
                raise Problem("other_log")
        except (*BROKEN, RecursionError):
            # What is wrong with it is said by the verifier of the log.
            pass
        yield first
        yield from walk


class Reading:
    """One file, read once and in blocks: never more than the list says, and nothing behind what was packed."""

    def __init__(self, file: IO[bytes], entry: zipfile.ZipInfo, size: int) -> None:
        self.file, self.entry, self.size = file, entry, size
        self._hash, self._walk = hashlib.sha256(), self.blocks()

    def blocks(self) -> Iterator[bytes]:
        self.file.seek(self.entry.header_offset)
        name, more = struct.unpack("<2H", self.file.read(30)[26:])
        self.file.seek(name + more, 1)
        unpacking, rest, waiting, read, crc = zlib.decompressobj(-15), self.entry.compress_size, b"", 0, 0
        try:
            while not unpacking.eof and read <= self.size:
                if not waiting:
                    waiting = self.file.read(min(BLOCK, rest))
                    rest -= len(waiting)
                block = unpacking.decompress(waiting, BLOCK)
                if not block and not waiting:
                    break
                waiting = unpacking.unconsumed_tail
                read, crc = read + len(block), zlib.crc32(block, crc)
                self._hash.update(block)
                yield block
        except zlib.error:
            read = -1
        told = (self.size, self.entry.file_size, self.entry.CRC)
        if not unpacking.eof or rest or unpacking.unused_data or (read, read, crc) != told:
            raise Problem("changed", name=self.entry.filename)

    def digest(self) -> str:
        """After what was not read yet."""
        for _block in self._walk:
            pass
        return self._hash.hexdigest()

    def lines(self) -> Iterator[bytes]:
        rest, number = b"", 0
        for block in self._walk:
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                number += 1
                yield line + b"\n"
            if len(rest) > LINE:
                raise log.Problem("not_json", exit_code=UNREADABLE, line=number + 1)
        if rest:
            yield rest


def _signed_by(key: Any, note: str, site: str, area: str) -> bool:
    """Whether the key of the log of this area signed the list. Under the name of a package it has another number."""
    if key.name != f"{site}/logboek/{area}":
        return False
    name = f"{site}/pakket/{area}"
    number = hashlib.sha256(name.encode() + b"\n\x01" + key.public).digest()[:4]
    text, _blank, signatures = note.partition("\n\n")
    for line in signatures.splitlines():
        _dash, by, body = line.split(" ", 2)
        try:
            raw = base64.b64decode(body, validate=True)
        except ValueError:
            continue
        if (by, raw[:4]) == (name, number) and key.signed(text + "\n", raw[4:]):
            return True
    return False


def verify(file: IO[bytes], *, heads: str = "", keys: tuple[str, ...] = (), lang: str = "nl") -> tuple[int, list[str]]:
    """The exit code, and what to tell."""
    try:
        return Package(file, keys=list(keys), heads=heads, lang=lang).run()
    except Problem as problem:
        return problem.exit_code, [say(problem.code, lang, **problem.facts)]
    except log.Problem as problem:
        return problem.exit_code, [log.say(problem.code, lang, **problem.facts)]
    except BROKEN:
        return TAMPERED, [say("layout", lang)]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("--heads", type=Path, action="append", default=[])
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("--lang", choices=("nl", "en"), default="nl")
    options = parser.parse_args(arguments)
    try:
        heads = "\n".join(path.read_text(encoding="utf-8") for path in options.heads)
        with options.package.open("rb") as file:
            code, sentences = verify(file, heads=heads, keys=tuple(options.key), lang=options.lang)
    except (OSError, UnicodeDecodeError) as error:
        path = getattr(error, "filename", "") or options.heads
        code, sentences = UNREADABLE, [say("no_file", options.lang, path=path)]
    print("\n".join(map(_printable, sentences)))
    return code


if __name__ == "__main__":
    sys.exit(main())
