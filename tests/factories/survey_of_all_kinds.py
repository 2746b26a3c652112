"""A survey with every kind of question. As a program it puts one into the database of the environment:

python -m tests.factories.survey_of_all_kinds
"""

from portal.surveys.models import Survey
from portal.surveys.terms import QuestionKind, Questionnaire
from tests.factories.surveys import make_questionnaire, make_survey, options, question

CHOICES = options(bus="Mit dem Bus oder dem Flexibus", car="Mit dem Auto", foot="Zu Fuß, auch mit dem Rollator")


def questionnaire_of_all_kinds() -> Questionnaire:
    """Each kind once, a scale with words at its ends, "Sonstiges" and "Warum?" among them."""
    return make_questionnaire(
        question("hello", QuestionKind.INFO, "Zuerst ein Hinweis", hint={"de": "Es geht um Ihren Alltag.\nDanke!"}),
        question("way", QuestionKind.SINGLE, "Wie sind Sie meist unterwegs?", options=CHOICES, has_other=True),
        question("ways", QuestionKind.MULTIPLE, "Was nutzen Sie sonst noch?", options=CHOICES, at_most=2),
        question("drives", QuestionKind.YES_NO, "Fahren Sie selbst Auto?", special_category=True),
        question("happy", QuestionKind.SMILEYS, "Wie zufrieden sind Sie mit dem Bus?", asks_why=True),
        question(
            "rate",
            QuestionKind.SCALE,
            "Wie sicher fühlen Sie sich abends?",
            minimum=0,
            maximum=10,
            low_end={"de": "gar nicht sicher"},
            high_end={"de": "sehr sicher"},
        ),
        question("cars", QuestionKind.NUMBER, "Wie viele Autos haben Sie?", unit={"de": "Autos"}, minimum=0),
        question("since", QuestionKind.DATE, "Seit wann wohnen Sie hier?"),
        question("word", QuestionKind.SHORT_TEXT, "Ihr Lieblingsort?"),
        question("wish", QuestionKind.LONG_TEXT, "Was wünschen Sie sich?", contribution=True),
        question("order", QuestionKind.RANKING, "Was ist Ihnen am wichtigsten?", options=CHOICES),
        question("place", QuestionKind.PLACE, "Wo wohnen Sie?"),
        question("point", QuestionKind.POINT, "Wo fehlt eine Bank?"),
        question("age", QuestionKind.AGE_GROUP, "Wie alt sind Sie?"),
        question("gender", QuestionKind.GENDER, "Ihr Geschlecht?"),
    )


def survey_of_all_kinds() -> Survey:
    """One that everybody may answer."""
    return make_survey("Unterwegs in unserer Gemeinde", questionnaire=questionnaire_of_all_kinds(), slug="unterwegs")


def survey_with_a_long_list() -> Survey:
    """One question with more options than one reads."""
    names = {"mill": "Ödmühle", "stream": "Größenbach"} | {
        f"part{number}": f"Ortsteil {number}" for number in range(70)
    }
    asked = question("parts", QuestionKind.MULTIPLE, "Welche Ortsteile kennen Sie?", options=options(**names))
    return make_survey("Unsere Ortsteile", questionnaire=make_questionnaire(asked), slug="ortsteile")


if __name__ == "__main__":
    from portal.app import create_app

    with create_app(worker=False).app_context():
        survey_of_all_kinds()
        survey_with_a_long_list()
