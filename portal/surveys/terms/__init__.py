"""The words of a questionnaire: kinds of questions, texts in several languages, conditions, answers. No database, no HTTP."""

from portal.surveys.terms.answers import Answer, Answers, answer_from_json, answers_from_json, check_answer
from portal.surveys.terms.conditions import Comparison, Condition, Junction, Test, holds
from portal.surveys.terms.kinds import FIXED_OPTIONS, QuestionKind
from portal.surveys.terms.packing import Layout, layout_of, pack
from portal.surveys.terms.questionnaire import (
    LONGEST_CODE,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    Option,
    Question,
    Questionnaire,
    Section,
    questionnaire_from_json,
)
from portal.surveys.terms.states import (
    SURVEY,
    Access,
    Channel,
    Requirement,
    SurveyState,
    SurveyTiming,
)
from portal.surveys.terms.texts import PLAIN, Texts, said
from portal.surveys.terms.walk import asked_questions, next_question, previous_question, without_hidden

__all__ = [
    "FIXED_OPTIONS",
    "LONGEST_CODE",
    "MOST_OPTIONS",
    "MOST_QUESTIONS",
    "PLAIN",
    "SURVEY",
    "Access",
    "Answer",
    "Answers",
    "Channel",
    "Comparison",
    "Condition",
    "Junction",
    "Layout",
    "Option",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Requirement",
    "Section",
    "SurveyState",
    "SurveyTiming",
    "Test",
    "Texts",
    "answer_from_json",
    "answers_from_json",
    "asked_questions",
    "check_answer",
    "holds",
    "layout_of",
    "next_question",
    "pack",
    "previous_question",
    "questionnaire_from_json",
    "said",
    "without_hidden",
]
