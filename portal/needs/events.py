"""What happened in the inbox and to Bedarfe."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class TriageDecided(Event):
    """An entry of the inbox was decided. With the outcome "no_need" the person is told the reason."""

    decision_id: int
    item_id: UUID
    contribution_id: UUID
    outcome: str
    need_id: UUID | None


@dataclass(frozen=True)
class TriageUndone(Event):
    """A decision was taken back; the entry waits again."""

    decision_id: int
    item_id: UUID
    contribution_id: UUID


@dataclass(frozen=True)
class NeedCreated(Event):
    """A Bedarf came into being."""

    need_id: UUID
    change_number: int


@dataclass(frozen=True)
class NeedChanged(Event):
    """Something about a Bedarf is different: words, place, subject, evidence, responsibility or date."""

    need_id: UUID
    change_number: int
    #: The Sozialraum it left with this change; None when it stayed.
    left_id: UUID | None = None
    #: True when only what speaks for it is different.
    is_evidence: bool = False


@dataclass(frozen=True)
class NeedStatusChanged(Event):
    """A Bedarf has a new status and everybody behind it a new public sentence."""

    need_id: UUID
    answer_id: int
    status: str
    sentence: str


@dataclass(frozen=True)
class NeedMerged(Event):
    """A Bedarf went into another one; everybody behind it follows and is told by the answer."""

    need_id: UUID
    into_id: UUID
    answer_id: int


@dataclass(frozen=True)
class NeedSplit(Event):
    """Part of a Bedarf's evidence went into a new Bedarf."""

    need_id: UUID
    new_need_id: UUID


@dataclass(frozen=True)
class NeedDeleted(Event):
    """A Bedarf was deleted; a tombstone remains."""

    need_id: UUID


@dataclass(frozen=True)
class NeedRestored(Event):
    """A deleted or merged Bedarf is back."""

    need_id: UUID
