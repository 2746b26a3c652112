"""Single Teilnahmen for those who may take them away: in the order of their random ids, which says nothing about anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.surveys.models import SurveyResponse
from portal.surveys.terms import Channel

PORTION = 2_000


@dataclass(frozen=True, slots=True)
class SingleAnswers:
    """What one person answered; neither the day nor an id is among it."""

    version_id: UUID
    channel: Channel
    language: str
    #: {code of the question: `Answer.to_json`}
    answers: dict[str, Any]


def portions(survey_id: UUID, *, until: date | None = None, size: int = PORTION) -> Iterator[list[SingleAnswers]]:
    """All Teilnahmen of a survey (up to a day), `size` at a time; never more than these are in memory."""
    table = SurveyResponse
    after: UUID | None = None
    while True:
        chosen = select(table.id, table.version_id, table.channel, table.language, table.answers).where(
            table.survey_id == survey_id, table.given_on <= (until or date.max)
        )
        if after is not None:
            chosen = chosen.where(table.id > after)
        rows = session().execute(chosen.order_by(table.id).limit(size)).all()
        if not rows:
            return
        yield [SingleAnswers(*row[1:]) for row in rows]
        after = rows[-1].id
