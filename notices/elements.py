"""What each letter must contain: the mandatory elements (R35)."""

from .models.notice import LetterKind

_HEADING = ("kind_line", "reference", "date", "issuer", "signatory", "person", "check")
_REASON = ("facts", "rule_broken", "observer")
_SCOPE = ("premises", "list_version", "period")
_RIGHTS = (
    "controllers",
    "purpose",
    "data_kept",
    "who_sees",
    "storage_end",
    "rights",
    "objection",
    "authority",
    "court",
    "human_decision",
    "arrangement",
)
_WARNING = (*_HEADING, *_REASON, *_SCOPE, "what_follows", *_RIGHTS)
_BAN = (*_HEADING, *_REASON, *_SCOPE, "consequence", *_RIGHTS)

_REQUEST = (*_HEADING, "request")

# Escalated sanctions also name the earlier warning; `letters.mandatory` adds it.
EARLIER_WARNING = "earlier_warning"

MANDATORY: dict[str, tuple[str, ...]] = {
    LetterKind.INDIVIDUAL_WARNING: _WARNING,
    LetterKind.COLLECTIVE_WARNING: (*_WARNING, "permit"),
    LetterKind.INDIVIDUAL_BAN: _BAN,
    LetterKind.COLLECTIVE_BAN: (*_BAN, "permit"),
    LetterKind.COMBINED: (*_BAN, "what_follows", "permit"),
    LetterKind.REPRESENTATIVE: (*_HEADING, *_REASON, *_SCOPE, *_RIGHTS),
    LetterKind.WITHDRAWAL: (*_HEADING, "ended", "storage_end", "rights", "authority"),
    LetterKind.ANNULMENT: (*_HEADING, "ended", "apology", "storage_end", "rights", "authority"),
    LetterKind.SUPPLEMENTARY: (*_HEADING, "premises", "list_version", "period", "rights", "authority"),
    LetterKind.POLICE_SHEET: (
        "kind_line", "reference", "date", "person", "facts", "observer", "premises", "list_version",
        "period", "proof", "membership",
    ),
    LetterKind.PROOF_OF_SERVICE: (
        "kind_line", "reference", "date", "person", "proof", "list_version", "receipt_not_guilt",
    ),
    LetterKind.REQUEST_RECEIVED: (*_REQUEST, "answer_by", "free_of_charge", "meanwhile", "authority"),
    LetterKind.REQUEST_EXTENDED: (*_REQUEST, "reasons", "answer_by", "authority", "court"),
    LetterKind.REQUEST_DECIDED: (*_REQUEST, "decision", "reasons", "what_now", "authority", "court"),
    # To show at the door: where and when somebody may come in, and nothing that opens more.
    LetterKind.EXCEPTION: (*(name for name in _HEADING if name != "check"), "entry", "period", "elsewhere"),
    # To a shop: it names no person, and no more of the sanction than its reference.
    LetterKind.RECIPIENTS: (
        "kind_line", "reference", "date", "issuer", "signatory", "addressee", "change", "asked_of_you",
    ),
    LetterKind.RECTIFICATION: (*_HEADING, "change", "what_now", "authority"),
    # To the police: the sheets that they have, and what of them does not hold. No name but one that was wrong.
    LetterKind.POLICE_CORRECTION: (
        "kind_line", "reference", "date", "issuer", "signatory", "addressee", "sheets", "change", "asked_of_you",
    ),
}  # fmt: skip

# Papers of the area itself, in which no person is named (`notices.documents`).
DOCUMENTS: dict[str, tuple[str, ...]] = {
    "agreement": (
        "parties", "protocol", "power_of_attorney", "arrangement", "secrecy", "door", "ending", "declaration",
        "signatures",
    ),
    "door": ("kind_line", "rules", "conduct", "ladder", "scope", "contact", "rights"),
}  # fmt: skip
