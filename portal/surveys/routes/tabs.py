"""The pages of one survey, above each of them. Every module of routes adds its own."""

from typing import TYPE_CHECKING
from uuid import UUID

from portal.surveys import queries
from portal.web.stages import Stages

if TYPE_CHECKING:
    from portal.surveys.models import Survey

_stages = Stages("survey_id")
tab, tabs_of = _stages.tab, _stages.of


def survey_in_url(survey_id: UUID, **_deeper: object) -> "Survey":
    """The survey that the address of one of its pages names. Raises `NotFound`."""
    return queries.survey(survey_id)
