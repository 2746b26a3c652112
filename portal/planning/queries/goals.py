"""Reads of the Gegenstromverfahren: the list, one with its tree, who answers, what came back, what was frozen."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.indicators import queries as indicators
from portal.indicators.terms import Figure
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.needs.queries.spaces import within
from portal.needs.terms import NeedStatus
from portal.planning.models import Decision, Measure
from portal.planning.models.goals import (
    Goal,
    GoalPart,
    GoalProcedure,
    GoalStatement,
    GoalVersion,
    goal_measure,
    goal_need,
)
from portal.planning.policy.goals import ANSWERS_FOR_DEPARTMENT, ANSWERS_FOR_PLACE, answers_for_it
from portal.planning.queries import measures
from portal.planning.terms.goals import PartKind, ProcedureStage, TargetAim
from portal.planning.terms.measures import MeasureStatus
from portal.planning.terms.movement import Movement, movement_of

_WHOLE = (
    joinedload(GoalProcedure.place),
    joinedload(GoalProcedure.committee),
    joinedload(GoalProcedure.decision).joinedload(Decision.paper),
    selectinload(GoalProcedure.parts).joinedload(GoalPart.place),
    selectinload(GoalProcedure.parts).joinedload(GoalPart.responsible),
    selectinload(GoalProcedure.goals).joinedload(Goal.part),
    selectinload(GoalProcedure.goals).selectinload(Goal.recipients),
    selectinload(GoalProcedure.goals).selectinload(Goal.statements).joinedload(GoalStatement.part),
)


_Measures = dict[UUID, MeasureStatus]
_Needs = dict[UUID, NeedStatus]


@dataclass(frozen=True)
class Node:
    """A goal in its tree, with whether it moves."""

    goal: Goal
    depth: int
    movement: Movement
    #: How many Maßnahmen and Bedarfe hang on it or beneath it.
    linked: int
    children: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """It and everything beneath it, from the top down."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Reading:
    """The number of a goal as it is today beside what it should be."""

    name: str
    figure: Figure
    #: None while nobody knows.
    is_met: bool | None


