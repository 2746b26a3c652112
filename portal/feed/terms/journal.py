"""What can happen to a Bedarf, as systems of the county hear of it."""

from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_

#: So long an event can be pulled; afterwards a system begins anew.
KEEP_EVENTS = timedelta(days=90)
#: Series of the numbers of events.
EVENT_SERIES = "feed-event"


class EventType(StrEnum):
    """What happened. The values are part of the interface and stay."""

    CREATED = "need.created"
    CHANGED = "need.changed"
    EVIDENCE = "need.evidence_changed"
    STATUS = "need.status_changed"
    MOVED = "need.moved"
    SPLIT = "need.split"
    MERGED = "need.merged"
    DELETED = "need.deleted"
    RESTORED = "need.restored"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    EventType.CREATED: N_("Ein Bedarf ist entstanden"),
    EventType.CHANGED: N_("Angaben zu einem Bedarf sind geändert"),
    EventType.EVIDENCE: N_("Die Belege eines Bedarfs sind andere"),
    EventType.STATUS: N_("Ein Bedarf hat einen neuen Status und eine öffentliche Antwort"),
    EventType.MOVED: N_("Ein Bedarf liegt jetzt in einem anderen Sozialraum"),
    EventType.SPLIT: N_("Aus einem Bedarf ist ein weiterer herausgelöst"),
    EventType.MERGED: N_("Ein Bedarf ist in einem anderen aufgegangen"),
    EventType.DELETED: N_("Ein Bedarf ist gelöscht"),
    EventType.RESTORED: N_("Ein Bedarf ist wieder da"),
}


class EventState(StrEnum):
    """What the Bedarf was right after the event, apart from its status."""

    CURRENT = "current"
    MERGED = "merged"
    DELETED = "deleted"


class EventStart(StrEnum):
    """Where a system without a cursor begins."""

    #: With the oldest event that is kept.
    OLDEST = "oldest"
    #: Behind the latest one: nothing comes but a cursor.
    NOW = "now"
