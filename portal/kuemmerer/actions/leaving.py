"""A Kümmerer goes: the projects keep everything and stand on the county's list without a responsible person."""

from uuid import UUID

from sqlalchemy import select

from portal.accounts import queries as accounts
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM, Role
from portal.kuemmerer import queries
from portal.kuemmerer.actions.projects import release
from portal.kuemmerer.models import KuemmererAssignment


def release_everywhere(account_id: UUID) -> None:
    """End every responsibility of an account today."""
    for project_id in _projects_of(account_id):
        release(queries.project(project_id), account_id, by=SYSTEM)


def release_where_no_kuemmerer(account_id: UUID) -> None:
    """End those in whose places the account no longer is Kümmerer."""
    for project_id in _projects_of(account_id):
        project = queries.project(project_id)
        here = {one.id for one in accounts.holders(Role.KUEMMERER, within=project.lineage)}
        if account_id not in here:
            release(project, account_id, by=SYSTEM)


def _projects_of(account_id: UUID) -> list[UUID]:
    chosen = select(KuemmererAssignment.project_id).where(
        KuemmererAssignment.account_id == account_id, KuemmererAssignment.until.is_(None)
    )
    return list(session().scalars(chosen.order_by(KuemmererAssignment.project_id)))
