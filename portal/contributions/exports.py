"""What a person takes along: everything that is kept about their Wortmeldung (DSGVO Art. 15 and 20)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from portal.contributions.terms import TimelineEntry

if TYPE_CHECKING:
    from portal.contributions.models import Contact, Contribution, Photo


def own_data(
    contribution: "Contribution",
    *,
    code: str,
    place: str | None,
    consultation: str | None,
    contact: "Contact | None",
    photos: "Sequence[Photo]",
    timeline: Sequence[TimelineEntry],
) -> dict[str, Any]:
    """All of it as JSON values; keys are English and stable."""
    return {
        "receipt_code": code,
        "kind": contribution.kind.value,
        "channel": contribution.channel.value,
        "text": contribution.text,
        "language": contribution.language,
        "place": place,
        "place_in_own_words": contribution.place_text,
        "consultation": consultation,
        "received_at": contribution.received_at.isoformat(),
        "said_on": contribution.said_on.isoformat() if contribution.said_on else None,
        "written_down_by_staff": contribution.recorded_by is not None,
        "moderation": {"state": contribution.moderation.value, "reason": contribution.moderation_reason},
        "withdrawn_at": contribution.withdrawn_at.isoformat() if contribution.withdrawn_at else None,
        "contact": _contact(contact),
        "photos": [{"width": photo.width, "height": photo.height} for photo in photos],
        "history": [{"at": entry.at.isoformat(), "title": entry.title, "text": entry.text} for entry in timeline],
    }


def _contact(contact: "Contact | None") -> dict[str, Any] | None:
    if contact is None:
        return None
    return {
        "email": contact.email,
        "phone": contact.phone,
        "name": contact.name,
        "address": contact.address,
        "wants_updates": contact.wants_updates,
        "mails_stopped_at": contact.stopped_at.isoformat() if contact.stopped_at else None,
    }
