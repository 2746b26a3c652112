"""Making the packed answers anew from the answers themselves."""

from uuid import UUID

from sqlalchemy import select, update

from portal.kernel.db import session
from portal.surveys import queries
from portal.surveys.models import SurveyResponse
from portal.surveys.terms import answers_from_json, pack

PORTION = 2_000


def repack_portion(after: UUID | None) -> tuple[UUID, int] | None:
    """Look at the next 2,000 Teilnahmen and put right what is wrong. Returns (the last one looked at, how many were packed
    wrongly), None at the end. Whoever corrects one of them waits for the end of the unit of work."""
    chosen = select(SurveyResponse.id, SurveyResponse.version_id, SurveyResponse.answers, SurveyResponse.packed)
    if after is not None:
        chosen = chosen.where(SurveyResponse.id > after)
    # Locked, or a sheet corrected in between would get the bytes of its former answers.
    rows = session().execute(chosen.order_by(SurveyResponse.id).limit(PORTION).with_for_update()).all()
    if not rows:
        return None
    wrong = 0
    for response_id, version_id, answers, packed in rows:
        right = pack(queries.questionnaire_of(version_id), answers_from_json(answers))
        if right != packed:
            session().execute(update(SurveyResponse).where(SurveyResponse.id == response_id).values(packed=right))
            wrong += 1
    return rows[-1][0], wrong
