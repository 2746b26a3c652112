"""What overlaps in a year."""

from collections.abc import Callable
from uuid import UUID

from flask import Response

from portal.places import queries as places
from portal.sectorplans import queries
from portal.sectorplans.policy import CollectionPermission
from portal.sectorplans.queries import Filters
from portal.sectorplans.routes.blueprints import collection_views, collections_bp
from portal.sectorplans.routes.choices import arguments, filter_form, filters_of
from portal.web.access import requires
from portal.web.pages import page

Narrow = Callable[[frozenset[UUID], frozenset[UUID] | None, UUID | None], bool]


@collections_bp.get("/ueberschneidungen")
@requires(CollectionPermission.LIST)
def overlaps() -> Response:
    """Every two Erhebungen of the year that ask the same people in the same months."""
    form = filter_form()
    filters = filters_of(form)
    found = queries.pairs(filters.first_month, filters.last_month, narrow=_narrow(filters) if filters.narrows else None)
    both = [one for pair in found.shown for one in (pair.one, pair.other)]
    return page(
        "sectorplans/overlaps.html",
        fragment="overlap_rows",
        form=form,
        filters=filters,
        found=found,
        most_shown=queries.MOST_SHOWN,
        talkers=queries.talkers_of(both),
        is_narrowed=bool(arguments(filters)),
        views=collection_views(**arguments(filters)),
    )


def _narrow(filters: Filters) -> Narrow:
    """Whether one of a pair is of interest."""
    known = places.tree()
    node = known.get(filters.around)
    touching = {*node.lineage, *(one.id for one in known.subtree(node))} if node else set()

    def is_meant(place_ids: frozenset[UUID], groups: frozenset[UUID] | None, plan_id: UUID | None) -> bool:
        return (
            (filters.around is None or not touching.isdisjoint(place_ids))
            and (filters.target_group_id is None or groups is None or filters.target_group_id in groups)
            and (filters.sector_plan_id is None or filters.sector_plan_id == plan_id)
        )

    return is_meant
