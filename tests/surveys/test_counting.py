"""Packed answers counted at once say what the answers themselves say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict
from portal.surveys import queries
from portal.surveys.actions.repacking import repack_portion
from portal.surveys.cli import repack
from portal.surveys.models import Survey, SurveyResponse
from portal.surveys.queries.columns import columns_of
from portal.surveys.queries.counted import QuestionResult
from portal.surveys.queries.crosstab import cross_table
from portal.surveys.queries.filtering import EVERYTHING, ResultFilter, filter_from_args
from portal.surveys.queries.results import results_of
from portal.surveys.terms import (
    Answer,
    Channel,
    Comparison,
    Question,
    QuestionKind,
    Questionnaire,
    Test,
    answers_from_json,
    asked_questions,
    questionnaire_from_json,
)
from tests.factories.places import make_place, make_places
from tests.factories.surveys import add_version, make_questionnaire, make_response, make_survey, options, question

CODES = ("a", "b", "c", "d")
KINDS = (
    QuestionKind.SINGLE,
    QuestionKind.MULTIPLE,
    QuestionKind.RANKING,
    QuestionKind.NUMBER,
    QuestionKind.DATE,
    QuestionKind.POINT,
    QuestionKind.SCALE,
    QuestionKind.YES_NO,
    QuestionKind.SMILEYS,
)


def result(survey: Survey, code: str, wanted: ResultFilter = EVERYTHING) -> QuestionResult:
    found = results_of(columns_of(survey.id), wanted)
    return next(one for one in found.questions if one.question.code == code)


def counts(result: QuestionResult) -> dict[str, int]:
    return {option.code: option.count for option in result.options}


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Up to five questions; later ones may hang on the answer to the first."""
    questions: list[Question] = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(KINDS))
        values: dict[str, Any] = {}
        if kind.has_own_options:
            codes = draw(st.permutations(CODES))[: draw(st.integers(2, 4))]
            values["options"] = options(**{code: code.upper() for code in codes})
            values["has_other"] = kind is not QuestionKind.RANKING and draw(st.booleans())
        if number and questions[0].kind is QuestionKind.SINGLE and draw(st.booleans()):
            values["show_if"] = Comparison("q0", Test.IS, "a")
        questions.append(question(f"q{number}", kind, **values))
    return make_questionnaire(*questions)


def answers_to(asked: Questionnaire) -> st.SearchStrategy[dict[str, Answer]]:
    return st.fixed_dictionaries({one.code: answers_of(one) for one in asked.questions})


