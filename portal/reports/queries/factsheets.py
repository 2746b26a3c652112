"""Everything a Demografie-Steckbrief tells of one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.indicators import queries as indicators
from portal.indicators.terms import AgePyramid, Figure
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, allows
from portal.needs.policy import NeedPermission
from portal.needs.queries import public_answers
from portal.needs.queries.tallies import totals_by_field
from portal.needs.terms import NeedStatus
from portal.needs.terms.telling import AnswerGroup
from portal.places import queries as places
from portal.places.queries import Contact, PlaceNode
from portal.places.terms import PlaceKind
from portal.planning.models import Measure
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import followups
from portal.planning.queries import measures as measure_queries
from portal.planning.queries.measures import MeasureFilters
from portal.planning.terms.measures import MeasureStatus
from portal.reports.policy import SteckbriefPermission
from portal.reports.queries.county_figures import Column, CountyFigures, county_figures
from portal.reports.terms.factsheets import KEY_FIGURES, MOST_MEASURES

_OPEN = tuple(status for status in NeedStatus if status.is_open)
_GOING_ON = (MeasureStatus.RUNNING, MeasureStatus.LATE, MeasureStatus.PLANNED)
#: So many Maßnahmen of a place are looked at.
_MOST_READ = 60


@dataclass(frozen=True)
class Inside:
    """What only those read who work for the place."""

    #: Open Bedarfe by Handlungsfeld, those without one under `NO_FIELD`; None for who does not read Bedarfe.
    needs: Mapping[UUID, int] | None
    #: Maßnahmen that are planned, running or late; None for who does not read Maßnahmen.
    measures: Sequence[Measure] | None


@dataclass(frozen=True)
class Sheet:
    """The facts of a Steckbrief."""

    node: PlaceNode
    columns: Sequence[Column]
    county_id: UUID | None
    #: Names of the Gemeinden it is compared with, and their ids.
    similar: Mapping[UUID, str]
    #: Residents over the years, the oldest first.
    residents: Sequence[Figure]
    pyramid: AgePyramid
    #: Bedarfe that were answered in public, by what became of them.
    answers: Mapping[AnswerGroup, int]
    #: Released Maßnahmen in and around it, one more than are named when there are more.
    measures: Sequence[Measure]
    contact: Contact | None
    inside: Inside | None = None


def gemeinde_of_slug(slug: str) -> PlaceNode:
    """The Gemeinde of an address. Raises `NotFound` for what is none: only Gemeinden have figures of their own."""
    node = places.tree().by_slug(slug)
    if node is None or node.kind is not PlaceKind.MUNICIPALITY:
        raise NotFound
    return node


def gemeinde(place_id: UUID) -> PlaceNode:
    """The same by its id."""
    node = places.tree().get(place_id)
    if node is None or node.kind is not PlaceKind.MUNICIPALITY:
        raise NotFound
    return node


def seen_gemeinden(viewer: Actor) -> list[PlaceNode]:
    """The Gemeinden whose internal Steckbrief this person may read, by name."""
    return [node for node in places.tree().gemeinden if allows(SteckbriefPermission.READ, viewer, node)]


def figures() -> CountyFigures:
    """The Kennzahlen of all Steckbriefe."""
    return county_figures(KEY_FIGURES)


def sheet(node: PlaceNode, known: CountyFigures, *, viewer: Actor | None = None) -> Sheet:
    """The facts of one place; with a viewer also what they read as somebody who works there. The same queries for every place."""
    tree = places.tree()
    beneath = [one.id for one in tree.subtree(node)]
    kin = known.similar_to(node.id)
    return Sheet(
        node=node,
        columns=list(known.columns.values()),
        county_id=known.county_id,
        similar={each: found.name for each in kin if (found := tree.get(each)) is not None},
        residents=[one for one in indicators.series("population", node.id) if one.is_known],
        pyramid=indicators.age_pyramid(node.id),
        answers=public_answers.public_counts(public_answers.at_place(beneath)),
        measures=followups.public_measures_in([*beneath, *node.lineage], limit=MOST_MEASURES + 1),
        contact=tree.contact_of(node),
        inside=_inside(node, beneath, viewer) if viewer is not None else None,
    )


def _inside(node: PlaceNode, beneath: Sequence[UUID], viewer: Actor) -> Inside:
    needs: dict[UUID, int] | None = None
    measures: list[Measure] | None = None
    if allows(NeedPermission.LIST, viewer):
        needs = {}
        for (place_id, field_id), total in totals_by_field(viewer, _OPEN).items():
            if place_id in beneath:
                needs[field_id] = needs.get(field_id, 0) + total
    if allows(MeasurePermission.LIST, viewer):
        found = measure_queries.all_measures(viewer, MeasureFilters(place_id=node.id), limit=_MOST_READ)
        measures = [one for one in found if one.status in _GOING_ON]
    return Inside(needs, measures)
