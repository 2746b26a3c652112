"""What the pages from Gremien to Beschlüsse share: blueprint, views, things in addresses."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, request, url_for

from portal.kernel.policy import Role
from portal.places import queries as places
from portal.planning.queries import committees, decisions, papers, recommendations
from portal.web.access import actor
from portal.web.choosing import Choices
from portal.web.forms import as_uuid
from portal.web.i18n import _

if TYPE_CHECKING:
    from portal.planning.models import CommitteeSession, CouncilPaper, Decision, Recommendation
    from portal.sectorplans.models import Committee

bp = Blueprint("council", __name__, url_prefix="/arbeit/planung")


def views() -> list[tuple[str, str]]:
    """The lists as (label, address)."""
    return [
        (_("Handlungsempfehlungen"), url_for("council.recommendations")),
        (_("Beschlussvorlagen"), url_for("council.papers")),
        (_("Beschlüsse"), url_for("council.decisions")),
        (_("Gremien"), url_for("council.committees")),
    ]


def committee_in_url(committee_id: UUID, **_part: Any) -> "Committee":
    return committees.committee(committee_id)


def session_in_url(session_id: UUID) -> "CommitteeSession":
    return committees.committee_session(session_id)


def recommendation_in_url(recommendation_id: UUID, **_part: Any) -> "Recommendation":
    return recommendations.recommendation(recommendation_id)


def paper_in_url(paper_id: UUID, **_part: Any) -> "CouncilPaper":
    return papers.paper(paper_id)


def decision_in_url(decision_id: UUID) -> "Decision":
    return decisions.decision(decision_id)


def part_in_url(name: str) -> Any:
    """A further part of the present address."""
    return (request.view_args or {})[name]


def id_in_form(name: str) -> UUID | None:
    """An id that a button sent along."""
    return as_uuid(request.form.get(name))


def own_places() -> Choices:
    """The Sozialräume for which this person plans, the county first."""
    return places.choices_within(actor().scope_of(Role.PLANNER), county_first=True)


def plans_whole_county() -> bool:
    return actor().holds(Role.PLANNER, within=())
