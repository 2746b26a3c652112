"""Reading paper sheets: batches, the sheets in them, and what the second typing found."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, case, func, select

from portal.accounts import queries as accounts
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.places import queries as places
from portal.surveys.models import Sheet, SheetBatch, Survey, SurveyResponse
from portal.surveys.terms import Answer, Answers, answers_from_json
from portal.surveys.terms.sheets import PAPER_COMES_LATE

#: Larger than the number of any sheet, and small enough for a column of either database.
BEYOND_ANY_NUMBER = 1_000_000


@dataclass(frozen=True)
class ErrorRate:
    """What typing twice showed: of how many answers how many differed."""

    sheets: int
    answers: int
    differing: int
    #: Code of the question → (compared, differing).
    by_question: dict[str, tuple[int, int]]

    @property
    def percent(self) -> float:
        return 100 * self.differing / self.answers if self.answers else 0.0


def sheets_end(survey: Survey) -> datetime | None:
    """Until when sheets may be typed: a while after the end, because paper arrives late, but not beyond the time for which
    answers are kept. None while there is no period."""
    if survey.ends_at is None or survey.kept_until is None:
        return None
    return min(survey.ends_at + PAPER_COMES_LATE, survey.kept_until)


def takes_sheets(survey: Survey) -> bool:
    """Whether sheets can be typed now: from the opening until a while after the end."""
    end = sheets_end(survey)
    return bool(survey.is_public and survey.opens_at and survey.opens_at <= clock.now() and end and clock.now() < end)


def batches(survey_id: UUID, *, after: str | None, limit: int = 20) -> KeysetPage:
    """The batches of a survey, the newest first."""
    chosen = select(SheetBatch).where(SheetBatch.survey_id == survey_id)
    return page_by_key(chosen, keys=(SheetBatch.id.desc(),), after=after, limit=limit)


def batch(survey_id: UUID, batch_id: UUID) -> SheetBatch:
    """One batch of this survey. Raises `NotFound`."""
    found = session().get(SheetBatch, batch_id)
    if found is None or found.survey_id != survey_id:
        raise NotFound
    return found


def sheet(batch: SheetBatch, number: int) -> Sheet:
    """A sheet by the number written on it. Raises `NotFound`."""
    if number >= BEYOND_ANY_NUMBER:
        raise NotFound
    found = session().scalar(select(Sheet).where(Sheet.batch_id == batch.id, Sheet.number == number))
    if found is None:
        raise NotFound
    return found


def sheet_number(batch: SheetBatch, number: int) -> int | None:
    """The number, when a sheet of this batch has it."""
    if not 0 < number < BEYOND_ANY_NUMBER:
        return None
    return session().scalar(select(Sheet.number).where(Sheet.batch_id == batch.id, Sheet.number == number))


def sheet_counts(batch_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """For each batch: how many sheets, and how many of them wait for the second typing or for a decision."""
    waiting = func.sum(case((and_(Sheet.to_check, Sheet.settled.is_(False)), 1), else_=0))
    chosen = select(Sheet.batch_id, func.count(), waiting).where(Sheet.batch_id.in_(list(batch_ids)))
    return {row[0]: (row[1], row[2]) for row in session().execute(chosen.group_by(Sheet.batch_id))}


def drawn_sheets(batch: SheetBatch, *, limit: int = 500) -> list[Sheet]:
    """The sheets drawn to be typed twice: those that wait first, then by number."""
    chosen = select(Sheet).where(Sheet.batch_id == batch.id, Sheet.to_check)
    return list(session().scalars(chosen.order_by(Sheet.settled, Sheet.number).limit(limit)))


def answers_of(sheet: Sheet) -> Answers:
    """What the sheet says as it counts now. Raises `NotFound` when its Teilnahme was deleted."""
    return answers_from_json(typed_response(sheet).answers)


def typed_response(sheet: Sheet) -> SurveyResponse:
    """The Teilnahme that was typed from the sheet. Raises `NotFound` when its time to be kept is over."""
    found = session().get(SurveyResponse, sheet.response_id)
    if found is None:
        raise NotFound
    return found


def error_rate(batch: SheetBatch) -> ErrorRate:
    """Compare both typings of the sheets that were typed twice."""
    rows = (
        session()
        .execute(
            select(Sheet.second_answers, Sheet.differences, SurveyResponse.answers)
            .outerjoin(SurveyResponse, SurveyResponse.id == Sheet.response_id)
            .where(Sheet.batch_id == batch.id, Sheet.second_by.is_not(None))
        )
        .all()
    )
    compared: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    for second, differences, first in rows:
        compared.update({*(second or {}), *(first or {}), *differences})
        differing.update(differences)
    by_question = {code: (compared[code], differing[code]) for code in compared}
    return ErrorRate(len(rows), compared.total(), differing.total(), by_question)


def typists(sheets: Iterable[Sheet]) -> dict[UUID, str]:
    """Names of those who typed."""
    return accounts.names([person for one in sheets for person in (one.typed_by, one.second_by)])


def found_place(typed: str) -> UUID | None:
    """The Gemeinde or Ortsteil that a typist means; None when nothing, or more than one, fits what was typed."""
    wanted = " ".join(typed.split()).casefold()
    exact = [place_id for place_id, label in places.choices() if label.casefold() == wanted]
    if exact:
        return exact[0]
    known = {place_id for place_id, _label in places.choices()}
    fitting = [node for node in places.search(typed) if node.id in known]
    named = [node for node in fitting if node.name.casefold() == wanted]
    sure = named or fitting
    return sure[0].id if len(sure) == 1 else None


def place_label(answer: Answer) -> str:
    """What the chosen place is called where it can be typed again."""
    return places.labels([answer.place]).get(answer.place, "") if answer.place else ""
