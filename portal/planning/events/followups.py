"""What happened with the question whether a Maßnahme helped."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class FollowUpAsked(Event):
    """The people behind the Bedarfe of a Maßnahme are asked. Those who want mails get one."""

    follow_up_id: UUID
