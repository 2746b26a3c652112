"""Reads of SWOT-Analysen."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.needs.policy import READERS
from portal.needs.queries.spaces import within
from portal.planning.models.swot import Swot, SwotEntry, SwotVersion
from portal.planning.terms.swot import SwotField


def swot(swot_id: UUID) -> Swot:
    """One SWOT-Analyse with its entries; two queries. Raises `NotFound`."""
    chosen = select(Swot).where(Swot.id == swot_id).options(joinedload(Swot.place), selectinload(Swot.entries))
    found = session().scalar(chosen.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def entry(swot_: Swot, entry_id: UUID | None) -> SwotEntry:
    """An entry of it. Raises `NotFound`."""
    found = next((one for one in swot_.entries if one.id == entry_id), None)
    if found is None:
        raise NotFound
    return found


def of_form(submission_key: UUID) -> Swot | None:
    """The one a form made already."""
    return session().scalar(select(Swot).where(Swot.submission_key == submission_key))


def by_field(swot_: Swot) -> dict[SwotField, list[SwotEntry]]:
    """What stands in each field. No query."""
    return {field: [one for one in swot_.entries if one.field is field] for field in SwotField}


def visible_swots(viewer: Actor, *, place_id: UUID | None = None) -> Select[Swot]:
    """Those of Sozialräume in which this person reads Bedarfe, or of one of these. Order is the caller's."""
    scope = viewer.scope_of(*READERS)
    if scope is not None and not scope:
        return select(Swot).where(false())
    return select(Swot).where(*within(Swot.sozialraum_id, place_id=place_id, scope=scope))


def page_of(chosen: Select[Swot], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page, the newest first."""
    keys = (Swot.created_at.desc(), Swot.id.desc())
    return page_by_key(chosen.options(joinedload(Swot.place)), keys=keys, after=after, limit=limit)


def need_choices(
    viewer: Actor, swot_: Swot, *, keep: SwotEntry | None = None, limit: int = 100
) -> list[tuple[UUID, str]]:
    """The Bedarfe of its place that this person may read, the newest first, and the one that was chosen before."""
    around = needs.NeedFilters(place_id=swot_.sozialraum_id)
    chosen = needs.visible_needs(viewer, around).order_by(Need.seq.desc()).limit(limit)
    found = list(session().scalars(chosen))
    if keep is not None and keep.need_id is not None and keep.need_id not in {one.id for one in found}:
        found += needs.needs_by_id(viewer, [keep.need_id])
    return [(one.id, f"{one.number} {one.title}") for one in found]


def versions(swot_id: UUID) -> Sequence[SwotVersion]:
    """The kept Fassungen, the newest first."""
    chosen = select(SwotVersion).where(SwotVersion.swot_id == swot_id)
    return session().scalars(chosen.order_by(SwotVersion.number.desc())).all()


def version(swot_id: UUID, number: int) -> SwotVersion:
    """One Fassung. Raises `NotFound`."""
    found = session().scalar(select(SwotVersion).where(SwotVersion.swot_id == swot_id, SwotVersion.number == number))
    if found is None:
        raise NotFound
    return found


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of these. One query, none for no ids."""
    if not ids:
        return {}
    return {row.id: row.title for row in session().execute(select(Swot.id, Swot.title).where(Swot.id.in_(ids)))}
