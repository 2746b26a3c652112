"""What Handlungsempfehlungen and Beschlüsse add to other pages: the file of a Bedarf, the overview of planning, what is due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel import clock
from portal.kernel.policy import Actor, allows
from portal.planning.policy.council import PaperPermission, RecommendationPermission
from portal.planning.queries import committees, decisions, papers, recommendations
from portal.planning.terms.recommendations import RecommendationState
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

SHOWN_SESSIONS = 4
#: So long before its day a Beschluss stands on the overview.
SOON = timedelta(days=30)


@panel("need.main", order=60)
def chain_of_need(*, need: Any, **_context: Any) -> str | None:
    """The chain from a Bedarf to the Beschluss: Handlungsempfehlung, Beschlussvorlage, sessions, result."""
    who = actor()
    if not allows(RecommendationPermission.LIST, who):
        return None
    rows = [
        one for one in recommendations.recommendations_of_need(need) if allows(RecommendationPermission.READ, who, one)
    ]
    adds = allows(RecommendationPermission.ADD, who) and allows(RecommendationPermission.PUT, who, need)
    if not rows and not adds:
        return None
    found = [one for one in papers.papers_of([row.id for row in rows]) if allows(PaperPermission.READ, who, one)]
    return render_panel(
        "planning/need_chain.html",
        need=need,
        recommendations=rows,
        papers=found,
        stations=papers.deliberations_of([one.id for one in found]) if found else [],
        adds=adds and not need.is_deleted and not need.is_merged,
    )


@panel("planning.home", order=50)
def council_at_home(**_context: Any) -> str | None:
    """Sessions ahead with what waits for them, and Beschlüsse to look at again."""
    who = actor()
    if not allows(RecommendationPermission.LIST, who):
        return None
    ahead = committees.sessions_ahead()[:SHOWN_SESSIONS]
    return render_panel(
        "planning/council_home.html",
        ahead=ahead,
        waiting=committees.waiting_for(who, ahead),
        due=decisions.decisions_to_review(who, until=clock.today() + SOON, limit=5),
        counts=recommendations.counts_by_state(who),
        states=RecommendationState,
        today=clock.today(),
    )


@contributes(TODAY_DUE, order=65)
def council_is_due(*, who: Actor, until: date) -> Iterator[Due]:
    """Beschlüsse to look at again, and sessions of which nobody has said what came out of them."""
    if not allows(RecommendationPermission.ADD, who):
        return
    for one in decisions.decisions_to_review(who, until=until, limit=MOST_OF_ONE):
        place = one.paper.recommendation.place.name
        address = url_for("council.decision", decision_id=one.id)
        yield Due(one.review_on, one.paper.title, address, _("Beschluss prüfen"), place)
    for station in decisions.sessions_without_result(who, until=until, limit=MOST_OF_ONE):
        address = url_for("council.ask_result", paper_id=station.paper_id, station_id=station.id)
        yield Due(station.session.held_on, station.paper.title, address, _("Ergebnis"), station.session.committee.name)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Handlungsempfehlungen, Beschlussvorlagen and Gremien stand in the log by number or name."""
    yield recommendations.names(ids)
    yield papers.names(ids)
    yield committees.names(ids)
