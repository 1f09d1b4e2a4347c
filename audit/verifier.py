#!/usr/bin/env python3
"""Check an export of the log of Drempel. One file: it needs Python and `cryptography`, no server and no database.

    python verifier.py export.jsonl --heads heads.txt --key 'example.org/logboek/markt+1a2b3c4d+AQ…'

`--heads` is a file with signed heads that you got from elsewhere: from the daily mail, or saved from the public
page. `--key` is the public key, also from elsewhere. With both, every change, deletion, insertion, reordering,
cut, fork and recomputation of what is older than your newest head is found. `--lang en` speaks English.

How it is built, from top to bottom: what can be said (SENTENCES), keys and signed heads, the walk over an export with
its heads (Verification), and the reading of one line (read_line). What a line is, is in docs/security/log.md.

Exit code: 0 sound, 1 tampered with, 2 cannot be read, 3 sound in itself but compared with nothing from elsewhere.
"""

import argparse
import base64
import binascii
import datetime as dt
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMATS, BEGINNING, NOTICES = ("drempel-log/1", "drempel-log/2"), "drempel-log/1", 5
SOUND, TAMPERED, UNREADABLE, UNCOMPARED = 0, 1, 2, 3
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
SHORTEST_TERM = dt.timedelta(days=180)
DASH = "— "
NOTE = re.compile(r"\S+\n\d+\n[A-Za-z0-9+/]{43}=\n(?:\w+ [^\n]+\n)+\n(?:— \S+ \S+\n)+")
# A line as the log writes nearly all of them: read at one glance. Any other is read and written again as a whole.
PARTS = {
    b"text": rb'[^"\\\x00-\x1f]*',
    b"word": rb'"[^"\\\x00-\x1f]*"',
    b"hash": rb"[A-Za-z0-9+/]{43}=",
    b"number": rb"[1-9]\d{0,17}",
}
LINE = re.compile(
    rb'{"event":({"action":%(word)b,"actor":%(word)b,"area":"(%(text)b)","at":"(%(text)b)","door":%(word)b,'
    rb'"facts":({.*?}),"operation":%(word)b,"organisation":%(word)b,"purpose":%(word)b,"result":%(word)b,'
    rb'"roles":%(word)b,("salt":%(word)b,)?"subject":%(word)b}),"hash":"(%(hash)b)","number":(%(number)b)}\n?' % PARTS
)
SEALED = re.compile(rb'{"hash":"(%(hash)b)","number":(%(number)b),"sealed":"(%(hash)b)"}\n?' % PARTS)
CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode

