"""Which letters belong to a sanction. Pure calculation (R25, R38)."""

from bans.rules.ladder import Kind, Scope

from .models.notice import LetterKind

MAIN_LETTER = {
    (Kind.WARNING, Scope.SHOP): LetterKind.INDIVIDUAL_WARNING,
    (Kind.BAN, Scope.SHOP): LetterKind.INDIVIDUAL_BAN,
    (Kind.WARNING, Scope.AREA): LetterKind.COLLECTIVE_WARNING,
    (Kind.BAN, Scope.AREA): LetterKind.COLLECTIVE_BAN,
}
BAN_LETTERS = frozenset({LetterKind.INDIVIDUAL_BAN, LetterKind.COLLECTIVE_BAN, LetterKind.COMBINED})
SERVED_LETTERS = frozenset({*MAIN_LETTER.values(), LetterKind.COMBINED})
# About what somebody asks of us, what came of it, and what was put right: the coordinator's alone.
REQUEST_LETTERS = frozenset(
    {
        LetterKind.REQUEST_RECEIVED,
        LetterKind.REQUEST_EXTENDED,
        LetterKind.REQUEST_DECIDED,
        LetterKind.RECIPIENTS,
        LetterKind.RECTIFICATION,
        LetterKind.POLICE_CORRECTION,
    }
)
# To the police, to a shop, or to be signed: here an association says nothing of its own beforehand.
WITHOUT_OPENING = frozenset(
    {
        LetterKind.POLICE_SHEET,
        LetterKind.PROOF_OF_SERVICE,
        LetterKind.RECIPIENTS,
        LetterKind.POLICE_CORRECTION,
    }
)
# Shown at a door: who reads it there may not open the page of the person with it (ADR 20).
SHOWN_AT_A_DOOR = frozenset({LetterKind.EXCEPTION})
# The others are for the person or a representative, and carry a code by which whoever holds one can check it.
CHECKED_LETTERS = frozenset(LetterKind) - WITHOUT_OPENING - SHOWN_AT_A_DOOR
# The coordinator's alone, also where the measure is of a shop.
KEPT_ASIDE = REQUEST_LETTERS | SHOWN_AT_A_DOOR
# What lies behind a letter, in this order (section 13 of the protocol).
RIGHTS, PREMISES = "rights", "premises"
ANNEXES = {
    **dict.fromkeys((*SERVED_LETTERS, LetterKind.REPRESENTATIVE, LetterKind.SUPPLEMENTARY), (RIGHTS, PREMISES)),
    LetterKind.WITHDRAWAL: (RIGHTS,),
    LetterKind.ANNULMENT: (RIGHTS,),
    LetterKind.POLICE_SHEET: (PREMISES,),
}


def annexes_of(kind: LetterKind, *, collective: bool) -> tuple[str, ...]:
    """The annexes behind a letter. The few shops of one business stand in the letter itself."""
    return tuple(annex for annex in ANNEXES.get(kind, ()) if collective or annex != PREMISES)


def main_letter(kind: Kind, scope: Scope) -> LetterKind:
    """The letter that is served for a sanction."""
    return MAIN_LETTER[kind, scope]


def letters_for(kind: Kind, scope: Scope, *, minor: bool, combined: bool = False) -> tuple[LetterKind, ...]:
    """Every letter that a sanction needs before it counts as served (R25), with the sheet to sign."""
    letter = LetterKind.COMBINED if combined else main_letter(kind, scope)
    others = (LetterKind.REPRESENTATIVE,) if minor else ()
    return (letter, *others, LetterKind.PROOF_OF_SERVICE)
