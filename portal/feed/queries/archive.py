"""Which archives were ordered."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import or_, select

from portal.feed.models.archive import ArchiveOrder
from portal.feed.terms.archive import KEPT, WAITS, OrderState
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.jobs import Job, JobState
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.runtime import settings

_PER_PAGE = 20


def order(id: UUID) -> ArchiveOrder:
    """One order. Raises `NotFound`."""
    found = session().get(ArchiveOrder, id)
    if found is None:
        raise NotFound
    return found


def order_of_submission(submission_key: UUID) -> ArchiveOrder | None:
    """The order whose form carried this key."""
    return session().scalar(select(ArchiveOrder).where(ArchiveOrder.submission_key == submission_key))


def orders(*, after: str | None) -> KeysetPage:
    """All orders, the newest first. They are for administrators of the whole county alone."""
    chosen = select(ArchiveOrder)
    return page_by_key(
        chosen, keys=[ArchiveOrder.ordered_at.desc(), ArchiveOrder.id.desc()], after=after, limit=_PER_PAGE
    )


def under_way() -> ArchiveOrder | None:
    """An order that waits, is written, or lies ready; one at a time, so that the disk holds one file at most."""
    chosen = select(ArchiveOrder).where(
        or_(
            (ArchiveOrder.state == OrderState.ORDERED) & (ArchiveOrder.ordered_at > now() - WAITS),
            ArchiveOrder.state == OrderState.APPROVED,
            (ArchiveOrder.state == OrderState.READY) & (ArchiveOrder.expires_at > now()),
        )
    )
    return session().scalars(chosen.limit(1)).first()


def expired() -> Sequence[ArchiveOrder]:
    """Orders whose file is to be erased now."""
    chosen = select(ArchiveOrder).where(ArchiveOrder.state == OrderState.READY, ArchiveOrder.expires_at <= now())
    return session().scalars(chosen).all()


def forgotten() -> Sequence[ArchiveOrder]:
    """Orders that nobody decided in time."""
    chosen = select(ArchiveOrder).where(
        ArchiveOrder.state == OrderState.ORDERED, ArchiveOrder.ordered_at <= now() - WAITS
    )
    return session().scalars(chosen).all()


def abandoned() -> Sequence[ArchiveOrder]:
    """Orders that say they are being written, while their job failed or is gone."""
    chosen = (
        select(ArchiveOrder)
        .outerjoin(Job, Job.id == ArchiveOrder.job_id)
        .where(ArchiveOrder.state == OrderState.APPROVED, or_(Job.id.is_(None), Job.state == JobState.FAILED))
    )
    return session().scalars(chosen).all()


def jobs_of(orders: Sequence[ArchiveOrder]) -> dict[UUID, Job]:
    """The jobs of those archives that are being written, by their ids."""
    ids = [order.job_id for order in orders if order.state is OrderState.APPROVED]
    return {job.id: job for job in session().scalars(select(Job).where(Job.id.in_(ids)))}


def folder() -> Path:
    """Where the files of orders lie, readable by the portal alone."""
    found = settings().data_dir / "archives"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def file_of(id: UUID) -> Path:
    """Where the file of an order lies, or would lie."""
    return folder() / f"{id}.zip"


def stray_files() -> list[Path]:
    """Files of no order that lies ready or is written: those of a worker that died."""
    kept = select(ArchiveOrder.id).where(ArchiveOrder.state.in_([OrderState.READY, OrderState.APPROVED]))
    names = {str(one) for one in session().scalars(kept)}
    oldest = now().timestamp() - KEPT.total_seconds()
    return [
        path for path in folder().iterdir() if path.name.partition(".")[0] not in names or path.stat().st_mtime < oldest
    ]