SENTENCES = {
    "empty": ("Het bestand is leeg.", "The file is empty."),
    "no_file": ("Dit bestand is er niet of is niet te lezen: {path}", "This file is absent or cannot be read: {path}"),
    "no_header": ("Regel 1 is niet het begin van een logboek.", "Line 1 is not the beginning of a log."),
    "not_json": ("Regel {line} is beschadigd of afgebroken.", "Line {line} is damaged or was broken off."),
    "not_canonical": (
        "Regel {line} is anders geschreven dan het logboek schrijft: iemand heeft die veranderd.",
        "Line {line} is written otherwise than the log writes: somebody changed it.",
    ),
    "other_area": ("Regel {line} hoort bij een ander logboek.", "Line {line} belongs to another log."),
    "gap": (
        "Voor regel {line} is iets weg of verplaatst: daar hoort nummer {expected} en er staat {number}.",
        "Something is gone or moved before line {line}: number {expected} belongs there and it is {number}.",
    ),
    "order": (
        "Regel {line} is ingevoegd of verplaatst: daar hoort nummer {expected} en er staat {number}.",
        "Line {line} was inserted or moved: number {expected} belongs there and it is {number}.",
    ),
    "changed": (
        "Regel {line} (nummer {number}) is veranderd of vervangen: de inhoud past niet bij de hash.",
        "Line {line} (number {number}) was changed or replaced: what it says does not fit its hash.",
    ),
    "short": ("Na regel {line} ontbreken er nog {missing}.", "After line {line}, {missing} lines are missing."),
    "long": ("Regel {line} hoort niet meer bij het logboek.", "Line {line} does not belong to the log any more."),
    "bad_note": ("Kop {which} in {where} is niet te lezen.", "Head {which} in {where} cannot be read."),
    "bad_signature": (
        "Kop {which} in {where} is niet goed getekend.",
        "Head {which} in {where} has no good signature.",
    ),
    "other_key": ("Het bestand noemt een andere sleutel dan u hebt.", "The file names another key than you have."),
    "bad_key": ("De sleutel is niet te lezen: {key}", "The key cannot be read: {key}"),
    "rewritten": (
        "Nummers {first} tot en met {last} zijn niet die van de kop van {time}: herschreven of gesplitst.",
        "Numbers {first} to {last} are not those of the head of {time}: rewritten or forked.",
    ),
    "cut": (
        "Op {time} telde het logboek al {size} regels; dit bestand stopt bij {last}: ingekort, of ouder dan die kop.",
        "On {time} the log had {size} lines already; this file stops at {last}: cut off, or older than that head.",
    ),
    "withheld": ("Uw kop {serial} van {time} is hier weggelaten.", "Your head {serial} of {time} was left out here."),
    "two_faces": (
        "Er zijn twee koppen {serial}: een gesplitst logboek.",
        "There are two heads {serial}: a forked log.",
    ),
    "serial_gap": (
        "Na kop {before} komt {after}: er ontbreken koppen.",
        "After head {before} comes {after}: heads are missing.",
    ),
    "shrunk": (
        "Kop {serial} van {time} telt minder regels dan een eerdere: het logboek is ingekort of gesplitst.",
        "Head {serial} of {time} counts fewer lines than an earlier one: the log was cut or forked.",
    ),
    "no_anchor": (
        "Het begin ontbreekt tot nummer {first}, en geen getekende kop zegt dat het zo hoort.",
        "The beginning is missing up to number {first}, and no signed head says that it should be.",
    ),
    "cut_early": (
        "Het begin is weggelaten terwijl het nog bewaard moest zijn: de kop van {time} is te jong.",
        "The beginning was left out while it still had to be kept: the head of {time} is too young.",
    ),
    "last_head": ("De laatste kop past niet bij de laatste regel.", "The last head does not fit the last line."),
    "no_such_head": ("Geen van uw koppen hoort bij {origin}.", "None of your heads belongs to {origin}."),
    "sound": (
        "In orde: nummers {first} tot en met {last} zijn ongeschonden tot {until}, de laatste van uw koppen ({time}).",
        "Sound: numbers {first} to {last} are intact up to {until}, the last of your heads ({time}).",
    ),
    "uncompared": (
        "Nummers {first} tot en met {last} kloppen onderling, maar zijn met niets van elders vergeleken (--heads).",
        "Numbers {first} to {last} fit each other, but were compared with nothing from elsewhere (--heads).",
    ),
    "own_key": (
        "Let op: de sleutel komt uit het bestand zelf (--key).",
        "Note: the key came with the file itself (--key).",
    ),
    "late": (
        "Let op: regel {line} zegt van {at} te zijn en kwam na {time}: de klok sprong, of iets is later geschreven.",
        "Note: line {line} says it is of {at} and came only after {time}: the clock jumped, or it was added later.",
    ),
    "sealed": (
        "{count} van deze regels zijn verzegeld: bewezen, zonder dat er staat wat ze zeggen.",
        "{count} of these lines are sealed: proved, without telling what they say.",
    ),
    "silence": ("Let op: tussen {before} en {after} is geen kop.", "Note: no head between {before} and {after}."),
}


class Problem(Exception):
    """What is wrong, as one sentence."""

    def __init__(self, code: str, *, exit_code: int = TAMPERED, **facts: Any) -> None:
        self.code, self.exit_code, self.facts = code, exit_code, facts
        super().__init__(say(code, "en", **facts))


def say(code: str, lang: str, **facts: Any) -> str:
    return SENTENCES[code][lang == "en"].format(**facts)


