"""A survey of ten closed questions, as it lies on paper in a town hall. Run as a program it puts it into the database of the
environment."""

from portal.app import create_app
from portal.surveys.models import Survey
from portal.surveys.terms import Comparison, QuestionKind, Questionnaire, Test
from tests.factories.surveys import make_questionnaire, make_survey, options, question

SLUG = "auf-papier"


def ten_closed_questions() -> Questionnaire:
    """Nine with one answer, one with several; the third is passed over by those who live alone."""
    return make_questionnaire(
        question("alone", QuestionKind.YES_NO, "Wohnen Sie allein?"),
        question("health", QuestionKind.SMILEYS, "Wie geht es Ihnen gesundheitlich?"),
        question(
            "partner",
            QuestionKind.YES_NO,
            "Fährt jemand im Haushalt Auto?",
            show_if=Comparison("alone", Test.IS, "no"),
        ),
        question(
            "way",
            QuestionKind.SINGLE,
            "Wie sind Sie meist unterwegs?",
            options=options(bus="Mit dem Bus", car="Mit dem Auto", foot="Zu Fuß"),
            has_other=True,
        ),
        question(
            "missing",
            QuestionKind.MULTIPLE,
            "Was fehlt Ihnen im Ort?",
            options=options(shop="Laden", doctor="Arzt", bench="Bank", cafe="Treffpunkt"),
        ),
        question("safe", QuestionKind.SCALE, "Wie sicher fühlen Sie sich abends?", minimum=1, maximum=5),
        question("help", QuestionKind.YES_NO, "Hilft Ihnen jemand im Alltag?"),
        question("lonely", QuestionKind.SCALE, "Wie oft fühlen Sie sich einsam?", minimum=1, maximum=4),
        question("gender", QuestionKind.GENDER, "Sie sind"),
        question("age", QuestionKind.AGE_GROUP, "Wie alt sind Sie?"),
    )


def make_paper_survey() -> Survey:
    """The survey, running, for the whole county."""
    return make_survey("Auf Papier gefragt", questionnaire=ten_closed_questions(), slug=SLUG)


if __name__ == "__main__":
    with create_app(worker=False).app_context():
        make_paper_survey()
