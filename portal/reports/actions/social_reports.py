"""Writing Sozialberichte, and freezing what is released."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit, clock
from portal.kernel.db import next_number, session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.reports.models import ReportChapter, ReportRelease, SocialReport
from portal.reports.policy import ReportPermission
from portal.reports.queries import social_reports as queries
from portal.reports.terms.chapters import ChapterKind

RELEASED = audit.kind(
    "reports.released", N_("Fassung eines Sozialberichts freigegeben"), keys=("report_id", "number", "digest")
)
REMOVED = audit.kind("reports.removed", N_("Entwurf eines Sozialberichts gelöscht"), keys=("report_id",))
#: A report tells about these years; others are typing mistakes.
OLDEST_YEAR = 1990


@dataclass(frozen=True, kw_only=True)
class ChapterDraft:
    """How one chapter is to be."""

    kind: ChapterKind
    is_included: bool = True
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportDraft:
    """What is written in a Sozialbericht. Chapters stand in the order they are given; a missing one is left out of it."""

    title: str
    begins_on: date
    ends_on: date
    preface: str = ""
    chapters: Sequence[ChapterDraft] = tuple(ChapterDraft(kind=kind) for kind in ChapterKind)


def add_report(draft: ReportDraft, *, submission_key: UUID | None = None, by: Actor) -> SocialReport:
    """Begin a Sozialbericht. The same key again answers the one that is there."""
    ensure(ReportPermission.ADD, by)
    if submission_key is not None:
        there = session().scalar(select(SocialReport).where(SocialReport.submission_key == submission_key))
        if there is not None:
            return there
    row = SocialReport(
        seq=next_number("social-report"), released=0, created_by=by.id, submission_key=submission_key, chapters=[]
    )
    _write(row, draft)
    session().add(row)
    session().flush()
    return row


def edit_report(row: SocialReport, draft: ReportDraft, *, version: int, by: Actor) -> None:
    """Change the draft. Released Fassungen stay as they are. Raises `Conflict` when somebody saved meanwhile."""
    ensure(ReportPermission.EDIT, by, row)
    if row.version != version:
        raise Conflict
    _write(row, draft)
    row.updated_at = clock.now()
    session().flush()


def remove_report(row: SocialReport, *, by: Actor) -> None:
    """Forget a draft of which nothing was released."""
    ensure(ReportPermission.REMOVE, by, row)
    audit.log(REMOVED, by=by, report_id=row.id)
    session().delete(row)
    session().flush()


def keep_release(
    row: SocialReport,
    *,
    version: int,
    content: Mapping[str, Any],
    pdf: bytes,
    docx: bytes,
    order_key: UUID,
    by: Actor,
) -> ReportRelease:
    """Freeze a Fassung. An order that ran before answers what it made.

    Raises `Conflict` when the draft was changed since it was ordered.
    """
    ensure(ReportPermission.EDIT, by, row)
    there = queries.release_of_order(order_key)
    if there is not None:
        return there
    if row.version != version:
        raise Conflict
    digest = hashlib.sha256(pdf + docx).hexdigest()
    row.released += 1
    release = ReportRelease(
        report_id=row.id,
        number=row.released,
        title=row.title,
        content=dict(content),
        pdf=pdf,
        docx=docx,
        digest=digest,
        order_key=order_key,
        released_by=by.id,
    )
    session().add(release)
    session().flush()
    audit.log(RELEASED, by=by, report_id=row.id, number=release.number, digest=digest)
    return release


def _write(row: SocialReport, draft: ReportDraft) -> None:
    _check(draft)
    row.title, row.preface = draft.title, draft.preface
    row.begins_on, row.ends_on = draft.begins_on, draft.ends_on
    given = {one.kind: (position, one) for position, one in enumerate(draft.chapters, 1)}
    there = {one.kind: one for one in row.chapters}
    for last, kind in enumerate(ChapterKind, len(given) + 1):
        chapter = there.get(kind)
        if chapter is None:
            chapter = ReportChapter(kind=kind, text="")
            row.chapters.append(chapter)
        position, told = given.get(kind, (last, None))
        chapter.position = position
        chapter.is_included = told is not None and told.is_included
        if told is not None:
            chapter.text = told.text


def _check(draft: ReportDraft) -> None:
    if not draft.title:
        raise InvalidInput("report.no-title", N_("Bitte geben Sie dem Bericht einen Titel."), field="title")
    for name in ("begins_on", "ends_on"):
        if not OLDEST_YEAR <= getattr(draft, name).year <= clock.today().year + 1:
            raise InvalidInput("report.odd-day", N_("Bitte prüfen Sie das Jahr."), field=name)
    if draft.ends_on < draft.begins_on:
        raise InvalidInput("report.ends-early", N_("Das Ende des Zeitraums liegt vor seinem Anfang."), field="ends_on")
    if not any(one.is_included for one in draft.chapters):
        raise InvalidInput("report.no-chapter", N_("Bitte wählen Sie mindestens ein Kapitel."), field="chapters")
