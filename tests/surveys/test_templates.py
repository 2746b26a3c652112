"""The ready questionnaires: complete, plain, and comparable with each other."""

import re

import pytest

from portal.surveys.terms import PLAIN, QuestionKind, questionnaire_from_json
from portal.surveys.terms.templates import TEMPLATES, SurveyTemplate, template
from portal.surveys.terms.texts import Texts

TEXTS_OF_HEALTH = ("gesund", "hilfe im alltag", "einsam", "arzt")
#: Codes under which every survey asks the same, so that counts can stand side by side.
SHARED = {"place", "age", "gender", "wish"}

every_template = pytest.mark.parametrize("one", TEMPLATES, ids=lambda one: one.name)


def texts_of(one: SurveyTemplate) -> list[Texts]:
    found = [one.title, one.purpose, *(section.title for section in one.questionnaire.sections)]
    for question in one.questionnaire.questions:
        found += [question.title, question.hint, question.unit, question.low_end, question.high_end]
        found += [option.label for option in question.options]
    return [texts for texts in found if texts]


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"[.!?:]\s+|\n", text) if sentence.strip()]


def test_there_are_nine_and_each_is_found_by_its_name() -> None:
    assert [template(one.name) for one in TEMPLATES] == list(TEMPLATES)
    assert len({one.name for one in TEMPLATES}) == 9
    assert template("gibt-es-nicht") is None


@every_template
def test_each_can_be_published_as_it_is(one: SurveyTemplate) -> None:
    assert one.questionnaire.problems() == []
    assert 8 <= len(one.questionnaire.questions) <= 16
    assert questionnaire_from_json(one.questionnaire.to_json()).to_json() == one.questionnaire.to_json()


@every_template
def test_each_text_stands_in_leichte_sprache_too(one: SurveyTemplate) -> None:
    assert one.questionnaire.languages == ("de", PLAIN)
    assert [texts for texts in texts_of(one) if set(texts) != {"de", PLAIN}] == []


@every_template
def test_sentences_are_short(one: SurveyTemplate) -> None:
    german = [sentence for texts in texts_of(one) for sentence in sentences(texts["de"])]
    simple = [sentence for texts in texts_of(one) for sentence in sentences(texts[PLAIN])]

    assert [sentence for sentence in german if len(sentence.split()) > 18] == []
    assert [sentence for sentence in simple if len(sentence.split()) > 13] == []
    assert [s for s in simple if any(len(word.strip("„“.,?!")) > 16 and "-" not in word for word in s.split())] == []


@every_template
def test_each_ends_with_the_same_questions_about_the_person(one: SurveyTemplate) -> None:
    asked = one.questionnaire.by_code

    assert set(asked) >= SHARED
    assert [asked[code].kind for code in ("place", "age", "gender")] == [
        QuestionKind.PLACE,
        QuestionKind.AGE_GROUP,
        QuestionKind.GENDER,
    ]
    assert asked["wish"].contribution
    assert asked["wish"].kind is QuestionKind.LONG_TEXT


@every_template
def test_what_touches_health_is_marked_as_such(one: SurveyTemplate) -> None:
    about_health = {
        question.code
        for question in one.questionnaire.questions
        if question.kind in (QuestionKind.YES_NO, QuestionKind.SMILEYS, QuestionKind.SINGLE)
        and any(word in question.title["de"].lower() for word in TEXTS_OF_HEALTH)
    }

    marked = {question.code for question in one.questionnaire.questions if question.special_category}
    assert about_health <= marked


def test_a_code_means_the_same_in_all_of_them() -> None:
    kinds: dict[str, set[tuple[QuestionKind, tuple[str, ...]]]] = {}
    for one in TEMPLATES:
        for question in one.questionnaire.questions:
            codes = tuple(option.code for option in question.options)
            kinds.setdefault(question.code, set()).add((question.kind, codes))

    assert {code: found for code, found in kinds.items() if len(found) > 1} == {}


def test_the_second_survey_asks_what_the_first_one_asked() -> None:
    first, again = template("senioren"), template("nachbefragung")
    assert first is not None
    assert again is not None

    shared = set(first.questionnaire.by_code) & set(again.questionnaire.by_code)

    assert shared >= SHARED | {"living_here", "way", "contacts", "informed"}
