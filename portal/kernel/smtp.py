"""The way to the mail server: whether it took a mail, refused it, or nobody can know."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from portal.kernel.runtime import settings

#: Seconds the server may be silent.
PATIENCE = 20


class Unclear(ConnectionError):
    """The line broke while the server had the mail: perhaps it took it."""


def hand_over(message: EmailMessage) -> bool:
    """Give the server a mail. False when it knows for good that nobody is there.

    Raises `Unclear` when the line broke after the mail was begun, and another OSError when the server surely has not taken it.
    """
    with _server() as server:
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            if all(code >= 500 for code, _said in error.recipients.values()):
                return False
            raise
        except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionError) as error:
            raise Unclear from error
    return True


@contextmanager
def _server() -> Iterator[smtplib.SMTP]:
    """The server, greeted and ready. What it says at the farewell changes nothing any more."""
    chosen = settings()
    server = smtplib.SMTP(chosen.smtp_host, chosen.smtp_port, timeout=PATIENCE)
    try:
        server.ehlo_or_helo_if_needed()
        if chosen.smtp_starttls:
            server.starttls()
        if chosen.smtp_user:
            server.login(chosen.smtp_user, chosen.smtp_password.get_secret_value())
        yield server
        with suppress(smtplib.SMTPException):
            server.quit()
    finally:
        server.close()
