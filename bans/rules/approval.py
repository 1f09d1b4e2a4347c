"""Who must agree before a sanction may be served or seen. Pure calculation (R25, R27, R28)."""

from dataclasses import dataclass
from enum import StrEnum

from .ladder import Kind, Scope


class Approval(StrEnum):
    """`NONE`: the shop decides alone. `CHECK`: may be served at once, is shared after the
    coordinator's check. `APPROVE`: a second person of another organisation decides first."""

    NONE = "none"
    CHECK = "check"
    APPROVE = "approve"


@dataclass(frozen=True)
class Decider:
    """Somebody who proposes or approves: the user's key and the organisations acted for."""

    user_id: int
    organisations: frozenset[str]


def approval_needed(kind: Kind, scope: Scope, *, minor: bool) -> Approval:
    """What a sanction needs. An individual one needs nobody; a minor's collective one always approval."""
    if scope is Scope.SHOP:
        return Approval.NONE
    if kind is Kind.BAN or minor:
        return Approval.APPROVE
    return Approval.CHECK


def may_approve(proposer: Decider, approver: Decider) -> bool:
    """R27: neither the proposer, nor anybody who acts for the same business or association."""
    return proposer.user_id != approver.user_id and not (proposer.organisations & approver.organisations)
