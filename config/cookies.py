"""Messages for the next page travel in a cookie of this host alone, and never lie in the database."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class MessageStorage(CookieStorage):
    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        return settings.MESSAGE_COOKIE_NAME
