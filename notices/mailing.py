"""Handing one mail to the mail server, and knowing afterwards whether it may have arrived."""

import smtplib
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend

END_OF_LETTER = b"\r\n.\r\n"


class NoMailServerError(Exception):
    """Nobody answers there: whoever is next in line would get no mail either."""


class NotTakenError(Exception):
    """The server took no letter: it may be offered again."""


class UnsureError(Exception):
    """The whole letter went over the line and no answer came back: it may have arrived, so it is not offered again."""


class _Watched:
    """A line that remembers whether a letter went over it to the end."""

    handed_over = False

    def send(self, s: Any) -> None:
        super().send(s)  # type: ignore[misc]
        if isinstance(s, bytes) and s.endswith(END_OF_LETTER):
            self.handed_over = True


class _Plain(_Watched, smtplib.SMTP):
    pass


class _Secure(_Watched, smtplib.SMTP_SSL):
    pass


class WatchedBackend(EmailBackend):
    """Django's own, on such a line."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Secure if self.use_ssl else _Plain


class Post:
    """One line to the mail server, for one letter."""

    def __init__(self) -> None:
        """Raises NoMailServerError."""
        smtp = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
        self._backend: Any = WatchedBackend() if smtp else get_connection()
        try:
            self._backend.open()
        except OSError as error:
            raise NoMailServerError(type(error).__name__) from error

    def send(self, message: EmailMessage) -> None:
        """Raises NotTakenError or UnsureError. Nothing of the address stands in them."""
        line = getattr(self._backend, "connection", None)
        try:
            self._backend.send_messages([message])
        except (OSError, ValueError) as error:
            answered = isinstance(error, smtplib.SMTPResponseException)
            unsure = getattr(line, "handed_over", False) and not answered
            raise (UnsureError if unsure else NotTakenError)(type(error).__name__) from None

    def close(self) -> None:
        with suppress(OSError):
            self._backend.close()
