"""Messages for the next page travel in a cookie of this host alone, and never lie in the database."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class MessageStorage(CookieStorage):
    cookie_name = settings.MESSAGE_COOKIE_NAME
