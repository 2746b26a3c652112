"""Facts about Runde Tische."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class MeetingInvited(Event):
    """The first invitations went out."""

    meeting_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class MeetingChanged(Event):
    """Day, hour or place are others than people were told."""

    meeting_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class MeetingCancelled(Event):
    """It does not take place."""

    meeting_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class MeetingHeld(Event):
    """The evening was closed; what was agreed holds from now on."""

    meeting_id: UUID
    round_table_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class CorrectionAsked(Event):
    """Participants may say what is wrong with the draft until that day."""

    minutes_id: UUID
    until: date


@dataclass(frozen=True)
class MinutesReleased(Event):
    """The Protokoll is signed and frozen."""

    minutes_id: UUID
    meeting_id: UUID


@dataclass(frozen=True)
class MinutesSent(Event):
    """Participants get the released Protokoll: those with mail are written to."""

    minutes_id: UUID
