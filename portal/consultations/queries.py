"""Reading Verfahren."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, or_, select, true

from portal.consultations.models import Consultation
from portal.consultations.policy import EDITORS, PUBLISHERS
from portal.consultations.terms import ConsultationState, Requirement, Timing
from portal.kernel import clock, slugs
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.places import queries as places

_SLUG = re.compile(r"[a-z0-9-]+")


def consultation(id: UUID) -> Consultation:
    """One Verfahren. Raises `NotFound`."""
    found = session().get(Consultation, id)
    if found is None:
        raise NotFound
    return found


def public_consultation(slug: str) -> Consultation | None:
    """The published or closed Verfahren of an address; None for anything else, drafts included."""
    return session().scalar(_public().where(Consultation.slug == slug)) if _SLUG.fullmatch(slug) else None


def titles(ids: Collection[UUID | None]) -> dict[UUID, str]:
    """The titles of these Verfahren, by id. One query, none for no ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = session().execute(select(Consultation.id, Consultation.title).where(Consultation.id.in_(wanted)))
    return {row.id: row.title for row in rows}


def visible_consultations(
    viewer: Actor, *, state: ConsultationState | None = None, around: UUID | None = None
) -> Select[Consultation]:
    """The Verfahren this person works on or may know about: the only door for user-facing lists of the staff.

    Everything published, and drafts of the Sozialräume in which the viewer holds an editing role. `around` keeps those of one
    Sozialraum and everything beneath it. Order is the caller's.
    """
    chosen = select(Consultation).where(
        or_(Consultation.state != ConsultationState.DRAFT, _in_scope(viewer.scope_of(*EDITORS)))
    )
    if state is not None:
        chosen = chosen.where(Consultation.state == state)
    if around is not None:
        chosen = chosen.where(Consultation.sozialraum_id.in_(places.subtree_ids([around])))
    return chosen


def own_consultations(viewer: Actor, *, state: ConsultationState | None = None) -> Select[Consultation]:
    """The Verfahren of the Sozialräume in which this person holds an editing role, in every state."""
    chosen = select(Consultation).where(_in_scope(viewer.scope_of(*EDITORS)))
    return chosen.where(Consultation.state == state) if state is not None else chosen


def newest_page(chosen: Select[Consultation], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of a list, the newest first."""
    return page_by_key(chosen, keys=(Consultation.id.desc(),), after=after, limit=limit)


class Titled(NamedTuple):
    """A Verfahren to choose from."""

    id: UUID
    title: str


def titled(chosen: Select[Consultation]) -> list[Titled]:
    """Ids and titles of a selection, by title."""
    rows = session().execute(chosen.with_only_columns(Consultation.id, Consultation.title).order_by(Consultation.title))
    return [Titled(row.id, row.title) for row in rows]


def drafts_to_publish(viewer: Actor) -> list[Consultation]:
    """Drafts that this person may publish, last touched first."""
    scope = viewer.scope_of(*PUBLISHERS)
    if scope is not None and not scope:
        return []
    chosen = select(Consultation).where(Consultation.state == ConsultationState.DRAFT, _in_scope(scope))
    return list(session().scalars(chosen.order_by(Consultation.updated_at.desc()).limit(20)))


def published(timing: Timing, *, around: UUID | None = None, lineage: Sequence[UUID] = ()) -> list[Consultation]:
    """What everybody may see, running ones first to end, coming ones first to begin, past ones newest first.

    With `around` (and its `lineage`) only those that concern this Sozialraum: set in it, beneath it, or around it.
    """
    today = clock.today()
    closed = Consultation.state == ConsultationState.CLOSED
    chosen = _public()
    if timing is Timing.PAST:
        chosen = chosen.where(or_(closed, Consultation.closes_on < today)).order_by(Consultation.closes_on.desc())
    elif timing is Timing.COMING:
        chosen = chosen.where(~closed, Consultation.opens_on > today).order_by(Consultation.opens_on)
    else:
        chosen = chosen.where(~closed, Consultation.opens_on <= today, Consultation.closes_on >= today)
        chosen = chosen.order_by(Consultation.closes_on)
    if around is not None:
        chosen = chosen.where(_concerns(around, lineage))
    return list(session().scalars(chosen.order_by(Consultation.title).limit(200)))


def published_in(place_id: UUID, lineage: Sequence[UUID]) -> list[Consultation]:
    """Running and coming Verfahren that concern a Sozialraum, running ones first."""
    today = clock.today()
    open_ones = (
        _public()
        .where(Consultation.state == ConsultationState.PUBLISHED, Consultation.closes_on >= today)
        .where(_concerns(place_id, lineage))
        .order_by(case((Consultation.opens_on <= today, 0), else_=1), Consultation.closes_on, Consultation.title)
    )
    return list(session().scalars(open_ones.limit(20)))


def missing_for_publication(consultation: Consultation) -> list[Requirement]:
    """What the checklist still asks for; empty when it may be published."""
    period = consultation.opens_on and consultation.closes_on and consultation.closes_on >= clock.today()
    fulfilled = {
        Requirement.TITLE: bool(consultation.title),
        Requirement.PURPOSE: bool(consultation.purpose),
        Requirement.PLACE: consultation.sozialraum_id is not None,
        Requirement.PERIOD: bool(period),
        Requirement.CONTACT: bool(consultation.contact_name and consultation.contact_phone),
    }
    return [requirement for requirement, there in fulfilled.items() if not there]


def own_choices(viewer: Actor, *, besides: UUID | None = None) -> list[tuple[UUID, str]]:
    """(id, title) of the Verfahren this person works on; and of `besides`, which was chosen before."""
    found = [(one.id, one.title) for one in titled(own_consultations(viewer))]
    if besides is not None and besides not in {known for known, _title in found}:
        found += titles([besides]).items()
    return found


def free_slug(wanted: str, *, besides: UUID | None = None) -> str:
    """`wanted`, or with a number behind it when another Verfahren has it."""
    return slugs.free_slug(Consultation.slug, wanted, besides=besides)


def _public() -> Select[Consultation]:
    return select(Consultation).where(Consultation.state != ConsultationState.DRAFT)


def _in_scope(scope: frozenset[UUID] | None) -> ColumnElement[bool]:
    return true() if scope is None else Consultation.sozialraum_id.in_(places.subtree_ids(scope))


def _concerns(place_id: UUID, lineage: Sequence[UUID]) -> ColumnElement[bool]:
    beneath = Consultation.sozialraum_id.in_(places.subtree_ids([place_id]))
    return or_(beneath, Consultation.sozialraum_id.in_(lineage)) if lineage else beneath
