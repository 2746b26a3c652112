"""Changing questionnaires, comparing them, and who may do what with a survey."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.places.models import Sozialraum
from portal.surveys import queries
from portal.surveys.actions import editing, publishing
from portal.surveys.policy import SurveyPermission as May
from portal.surveys.terms import Comparison, Junction, QuestionKind, Questionnaire, Section, SurveyState, Test
from portal.surveys.terms import editing as edit
from portal.surveys.terms.comparing import changes_between
from tests.factories.places import make_place
from tests.factories.surveys import make_questionnaire, make_response, make_survey, question

EDITORS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
PUBLISHERS = {Role.PLANNER, Role.MUNICIPALITY}
DRAFT, PUBLISHED, CLOSED = SurveyState


def three() -> Questionnaire:
    a, b, c = (question(code, QuestionKind.YES_NO) for code in "abc")
    return Questionnaire(
        sections=(Section(title={"de": "Eins"}, questions=(a, b)), Section(title={"de": "Zwei"}, questions=(c,)))
    )


def codes(questionnaire: Questionnaire) -> list[str]:
    return ["".join(one.code for one in section.questions) for section in questionnaire.sections]


@pytest.mark.parametrize(
    ("code", "by", "after"),
    [
        ("a", -1, ["ab", "c"]),
        ("a", 1, ["ba", "c"]),
        ("b", 1, ["a", "bc"]),
        ("c", -1, ["abc", ""]),
        ("c", 1, ["ab", "c"]),
    ],
)
def test_a_question_moves_by_one_place_and_over_the_edge_of_its_section(code: str, by: int, after: list[str]) -> None:
    assert codes(edit.moved(three(), code, by=by)) == after


@pytest.mark.parametrize(
    ("spot", "after"),
    [
        (edit.Spot(after="a"), ["adb", "c"]),
        (edit.Spot(after="c"), ["ab", "cd"]),
        (edit.Spot(section=0), ["abd", "c"]),
        (edit.Spot(section=99), ["ab", "cd"]),
        (edit.Spot(after="gone"), ["ab", "cd"]),
    ],
)
def test_a_further_question_goes_behind_another_or_to_the_end_of_a_section(spot: edit.Spot, after: list[str]) -> None:
    assert codes(edit.added(three(), question("d", QuestionKind.DATE), spot)) == after


def test_what_was_taken_out_comes_back_to_its_place_whatever_happened_since() -> None:
    gone = edit.taken_out(three(), "b")
    without = edit.removed(three(), "b")

    assert edit.put_back(without, gone)[0] == three()
    assert codes(edit.put_back(edit.section_removed(without, 0), gone)[0]) == ["abc"]
    assert codes(edit.put_back(Questionnaire(), gone)[0]) == ["b"]
    again, code = edit.put_back(three(), gone)
    assert (code, codes(again)) == ("b_2", ["ab_2b", "c"])


def test_a_removed_question_waits_beside_the_draft_and_enters_no_version(app: Flask) -> None:
    survey = ready(questionnaire=three())
    with unit_of_work():
        editing.remove_question(survey, "b", version=survey.version, by=SYSTEM)
    with unit_of_work():
        editing.save_draft(survey, edit.moved(queries.draft_of(survey), "a", by=1), version=survey.version, by=SYSTEM)
    with unit_of_work():
        survey.paper_seen_at = survey.tried_at = now()

    with unit_of_work():
        version = publishing.publish(survey, by=SYSTEM)

    assert queries.REMOVED not in version.definition
    assert not queries.has_changes(survey)
    with pytest.raises(Conflict):
        editing.restore_question(survey, version=survey.version - 1, by=SYSTEM)
    with unit_of_work():
        assert editing.restore_question(survey, version=survey.version, by=SYSTEM) == "b"
    assert queries.removed_question(survey) is None
    with pytest.raises(InvalidInput):
        editing.restore_question(survey, version=survey.version, by=SYSTEM)


def test_taking_a_heading_away_loses_no_question() -> None:
    assert codes(edit.section_removed(three(), 0)) == ["abc"]
    assert codes(edit.section_removed(three(), 1)) == ["abc"]
    assert codes(edit.section_removed(edit.section_removed(three(), 1), 0)) == ["abc"]


def test_conditions_follow_a_question_to_its_new_code() -> None:
    condition = Junction((Comparison("a", Test.IS, "yes"), Comparison("b", Test.ANSWERED)), any_of=True)
    with_condition = three().replaced(replace(three().by_code["c"], show_if=condition))

    renamed = edit.recoded(with_condition, "a", "first")

    assert renamed.by_code["c"].show_if == Junction(
        (Comparison("first", Test.IS, "yes"), Comparison("b", Test.ANSWERED)), any_of=True
    )
    assert renamed.problems() == []


def test_a_copy_gets_a_code_of_its_own_however_often() -> None:
    once, first = edit.copied(three(), "a")
    twice, second = edit.copied(once, "a")

    assert (first, second) == ("a_2", "a_3")
    assert len(twice.by_code) == 5


def test_what_changed_is_told_question_by_question() -> None:
    before = three()
    after = edit.removed(before.replaced(question("a", QuestionKind.YES_NO, "Neu gefragt?")), "b")
    after = edit.added(after, question("d", QuestionKind.DATE), edit.Spot(section=1))

    changes = changes_between(before, after)

    named = [[one.code for one in part] for part in (changes.added, changes.removed, changes.changed)]
    assert named == [["d"], ["b"], ["a"]]
    assert not changes.arranged
    assert changes_between(before, edit.section_moved(before, 0, by=1)).arranged
    assert not changes_between(before, three()).is_any


def somebody(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


@pytest.mark.parametrize(
    ("permission", "draft", "published", "closed"),
    [
        (May.READ, EDITORS, EDITORS, EDITORS),
        (May.EDIT, EDITORS, EDITORS, set()),
        (May.PUBLISH, PUBLISHERS, PUBLISHERS, set()),
        (May.CLOSE, set(), PUBLISHERS, set()),
        (May.REOPEN, set(), set(), PUBLISHERS),
        (May.DISCARD, EDITORS, set(), set()),
    ],
)
def test_roles_and_states(
    app: Flask, permission: May, draft: set[Role], published: set[Role], closed: set[Role]
) -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Kammlach")
    for state, allowed in ((DRAFT, draft), (PUBLISHED, published), (CLOSED, closed)):
        thing = make_survey(state=state, place=here)
        for place in (None, thing.sozialraum):
            assert {role for role in Role if allows(permission, somebody(role, place), thing)} == allowed, state
        assert not {role for role in Role if allows(permission, somebody(role, elsewhere), thing)}
        assert not allows(permission, ANONYMOUS, thing)


def ready(**values: Any) -> Any:
    survey = make_survey(state=DRAFT, paper_seen_at=now(), tried_at=now(), **values)
    return queries.survey(survey.id)


def test_publishing_freezes_a_version_and_answers_stay_with_theirs(app: Flask) -> None:
    survey = ready()
    with unit_of_work():
        first = publishing.publish(queries.survey(survey.id), by=SYSTEM)
    response = make_response(queries.survey(survey.id))
    with unit_of_work():
        fresh = queries.survey(survey.id)
        changed = edit.removed(queries.draft_of(fresh), "age")
        editing.save_draft(fresh, changed, version=fresh.version, by=SYSTEM)
    assert queries.survey(survey.id).tried_at is None
    with pytest.raises(InvalidInput), unit_of_work():
        publishing.publish(queries.survey(survey.id), by=SYSTEM)

    with unit_of_work():
        fresh = queries.survey(survey.id)
        fresh.paper_seen_at = fresh.tried_at = now()
        second = publishing.publish(fresh, by=SYSTEM)

    assert (first.number, second.number) == (1, 2)
    assert response.version_id == first.id
    assert "age" in queries.questionnaire_of(first.id).by_code
    assert "age" not in queries.questionnaire_of(second.id).by_code
    assert audit.verify().holds


@pytest.mark.parametrize(
    "missing",
    [
        {"titles": {"de": "Ohne Zweck"}, "purposes": {}},
        {"closes_at": None},
        {"opens_at": now() - timedelta(days=9), "closes_at": now() - timedelta(days=1)},
        {"audience": ""},
        {"contact_phone": ""},
        {"paper_seen_at": None},
        {"tried_at": None},
        {"questionnaire": make_questionnaire(question("only", QuestionKind.INFO))},
    ],
    ids=["purpose", "end", "past", "privacy", "contact", "paper", "trial", "questions"],
)
def test_nothing_is_published_before_the_checklist_is_complete(app: Flask, missing: dict[str, Any]) -> None:
    values = {"paper_seen_at": now(), "tried_at": now()} | missing
    survey = make_survey(state=DRAFT, **values)

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        publishing.publish(queries.survey(survey.id), by=SYSTEM)

    assert refused.value.code == "survey.incomplete"
    assert queries.versions_of(survey.id) == []


def test_publishing_again_needs_a_change_and_saving_needs_the_present_version(app: Flask) -> None:
    survey = ready()
    with unit_of_work():
        publishing.publish(queries.survey(survey.id), by=SYSTEM)

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        publishing.publish(queries.survey(survey.id), by=SYSTEM)
    assert refused.value.code == "survey.nothing-new"
    with pytest.raises(Conflict), unit_of_work():
        editing.save_draft(queries.survey(survey.id), three(), version=1, by=SYSTEM)


def test_a_closed_survey_opens_again_only_with_an_end_ahead(app: Flask) -> None:
    survey = make_survey(state=CLOSED)

    with pytest.raises(InvalidInput), unit_of_work():
        publishing.reopen(queries.survey(survey.id), closes_at=now(), by=SYSTEM)
    with unit_of_work():
        publishing.reopen(queries.survey(survey.id), closes_at=now() + timedelta(days=5), by=SYSTEM)

    fresh = queries.survey(survey.id)
    assert (fresh.state, fresh.closed_at) == (PUBLISHED, None)
