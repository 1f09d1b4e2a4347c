"""Whoever oversees gets the seal of a line about somebody, and not the line: proved, not to be counted (R70, R71)."""

import datetime as dt
import hashlib
import json
import random
from typing import Any

import pytest

from audit import heads, verifier
from audit.actions import ACTIONS
from audit.canonical import canonical, seal, text_of, to_json
from audit.chain import sweep
from audit.export import export_lines, links
from audit.log import record
from audit.models import Event, Head, HeadReason, Link
from audit.purposes import Purpose
from audit.sealing import OF_PEOPLE, TOLD, is_told, told_actions, told_lines
from audit.signing import verifier_key
from bans.actions.checks import check
from bans.actions.endings import lift
from oversight.processing.subjects import HELD_BY
from participants.actions.log_keeping import export_head
from tests.audit.logbook import make_book, make_event
from tests.audit.test_pages import lines_of
from tests.audit.writing import MARKT, write
from tests.cast import Cast
from tests.factories import make_sanction
from tests.screens import Screens, screens, text

__all__ = ["screens"]
# What the figures count, and hide where it is small.
COUNTED = ("sanction.", "incident.", "breach.", "counter.", "request.", "person.", "letter.", "correction.")
SEALED = "Regels over mensen in het register zijn voor u verzegeld"


@pytest.fixture
def busy(screens: Screens, cast: Cast) -> Head:
    """An area in which something of everything happened, up to a head."""
    first, second = make_sanction(cast), make_sanction(cast, "warning", "shop", family_name="Tweede")
    check(shop=cast.shop_a, family_name="Tweede", given_name="Jan", by=cast.counter_a, at=cast.at)
    lift(first, reason="Afgesproken.", by=cast.coordinator, at=cast.at)
    record("name.viewed", subject=f"person:{second.person.token}", by=cast.municipality, area=cast.area)
    record("shop.changed", subject=f"shop:{cast.shop_a.pk}", by=cast.coordinator, area=cast.area)
    sweep()
    return heads.publish("markt", at=cast.at, reason=HeadReason.HOUR)


def verify(lines: Any, head: Head) -> tuple[int, list[str]]:
    return verifier.verify(lines, heads=head.note, keys=[verifier_key("markt")], lang="en")


def test_r70_who_oversees_verifies_every_line_and_can_count_none_about_people(busy: Head) -> None:
    lines = list(export_lines(busy, sealed=True))
    code, sentences = verify(lines, busy)
    entries = [json.loads(line) for line in lines[1:]]
    shut = [entry for entry in entries if "sealed" in entry]
    assert code == verifier.SOUND and f"{len(shut)} of these lines are sealed" in sentences[-1]
    assert len(entries) == busy.size and len(shut) >= 10
    told = [entry["event"] for entry in entries if "event" in entry]
    assert [event["action"] for event in told if event["action"].startswith(COUNTED)] == []
    assert {"shop.changed", "role.granted"} <= {event["action"] for event in told}
    assert [event["subject"] for event in told if event["subject"].partition(":")[0] in OF_PEOPLE] == []


def test_r70_every_sealed_line_is_as_long_as_another_and_none_is_twice_the_same(busy: Head) -> None:
    shut = [json.loads(line) for line in export_lines(busy, sealed=True) if b'"sealed"' in line]
    assert {tuple(entry) for entry in shut} == {("hash", "number", "sealed")}
    assert {len(entry["sealed"]) for entry in shut} == {44} and len({entry["sealed"] for entry in shut}) == len(shut)


def test_who_knows_all_but_the_salt_cannot_tell_what_is_sealed() -> None:
    """Two deeds that are alike in everything have different seals, and neither is that of the words alone."""
    first, second = (make_event(random.Random(1), at=make_book(1).events[0].at) for _n in range(2))
    first.salt, second.salt = Event().salt, Event().salt
    assert first.salt != second.salt and len(first.salt) == 22
    words = {name: value for name, value in json.loads(canonical(first)).items() if name != "salt"}
    seals = {seal(canonical(first)), seal(canonical(second)), hashlib.sha256(to_json(words).encode()).digest()}
    assert len(seals) == 3


