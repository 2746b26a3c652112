"""How methods of the Methodenkoffer begin with a survey."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from portal.consultations.terms.methods import FOR_METHOD, METHOD_STARTS, MethodStart
from portal.kernel import policy
from portal.kernel.policy import Actor
from portal.surveys.policy import SurveyPermission
from portal.surveys.terms.templates import SurveyTemplate, template
from portal.web.i18n import _
from portal.web.pages import with_arguments
from portal.web.panels import contributes

#: The ready questionnaire of each method.
_TEMPLATES = {
    "seniorenbefragung": "senioren",
    "aktivierende-befragung": "aktivierend",
    "kinder-und-jugendbeteiligung": "jugend",
}


@contributes(METHOD_STARTS, order=20)
def start_with_a_survey(*, method: str, who: Actor) -> Iterator[MethodStart]:
    """A survey with the questions that go with the method."""
    chosen = _template(method)
    if chosen is not None and policy.allows(SurveyPermission.DRAFT, who):
        yield MethodStart(
            label=_("Umfrage beginnen"),
            address=with_arguments(url_for("surveys.new"), **{FOR_METHOD: method}),
            hint=_("Mit der Vorlage „%(title)s“. Jede Frage können Sie ändern.", title=chosen.title["de"]),
        )


def values_for(slug: str | None) -> dict[str, Any]:
    """What stands in the form of a new survey for this method; nothing for others."""
    chosen = _template(slug or "")
    return {"template": chosen.name} if chosen else {}


def _template(slug: str) -> SurveyTemplate | None:
    return template(_TEMPLATES.get(slug, ""))
