"""Questionnaires, surveys and Teilnahmen for tests."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

from portal.kernel.clock import now
from portal.kernel.db import session, unit_of_work
from portal.places.models import Sozialraum
from portal.surveys.actions.storing import store_response
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
)
from tests.factories.needs import some_place

_numbers = count(1)


def options(**labels: str) -> tuple[Option, ...]:
    """Options by code: `options(bus="Mit dem Bus", car="Mit dem Auto")`."""
    return tuple(Option(code, {"de": label}) for code, label in labels.items())


def question(code: str, kind: QuestionKind, title: str = "", **values: Any) -> Question:
    """A question; choices get two options unless told otherwise."""
    if kind.has_own_options and "options" not in values:
        values["options"] = options(a="Das eine", b="Das andere")
    return Question(code=code, kind=kind, title={"de": title or f"Frage {code}?"}, **values)


def make_questionnaire(*questions: Question, languages: tuple[str, ...] = ("de",)) -> Questionnaire:
    """One section with these questions; without any, a short survey on mobility with the most common kinds."""
    return Questionnaire(
        sections=(Section(title={"de": "Unterwegs"}, questions=questions or _MOBILITY),), languages=languages
    )


_MOBILITY = (
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
    question("age", QuestionKind.AGE_GROUP, "Wie alt sind Sie?"),
    question("wish", QuestionKind.LONG_TEXT, "Was wünschen Sie sich?", contribution=True),
)


def make_survey(
    title: str = "Unterwegs im Alter",
    *,
    state: SurveyState = SurveyState.PUBLISHED,
    questionnaire: Questionnaire | None = None,
    access: Access = Access.OPEN,
    anonymous: bool = True,
    place: Sozialraum | None = None,
    **values: Any,
) -> Survey:
    """A survey that runs since yesterday for a month; a draft has no version yet."""
    asked = questionnaire or make_questionnaire()
    given: dict[str, Any] = {
        "slug": f"umfrage-{next(_numbers)}",
        "titles": {"de": title},
        "purposes": {"de": "Wir möchten wissen, wie Sie im Alltag unterwegs sind."},
        "sozialraum_id": (place or some_place()).id,
        "state": state,
        "access": access,
        "anonymous": anonymous,
        "opens_at": now() - timedelta(days=1),
        "closes_at": now() + timedelta(days=30),
        "audience": "Die Sozialplanung im Landratsamt liest die Antworten.",
        "contact_name": "Rosa Huber",
        "contact_phone": "08392 999-0",
        "draft": asked.to_json(),
    }
    with unit_of_work():
        survey = Survey(**(given | values))
        survey.state = SurveyState.DRAFT
        session().add(survey)
        session().flush()
        if state is not SurveyState.DRAFT:
            _publish(survey, asked)
            survey.state = state
            survey.closed_at = values.get("closed_at") or (now() if state is SurveyState.CLOSED else None)
    return survey


def add_version(survey: Survey, questionnaire: Questionnaire) -> UUID:
    """Publish another questionnaire for it; returns the id of the version."""
    with unit_of_work():
        current = session().get_one(Survey, survey.id)
        return _publish(current, questionnaire)


def make_response(
    survey: Survey,
    answers: Mapping[str, Answer] | None = None,
    *,
    version_id: UUID | None = None,
    channel: Channel = Channel.ONLINE,
    **values: Any,
) -> SurveyResponse:
    """One Teilnahme of this survey, stored by the action that stores real ones."""
    current = version_id or survey.current_version_id
    assert current is not None, "a draft cannot be answered"
    with unit_of_work():
        response_id = store_response(
            survey,
            version_id=current,
            answers=answers if answers is not None else {"way": Answer(chosen=("bus",))},
            submission=values.pop("submission", None) or secrets.token_bytes(16),
            channel=channel,
            **values,
        )
    assert response_id is not None, "this submission was there already"
    return session().get_one(SurveyResponse, response_id)


def chosen(*codes: str, text: str = "") -> Answer:
    """An answer that picks these options."""
    return Answer(chosen=codes, text=text)


def said(text: str) -> Answer:
    """An answer in own words."""
    return Answer(text=text)


def _publish(survey: Survey, questionnaire: Questionnaire) -> UUID:
    known = session().query(SurveyVersion).filter_by(survey_id=survey.id).count()
    version = SurveyVersion(
        survey_id=survey.id,
        number=known + 1,
        definition=questionnaire.to_json(),
        titles=survey.titles,
        purposes=survey.purposes,
        audience=survey.audience,
    )
    session().add(version)
    session().flush()
    survey.current_version_id = version.id
    survey.published_at = survey.published_at or now()
    return version.id