def test_association_can_show_what_a_sealed_line_says(busy: Head) -> None:
    shut = {entry["number"]: entry["sealed"] for entry in map(json.loads, export_lines(busy, sealed=True))
            if "sealed" in entry}  # fmt: skip
    told = {entry["number"]: entry["event"] for entry in map(json.loads, list(export_lines(busy))[1:])}
    assert len(told) == busy.size
    for number, sealed in shut.items():
        assert text_of(seal(to_json(told[number]).encode())) == sealed


def test_sealed_line_has_no_moment_and_so_is_never_late(cast: Cast) -> None:
    """Between heads, where a line that tells of an earlier hour is remarked upon."""
    at = dt.datetime.now(dt.UTC)
    for number in range(3):
        write(number)
        heads.publish("markt", at=at + number * dt.timedelta(hours=1), reason=HeadReason.HOUR)
    newest = heads.publish("markt", at=at + dt.timedelta(hours=3), reason=HeadReason.HOUR)
    code, sentences = verify(export_lines(newest, sealed=True), newest)
    assert code == verifier.SOUND and [one for one in sentences if one.startswith("Note")] == []
    assert "3 of these lines are sealed" in sentences[-1]


def test_both_exports_have_the_same_hashes(busy: Head) -> None:
    both = [[json.loads(line)["hash"] for line in list(export_lines(busy, sealed=sealed))[1:]] for sealed in (0, 1)]
    assert both[0] == both[1]


def test_python_and_the_database_seal_the_same(busy: Head) -> None:
    for subject in ("sanction:1", "person", "personal:1", "persons", "area:markt", "request:x", ""):
        record("shop.changed", subject=subject, by="test", area=MARKT)
    told = set(Event.objects.filter(told_lines()).values_list("pk", flat=True))
    assert told == {event.pk for event in Event.objects.all() if is_told(event.action, event.subject)}
    assert told and len(told) < Event.objects.count()
    linked = set(Link.objects.filter(area="markt", number__lte=busy.size).values_list("pk", flat=True))
    assert {link.event_id for link in links(busy, sealed=True)} == told & linked


def test_deed_that_nobody_thought_of_is_sealed() -> None:
    assert not is_told("unheard.of", "area:markt")
    by_name = {name for name, known in ACTIONS.items() if known.told is not None}
    assert by_name == {"erasures.viewed", "log.pruned", "oversight_key.made", "oversight_key.revoked"}
    assert all(ACTIONS[name].purpose in TOLD for name in told_actions() - by_name)
    assert {Purpose.MEASURES, Purpose.ENTRY, Purpose.RIGHTS, Purpose.SECURITY, Purpose.RETENTION}.isdisjoint(TOLD)
    assert set(HELD_BY) == OF_PEOPLE


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.update(sealed=entry["hash"]),
        lambda entry: entry.update(number=entry["number"] + 1),
        lambda entry: entry.update(hash=entry["sealed"]),
        lambda entry: entry.update(extra=1),
        lambda entry: entry.update(sealed=entry["sealed"][:-2] + "="),
        lambda entry: entry.update(event={"area": "markt", "at": ""}),
        lambda entry: entry.update(sealed=1),
        lambda entry: entry.update(hash=1),
        lambda entry: entry.pop("sealed"),
    ],
)
def test_sealed_line_that_was_changed_is_found(busy: Head, change: Any) -> None:
    lines = list(export_lines(busy, sealed=True))
    place = next(n for n, line in enumerate(lines) if n > 3 and b'"sealed"' in line)
    entry = json.loads(lines[place])
    change(entry)
    lines[place] = (to_json(entry) + "\n").encode()
    code, sentences = verify(lines, busy)
    assert code in (verifier.TAMPERED, verifier.UNREADABLE) and str(place + 1) in sentences[0]


