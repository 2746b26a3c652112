"""Typing paper: batches, one sheet after the other, and putting right what was mistyped."""

import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select

from portal.kernel import audit, codes
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.surveys import queries
from portal.surveys.actions.storing import answers_that_count, replace_answers, store_response
from portal.surveys.models import Sheet, SheetBatch, Survey, SurveyResponse, TaggedText, TextMark
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries import sheets as reading
from portal.surveys.terms import Answers, Channel, answers_from_json
from portal.surveys.terms.paper import numbers

SHEET_CORRECTED = audit.kind(
    "surveys.sheet-corrected",
    N_("Getippten Bogen einer Umfrage berichtigt"),
    keys=("survey_id", "batch_id", "number", "questions"),
)
SHEET_DELETED = audit.kind(
    "surveys.sheet-deleted", N_("Getippten Bogen einer Umfrage gelöscht"), keys=("survey_id", "batch_id", "number")
)
ON_PAPER = (Channel.PAPER, Channel.PHONE, Channel.IN_PERSON)


@dataclass(frozen=True)
class BatchHeader:
    """What holds for every sheet of a batch."""

    event: str
    held_on: date
    version_id: UUID
    channel: Channel = Channel.PAPER
    sozialraum_id: UUID | None = None
    check_every: int = 10


@dataclass(frozen=True)
class TypedSheet:
    """What became of typing one sheet."""

    number: int
    to_check: bool
    #: Numbers of questions that were ticked although they should have been passed over; they do not count.
    left_out: tuple[int, ...]


def open_batch(survey: Survey, header: BatchHeader, *, by: Actor) -> SheetBatch:
    """Begin a batch. Raises `InvalidInput` when paper is not taken now or the version belongs to another survey."""
    ensure(SurveyPermission.TYPE_SHEETS, by, survey)
    _ensure_takes_sheets(survey)
    if queries.version(header.version_id).survey_id != survey.id:
        raise InvalidInput("sheet.no-version", N_("Diese Fassung gibt es nicht."), field="version_id")
    if header.held_on > today():
        raise InvalidInput("sheet.future", N_("Dieser Tag liegt in der Zukunft."), field="held_on")
    batch = SheetBatch(
        survey_id=survey.id,
        version_id=header.version_id,
        channel=header.channel,
        event=header.event,
        held_on=header.held_on,
        sozialraum_id=header.sozialraum_id,
        typed_by=by.id,
        check_every=header.check_every,
    )
    session().add(batch)
    return batch


def type_sheet(survey: Survey, batch: SheetBatch, answers: Answers, *, submission: UUID, by: Actor) -> TypedSheet:
    """Store one sheet and give it the next number of its batch.

    The same submission again is answered with the number it got; with other answers it raises `Conflict` and stores nothing.
    Typists who share a batch wait for each other for the moment of numbering.
    """
    ensure(SurveyPermission.TYPE_SHEETS, by, survey)
    _ensure_takes_sheets(survey)
    session().scalar(select(SheetBatch.id).where(SheetBatch.id == batch.id).with_for_update())
    secret = _secret(batch, submission)
    response_id = store_response(
        survey,
        version_id=batch.version_id,
        answers=answers,
        submission=secret,
        channel=batch.channel,
        given_on=batch.held_on,
        by=by,
    )
    left_out = _left_out(batch, answers)
    if response_id is None:
        there = _typed_before(batch, answers, secret)
        return TypedSheet(there.number, there.to_check, left_out)
    last = session().scalar(select(func.max(Sheet.number)).where(Sheet.batch_id == batch.id)) or 0
    sheet = Sheet(
        batch_id=batch.id,
        number=last + 1,
        response_id=response_id,
        typed_by=by.id,
        to_check=bool(batch.check_every) and secrets.randbelow(batch.check_every) == 0,
    )
    session().add(sheet)
    return TypedSheet(sheet.number, sheet.to_check, left_out)


def correct_sheet(survey: Survey, sheet: Sheet, answers: Answers, *, by: Actor) -> tuple[int, ...]:
    """Put right what was typed; the audit log keeps which questions changed. Returns what was left out, as `TypedSheet` has it."""
    ensure(SurveyPermission.TYPE_SHEETS, by, survey)
    response = reading.typed_response(sheet)
    changed = replace_answers(survey, response, answers, secret=secrets.token_hex(16), by=by)
    if changed:
        audit.log(
            SHEET_CORRECTED,
            by=by,
            survey_id=survey.id,
            batch_id=sheet.batch_id,
            number=sheet.number,
            questions=sorted(changed),
        )
    return _left_out_of(response.version_id, answers)


def delete_sheet(survey: Survey, sheet: Sheet, *, by: Actor) -> None:
    """Take a sheet out that was typed by mistake, with its Teilnahme. A text that went to the inbox stays there."""
    ensure(SurveyPermission.TYPE_SHEETS, by, survey)
    for table in (TaggedText, TextMark):
        session().execute(delete(table).where(table.response_id == sheet.response_id))
    session().execute(delete(SurveyResponse).where(SurveyResponse.id == sheet.response_id))
    audit.log(SHEET_DELETED, by=by, survey_id=survey.id, batch_id=sheet.batch_id, number=sheet.number)
    session().delete(sheet)


def _ensure_takes_sheets(survey: Survey) -> None:
    if not reading.takes_sheets(survey):
        raise InvalidInput(
            "sheet.not-now",
            N_(
                "Für diese Umfrage werden gerade keine Bögen angenommen: Sie hat noch nicht begonnen oder ist zu lange vorbei."
            ),
        )


def _secret(batch: SheetBatch, submission: UUID) -> bytes:
    return codes.keyed_hash("survey-sheet", batch.id.bytes + submission.bytes)


def _typed_before(batch: SheetBatch, answers: Answers, secret: bytes) -> Sheet:
    there = session().scalar(
        select(SurveyResponse).where(SurveyResponse.submission_hash == codes.keyed_hash("survey-submission", secret))
    )
    sheet = session().scalar(select(Sheet).where(Sheet.response_id == there.id)) if there else None
    if there is None or sheet is None:
        raise Conflict
    given = answers_that_count(queries.questionnaire_of(batch.version_id), answers, is_complete=False)
    if given != answers_from_json(there.answers):
        raise Conflict(
            "sheet.changed-after-saving",
            N_(
                "Dieser Bogen ist schon als Nummer %(number)s gespeichert. Wenn Sie jetzt speichern, wird er ein weiterer Bogen. "
                "Zum Berichtigen öffnen Sie Bogen %(number)s."
            ),
            number=sheet.number,
        )
    return sheet


def _left_out(batch: SheetBatch, answers: Answers) -> tuple[int, ...]:
    return _left_out_of(batch.version_id, answers)


def _left_out_of(version_id: UUID, answers: Answers) -> tuple[int, ...]:
    questionnaire = queries.questionnaire_of(version_id)
    counted = answers_that_count(questionnaire, answers, is_complete=False)
    number_of = numbers(questionnaire)
    ticked = (code for code, answer in answers.items() if not answer.is_passed_over)
    return tuple(sorted(number_of[code] for code in ticked if code not in counted and code in number_of))
