"""Gremien, Handlungsempfehlungen, Beschlussvorlagen and Beschlüsse for tests."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from portal.county.queries import basic_functions
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.needs.models import Need
from portal.places.models import Sozialraum
from portal.planning.actions import committees, decisions, papers, recommendations
from portal.planning.actions.decisions import ResultDraft
from portal.planning.models import CommitteeSession, CouncilPaper, Decision, Deliberation, Recommendation
from portal.planning.queries import committees as committee_queries
from portal.planning.queries import decisions as decision_queries
from portal.planning.queries import papers as paper_queries
from portal.planning.queries import recommendations as recommendation_queries
from portal.planning.terms.committees import CommitteeKind
from portal.planning.terms.decisions import DeliberationRole, Result
from portal.planning.terms.recommendations import Effect, RecommendationState
from portal.sectorplans.models import Committee
from tests.factories.needs import make_need
from tests.factories.places import make_root

_numbers = count(1)


def make_committee(name: str = "", place: Sozialraum | None = None) -> Committee:
    """A Gremium of the county, or of a place."""
    draft = committees.CommitteeDraft(
        name=name or f"Ausschuss {next(_numbers)}", kind=CommitteeKind.EXPERT_COMMITTEE, place=place
    )
    with unit_of_work():
        made = committees.add_committee(draft, by=SYSTEM)
    return committee_queries.committee(made.id)


def make_session(committee: Committee | None = None, *, in_days: int = -5) -> CommitteeSession:
    """The Gremium meets so many days from today; before it for a negative number."""
    whole = committee or make_committee()
    with unit_of_work():
        made = committees.add_session(whole, held_on=today() + timedelta(days=in_days), by=SYSTEM)
    return committee_queries.committee_session(made.id)


def make_recommendation(
    title: str = "Rufbus am Abend",
    *,
    needs: list[Need] | None = None,
    place: Sozialraum | None = None,
    options: int = 2,
    state: RecommendationState = RecommendationState.DRAFT,
) -> Recommendation:
    """A Handlungsempfehlung with options; the first is proposed."""
    wanted = needs or [make_need(place=place, voices=2)]
    where = place or wanted[0].place
    draft = recommendations.RecommendationDraft(title=title, body="Abends fehlt ein Bus.", place=where, needs=wanted)
    with unit_of_work():
        row = recommendations.add_recommendation(draft, by=SYSTEM)
        for number in range(options):
            effects = {one.id: Effect.BETTER for one in basic_functions()[:2]}
            option = recommendations.OptionDraft(
                title=f"Option {number + 1}", pros="Schnell da", cost_once=Decimal("1200.50"), effects=effects
            )
            recommendations.add_option(row, option, by=SYSTEM)
        if state is not RecommendationState.DRAFT:
            recommendations.move_recommendation(row, RecommendationState.READY, by=SYSTEM)
    return recommendation_queries.recommendation(row.id)


def make_paper(
    origin: Recommendation | None = None, *, title: str = "Rufbus am Abend", dated_on: date | None = None
) -> CouncilPaper:
    """A Beschlussvorlage that can be submitted, dated thirty days ago."""
    whole = origin or make_recommendation(state=RecommendationState.READY)
    draft = papers.PaperDraft(
        title=title,
        dated_on=dated_on or today() - timedelta(days=30),
        facts="Nach 19 Uhr fährt kein Bus.",
        proposal="Der Ausschuss beschließt den Rufbus.",
    )
    with unit_of_work():
        made = papers.add_paper(recommendation_queries.recommendation(whole.id), draft, by=SYSTEM)
    return paper_queries.paper(made.id)


def make_station(
    paper: CouncilPaper,
    meets: CommitteeSession | None = None,
    *,
    role: DeliberationRole = DeliberationRole.DECIDING,
    submitted: bool = True,
) -> Deliberation:
    """The paper on the way into a session, submitted there unless told otherwise."""
    where = meets or make_session()
    with unit_of_work():
        whole = paper_queries.paper(paper.id)
        station = papers.plan_deliberation(whole, committee_queries.committee_session(where.id), role=role, by=SYSTEM)
        if submitted:
            papers.submit_paper(whole, paper_queries.deliberation(whole, station.id), by=SYSTEM)
    return paper_queries.deliberation(paper_queries.paper(paper.id), station.id)


def result(result: Result = Result.MAJORITY, **values: object) -> ResultDraft:
    """What came out, to be looked at again in a year."""
    told: dict[str, object] = {"result": result, "review_on": today() + timedelta(days=365)}
    return ResultDraft(**(told | values))  # type: ignore[arg-type]


def note(paper: CouncilPaper, station: Deliberation, draft: ResultDraft) -> Decision | None:
    """Write down a result; the Beschluss when there is one."""
    with unit_of_work():
        whole = paper_queries.paper(paper.id)
        fresh = paper_queries.deliberation(whole, station.id)
        made = decisions.note_result(whole, fresh, draft, version=fresh.version, by=SYSTEM)
    return decision_queries.decision(made.id) if made else None


def make_decision(paper: CouncilPaper | None = None, kind: Result = Result.MAJORITY) -> Decision:
    """A Beschluss with votes."""
    whole = paper or make_paper()
    votes = (2, 9) if kind is Result.REJECTED else (9, 2)
    made = note(whole, make_station(whole), result(kind, votes_yes=votes[0], votes_no=votes[1], votes_abstained=1))
    assert made is not None
    return made


def make_many_papers(number: int) -> None:
    """So many submitted papers for the whole county in one session."""
    meets, root = make_session(in_days=20), make_root()
    for one in range(number):
        origin = make_recommendation(f"Empfehlung {one}", place=root, state=RecommendationState.READY)
        make_station(make_paper(origin, title=f"Vorlage {one}"), meets)