def test_seal_has_one_spelling(busy: Head) -> None:
    """Base64 leaves two bits of its last sign unused: the same seal with other bits is another file."""
    lines = list(export_lines(busy, sealed=True))
    place = next(n for n, line in enumerate(lines) if b'"sealed"' in line)
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    entry = json.loads(lines[place])
    last = entry["sealed"][-2]
    entry["sealed"] = entry["sealed"][:-2] + signs[signs.index(last) ^ 1] + "="
    lines[place] = (to_json(entry) + "\n").encode()
    assert "written otherwise than the log writes" in verify(lines, busy)[1][0]


def test_sealed_line_that_is_taken_out_or_moved_is_found(busy: Head) -> None:
    lines = list(export_lines(busy, sealed=True))
    place = next(n for n, line in enumerate(lines) if b'"sealed"' in line and b'"sealed"' in lines[n + 1])
    assert verify([*lines[:place], *lines[place + 1 :]], busy)[0] == verifier.TAMPERED
    lines[place], lines[place + 1] = lines[place + 1], lines[place]
    assert verify(lines, busy)[0] == verifier.TAMPERED


def test_line_from_before_seals_stays_in_the_chain_with_its_words(cast: Cast) -> None:
    """It has no salt and its hash is signed: so it is told as it always was, and the next ones are sealed."""
    old = make_event(random.Random(3), at=cast.at)
    old.salt, old.subject, old.action = "", "sanction:1", "sanction.served"
    Event.objects.bulk_create([old])
    write(1)
    sweep()
    head = export_head(cast.area, form="jsonl", by="test", at=cast.at)
    for sealed in (False, True):
        lines = list(export_lines(head, sealed=sealed))
        assert verify(lines, head)[0] == verifier.SOUND
        assert b'"subject":"sanction:1"' in b"".join(lines) and b'"salt":""' not in b"".join(lines)
    assert b"desk.viewed" not in b"".join(lines)


def test_short_way_and_long_way_of_reading_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is changed anywhere is read at one glance as it is read by taking it apart."""
    chance, book = random.Random("glance"), make_book("glance", lines=8)
    lines, notes = book.lines(), "\n".join(book.notes())
    found: list[list[Any]] = []
    pieces = [b'"', b"\\", b"{", b"}", b",", b'"x":1', b"\xff", b"\x01", b" ", b"0", b"-0", b"1.0", b'\\"', b"\xc3\xa9"]
    tried = []
    for _n in range(1500):
        other, place = list(lines), chance.randrange(1, len(lines))
        raw = other[place]
        at = chance.randrange(len(raw))
        other[place] = raw[:at] + chance.choice(pieces) + raw[at + chance.choice([0, 0, 1, 2]) :]
        if other[place] != raw:
            tried.append(other)
    for shorten in (True, False):
        if not shorten:
            monkeypatch.setattr(verifier, "LINE", verifier.re.compile(rb"(?!)"))
        found.append([verifier.verify(other, heads=notes, keys=[verifier_key("markt")]) for other in tried])
    assert found[0] == found[1]
    assert sum(code == verifier.SOUND for code, _said in found[0]) == 0


@pytest.mark.parametrize("who", ["coordinator", "municipality"])
def test_r71_page_and_files_are_sealed_for_who_oversees(screens: Screens, cast: Cast, busy: Head, who: str) -> None:
    screen = screens.of(who)
    page = text(screen.get("participants:log"))
    table = b"".join(lines_of(screen.post("participants:log-export", form="csv"))).decode()
    file = b"".join(lines_of(screen.post("participants:log-export", form="jsonl"))).decode()
    hers = who == "municipality"
    assert (SEALED in page) == hers and ("Maatregel uitgereikt" in page) != hers
    for taken in (table, file):
        assert ("sanction.served" in taken) != hers and "shop.changed" in taken
    assert ('"sealed"' in file) == hers
    assert "Er zijn geen regels" in text(screen.get("participants:log", kind="measures")) if hers else True