@dataclass(frozen=True)
class Key:
    """A public key as others keep it: `name+id+key`."""

    name: str
    id: bytes
    public: bytes

    @classmethod
    def read(cls, text: str) -> "Key":
        try:
            name, key_id, body = text.strip().split("+", 2)
            raw = base64.b64decode(body, validate=True)
            key = cls(name, bytes.fromhex(key_id), raw[1:])
            known = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
            if raw[:1] != b"\x01" or len(raw) != 33 or key.id != known:
                raise ValueError
        except (ValueError, binascii.Error):
            raise Problem("bad_key", exit_code=UNREADABLE, key=text[:80]) from None
        return key

    @cached_property
    def checker(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.public)

    def signed(self, text: str, signature: bytes) -> bool:
        try:
            self.checker.verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class SignedHead:
    """A signed head, read and believed."""

    origin: str
    size: int
    hash: bytes
    at: dt.datetime
    serial: int

    @property
    def time(self) -> str:
        return self.at.strftime("%Y-%m-%d %H:%M:%S UTC")


def read_head(note: str, keys: list[Key], *, which: int, where: str) -> SignedHead:
    """One signed note; refuses one that none of the keys signed."""
    about: dict[str, Any] = {"which": which, "where": where}
    try:
        text, _blank, signatures = note.partition("\n\n")
        text += "\n"
        origin, size, digest, *more = text.splitlines()
        extra = dict(line.split(" ", 1) for line in more)
        head = SignedHead(
            origin,
            int(size),
            base64.b64decode(digest, validate=True),
            dt.datetime.fromisoformat(extra["time"].replace("Z", "+00:00")),
            int(extra["serial"]),
        )
        lines = [line.removeprefix(DASH).split(" ") for line in signatures.splitlines() if line.startswith(DASH)]
        signed = [(name, base64.b64decode(body, validate=True)) for name, body in lines]
    except (ValueError, KeyError, binascii.Error):
        raise Problem("bad_note", exit_code=UNREADABLE, **about) from None
    for name, body in signed:
        for key in keys:
            if (name, body[:4]) == (key.name, key.id) and key.signed(text, body[4:]):
                return head
    raise Problem("bad_signature", **about)


def split_notes(text: str) -> list[str]:
    """The signed notes in a text; what stands around them, such as the words of a mail, is left aside."""
    lines = (line.strip("> \r\t") for line in text.split("\n"))
    return NOTE.findall("\n".join(lines) + "\n")


