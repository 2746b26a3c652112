"""Finding Angebote: for residents those that are shown, for the staff those of their places."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, exists, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel import clock
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.offers.models import Offer, OfferOpening, offer_action_field, offer_place, offer_target_group
from portal.offers.policy import KEEPERS
from portal.offers.queries.index import OFFER_INDEX
from portal.offers.terms.holidays import is_holiday
from portal.offers.terms.hours import minute_of_week
from portal.offers.terms.kinds import OfferKind, OfferState, WorkFilter
from portal.places import queries as places

MOST_DUE = 100


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a list of Angebote; as they stand in the address."""

    text: str = ""
    #: A place: what serves it, a part of it, or everything around it.
    place_id: UUID | None = None
    kind: OfferKind | None = None
    target_group_id: UUID | None = None
    action_field_id: UUID | None = None
    #: Only what is open at this moment.
    open_now: bool = False
    #: For the staff: what is to be checked, or in one state.
    work: WorkFilter | None = None

    @property
    def is_empty(self) -> bool:
        return self == Filters()


def offer(id: UUID) -> Offer:
    """One Angebot in any state. Raises `NotFound`."""
    found = session().scalar(select(Offer).where(Offer.id == id).options(*WHOLE))
    if found is None:
        raise NotFound
    return found


def public_offer(slug: str) -> Offer:
    """One that is shown, by its address. Raises `NotFound` for all others."""
    found = session().scalar(select(Offer).where(Offer.slug == slug, IS_SHOWN).options(*WHOLE))
    if found is None:
        raise NotFound
    return found


def visible_offers(viewer: Actor, filters: Filters | None = None) -> Select[Offer]:
    """The Angebote that this person keeps up, ended ones only when asked for. Order is the caller's."""
    chosen = select(Offer).where(in_scope(viewer))
    if filters is None or filters.work is not WorkFilter.ENDED:
        chosen = chosen.where(Offer.state != OfferState.ENDED)
    return _narrowed(chosen, filters) if filters else chosen


def shown_offers(filters: Filters | None = None) -> Select[Offer]:
    """What everybody may read. Order is the caller's."""
    chosen = select(Offer).where(IS_SHOWN)
    return _narrowed(chosen, filters) if filters else chosen


def page_of(chosen: Select[Offer], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of Angebote by name, with everything that lists show."""
    return page_by_key(chosen.options(*WHOLE), keys=(Offer.sort_name.asc(), Offer.id.asc()), after=after, limit=limit)


def count(chosen: Select[Offer]) -> int:
    """How many these are."""
    return session().scalar(select(func.count()).select_from(chosen.with_only_columns(Offer.id).subquery())) or 0


def all_of(chosen: Select[Offer], *, limit: int) -> list[Offer]:
    """The first by kind and name, with everything that sheets and files show."""
    ordered = chosen.options(*WHOLE).order_by(Offer.sort_name, Offer.id).limit(limit)
    order = list(OfferKind)
    return sorted(session().scalars(ordered), key=lambda one: order.index(one.kind))


def due_offers(viewer: Actor, *, until: date | None = None, limit: int = MOST_DUE) -> list[Offer]:
    """What is to be checked up to and on this day (default: today), the longest waiting first."""
    chosen = (
        visible_offers(viewer).where(Offer.due_on <= (until or clock.today())).options(joinedload(Offer.sozialraum))
    )
    return list(session().scalars(chosen.order_by(Offer.due_on, Offer.sort_name, Offer.id).limit(limit)))


def count_due(viewer: Actor) -> int:
    """How many are to be checked."""
    return count(visible_offers(viewer).where(_is_due()))


def names(ids: Collection[UUID | None]) -> dict[UUID, str]:
    """The names of these Angebote. One query, none for no ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    return {row.id: row.name for row in session().execute(select(Offer.id, Offer.name).where(Offer.id.in_(wanted)))}


def in_scope(viewer: Actor) -> ColumnElement[bool]:
    """Angebote of the Sozialräume that this person keeps up."""
    scope = viewer.scope_of(*KEEPERS)
    return true() if scope is None else Offer.sozialraum_id.in_(places.subtree_ids(scope))


def serves(place_id: UUID) -> ColumnElement[bool]:
    """Angebote for a place: that belong to it or serve it, a part of it, or everything around it."""
    node = places.tree_with(place_id).get(place_id)
    return or_(serves_within(place_id), _serves_one_of(list(node.lineage[:-1]))) if node else false()


def serves_within(place_id: UUID) -> ColumnElement[bool]:
    """Those that belong to or serve the place itself or a part of it: what is there, not what reaches it from around."""
    return _serves_one_of(places.subtree_ids([place_id]))


def _serves_one_of(ids: list[UUID] | Select[UUID]) -> ColumnElement[bool]:
    serving = select(offer_place.c.offer_id).where(offer_place.c.sozialraum_id.in_(ids))
    return or_(Offer.sozialraum_id.in_(ids), Offer.id.in_(serving))


def _narrowed(chosen: Select[Offer], filters: Filters) -> Select[Offer]:
    if filters.text:
        chosen = chosen.where(Offer.seq.in_(OFFER_INDEX.matching(filters.text)))
    if filters.place_id is not None:
        chosen = chosen.where(serves(filters.place_id))
    if filters.kind is not None:
        chosen = chosen.where(Offer.kind == filters.kind)
    if filters.target_group_id is not None:
        chosen = chosen.where(_linked(offer_target_group, "target_group_id", filters.target_group_id))
    if filters.action_field_id is not None:
        chosen = chosen.where(_linked(offer_action_field, "action_field_id", filters.action_field_id))
    if filters.open_now:
        chosen = chosen.where(_is_open_now())
    return chosen.where(_WORK[filters.work]()) if filters.work else chosen


def _linked(table: Table, column: str, id: UUID) -> ColumnElement[bool]:
    return Offer.id.in_(select(table.c.offer_id).where(table.c[column] == id))


def _is_open_now() -> ColumnElement[bool]:
    """On a holiday nothing is said to be open: the usual hours may not hold."""
    moment = clock.now()
    if is_holiday(moment.astimezone(ON_SCREEN).date()):
        return false()
    weekday, minute = minute_of_week(moment)
    return exists().where(
        OfferOpening.offer_id == Offer.id,
        OfferOpening.weekday == weekday,
        OfferOpening.opens <= minute,
        OfferOpening.closes > minute,
    )


def _is_due() -> ColumnElement[bool]:
    return (Offer.due_on <= clock.today()) & (Offer.state != OfferState.ENDED)


def _is(state: OfferState) -> ColumnElement[bool]:
    return Offer.state == state


IS_SHOWN = Offer.state == OfferState.SHOWN
WHOLE = (
    joinedload(Offer.sozialraum),
    selectinload(Offer.places),
    selectinload(Offer.openings),
    selectinload(Offer.target_groups),
    selectinload(Offer.action_fields),
)
_WORK: dict[WorkFilter, Callable[[], ColumnElement[bool]]] = {
    WorkFilter.DUE: _is_due,
    WorkFilter.DRAFT: partial(_is, OfferState.DRAFT),
    WorkFilter.SHOWN: partial(_is, OfferState.SHOWN),
    WorkFilter.ENDED: partial(_is, OfferState.ENDED),
}
