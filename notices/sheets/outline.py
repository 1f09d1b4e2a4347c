"""Which sentences a sheet has, by the kind of its letter and the facts. Pure calculation.

A sentence is named by its dotted key in `original.yaml`.
"""

from dataclasses import dataclass
from typing import Any

from ..models.notice import LetterKind
from ..rules import BAN_LETTERS, SERVED_LETTERS

# Names of shops that take no more room than this stand on the sheet itself; the list is beside the letter.
ROOM_FOR_NAMES = 400
ENDINGS = {LetterKind.WITHDRAWAL: "withdrawn", LetterKind.ANNULMENT: "annulled"}
SHEET_KINDS = frozenset({*SERVED_LETTERS, LetterKind.REPRESENTATIVE, LetterKind.SUPPLEMENTARY, *ENDINGS})
WARNING_FOLLOWS = {
    LetterKind.INDIVIDUAL_WARNING: "follows.individual_warning",
    LetterKind.COLLECTIVE_WARNING: "follows.collective_warning",
    LetterKind.COMBINED: "follows.other_shops",
}


@dataclass(frozen=True)
class Section:
    """One part of a sheet: its heading and sentences as keys, and the name of its pictogram."""

    heading: str
    sentences: tuple[str, ...]
    pictogram: str


CONTACT = Section("contact.heading", ("contact.phone", "contact.email", "contact.post"), "phone")
COMPLAINT = Section(
    "complaint.heading", ("complaint.authority", "complaint.court", "complaint.discrimination"), "paper"
)


def headline(kind: str, *, is_ban: bool) -> str:
    """The first line, which nobody may take for another one (R38)."""
    measure = "ban" if is_ban else "warning"
    if kind in ENDINGS:
        return f"headline.{ENDINGS[LetterKind(kind)]}_{measure}"
    if kind == LetterKind.REPRESENTATIVE:
        return f"headline.child_{measure}"
    return "headline.ban_at_business" if kind == LetterKind.COMBINED else f"headline.{measure}"


def outline(kind: str, facts: dict[str, Any]) -> list[Section]:
    """The parts of the sheet, in order."""
    if kind in ENDINGS:
        return [_ended(kind), _data("data.removed", "data.rights"), CONTACT, COMPLAINT]
    if kind == LetterKind.SUPPLEMENTARY:
        return [_changed(facts), _data("data.rights", "data.people"), CONTACT, COMPLAINT]
    follows = [] if kind == LetterKind.REPRESENTATIVE else _follows(kind)
    rights = [_act(kind, facts), CONTACT, _data("data.rights", "data.people"), COMPLAINT]
    return [_happened(kind, facts), _where(facts), _when(facts), *follows, *rights]


def _happened(kind: str, facts: dict[str, Any]) -> Section:
    to_parent = kind == LetterKind.REPRESENTATIVE
    told = {
        "happened.conduct": True,
        "happened.narrative": True,
        "happened.earlier": facts["earlier"] and not to_parent,
        "happened.minor": facts["representative_told"] and not to_parent,
        "happened.child": to_parent,
    }
    return Section("happened.heading", _those(told), "clock")


def _where(facts: dict[str, Any]) -> Section:
    few = _fit(facts["premises"])
    combined, collective = facts["combined"], facts["collective"]
    passages = facts["area"].covers_passages
    told = {
        "where.combined": combined,
        "where.area": collective and not combined,
        "where.business": not collective,
        "where.shops": few,
        "where.number": not few,
        "where.list": True,
        "where.passages": collective and not combined and passages,
        "where.streets": collective and not combined and not passages,
    }
    return Section("where.heading", _those(told), "shop")


def _when(facts: dict[str, Any]) -> Section:
    by_hand = facts["starts_on"] is not None
    told = {
        "when.period": by_hand,
        "when.post": not by_hand,
        "when.example": not by_hand,
        "when.warning": facts["combined"],
        "when.ends": True,
    }
    return Section("when.heading", _those(told), "calendar")


def _follows(kind: str) -> list[Section]:
    ban = Section("follows.heading_ban", ("follows.ban",), "police")
    if kind not in WARNING_FOLLOWS:
        return [ban]
    warning = Section("follows.heading_warning", (WARNING_FOLLOWS[LetterKind(kind)],), "entry_allowed")
    return [ban, warning] if kind in BAN_LETTERS else [warning]


def _act(kind: str, facts: dict[str, Any]) -> Section:
    to_parent = kind == LetterKind.REPRESENTATIVE
    told = {
        "act.objection": not to_parent,
        "act.child": to_parent,
        "act.continues": True,
        "act.exception": facts["is_ban"] and not to_parent,
    }
    return Section("act.heading", _those(told), "paper")


def _changed(facts: dict[str, Any]) -> Section:
    told = {
        "changed.list": True,
        "changed.shops": facts["new_premises"] and _fit(facts["new_premises"]),
        "where.number": True,
        "where.list": True,
        "when.unchanged": True,
    }
    return Section("changed.heading", _those(told), "shop")


def _ended(kind: str) -> Section:
    sentences = (f"ended.{ENDINGS[LetterKind(kind)]}", "ended.unseen", "ended.other")
    return Section("ended.heading", sentences, "entry_allowed")


def _data(*sentences: str) -> Section:
    return Section("data.heading", sentences, "check")


def _fit(premises: list[dict[str, Any]]) -> bool:
    return sum(len(entry["name"]) + 3 for entry in premises) <= ROOM_FOR_NAMES


def _those(told: dict[str, Any]) -> tuple[str, ...]:
    return tuple(key for key, applies in told.items() if applies)
