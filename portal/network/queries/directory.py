"""Finding Akteure and contacts."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.kernel.text import fold
from portal.network.models import (
    Stakeholder,
    StakeholderContact,
    StakeholderImport,
    StakeholderMerge,
    StakeholderReview,
    stakeholder_action_field,
)
from portal.network.policy import NETWORKERS
from portal.network.terms import Nature, StakeholderKind
from portal.places import queries as places

Row = TypeVar("Row", Stakeholder, StakeholderContact)

#: Words of a search beyond these find nothing more.
MOST_WORDS = 8


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a list of Akteure; as they stand in the address."""

    text: str = ""
    #: A Sozialraum and everything beneath it.
    around: UUID | None = None
    kind: StakeholderKind | None = None
    action_field_id: UUID | None = None

    @property
    def is_empty(self) -> bool:
        return self == Filters()


def stakeholder(id: UUID) -> Stakeholder:
    """One Akteur with its contacts and Handlungsfelder, also one that has become part of another. Raises `NotFound`."""
    found = session().scalar(select(Stakeholder).where(Stakeholder.id == id).options(*_WHOLE))
    if found is None:
        raise NotFound
    return found


def contact(id: UUID) -> StakeholderContact:
    """One contact with its Akteur, erased or not. Raises `NotFound`."""
    found = session().scalar(
        select(StakeholderContact)
        .where(StakeholderContact.id == id)
        .options(joinedload(StakeholderContact.stakeholder).options(*_WHOLE))
    )
    if found is None:
        raise NotFound
    return found


def contact_or_none(contact_id: UUID) -> StakeholderContact | None:
    """One contact with its Akteur; None when there is none, when it was erased, and when its Akteur was taken out."""
    return session().scalar(
        select(StakeholderContact)
        .join(StakeholderContact.stakeholder)
        .where(StakeholderContact.id == contact_id, _IS_LISTED, _IS_KEPT)
        .options(contains_eager(StakeholderContact.stakeholder))
    )


def import_file(id: UUID) -> StakeholderImport:
    """A file that was handed in. Raises `NotFound`."""
    found = session().get(StakeholderImport, id)
    if found is None:
        raise NotFound
    return found


def visible_stakeholders(viewer: Actor, filters: Filters | None = None) -> Select[Stakeholder]:
    """The Akteure this person may see: those of the Sozialräume in which one works with them. Order is the caller's."""
    chosen = select(Stakeholder).where(_IS_LISTED, in_scope(viewer))
    return _narrowed(chosen, filters) if filters else chosen


def visible_contacts(viewer: Actor, filters: Filters | None = None) -> Select[StakeholderContact]:
    """The contacts of those Akteure that are not erased, joined with their Akteur. Order is the caller's."""
    chosen = contacts_in_scope(viewer).options(contains_eager(StakeholderContact.stakeholder))
    return _narrowed(chosen, filters) if filters else chosen


def contacts_in_scope(viewer: Actor) -> Select[StakeholderContact]:
    """The same without the Akteur itself, to read single columns of."""
    joined = select(StakeholderContact).join(StakeholderContact.stakeholder)
    return joined.where(_IS_LISTED, _IS_KEPT, in_scope(viewer))


def page_of(chosen: Select[Stakeholder], *, after: str | None, limit: int = 50) -> KeysetPage:
    """One page of Akteure by name, with contacts and Handlungsfelder."""
    return page_by_key(
        chosen.options(*_WHOLE), keys=(Stakeholder.sort_name.asc(), Stakeholder.id.asc()), after=after, limit=limit
    )


def stakeholders_of(viewer: Actor, place_id: UUID, *, limit: int = 12) -> list[Stakeholder]:
    """The first Akteure by name of a Sozialraum and everything beneath it."""
    chosen = visible_stakeholders(viewer, Filters(around=place_id)).options(selectinload(Stakeholder.contacts))
    return list(session().scalars(chosen.order_by(Stakeholder.sort_name, Stakeholder.id).limit(limit)))


def reviews_of(stakeholder_ids: Collection[UUID], *, limit: int = 20) -> list[StakeholderReview]:
    """How these were seen before, newest first: an Akteur and those that became part of it."""
    chosen = select(StakeholderReview).where(StakeholderReview.stakeholder_id.in_(stakeholder_ids))
    newest = chosen.order_by(StakeholderReview.at.desc(), StakeholderReview.id.desc())
    return list(session().scalars(newest.limit(limit)))


def merges_of(stakeholder_id: UUID) -> list[StakeholderMerge]:
    """Every Akteur that became part of it and still is, newest first."""
    chosen = select(StakeholderMerge).where(
        StakeholderMerge.kept_id == stakeholder_id, StakeholderMerge.undone_at.is_(None)
    )
    return list(session().scalars(chosen.order_by(StakeholderMerge.at.desc(), StakeholderMerge.id.desc())))


def merge_of(kept_id: UUID, merge_id: UUID) -> StakeholderMerge:
    """One merge of this Akteur, undone or not. Raises `NotFound`."""
    found = session().get(StakeholderMerge, merge_id)
    if found is None or found.kept_id != kept_id:
        raise NotFound
    return found


def names(ids: Collection[UUID | None]) -> dict[UUID, str]:
    """The names of these Akteure. One query, none for no ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = session().execute(select(Stakeholder.id, Stakeholder.name).where(Stakeholder.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def organisation_names(ids: Collection[UUID | None]) -> dict[UUID, str]:
    """The names of those that are organisations, for readers who may not see people. One query, none for no ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    chosen = select(Stakeholder.id, Stakeholder.name)
    chosen = chosen.where(Stakeholder.id.in_(wanted), Stakeholder.nature == Nature.ORGANISATION)
    return {row.id: row.name for row in session().execute(chosen)}


def in_scope(viewer: Actor) -> ColumnElement[bool]:
    """Akteure of the Sozialräume in which this person works with them."""
    scope = viewer.scope_of(*NETWORKERS)
    return true() if scope is None else Stakeholder.sozialraum_id.in_(places.subtree_ids(scope))


def _narrowed(chosen: Select[Row], filters: Filters) -> Select[Row]:
    for word in filters.text.split()[:MOST_WORDS]:
        chosen = chosen.where(_says(word))
    if filters.around is not None:
        chosen = chosen.where(Stakeholder.sozialraum_id.in_(places.subtree_ids([filters.around])))
    if filters.kind is not None:
        chosen = chosen.where(Stakeholder.kind == filters.kind)
    if filters.action_field_id is not None:
        having = select(stakeholder_action_field.c.stakeholder_id).where(
            stakeholder_action_field.c.action_field_id == filters.action_field_id
        )
        chosen = chosen.where(Stakeholder.id.in_(having))
    return chosen


def _says(word: str) -> ColumnElement[bool]:
    pattern = _pattern(fold(word))
    named = select(StakeholderContact.stakeholder_id).where(
        or_(
            StakeholderContact.sort_name.like(pattern, escape="\\"),
            StakeholderContact.email_key.like(pattern, escape="\\"),
        )
    )
    return or_(
        Stakeholder.sort_name.like(pattern, escape="\\"),
        Stakeholder.role.ilike(_pattern(word), escape="\\"),
        Stakeholder.id.in_(named),
    )


def _pattern(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


_IS_LISTED = and_(Stakeholder.merged_into_id.is_(None), Stakeholder.retired_at.is_(None))
_IS_KEPT = StakeholderContact.erased_at.is_(None)
_WHOLE = (
    joinedload(Stakeholder.sozialraum),
    selectinload(Stakeholder.contacts),
    selectinload(Stakeholder.action_fields),
)
