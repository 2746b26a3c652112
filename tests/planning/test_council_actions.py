"""From the Handlungsempfehlung to the Beschluss: what can follow what, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, InvalidTransition
from portal.kernel.policy import SYSTEM, Role
from portal.needs.models import PublicAnswer
from portal.needs.terms import NeedStatus
from portal.planning.actions import committees, decisions, papers, recommendations
from portal.planning.actions.decisions import NeedAnswer
from portal.planning.models import CommitteeResponsibility, Decision
from portal.planning.queries import committees as committee_queries
from portal.planning.queries import decisions as decision_queries
from portal.planning.queries import papers as paper_queries
from portal.planning.queries import recommendations as recommendation_queries
from portal.planning.terms.decisions import DeliberationRole, Result
from portal.planning.terms.papers import PaperState
from portal.planning.terms.recommendations import RecommendationState
from portal.sectorplans import actions as sectorplans
from portal.sectorplans.actions import PlanDraft
from portal.sectorplans.models import Committee
from tests.factories.accounts import make_account
from tests.factories.council import (
    make_committee,
    make_decision,
    make_paper,
    make_recommendation,
    make_session,
    make_station,
    note,
    result,
)
from tests.factories.county import make_county
from tests.factories.needs import make_answered, make_need
from tests.factories.places import make_place
from tests.factories.sectorplans import make_plan

READY = RecommendationState.READY


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county(with_terms=True)


def test_a_committee_of_the_register_outlives_the_sector_plan_that_named_it() -> None:
    plan = make_plan(committees=("Kreistag", "Beirat"))
    kreistag = session().scalars(select(Committee).where(Committee.name == "Kreistag")).one()
    with unit_of_work():
        committees.add_session(kreistag, held_on=today(), by=SYSTEM)
    with unit_of_work():
        sectorplans.edit_plan(plan, PlanDraft(name=plan.name), version=plan.version, by=SYSTEM)

    assert [one.name for one in committee_queries.committees()] == ["Kreistag"]


def test_the_example_is_marked_and_replaces_nothing() -> None:
    with unit_of_work():
        first = committees.ship_example(by=SYSTEM)
    with unit_of_work():
        again = committees.ship_example(by=SYSTEM)

    assert first > 10
    assert again == 0
    assert all(session().scalars(select(CommitteeResponsibility.is_example)))


def test_ready_needs_an_option_and_withdrawing_takes_the_papers_along() -> None:
    bare = make_recommendation(options=0)
    with pytest.raises(InvalidInput, match="mindestens eine Option"), unit_of_work():
        recommendations.move_recommendation(bare, READY, by=SYSTEM)
    paper = make_paper()
    with unit_of_work():
        recommendations.move_recommendation(paper.recommendation, RecommendationState.WITHDRAWN, by=SYSTEM)

    assert paper_queries.paper(paper.id).state is PaperState.WITHDRAWN


def test_one_option_is_proposed_at_a_time_and_removing_it_makes_a_draft_again() -> None:
    row = make_recommendation(state=READY)
    with unit_of_work():
        recommendations.choose_option(row, row.options[1], by=SYSTEM)
    assert [one.is_chosen for one in recommendation_queries.recommendation(row.id).options] == [False, True]
    with unit_of_work():
        recommendations.remove_option(row, row.options[1], by=SYSTEM)

    assert recommendation_queries.recommendation(row.id).state is RecommendationState.DRAFT


def test_what_lies_before_a_committee_can_no_longer_be_rewritten() -> None:
    paper = make_paper()
    make_station(paper)
    row = recommendation_queries.recommendation(paper.recommendation_id)

    assert row.state is RecommendationState.IN_COUNCIL
    with pytest.raises(InvalidTransition, match="liegt einem Gremium vor"), unit_of_work():
        recommendations.choose_option(row, row.options[1], by=SYSTEM)


def test_what_was_submitted_stays_as_it_was() -> None:
    paper = make_paper()
    first = make_station(paper)
    with unit_of_work():
        whole = paper_queries.paper(paper.id)
        draft = papers.PaperDraft(title=whole.title, dated_on=whole.dated_on, facts="Neu", proposal="Anders")
        papers.edit_paper(whole, draft, version=whole.version, by=SYSTEM)
    second = make_station(paper)

    assert [one.number for one in paper_queries.versions_of(paper.id)] == [2, 1]
    assert first.paper_version is not None
    assert first.paper_version.content["facts"] == "Nach 19 Uhr fährt kein Bus."
    assert second.paper_version is not None
    assert second.paper_version.content["facts"] == "Neu"


def test_the_same_words_make_no_second_version() -> None:
    paper = make_paper()
    make_station(paper)
    make_station(paper)

    assert [one.number for one in paper_queries.versions_of(paper.id)] == [1]


def test_a_paper_holds_the_figures_of_its_needs() -> None:
    need = make_need("Bus", voices=3)
    paper = make_paper(make_recommendation(needs=[need], state=READY))
    station = make_station(paper)

    assert station.paper_version is not None
    (told,) = station.paper_version.content["needs"]
    assert (told["people"], told["contributions"], told["for"], told["against"]) == (3, 3, 3, 0)
    assert [number for _label, number in told["channels"]] == [3]


def test_an_empty_paper_is_not_submitted() -> None:
    paper = make_paper()
    with unit_of_work():
        whole = paper_queries.paper(paper.id)
        whole.proposal = ""
    with pytest.raises(InvalidInput, match="Beschlussvorschlag"):
        make_station(paper)


def test_a_session_before_the_paper_is_refused() -> None:
    with pytest.raises(InvalidInput, match="vor dem Datum der Vorlage"):
        make_station(make_paper(), make_session(in_days=-40))


def test_a_majority_makes_a_decision_and_moves_paper_and_recommendation() -> None:
    decision = make_decision()

    assert decision.result is Result.MAJORITY
    assert decision.wording == "Der Ausschuss beschließt den Rufbus."
    assert decision.paper.state is PaperState.DECIDED
    assert decision.paper.recommendation.state is RecommendationState.DECIDED


@pytest.mark.parametrize("kind", [Result.ADJOURNED, Result.REFERRED, Result.NOTED])
def test_what_settles_nothing_makes_no_decision(kind: Result) -> None:
    paper = make_paper()

    assert note(paper, make_station(paper), result(kind, review_on=None)) is None
    assert paper_queries.paper(paper.id).state is PaperState.SUBMITTED


def test_an_advising_committee_makes_no_decision() -> None:
    paper = make_paper()
    station = make_station(paper, role=DeliberationRole.PREPARING)

    assert note(paper, station, result(Result.UNANIMOUS, review_on=None)) is None


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"review_on": None}, "review_on", "Ohne Wiedervorlage"),
        ({"decided_on": -31}, "decided_on", "älter als die Vorlage"),
        ({"decided_on": -6}, "decided_on", "älter als die Sitzung"),
        ({"decided_on": 1}, "decided_on", "liegt noch vor uns"),
        ({"review_on": -5}, "review_on", "nach dem Beschluss"),
        ({"review_on": 4000}, "review_on", "zehn Jahre"),
        ({"result": Result.UNANIMOUS, "votes_yes": 9, "votes_no": 1}, "votes_no", "keine Stimme dagegen"),
        ({"votes_yes": 5, "votes_no": 5}, "votes_yes", "Stimmengleichheit"),
        ({"result": Result.REJECTED, "votes_yes": 6, "votes_no": 5}, "votes_yes", "Mehrheit dafür"),
        ({"votes_yes": 1000}, "votes_yes", "ganze Zahlen"),
        ({"outside_address": "http://ris.example"}, "outside_address", "https://"),
    ],
)
def test_a_result_that_cannot_be_is_refused_with_a_sentence(told: dict[str, Any], field: str, words: str) -> None:
    """Days are told as so many from today."""
    days = {name: today() + timedelta(days=told[name]) for name in ("decided_on", "review_on") if told.get(name)}
    paper = make_paper()
    station = make_station(paper)
    with pytest.raises(InvalidInput, match=words) as refused:
        note(paper, station, result(**(told | days)))

    assert refused.value.field == field
    assert session().scalars(select(Decision)).all() == []


def test_a_session_ahead_has_no_result_and_one_not_submitted_to_has_none_either() -> None:
    paper = make_paper()
    ahead = make_station(paper, make_session(in_days=3))
    with pytest.raises(InvalidInput, match="war noch nicht"):
        note(paper, ahead, result())
    waiting = make_station(paper, submitted=False)
    with pytest.raises(InvalidTransition, match="noch nicht gegeben"):
        note(paper, waiting, result())


def test_a_result_can_be_corrected_and_the_decision_goes() -> None:
    paper = make_paper()
    station = make_station(paper)
    note(paper, station, result())
    note(paper, station, result(Result.ADJOURNED, review_on=None))

    assert session().scalars(select(Decision)).all() == []
    assert recommendation_queries.recommendation(paper.recommendation_id).state is RecommendationState.IN_COUNCIL


def test_two_who_note_a_result_do_not_overwrite_each_other() -> None:
    paper = make_paper()
    station = make_station(paper)
    note(paper, station, result())
    with pytest.raises(Conflict), unit_of_work():
        whole = paper_queries.paper(paper.id)
        fresh = paper_queries.deliberation(whole, station.id)
        decisions.note_result(whole, fresh, result(), version=fresh.version - 1, by=SYSTEM)


def test_a_session_that_decided_neither_moves_nor_falls_away() -> None:
    meets = make_decision().deliberation.session
    with pytest.raises(InvalidTransition), unit_of_work():
        committees.cancel_session(meets, by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        committees.edit_session(meets, held_on=today(), begins_at=None, venue="", version=meets.version, by=SYSTEM)


def test_a_decision_proposes_what_can_follow_and_tells_nobody_by_itself() -> None:
    confirmed, fresh = make_need("Bus", voices=1), make_need("Bank", voices=1)
    make_answered(confirmed, NeedStatus.CONFIRMED)
    decision = make_decision(make_paper(make_recommendation(needs=[confirmed, fresh], state=READY)))
    planner = make_account(Role.PLANNER)

    proposed = decision_queries.proposals(planner, decision)

    assert [one.status for one in proposed] == [NeedStatus.PLANNED, None]
    assert len(session().scalars(select(PublicAnswer)).all()) == 1


def test_telling_skips_and_names_what_cannot_follow() -> None:
    confirmed, fresh = make_need("Bus", voices=1), make_need("Bank", voices=1)
    make_answered(confirmed, NeedStatus.CONFIRMED)
    decision = make_decision(make_paper(make_recommendation(needs=[confirmed, fresh], state=READY)))
    answers = [NeedAnswer(one, NeedStatus.PLANNED, "Jetzt wird geplant.", one.version) for one in (confirmed, fresh)]
    with unit_of_work():
        told = decisions.tell_needs(decision, answers, by=SYSTEM)

    assert [one.title for one in told.done] == ["Bus"]
    assert [one.title for one in told.skipped] == ["Bank"]


def test_telling_is_all_or_nothing_when_somebody_else_was_faster() -> None:
    first, second = make_need("Bus"), make_need("Bank")
    for one in (first, second):
        make_answered(one, NeedStatus.CONFIRMED)
    decision = make_decision(make_paper(make_recommendation(needs=[first, second], state=READY)))
    answers = [NeedAnswer(one, NeedStatus.PLANNED, "Jetzt wird geplant.", one.version) for one in (first, second)]
    stale = [answers[0], replace(answers[1], version=answers[1].version - 1)]
    with pytest.raises(Conflict), unit_of_work():
        decisions.tell_needs(decision, stale, by=SYSTEM)

    assert {one.status for one in (first, second)} == {NeedStatus.CONFIRMED}


def test_a_decision_comes_back_until_it_was_looked_at() -> None:
    decision = make_decision()
    until = today() + timedelta(days=400)
    assert [one.id for one in decision_queries.decisions_to_review(SYSTEM, until=until)] == [decision.id]
    with unit_of_work():
        decisions.review_decision(
            decision, found="Der Rufbus fährt.", again_on=None, version=decision.version, by=SYSTEM
        )

    assert list(decision_queries.decisions_to_review(SYSTEM, until=until)) == []


def test_who_plans_elsewhere_writes_nothing_here() -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Babenhausen")
    paper = make_paper(make_recommendation(place=here, state=READY))
    other = make_account(Role.PLANNER, elsewhere)
    with pytest.raises(Forbidden), unit_of_work():
        papers.withdraw_paper(paper, by=other)
    with pytest.raises(Forbidden), unit_of_work():
        committees.add_committee(committees.CommitteeDraft(name="Kreistag"), by=other)
    with unit_of_work():
        made = committees.add_committee(committees.CommitteeDraft(name="Gemeinderat", place=elsewhere), by=other)

    assert made.is_kept
    assert make_committee("Kreistag").lineage == ()
