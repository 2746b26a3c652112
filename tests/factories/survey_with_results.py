"""Puts an answered survey into the portal of the environment: `python -m tests.factories.survey_with_results`."""

from portal.app import create_app
from portal.places import queries as places
from portal.surveys.models import Survey
from portal.surveys.terms import Answer, Channel, QuestionKind
from tests.factories.surveys import make_questionnaire, make_response, make_survey, options, question

SLUG = "mit-ergebnis"


def make_answered_survey() -> Survey:
    """43 people answered it, some in their own words; an earlier one asked the same."""
    asked = make_questionnaire(
        question(
            "way",
            QuestionKind.SINGLE,
            "Wie sind Sie meist unterwegs?",
            options=options(bus="Mit dem Bus", car="Mit dem Auto", foot="Zu Fuß"),
            has_other=True,
        ),
        question(
            "reasons",
            QuestionKind.MULTIPLE,
            "Wohin fahren Sie?",
            options=options(shop="Einkaufen", doctor="Zum Arzt", friends="Zu Freunden"),
        ),
        question("happy", QuestionKind.SMILEYS, "Wie zufrieden sind Sie?", asks_why=True),
        question("order", QuestionKind.RANKING, "Was ist am wichtigsten?", options=options(bench="Bänke", bus="Busse")),
        question("years", QuestionKind.NUMBER, "Wie lange wohnen Sie hier?", unit={"de": "Jahre"}),
        question("age", QuestionKind.AGE_GROUP, "Wie alt sind Sie?"),
        question("home", QuestionKind.PLACE, "Wo wohnen Sie?"),
        question("wish", QuestionKind.LONG_TEXT, "Was wünschen Sie sich?"),
    )
    earlier = make_survey("Unterwegs, erstes Mal", questionnaire=asked, anonymous=False, slug=f"{SLUG}-zuvor")
    survey = make_survey("Unterwegs, zweites Mal", questionnaire=asked, anonymous=False, slug=SLUG)
    for number in range(20):
        make_response(earlier, _answers(number))
    for number in range(43):
        make_response(survey, _answers(number), channel=Channel.PAPER if number % 3 else Channel.ONLINE)
    return survey


def _answers(number: int) -> dict[str, Answer]:
    way = ("bus", "car", "foot")[number % 3]
    answers = {
        "way": Answer(declined=True) if number % 10 == 9 else Answer(chosen=(way,)),
        "reasons": Answer(chosen=("shop", "doctor") if number % 2 else ("shop",)),
        "happy": Answer(chosen=(str(1 + number % 5),), text="Zu selten." if number % 20 == 0 else ""),
        "order": Answer(chosen=("bench", "bus") if number % 4 else ("bus",)),
        "years": Answer(number=float(number)),
        "age": Answer(chosen=("60-69" if number % 2 else "80+",)),
        "home": Answer(place=places.tree().gemeinden[number % 2].id),
    }
    return answers | ({"wish": Answer(text=f"Wunsch Nummer {number}.")} if number < 4 else {})


if __name__ == "__main__":
    with create_app(worker=False).app_context():
        make_answered_survey()