def procedure(procedure_id: UUID) -> GoalProcedure:
    """One Gegenstromverfahren with its parts, goals and what was said; a constant number of queries. Raises `NotFound`."""
    chosen = select(GoalProcedure).where(GoalProcedure.id == procedure_id).options(*_WHOLE)
    found = session().scalar(chosen.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def goal(goal_id: UUID) -> Goal:
    """One goal with its Gegenstromverfahren, read whole. Raises `NotFound`."""
    procedure_id = session().scalar(select(Goal.procedure_id).where(Goal.id == goal_id))
    if procedure_id is None:
        raise NotFound
    return next(one for one in procedure(procedure_id).goals if one.id == goal_id)


def part(procedure_: GoalProcedure, part_id: UUID | None) -> GoalPart:
    """A part of a Gegenstromverfahren that was read whole. Raises `NotFound`."""
    found = next((one for one in procedure_.parts if one.id == part_id), None)
    if found is None:
        raise NotFound
    return found


def of_form(submission_key: UUID) -> GoalProcedure | None:
    """The Gegenstromverfahren that a form made already."""
    return session().scalar(select(GoalProcedure).where(GoalProcedure.submission_key == submission_key))


def goal_of_form(submission_key: UUID) -> Goal | None:
    """The goal that a form made already."""
    return session().scalar(select(Goal).where(Goal.submission_key == submission_key))


def visible_procedures(viewer: Actor) -> Select[GoalProcedure]:
    """Those this person plans for, and all that left the first step. Order is the caller's."""
    planned = within(GoalProcedure.sozialraum_id, place_id=None, scope=viewer.scope_of(Role.PLANNER))
    if not planned:
        return select(GoalProcedure)
    return select(GoalProcedure).where(or_(planned[0], GoalProcedure.stage != ProcedureStage.SETTING))


def page_of(chosen: Select[GoalProcedure], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page, the newest first."""
    keys = (GoalProcedure.created_at.desc(), GoalProcedure.id.desc())
    return page_by_key(chosen.options(joinedload(GoalProcedure.place)), keys=keys, after=after, limit=limit)


def my_parts(viewer: Actor, procedure_: GoalProcedure) -> list[GoalPart]:
    """The parts for which this person answers. No query."""
    return [one for one in procedure_.parts if answers_for_it(viewer, one)]


def waiting_for(viewer: Actor, *, limit: int = 10) -> list[GoalProcedure]:
    """Gegenstromverfahren that ask somebody right now for whom this person answers, the earliest day first."""
    asking = (ProcedureStage.CHECKING, ProcedureStage.PROPOSING)
    chosen = (
        select(GoalProcedure)
        .where(GoalProcedure.stage.in_(asking), GoalProcedure.parts.any(_answered_by(viewer)))
        .options(joinedload(GoalProcedure.place), selectinload(GoalProcedure.parts).joinedload(GoalPart.place))
        .order_by(GoalProcedure.due_on.nulls_last(), GoalProcedure.id)
    )
    return list(session().scalars(chosen.limit(limit)))


def _answered_by(viewer: Actor) -> ColumnElement[bool]:
    """What `answers_for_it` says, as a condition on parts."""
    here = within(GoalPart.sozialraum_id, place_id=None, scope=viewer.scope_of(*ANSWERS_FOR_PLACE))
    theirs = and_(GoalPart.kind == PartKind.MUNICIPALITY, *here)
    if viewer.id is None or not viewer.holds(*ANSWERS_FOR_DEPARTMENT):
        return theirs
    return or_(theirs, and_(GoalPart.kind == PartKind.DEPARTMENT, GoalPart.responsible_id == viewer.id))


def statement(goal_: Goal, part_: GoalPart, round_: int) -> GoalStatement | None:
    """What a part said to a goal in a round. No query: the goal was read whole."""
    return next((one for one in goal_.statements if one.part_id == part_.id and one.round == round_), None)


def tree(procedure_: GoalProcedure) -> list[Node]:
    """The goals as a tree with their movement. Two queries, however many goals."""
    done, met = _statuses(procedure_.id)
    below: defaultdict[UUID | None, list[Goal]] = defaultdict(list)
    for one in procedure_.goals:
        below[one.parent_id].append(one)

    def node(one: Goal, depth: int) -> tuple[Node, _Measures, _Needs]:
        hung, felt = dict(done[one.id]), dict(met[one.id])
        children = []
        for child in below[one.id]:
            made, its_measures, its_needs = node(child, depth + 1)
            children.append(made)
            if made.goal.outcome.holds:
                hung |= its_measures
                felt |= its_needs
        moved = movement_of(hung.values(), felt.values())
        return Node(one, depth, moved, len(hung) + len(felt), tuple(children)), hung, felt

    return [node(one, 0)[0] for one in below[None]]


def node_of(procedure_: GoalProcedure, goal_id: UUID) -> Node:
    """One goal in its tree."""
    return next(one for root in tree(procedure_) for one in root.walk() if one.goal.id == goal_id)


def links(viewer: Actor, goal_id: UUID) -> tuple[list[Measure], list[Need]]:
    """The Maßnahmen and Bedarfe that hang on a goal itself and that this person may read."""
    measure_ids = session().scalars(select(goal_measure.c.measure_id).where(goal_measure.c.goal_id == goal_id)).all()
    need_ids = session().scalars(select(goal_need.c.need_id).where(goal_need.c.goal_id == goal_id)).all()
    found = needs.needs_by_id(viewer, list(need_ids)) if need_ids else []
    return measures.measures_by_id(viewer, measure_ids), found


def choosable(viewer: Actor, procedure_: GoalProcedure, *, limit: int = 200) -> tuple[list[Measure], list[Need]]:
    """Maßnahmen and open Bedarfe of the place that this person may hang on a goal."""
    filters = measures.MeasureFilters(place_id=procedure_.sozialraum_id)
    wanted = needs.NeedFilters(place_id=procedure_.sozialraum_id)
    chosen = needs.visible_needs(viewer, wanted).order_by(Need.seq.desc()).limit(limit)
    return measures.all_measures(viewer, filters, limit=limit), list(session().scalars(chosen))


def goals_of_need(viewer: Actor, need_id: UUID) -> list[Goal]:
    """The goals a Bedarf hangs on, of Gegenstromverfahren this person may see."""
    ids = select(goal_need.c.goal_id).where(goal_need.c.need_id == need_id)
    seen = visible_procedures(viewer).with_only_columns(GoalProcedure.id)
    chosen = select(Goal).where(Goal.id.in_(ids), Goal.procedure_id.in_(seen))
    return list(session().scalars(chosen.options(joinedload(Goal.procedure)).order_by(Goal.title, Goal.id).limit(20)))


def readings(procedure_: GoalProcedure, goals: Collection[Goal]) -> dict[UUID, Reading]:
    """Today's number of each goal that has one, for the place of its owner. Two queries, none without a Kennzahl."""
    asked = [one for one in goals if one.indicator_key]
    if not asked:
        return {}
    known = indicators.definitions_of(sorted({one.indicator_key for one in asked}))
    where = {one.id: one.part.sozialraum_id if one.part else procedure_.sozialraum_id for one in asked}
    found = indicators.figures_of(sorted(set(where.values())), sorted(known))
    made = {}
    for one in asked:
        if one.indicator_key in known:
            figure = found[where[one.id], one.indicator_key]
            made[one.id] = Reading(known[one.indicator_key].name, figure, _is_met(one, figure))
    return made


def versions(procedure_id: UUID) -> Sequence[GoalVersion]:
    """The frozen Fassungen, the oldest first."""
    chosen = select(GoalVersion).where(GoalVersion.procedure_id == procedure_id)
    return session().scalars(chosen.order_by(GoalVersion.frozen_at, GoalVersion.id)).all()


def presented(procedure_: GoalProcedure) -> dict[str, dict[str, Any]]:
    """The goals as departments and Gemeinden got them in the present round, by id in words; empty before the first check.

    One query. In the first round this is the Fassung of the leadership, later the one with which the round before ended.
    """
    is_first = procedure_.round == 1
    chosen = select(GoalVersion.content).where(
        GoalVersion.procedure_id == procedure_.id,
        GoalVersion.round == (1 if is_first else procedure_.round - 1),
        GoalVersion.stage == (ProcedureStage.SETTING if is_first else ProcedureStage.RECONCILING),
    )
    found = session().scalar(chosen)
    return {one["id"]: one for one in found["goals"]} if found else {}


def version(procedure_id: UUID, round_: int, stage: ProcedureStage) -> GoalVersion:
    """One Fassung. Raises `NotFound`."""
    chosen = select(GoalVersion).where(
        GoalVersion.procedure_id == procedure_id, GoalVersion.round == round_, GoalVersion.stage == stage
    )
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of these Gegenstromverfahren. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(GoalProcedure.id, GoalProcedure.title).where(GoalProcedure.id.in_(ids)))
    return {row.id: row.title for row in rows}


def _statuses(procedure_id: UUID) -> tuple[dict[UUID, _Measures], dict[UUID, _Needs]]:
    """By goal, the states of what hangs on it; where a Bedarf went into another one, that one hangs there too."""
    done: defaultdict[UUID, _Measures] = defaultdict(dict)
    met: defaultdict[UUID, _Needs] = defaultdict(dict)
    mine = select(Goal.id).where(Goal.procedure_id == procedure_id)
    hung = select(goal_measure.c.goal_id, Measure).join(Measure, Measure.id == goal_measure.c.measure_id)
    for goal_id, measure in session().execute(hung.where(goal_measure.c.goal_id.in_(mine))):
        done[goal_id][measure.id] = measure.status
    hangs = select(goal_need.c.goal_id, goal_need.c.need_id).where(goal_need.c.goal_id.in_(mine)).cte(recursive=True)
    merged = select(hangs.c.goal_id, Need.merged_into_id).join(Need, Need.id == hangs.c.need_id)
    hangs = hangs.union(merged.where(Need.merged_into_id.is_not(None)))
    felt = select(hangs.c.goal_id, Need.id, Need.status).join(Need, Need.id == hangs.c.need_id)
    for goal_id, need_id, status in session().execute(felt.where(Need.deleted_at.is_(None))):
        met[goal_id][need_id] = status
    return done, met


def _is_met(one: Goal, figure: Figure) -> bool | None:
    if figure.value is None or one.target_value is None:
        return None
    return figure.value >= one.target_value if one.aim is TargetAim.AT_LEAST else figure.value <= one.target_value
