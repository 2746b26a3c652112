"""Storing what somebody said: once, completely, with a promise."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import make_transient_to_detached

from portal.consultations import queries as consultations
from portal.contributions import queries
from portal.contributions.events import ContributionReceived, ReceiptMailWanted
from portal.contributions.models import Contact, Contribution, IssuedReceipt, ModerationEntry, Photo
from portal.contributions.policy import ContributionPermission
from portal.contributions.terms import (
    BY_THEMSELVES,
    Channel,
    ContactDetails,
    ContributionKind,
    ModerationState,
    ObserverKind,
    PhotoFile,
)
from portal.kernel.clock import ON_SCREEN, now, today
from portal.kernel.codes import hash_code, keyed_hash, receipt_code
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places import queries as places

#: Does nothing when it is there already, otherwise gives back the order of arrival. No column is named: of two requests with
#: the same form PostgreSQL may notice the code that follows from the key before it notices the key itself.
_ONCE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(Contribution.__table__)
    .on_conflict_do_nothing()
    .returning(Contribution.__table__.c.seq)
    for dialect in (sqlite, postgresql)
}
_PROMISE = insert(cast(Table, IssuedReceipt.__table__))
_HELD_BY_RULE = N_("In diesem Verfahren liest erst ein Mensch, bevor eine Wortmeldung für andere sichtbar wird.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The promise: stored, once, and to be found by this code."""

    contribution: Contribution
    code: str
    #: True when the same thing had been sent before; nothing was written then.
    repeated: bool


def accept(
    *,
    submission_key: UUID,
    kind: ContributionKind,
    text: str,
    channel: Channel,
    sozialraum_id: UUID | None = None,
    place_text: str = "",
    language: str = "de",
    contact: ContactDetails | None = None,
    photo: PhotoFile | None = None,
    consultation_id: UUID | None = None,
    action_field_id: UUID | None = None,
    said_on: date | None = None,
    reported_as: ObserverKind | None = None,
    by_day: bool = False,
    hold: str = "",
    details: str = "",
    by: Actor,
) -> Receipt:
    """Store what somebody said, once, with everything that hangs on it, and promise it with a Rückmelde-Code.

    Sent again with the same key and content it writes nothing and returns the first receipt; with the same key and other
    content it raises `Conflict` ("contribution.changed"), so that the page can offer to send it as a further Wortmeldung. Two
    requests at the same moment are told apart by the constraint on the key. In a Verfahren that asks for it the Wortmeldung is
    held until it is released; with `hold` it is held for that reason anyway. What staff write down for others asks for permission
    at the place; what people say themselves, online or at an event, the format has let in. The photo's file must already lie in
    the data folder. With `by_day` nothing finer than the day of its arrival is kept: it came of an anonymous answer. `details` is
    what else the format was told, such as where a pin stands; it only tells a repeat from a changed version.
    """
    if not text:
        raise InvalidInput("contribution.empty", N_("Bitte schreiben Sie, worum es geht."), field="text")
    _ensure_channel(channel, reported_as, sozialraum_id, by)
    contact = contact or None
    code = receipt_code(submission_key)
    receipt_hash = hash_code(code)
    recorded_by = None if channel is Channel.ONLINE else by.id
    _ensure_letter_has_a_name(contact)
    person = _reached_by(contact) if contact else []
    pixels = photo.digest.hex() if photo else ""
    digest = _digest(
        submission_key,
        text,
        place_text,
        sozialraum_id,
        person,
        pixels,
        channel,
        consultation_id,
        action_field_id,
        said_on,
        reported_as,
        *([details] if details else []),
    )
    moderation = ModerationState.HELD if hold else _first_moderation(consultation_id)
    held_because = (hold or _HELD_BY_RULE) if moderation is ModerationState.HELD else ""
    row = _write_once(
        id=uuid4(),
        kind=kind,
        channel=channel,
        consultation_id=consultation_id,
        sozialraum_id=sozialraum_id,
        place_text=place_text,
        text=text,
        language=language,
        submission_key=submission_key,
        content_digest=digest,
        receipt_hash=receipt_hash,
        received_at=datetime.combine(today(), time(), ON_SCREEN) if by_day else now(),
        said_on=said_on,
        recorded_by=recorded_by,
        reported_by_kind=reported_as,
        action_field_id=action_field_id,
        moderation=moderation,
        moderation_reason=held_because,
        withdrawn_at=None,
    )
    if row is None:
        return _first_receipt(submission_key, digest, code)
    session().connection().execute(_PROMISE, {"receipt_hash": receipt_hash, "issued_on": today()})
    _attach(row, contact, photo)
    record(
        ContributionReceived(
            contribution_id=row.id,
            kind=kind.value,
            channel=channel.value,
            sozialraum_id=sozialraum_id,
            consultation_id=consultation_id,
            action_field_id=action_field_id,
            received_at=row.received_at,
        )
    )
    return Receipt(row, code, repeated=False)


