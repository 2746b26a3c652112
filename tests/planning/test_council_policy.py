"""One truth table per permission: roles × places × states."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, Role, allows
from portal.places.models import Sozialraum
from portal.planning.policy.committees import CommitteePermission
from portal.planning.policy.council import DecisionPermission, PaperPermission, RecommendationPermission
from portal.planning.queries import papers, recommendations
from portal.planning.terms.papers import PaperState
from portal.planning.terms.recommendations import RecommendationState
from tests.factories.council import make_committee, make_decision, make_paper, make_recommendation, make_station
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.places import make_place, make_root

READERS = {Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY}
PLANNER = {Role.PLANNER}
NOBODY: set[Role] = set()
READY = RecommendationState.READY


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county(with_terms=True)


def somebody(role: Role, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)]
    return Account(id=uuid4(), is_active=True, grants=grants)


def who_may(permission: object, thing: object, place: Sozialraum | None) -> set[Role]:
    assert not allows(permission, ANONYMOUS, thing)  # type: ignore[arg-type]
    return {role for role in Role if allows(permission, somebody(role, place), thing)}  # type: ignore[arg-type]


def test_committees_are_read_by_all_who_read_needs_and_kept_by_the_planning_of_the_place() -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Babenhausen")
    of_place, of_county = make_committee(place=here), make_committee()

    assert who_may(CommitteePermission.READ, of_place, elsewhere) == READERS
    assert who_may(CommitteePermission.EDIT, of_place, here) == PLANNER
    assert who_may(CommitteePermission.EDIT, of_place, elsewhere) == NOBODY
    assert who_may(CommitteePermission.EDIT, of_county, here) == NOBODY
    assert who_may(CommitteePermission.EDIT, of_county, None) == PLANNER
    assert who_may(CommitteePermission.SHIP, None, here) == NOBODY
    assert who_may(CommitteePermission.SHIP, None, None) == PLANNER
    assert who_may(CommitteePermission.ADD, None, here) == PLANNER


@pytest.mark.parametrize(
    ("state", "readers", "editors"),
    [
        (RecommendationState.DRAFT, PLANNER, PLANNER),
        (RecommendationState.READY, READERS, PLANNER),
        (RecommendationState.IN_COUNCIL, READERS, NOBODY),
        (RecommendationState.DECIDED, READERS, NOBODY),
        (RecommendationState.WITHDRAWN, READERS, NOBODY),
    ],
)
def test_recommendations_by_state(state: RecommendationState, readers: set[Role], editors: set[Role]) -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Babenhausen")
    row = make_recommendation(place=here, needs=[make_need(place=here)])
    with unit_of_work():
        row.state = state

    assert who_may(RecommendationPermission.READ, row, here) == readers
    assert who_may(RecommendationPermission.READ, row, elsewhere) == NOBODY
    assert who_may(RecommendationPermission.EDIT, row, here) == editors
    assert who_may(RecommendationPermission.EDIT, row, elsewhere) == NOBODY
    assert who_may(RecommendationPermission.MOVE, row, here) == PLANNER
    assert who_may(RecommendationPermission.PUT, row, elsewhere) == NOBODY


def test_who_reads_a_need_reads_what_was_recommended_for_the_whole_county() -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Babenhausen")
    row = make_recommendation(place=make_root(), needs=[make_need(place=here)], state=READY)

    assert who_may(RecommendationPermission.READ, row, here) == READERS
    assert who_may(RecommendationPermission.READ, row, elsewhere) == NOBODY
    assert who_may(RecommendationPermission.MOVE, row, here) == NOBODY


@pytest.mark.parametrize(
    ("state", "readers", "editors"),
    [
        (PaperState.DRAFT, PLANNER, PLANNER),
        (PaperState.SUBMITTED, READERS, PLANNER),
        (PaperState.DECIDED, READERS, PLANNER),
        (PaperState.WITHDRAWN, READERS, NOBODY),
    ],
)
def test_papers_by_state(state: PaperState, readers: set[Role], editors: set[Role]) -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Babenhausen")
    paper = make_paper(make_recommendation(place=here, needs=[make_need(place=here)], state=READY))
    with unit_of_work():
        paper.state = state

    assert who_may(PaperPermission.READ, paper, here) == readers
    assert who_may(PaperPermission.READ, paper, elsewhere) == NOBODY
    assert who_may(PaperPermission.EDIT, paper, here) == editors
    assert who_may(PaperPermission.DELIBERATE, paper, here) == editors
    assert who_may(PaperPermission.EDIT, paper, elsewhere) == NOBODY
    assert who_may(PaperPermission.TEMPLATE, None, here) == NOBODY
    assert who_may(PaperPermission.TEMPLATE, None, None) == PLANNER


def test_decisions() -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Babenhausen")
    decision = make_decision(make_paper(make_recommendation(place=here, needs=[make_need(place=here)], state=READY)))

    assert who_may(DecisionPermission.READ, decision, here) == READERS
    assert who_may(DecisionPermission.READ, decision, elsewhere) == NOBODY
    assert who_may(DecisionPermission.FOLLOW, decision, here) == PLANNER
    assert who_may(DecisionPermission.FOLLOW, decision, elsewhere) == NOBODY


@pytest.mark.parametrize("role", sorted(READERS))
def test_lists_hold_exactly_what_may_be_read(role: Role) -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Babenhausen")
    rows = []
    for place in (here, elsewhere, make_root()):
        need = make_need(place=here if place.parent_id is None else place)
        for state in (RecommendationState.DRAFT, READY):
            row = make_recommendation(place=place, needs=[need], state=state)
            rows.append(row)
            if state is READY:
                make_station(make_paper(row))
                make_paper(row)
    viewer = somebody(role, here)

    shown = recommendations.page_of_recommendations(recommendations.visible_recommendations(viewer), after=None).rows
    every = [recommendations.recommendation(one.id) for one in rows]
    found = papers.page_of_papers(papers.visible_papers(viewer), after=None).rows
    every_paper = papers.papers_of([one.id for one in rows])

    assert {one.id for one in shown} == {one.id for one in every if allows(RecommendationPermission.READ, viewer, one)}
    assert {one.id for one in found} == {one.id for one in every_paper if allows(PaperPermission.READ, viewer, one)}
    assert shown
    assert found
