"""Finding Übergaben, and what one is made of."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.accounts import queries as accounts
from portal.accounts.models import Account
from portal.cases import queries as cases
from portal.cases.models import Case
from portal.cases.policy import CasePermission
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.jobs import Job
from portal.kernel.policy import Actor, Role, allows
from portal.kuemmerer.models import (
    Handover,
    KuemmererProject,
    ProjectPhoto,
    SubProject,
    SubProjectPhoto,
    handover_case,
)
from portal.kuemmerer.policy import HandoverPermission
from portal.kuemmerer.queries.projects import in_places_of
from portal.kuemmerer.terms.handovers import HandoverState
from portal.network import queries as network
from portal.network.queries import Reachable

_PROJECT = joinedload(Handover.project).options(
    selectinload(KuemmererProject.places), selectinload(KuemmererProject.assignments)
)
_OPEN = Handover.state.in_([HandoverState.PREPARED, HandoverState.HANDED_OVER])


def handover(id: UUID) -> Handover:
    """One Übergabe with its project, in whatever state. Raises `NotFound`."""
    found = session().scalar(select(Handover).where(Handover.id == id).options(_PROJECT))
    if found is None:
        raise NotFound
    return found


def handover_begun_with(key: UUID) -> Handover | None:
    """The one that was begun with this key of a form."""
    return session().scalar(select(Handover).where(Handover.submission_key == key).options(_PROJECT))


def handovers_of(viewer: Actor, project_id: UUID) -> list[Handover]:
    """Those of a project that this person may see, the newest first."""
    chosen = select(Handover).where(Handover.project_id == project_id).options(_PROJECT)
    newest = session().scalars(chosen.order_by(Handover.id.desc()).limit(20))
    return [one for one in newest if allows(HandoverPermission.READ, viewer, one)]


def open_handover_of(project_id: UUID) -> Handover | None:
    """The one that is under way, whoever asks."""
    return session().scalar(select(Handover).where(Handover.project_id == project_id, _OPEN).options(_PROJECT))


def waiting_for(viewer: Actor, *, limit: int) -> list[Handover]:
    """What waits for this person to take it over, the longest waiting first. One query and one for the projects' places."""
    chosen = (
        select(Handover)
        .join(Handover.project)
        .where(
            Handover.to_id == viewer.id,
            Handover.state == HandoverState.HANDED_OVER,
            KuemmererProject.closed_at.is_(None),
            in_places_of(viewer, Role.KUEMMERER),
        )
        .options(_PROJECT)
    )
    return list(session().scalars(chosen.order_by(Handover.handed_over_at, Handover.id).limit(limit)))


def open_to(account_id: UUID) -> list[Handover]:
    """Every open one whose named successor this account is, whoever asks."""
    return list(session().scalars(select(Handover).where(Handover.to_id == account_id, _OPEN).order_by(Handover.id)))


def successors(viewer: Actor, project: KuemmererProject, *, besides: UUID | None) -> list[Account]:
    """Who can be named: the Kümmerer of its places; for the Sozialplanung also those whose role there begins later."""
    if viewer.holds(Role.PLANNER, within=project.lineage):
        found = accounts.holders(*(role for role in Role if role is not Role.ADMIN))
    else:
        found = accounts.holders(Role.KUEMMERER, within=project.lineage)
    return [one for one in found if one.id != besides]


def cases_of(viewer: Actor, project: KuemmererProject) -> list[Case]:
    """The running Fälle this Kümmerer keeps in the places of a project, the oldest first."""
    if viewer.id is None:
        return []
    here = {place.id for place in project.places}
    return [
        case
        for case in cases.running_cases_of(viewer.id)
        if here & {case.sozialraum_id, *case.lineage} and allows(CasePermission.HAND_OVER, viewer, case)
    ]


def chosen_case_ids(handover_id: UUID) -> list[UUID]:
    """The ids of the Fälle that go along."""
    chosen = select(handover_case.c.case_id).where(handover_case.c.handover_id == handover_id)
    return list(session().scalars(chosen.order_by(handover_case.c.case_id)))


def contacts_of(viewer: Actor, project: KuemmererProject) -> list[Reachable]:
    """Contacts with consent around its places, once each, by name of the Akteur."""
    found: dict[UUID, Reachable] = {}
    for place in project.places:
        for one in network.reachable_contacts(viewer, around=place.id):
            found.setdefault(one.contact_id, one)
    return sorted(found.values(), key=lambda one: (one.organisation.casefold(), one.name.casefold(), one.contact_id))


def photos_of(project_id: UUID) -> Sequence[str]:
    """The names of all its photos and of those of its Teilprojekte, in the order in which they came."""
    of_project = select(ProjectPhoto.file_name).where(ProjectPhoto.project_id == project_id)
    of_parts = select(SubProjectPhoto.file_name).join(SubProjectPhoto.sub_project)
    of_parts = of_parts.where(SubProject.project_id == project_id)
    return [
        *session().scalars(of_project.order_by(ProjectPhoto.id)),
        *session().scalars(of_parts.order_by(SubProjectPhoto.id)),
    ]


def waits_for_role(handover: Handover) -> bool:
    """Whether the named successor still waits for the role of a Kümmerer there."""
    return not accounts.account(handover.to_id).holds(Role.KUEMMERER, within=handover.lineage)


def package_of(handover: Handover) -> Job | None:
    """The job that makes or made its package; None when nobody asked for one or it is long over."""
    return session().get(Job, handover.package_id) if handover.package_id is not None else None


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """What those of these Übergaben that exist are called: by their projects."""
    if not ids:
        return {}
    chosen = select(Handover.id, KuemmererProject.name).join(Handover.project).where(Handover.id.in_(ids))
    return {row.id: row.name for row in session().execute(chosen)}
