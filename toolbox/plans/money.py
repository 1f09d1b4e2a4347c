"""Whole euros, as one reads them."""

from django.utils.formats import number_format


def euros(amount: int) -> str:
    """With a space that does not break and the language's own mark between thousands: € 5.000."""
    return f"€\N{NO-BREAK SPACE}{number_format(amount, use_l10n=True, force_grouping=True)}"
