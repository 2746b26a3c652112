"""What Teilprojekte achieved: numbers per quarter, photos, and the facts a report is written from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kuemmerer.models import (
    CountedThing,
    KuemmererProject,
    QuarterValue,
    SubProject,
    SubProjectEntry,
    SubProjectPhoto,
)
from portal.kuemmerer.terms.subprojects import SubProjectKind, SubProjectState, with_unit


@dataclass(frozen=True)
class CountedFact:
    """What was counted in a period."""

    name: str
    unit: str
    #: (year, quarter, number) in the order of time.
    quarters: tuple[tuple[int, int, Decimal], ...]

    @property
    def name_with_unit(self) -> str:
        return with_unit(self.name, self.unit)

    @property
    def total(self) -> Decimal:
        """All quarters of the period together."""
        return sum((value for _year, _quarter, value in self.quarters), Decimal(0))


@dataclass(frozen=True)
class SubProjectFacts:
    """What a report tells of one Teilprojekt."""

    id: UUID
    name: str
    kind: SubProjectKind
    goal: str
    state: SubProjectState
    group_name: str
    #: Milestones reached in the period as (day, title).
    reached: tuple[tuple[date, str], ...]
    #: Moves in the period as (day, state, reason).
    moves: tuple[tuple[date, SubProjectState, str], ...]
    counted: tuple[CountedFact, ...]


def subprojects_of(project_id: UUID, *, since: date, until: date) -> list[SubProjectFacts]:
    """The Teilprojekte of a project as a report needs them, by name: what was counted, reached and moved from day to day.

    A quarter belongs to the period when one of its days does. Five queries however many there are. Ask beforehand who may see
    the project. Teilprojekte that ended before the period and have nothing in it are left out.
    """
    chosen = select(SubProject).where(SubProject.project_id == project_id)
    whole = (joinedload(SubProject.group), selectinload(SubProject.milestones))
    rows = list(session().scalars(chosen.options(*whole).order_by(SubProject.sort_name, SubProject.id)))
    moves = _moves(project_id, since, until)
    counted = _counted(project_id, since, until)
    found = []
    for row in rows:
        reached = tuple(
            (one.done_on, one.title) for one in row.milestones if one.done_on and since <= one.done_on <= until
        )
        facts = SubProjectFacts(
            id=row.id,
            name=row.name,
            kind=row.kind,
            goal=row.goal,
            state=row.state,
            group_name=row.group.name if row.group else "",
            reached=reached,
            moves=tuple(moves.get(row.id, ())),
            counted=tuple(counted.get(row.id, ())),
        )
        if row.state.is_open or facts.reached or facts.moves or any(one.quarters for one in facts.counted):
            found.append(facts)
    return found


def counted_things(sub_project_id: UUID) -> list[CountedThing]:
    """What a Teilprojekt counts, in the order in which that was said, with all quarters."""
    chosen = select(CountedThing).where(CountedThing.sub_project_id == sub_project_id)
    return list(session().scalars(chosen.options(selectinload(CountedThing.values)).order_by(CountedThing.id)))


def counted_thing(id: UUID) -> CountedThing:
    """One of them with its Teilprojekt, project and quarters. Raises `NotFound`."""
    whole = joinedload(CountedThing.sub_project).joinedload(SubProject.project).selectinload(KuemmererProject.places)
    chosen = select(CountedThing).where(CountedThing.id == id).options(whole, selectinload(CountedThing.values))
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def photos_of(sub_project_id: UUID, *, after: str | None = None, limit: int = 12) -> KeysetPage:
    """The photos of a Teilprojekt, the newest first. Raises `InvalidInput` for a cursor of another list."""
    chosen = select(SubProjectPhoto).where(SubProjectPhoto.sub_project_id == sub_project_id)
    return page_by_key(chosen, keys=(SubProjectPhoto.id.desc(),), after=after, limit=limit)


def photo(id: UUID) -> SubProjectPhoto:
    """One photo with its Teilprojekt and project. Raises `NotFound`."""
    whole = joinedload(SubProjectPhoto.sub_project).joinedload(SubProject.project).selectinload(KuemmererProject.places)
    found = session().scalar(select(SubProjectPhoto).where(SubProjectPhoto.id == id).options(whole))
    if found is None:
        raise NotFound
    return found


def photo_files() -> Iterator[str]:
    """The names of all files that photos of Teilprojekte need."""
    yield from session().scalars(select(SubProjectPhoto.file_name).order_by(SubProjectPhoto.id))


def _moves(project_id: UUID, since: date, until: date) -> dict[UUID, list[tuple[date, SubProjectState, str]]]:
    begin = datetime.combine(since, time.min, tzinfo=ON_SCREEN)
    end = datetime.combine(until, time.max, tzinfo=ON_SCREEN)
    chosen = (
        select(SubProjectEntry)
        .join(SubProject, SubProject.id == SubProjectEntry.sub_project_id)
        .where(SubProject.project_id == project_id, SubProjectEntry.at.between(begin, end))
        .order_by(SubProjectEntry.at, SubProjectEntry.id)
    )
    found: dict[UUID, list[tuple[date, SubProjectState, str]]] = {}
    for one in session().scalars(chosen):
        day = one.at.astimezone(ON_SCREEN).date()
        found.setdefault(one.sub_project_id, []).append((day, one.state, one.text))
    return found


def _counted(project_id: UUID, since: date, until: date) -> dict[UUID, list[CountedFact]]:
    first, last = _quarter_number(since), _quarter_number(until)
    chosen = (
        select(CountedThing)
        .join(SubProject, SubProject.id == CountedThing.sub_project_id)
        .where(SubProject.project_id == project_id)
        .options(selectinload(CountedThing.values))
        .order_by(CountedThing.id)
    )
    found: dict[UUID, list[CountedFact]] = {}
    for thing in session().scalars(chosen):
        inside = tuple((one.year, one.quarter, one.value) for one in thing.values if first <= _number(one) <= last)
        found.setdefault(thing.sub_project_id, []).append(CountedFact(thing.name, thing.unit, inside))
    return found


def _quarter_number(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _number(value: QuarterValue) -> int:
    return value.year * 4 + value.quarter - 1
