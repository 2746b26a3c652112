"""What the council part of planning adds to the path of a Bedarf: what was recommended, and what a Gremium decided."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flask import url_for

from portal.kernel import clock
from portal.kernel.policy import Actor, allows
from portal.needs.terms.way import NEED_WAY, Station, WayPart
from portal.planning.policy.council import PaperPermission, RecommendationPermission
from portal.planning.queries import papers, recommendations
from portal.web.i18n import _
from portal.web.panels import contributes

if TYPE_CHECKING:
    from portal.needs.models import Need
    from portal.planning.models import Deliberation, Recommendation


@contributes(NEED_WAY, order=40)
def recommended_and_decided(*, need: "Need", who: Actor) -> Iterator[Station]:
    """Handlungsempfehlungen, the sessions that dealt with them, and what came out of each."""
    if not allows(RecommendationPermission.LIST, who):
        return
    found = [
        one for one in recommendations.recommendations_of_need(need) if allows(RecommendationPermission.READ, who, one)
    ]
    yield from (_recommended(one) for one in found)
    readable = [one.id for one in papers.papers_of([row.id for row in found]) if allows(PaperPermission.READ, who, one)]
    yield from (_in_session(one) for one in (papers.deliberations_of(readable) if readable else ()))


def _recommended(one: "Recommendation") -> Station:
    address = url_for("council.recommendation", recommendation_id=one.id)
    title = _("Handlungsempfehlung: %(title)s", title=one.title)
    return Station(one.created_at, WayPart.PROPOSAL, title, _(one.state.label), address)


def _in_session(one: "Deliberation") -> Station:
    """A session that is ahead is only planned; one that is over says what came out of it, once somebody has noted it.

    Decided is the matter with a Beschluss alone: not while it is prepared, and not when it was put off.
    """
    on, committee = one.session.held_on, one.session.committee.name
    if one.decision is not None:
        address = url_for("council.decision", decision_id=one.decision.id)
        title = _("%(committee)s: %(result)s", committee=committee, result=_(one.decision.result.label))
        return Station(
            one.decision.decided_on, WayPart.DECISION, title, one.decision.wording, address, one.decision.result.tone
        )
    result = _(one.result.label) if one.result is not None else _(one.role.label)
    address = url_for("council.paper", paper_id=one.paper_id)
    title = _("%(committee)s: %(result)s", committee=committee, result=result)
    ahead = one.result is None and on >= clock.today()
    return Station(on, WayPart.DECISION, title, one.paper.title, address, "neutral", is_ahead=ahead, reaches=False)
