"""Working on the questions of a draft."""

from typing import Any

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.surveys import queries
from portal.surveys.models import Survey
from portal.surveys.policy import SurveyPermission
from portal.surveys.terms import Question, Questionnaire, Section, questionnaire_from_json
from portal.surveys.terms.editing import put_back, recoded, removed, taken_out


def save_draft(survey: Survey, questionnaire: Questionnaire, *, version: int, by: Actor) -> None:
    """Replace the questionnaire that is being worked on.

    What people answer at this moment is a published version and does not change. `version` is the one the author had before
    them; raises `Conflict` when somebody saved meanwhile. The paper version and the trial must be looked at anew.
    """
    ensure(SurveyPermission.EDIT, by, survey)
    if survey.version != version:
        raise Conflict
    _keep(survey, questionnaire, gone=survey.draft.get(queries.REMOVED))


def remove_question(survey: Survey, code: str, *, version: int, by: Actor) -> None:
    """Take a question out of the draft. It stays beside it, until the next one goes, so that it can come back."""
    ensure(SurveyPermission.EDIT, by, survey)
    if survey.version != version:
        raise Conflict
    draft = queries.draft_of(survey)
    if code not in draft.by_code:
        raise InvalidInput("survey.no-such-question", N_("Diese Frage gibt es nicht mehr."))
    gone = taken_out(draft, code)
    kept = {"question": _alone(gone.question), "section": gone.section, "index": gone.index}
    _keep(survey, removed(draft, code), gone=kept)


def restore_question(survey: Survey, *, version: int, by: Actor) -> str:
    """Put the question that was removed last back to its place, and return its code.

    Raises `Conflict` when somebody saved meanwhile, `InvalidInput` when there is nothing to bring back.
    """
    ensure(SurveyPermission.EDIT, by, survey)
    if survey.version != version:
        raise Conflict
    gone = queries.removed_question(survey)
    if gone is None:
        raise InvalidInput("survey.nothing-removed", N_("Diese Frage ist schon wieder da."))
    changed, code = put_back(queries.draft_of(survey), gone)
    _keep(survey, changed, gone=None)
    return code


def rename_question(survey: Survey, old: str, new: str, *, version: int, by: Actor) -> None:
    """Give a question another code. Refused once answers carry the old one: they would be lost to every export."""
    draft = queries.draft_of(survey)
    if old == new:
        return
    if old in queries.codes_with_answers(survey.id):
        raise InvalidInput(
            "survey.code-fixed",
            N_("Zu dieser Frage gibt es schon Antworten. Ihr Kurzname bleibt deshalb, wie er ist."),
            field="code",
        )
    if new in draft.by_code:
        raise InvalidInput("survey.code-taken", N_("Diesen Kurznamen hat schon eine andere Frage."), field="code")
    save_draft(survey, recoded(draft, old, new), version=version, by=by)


def _keep(survey: Survey, questionnaire: Questionnaire, *, gone: Any) -> None:
    written = questionnaire_from_json(questionnaire.to_json()).to_json() | ({queries.REMOVED: gone} if gone else {})
    if written == survey.draft:
        return
    survey.draft = written
    survey.paper_seen_at = survey.tried_at = None
    session().flush()


def _alone(question: Question) -> dict[str, Any]:
    alone: dict[str, Any] = Questionnaire(sections=(Section(title={}, questions=(question,)),)).to_json()
    return dict(alone["sections"][0]["questions"][0])
