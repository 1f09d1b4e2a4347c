"""What each kind of data is for, who sees it and until when: the one place that says so (D5, D28, G30).

A model gives each field a class (`class Privacy`); here stands what that means, and where a field is
narrower than its class. docs/privacy.md is written from this, and the walk of `tests/access` holds every
page, answer, letter and error against it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Viewer(StrEnum):
    """Somebody as they stand to one file, and not by role alone."""

    COUNTER = "counter"  # of a shop for which the sanction holds, after a reason was given
    OWN_SHOP = "own shop"  # the manager of the shop that reported or imposed it
    DECIDER = "decider"  # the second person, while it waits for a decision
    COORDINATOR = "coordinator"
    OVERSEER = "municipality"  # of the area, while the file is in an open sample
    AREA = "area"  # everybody with a role in the area
    SELF = "oneself"


@dataclass(frozen=True)
class Access:
    """Who sees a field on a screen or in an answer of the API, and who in a letter that they may open.

    `proof` asks for a proof within the last 15 minutes of who is looking.
    """

    seen_by: frozenset[Viewer]
    in_letters: frozenset[Viewer] = frozenset()
    proof: bool = False


@dataclass(frozen=True)
class DataClass:
    purpose: str
    access: Access
    ends: str


NOBODY: frozenset[Viewer] = frozenset()
AT_THE_COUNTER = frozenset({Viewer.COUNTER, Viewer.OWN_SHOP, Viewer.DECIDER, Viewer.COORDINATOR})
TO_DECIDE = frozenset({Viewer.OWN_SHOP, Viewer.DECIDER, Viewer.COORDINATOR})
OF_THE_CASE = frozenset({Viewer.OWN_SHOP, Viewer.COORDINATOR})
COORDINATOR = frozenset({Viewer.COORDINATOR})
# Letters are handed over by the own shop; the sheet for the police by the counter that reported a breach.
HANDED_OVER = frozenset({Viewer.OWN_SHOP, Viewer.COORDINATOR, Viewer.COUNTER})

CLASSES: dict[str, DataClass] = {
    "identity": DataClass(
        "to know whether this is the person that a measure is about",
        Access(AT_THE_COUNTER, HANDED_OVER),
        "with the person",
    ),
    "image": DataClass("to recognise the person and nobody else", Access(AT_THE_COUNTER), "with the person"),
    "contact": DataClass("to reach somebody", Access(frozenset({Viewer.AREA}), HANDED_OVER), "with what it belongs to"),
    "conduct": DataClass(
        "to say what happened, what followed and why", Access(TO_DECIDE, HANDED_OVER), "with the sanction"
    ),
    "staff": DataClass("to know who saw, decided and handed over", Access(OF_THE_CASE, HANDED_OVER), "with the case"),
    "account": DataClass(
        "to log in, and to know who may do what",
        Access(frozenset({Viewer.SELF, Viewer.COORDINATOR})),
        "when the account goes",
    ),
    "trace": DataClass(
        "to show who looked and who did what",
        Access(AT_THE_COUNTER, HANDED_OVER),
        "with the log; the person's with the person",
    ),
    "key": DataClass("to keep the rest closed", Access(NOBODY), "when replaced"),
    "plain": DataClass(
        "nothing about a person", Access(frozenset({Viewer.AREA}), HANDED_OVER), "with what it belongs to"
    ),
}

# Where a field differs from its class.
FIELDS: dict[str, Access] = {
    # Typed at the report, used for the letter and to compare; then shown to the coordinator alone (D16, R45).
    "bans.Person.birth_date": Access(COORDINATOR, COORDINATOR, proof=True),
    "bans.Person.address": Access(COORDINATOR, frozenset({Viewer.OWN_SHOP, Viewer.COORDINATOR}), proof=True),
    "bans.Person.hold_reason": Access(COORDINATOR),
    # A counter sees the kind and the days of what holds, and the kind of conduct; no more (R44).
    "bans.Incident.conduct_code": Access(AT_THE_COUNTER, HANDED_OVER),
    "bans.Sanction.kind": Access(AT_THE_COUNTER, HANDED_OVER),
    "bans.Sanction.scope": Access(AT_THE_COUNTER, HANDED_OVER),
    "bans.Sanction.starts_on": Access(AT_THE_COUNTER, HANDED_OVER),
    "bans.Sanction.last_day": Access(AT_THE_COUNTER, HANDED_OVER),
    # The second decider weighs what happened, without the names of who saw it.
    "bans.Incident.police_report": Access(OF_THE_CASE, HANDED_OVER),
    "bans.Sanction.lift_reason": Access(COORDINATOR, COORDINATOR),
    "bans.Sanction.annul_reason": Access(COORDINATOR, COORDINATOR),
    "bans.Sanction.door_override_reason": Access(COORDINATOR),
    "notices.RepresentativeLetter.impossible_reason": Access(OF_THE_CASE, HANDED_OVER),
    "notices.Service.track_and_trace": Access(OF_THE_CASE, HANDED_OVER),
    # On the proof of service alone, and on no screen.
    "notices.Service.signature": Access(NOBODY, OF_THE_CASE),
    "notices.Service.place": Access(OF_THE_CASE, HANDED_OVER),
    # Waits to be entered in the register, and is looked at there.
    "bans.PaperRow.cells": Access(NOBODY),
    # A letter carries the name of who signs it; the manager of a shop signs the own people up for a training.
    "participants.User.name": Access(frozenset({Viewer.SELF, Viewer.OWN_SHOP, Viewer.COORDINATOR}), HANDED_OVER),
    # What the two sides say to each other about a file in a sample, without names.
    **dict.fromkeys(
        (
            "oversight.Note.words",
            "oversight.NameRequest.ground",
            "oversight.NameRequest.words",
            "oversight.NameRequest.reason",
        ),
        Access(frozenset({Viewer.COORDINATOR, Viewer.OVERSEER})),
    ),
    "toolbox.Participant.user": Access(frozenset({Viewer.SELF, Viewer.OWN_SHOP, Viewer.COORDINATOR})),
}


def access_to(field: str, kind: str) -> Access:
    """Who sees a field ("bans.Person.address") of this class."""
    return FIELDS.get(field, CLASSES[kind].access)
