"""The one door through which a Teilnahme gets into the table, whichever way it came."""

from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite

from portal.contributions import actions as contributions
from portal.contributions.terms import Channel as SaidBy
from portal.contributions.terms import ContributionKind
from portal.kernel import clock, codes
from portal.kernel.db import session
from portal.kernel.policy import ANONYMOUS, Actor
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions.withdrawing import remove_from_results
from portal.surveys.models import Survey, SurveyResponse, TaggedText, TextMark
from portal.surveys.terms import (
    Answer,
    Answers,
    Channel,
    Questionnaire,
    answers_from_json,
    asked_questions,
    check_answer,
    pack,
    without_hidden,
)

_TABLE = cast(Table, SurveyResponse.__table__)
_ONCE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE)
    .on_conflict_do_nothing(index_elements=["submission_hash"])
    .returning(_TABLE.c.id)
    for dialect in (sqlite, postgresql)
}


def store_response(
    survey: Survey,
    *,
    version_id: UUID,
    answers: Answers,
    submission: bytes,
    channel: Channel = Channel.ONLINE,
    language: str = "de",
    given_on: date | None = None,
    receipt_code: str = "",
    ballot_hash: bytes | None = None,
    invitation_id: UUID | None = None,
    by: Actor = ANONYMOUS,
) -> UUID | None:
    """Write a Teilnahme, once, and send flagged free texts to the inbox. Returns its id; None when it was there already.

    `submission` is what tells a repeat from a new one (at least 16 bytes that nobody can guess). Answers to questions that are
    not on the person's way are left out; the others are checked, and a required one that is missing raises `InvalidInput` with
    its code as `field`, unless it was given away from the screen: what stayed empty on paper can no longer be asked for. A ballot
    or code that answered before breaks its constraint (`explain_constraint` says it in German).
    """
    questionnaire = queries.questionnaire_of(version_id)
    given = answers_that_count(questionnaire, answers, is_complete=channel is Channel.ONLINE)
    response_id = uuid4()
    values: dict[str, Any] = {
        "id": response_id,
        "survey_id": survey.id,
        "version_id": version_id,
        "channel": channel,
        "language": language,
        "given_on": given_on or clock.today(),
        "sozialraum_id": _place_of(given),
        "answers": {code: answer.to_json() for code, answer in given.items()},
        "packed": pack(questionnaire, given),
        "submission_hash": codes.keyed_hash("survey-submission", submission),
        "receipt_hash": codes.hash_code(receipt_code) if receipt_code else None,
        "ballot_hash": ballot_hash,
        "invitation_id": invitation_id,
    }
    connection = session().connection()
    if connection.execute(_ONCE[connection.dialect.name], values).first() is None:
        return None
    for question in questionnaire.questions:
        if question.contribution and (words := given.get(question.code, Answer()).text):
            _send_to_inbox(
                survey, words, given, text_key(receipt_code or submission.hex(), question.code), channel, language, by
            )
    return response_id


def answers_that_count(questionnaire: Questionnaire, answers: Answers, *, is_complete: bool) -> dict[str, Answer]:
    """The checked answers to the questions on the person's way, without those passed over.

    Raises `InvalidInput` with the code of the question as `field`; with `is_complete` also for a required one without an answer.
    """
    kept = {
        code: check_answer(questionnaire.by_code[code], answer)
        for code, answer in without_hidden(questionnaire, answers).items()
        if is_complete or not answer.is_passed_over
    }
    if is_complete:
        for question in asked_questions(questionnaire, kept):
            check_answer(question, kept.get(question.code, Answer()))
    return {code: answer for code, answer in kept.items() if not answer.is_passed_over}


def replace_answers(
    survey: Survey, response: SurveyResponse, answers: Answers, *, secret: str, by: Actor
) -> frozenset[str]:
    """Correct a Teilnahme that was typed from paper. Returns the codes of the questions whose answer changed.

    A flagged free text that reads differently now goes to the inbox as a further Wortmeldung, because the words of one never
    change; what staff noted at the old text is taken away. `secret` must be new for each correction.
    """
    questionnaire = queries.questionnaire_of(response.version_id)
    before = answers_from_json(response.answers)
    given = answers_that_count(questionnaire, answers, is_complete=False)
    changed = frozenset(code for code in before | given if before.get(code) != given.get(code))
    if not changed:
        return changed
    remove_from_results(response, changed, by=by)
    response.answers = {code: answer.to_json() for code, answer in given.items()}
    response.packed = pack(questionnaire, given)
    response.sozialraum_id = _place_of(given)
    for table in (TaggedText, TextMark):
        session().execute(delete(table).where(table.response_id == response.id, table.question.in_(changed)))
    for code in changed & given.keys():
        if questionnaire.by_code[code].contribution and (words := given[code].text):
            key = text_key(secret, code)
            _send_to_inbox(survey, words, given, key, response.channel, response.language, by)
    return changed


def text_key(secret: str, question: str) -> UUID:
    """The submission key of the Wortmeldung that a free text becomes.

    It follows from the Rückmelde-Code and the question, so whoever holds the code finds what became of the text, and nothing in
    the database joins the Wortmeldung to the rest of the answers.
    """
    return UUID(bytes=codes.keyed_hash("survey-text", f"{secret}|{question}".encode())[:16], version=4)


def _send_to_inbox(
    survey: Survey, words: str, given: Answers, key: UUID, channel: Channel, language: str, by: Actor
) -> None:
    contributions.accept(
        submission_key=key,
        kind=ContributionKind.ANSWER,
        text=words,
        channel=SaidBy(channel.value),
        sozialraum_id=_place_for_inbox(survey, given),
        language=language.partition("-")[0],
        consultation_id=survey.consultation_id,
        by_day=survey.anonymous,
        by=by,
    )


def _place_for_inbox(survey: Survey, given: Answers) -> UUID:
    """Where the words belong; of an anonymous answer only the Gemeinde, because an Ortsteil may have five houses."""
    place = _place_of(given)
    if place is None:
        return survey.sozialraum_id
    if not survey.anonymous:
        return place
    node = places.tree().get(place)
    gemeinde = places.tree().gemeinde_of(node) if node else None
    return gemeinde.id if gemeinde else survey.sozialraum_id


def _place_of(given: Answers) -> UUID | None:
    return next((answer.place for answer in given.values() if answer.place), None)
