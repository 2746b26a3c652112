"""Facts about Verfahren."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class ConsultationPublished(Event):
    """Everybody may see it from now on."""

    consultation_id: UUID
    sozialraum_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class ConsultationClosed(Event):
    """It takes nothing more; what became of it stands on its page."""

    consultation_id: UUID
    by: UUID | None