@dataclass
class Verification:
    """One export, held against its own heads and against those from elsewhere."""

    keys: list[Key] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    notices: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    sealed: int = 0
    _known: dict[str, SignedHead] = field(default_factory=dict)

    def run(self, lines: Iterable[bytes]) -> tuple[str, dict[str, Any]]:
        """What can be said of the export when it is sound; raises Problem when it is not."""
        walk = iter(lines)
        self._header(next(walk, b""))
        number, digest = self._start()
        self.first = number + 1
        self._compare_heads()
        self._walk(walk, number, digest)
        if self.sealed:
            self._notice("sealed", count=self.sealed)
        facts = {"first": self.first, "last": self.last}
        if not self.theirs:
            return "uncompared", facts
        newest = max(self.theirs, key=lambda head: head.serial)
        return "sound", {**facts, "until": newest.size, "time": newest.time}

    def _header(self, line: bytes) -> None:
        if not line.strip():
            raise Problem("empty", exit_code=UNREADABLE)
        header = _parse(line, 1)
        try:
            if header["format"] not in FORMATS:
                raise ValueError
            self.area, self.origin = str(header["area"]), str(header["origin"])
            named = [Key.read(str(text)) for text in header["keys"]]
            own, self.last, self.pruned = map(str, header["heads"]), int(header["size"]), int(header["pruned"])
        except (KeyError, TypeError, ValueError):
            raise Problem("no_header", exit_code=UNREADABLE) from None
        if not self.keys:
            self.keys = named
            self._notice("own_key")
        if not set(self.keys) & set(named):
            raise Problem("other_key")
        self.ours = [self._head(note, index, "regel 1") for index, note in enumerate(own, 1)]
        theirs = [note for note in self.notes if note.split("\n", 1)[0] == self.origin]
        if self.notes and not theirs:
            raise Problem("no_such_head", exit_code=UNREADABLE, origin=self.origin)
        self.theirs = [self._head(note, index, "--heads") for index, note in enumerate(theirs, 1)]

    def _head(self, note: str, which: int, where: str) -> SignedHead:
        # Most heads come twice: with the file and from elsewhere.
        if note not in self._known:
            self._known[note] = read_head(note, self.keys, which=which, where=where)
        head = self._known[note]
        if head.origin != self.origin:
            raise Problem("bad_signature", which=which, where=where)
        return head

    def _start(self) -> tuple[int, bytes]:
        """Where the export begins: at the very first line, or behind a head at which it was pruned."""
        self.ours.sort(key=lambda head: head.serial)
        if not self.ours or self.ours[-1].size != self.last:
            raise Problem("last_head")
        if self.pruned == 0:
            return 0, hashlib.sha256(f"{BEGINNING}\n{self.area}\n".encode()).digest()
        anchor = next((head for head in self.ours if head.size == self.pruned), None)
        if anchor is None:
            raise Problem("no_anchor", first=self.pruned + 1)
        if anchor.at > self.ours[-1].at - SHORTEST_TERM:
            raise Problem("cut_early", time=anchor.time)
        for head in self.theirs:
            # The log was shorter than this later: so it was not this long by then.
            if head.size < anchor.size and head.at > anchor.at + DAY:
                raise Problem("shrunk", serial=head.serial, time=head.time)
        return self.pruned, anchor.hash

    def _compare_heads(self) -> None:
        """The heads among themselves: none missing, none twice, none shorter than one before."""
        listed = {head.serial: head for head in self.ours}
        for head in self.theirs:
            known = listed.get(head.serial)
            if known is not None and known != head:
                raise Problem("two_faces", serial=head.serial)
            if head.size > self.last:
                raise Problem("cut", time=head.time, size=head.size, last=self.last)
            if known is None and head.size >= self.first - 1 and head.serial <= self.ours[-1].serial:
                raise Problem("withheld", time=head.time, serial=head.serial)
        for before, after in pairwise(self.ours):
            if after.serial == before.serial and after != before:
                raise Problem("two_faces", serial=after.serial)
            if after.serial > before.serial + 1:
                raise Problem("serial_gap", before=before.serial, after=after.serial)
            if after.at - before.at > 2 * HOUR:
                self._notice("silence", before=before.time, after=after.time)
        every = sorted({*self.ours, *self.theirs}, key=lambda head: head.serial)
        for before, after in pairwise(every):
            if after.size < before.size:
                raise Problem("shrunk", serial=after.serial, time=after.time)

    def _walk(self, lines: Iterator[bytes], number: int, digest: bytes) -> None:
        """Every line in its place, with its hash, and each head where it says it was."""
        heads = sorted({*self.ours, *self.theirs}, key=lambda head: (head.size, head.serial))
        heads = [head for head in heads if head.size >= number]
        sound, reached, limit = number, "", ""
        line = 1
        while True:
            while heads and heads[0].size == number:
                head = heads.pop(0)
                if head.hash != digest:
                    raise Problem("rewritten", first=sound + 1, last=number, time=head.time)
                sound, reached, limit = number, head.time, (head.at - HOUR).isoformat()
            raw = next(lines, None)
            if raw is None:
                break
            line += 1
            if number == self.last:
                raise Problem("long", line=line)
            number, digest, at = self._line(raw, line, number + 1, digest)
            if at and limit and at[:26] < limit[:26]:
                self._notice("late", line=line, at=at, time=reached)
        if number < self.last:
            raise Problem("short", line=line, missing=self.last - number)

    def _line(self, raw: bytes, line: int, expected: int, previous: bytes) -> tuple[int, bytes, str]:
        entry = read_line(raw, line)
        number = entry.number
        if entry.area is None:
            self.sealed += 1
        elif entry.area != self.area:
            raise Problem("other_area", line=line)
        if number != expected:
            raise Problem("gap" if number > expected else "order", line=line, expected=expected, number=number)
        digest = hashlib.sha256(previous + entry.chained).digest()
        if base64.b64encode(digest) != entry.hash:
            raise Problem("changed", line=line, number=number)
        return number, digest, entry.at

    def _notice(self, code: str, **facts: Any) -> None:
        if sum(known == code for known, _facts in self.notices) < NOTICES:
            self.notices.append((code, facts))


class Entry(NamedTuple):
    """What one line says of itself, and what the chain takes over of it: its seal, or without a salt its words."""

    hash: bytes
    number: int
    chained: bytes
    # A sealed line does not tell these.
    area: str | None = None
    at: str = ""