def answers_of(asked: Question) -> st.SearchStrategy[Answer]:
    nothing = st.sampled_from([Answer(), Answer(declined=True)])
    if asked.kind is QuestionKind.NUMBER:
        return nothing | st.integers(-50, 150).map(lambda number: Answer(number=float(number)))
    if asked.kind is QuestionKind.DATE:
        return nothing | st.dates(date(1880, 1, 1), date(2200, 12, 31)).map(lambda day: Answer(on=day))
    if asked.kind is QuestionKind.POINT:
        told = st.just(Answer(text="Am Bach")) | st.just(Answer(latitude=48.0, longitude=10.0, text="Hier"))
        return nothing | told
    codes = [option.code for option in asked.choices] + (["other"] if asked.has_other else [])
    if asked.kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING):
        return nothing | st.lists(st.sampled_from(codes), min_size=1, unique=True).map(
            lambda c: Answer(chosen=tuple(c))
        )
    return nothing | st.sampled_from(codes).map(lambda code: Answer(chosen=(code,)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_packed_counting_equals_slow_counting_over_all_versions(app: Flask, data: st.DataObject) -> None:
    first = data.draw(questionnaires())
    survey = make_survey(questionnaire=first)
    versions = [survey.current_version_id]
    # A second version with other options, other order, other questions.
    versions.append(add_version(survey, data.draw(questionnaires())))
    for version_id, asked in zip(versions, (first, draft_of(versions[1])), strict=True):
        for given_answers in data.draw(st.lists(answers_to(asked), max_size=6)):
            make_response(survey, given_answers, version_id=version_id)

    counted = results_of(columns_of(survey.id))

    rows = session().execute(
        select(SurveyResponse.version_id, SurveyResponse.answers).where(SurveyResponse.survey_id == survey.id)
    )
    stored = [(draft_of(version_id), answers_from_json(answers)) for version_id, answers in rows]
    assert counted.count == len(stored)
    for one in counted.questions:
        assert told(one) == slowly(one, stored), one.question.code


def draft_of(version_id: UUID | None) -> Questionnaire:
    assert version_id is not None
    return questionnaire_from_json(queries.version(version_id).definition)


def told(one: QuestionResult) -> dict[str, Any]:
    found: dict[str, Any] = {
        "asked": one.asked,
        "answered": one.answered,
        "passed": one.passed_over,
        "declined": one.declined,
        "other": one.other,
        "options": {option.code: option.count for option in one.options if option.count},
        "bins": sum(step.count for step in one.bins),
    }
    if one.question.kind is QuestionKind.DATE:
        found |= {"days": one.days, "periods": sum(step.count for step in one.periods)}
    if one.question.kind is QuestionKind.POINT:
        found |= {"where": sum(count for _place, count in one.where)}
    if one.question.kind is QuestionKind.NUMBER:
        found |= {"mean": one.mean and round(one.mean, 9), "median": one.median}
    if one.question.kind is QuestionKind.RANKING:
        found |= {"first": {option.code: option.first for option in one.options if option.first}}
        found |= {"ranks": {option.code: round(option.mean_rank, 9) for option in one.options if option.mean_rank}}
    return found


def joins(newest: QuestionKind, kind: QuestionKind) -> bool:
    """Whether answers to both kinds are counted together."""
    apart = (QuestionKind.RANKING, QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.POINT)
    return newest is kind if newest in apart or kind in apart else True


def slowly(one: QuestionResult, stored: Sequence[tuple[Questionnaire, Mapping[str, Answer]]]) -> dict[str, Any]:
    """The same figures from the answers themselves, person by person."""
    code, kind = one.question.code, one.question.kind
    given_answers = [
        answers.get(code, Answer())
        for asked, answers in stored
        for way in asked_questions(asked, answers)
        if way.code == code and joins(kind, way.kind)
    ]
    numbers = sorted(answer.number for answer in given_answers if answer.number is not None)
    options_chosen = Counter(option for answer in given_answers for option in answer.chosen if option != "other")
    found: dict[str, Any] = {
        "asked": len(given_answers),
        "answered": sum(answer.is_given for answer in given_answers),
        "passed": sum(answer.is_passed_over for answer in given_answers),
        "declined": sum(answer.declined for answer in given_answers),
        "other": sum("other" in answer.chosen for answer in given_answers),
        "options": dict(options_chosen),
        "bins": len(numbers) if kind is QuestionKind.NUMBER else 0,
    }
    if kind is QuestionKind.DATE:
        days = sorted(answer.on for answer in given_answers if answer.on is not None)
        found |= {"days": (days[0], days[(len(days) - 1) // 2], days[-1]) if days else None, "periods": len(days)}
    if kind is QuestionKind.POINT:
        shown = sum(answer.latitude is not None for answer in given_answers)
        found |= {"where": shown}
        found["options"] = {"map": shown, "words": found["answered"] - shown}
        found["options"] = {code: count for code, count in found["options"].items() if count}
    if kind is QuestionKind.NUMBER:
        middle = (numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]) / 2 if numbers else None
        found |= {"mean": round(sum(numbers) / len(numbers), 9) if numbers else None, "median": middle}
    if kind is QuestionKind.RANKING:
        ranks: dict[str, list[int]] = {}
        for answer in given_answers:
            for rank, option in enumerate(answer.chosen, start=1):
                ranks.setdefault(option, []).append(rank)
        found |= {"first": {code: all_.count(1) for code, all_ in ranks.items() if 1 in all_}}
        found |= {"ranks": {code: round(sum(all_) / len(all_), 9) for code, all_ in ranks.items()}}
    return found


def test_several_answers_of_one_person_are_one_person_per_option(app: Flask) -> None:
    survey = make_survey()
    make_response(survey, {"reasons": Answer(chosen=("shop", "doctor"))})
    make_response(survey, {"reasons": Answer(chosen=("shop",))})

    counted = result(survey, "reasons")

    assert (counted.asked, counted.answered) == (2, 2)
    assert counts(counted) == {"shop": 2, "doctor": 1, "friends": 0}


def test_filters_of_place_channel_period_and_answer(app: Flask) -> None:
    here, there = make_places("Hier", "Dort")
    quarter = make_place("Ortsteil", parent=here)
    survey = make_survey(
        questionnaire=make_questionnaire(
            question("way", QuestionKind.SINGLE, options=options(bus="Bus", car="Auto"), has_other=True),
            question("home", QuestionKind.PLACE),
        )
    )
    for place, way, channel, ago in (
        (here, "bus", Channel.ONLINE, 0),
        (quarter, "car", Channel.PAPER, 3),
        (there, "other", Channel.PAPER, 9),
    ):
        make_response(
            survey,
            {"way": Answer(chosen=(way,), text="zu Fuß"), "home": Answer(place=place.id)},
            channel=channel,
            given_on=today() - timedelta(days=ago),
        )

    def count(**wanted: Any) -> int:
        return results_of(columns_of(survey.id), ResultFilter(**wanted)).count

    assert count() == 3
    assert count(place=here.id) == 2
    assert count(place=there.id) == 1
    assert count(channel=Channel.PAPER) == 2
    assert count(first=today() - timedelta(days=3)) == 2
    assert count(last=today() - timedelta(days=3)) == 2
    assert count(first=today() - timedelta(days=3), last=today() - timedelta(days=3)) == 1
    assert count(question="way", option="bus") == 1
    assert count(question="way", option="other") == 1
    assert count(question="way", option="-") == 0
    assert count(place=here.id, channel=Channel.PAPER, question="way", option="car") == 1
    gemeinden = dict(results_of(columns_of(survey.id)).places)
    assert gemeinden == {here.id: 2, there.id: 1}


def test_a_cross_table_counts_people_who_answered_both(app: Flask) -> None:
    survey = make_survey()
    for way, reasons in (
        (("bus",), ("shop", "doctor")),
        (("bus",), ("shop",)),
        (("car",), ()),
        (("other",), ("doctor",)),
    ):
        answers = {"way": Answer(chosen=way, text="Rad" if way == ("other",) else "")}
        make_response(survey, answers | {"reasons": Answer(chosen=reasons)})

    table = cross_table(columns_of(survey.id), "way", "reasons")

    assert [line.key for line in table.rows] == ["bus", "car", "foot", "other"]
    assert [line.key for line in table.columns] == ["shop", "doctor", "friends"]
    assert table.counts == ((2, 1, 0), (0, 0, 0), (0, 0, 0), (0, 1, 0))
    assert table.row_people == (2, 0, 0, 1)
    assert table.column_people == (2, 2, 0)
    assert table.people == 3
    assert table.row_share(0, 1) == 50
    assert table.column_share(0, 1) == 50
    assert table.row_share(1, 0) is None


def test_a_cross_table_by_gemeinde_and_channel(app: Flask) -> None:
    here, there = make_places("Adorf", "Bdorf")
    survey = make_survey(questionnaire=make_questionnaire(question("home", QuestionKind.PLACE)))
    for place, channel in ((here, Channel.ONLINE), (here, Channel.PAPER), (there, Channel.PAPER)):
        make_response(survey, {"home": Answer(place=place.id)}, channel=channel)

    table = cross_table(columns_of(survey.id), "gemeinde", "kanal")

    assert [line.label["de"] for line in table.rows] == ["Adorf", "Bdorf"]
    assert table.counts == ((1, 1, 0, 0), (0, 1, 0, 0))


@pytest.mark.parametrize(
    "args",
    [
        {"nur": "way:plane"},
        {"nur": "nobody:a"},
        {"nur": "wish:x"},
        {"nur": "way"},
        {"ort": "nirgends"},
        {"ort": "00000000-0000-0000-0000-000000000001"},
        {"kanal": "rohrpost"},
        {"von": "gestern"},
        {"bis": "2026-02-30"},
        {"bis": "99999-01-01"},
        {"nur": "way:\x00"},
    ],
)
def test_a_filter_that_means_nothing_is_named_and_left_out(app: Flask, args: dict[str, str]) -> None:
    survey = make_survey()

    found, left_out = filter_from_args(args, columns_of(survey.id))

    assert found == EVERYTHING
    assert left_out == list(args)


def test_a_filter_comes_back_from_its_address(app: Flask) -> None:
    survey = make_survey()
    place = make_place("Wo")
    wanted = ResultFilter(
        question="way",
        option="bus",
        place=place.id,
        channel=Channel.PHONE,
        first=date(2026, 1, 2),
        last=date(2026, 2, 3),
    )

    assert filter_from_args(wanted.to_args(), columns_of(survey.id)) == (wanted, [])


def test_a_survey_without_answers_counts_nothing(app: Flask) -> None:
    survey = make_survey(
        questionnaire=make_questionnaire(question("n", QuestionKind.NUMBER), question("s", QuestionKind.SCALE))
    )

    counted = results_of(columns_of(survey.id))

    assert counted.count == 0
    assert [(one.asked, one.mean, one.median, one.bins) for one in counted.questions] == [(0, None, None, ())] * 2


def test_a_question_of_another_kind_in_an_earlier_version_stands_apart(app: Flask) -> None:
    survey = make_survey(questionnaire=make_questionnaire(question("q", QuestionKind.NUMBER)))
    make_response(survey, {"q": Answer(number=3)})
    add_version(survey, make_questionnaire(question("q", QuestionKind.SINGLE)))

    counted = result(survey, "q")

    assert counted.question.kind is QuestionKind.SINGLE
    assert counted.apart == (1,)
    assert counted.asked == 0


def test_damaged_packed_answers_are_noticed_and_made_anew(app: Flask) -> None:
    survey = make_survey()
    response = make_response(survey, {"way": Answer(chosen=("car",))})
    right = response.packed
    with unit_of_work():
        session().execute(update(SurveyResponse).values(packed=right + b"\x00"))
    with pytest.raises(Conflict):
        columns_of(survey.id)

    with unit_of_work():
        assert repack_portion(None) == (response.id, 1)
        assert repack_portion(response.id) is None
    session().expire_all()
    assert session().get_one(SurveyResponse, response.id).packed == right
    assert counts(result(survey, "way"))["car"] == 1


def test_the_command_says_how_many_it_put_right(app: Flask) -> None:
    survey = make_survey()
    for _ in range(3):
        make_response(survey)
    with unit_of_work():
        session().execute(update(SurveyResponse).values(packed=b"\x00"))

    said = [app.test_cli_runner().invoke(repack).output for _ in range(2)]

    assert said == ["Zählbare Antworten: 3 Teilnahmen berichtigt.\n", "Zählbare Antworten: 0 Teilnahmen berichtigt.\n"]
    assert counts(result(survey, "way"))["bus"] == 3
