"""Reads of Beschlussvorlagen, their versions, and the county's template."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload, selectinload

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.places import queries as places
from portal.planning.models import (
    CommitteeSession,
    CouncilPaper,
    Deliberation,
    OparlReading,
    OptionEffect,
    PaperTemplate,
    PaperVersion,
    Recommendation,
    RecommendationOption,
)
from portal.planning.queries.committees import with_needs
from portal.planning.queries.recommendations import visible_recommendations
from portal.planning.terms.papers import PaperState
from portal.sectorplans.models import Committee


def paper(id: UUID) -> CouncilPaper:
    """One Beschlussvorlage with its Handlungsempfehlung, whoever may read it. Raises `NotFound`."""
    origin = joinedload(CouncilPaper.recommendation)
    effects = origin.selectinload(Recommendation.options).selectinload(RecommendationOption.effects)
    found = session().scalar(
        select(CouncilPaper)
        .where(CouncilPaper.id == id)
        .options(origin.options(*with_needs()), effects.joinedload(OptionEffect.basic_function))
    )
    if found is None:
        raise NotFound
    return found


def visible_papers(viewer: Actor, *, state: PaperState | None = None) -> Select[CouncilPaper]:
    """Those this person may read: all where they plan, elsewhere what was submitted. Order is the caller's."""
    readable = visible_recommendations(viewer).with_only_columns(Recommendation.id)
    chosen = select(CouncilPaper).where(CouncilPaper.recommendation_id.in_(readable))
    scope = viewer.scope_of(Role.PLANNER)
    if scope is not None:
        own = select(Recommendation.id).where(Recommendation.sozialraum_id.in_(places.subtree_ids(scope)))
        chosen = chosen.where((CouncilPaper.state != PaperState.DRAFT) | CouncilPaper.recommendation_id.in_(own))
    return chosen if state is None else chosen.where(CouncilPaper.state == state)


def page_of_papers(chosen: Select[CouncilPaper], *, after: str | None, limit: int = 25) -> KeysetPage:
    """One page, the newest first, with what it is asked about."""
    whole = chosen.options(joinedload(CouncilPaper.recommendation).options(*with_needs()))
    return page_by_key(whole, keys=(CouncilPaper.seq.desc(),), after=after, limit=limit)


def papers_of(recommendation_ids: Collection[UUID]) -> Sequence[CouncilPaper]:
    """The papers of these Handlungsempfehlungen, the oldest first."""
    chosen = select(CouncilPaper).where(CouncilPaper.recommendation_id.in_(list(recommendation_ids)))
    whole = chosen.options(joinedload(CouncilPaper.recommendation).options(*with_needs()))
    return session().scalars(whole.order_by(CouncilPaper.seq)).all()


def deliberations_of(paper_ids: Collection[UUID]) -> Sequence[Deliberation]:
    """The Beratungsfolge of these papers by the days of the sessions. A constant number of queries."""
    meets = joinedload(Deliberation.session).joinedload(CommitteeSession.committee).joinedload(Committee.place)
    return (
        session()
        .scalars(
            select(Deliberation)
            .join(CommitteeSession, CommitteeSession.id == Deliberation.session_id)
            .where(Deliberation.paper_id.in_(list(paper_ids)))
            .options(
                meets,
                selectinload(Deliberation.decision),
                joinedload(Deliberation.paper_version).options(defer(PaperVersion.content)),
                joinedload(Deliberation.paper),
            )
            .order_by(CommitteeSession.held_on, Deliberation.id)
        )
        .all()
    )


def deliberation(of: CouncilPaper, id: UUID | None) -> Deliberation:
    """One station of the Beratungsfolge of this paper. Raises `NotFound`."""
    found = next((one for one in deliberations_of([of.id]) if one.id == id), None)
    if found is None:
        raise NotFound
    return found


def versions_of(paper_id: UUID) -> Sequence[PaperVersion]:
    """What was submitted, the latest first."""
    chosen = select(PaperVersion).where(PaperVersion.paper_id == paper_id)
    return session().scalars(chosen.order_by(PaperVersion.number.desc())).all()


def version(of: CouncilPaper, number: int) -> PaperVersion:
    """What was submitted under this number. Raises `NotFound`."""
    found = session().scalar(select(PaperVersion).where(PaperVersion.paper_id == of.id, PaperVersion.number == number))
    if found is None:
        raise NotFound
    return found


def template_in_use() -> PaperTemplate | None:
    """The county's own template; None while the shipped one counts."""
    chosen = select(PaperTemplate).where(PaperTemplate.retired_at.is_(None))
    return session().scalar(chosen.order_by(PaperTemplate.uploaded_at.desc(), PaperTemplate.id.desc()).limit(1))


def latest_reading(paper_id: UUID) -> OparlReading | None:
    """What was last read about the paper from a council information system."""
    chosen = select(OparlReading).where(OparlReading.paper_id == paper_id)
    return session().scalar(chosen.order_by(OparlReading.id.desc()).limit(1))


def reading(of: CouncilPaper, id: UUID | None) -> OparlReading:
    """One such reading of this paper. Raises `NotFound`."""
    found = session().get(OparlReading, id) if id else None
    if found is None or found.paper_id != of.id:
        raise NotFound
    return found


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """What these are called, by id. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(CouncilPaper.id, CouncilPaper.number).where(CouncilPaper.id.in_(list(ids))))
    return dict(rows.all())
