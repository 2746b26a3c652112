"""Keeping questions to be used again."""

from dataclasses import replace

from portal.kernel.db import session
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import clean_text
from portal.surveys.models import LibraryQuestion
from portal.surveys.policy import SurveyPermission
from portal.surveys.terms import Question, Questionnaire, Section
from portal.surveys.terms.editing import Spot, added, fresh_code

LONGEST_KEYWORDS = 80


def keep_question(question: Question, *, keywords: str = "", by: Actor) -> LibraryQuestion:
    """Put a question into the library, without its condition: the questions it asks about stay behind."""
    ensure(SurveyPermission.KEEP_QUESTIONS, by)
    alone = Questionnaire(sections=(Section(title={}, questions=(replace(question, show_if=None),)),))
    definition = alone.to_json()["sections"][0]["questions"][0]
    kept = LibraryQuestion(
        definition=definition, keywords=clean_text(keywords, lines=False)[:LONGEST_KEYWORDS], created_by=by.id
    )
    session().add(kept)
    session().flush()
    return kept


def forget_question(kept: LibraryQuestion, *, by: Actor) -> None:
    """Take a question out of the library; surveys that use it keep theirs."""
    ensure(SurveyPermission.KEEP_QUESTIONS, by)
    session().delete(kept)


def inserted(questionnaire: Questionnaire, question: Question, spot: Spot) -> tuple[Questionnaire, str]:
    """The questionnaire with a kept question at its spot, and the code it got there."""
    code = fresh_code(questionnaire, question.code)
    return added(questionnaire, replace(question, code=code), spot), code
