"""A file that was too large to arrive."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _

from participants.refusals import Refusal

from .signatures import TOO_LARGE


def refuse_lost_photo(headers: Mapping[str, str]) -> None:
    """Refuse a photo above the limit (R69)."""
    _refuse_lost(headers, "photo", _("Deze foto is groter dan 8 MB. Kies een kleinere foto."))


def refuse_lost_photos(headers: Mapping[str, str]) -> None:
    """Refuse photos that are above the limit together."""
    _refuse_lost(headers, None, _("De foto's zijn samen groter dan 8 MB. Voeg ze één voor één toe."))


def refuse_lost_logo(headers: Mapping[str, str]) -> None:
    """Refuse a logo above the limit."""
    _refuse_lost(headers, "logo", _("Dit logo is groter dan 8 MB. Kies een kleiner bestand."))


def refuse_lost_signature(headers: Mapping[str, str]) -> None:
    """Refuse a signature above the limit."""
    _refuse_lost(headers, "signature", str(TOO_LARGE))


def refuse_lost_table(headers: Mapping[str, str]) -> None:
    """Refuse a table above the limit."""
    _refuse_lost(headers, "file", _("Dit bestand is groter dan 2 MB. Verdeel het over meer bestanden."))


def _refuse_lost(headers: Mapping[str, str], field: str | None, sentence: str) -> None:
    """A body above the limit: its fields arrive and its file does not, and nobody would notice."""
    length = int(headers.get("Content-Length") or 0)
    multipart = headers.get("Content-Type", "").startswith("multipart/form-data")
    if multipart and length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        raise Refusal("file_too_large", sentence, field=field)
