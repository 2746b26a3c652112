"""Finding versions of the Checkliste."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kuemmerer.models import ChecklistVersion, KuemmererProject, TemplateStep
from portal.kuemmerer.terms.steps import ChecklistState

_STEPS = selectinload(ChecklistVersion.steps)


def published() -> ChecklistVersion | None:
    """The newest published version with its steps; None before the first project was begun."""
    chosen = select(ChecklistVersion).where(ChecklistVersion.state == ChecklistState.PUBLISHED).options(_STEPS)
    return session().scalar(chosen.order_by(ChecklistVersion.number.desc()).limit(1))


def draft() -> ChecklistVersion | None:
    """The version that is being written, with its steps; None when nobody writes one."""
    chosen = select(ChecklistVersion).where(ChecklistVersion.state == ChecklistState.DRAFT).options(_STEPS)
    return session().scalar(chosen)


def versions() -> list[ChecklistVersion]:
    """Every published version, newest first, without steps."""
    chosen = select(ChecklistVersion).where(ChecklistVersion.state == ChecklistState.PUBLISHED)
    return list(session().scalars(chosen.order_by(ChecklistVersion.number.desc())))


def projects_by_version() -> dict[UUID, int]:
    """How many running projects have the steps of each version."""
    counted = (
        select(KuemmererProject.checklist_id, func.count())
        .where(KuemmererProject.closed_at.is_(None))
        .group_by(KuemmererProject.checklist_id)
    )
    return {row[0]: row[1] for row in session().execute(counted)}


def template_step(id: UUID) -> TemplateStep:
    """One step of a version, with it. Raises `NotFound`."""
    found = session().scalar(
        select(TemplateStep).where(TemplateStep.id == id).options(joinedload(TemplateStep.checklist))
    )
    if found is None:
        raise NotFound
    return found


def newest_id() -> UUID | None:
    """The newest published version; None before the first project was begun."""
    chosen = select(ChecklistVersion.id).where(ChecklistVersion.state == ChecklistState.PUBLISHED)
    return session().scalar(chosen.order_by(ChecklistVersion.number.desc()).limit(1))
