"""Filling in a form, question by question, and sending it once."""

import json
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import defer

from portal.kernel import clock, codes
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.text import N_
from portal.surveys.actions.inviting import spend_ballot, use_invitation
from portal.surveys.actions.storing import store_response
from portal.surveys.models import Survey, SurveyProgress
from portal.surveys.queries.answering import (
    Standing,
    hash_of_resume_code,
    receipt_code_of,
    resume_code_of,
    submission_of,
    was_sent,
)
from portal.surveys.terms import Answer, SurveyTiming, answers_from_json, check_answer

_TABLE = cast(Table, SurveyProgress.__table__)
_BEGUN_ONCE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_nothing(index_elements=["token_hash"])
    for dialect in (sqlite, postgresql)
}
#: Puts one answer among the others without reading them first, so two windows on one form lose nothing.
_KEEP_ANSWER = {
    "sqlite": update(_TABLE)
    .where(_TABLE.c.token_hash == bindparam("which"))
    .values(
        answers=func.json_set(_TABLE.c.answers, bindparam("path"), func.json(bindparam("answer"))),
        language=bindparam("read_in"),
        touched_on=bindparam("on_day"),
    ),
    "postgresql": update(_TABLE)
    .where(_TABLE.c.token_hash == bindparam("which"))
    .values(
        answers=func.jsonb_set(
            _TABLE.c.answers,
            bindparam("path", type_=postgresql.ARRAY(postgresql.TEXT())),
            bindparam("answer", type_=postgresql.JSONB()),
        ),
        language=bindparam("read_in"),
        touched_on=bindparam("on_day"),
    ),
}
#: Takes the form out of the table with what it holds at this moment.
_TAKE = delete(_TABLE).where(_TABLE.c.token_hash == bindparam("which")).returning(_TABLE.c.answers, _TABLE.c.language)
_ELSEWHERE = N_(
    "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn dort; hier geht er nicht mehr."
)
_OVER = N_("Diese Umfrage ist beendet. Ihre Antworten wurden nicht mehr gespeichert.")


def begin(
    survey: Survey, *, token: str, language: str, ballot_hash: bytes | None = None, invitation_id: UUID | None = None
) -> None:
    """Let somebody begin, with the version that is current now. The same token begins once.

    Raises `InvalidTransition` when the survey does not run.
    """
    if survey.timing is not SurveyTiming.RUNNING:
        raise InvalidTransition("survey.not-running", N_("Diese Umfrage kann gerade nicht ausgefüllt werden."))
    connection = session().connection()
    connection.execute(
        _BEGUN_ONCE[connection.dialect.name],
        {
            "id": codes.new_id(),
            "token_hash": codes.hash_token(token),
            "survey_id": survey.id,
            "version_id": survey.current_version_id,
            "language": language,
            "answers": {},
            "ballot_hash": ballot_hash,
            "invitation_id": invitation_id,
            "touched_on": clock.today(),
        },
    )


def keep_answer(standing: Standing, code: str, answer: Answer, *, language: str) -> Answer:
    """Keep one answer of a form that is being filled in; returns what was kept of it.

    Raises `InvalidInput` with a sentence for the person when it cannot be an answer to this question, and
    `InvalidTransition` when the survey takes nothing more; then nothing is written.
    """
    _ensure_taken(standing)
    kept = check_answer(standing.questionnaire.by_code[code], answer)
    connection = session().connection()
    on_sqlite = connection.dialect.name == "sqlite"
    plain: Any = kept.to_json()
    connection.execute(
        _KEEP_ANSWER[connection.dialect.name],
        {
            "which": standing.token_hash,
            "path": f'$."{code}"' if on_sqlite else [code],
            "answer": json.dumps(plain) if on_sqlite else plain,
            "read_in": language,
            "on_day": clock.today(),
        },
    )
    return kept


def send(standing: Standing, token: str) -> str:
    """Make the form a Teilnahme and forget the form, both or neither. Returns the Rückmelde-Code.

    The form is taken first: whoever sends at the same moment waits for it and finds it sent, and an answer that another window
    kept meanwhile is among the answers. Raises `InvalidInput` with the question's code as `field` when something required is
    missing or the form went to another device, `InvalidTransition` after the grace period.
    """
    _ensure_taken(standing)
    code = receipt_code_of(token)
    taken = session().connection().execute(_TAKE, {"which": standing.token_hash}).first()
    if taken is None:
        if was_sent(token, standing.survey_id):
            return code
        raise InvalidInput("survey.form-elsewhere", _ELSEWHERE)
    survey = session().get_one(Survey, standing.survey_id, options=[defer(Survey.draft)])
    # A survey may have become anonymous after this person began: then the code is used up, and the answer does not carry it.
    invitation_id = None if survey.anonymous else standing.invitation_id
    stored = store_response(
        survey,
        version_id=standing.version_id,
        answers=answers_from_json(taken.answers),
        submission=submission_of(token),
        language=taken.language,
        receipt_code=code,
        ballot_hash=standing.ballot_hash,
        invitation_id=invitation_id,
    )
    if stored is not None and standing.invitation_id is not None and not use_invitation(standing.invitation_id):
        raise InvalidInput("survey.code-used", N_("Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal."))
    if stored is not None and standing.ballot_hash is not None:
        spend_ballot(standing.ballot_hash)
    return code


def go_on_later(standing: Standing, token: str) -> str:
    """Let the form be gone on with on any device, and return the code for that: the same one however often it is asked for."""
    code = resume_code_of(token)
    session().execute(
        update(SurveyProgress)
        .where(SurveyProgress.token_hash == standing.token_hash)
        .values(resume_hash=hash_of_resume_code(code), touched_on=clock.today())
    )
    return code


def go_on(standing: Standing, *, token: str) -> None:
    """Hand the form to the browser that holds `token`; the one it came from no longer has it."""
    session().execute(
        update(SurveyProgress)
        .where(SurveyProgress.token_hash == standing.token_hash)
        .values(token_hash=codes.hash_token(token), resume_hash=hash_of_resume_code(resume_code_of(token)))
    )


def _ensure_taken(standing: Standing) -> None:
    if not standing.is_taken:
        raise InvalidTransition("survey.over", _OVER)
