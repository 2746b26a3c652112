"""Facts about Zukunftswerkstätten."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class WorkshopPublished(Event):
    """Everybody sees its page."""

    workshop_id: UUID
    sozialraum_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class WorkshopStepReached(Event):
    """It went on, or a step back; what is open on its wall changed with it."""

    workshop_id: UUID
    step: str
    by: UUID | None


@dataclass(frozen=True)
class DocumentationReleased(Event):
    """Everybody may read what came out of it."""

    workshop_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class SketchToldOf(Event):
    """Something became known about a project sketch."""

    sketch_id: UUID
    state: str
    by: UUID | None
