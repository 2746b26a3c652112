"""Reads of Beschlüsse: lists, what is to be looked at again, what they mean for the Bedarfe behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role, allows
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.needs.policy import NeedPermission
from portal.needs.terms import TRANSITIONS, NeedStatus
from portal.places import queries as places
from portal.planning.models import CommitteeSession, CouncilPaper, Decision, Deliberation, Measure, Recommendation
from portal.planning.queries.committees import with_needs
from portal.planning.queries.measures import visible_measures
from portal.planning.queries.recommendations import visible_recommendations
from portal.planning.terms.decisions import Result
from portal.sectorplans.models import Committee


def _whole() -> tuple[_AbstractLoad, ...]:
    meets = joinedload(Decision.deliberation).joinedload(Deliberation.session).joinedload(CommitteeSession.committee)
    origin = joinedload(Decision.paper).joinedload(CouncilPaper.recommendation)
    return (meets.joinedload(Committee.place), origin.options(*with_needs()))


def decision(id: UUID) -> Decision:
    """One Beschluss with its paper, session and Bedarfe, whoever may read it. Raises `NotFound`."""
    found = session().scalar(select(Decision).where(Decision.id == id).options(*_whole()))
    if found is None:
        raise NotFound
    return found


def visible_decisions(viewer: Actor) -> Select[Decision]:
    """The Beschlüsse this person may read. Order is the caller's."""
    readable = visible_recommendations(viewer).with_only_columns(Recommendation.id)
    papers = select(CouncilPaper.id).where(CouncilPaper.recommendation_id.in_(readable))
    return select(Decision).where(Decision.paper_id.in_(papers))


def page_of_decisions(viewer: Actor, *, after: str | None, limit: int = 25) -> KeysetPage:
    """One page, the latest first."""
    keys = (Decision.decided_on.desc(), Decision.id.desc())
    return page_by_key(visible_decisions(viewer).options(*_whole()), keys=keys, after=after, limit=limit)


def decisions_to_review(viewer: Actor, *, until: date, limit: int = 25) -> Sequence[Decision]:
    """Beschlüsse where this person plans whose day for looking again has come, the longest waiting first."""
    chosen = select(Decision).where(Decision.reviewed_at.is_(None), Decision.review_on <= until)
    scope = viewer.scope_of(Role.PLANNER)
    if scope is not None:
        own = select(Recommendation.id).where(Recommendation.sozialraum_id.in_(places.subtree_ids(scope)))
        papers = select(CouncilPaper.id).where(CouncilPaper.recommendation_id.in_(own))
        chosen = chosen.where(Decision.paper_id.in_(papers))
    ordered = chosen.options(*_whole()).order_by(Decision.review_on, Decision.id)
    return session().scalars(ordered.limit(limit)).all()


def sessions_without_result(viewer: Actor, *, until: date, limit: int = 25) -> Sequence[Deliberation]:
    """Papers that were submitted to a session that is over, and of which nobody has said what came out of it."""
    chosen = (
        select(Deliberation)
        .join(CommitteeSession, CommitteeSession.id == Deliberation.session_id)
        .where(
            Deliberation.result.is_(None),
            Deliberation.paper_version_id.is_not(None),
            CommitteeSession.held_on <= until,
            CommitteeSession.cancelled_at.is_(None),
        )
    )
    scope = viewer.scope_of(Role.PLANNER)
    if scope is not None:
        own = select(Recommendation.id).where(Recommendation.sozialraum_id.in_(places.subtree_ids(scope)))
        chosen = chosen.where(
            Deliberation.paper_id.in_(select(CouncilPaper.id).where(CouncilPaper.recommendation_id.in_(own)))
        )
    whole = chosen.options(
        joinedload(Deliberation.session).joinedload(CommitteeSession.committee), joinedload(Deliberation.paper)
    )
    return session().scalars(whole.order_by(CommitteeSession.held_on, Deliberation.id).limit(limit)).all()


#: Whoever is this far is not set back by a Beschluss.
BEYOND = frozenset({NeedStatus.IN_PROGRESS, NeedStatus.DONE})


@dataclass(frozen=True)
class Proposal:
    """What a Beschluss proposes to say about one Bedarf."""

    need: Need
    #: None when nothing can follow from its present status, or the person may not answer it.
    status: NeedStatus | None
    #: What else could be chosen, the proposal included.
    possible: tuple[NeedStatus, ...]

    @property
    def is_news(self) -> bool:
        """Whether the proposal changes the status; an interim report is offered without being proposed."""
        return self.status is not None and self.status is not self.need.status


def proposals(viewer: Actor, of: Decision) -> list[Proposal]:
    """The next public status of each Bedarf behind a Beschluss; of one that was merged, that of where it went."""
    ends = {needs.final_need(one).id: needs.final_need(one) for one in of.paper.recommendation.needs}
    return [_proposal(viewer, of, one) for one in ends.values()]


def _proposal(viewer: Actor, of: Decision, need: Need) -> Proposal:
    if not allows(NeedPermission.ANSWER, viewer, need):
        return Proposal(need, None, ())
    following = [one for one in NeedStatus if one in TRANSITIONS.next(need.status)]
    possible = (*following, *((need.status,) if need.status is not NeedStatus.NEW else ()))
    wanted = NeedStatus.PLANNED if of.result.is_approval else NeedStatus.DECLINED
    if wanted in possible and need.status not in BEYOND:
        return Proposal(need, wanted, possible)
    return Proposal(need, need.status if need.status in possible else None, possible)


def carried_out_ids(viewer: Actor, *, limit: int = 200) -> list[UUID]:
    """The ids of the Beschlüsse this person may read that approved something, the latest first."""
    approving = [one for one in Result if one.is_approval]
    chosen = visible_decisions(viewer).where(Decision.result.in_(approving)).with_only_columns(Decision.id)
    return list(session().scalars(chosen.order_by(Decision.decided_on.desc(), Decision.id).limit(limit)))


def measures_of(viewer: Actor, decision_id: UUID) -> list[Measure]:
    """The Maßnahmen this person may see that carry out a Beschluss, by title."""
    chosen = visible_measures(viewer).where(Measure.decision_id == decision_id)
    return list(session().scalars(chosen.order_by(Measure.title, Measure.id).limit(100)))
