"""Saying which Maßnahmen a Teilprojekt belongs to."""

from uuid import UUID

from sqlalchemy import delete, func, insert, select

from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import SubProject, sub_project_measure
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.terms.subprojects import MOST_MEASURES
from portal.planning.queries import measures

_c = sub_project_measure.c


def link_measure(sub_project: SubProject, measure_id: UUID, *, by: Actor) -> None:
    """Say that it belongs to a Maßnahme. Doing it again does nothing. Raises `InvalidInput` for one that `by` may not read."""
    ensure(KuemmererPermission.EDIT, by, sub_project)
    if not measures.measures_by_id(by, [measure_id]):
        raise InvalidInput(
            "kuemmerer.unknown-measure", N_("Diese Maßnahme gibt es nicht (mehr). Bitte wählen Sie neu.")
        )
    mine = _c.sub_project_id == sub_project.id
    if session().scalar(select(_c.measure_id).where(mine, _c.measure_id == measure_id)) is not None:
        return
    if (session().scalar(select(func.count()).select_from(sub_project_measure).where(mine)) or 0) >= MOST_MEASURES:
        raise InvalidInput(
            "kuemmerer.too-many-measures",
            N_("Ein Teilprojekt kann zu höchstens %(most)s Maßnahmen gehören."),
            most=MOST_MEASURES,
        )
    session().execute(insert(sub_project_measure).values(sub_project_id=sub_project.id, measure_id=measure_id))
    mark_active(sub_project.project)


def unlink_measure(sub_project: SubProject, measure_id: UUID, *, by: Actor) -> None:
    """Say that it does not. Doing it again does nothing."""
    ensure(KuemmererPermission.EDIT, by, sub_project)
    gone = delete(sub_project_measure).where(_c.sub_project_id == sub_project.id, _c.measure_id == measure_id)
    session().execute(gone)
    mark_active(sub_project.project)
