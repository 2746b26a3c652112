"""Finding project sketches and what became of them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.workshops.models import ProjectSketch, SketchEntry
from portal.workshops.terms.sketches import UNFINISHED


def sketch(id: UUID, *, workshop_id: UUID) -> ProjectSketch:
    """One sketch of this workshop. Raises `NotFound`."""
    found = session().get(ProjectSketch, id)
    if found is None or found.workshop_id != workshop_id:
        raise NotFound
    return found


def by_submission_key(key: UUID) -> ProjectSketch | None:
    """What was written down under the key of a form."""
    return session().scalar(select(ProjectSketch).where(ProjectSketch.submission_key == key))


def sketches(workshop_id: UUID) -> list[ProjectSketch]:
    """The sketches of a workshop in the order in which they were made."""
    rows = select(ProjectSketch).where(ProjectSketch.workshop_id == workshop_id)
    return list(session().scalars(rows.order_by(ProjectSketch.id)))


def number_of_sketches(workshop_id: UUID) -> int:
    """How many sketches a workshop has."""
    return session().scalar(select(func.count()).where(ProjectSketch.workshop_id == workshop_id)) or 0


def unfinished_counts(workshop_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many sketches of each workshop are neither done nor given up. One query, none for no ids."""
    if not workshop_ids:
        return {}
    chosen = (
        select(ProjectSketch.workshop_id, func.count())
        .where(ProjectSketch.workshop_id.in_(set(workshop_ids)), ProjectSketch.state.in_(UNFINISHED))
        .group_by(ProjectSketch.workshop_id)
    )
    return {row[0]: row[1] for row in session().execute(chosen)}


def entry_or_none(id: UUID) -> SketchEntry | None:
    """What was told under the key of a form."""
    return session().get(SketchEntry, id)


def histories(sketch_ids: Collection[UUID]) -> dict[UUID, list[SketchEntry]]:
    """What became known about these sketches, the newest first. One query, none for no ids."""
    found: dict[UUID, list[SketchEntry]] = {one: [] for one in sketch_ids}
    if found:
        rows = select(SketchEntry).where(SketchEntry.sketch_id.in_(found))
        for entry in session().scalars(rows.order_by(SketchEntry.at.desc(), SketchEntry.id.desc())):
            found[entry.sketch_id].append(entry)
    return found
