"""Finding workshops and their run-sheets."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import joinedload

from portal.kernel import slugs
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.places import queries as places
from portal.workshops.models import FutureWorkshop, RunSheetItem
from portal.workshops.policy import EDITORS, PUBLISHERS
from portal.workshops.terms.limits import Requirement
from portal.workshops.terms.steps import WorkshopStep
from portal.workshops.terms.templates import WorkshopTemplate

_SLUG = re.compile(r"[a-z0-9-]+")


def workshop(id: UUID) -> FutureWorkshop:
    """One workshop. Raises `NotFound`."""
    found = session().get(FutureWorkshop, id)
    if found is None:
        raise NotFound
    return found


def get_many(ids: Collection[UUID]) -> list[FutureWorkshop]:
    """Those of these workshops that there are, with their place. One query."""
    chosen = select(FutureWorkshop).where(FutureWorkshop.id.in_(ids)).options(joinedload(FutureWorkshop.sozialraum))
    return list(session().scalars(chosen.order_by(FutureWorkshop.id)))


def of_wall(wall_id: UUID) -> FutureWorkshop | None:
    """The workshop to which a wall belongs; None for any other wall."""
    return session().scalar(select(FutureWorkshop).where(FutureWorkshop.wall_id == wall_id))


def public_workshop(slug: str) -> FutureWorkshop | None:
    """The published workshop of an address; None for anything else, drafts included."""
    if not _SLUG.fullmatch(slug):
        return None
    return session().scalar(_public().where(FutureWorkshop.slug == slug))


def titles(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of these workshops, by id. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(FutureWorkshop.id, FutureWorkshop.title).where(FutureWorkshop.id.in_(set(ids))))
    return {row.id: row.title for row in rows}


def own_workshops(viewer: Actor, *, step: WorkshopStep | None = None) -> Select[FutureWorkshop]:
    """The workshops of the Sozialräume in which this person holds an editing role: the only door for lists of the staff."""
    chosen = select(FutureWorkshop).where(_in_scope(viewer.scope_of(*EDITORS)))
    return chosen.where(FutureWorkshop.step == step) if step is not None else chosen


def newest_page(chosen: Select[FutureWorkshop], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of a list, the newest first."""
    return page_by_key(chosen, keys=(FutureWorkshop.id.desc(),), after=after, limit=limit)


def own_of_consultation(viewer: Actor, consultation_id: UUID) -> list[FutureWorkshop]:
    """The workshops of a Verfahren this person works on, drafts included, the newest first."""
    chosen = own_workshops(viewer).where(FutureWorkshop.consultation_id == consultation_id)
    return list(session().scalars(chosen.order_by(FutureWorkshop.id.desc()).limit(50)))


def published(*, consultation_id: UUID | None = None) -> list[FutureWorkshop]:
    """What everybody may see, the newest first."""
    chosen = _public()
    if consultation_id is not None:
        chosen = chosen.where(FutureWorkshop.consultation_id == consultation_id)
    return list(session().scalars(chosen.order_by(FutureWorkshop.id.desc()).limit(200)))


def published_around(place_id: UUID, lineage: Sequence[UUID], *, limit: int = 12) -> list[FutureWorkshop]:
    """Published workshops that concern a Sozialraum: set in it, beneath it, or around it. The newest first."""
    beneath = FutureWorkshop.sozialraum_id.in_(places.subtree_ids([place_id]))
    concerns = or_(beneath, FutureWorkshop.sozialraum_id.in_(lineage)) if lineage else beneath
    return list(session().scalars(_public().where(concerns).order_by(FutureWorkshop.id.desc()).limit(limit)))


def drafts_to_publish(viewer: Actor, *, limit: int = 20) -> list[FutureWorkshop]:
    """Workshops that this person may publish and that have not begun, the last touched first."""
    not_yet = FutureWorkshop.published_at.is_(None) & (FutureWorkshop.step == WorkshopStep.PREPARATION)
    return _of_role(viewer, PUBLISHERS, not_yet, FutureWorkshop.updated_at.desc(), limit)


def to_release(viewer: Actor, *, limit: int = 20) -> list[FutureWorkshop]:
    """Workshops that are over and whose documentation waits for this person's release, the oldest first."""
    waits = FutureWorkshop.released_at.is_(None) & FutureWorkshop.step.in_(
        (WorkshopStep.REFLECTION, WorkshopStep.PERMANENT)
    )
    return _of_role(viewer, PUBLISHERS, waits, FutureWorkshop.id.asc(), limit)


