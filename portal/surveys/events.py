"""Facts about surveys."""

from dataclasses import dataclass
from uuid import UUID

from portal.kernel.events import Event


@dataclass(frozen=True)
class SurveyPublished(Event):
    """A version is there, and people answer it from now on (or from its opening)."""

    survey_id: UUID
    version_id: UUID
    number: int
    by: UUID | None


@dataclass(frozen=True)
class SurveyClosed(Event):
    """Nothing more is taken, except from those who had begun."""

    survey_id: UUID
    by: UUID | None


@dataclass(frozen=True)
class SurveyReleased(Event):
    """A result stands where everybody can see it."""

    survey_id: UUID
    release_id: UUID
    by: UUID | None
