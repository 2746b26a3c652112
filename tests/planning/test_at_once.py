"""Two at the same moment: one is told that somebody was faster, nothing is there twice, and what is frozen misses nobody."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.kernel.db import db, unit_of_work
from portal.kernel.db import session as current_session
from portal.kernel.errors import DomainError, Forbidden
from portal.kernel.policy import SYSTEM, Role
from portal.planning.actions import goal_rounds, measures, priorities
from portal.planning.models.goals import GoalVersion
from portal.planning.queries import goals as goal_queries
from portal.planning.queries import measures as measure_queries
from portal.planning.queries import priorities as round_queries
from portal.planning.terms.goals import ProcedureStage, StatementAnswer
from tests.factories.accounts import make_account
from tests.factories.goals import go_to, make_goal, make_procedure
from tests.factories.measures import make_measure
from tests.factories.needs import make_need
from tests.factories.places import make_place
from tests.factories.planning import make_round, score_all
from tests.needs.test_at_once import at_once

Work = Callable[[], None]


def overtaken(app: Flask, first: Work, second: Work) -> Counter[str]:
    """Begin the second while the first is not yet stored; the first waits a while for it. Answers both outcomes."""
    is_said, is_over = threading.Event(), threading.Event()

    def begin() -> None:
        first()
        current_session().flush()
        is_said.set()
        is_over.wait(1.0)

    def follow() -> None:
        is_said.wait(60)

    def run(before: Work, work: Work, after: Work) -> str:
        with app.app_context():
            before()
            try:
                with unit_of_work():
                    work()
            except DomainError as error:
                return error.code
            finally:
                after()
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(lambda: Context().run(run, lambda: None, begin, is_said.set))
        other = pool.submit(lambda: Context().run(run, follow, second, is_over.set))
        return Counter([one.result(), other.result()])


def test_a_bedarf_is_linked_once(app: Flask, session: Session) -> None:
    need, measure = make_need("Bus", make_place("Legau")), make_measure()
    need_id, measure_id = need.id, measure.id
    session.rollback()

    def link() -> None:
        measures.link_need(measure_queries.measure(measure_id), need_id, by=SYSTEM)

    outcomes = at_once(app, [link] * 6)

    assert outcomes["done"] >= 1
    assert set(outcomes) <= {"done", "conflict"}
    assert measure_queries.need_ids_of(measure_id) == [need_id]


def test_what_is_said_while_a_step_ends_is_part_of_its_fassung(app: Flask, session: Session) -> None:
    procedure = make_procedure(gemeinde=make_place("Legau"))
    goal = make_goal(procedure)
    go_to(procedure, ProcedureStage.CHECKING)
    part, version = goal_queries.procedure(procedure.id).parts[0], goal_queries.procedure(procedure.id).version
    goal_id, part_id, procedure_id = goal.id, part.id, procedure.id
    session.rollback()

    def say() -> None:
        fresh = goal_queries.goal(goal_id)
        mine = goal_queries.part(fresh.procedure, part_id)
        goal_rounds.state(fresh, mine, answer=StatementAnswer.AGREE, reason="", wording="", version=0, by=SYSTEM)

    def move() -> None:
        goal_rounds.go_on(goal_queries.procedure(procedure_id), ProcedureStage.PROPOSING, version=version, by=SYSTEM)

    assert overtaken(app, say, move) == {"done": 2}
    kept = session.scalars(select(GoalVersion).where(GoalVersion.stage == ProcedureStage.CHECKING)).one()
    assert [len(one["statements"]) for one in kept.content["goals"]] == [1]


def test_nobody_says_anything_to_a_step_that_ended_meanwhile(app: Flask, session: Session) -> None:
    speaks = make_account(Role.SECTOR_PLANNER)
    procedure = make_procedure(department=speaks)
    goal = make_goal(procedure)
    go_to(procedure, ProcedureStage.CHECKING)
    part, version = goal_queries.procedure(procedure.id).parts[0], goal_queries.procedure(procedure.id).version
    procedure_id, goal_id, part_id = procedure.id, goal.id, part.id
    session.rollback()

    def move() -> None:
        fresh = goal_queries.procedure(procedure_id)
        goal_rounds.go_on(fresh, ProcedureStage.PROPOSING, version=version, by=SYSTEM)

    def say() -> None:
        fresh = goal_queries.goal(goal_id)
        mine = goal_queries.part(fresh.procedure, part_id)
        goal_rounds.state(fresh, mine, answer=StatementAnswer.AGREE, reason="", wording="", version=0, by=speaks)

    assert overtaken(app, move, say) == {"done": 1, Forbidden.code: 1}


def test_a_sheet_that_is_handed_in_while_a_round_ends_counts_or_is_refused(app: Flask, session: Session) -> None:
    place = make_place("Legau")
    needs = [make_need("Bus", place), make_need("Treff", place)]
    people = [make_account(Role.PLANNER), make_account(Role.PLANNER), make_account(Role.PLANNER)]
    made = make_round(needs, people)
    for one in people[:2]:
        score_all(made, one, 3, 4)
    late, round_id = people[2], made.id
    fresh = round_queries.round_(round_id)
    points = {(entry.id, one.id): 5 for entry in fresh.entries for one in fresh.criteria}
    session.rollback()

    def close() -> None:
        priorities.close_round(round_queries.round_(round_id), by=SYSTEM)

    def hand_in() -> None:
        priorities.save_scores(round_queries.round_(round_id), points, hand_in=True, by=late)

    assert overtaken(app, close, hand_in) == {"done": 1, Forbidden.code: 1}
    ended = round_queries.round_(round_id)
    assert [one.has_handed_in for one in ended.members].count(True) == 2
