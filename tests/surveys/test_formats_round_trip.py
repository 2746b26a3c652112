"""What the portal writes for LimeSurvey and KoboToolbox comes back as it was: codes, texts, options, conditions, languages."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from portal.surveys.formats import ImportReport, RemarkKind, read_file
from portal.surveys.formats.limesurvey.writer import lss
from portal.surveys.formats.xlsform.writer import xlsform
from portal.surveys.terms import Questionnaire
from portal.surveys.terms.templates import TEMPLATES
from tests.factories.drawn_questionnaires import questionnaires

Writer = Callable[[Questionnaire, Any, Any], tuple[bytes, ImportReport]]
BOTH = pytest.mark.parametrize(("name", "write"), [("u.lss", lss), ("u.xlsx", xlsform)])


@BOTH
@given(questionnaire=questionnaires())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_a_questionnaire_comes_back_as_it_was(name: str, write: Writer, questionnaire: Questionnaire) -> None:
    titles = {language: f"Titel {language}" for language in questionnaire.languages}
    content, losses = write(questionnaire, titles, titles)
    imported = read_file(name, content)

    unsaid = {remark.question for remark in losses.remarks if "Bedingung" in remark.message}
    assert imported.questionnaire.to_json() == without_conditions(questionnaire, unsaid).to_json()
    assert (imported.titles, imported.purposes) == (titles, titles)
    assert not [one for one in imported.report.remarks if one.question and one.kind is RemarkKind.LEFT_OUT]


@BOTH
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_every_template_comes_back_as_it_was(name: str, write: Writer, template: Any) -> None:
    content, losses = write(template.questionnaire, template.title, {})

    assert read_file(name, content).questionnaire.to_json() == template.questionnaire.to_json()
    assert not [remark for remark in losses.remarks if "Bedingung" in remark.message]


def without_conditions(questionnaire: Questionnaire, codes_: set[str]) -> Questionnaire:
    for question in questionnaire.questions:
        if question.code in codes_:
            questionnaire = questionnaire.replaced(replace(question, show_if=None))
    return questionnaire
