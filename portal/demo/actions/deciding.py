"""The two ways through the Gremien: register, Handlungsempfehlung, Beschlussvorlage, sessions, Beschluss."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from sqlalchemy import select

from portal.county.queries import basic_functions
from portal.demo import queries
from portal.demo.actions.scenes import Scene, later
from portal.demo.story.council import AHEAD, BEGUN, COMMITTEES, VENUE, WAYS, OptionStory, StationStory, WayStory
from portal.demo.story.shape import BERLIN, day_from
from portal.kernel.db import session
from portal.kernel.text import fold
from portal.planning.actions import committees, decisions, papers, recommendations
from portal.planning.models import CommitteeSession, CouncilPaper, Recommendation
from portal.planning.queries import papers as paper_queries
from portal.planning.queries import recommendations as recommendation_queries
from portal.planning.terms.committees import CommitteeKind
from portal.planning.terms.decisions import DeliberationRole, Result
from portal.planning.terms.recommendations import Effect, RecommendationState
from portal.sectorplans.models import Committee


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """The register first; then each way, session by session."""
    yield Scene(BEGUN.resolve(loaded_at), "committees", partial(keep_register, loaded_at))
    for told in WAYS:
        yield Scene(told.written.resolve(loaded_at), told.key, partial(recommend, told))
        yield Scene(told.submitted.resolve(loaded_at), told.key, partial(submit, told, loaded_at))
        for number, station in enumerate(told.stations):
            if station.noted is not None:
                yield Scene(station.noted.resolve(loaded_at), told.key, partial(note, told, number))
        yield Scene(later(_last(told, loaded_at), 20), told.key, partial(plan_ahead, told, loaded_at))


def _last(told: WayStory, loaded_at: datetime) -> datetime:
    return max(one.noted.resolve(loaded_at) for one in told.stations if one.noted is not None)


def keep_register(loaded_at: datetime) -> None:
    """Take over the example, add the county's own Gremien, and enter what is ahead."""
    by = queries.person("planung")
    committees.ship_example(by=by)
    for told in COMMITTEES:
        draft = committees.CommitteeDraft(
            name=told.name,
            kind=CommitteeKind(told.kind),
            task=told.task,
            place=queries.place(told.place) if told.place else None,
        )
        committee = committees.add_committee(draft, by=by)
        for name, function in told.members:
            committees.add_member(committee, name=name, function=function, by=by)
    for name, days, clock, venue in AHEAD:
        day = _working_day(loaded_at, days)
        committees.add_session(_committee(name), held_on=day, begins_at=time.fromisoformat(clock), venue=venue, by=by)


def recommend(told: WayStory) -> None:
    """Write the Handlungsempfehlung with its options; the first is proposed."""
    by = queries.person("planung")
    draft = recommendations.RecommendationDraft(
        title=told.title,
        body=told.body,
        place=queries.place(told.place),
        needs=[queries.need(key) for key in told.needs],
        responsible_id=by.id,
    )
    row = recommendations.add_recommendation(draft, submission_key=_key(told), by=by)
    for option in told.options:
        recommendations.add_option(row, _option(option), by=by)
    recommendations.move_recommendation(row, RecommendationState.READY, by=by)


def submit(told: WayStory, loaded_at: datetime) -> None:
    """Write the Beschlussvorlage and give it into the sessions that are known then."""
    by = queries.person("planung")
    origin = _recommendation(told)
    draft = papers.PaperDraft(
        title=told.title,
        dated_on=told.submitted.resolve(loaded_at).astimezone(BERLIN).date(),
        facts=told.facts,
        evidence=told.evidence,
        costs=told.costs,
        proposal=told.proposal,
        outside_number=told.outside_number,
    )
    paper = papers.add_paper(origin, draft, submission_key=_key(told), by=by)
    for station in told.stations:
        if station.meets is not None:
            _station(paper_queries.paper(paper.id), station, station.meets.resolve(loaded_at))


def note(told: WayStory, number: int) -> None:
    """Write down what came out of a session."""
    paper, station = _paper(told), told.stations[number]
    row = paper_queries.deliberations_of([paper.id])[number]
    yes, no, abstained = station.votes or (None, None, None)
    assert station.result is not None
    draft = decisions.ResultDraft(
        result=Result(station.result),
        votes_yes=yes,
        votes_no=no,
        votes_abstained=abstained,
        agenda_item=station.agenda_item,
        remark=station.remark,
        review_on=row.session.held_on + timedelta(weeks=station.review_weeks) if station.review_weeks else None,
    )
    decisions.note_result(paper, row, draft, version=row.version, by=queries.person("planung"))


def plan_ahead(told: WayStory, loaded_at: datetime) -> None:
    """Give the paper into the sessions that lie ahead."""
    for station in told.stations:
        if station.in_days is not None:
            at = datetime.combine(_working_day(loaded_at, station.in_days), time(14), tzinfo=BERLIN)
            _station(_paper(told), station, at)


def _working_day(loaded_at: datetime, days: int) -> date:
    """The day so many days after the load, or the Monday after it: no Gremium meets on a weekend."""
    day = day_from(loaded_at, days)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def _station(paper: CouncilPaper, told: StationStory, at: datetime) -> None:
    by = queries.person("planung")
    local = at.astimezone(BERLIN)
    meets = _session(_committee(told.committee), local.date(), local.time())
    row = papers.plan_deliberation(paper, meets, role=DeliberationRole(told.role), agenda_item=told.agenda_item, by=by)
    papers.submit_paper(paper, paper_queries.deliberation(paper, row.id), by=by)


def _session(committee: Committee, day: date, begins_at: time) -> CommitteeSession:
    there = select(CommitteeSession).where(
        CommitteeSession.committee_id == committee.id, CommitteeSession.held_on == day
    )
    found = session().scalar(there)
    return found or committees.add_session(
        committee, held_on=day, begins_at=begins_at, venue=VENUE, by=queries.person("planung")
    )


def _committee(name: str) -> Committee:
    return session().scalars(select(Committee).where(Committee.name_key == fold(name))).one()


def _recommendation(told: WayStory) -> Recommendation:
    found = select(Recommendation.id).where(Recommendation.submission_key == _key(told))
    return recommendation_queries.recommendation(session().scalars(found).one())


def _paper(told: WayStory) -> CouncilPaper:
    found = select(CouncilPaper.id).where(CouncilPaper.submission_key == _key(told))
    return paper_queries.paper(session().scalars(found).one())


def _key(told: WayStory) -> UUID:
    return queries.submission_key(f"council-{told.key}")


def _option(told: OptionStory) -> recommendations.OptionDraft:
    known = {one.name.lower(): one.id for one in basic_functions()}
    return recommendations.OptionDraft(
        title=told.title,
        body=told.body,
        pros=told.pros,
        cons=told.cons,
        cost_once=Decimal(told.once) if told.once else None,
        cost_yearly=Decimal(told.yearly) if told.yearly else None,
        cost_note=told.note,
        effects={known[name.lower()]: Effect(effect) for name, effect in told.effects},
    )
