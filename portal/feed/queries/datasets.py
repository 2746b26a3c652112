"""What the files of Maßnahmen and Sozialräume are made of, read a batch at a time."""

from collections.abc import Callable, Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.db import session
from portal.kernel.paging import page_by_key
from portal.kernel.policy import Actor
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.needs.queries import NeedFilters
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.planning.models import Measure, measure_need
from portal.planning.queries import measures
from portal.planning.queries.measures import MOST_MERGES, MeasureFilters

BATCH = 500


def needs_by_place(viewer: Actor, filters: NeedFilters | None = None) -> dict[UUID, int]:
    """How many Bedarfe this person may see that lie exactly in each Sozialraum; places without one are left out. One query."""
    seen = needs.visible_needs(viewer, filters)
    counted = seen.with_only_columns(Need.sozialraum_id, func.count()).group_by(Need.sozialraum_id)
    return {place_id: int(number) for place_id, number in session().execute(counted)}


def places_within(place_id: UUID | None) -> Sequence[Sozialraum]:
    """A Sozialraum and everything beneath it, all without one; the wider before the narrower, without boundaries."""
    chosen = select(Sozialraum)
    if place_id is not None:
        chosen = chosen.where(Sozialraum.id.in_(places.subtree_ids([place_id])))
    return session().scalars(chosen.order_by(Sozialraum.path)).all()


def measure_batches(
    viewer: Actor, place_id: UUID | None, *, told: Callable[[int], None] = lambda _: None
) -> Iterator[Sequence[Measure]]:
    """The Maßnahmen this person may see there with everything about them, some hundred at a time; each comes exactly once."""
    chosen = measures.visible_measures(viewer, MeasureFilters(place_id=place_id)).options(*measures.WHOLE)
    after: str | None = None
    done = 0
    while True:
        page = page_by_key(chosen, keys=(Measure.__table__.c.id,), after=after, limit=BATCH)
        yield page.rows
        done += len(page.rows)
        told(done)
        if page.next_cursor is None:
            return
        after = page.next_cursor


def needs_answered_by(viewer: Actor, measure_ids: Collection[UUID]) -> dict[UUID, list[Need]]:
    """The Bedarfe each Maßnahme answers that this person may see, by number; a merged one as the one it is part of now."""
    linked = session().execute(
        select(measure_need.c.measure_id, measure_need.c.need_id).where(measure_need.c.measure_id.in_(measure_ids))
    )
    pairs = [(row.measure_id, row.need_id) for row in linked]
    now = _where_they_are({need_id for _measure_id, need_id in pairs})
    seen = {need.id: need for need in needs.needs_by_id(viewer, sorted(set(now.values())))}
    found: dict[UUID, dict[UUID, Need]] = {}
    for measure_id, need_id in pairs:
        need = seen.get(now[need_id])
        if need is not None:
            found.setdefault(measure_id, {})[need.id] = need
    return {measure_id: sorted(its.values(), key=lambda need: need.number) for measure_id, its in found.items()}


def _where_they_are(need_ids: set[UUID]) -> dict[UUID, UUID]:
    now = {need_id: need_id for need_id in need_ids}
    for _merge in range(MOST_MERGES):
        merged = select(Need.id, Need.merged_into_id).where(
            Need.id.in_(set(now.values())), Need.merged_into_id.is_not(None)
        )
        moved = {row.id: row.merged_into_id for row in session().execute(merged)} if now else {}
        if not moved:
            break
        now = {need_id: moved.get(place, place) for need_id, place in now.items()}
    return now
