"""Typing a drawn sheet a second time, and deciding where both typings differ."""

from collections.abc import Mapping
from enum import StrEnum

from portal.kernel import audit
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.surveys import queries
from portal.surveys.actions.sheets import correct_sheet
from portal.surveys.actions.storing import answers_that_count
from portal.surveys.models import Sheet, SheetBatch, Survey
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries import sheets as reading
from portal.surveys.terms import Answer, Answers, answers_from_json

SHEET_SETTLED = audit.kind(
    "surveys.sheet-settled",
    N_("Unterschiede eines doppelt getippten Bogens entschieden"),
    keys=("survey_id", "batch_id", "number", "second_holds"),
)


class Holds(StrEnum):
    """Which typing is what stands on the paper."""

    FIRST = "first"
    SECOND = "second"


def type_again(survey: Survey, batch: SheetBatch, sheet: Sheet, answers: Answers, *, by: Actor) -> frozenset[str]:
    """Keep the second typing and return the codes of the questions that differ; without any, the sheet is done."""
    ensure(SurveyPermission.TYPE_SHEETS, by, survey)
    if not sheet.to_check or sheet.second_answers is not None:
        raise InvalidTransition
    first = reading.answers_of(sheet)
    second = answers_that_count(queries.questionnaire_of(batch.version_id), answers, is_complete=False)
    differing = frozenset(code for code in first.keys() | second.keys() if first.get(code) != second.get(code))
    sheet.second_answers = {code: answer.to_json() for code, answer in second.items()}
    sheet.second_by = by.id
    sheet.differences = sorted(differing)
    if not differing:
        _settle(sheet, first)
    return differing


def open_differences(sheet: Sheet) -> dict[str, tuple[Answer | None, Answer | None]]:
    """Code → (first typing as it counts now, second typing) of what is still to be decided."""
    if sheet.settled or sheet.second_answers is None:
        return {}
    first, second = reading.answers_of(sheet), answers_from_json(sheet.second_answers)
    return {code: (first.get(code), second.get(code)) for code in sheet.differences}


def settle(survey: Survey, sheet: Sheet, holds: Mapping[str, Holds], *, by: Actor) -> None:
    """Take for each difference the typing that stands on the paper. Raises `InvalidInput` while one is undecided."""
    ensure(SurveyPermission.TYPE_SHEETS, by, survey)
    if sheet.settled or sheet.second_answers is None:
        raise InvalidTransition
    open_ones = open_differences(sheet)
    undecided = next((code for code in open_ones if code not in holds), None)
    if undecided is not None:
        raise InvalidInput(
            "sheet.undecided", N_("Bitte sehen Sie auf dem Bogen nach und wählen Sie, was dort steht."), field=undecided
        )
    first = dict(reading.answers_of(sheet))
    taken = sorted(code for code in open_ones if holds[code] is Holds.SECOND)
    for code in taken:
        second = open_ones[code][1]
        first.pop(code, None)
        if second is not None:
            first[code] = second
    _settle(sheet, first)
    correct_sheet(survey, sheet, first, by=by)
    audit.log(
        SHEET_SETTLED,
        by=by,
        survey_id=survey.id,
        batch_id=sheet.batch_id,
        number=sheet.number,
        second_holds=taken,
    )


def _settle(sheet: Sheet, answers: Answers) -> None:
    """The second copy of somebody's answers is not needed any longer; which questions were compared is."""
    compared = sorted({*answers, *(sheet.second_answers or {}), *sheet.differences})
    sheet.second_answers = {code: {} for code in compared}
    sheet.settled = True
