"""What of Sozialberichte everybody may read."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, defer

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.reports.models import ReportPublication, ReportRelease, SocialReport


def published(*, after: str | None = None, limit: int = 25) -> KeysetPage:
    """One page of Fassungen for everybody, without content and files, the latest first. One query."""
    keys = (ReportRelease.released_at.desc(), ReportRelease.id.desc())
    light = (defer(ReportRelease.content), defer(ReportRelease.pdf), defer(ReportRelease.docx))
    return page_by_key(_published().options(*light), keys=keys, after=after, limit=limit, called="reports.published")


def published_release(report_id: UUID, number: int) -> ReportRelease:
    """One Fassung for everybody. Raises `NotFound` for one that is not published, as for one that is not there."""
    chosen = _published().where(ReportRelease.report_id == report_id, ReportRelease.number == number)
    found = session().scalar(chosen.options(defer(ReportRelease.pdf), defer(ReportRelease.docx)))
    if found is None:
        raise NotFound
    return found


def is_something_published() -> bool:
    """Whether the page for everybody holds anything."""
    return session().scalar(select(ReportPublication.release_id).limit(1)) is not None


def published_ids(release_ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these Fassungen everybody may read. One query, none for no ids."""
    if not release_ids:
        return frozenset()
    rows = select(ReportPublication.release_id).where(ReportPublication.release_id.in_(release_ids))
    return frozenset(session().scalars(rows))


def _published() -> Select[ReportRelease]:
    return (
        select(ReportRelease)
        .join(ReportPublication, ReportPublication.release_id == ReportRelease.id)
        .join(SocialReport, SocialReport.id == ReportRelease.report_id)
        .options(contains_eager(ReportRelease.report))
    )