def read_line(raw: bytes, line: int) -> Entry:
    """One line of an export, sealed or told; refuses one that is written otherwise than the log writes."""
    return _sealed(raw, line) or _at_a_glance(raw) or _taken_apart(raw, line)


def _sealed(raw: bytes, line: int) -> Entry | None:
    found = SEALED.fullmatch(raw)
    if found is None:
        return None
    told, number, seal = found.groups()
    digest = base64.b64decode(seal)
    if base64.b64encode(digest) != seal:
        raise Problem("not_canonical", line=line)
    return Entry(told, int(number), digest)


def _at_a_glance(raw: bytes) -> Entry | None:
    """Nearly every line; None for what has to be taken apart to know it, which says the same of these."""
    found = LINE.fullmatch(raw)
    if found is None or not _is_text(raw) or not _is_canonical(found[4]):
        return None
    event, area, at, _facts, salt, told, number = found.groups()
    return Entry(told, int(number), _chained(event, bool(salt)), area.decode(), at.decode())


def _taken_apart(raw: bytes, line: int) -> Entry:
    entry = _parse(raw, line)
    try:
        number, told, event = int(entry["number"]), entry["hash"], entry["event"]
        area, at, salted = event["area"], event["at"], "salt" in event
        tail = f',"hash":"{told}","number":{number}}}'.encode()
    except (KeyError, TypeError, ValueError):
        raise Problem("not_json", exit_code=UNREADABLE, line=line) from None
    if not isinstance(area, str) or not isinstance(at, str) or not isinstance(told, str):
        raise Problem("other_area", line=line)
    # The line is canonical, so the event stands between its first words and its tail.
    words = raw.removesuffix(b"\n")[len(b'{"event":') : -len(tail)]
    return Entry(told.encode(), number, _chained(words, salted), area, at)


def _chained(event: bytes, salted: bool) -> bytes:
    return hashlib.sha256(event).digest() if salted else event


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(4096)
def _is_canonical(facts: bytes) -> bool:
    """Whether these facts are written as the log writes them; the same few come back over and over."""
    try:
        return CANONICAL(json.loads(facts)).encode() == facts
    except (ValueError, RecursionError):
        return False


def _parse(raw: bytes, line: int) -> dict[str, Any]:
    """One line, which must be written exactly as the log writes it: no key twice, no other spelling."""
    try:
        text = raw.decode().removesuffix("\n")
        value = json.loads(text)
        written = CANONICAL(value)
        if not isinstance(value, dict):
            raise ValueError
    except (ValueError, RecursionError):
        raise Problem("not_json", exit_code=UNREADABLE, line=line) from None
    if written != text:
        raise Problem("not_canonical", line=line)
    return value


def verify(
    lines: Iterable[bytes], *, heads: str = "", keys: Iterable[str] = (), lang: str = "nl"
) -> tuple[int, list[str]]:
    """The exit code, and what to tell."""
    checking = Verification()
    try:
        checking.keys = [Key.read(text) for text in keys]
        checking.notes = split_notes(heads)
        if heads.strip() and not checking.notes:
            raise Problem("bad_note", exit_code=UNREADABLE, which=1, where="--heads")
        code, facts = checking.run(lines)
    except Problem as problem:
        return problem.exit_code, [say(problem.code, lang, **problem.facts)]
    sentences = [say(code, lang, **facts), *(say(notice, lang, **facts) for notice, facts in checking.notices)]
    return (SOUND if code == "sound" else UNCOMPARED), sentences


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path)
    parser.add_argument("--heads", type=Path, action="append", default=[])
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("--lang", choices=("nl", "en"), default="nl")
    options = parser.parse_args(arguments)
    try:
        heads = "\n".join(path.read_text(encoding="utf-8") for path in options.heads)
        with options.export.open("rb") as lines:
            code, sentences = verify(lines, heads=heads, keys=options.key, lang=options.lang)
    except (OSError, UnicodeDecodeError) as error:
        code, sentences = (
            UNREADABLE,
            [say("no_file", options.lang, path=getattr(error, "filename", "") or options.heads)],
        )
    print("\n".join(sentences))
    return code


if __name__ == "__main__":
    sys.exit(main())