def _reached_by(contact: ContactDetails) -> list[str]:
    return [contact.email, contact.phone, contact.name, *([contact.address] if contact.address else [])]


def _ensure_letter_has_a_name(contact: ContactDetails | None) -> None:
    if contact and contact.address and not contact.name:
        raise InvalidInput(
            "contact.letter-without-name",
            N_("Für einen Brief brauchen wir zur Anschrift auch den Namen."),
            field="name",
        )


def _write_once(**values: Any) -> Contribution | None:
    """The new row, or None when its submission key is there already (then nothing is written).

    One constant statement instead of the unit of work's own insert: this is the path that must stay fast under load.
    """
    connection = session().connection()
    written = connection.execute(_ONCE[connection.dialect.name], values).first()
    if written is None:
        return None
    row = Contribution(seq=written.seq, **values)
    make_transient_to_detached(row)
    session().add(row)
    return row


def _first_receipt(key: UUID, digest: bytes, code: str) -> Receipt:
    first = queries.by_submission_key(key)
    if first is None or (first.content_digest != digest and not first.is_withdrawn):
        raise Conflict(
            "contribution.changed",
            N_("Dieses Anliegen haben wir schon erhalten (Code %(receipt)s). Sie haben danach etwas geändert."),
            receipt=code,
        )
    return Receipt(first, code, repeated=True)


def _attach(row: Contribution, contact: ContactDetails | None, photo: PhotoFile | None) -> None:
    if row.moderation is ModerationState.HELD:
        session().add(
            ModerationEntry(
                contribution_id=row.id, before=None, after=ModerationState.HELD, reason=row.moderation_reason
            )
        )
    if photo is not None:
        session().add(
            Photo(
                contribution_id=row.id,
                file_name=photo.file_name,
                width=photo.width,
                height=photo.height,
                moderation=row.moderation,
            )
        )
    if contact is not None:
        session().add(
            Contact(
                contribution_id=row.id,
                email=contact.email or None,
                phone=contact.phone or None,
                name=contact.name or None,
                address=contact.address or None,
                wants_updates=bool(contact.email) and contact.wants_updates,
            )
        )
        if contact.email:
            record(ReceiptMailWanted(contribution_id=row.id))


def _digest(*parts: object) -> bytes:
    """Tells a repeat from a changed version without keeping what was sent; the submission key among the parts makes it unique."""
    plain = [part if isinstance(part, list) else "" if part is None else str(part) for part in parts]
    return keyed_hash("contribution-content", json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _first_moderation(consultation_id: UUID | None) -> ModerationState:
    if consultation_id is not None and consultations.consultation(consultation_id).moderate_first:
        return ModerationState.HELD
    return ModerationState.RELEASED


def _ensure_channel(channel: Channel, reported_as: ObserverKind | None, sozialraum_id: UUID | None, by: Actor) -> None:
    if channel in BY_THEMSELVES:
        return
    place = places.place(sozialraum_id) if sozialraum_id is not None else None
    if channel is Channel.OBSERVER:
        ensure(ContributionPermission.REPORT_HERE, by, place)
        if reported_as is None:
            raise InvalidInput(
                "contribution.no-observer-kind",
                N_("Bitte wählen Sie, in welcher Rolle Sie berichten."),
                field="reported_as",
            )
    else:
        ensure(ContributionPermission.RECORD_HERE, by, place)
