"""Mails: written with the facts they tell of, sent by the worker, each at most once per key.

In the example county nothing is sent: mails stay where administrators can read them. What a mail server took over is blanked
here: it may hold links that open an account, and nobody needs to know any more whom it went to.
"""

import smtplib
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock, outbox
from portal.kernel.db import Base, Keyed, enum_column, session, unit_of_work
from portal.kernel.runtime import settings
from portal.kernel.text import N_, clean_text


class MailState(StrEnum):
    """What became of a mail."""

    WAITING = "waiting"
    SENT = "sent"
    KEPT = "kept"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]


_STATE_LABELS = {
    MailState.WAITING: N_("wartet"),
    MailState.SENT: N_("versandt"),
    MailState.KEPT: N_("nicht versandt, hier aufbewahrt"),
    MailState.REFUSED: N_("vom Empfänger abgelehnt"),
}


class OutgoingMail(Base, Keyed):
    """One mail to one person."""

    __tablename__ = "outgoing_mail"
    #: Names the occasion; the same key never makes a second mail.
    key: Mapped[str] = mapped_column(unique=True)
    #: Whom it goes to; empty once a mail server has decided about the mail.
    to_address: Mapped[str]
    subject: Mapped[str]
    #: Plain text, lines as written; empty together with the address.
    body: Mapped[str]
    #: Further headers, for example List-Unsubscribe; empty together with the address.
    headers: Mapped[dict[str, Any]]
    state: Mapped[MailState] = enum_column(MailState, default=MailState.WAITING)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    sent_at: Mapped[datetime | None]


def outgoing(to: str, subject: str, body: str, *, key: str, headers: dict[str, str] | None = None) -> bool:
    """Write a mail in the open unit of work. False when a mail with this key exists already: nothing is written then."""
    if session().scalar(select(OutgoingMail.id).where(OutgoingMail.key == key)) is not None:
        return False
    mail = OutgoingMail(
        key=key, to_address=to, subject=clean_text(subject, lines=False)[:200], body=body, headers=headers or {}
    )
    session().add(mail)
    session().flush()
    outbox.send("mail.send", {"mail_id": str(mail.id)})
    return True


#: What the library raises, depending on where it stumbles.
_NO_ADDRESS = (MessageError, ValueError, IndexError, AttributeError)


def can_be_addressed(address: str) -> bool:
    """Whether a mail to this address can be written at all; whether somebody reads it there, nobody knows."""
    try:
        _address(address)
    except _NO_ADDRESS:
        return False
    return True


def _address(written: str) -> Address:
    local, _at, host = written.rpartition("@")
    return Address(addr_spec=f"{local}@{host.encode('idna').decode()}")


def mailbox() -> Select[OutgoingMail]:
    """Every mail; order it by `created_at` and `id`."""
    return select(OutgoingMail)


def as_message(mail: OutgoingMail) -> EmailMessage:
    """The mail as it goes over the wire; headers are encoded by the library."""
    message = EmailMessage()
    sender_name, sender = parseaddr(settings().mail_from)
    message["From"] = Address(display_name=sender_name, addr_spec=sender)
    message["To"] = _address(mail.to_address)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    host = urlsplit(settings().base_url).hostname or "localhost"
    message["Message-ID"] = f"<{mail.id}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.body)
    return message


@outbox.handler("mail.send")
def _send(payload: dict[str, Any], _message_id: UUID) -> None:
    mail = session().get(OutgoingMail, UUID(payload["mail_id"]))
    if mail is None or mail.state is not MailState.WAITING:
        return
    state = MailState.KEPT if settings().mail_mode == "mailbox" else _over_smtp(mail)
    with unit_of_work():
        mail.state, mail.sent_at = state, clock.now()
        if state is not MailState.KEPT:
            mail.to_address, mail.body, mail.headers = "", "", {}


def _over_smtp(mail: OutgoingMail) -> MailState:
    chosen = settings()
    if not can_be_addressed(mail.to_address):
        return MailState.REFUSED
    with smtplib.SMTP(chosen.smtp_host, chosen.smtp_port, timeout=20) as server:
        if chosen.smtp_starttls:
            server.starttls()
        if chosen.smtp_user:
            server.login(chosen.smtp_user, chosen.smtp_password.get_secret_value())
        try:
            server.send_message(as_message(mail))
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as error:
            if isinstance(error, smtplib.SMTPRecipientsRefused) and all(c >= 500 for c, _ in error.recipients.values()):
                return MailState.REFUSED
            raise
    return MailState.SENT
