"""One large survey: 100,000 Teilnahmen with 20 questions of every countable kind, texts among them.

``python -m bench.load_survey [responses]`` fills the migrated database that DATABASE_URL names and prints one JSON line with
what a measurement needs. Rows go in past the actions, in bulk, and are what the actions would have written: `portal surveys
repack` finds nothing wrong afterwards.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from bench.german import sentence
from bench.load_needs import County, make_county
from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.accounts.routes.cookies import cookie_name
from portal.kernel import clock
from portal.kernel.db import session, unit_of_work
from portal.surveys.models import Survey, SurveyResponse, SurveyVersion
from portal.surveys.terms import (
    Access,
    Answer,
    Channel,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    SurveyState,
    pack,
)

PORTION = 5_000
CHANNELS = (Channel.ONLINE,) * 11 + (Channel.PAPER,) * 6 + (Channel.PHONE, Channel.IN_PERSON)
#: So many different fillings are packed; 100,000 people answer like one of them, on a day and in a place of their own.
DIFFERENT = 5_000


def load(responses: int) -> dict[str, Any]:
    """Fill an empty, migrated database. Returns ids and the cookie of a planner."""
    where = make_county()
    asked = questionnaire()
    survey_id, version_id = publish(asked, where)
    chance = random.Random(2026)
    fillings = [filling(asked, chance, where) for _ in range(min(DIFFERENT, responses))]
    for first in range(0, responses, PORTION):
        count = min(PORTION, responses - first)
        with unit_of_work():
            session().execute(
                insert(SurveyResponse.__table__), list(rows(survey_id, version_id, fillings, chance, count))
            )
    with unit_of_work():
        token = accounts.open_session(session().get_one(Account, where.planners[0]))
    return {
        "cookie": f"{cookie_name()}={token}",
        "survey": str(survey_id),
        "place": str(where.gemeinden[7].id),
        "responses": responses,
        "questions": len(asked.questions),
    }


def questionnaire() -> Questionnaire:
    """Twenty questions: ten single and three multiple choices, a ranking, smileys, a number, age, gender, place and a text."""
    few = tuple(Option(code, {"de": f"Möglichkeit {code.upper()}"}) for code in "abcdef")
    many = tuple(Option(f"o{number}", {"de": f"Möglichkeit {number}"}) for number in range(10))
    kinds = [QuestionKind.SINGLE] * 10 + [QuestionKind.MULTIPLE] * 3 + [QuestionKind.RANKING]
    own = {QuestionKind.SINGLE: few, QuestionKind.MULTIPLE: many, QuestionKind.RANKING: few}
    questions = [
        Question(code=f"q{number}", kind=kind, title={"de": f"Frage {number}: Wie sehen Sie das?"}, options=own[kind])
        for number, kind in enumerate(kinds, start=1)
    ]
    standard = (
        ("happy", QuestionKind.SMILEYS, "Wie zufrieden sind Sie?"),
        ("years", QuestionKind.NUMBER, "Seit wie vielen Jahren wohnen Sie hier?"),
        ("age", QuestionKind.AGE_GROUP, "Wie alt sind Sie?"),
        ("gender", QuestionKind.GENDER, "Welches Geschlecht haben Sie?"),
        ("place", QuestionKind.PLACE, "Wo wohnen Sie?"),
        ("wish", QuestionKind.LONG_TEXT, "Was wünschen Sie sich?"),
    )
    questions += [Question(code=code, kind=kind, title={"de": title}) for code, kind, title in standard]
    return Questionnaire(sections=(Section(title={"de": "Alles"}, questions=tuple(questions)),))


def publish(asked: Questionnaire, where: County) -> tuple[UUID, UUID]:
    with unit_of_work():
        survey = Survey(
            slug="grosse-umfrage",
            titles={"de": "Die große Umfrage"},
            purposes={"de": "Zum Messen."},
            sozialraum_id=where.gemeinden[0].parent_id,
            state=SurveyState.DRAFT,
            access=Access.OPEN,
            anonymous=False,
            opens_at=clock.now() - timedelta(days=60),
            closes_at=clock.now() + timedelta(days=30),
            audience="Die Sozialplanung.",
            contact_name="Rosa Huber",
            contact_phone="08261 995-0",
            draft=asked.to_json(),
        )
        session().add(survey)
        session().flush()
        version = SurveyVersion(
            survey_id=survey.id, number=1, definition=asked.to_json(), titles=survey.titles, purposes=survey.purposes
        )
        session().add(version)
        session().flush()
        survey.current_version_id = version.id
        survey.state = SurveyState.PUBLISHED
        return survey.id, version.id


def filling(asked: Questionnaire, chance: random.Random, where: County) -> tuple[dict[str, Any], bytes, UUID | None]:
    """What one person answers: as JSON, packed, and the place."""
    answers = {question.code: answer(question, chance, where) for question in asked.questions}
    given = {code: one for code, one in answers.items() if not one.is_passed_over}
    place = given["place"].place if "place" in given else None
    return {code: one.to_json() for code, one in given.items()}, pack(asked, given), place


def answer(question: Question, chance: random.Random, where: County) -> Answer:
    """An answer by lot; of a hundred questions six are passed over and four declined."""
    lot = chance.random()
    if lot < 0.10:
        return Answer(declined=lot < 0.04)
    codes = [option.code for option in question.choices]
    if question.kind is QuestionKind.MULTIPLE:
        return Answer(chosen=tuple(code for code in codes if chance.random() < 0.3) or (codes[0],))
    if question.kind is QuestionKind.RANKING:
        return Answer(chosen=tuple(chance.sample(codes, 3)))
    if question.kind is QuestionKind.NUMBER:
        return Answer(number=float(chance.randrange(80)))
    if question.kind is QuestionKind.PLACE:
        return Answer(place=chance.choice(where.gemeinden).id)
    if question.kind is QuestionKind.LONG_TEXT:
        return Answer(text=sentence(chance) if lot < 0.4 else "")
    return Answer(chosen=(chance.choice(codes),))


def rows(
    survey_id: UUID, version_id: UUID, fillings: list[Any], chance: random.Random, count: int
) -> Iterator[dict[str, Any]]:
    for _ in range(count):
        answers, packed, place = chance.choice(fillings)
        yield {
            "id": uuid4(),
            "survey_id": survey_id,
            "version_id": version_id,
            "channel": chance.choice(CHANNELS),
            "language": "de",
            "given_on": date(2026, 9, 1) + timedelta(days=chance.randrange(60)),
            "sozialraum_id": place,
            "answers": answers,
            "packed": packed,
            "submission_hash": os.urandom(32),
            "receipt_hash": os.urandom(32),
            "ballot_hash": None,
            "invitation_id": None,
        }


def main() -> None:
    """Fill the database of this environment."""
    from portal.app import create_app

    app = create_app(worker=False)
    with app.app_context():
        print(json.dumps(load(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)))


if __name__ == "__main__":
    main()
