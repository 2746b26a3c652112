"""What those who write a survey need to know about it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor
from portal.kernel.text import fold
from portal.places import queries as places
from portal.surveys.models import Ballot, LibraryQuestion, Survey, SurveyProgress, SurveyResponse, SurveyVersion
from portal.surveys.policy import PUBLISHERS
from portal.surveys.queries.surveys import draft_of, in_scope, own_surveys, questionnaire_of
from portal.surveys.terms import Channel, Question, SurveyState, questionnaire_from_json
from portal.surveys.terms.comparing import Changes, changes_between
from portal.surveys.terms.editing import Removed

#: Under this name a draft keeps the question that was removed last; no questionnaire and no version has it.
REMOVED = "removed"
_MOST_KEPT = 500
_MOST_FOUND = 30


def has_begun(survey_id: UUID) -> bool:
    """Whether anybody answered, is answering, or has changed a code for the right to."""
    found = [exists().where(table.survey_id == survey_id) for table in (SurveyResponse, SurveyProgress, Ballot)]
    return bool(session().scalar(select(or_(*found))))


def codes_with_answers(survey_id: UUID) -> frozenset[str]:
    """Codes of the questions of all versions on which somebody answered; these names are fixed."""
    answered = select(SurveyVersion.id).where(
        SurveyVersion.survey_id == survey_id,
        exists().where(SurveyResponse.survey_id == survey_id, SurveyResponse.version_id == SurveyVersion.id),
    )
    return frozenset(
        code for version_id in session().scalars(answered) for code in questionnaire_of(version_id).by_code
    )


def changes_of(survey: Survey) -> Changes:
    """What the draft changes about the version that people answer now; nothing for one never published."""
    if survey.current_version_id is None:
        return Changes()
    return changes_between(questionnaire_of(survey.current_version_id), draft_of(survey))


def has_changes(survey: Survey) -> bool:
    """Whether publishing again would make a difference."""
    return changes_of(survey).is_any


def channel_counts(survey_id: UUID, *, until: date | None = None) -> dict[Channel, int]:
    """How many Teilnahmen (up to a day) came by which way, the commonest first. Of an anonymous survey show rough shares."""
    counted = (
        select(SurveyResponse.channel, func.count())
        .where(SurveyResponse.survey_id == survey_id, SurveyResponse.given_on <= (until or date.max))
        .group_by(SurveyResponse.channel)
    )
    return {Channel(channel): number for channel, number in sorted(session().execute(counted), key=lambda row: -row[1])}


def kept_questions(word: str = "") -> list[tuple[LibraryQuestion, Question]]:
    """Questions of the library in which the word stands (in a text or the keywords), the newest first."""
    newest = select(LibraryQuestion).order_by(LibraryQuestion.id.desc()).limit(_MOST_KEPT)
    wanted = fold(word)
    found = [row for row in session().scalars(newest) if wanted in fold(f"{row.keywords} {_words(row.definition)}")]
    return [(row, kept_as_question(row)) for row in found[:_MOST_FOUND]]


def kept_question(id: UUID) -> LibraryQuestion:
    """One question of the library. Raises `NotFound`."""
    found = session().get(LibraryQuestion, id)
    if found is None:
        raise NotFound
    return found


def kept_as_question(kept: LibraryQuestion) -> Question:
    """The question that was kept."""
    return questionnaire_from_json({"sections": [{"questions": [kept.definition]}]}).questions[0]


def removed_question(survey: Survey) -> Removed | None:
    """The question that was taken out of the draft last, as long as nobody brought it back."""
    kept = survey.draft.get(REMOVED)
    if not kept:
        return None
    question = questionnaire_from_json({"sections": [{"questions": [kept["question"]]}]}).questions[0]
    return Removed(question, int(kept["section"]), int(kept["index"]))


def drafts_to_publish(viewer: Actor, *, limit: int = 20) -> list[Survey]:
    """Drafts that this person may publish, the last touched first."""
    return _of_publisher(viewer, Survey.state == SurveyState.DRAFT, order=Survey.updated_at.desc(), limit=limit)


def ending_before(viewer: Actor, moment: datetime, *, limit: int = 20) -> list[Survey]:
    """Published surveys that end before `moment` or have ended without being closed, the first to end first."""
    running = (Survey.state == SurveyState.PUBLISHED) & (Survey.closes_at < moment)
    return _of_publisher(viewer, running, order=Survey.closes_at, limit=limit)


def open_around(place_id: UUID, lineage: Sequence[UUID], *, limit: int = 12) -> list[Survey]:
    """Published surveys that have not ended and concern a Sozialraum."""
    chosen = select(Survey).where(
        Survey.state == SurveyState.PUBLISHED, Survey.closes_at > now(), concerns(place_id, lineage)
    )
    return list(session().scalars(chosen.order_by(Survey.closes_at, Survey.id).limit(limit)))


def concerns(place_id: UUID, lineage: Sequence[UUID]) -> ColumnElement[bool]:
    """Whether a survey is set in a Sozialraum, beneath it, or around it."""
    beneath = Survey.sozialraum_id.in_(places.subtree_ids([place_id]))
    return or_(beneath, Survey.sozialraum_id.in_(lineage)) if lineage else beneath


def own_of_consultation(viewer: Actor, consultation_id: UUID, *, limit: int = 50) -> list[Survey]:
    """The surveys of a Verfahren that this person works on, the newest first."""
    chosen = own_surveys(viewer).where(Survey.consultation_id == consultation_id)
    return list(session().scalars(chosen.order_by(Survey.id.desc()).limit(limit)))


def has_ended(survey: Survey) -> bool:
    """Whether its end has passed."""
    return survey.closes_at is not None and survey.closes_at <= now()


def _of_publisher(viewer: Actor, condition: Any, *, order: Any, limit: int) -> list[Survey]:
    scope = viewer.scope_of(*PUBLISHERS)
    if scope is not None and not scope:
        return []
    chosen = select(Survey).where(condition, in_scope(scope)).order_by(order, Survey.id).limit(limit)
    return list(session().scalars(chosen))


def _words(definition: dict[str, Any]) -> str:
    texts = [definition.get("title", {}), *(option.get("label", {}) for option in definition.get("options", []))]
    return " ".join(text for one in texts for text in one.values())
