"""Which Maßnahmen a Teilprojekt belongs to, as somebody said."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.kuemmerer.models import KuemmererProject, SubProject, sub_project_measure
from portal.kuemmerer.queries.projects import visible_project_ids
from portal.planning.models import Measure
from portal.planning.queries import measures
from portal.planning.queries.measures import MeasureFilters

_c = sub_project_measure.c


def linked_measures(viewer: Actor, sub_project_id: UUID) -> list[Measure]:
    """The Maßnahmen a Teilprojekt belongs to and that this person may read, by title."""
    ids = session().scalars(select(_c.measure_id).where(_c.sub_project_id == sub_project_id)).all()
    return measures.measures_by_id(viewer, ids)


def sub_projects_of(viewer: Actor, measure_id: UUID) -> list[SubProject]:
    """The Teilprojekte that belong to a Maßnahme and that this person may see, by name. One query."""
    linked = select(_c.sub_project_id).where(_c.measure_id == measure_id)
    chosen = (
        select(SubProject)
        .where(SubProject.id.in_(linked), SubProject.project_id.in_(visible_project_ids(viewer)))
        .options(joinedload(SubProject.project))
    )
    return list(session().scalars(chosen.order_by(SubProject.sort_name, SubProject.id)))


def measures_to_choose(viewer: Actor, project: KuemmererProject, words: str, *, limit: int = 20) -> list[Measure]:
    """Maßnahmen of the places of a project that this person may read, by title; those with these words in them."""
    found: dict[UUID, Measure] = {}
    for place in project.places:
        filters = MeasureFilters(text=words, place_id=place.id)
        found |= {one.id: one for one in measures.all_measures(viewer, filters, limit=limit)}
    return sorted(found.values(), key=lambda one: (one.sort_title, one.id))[:limit]
