"""A draft from a file of another program."""

from portal.kernel import audit
from portal.kernel.policy import Actor
from portal.kernel.text import N_, clean_text
from portal.places.models import Sozialraum
from portal.surveys.actions import drafting
from portal.surveys.actions.drafting import SurveySettings
from portal.surveys.formats import Imported, ImportReport
from portal.surveys.models import Survey
from portal.surveys.terms import questionnaire_from_json, said
from portal.surveys.terms.questionnaire import LONGEST_TEXT
from portal.surveys.terms.states import LONGEST_TITLE

IMPORTED = audit.kind("surveys.imported", N_("Umfrage aus einer Datei eingelesen"), keys=("survey_id", "questions"))


def draft_from_file(imported: Imported, *, title: str = "", place: Sozialraum, by: Actor) -> Survey:
    """Draft a survey from what a file held; its report stays with it.

    Raises `InvalidInput` when the file holds more than a questionnaire may.
    """
    # Read once more as if somebody had sent it: nothing gets into a draft that its editor could not save.
    questionnaire = questionnaire_from_json(imported.questionnaire.to_json())
    report = imported.report
    titles = {language: _one_line(text) for language, text in imported.titles.items() if _one_line(text)}
    if title:
        titles["de"] = title
    elif "de" not in titles:
        titles["de"] = said(titles, questionnaire.base) or "Eingelesene Umfrage"
        report.note(N_("In der Datei steht kein deutscher Titel. Bitte prüfen Sie ihn in den Angaben."))
    _tell_missing_german(questionnaire.languages, report)
    purposes = {language: text[:LONGEST_TEXT] for language, text in imported.purposes.items()}
    survey = drafting.create(SurveySettings(titles=titles, purposes=purposes), questionnaire, place=place, by=by)
    survey.import_report = report.to_json()
    audit.log(IMPORTED, by=by, survey_id=survey.id, questions=len(questionnaire.questions))
    return survey


def _one_line(text: str) -> str:
    return clean_text(text, lines=False)[:LONGEST_TITLE]


def _tell_missing_german(languages: tuple[str, ...], report: ImportReport) -> None:
    if "de" not in languages:
        report.note(
            N_("Der Fragebogen hat keine deutschen Texte. Bitte ergänzen Sie Deutsch, bevor Sie ihn veröffentlichen.")
        )
