"""Reading the diary, and a project's own log for reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.text import N_
from portal.kuemmerer.models import ChecklistStep, DiaryEntry, KuemmererProject, ProjectEntry, ProjectPhoto
from portal.kuemmerer.terms.projects import EntryKind, Phase


class LogKind(StrEnum):
    """Where a line of the log comes from."""

    ENTRY = "entry"
    STEP = "step"
    GATE = "gate"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {LogKind.ENTRY: N_("Tagebuch"), LogKind.STEP: N_("Schritt erledigt"), LogKind.GATE: N_("Neue Phase")}


@dataclass(frozen=True)
class LogLine:
    """One thing that happened in a project on a day, as a report tells it."""

    on: date
    kind: LogKind
    #: The title of a step, the text of an entry, the reference of a gate.
    text: str
    #: What was noted on a step; empty otherwise.
    note: str = ""
    #: Hours of work; None when nobody counted.
    hours: Decimal | None = None
    phase: Phase | None = None
    #: Names of its photos below the folder of photos, in the order in which they came.
    photos: tuple[str, ...] = ()
    #: Whether somebody chose the entry for the Sachbericht.
    in_report: bool = False


def entry(id: UUID) -> DiaryEntry:
    """One entry with its photos and its project. Raises `NotFound`."""
    found = session().scalar(
        select(DiaryEntry)
        .where(DiaryEntry.id == id)
        .options(joinedload(DiaryEntry.project).selectinload(KuemmererProject.places), selectinload(DiaryEntry.photos))
    )
    if found is None:
        raise NotFound
    return found


def entries_of(project_id: UUID, *, after: str | None = None, limit: int = 30) -> KeysetPage:
    """One page of the diary with photos, the newest day first."""
    chosen = select(DiaryEntry).where(DiaryEntry.project_id == project_id).options(selectinload(DiaryEntry.photos))
    return page_by_key(chosen, keys=(DiaryEntry.on.desc(), DiaryEntry.id.desc()), after=after, limit=limit)


def hours_of(project_id: UUID, *, since: date | None = None, until: date | None = None) -> Decimal:
    """The hours noted in the diary from `since` up to and with `until`."""
    counted = select(func.sum(DiaryEntry.hours)).where(DiaryEntry.project_id == project_id)
    if since is not None:
        counted = counted.where(DiaryEntry.on >= since)
    if until is not None:
        counted = counted.where(DiaryEntry.on <= until)
    return Decimal(session().scalar(counted) or 0)


def log_between(project: KuemmererProject, since: date, until: date) -> list[LogLine]:
    """What the project did from `since` up to and with `until`, day by day: diary, done steps and gates. Five queries at most."""
    lines = [*_entries(project.id, since, until), *_steps(project.id, since, until), *_gates(project.id, since, until)]
    return sorted(lines, key=lambda line: line.on)


def photo(project_id: UUID, photo_id: UUID) -> ProjectPhoto:
    """A photo of a project. Raises `NotFound`."""
    found = session().scalar(
        select(ProjectPhoto).where(ProjectPhoto.project_id == project_id, ProjectPhoto.id == photo_id)
    )
    if found is None:
        raise NotFound
    return found


def photo_files() -> set[str]:
    """The names of all files that photos of projects lie in."""
    return set(session().scalars(select(ProjectPhoto.file_name)))


def _entries(project_id: UUID, since: date, until: date) -> Sequence[LogLine]:
    chosen = (
        select(DiaryEntry)
        .where(DiaryEntry.project_id == project_id, DiaryEntry.on.between(since, until))
        .options(selectinload(DiaryEntry.photos))
        .order_by(DiaryEntry.on, DiaryEntry.id)
    )
    return [
        LogLine(
            one.on,
            LogKind.ENTRY,
            one.text,
            hours=one.hours,
            photos=tuple(photo.file_name for photo in one.photos),
            in_report=one.in_report,
        )
        for one in session().scalars(chosen)
    ]


def _steps(project_id: UUID, since: date, until: date) -> Sequence[LogLine]:
    chosen = (
        select(ChecklistStep)
        .where(ChecklistStep.project_id == project_id, ChecklistStep.done_on.between(since, until))
        .options(selectinload(ChecklistStep.photos))
        .order_by(ChecklistStep.done_on, ChecklistStep.position, ChecklistStep.id)
    )
    return [
        LogLine(
            one.done_on,
            LogKind.STEP,
            one.title,
            note=one.note,
            phase=one.phase,
            photos=tuple(photo.file_name for photo in one.photos),
        )
        for one in session().scalars(chosen)
        if one.done_on is not None
    ]


def _gates(project_id: UUID, since: date, until: date) -> Sequence[LogLine]:
    chosen = (
        select(ProjectEntry)
        .where(
            ProjectEntry.project_id == project_id,
            ProjectEntry.kind == EntryKind.GATE_PASSED,
            ProjectEntry.on.between(since, until),
        )
        .order_by(ProjectEntry.on, ProjectEntry.id)
    )
    return [
        LogLine(one.on, LogKind.GATE, one.text, phase=one.phase)
        for one in session().scalars(chosen)
        if one.on is not None
    ]
