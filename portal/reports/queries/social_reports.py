"""Sozialberichte and their Fassungen."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, allows
from portal.reports.models import ReportRelease, SocialReport
from portal.reports.policy import ReportPermission

_LIGHT = (defer(ReportRelease.content), defer(ReportRelease.pdf), defer(ReportRelease.docx))


def report(id: UUID) -> SocialReport:
    """One Sozialbericht with its chapters, whoever may read it. Raises `NotFound`."""
    found = session().scalar(
        select(SocialReport).where(SocialReport.id == id).options(selectinload(SocialReport.chapters))
    )
    if found is None:
        raise NotFound
    return found


def page_of_reports(viewer: Actor, *, after: str | None, limit: int = 25) -> KeysetPage:
    """One page, the newest first: all for who writes them, else those of which something was released."""
    chosen = select(SocialReport)
    if not allows(ReportPermission.EDIT, viewer):
        chosen = chosen.where(SocialReport.released > 0)
    return page_by_key(chosen, keys=(SocialReport.__table__.c.seq.desc(),), after=after, limit=limit)


def releases_of(report_id: UUID) -> Sequence[ReportRelease]:
    """Its Fassungen without content and files, the latest first."""
    chosen = select(ReportRelease).where(ReportRelease.report_id == report_id).options(*_LIGHT)
    return session().scalars(chosen.order_by(ReportRelease.number.desc())).all()


def release(report_id: UUID, number: int) -> ReportRelease:
    """One Fassung; its files are loaded when they are asked for. Raises `NotFound`."""
    chosen = select(ReportRelease).where(ReportRelease.report_id == report_id, ReportRelease.number == number)
    found = session().scalar(chosen.options(defer(ReportRelease.pdf), defer(ReportRelease.docx)))
    if found is None:
        raise NotFound
    return found


def release_of_order(order_key: UUID) -> ReportRelease | None:
    """The Fassung an order made, if it has run."""
    return session().scalar(select(ReportRelease).where(ReportRelease.order_key == order_key).options(*_LIGHT))


def titles(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of these Sozialberichte. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(SocialReport.id, SocialReport.title).where(SocialReport.id.in_(ids)))
    return {row.id: row.title for row in rows}
