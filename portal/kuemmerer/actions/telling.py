"""What every part of a project tells its history."""

from datetime import date
from uuid import UUID

from sqlalchemy import update

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.kuemmerer.models import KuemmererProject, ProjectEntry
from portal.kuemmerer.terms.projects import EntryKind, Phase


def tell(
    project: KuemmererProject,
    kind: EntryKind,
    *,
    by: Actor,
    text: str = "",
    phase: Phase | None = None,
    on: date | None = None,
    account_id: UUID | None = None,
) -> None:
    """Write one line of the project's history."""
    entry = ProjectEntry(project_id=project.id, at=now(), by_id=by.id, kind=kind, text=text, phase=phase, on=on)
    entry.account_id = account_id
    session().add(entry)
    mark_active(project)


def mark_active(project: KuemmererProject) -> None:
    """Say that something was done in it. Nobody who edits the project at the same time meets a conflict because of that."""
    session().flush()
    moved = update(KuemmererProject).where(KuemmererProject.id == project.id)
    session().execute(
        moved.values(active_at=now(), updated_at=KuemmererProject.updated_at),
        execution_options={"synchronize_session": False},
    )
