"""Conditions, the way through a questionnaire, answers and their bytes."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.errors import InvalidInput
from portal.surveys.terms import (
    Answer,
    Comparison,
    Junction,
    QuestionKind,
    Questionnaire,
    Test,
    answer_from_json,
    asked_questions,
    check_answer,
    holds,
    layout_of,
    next_question,
    pack,
    previous_question,
    questionnaire_from_json,
    without_hidden,
)
from portal.surveys.terms.answers import OTHER
from portal.surveys.terms.packing import DECLINED, FIRST_OPTION, NOT_ASKED, OWN, PASSED_OVER
from tests.factories.surveys import chosen, make_questionnaire, options, question, said

DRIVES = question("drives", QuestionKind.YES_NO)
CAR = question("car", QuestionKind.SHORT_TEXT, show_if=Comparison("drives", Test.IS, "yes"))
COLOUR = question("colour", QuestionKind.SHORT_TEXT, show_if=Comparison("car", Test.ANSWERED))
LAST = question("last", QuestionKind.LONG_TEXT)
ROUTED = make_questionnaire(DRIVES, CAR, COLOUR, LAST)


def codes_of(questionnaire: Questionnaire, answers: dict[str, Answer]) -> list[str]:
    return [one.code for one in asked_questions(questionnaire, answers)]


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        (Test.IS, "5", True), (Test.IS, "4", False), (Test.IS_NOT, "4", True), (Test.LESS, "5", False),
        (Test.AT_MOST, "5", True), (Test.MORE, "4,5", True), (Test.AT_LEAST, "6", False), (Test.ANSWERED, "", True),
        (Test.UNANSWERED, "", False), (Test.MORE, "viel", False),
    ],
)  # fmt: skip
def test_comparisons(test: Test, value: str, expected: bool) -> None:
    assert holds(Comparison("q", test, value), {"q": Answer(number=5)}) is expected


@pytest.mark.parametrize("test", [test for test in Test if test is not Test.UNANSWERED])
@pytest.mark.parametrize("answers", [{}, {"q": Answer()}, {"q": Answer(declined=True)}], ids=["none", "empty", "no"])
def test_nothing_holds_for_what_was_not_answered(test: Test, answers: dict[str, Answer]) -> None:
    assert not holds(Comparison("q", test, "1"), answers)


def test_and_and_or() -> None:
    yes, no = Comparison("q", Test.IS, "yes"), Comparison("q", Test.IS, "no")
    answers = {"q": chosen("yes")}

    assert holds(Junction((yes, no), any_of=True), answers)
    assert not holds(Junction((yes, no)), answers)


def test_the_way_follows_the_answers() -> None:
    assert codes_of(ROUTED, {}) == ["drives", "last"]
    assert codes_of(ROUTED, {"drives": chosen("yes")}) == ["drives", "car", "last"]
    assert codes_of(ROUTED, {"drives": chosen("yes"), "car": said("Kombi")}) == ["drives", "car", "colour", "last"]


def test_a_change_of_mind_hides_everything_that_hung_on_it() -> None:
    answers = {"drives": chosen("no"), "car": said("Kombi"), "colour": said("rot"), "last": said("Danke")}

    assert codes_of(ROUTED, answers) == ["drives", "last"]
    assert set(without_hidden(ROUTED, answers)) == {"drives", "last"}


def test_forward_and_back_along_the_way() -> None:
    answers = {"drives": chosen("no")}

    after = next_question(ROUTED, answers, "drives")
    before = previous_question(ROUTED, answers, "last")

    assert (after and after.code, before and before.code) == ("last", "drives")
    assert next_question(ROUTED, answers, "last") is None
    assert previous_question(ROUTED, answers, "drives") is None


def test_back_from_a_question_that_is_hidden_by_now() -> None:
    before = previous_question(ROUTED, {"drives": chosen("no")}, "colour")

    assert before is not None
    assert before.code == "drives"


@pytest.mark.parametrize(
    ("asked", "answer", "kept"),
    [
        (question("q", QuestionKind.SINGLE), chosen("a", text="weg"), chosen("a")),
        (question("q", QuestionKind.SINGLE, has_other=True), chosen("other", text="ja"), chosen("other", text="ja")),
        (question("q", QuestionKind.MULTIPLE), chosen("b", "a", "b"), chosen("a", "b")),
        (question("q", QuestionKind.RANKING), chosen("b", "a"), chosen("b", "a")),
        (question("q", QuestionKind.SMILEYS, asks_why=True), chosen("1", text="laut"), chosen("1", text="laut")),
        (question("q", QuestionKind.SMILEYS), chosen("1", text="laut"), chosen("1")),
        (question("q", QuestionKind.NUMBER), Answer(number=3.5, text="x"), Answer(number=3.5)),
        (question("q", QuestionKind.SHORT_TEXT), said(" eine \n Zeile "), said("eine Zeile")),
        (question("q", QuestionKind.INFO), said("etwas"), Answer()),
        (question("q", QuestionKind.YES_NO, required=True), Answer(declined=True, text="x"), Answer(declined=True)),
    ],
)  # fmt: skip
def test_only_what_belongs_to_the_kind_is_kept(asked: object, answer: Answer, kept: Answer) -> None:
    assert check_answer(asked, answer) == kept  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "answer", "code"),
    [
        (question("q", QuestionKind.YES_NO), chosen("maybe"), "answer.unknown-option"),
        (question("q", QuestionKind.YES_NO), chosen("yes", "no"), "answer.too-many"),
        (question("q", QuestionKind.SINGLE), chosen("other"), "answer.unknown-option"),
        (question("q", QuestionKind.MULTIPLE, at_least=2), chosen("a"), "answer.too-few"),
        (question("q", QuestionKind.MULTIPLE, at_most=1), chosen("a", "b"), "answer.too-many"),
        (question("q", QuestionKind.NUMBER, minimum=0), Answer(number=-1), "answer.too-small"),
        (question("q", QuestionKind.NUMBER, maximum=9), Answer(number=10), "answer.too-large"),
        (question("q", QuestionKind.NUMBER), Answer(number=math.inf), "answer.no-number"),
        (question("q", QuestionKind.DATE), Answer(on=date(1, 1, 1)), "answer.no-date"),
        (question("q", QuestionKind.POINT), Answer(latitude=91, longitude=0), "answer.no-point"),
        (question("q", QuestionKind.LONG_TEXT, required=True), Answer(), "answer.needed"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_refused(asked: object, answer: Answer, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_answer(asked, answer)  # type: ignore[arg-type]

    assert (refused.value.code, refused.value.field) == (code, "q")


ANSWERS = st.builds(
    Answer,
    chosen=st.lists(st.sampled_from(["a", "b", "other"]), max_size=3, unique=True).map(tuple),
    text=st.text(max_size=30),
    number=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    on=st.none() | st.dates(),
    place=st.none() | st.uuids(),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    declined=st.booleans(),
)


@given(ANSWERS)
def test_every_answer_survives_being_written_down(answer: Answer) -> None:
    assert answer_from_json(answer.to_json()) == answer


def test_a_questionnaire_survives_being_written_down() -> None:
    asked = make_questionnaire(DRIVES, CAR, question("r", QuestionKind.RANKING, at_most=2, hint={"de": "Kurz"}))

    assert questionnaire_from_json(asked.to_json()) == asked


COUNTED = make_questionnaire(
    question("one", QuestionKind.SINGLE, has_other=True),
    question("many", QuestionKind.MULTIPLE, has_other=True),
    question("rank", QuestionKind.RANKING, options=options(a="A", b="B", c="C")),
    question("number", QuestionKind.NUMBER),
)


def cells(answers: dict[str, Answer]) -> tuple[int | float, ...]:
    return layout_of(COUNTED).form.unpack(pack(COUNTED, answers))


@pytest.mark.parametrize(
    ("answer", "byte"),
    [
        (Answer(), PASSED_OVER), (Answer(declined=True), DECLINED), (chosen("other", text="x"), OWN),
        (chosen("a"), FIRST_OPTION), (chosen("b"), FIRST_OPTION + 1),
    ],
)  # fmt: skip
def test_the_byte_of_one_option(answer: Answer, byte: int) -> None:
    assert cells({"one": answer})[0] == byte


@given(st.sets(st.sampled_from(["a", "b", OTHER]), min_size=1))
def test_the_bits_of_several_options(picked: set[str]) -> None:
    order = {OTHER: OWN, "a": FIRST_OPTION, "b": FIRST_OPTION + 1}

    bits = cells({"many": Answer(chosen=tuple(picked))})[1]

    assert bits == 1 + sum(1 << order[code] for code in picked)


def test_the_ranks_and_the_number() -> None:
    packed = cells({"rank": chosen("c", "a"), "number": Answer(number=2.5)})

    assert packed[2:] == (FIRST_OPTION, 2, 0, 1, 2.5)


def test_not_asked_is_told_apart_from_passed_over() -> None:
    hidden = question("later", QuestionKind.YES_NO, show_if=Comparison("drives", Test.IS, "yes"))
    asked = make_questionnaire(DRIVES, hidden)

    assert pack(asked, {"drives": chosen("no")}) == bytes([FIRST_OPTION + 1, NOT_ASKED])
    assert pack(asked, {"drives": chosen("yes")}) == bytes([FIRST_OPTION, PASSED_OVER])
