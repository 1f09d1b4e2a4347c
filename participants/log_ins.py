"""In whose log it stands that somebody logged in: of each area in which the account has a role."""

from audit.log import ask_for_areas_of_accounts

from .models import ShoppingArea


def areas_of(subject: str) -> list[ShoppingArea]:
    """The areas of `user:12`. An address that nobody has belongs to no area."""
    _kind, _colon, key = subject.partition(":")
    if not key.isdecimal():
        return []
    known = ShoppingArea.objects.filter(memberships__user=int(key), memberships__ended_at=None)
    return list(known.distinct().order_by("pk"))


ask_for_areas_of_accounts(areas_of)
