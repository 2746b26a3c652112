"""Reads of Handlungsempfehlungen. `visible_recommendations` is the only door for lists."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role, allows
from portal.needs.models import Need
from portal.needs.policy import NeedPermission
from portal.places import queries as places
from portal.planning.models import OptionEffect, Recommendation, RecommendationOption, recommendation_need
from portal.planning.policy.committees import READERS
from portal.planning.queries.committees import with_needs
from portal.planning.terms.recommendations import RecommendationState


def recommendation(id: UUID) -> Recommendation:
    """One Handlungsempfehlung with Bedarfe and options, whoever may read it. Raises `NotFound`."""
    effects = selectinload(Recommendation.options).selectinload(RecommendationOption.effects)
    whole = (*with_needs(), effects.joinedload(OptionEffect.basic_function))
    found = session().scalar(select(Recommendation).where(Recommendation.id == id).options(*whole))
    if found is None:
        raise NotFound
    return found


def option(of: Recommendation, option_id: UUID | None) -> RecommendationOption:
    """One option of it. Raises `NotFound`."""
    found = next((one for one in of.options if one.id == option_id), None)
    if found is None:
        raise NotFound
    return found


def visible_recommendations(
    viewer: Actor, *, state: RecommendationState | None = None, place_id: UUID | None = None
) -> Select[Recommendation]:
    """Those this person may read: all where they plan, elsewhere no drafts. Order is the caller's."""
    chosen = select(Recommendation).where(
        or_(
            _lies_in(viewer.scope_of(Role.PLANNER)),
            (Recommendation.state != RecommendationState.DRAFT)
            & or_(_lies_in(viewer.scope_of(*READERS)), _concerns(viewer.scope_of(*READERS))),
        )
    )
    if state is not None:
        chosen = chosen.where(Recommendation.state == state)
    if place_id is not None:
        chosen = chosen.where(Recommendation.sozialraum_id.in_(places.subtree_ids([place_id])))
    return chosen


def _lies_in(scope: frozenset[UUID] | None) -> ColumnElement[bool]:
    if scope is None:
        return true()
    return Recommendation.sozialraum_id.in_(places.subtree_ids(scope)) if scope else false()


def _concerns(scope: frozenset[UUID] | None) -> ColumnElement[bool]:
    if scope is None:
        return true()
    if not scope:
        return false()
    c = recommendation_need.c
    behind = select(c.need_id).join(Need, Need.id == c.need_id)
    there = behind.where(c.recommendation_id == Recommendation.id, Need.deleted_at.is_(None))
    return exists(there.where(Need.sozialraum_id.in_(places.subtree_ids(scope))))


def page_of_recommendations(chosen: Select[Recommendation], *, after: str | None, limit: int = 25) -> KeysetPage:
    """One page, the newest first, with place and Bedarfe."""
    return page_by_key(chosen.options(*with_needs()), keys=(Recommendation.seq.desc(),), after=after, limit=limit)


def counts_by_state(viewer: Actor) -> dict[RecommendationState, int]:
    """How many this person may read in each state."""
    inner = visible_recommendations(viewer).subquery()
    rows = session().execute(select(inner.c.state, func.count()).group_by(inner.c.state))
    return dict(rows.all())


@dataclass(frozen=True)
class KnownNeeds:
    """The Bedarfe behind something as one reader may know them."""

    shown: tuple[Need, ...]
    hidden: int


def known_needs(viewer: Actor, of: Recommendation) -> KnownNeeds:
    """Which of the Bedarfe behind it this person may read."""
    shown = tuple(one for one in of.needs if allows(NeedPermission.READ, viewer, one))
    return KnownNeeds(shown, len(of.needs) - len(shown))


def recommendations_of_need(need: Need) -> Sequence[Recommendation]:
    """Every Handlungsempfehlung for a Bedarf or for one that went into it, the newest first, whoever may read it."""
    c = recommendation_need.c
    same = select(Need.id).where(or_(Need.id == need.id, Need.merged_into_id == need.id))
    behind = select(c.recommendation_id).where(c.need_id.in_(same))
    chosen = select(Recommendation).where(Recommendation.id.in_(behind)).options(*with_needs())
    return session().scalars(chosen.order_by(Recommendation.seq.desc()).limit(50)).all()


def open_needs(viewer: Actor, *, keep: Collection[UUID] = (), limit: int = 400) -> list[Need]:
    """Bedarfe for which this person can recommend something, the newest first; also those that are behind it already."""
    scope = viewer.scope_of(Role.PLANNER)
    chosen = select(Need).where(Need.deleted_at.is_(None), Need.merged_into_id.is_(None))
    if scope is not None:
        chosen = chosen.where(Need.sozialraum_id.in_(places.subtree_ids(scope)))
    chosen = chosen.where(Need.id.not_in(list(keep))) if keep else chosen
    found = list(session().scalars(chosen.options(joinedload(Need.place)).order_by(Need.seq.desc()).limit(limit)))
    kept = (
        session().scalars(select(Need).where(Need.id.in_(list(keep))).options(joinedload(Need.place))) if keep else ()
    )
    return [*kept, *found]


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """What these are called, by id. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(Recommendation.id, Recommendation.number).where(Recommendation.id.in_(list(ids))))
    return dict(rows.all())
