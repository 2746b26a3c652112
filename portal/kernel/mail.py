"""Mails: written with the facts they tell of, sent by the worker, each at most once per key.

Most mails carry their words from the beginning and rather come twice than never: a worker that dies after the server took one
sends it again. Those that name a composer get their words in the moment they leave, and rather come never than twice.

In the example county nothing is sent: mails stay where administrators can read them. What a mail server took over is blanked
here: it may hold links that open an account, and nobody needs to know any more whom it went to.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock, outbox, smtp
from portal.kernel.codes import new_id
from portal.kernel.db import Base, Keyed, enum_column, session, unit_of_work
from portal.kernel.runtime import settings
from portal.kernel.text import N_, clean_text


class MailState(StrEnum):
    """What became of a mail."""

    WAITING = "waiting"
    SENT = "sent"
    KEPT = "kept"
    REFUSED = "refused"
    IN_HAND = "in_hand"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]


_STATE_LABELS = {
    MailState.WAITING: N_("wartet"),
    MailState.SENT: N_("versandt"),
    MailState.KEPT: N_("nicht versandt, hier aufbewahrt"),
    MailState.REFUSED: N_("vom Empfänger abgelehnt"),
    MailState.IN_HAND: N_("wird gerade versandt"),
    MailState.UNCLEAR: N_("unklar, ob angekommen"),
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
    #: An entry for the calendar (iCalendar, with its METHOD) that comes with the text; NULL for most mails and once it is sent.
    calendar: Mapped[str | None]
    #: Who gives it address and words in the moment it leaves, a name in `COMPOSERS`; empty for a mail that has them already.
    composer: Mapped[str] = mapped_column(default="")
    state: Mapped[MailState] = enum_column(MailState, default=MailState.WAITING)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    sent_at: Mapped[datetime | None]


def outgoing(
    to: str, subject: str, body: str, *, key: str, headers: dict[str, str] | None = None, calendar: bytes | None = None
) -> bool:
    """Write a mail in the open unit of work. False when a mail with this key exists already: nothing is written then.

    `calendar` is an iCalendar file with one METHOD; mail programs offer its entry to the calendar of the reader.
    """
    if session().scalar(select(OutgoingMail.id).where(OutgoingMail.key == key)) is not None:
        return False
    mail = OutgoingMail(
        key=key,
        to_address=to,
        subject=clean_text(subject, lines=False)[:200],
        body=body,
        headers=headers or {},
        calendar=calendar.decode() if calendar is not None else None,
    )
    session().add(mail)
    session().flush()
    outbox.send("mail.send", {"mail_id": str(mail.id)})
    return True


@dataclass(frozen=True)
class Composer:
    """Who words mails of `outgoing_later`; both are called inside the unit of work that notes the step."""

    #: Fills in address, subject, body and headers of a mail that leaves now; False when nothing is left to say.
    write: Callable[[OutgoingMail], bool]
    #: Hears what became of it: any state but `IN_HAND`. `WAITING` means that it is tried again and worded anew.
    settled: Callable[[OutgoingMail], None]


COMPOSERS: dict[str, Composer] = {}


def outgoing_later(composer_name: str) -> UUID:
    """Write an empty mail in the open unit of work, worded by its composer when it leaves. Returns its id.

    It leaves at most once: when nobody can know whether the server took it, it becomes `UNCLEAR` and is not sent again.
    """
    mail_id = new_id()
    key = f"{composer_name}.{mail_id}"
    session().add(
        OutgoingMail(id=mail_id, key=key, to_address="", subject="", body="", headers={}, composer=composer_name)
    )
    session().flush()
    outbox.send("mail.send", {"mail_id": str(mail_id)})
    return mail_id


def forget_kept(address: str) -> None:
    """Delete what composers wrote to this address and no server took over: in the example county such mails stay readable."""
    session().execute(
        delete(OutgoingMail).where(
            OutgoingMail.composer != "",
            OutgoingMail.state == MailState.KEPT,
            func.lower(OutgoingMail.to_address) == address.lower(),
        )
    )


#: What a calendar program is asked to do; the library quotes it, and it is nothing but letters.
_METHOD = re.compile(r"^METHOD:([A-Z]{1,20})\r?$", re.MULTILINE)
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
    if mail.calendar:
        _add_calendar(message, mail.calendar)
    return message


def _add_calendar(message: EmailMessage, calendar: str) -> None:
    """As a second form of the text (RFC 6047): programs that know calendars show it, all others the text."""
    found = _METHOD.search(calendar)
    message.add_alternative(
        calendar.replace("\r\n", "\n"),
        subtype="calendar",
        cte="base64",
        params={"method": found.group(1) if found else "PUBLISH", "name": "termin.ics"},
    )


@outbox.handler("mail.send")
def _send(payload: dict[str, Any], _message_id: UUID) -> None:
    mail = session().get(OutgoingMail, UUID(payload["mail_id"]))
    if mail is None:
        return
    if mail.composer:
        _send_once(mail)
    elif mail.state is MailState.WAITING:
        _settle(mail, MailState.KEPT if _is_kept() else _over_smtp(mail))


def _send_once(mail: OutgoingMail) -> None:
    if not _take_in_hand(mail):
        return
    try:
        state = _over_smtp(mail)
    except smtp.Unclear:
        state = MailState.UNCLEAR
    except Exception:
        _settle(mail, MailState.WAITING)
        raise
    _settle(mail, state)


def _take_in_hand(mail: OutgoingMail) -> bool:
    """Whether the mail is worded and must go to the server now. Noted before the server is asked: whoever finds it in hand
    finds what a worker left behind that died, and asks nobody again."""
    with unit_of_work() as unit:
        unit.refresh(mail, with_for_update=True)
        if mail.state is MailState.IN_HAND:
            _become(mail, MailState.UNCLEAR)
        elif mail.state is MailState.WAITING and not COMPOSERS[mail.composer].write(mail):
            unit.delete(mail)
        elif mail.state is MailState.WAITING and _is_kept():
            _become(mail, MailState.KEPT)
        elif mail.state is MailState.WAITING:
            mail.state = MailState.IN_HAND
            return True
    return False


def _is_kept() -> bool:
    return settings().mail_mode == "mailbox"


def _settle(mail: OutgoingMail, state: MailState) -> None:
    with unit_of_work():
        _become(mail, state)


def _become(mail: OutgoingMail, state: MailState) -> None:
    mail.state, mail.sent_at = state, None if state is MailState.WAITING else clock.now()
    if state is not MailState.KEPT:
        mail.to_address, mail.body, mail.headers, mail.calendar = "", "", {}, None
    if mail.composer:
        COMPOSERS[mail.composer].settled(mail)


def _over_smtp(mail: OutgoingMail) -> MailState:
    if not can_be_addressed(mail.to_address):
        return MailState.REFUSED
    return MailState.SENT if smtp.hand_over(as_message(mail)) else MailState.REFUSED
