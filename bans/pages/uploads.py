"""A file that was too large to arrive."""

from django.conf import settings
from django.http import HttpRequest

from participants.refusals import Refusal


def refuse_lost_file(request: HttpRequest, field: str, sentence: str) -> None:
    """Refuse a body above the limit: its fields arrive and its file does not, and nobody would notice."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.content_type == "multipart/form-data" and length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        raise Refusal("file_too_large", sentence, field=field)
