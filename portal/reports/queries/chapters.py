"""What the chapters of a Sozialbericht are told from. The same queries however much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from portal.contributions.models import Contribution
from portal.contributions.terms import Channel
from portal.indicators import queries as indicators
from portal.indicators.terms import AgePyramid, Figure
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.needs import queries as needs
from portal.needs.queries.tallies import totals_by_field
from portal.needs.terms import NeedStatus
from portal.places import queries as places
from portal.planning.models import Evaluation, Measure
from portal.planning.queries import followups
from portal.planning.queries import measures as measure_queries
from portal.planning.terms.evaluations import Attainment, Consequence
from portal.planning.terms.measures import MeasureStatus
from portal.reports.queries.county_figures import CountyFigures, county_figures
from portal.reports.terms.chapters import MOST_NAMED
from portal.reports.terms.factsheets import KEY_FIGURES

_COUNTED = tuple(status for status in NeedStatus if status is not NeedStatus.MERGED)


@dataclass(frozen=True)
class Demography:
    """The county and its Gemeinden in figures."""

    known: CountyFigures
    residents: Sequence[Figure]
    pyramid: AgePyramid | None


@dataclass(frozen=True)
class NeedsTold:
    """Bedarfe as they stand now, merged ones left out."""

    by_field: Mapping[UUID, int]
    by_gemeinde: Mapping[UUID, int]
    by_status: Mapping[NeedStatus, int]


@dataclass(frozen=True)
class MeasuresTold:
    """Maßnahmen as they stand now; by name only those everybody may know."""

    by_status: Mapping[MeasureStatus, int]
    public: Sequence[Measure]


@dataclass(frozen=True)
class EvaluationsTold:
    """Reviews of the period."""

    by_result: Mapping[Attainment, int]
    by_consequence: Mapping[Consequence, int]
    #: The latest review of each Maßnahme that everybody may know.
    public: Sequence[tuple[Measure, Evaluation]]


@dataclass(frozen=True)
class ParticipationTold:
    """Wortmeldungen of the period that were not taken back."""

    by_channel: Mapping[Channel, int]
    #: None for what belongs to no Gemeinde.
    by_gemeinde: Mapping[UUID | None, int]


def demography() -> Demography:
    """Kennzahlen of everything, residents and ages of the county."""
    known = county_figures(KEY_FIGURES)
    if known.county_id is None:
        return Demography(known, (), None)
    course = [one for one in indicators.series("population", known.county_id) if one.is_known]
    return Demography(known, course, indicators.age_pyramid(known.county_id))


def needs_told(viewer: Actor) -> NeedsTold:
    """Bedarfe in sight of whoever writes the report. Two queries."""
    by_field: dict[UUID, int] = {}
    by_place: dict[UUID, int] = {}
    for (place_id, field_id), total in totals_by_field(viewer, _COUNTED).items():
        by_field[field_id] = by_field.get(field_id, 0) + total
        by_place[place_id] = by_place.get(place_id, 0) + total
    by_status: dict[NeedStatus, int] = {
        status: total for status, total in needs.counts_by_status(viewer).items() if status in _COUNTED
    }
    gemeinden: dict[UUID, int] = {}
    for place_id, total in by_place.items():
        if (gemeinde := _gemeinde_of(place_id)) is not None:
            gemeinden[gemeinde] = gemeinden.get(gemeinde, 0) + total
    return NeedsTold(by_field, gemeinden, by_status)


def measures_told(viewer: Actor) -> MeasuresTold:
    """How all Maßnahmen stand, and the released ones; one more than are named when there are more."""
    everywhere = [node.id for node in places.tree()]
    public = followups.public_measures_in(everywhere, limit=MOST_NAMED + 1)
    return MeasuresTold(measure_queries.counts_by_status(viewer), public)


def evaluations_told(begins_on: date, ends_on: date) -> EvaluationsTold:
    """Reviews held in the period. Four queries at most."""
    held = Evaluation.held_on.between(begins_on, ends_on)
    results = session().execute(select(Evaluation.result, func.count()).where(held).group_by(Evaluation.result))
    consequences = session().execute(
        select(Evaluation.consequence, func.count()).where(held).group_by(Evaluation.consequence)
    )
    pairs = session().execute(
        select(Measure, Evaluation)
        .join(Evaluation, Evaluation.measure_id == Measure.id)
        .where(held, Measure.is_public)
        .order_by(Measure.sort_title, Measure.id, Evaluation.held_on, Evaluation.id)
    )
    latest = {measure.id: (measure, evaluation) for measure, evaluation in pairs}
    return EvaluationsTold(
        {result: int(number) for result, number in results},
        {consequence: int(number) for consequence, number in consequences},
        list(latest.values())[: MOST_NAMED + 1],
    )


def participation_told(begins_on: date, ends_on: date) -> ParticipationTold:
    """Wortmeldungen said in the period, by the way they came and by Gemeinde. One query."""
    first = datetime.combine(begins_on, time(), tzinfo=ON_SCREEN)
    behind = datetime.combine(ends_on + timedelta(days=1), time(), tzinfo=ON_SCREEN)
    arrived = and_(Contribution.said_on.is_(None), Contribution.received_at >= first, Contribution.received_at < behind)
    said = or_(Contribution.said_on.between(begins_on, ends_on), arrived)
    rows = session().execute(
        select(Contribution.channel, Contribution.sozialraum_id, func.count())
        .where(Contribution.withdrawn_at.is_(None), said)
        .group_by(Contribution.channel, Contribution.sozialraum_id)
    )
    by_channel: dict[Channel, int] = {}
    by_gemeinde: dict[UUID | None, int] = {}
    for channel, place_id, number in rows:
        gemeinde = _gemeinde_of(place_id) if place_id is not None else None
        by_channel[channel] = by_channel.get(channel, 0) + number
        by_gemeinde[gemeinde] = by_gemeinde.get(gemeinde, 0) + number
    return ParticipationTold(by_channel, by_gemeinde)


def _gemeinde_of(place_id: UUID) -> UUID | None:
    tree = places.tree()
    node = tree.get(place_id)
    found = tree.gemeinde_of(node) if node is not None else None
    return found.id if found is not None else None