def online_just_now(viewer: Actor, *, limit: int = 20) -> list[FutureWorkshop]:
    """Online workshops of this person that are in one of their phases, the first to end first."""
    phases = (WorkshopStep.CRITIQUE, WorkshopStep.FANTASY, WorkshopStep.REALISATION)
    runs = (FutureWorkshop.template == WorkshopTemplate.ONLINE) & FutureWorkshop.step.in_(phases)
    return _of_role(viewer, EDITORS, runs, FutureWorkshop.ends_on.asc(), limit)


def to_look_at_again(viewer: Actor, day: date, *, limit: int = 20) -> list[FutureWorkshop]:
    """Workshops whose sketches were to be asked after by this day, the longest waiting first."""
    due = FutureWorkshop.look_again_on <= day
    return _of_role(viewer, EDITORS, due, FutureWorkshop.look_again_on.asc(), limit)


def online_behind_their_dates(day: date) -> list[FutureWorkshop]:
    """Published online workshops that are in one of the steps which dates can end."""
    moving = (WorkshopStep.PREPARATION, WorkshopStep.ARRIVAL, WorkshopStep.CRITIQUE, WorkshopStep.FANTASY)
    chosen = _public().where(
        FutureWorkshop.template == WorkshopTemplate.ONLINE,
        FutureWorkshop.step.in_((*moving, WorkshopStep.REALISATION)),
        FutureWorkshop.critique_on <= day,
    )
    return list(session().scalars(chosen.order_by(FutureWorkshop.id)))


def run_sheet(workshop_id: UUID) -> list[RunSheetItem]:
    """The pieces of a run-sheet in the order of the steps."""
    rows = session().scalars(select(RunSheetItem).where(RunSheetItem.workshop_id == workshop_id))
    return sorted(rows, key=lambda item: (item.step.number, item.position, item.id))


def run_sheet_item(id: UUID, *, workshop_id: UUID) -> RunSheetItem:
    """One piece of the run-sheet of this workshop. Raises `NotFound`."""
    found = session().get(RunSheetItem, id)
    if found is None or found.workshop_id != workshop_id:
        raise NotFound
    return found


def last_position(workshop_id: UUID, step: WorkshopStep) -> int:
    """The highest position of a step; 0 when it is empty."""
    chosen = select(func.max(RunSheetItem.position)).where(
        RunSheetItem.workshop_id == workshop_id, RunSheetItem.step == step
    )
    return session().scalar(chosen) or 0


def number_of_items(workshop_id: UUID) -> int:
    """How many pieces a run-sheet has."""
    return session().scalar(select(func.count()).where(RunSheetItem.workshop_id == workshop_id)) or 0


def missing_for_publication(workshop: FutureWorkshop) -> list[Requirement]:
    """What the checklist still asks for; empty when everybody may see it."""
    last = workshop.last_day
    fulfilled = {
        Requirement.TITLE: bool(workshop.title),
        Requirement.PURPOSE: bool(workshop.purpose),
        Requirement.WHEN: last is not None
        and (workshop.step.is_over or last >= today())
        and (not workshop.is_online or workshop.phase_days is not None),
        Requirement.WHERE: workshop.is_online or bool(workshop.venue),
        Requirement.CONTACT: bool(workshop.contact_name and workshop.contact_phone),
    }
    return [requirement for requirement, there in fulfilled.items() if not there]


def free_slug(wanted: str, *, besides: UUID | None = None) -> str:
    """`wanted`, or with a number behind it when another workshop has it."""
    return slugs.free_slug(FutureWorkshop.slug, wanted, besides=besides)


def _public() -> Select[FutureWorkshop]:
    return select(FutureWorkshop).where(FutureWorkshop.published_at.is_not(None))


def _in_scope(scope: frozenset[UUID] | None) -> ColumnElement[bool]:
    return true() if scope is None else FutureWorkshop.sozialraum_id.in_(places.subtree_ids(scope))


def _of_role(
    viewer: Actor, roles: Sequence[Role], condition: ColumnElement[bool], order: ColumnElement[Any], limit: int
) -> list[FutureWorkshop]:
    scope = viewer.scope_of(*roles)
    if scope is not None and not scope:
        return []
    chosen = select(FutureWorkshop).where(condition, _in_scope(scope)).order_by(order, FutureWorkshop.id).limit(limit)
    return list(session().scalars(chosen))
