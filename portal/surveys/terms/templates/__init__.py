"""Questionnaires that are ready to be used, each with its text in Leichte Sprache."""

from portal.surveys.terms.templates.daily_ways import MOBILITY, SUPPLY
from portal.surveys.terms.templates.families import FAMILIES, YOUTH
from portal.surveys.terms.templates.older_people import HOUSING, SENIORS
from portal.surveys.terms.templates.talking import ACTIVATING
from portal.surveys.terms.templates.together import AGAIN, COMPANY
from portal.surveys.terms.templates.writing import SurveyTemplate

#: In the order in which they are offered.
TEMPLATES: tuple[SurveyTemplate, ...] = (
    SENIORS,
    MOBILITY,
    SUPPLY,
    HOUSING,
    COMPANY,
    FAMILIES,
    YOUTH,
    ACTIVATING,
    AGAIN,
)


def template(name: str) -> SurveyTemplate | None:
    """The ready questionnaire of that name."""
    return next((one for one in TEMPLATES if one.name == name), None)


__all__ = ["TEMPLATES", "SurveyTemplate", "template"]
